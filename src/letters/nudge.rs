//! What a nudge posts in its channel.

use sqlx::PgConnection;

use super::posted::posted;
use crate::chat::{Message, Place, To};
use crate::ids::WorkspaceId;
use crate::outbox::{self, Letter, Weight};
use crate::platforms::traits;
use crate::settings::{Nudge, Settings};
use crate::subject::Subject;
use crate::wording::{self, Words};

/// A letter for the channel that the setting `key` names. Where that refuses it, the admins are told instead; not
/// again while it goes on refusing, since they know.
pub async fn posted_nudge(
    conn: &mut PgConnection,
    (workspace, settings): (WorkspaceId, &Settings),
    (nudge, key): (Nudge, &str),
    place: &Place,
    message: Message,
) -> Result<Letter, sqlx::Error> {
    let subject = Subject::Nudge(nudge.as_str().to_owned());
    let last = outbox::last_about(conn, workspace, &subject).await?;
    let letter = Letter::new(workspace, To::Place(place.clone()), message)
        .about(subject)
        .weighing(Weight::Bulk);
    if last.is_some_and(|last| last.unwanted && last.lane == letter.to.lane()) {
        return Ok(letter.confined(Vec::new()));
    }
    let manner = traits(place.platform).manner;
    let refused = |words: &Words<'_>| wording::nudge_refused(words, (nudge, key), place, manner);
    let shared =
        |words: &Words<'_>| wording::nudge_shared(words, (nudge, key), place, manner.command);
    posted(conn, settings, (place, letter), refused, shared).await
}
