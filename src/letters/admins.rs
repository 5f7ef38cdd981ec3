//! What only admins can put right.

use sqlx::PgConnection;

use super::to_member;
use crate::chat::{Installation, Message};
use crate::ids::WorkspaceId;
use crate::outbox::Letter;
use crate::people;
use crate::settings::Settings;
use crate::wording::Words;

/// A letter for each admin, in their own language: through `near`, where it happened, or, where that
/// does not reach them, through another installation.
pub async fn to_admins(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    near: Option<&Installation>,
    say: impl Fn(&Words<'_>) -> Message,
) -> Result<Vec<Letter>, sqlx::Error> {
    let admins = people::admins(conn, workspace).await?;
    let letters = admins.iter().filter_map(|admin| {
        let message = say(&Words::of(admin, settings));
        to_member(admin, near, &message, |letter| letter)
    });
    Ok(letters.collect())
}
