//! The announcement of a kudos, which follows what becomes of it.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::read;
use crate::chat::{Place, To};
use crate::ids::{KudosId, WorkspaceId};
use crate::outbox::{self, Letter, News};
use crate::settings::{Settings, SharedChannels};
use crate::subject::Subject;

/// The letter that announces a kudos in its place. Where people of another organisation read there, `instead`
/// is sent, unless the programme announces it to them, too.
pub fn announcement(
    settings: &Settings,
    workspace: WorkspaceId,
    kudos: KudosId,
    place: &Place,
    instead: Vec<Letter>,
) -> Letter {
    let to = To::Place(place.clone());
    let letter = Letter::of(workspace, to, News::Announcement(kudos)).about(Subject::Kudos(kudos));
    if settings.shared_channels == SharedChannels::Announcements {
        letter
    } else {
        letter.confined(instead)
    }
}

/// Posts the present state of a kudos over its announcement, in the caller's transaction. What was
/// given outside of a chat was announced nowhere.
pub async fn refresh_announcement(
    conn: &mut PgConnection,
    settings: &Settings,
    workspace: WorkspaceId,
    kudos: KudosId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let found = read::find(conn, workspace, kudos).await?;
    let Some(place) = found.and_then(|kudos| kudos.place) else {
        return Ok(());
    };
    let letter = announcement(settings, workspace, kudos, &place, Vec::new()).as_update();
    outbox::enqueue(conn, now, &[letter]).await
}
