//! What only admins can put right.

use sqlx::PgConnection;
use uuid::Uuid;

use super::DeskError;
use crate::chat::{Message, Place, To};
use crate::outbox::Letter;
use crate::people;
use crate::settings::Settings;
use crate::wording::Words;

/// A letter for each admin about something of `place`, in their own language: on the platform that
/// it is about or, where that does not reach them, on another.
pub(super) async fn to_admins(
    conn: &mut PgConnection,
    workspace: Uuid,
    settings: &Settings,
    place: &Place,
    say: impl Fn(&Words<'_>) -> Message,
) -> Result<Vec<Letter>, DeskError> {
    let admins = people::admins(conn, workspace).await?;
    let letters = admins.iter().filter_map(|admin| {
        let account = admin.reachable_at(place.platform, &place.team)?;
        let locale = admin.locale.unwrap_or(settings.locale);
        let message = say(&Words::new(locale, settings));
        let letter = |to| Letter::new(workspace, To::Person(to), message.clone());
        Some(match admin.reachable_besides(account) {
            Some(other) => letter(account.clone()).or_else(letter(other.clone())),
            None => letter(account.clone()),
        })
    });
    Ok(letters.collect())
}
