//! Recognition: its rules and its rows.

mod allowance;
mod announcement;
mod aside;
mod batcher;
mod check;
mod draft;
mod export;
mod gift;
mod give;
mod lanes;
mod narrator;
mod needs;
mod origin;
mod post;
mod read;
mod recorder;
mod refusal;
mod undo;
mod verify;
mod withdrawn;
mod writer;

pub use allowance::{Allowance, Balance, balance};
pub use announcement::refresh_announcement;
pub use batcher::{Batcher, NotRecorded, Recorded};
pub use check::{Checked, Draft, Named, check, giver_may};
pub use draft::{keep_draft, take_draft};
pub use export::{BalanceRow, KudosRow, balances, export};
pub use gift::{Gift, Letters, Outcome};
pub use give::{Given, Giving, NotGiven, give};
pub use lanes::Lane;
pub use narrator::{Announcer, Narrator, Recognition, Taking};
pub use origin::{Origin, Source, Way};
pub use read::{Direction, Kudos, boosters, find, given_by, history, last_given, times_boosted};
pub use refusal::{Note, Refusal};
pub use undo::{Undo, Undone, undo};
pub use verify::verify_gifts;
pub use withdrawn::{Cause, note_withdrawn, was_withdrawn};

use crate::ids::KudosId;

/// The subject under which letters and transfers speak of a kudos.
pub fn subject(kudos: KudosId) -> String {
    format!("kudos:{kudos}")
}

/// The kudos a subject speaks of.
pub fn from_subject(subject: &str) -> Option<KudosId> {
    subject.strip_prefix("kudos:")?.parse().ok()
}
