//! Where a nudge is posted.

use sqlx::PgConnection;

use super::{Desk, DeskError, Step};
use crate::chat::Place;
use crate::inbox;
use crate::letters::to_admins;
use crate::outbox::Letter;
use crate::platforms::traits;
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
        tracing::warn!(workspace.id = %workspace, place = named, nudge = %step.nudge, "the place is in no team of ours");
        // An id alone would be in the first team: there is none, and nobody to be told.
        let Ok(place) = named.parse::<Place>() else {
            return Ok(Channel::Lost(Vec::new()));
        };
        let once = format!("{}/lost/{named}", step.nudge);
        if !inbox::record(conn, workspace, &[once], step.now).await? {
            return Ok(Channel::Lost(Vec::new()));
        }
        let command = traits(place.platform).manner.command;
        let lost =
            |words: &Words<'_>| wording::nudge_lost(words, (step.nudge, key), named, command);
        let near = place.installation();
        let told = to_admins(conn, workspace, step.settings, Some(&near), lost).await?;
        Ok(Channel::Lost(told))
    }
}
