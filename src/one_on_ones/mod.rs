//! 1:1s: two who talk with each other regularly, one of whom reports to the other.
//!
//! Either asks the other, who agrees ([`ask`], [`agree`]). From then on a date of the [schedule](crate::schedule)
//! becomes a day on which both work, and a reminder for each at the hour of their own clock ([`plan`]), which is
//! told or skipped when it comes ([`take_due`]). What they write (points to talk about, actions, a note) is
//! sealed, and read by the two alone ([`agenda`]): nothing here is for admins, lists or the audit log. When one
//! of them leaves, or reports to somebody else, it ends ([`end_over`]).

mod act;
mod agenda;
mod away;
mod counts;
mod dates;
mod due;
mod end;
mod pair;
mod plan;
mod writing;

pub use act::{NotAsked, NotHeld, agree, ask, decline, end, pause, recur, resume, skip};
pub use agenda::{Agenda, Item, ItemKind, Text, agenda};
pub use away::{Away, away, away_until, say_away};
pub use counts::{Waiting, waiting};
pub use dates::{Cadence, Dates};
pub use due::{Due, Outcome, hold_due, put_off, take_due};
pub use end::{end_over, hand_on, next_over};
pub use pair::{OneOnOne, State, by_id, colleagues, ended, of};
pub use plan::{ONE_ON_ONE, plan};
pub use writing::{CHARS, MOST_OPEN, NOTE_CHARS, NotWritten, Written, write};
