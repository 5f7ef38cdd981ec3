//! Who tells of recognition. The sentences are somebody else's: whoever acts hands in who words them.

use std::sync::Arc;

use jiff::{Timestamp, Zoned};

use super::{Note, Origin, Outcome};
use crate::ids::{KudosId, WorkspaceId};
use crate::outbox::Letter;
use crate::people::Member;
use crate::settings::Settings;

/// A gift as it is told of.
#[derive(Clone, Debug)]
pub struct Recognition {
    /// The id of the kudos.
    pub id: KudosId,
    /// The workspace.
    pub workspace: WorkspaceId,
    /// When.
    pub at: Timestamp,
    /// Who gives.
    pub giver: Arc<Member>,
    /// Who receives; distinct.
    pub recipients: Vec<Arc<Member>>,
    /// Points for each of them.
    pub points: i64,
    /// Slugs of company values; distinct.
    pub values: Vec<String>,
    /// Marked text, as typed.
    pub message: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The kudos it joins.
    pub boosted: Option<KudosId>,
    /// What the giver should know.
    pub notes: Vec<Note>,
}

impl Recognition {
    /// What it takes from the allowance, in points.
    pub fn cost(&self) -> i64 {
        let count = i64::try_from(self.recipients.len()).unwrap_or(i64::MAX);
        self.points.saturating_mul(count)
    }

    /// When the giver's allowance starts anew, in the programme's zone.
    pub fn resets_at(&self, settings: &Settings) -> Zoned {
        settings.allowance_period.next(self.at, &settings.time_zone)
    }
}

/// Words what is told of a gift. Pure: it is called inside the transaction that decides the outcome.
pub trait Narrator: Send + Sync {
    /// For everyone but the giver, when it is given. It is the same whatever is left of the allowance.
    fn to_others(&self, gift: &Recognition) -> Vec<Letter>;

    /// For the giver, unless they are told otherwise.
    fn to_giver(&self, gift: &Recognition, outcome: &Outcome) -> Option<Letter>;
}
