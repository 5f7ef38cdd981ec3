//! Recognition: its rules and its rows.

mod allowance;
mod batcher;
mod check;
mod draft;
mod export;
mod gift;
mod post;
mod reactions;
mod read;
mod rules;
mod undo;

pub use allowance::{Allowance, Balance, balance};
pub use batcher::{Batcher, NotRecorded};
pub use check::verify_gifts;
pub use draft::{keep_draft, take_draft};
pub use export::{BalanceRow, KudosRow, balances, export};
pub use gift::{Gift, Letters, Outcome, Source};
pub use reactions::{Reacted, note_removed, was_removed_after};
pub use read::{
    Direction, Kudos, boosters, by_message, by_reaction, find, history, last_given, times_boosted,
};
pub use rules::{Checked, Draft, Named, Note, Refusal, check, giver_may};
pub use undo::{Undo, Undone, undo};

use uuid::Uuid;

/// The subject under which letters and transfers speak of a kudos.
pub fn subject(kudos: Uuid) -> String {
    format!("kudos:{kudos}")
}

/// The kudos a subject speaks of.
pub fn from_subject(subject: &str) -> Option<Uuid> {
    subject.strip_prefix("kudos:")?.parse().ok()
}
