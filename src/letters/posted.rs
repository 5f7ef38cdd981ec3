//! Posts in a channel that the settings name.

use sqlx::PgConnection;

use super::to_admins;
use crate::chat::{Message, Place};
use crate::outbox::Letter;
use crate::settings::Settings;
use crate::wording::Words;

/// A letter for a channel. Where the channel refuses it, or people of another organisation read there,
/// the admins are told instead.
pub(super) async fn posted(
    conn: &mut PgConnection,
    settings: &Settings,
    (place, letter): (&Place, Letter),
    refused: impl Fn(&Words<'_>) -> Message,
    shared: impl Fn(&Words<'_>) -> Message,
) -> Result<Letter, sqlx::Error> {
    let (workspace, near) = (letter.workspace, place.installation());
    let told = to_admins(conn, workspace, settings, Some(&near), refused).await?;
    let instead = to_admins(conn, workspace, settings, Some(&near), shared).await?;
    let letter = told.into_iter().fold(letter, Letter::or_else);
    Ok(letter.confined(instead))
}
