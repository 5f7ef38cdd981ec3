//! Recognition: its rules and its rows.

mod allowance;
mod announcement;
mod aside;
mod batcher;
mod check;
mod deleted;
mod draft;
mod export;
mod gift;
mod give;
mod lanes;
mod narrator;
mod needs;
mod origin;
mod post;
mod reactions;
mod read;
mod recorder;
mod refusal;
mod taking;
mod thread;
mod undo;
mod unused;
mod verify;
mod writer;

pub use allowance::{Allowance, Balance, balance};
pub use announcement::{announcement, refresh_announcement};
pub use batcher::{Batcher, NotRecorded, Recorded};
pub use check::{Checked, Named, Unchecked, check, giver_may};
pub use deleted::{note_deleted, was_deleted};
pub use draft::{keep_draft, take_draft};
pub use export::{BalanceRow, KudosRow, balances, export};
pub use gift::{Gift, Letters, Outcome};
pub use give::{Given, Giving, NotGiven, give};
pub use lanes::Lane;
pub use narrator::{Narrator, Recognition};
pub use origin::{Origin, Source, Way};
pub use reactions::{Heard, Reactions};
pub use read::{
    Direction, Kudos, boosters, by_ids, by_ids_to, find, given_by_message, history, last_given,
    times_boosted,
};
pub use refusal::{Note, Refusal};
pub use taking::{Taking, taking};
pub use undo::{Undo, Undone, undo};
pub use unused::{Unused, take_unused, unused_ends};
pub use verify::verify_gifts;
