//! Recognition: its rules and its rows.

mod allowance;
mod aside;
mod batcher;
mod check;
mod draft;
mod export;
mod gift;
mod lanes;
mod needs;
mod post;
mod read;
mod recorder;
mod rules;
mod undo;
mod withdrawn;
mod writer;

pub use allowance::{Allowance, Balance, balance};
pub use batcher::{Batcher, NotRecorded, Recorded};
pub use check::verify_gifts;
pub use draft::{keep_draft, take_draft};
pub use export::{BalanceRow, KudosRow, balances, export};
pub use gift::{Gift, Letters, Outcome, Source};
pub use lanes::Lane;
pub use read::{Direction, Kudos, boosters, find, given_by, history, last_given, times_boosted};
pub use rules::{Checked, Draft, Named, Note, Refusal, check, giver_may};
pub use undo::{Undo, Undone, undo};
pub use withdrawn::{Cause, note_withdrawn, was_withdrawn};
