//! Telling somebody of what many do: reactions and +1s for one person become one message, which is
//! changed as more of them come, or some are taken back.
//!
//! What is to be told is written in the transaction of the gift ([`put`]), so that whoever gives need
//! not wait for it and a crash loses nothing. Who tells it holds the recipient's row ([`claim`]): one
//! at a time, over all replicas.

mod gathered;
mod store;

use jiff::{SignedDuration, Timestamp};

use crate::ids::{KudosId, MemberId, NoticeEntryId, NoticeId, WorkspaceId};
use crate::subject::Subject;

pub use gathered::{Thanks, thanks, undone_of};
pub use store::{aside, claim, due, hand_on, latest, open, put, set_aside, taken_back, told};

/// How long a message goes on telling of what is new: later, a new one is news again.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Something that somebody is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Whom.
    pub recipient: MemberId,
    /// What they are thanked for: what has the same subject is told together.
    pub subject: Subject,
    /// The kudos that thanks them.
    pub kudos: KudosId,
    /// When.
    pub at: Timestamp,
}

/// Somebody whose row is held, and what they are to be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who is told.
    pub recipient: MemberId,
    /// What they are told of.
    pub subject: Subject,
}

/// An entry that is due to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its number.
    pub id: NoticeEntryId,
    /// The kudos that thanks them.
    pub kudos: KudosId,
    /// The message that tells of it already.
    pub notice: Option<NoticeId>,
}
