//! What only admins can put right.

use sqlx::PgConnection;

use super::DeskError;
use super::tell::to_member;
use crate::chat::{Message, Place};
use crate::ids::WorkspaceId;
use crate::outbox::Letter;
use crate::people;
use crate::settings::Settings;
use crate::wording::Words;

/// A letter for each admin about something of `place`, in their own language: on the platform that
/// it is about or, where that does not reach them, on another.
pub(super) async fn to_admins(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    place: &Place,
    say: impl Fn(&Words<'_>) -> Message,
) -> Result<Vec<Letter>, DeskError> {
    let admins = people::admins(conn, workspace).await?;
    let letters = admins.iter().filter_map(|admin| {
        let locale = admin.locale.unwrap_or(settings.locale);
        to_member(
            admin,
            place,
            &say(&Words::new(locale, settings)),
            |letter| letter,
        )
    });
    Ok(letters.collect())
}
