//! Letters to admins about a channel that is in no team of ours, to which something is to be posted.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::to_admins;
use crate::chat::{Message, Place};
use crate::ids::WorkspaceId;
use crate::inbox;
use crate::outbox::Letter;
use crate::platforms::traits;
use crate::settings::Settings;
use crate::wording::Words;

/// What the admins are told of a channel, as the settings name it, whose team is not connected: once for each of
/// what is posted and each place. `say` is told the command that changes the settings there.
pub async fn lost_place(
    conn: &mut PgConnection,
    now: Timestamp,
    (workspace, settings): (WorkspaceId, &Settings),
    (what, named): (&str, &str),
    say: impl Fn(&Words<'_>, &str) -> Message,
) -> Result<Vec<Letter>, sqlx::Error> {
    tracing::warn!(workspace.id = %workspace, place = named, what, "the place is in no team of ours");
    // An id alone would be in the first team: there is none, and nobody to be told.
    let Ok(place) = named.parse::<Place>() else {
        return Ok(Vec::new());
    };
    let once = format!("{what}/lost/{named}");
    if !inbox::record(conn, workspace, &[once], now).await? {
        return Ok(Vec::new());
    }
    let (near, command) = (place.installation(), traits(place.platform).manner.command);
    let say = |words: &Words<'_>| say(words, command);
    to_admins(conn, workspace, settings, Some(&near), say).await
}
