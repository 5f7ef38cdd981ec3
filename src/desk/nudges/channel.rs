//! Where a nudge is posted.

use sqlx::PgConnection;

use super::{Desk, DeskError, Step};
use crate::chat::Place;
use crate::letters::lost_place;
use crate::outbox::Letter;
use crate::wording::{self, Words};
use crate::workspace;

/// The place that a nudge is posted to.
pub(super) enum Channel {
    /// It is this one, by the setting of that name.
    Here(&'static str, Place),
    /// It is in no team of ours: what the admins are told, once for each place.
    Lost(Vec<Letter>),
}

impl Desk {
    pub(super) async fn channel_of(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
    ) -> Result<Channel, DeskError> {
        let workspace = step.round.workspace;
        let Some((key, named)) = step.nudge.channel(&step.settings.nudges) else {
            return Ok(Channel::Lost(Vec::new()));
        };
        if let Some(place) = workspace::named_place(conn, workspace, named).await? {
            return Ok(Channel::Here(key, place));
        }
        let lost = |words: &Words<'_>, command: &str| {
            wording::nudge_lost(words, (step.nudge, key), named, command)
        };
        let (whose, what) = ((workspace, step.settings), (step.nudge.as_str(), named));
        let told = lost_place(conn, step.now, whose, what, lost).await?;
        Ok(Channel::Lost(told))
    }
}
