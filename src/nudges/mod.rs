//! Nudges: what people are told at times that recur, without having asked: who was thanked for what in a week, whom
//! one could thank, who is new, whose day it is.
//!
//! Each is a word of [`Nudge`](crate::settings::Nudge), which says when it begins and whether it comes to a channel
//! or to each one alone. What is due begins a round ([`begin`]); rounds are worked off step by step, each a
//! transaction, and whoever is told is noted with it ([`tell_once`]). What to tell is read here, a file for each.

mod digest;
mod newcomers;
mod observed;
mod round;
mod thanking;
mod told;

pub use digest::{Digest, digest, digest_due, managers, team_digest};
pub use newcomers::{NEW_AT_ONCE, Newcomers, came_last, newcomers};
pub use observed::celebrated_on;
pub use round::{Round, advance, begin, hold, on_since, residents, under_way};
pub use thanking::{Silent, companions, silent, told_before};
pub use told::{EVER, hand_on, last_told, tell_once};
