//! Who received and gave most, by calendar period.
//!
//! Gifts leave a [`tally_entry`](fold) each; a background task folds them into totals per period.
//! A board is read from both at once, so it is exact at any moment and costs the same however
//! much was ever given.

mod board;
mod fold;
mod period;
mod standings;

pub use board::{Board, Crowd, Query, Rank, Scope, board, place_of};
pub use fold::{fold, hand_on, run as run_folding};
pub use period::Metric;
use period::told_of;
pub use standings::{Standings, standings};
