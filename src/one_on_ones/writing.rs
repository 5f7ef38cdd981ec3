//! What one of the two writes, sealed before it is kept.

use secrecy::{ExposeSecret, SecretString};
use sqlx::PgConnection;

use super::pair::lock;
use super::{ItemKind, OneOnOne, State};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{MemberId, OneOnOneItemId};
use crate::sealed::{Column, Context, Sealer};

/// The longest point or action, in characters.
pub const CHARS: usize = 300;
/// The longest note, in characters.
pub const NOTE_CHARS: usize = 3000;

/// The most that is open between two.
pub const MOST_OPEN: i64 = 50;

/// What somebody writes at once.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Points to talk about.
    pub points: Vec<SecretString>,
    /// Something to do, and by whom.
    pub action: Option<(SecretString, MemberId)>,
    /// The items that are settled.
    pub settled: Vec<OneOnOneItemId>,
    /// The note as it is to be, and the version that was before them; nothing where it stays.
    pub note: Option<(SecretString, i32)>,
}

/// Why nothing is written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The other one wrote the note meanwhile.
    #[error("the note was written meanwhile")]
    Meanwhile,
    /// There is too much that is open.
    #[error("too much is open")]
    TooMany,
    /// The two talk no more, or not yet.
    #[error("there is no such 1:1")]
    Gone,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Keeps what `by` writes, all or nothing, in the caller's transaction.
pub async fn write(
    conn: &mut PgConnection,
    (clock, sealer): (&Clock, &Sealer),
    (pair, by): (&OneOnOne, MemberId),
    written: &Written,
) -> Result<(), NotWritten> {
    let which = (pair.workspace, pair.id);
    let pair = lock(conn, which).await?;
    let writes = |pair: &OneOnOne| matches!(pair.state, State::Going | State::Paused);
    let pair = pair.filter(writes).ok_or(NotWritten::Gone)?;
    settle(conn, clock, (&pair, by), &written.settled).await?;
    for text in &written.points {
        add(conn, (clock, sealer), &pair, (ItemKind::Point, by), text).await?;
    }
    if let Some((text, who)) = &written.action {
        add(conn, (clock, sealer), &pair, (ItemKind::Action, *who), text).await?;
    }
    let open = sqlx::query_scalar!(
        r#"SELECT count(*) AS "open!" FROM one_on_one_item
           WHERE workspace_id = $1 AND one_on_one_id = $2 AND settled_at IS NULL"#,
        pair.workspace,
        pair.id,
    );
    if open.fetch_one(&mut *conn).await? > MOST_OPEN {
        return Err(NotWritten::TooMany);
    }
    match &written.note {
        Some((text, version)) => note(conn, sealer, &pair, (text, *version)).await,
        None => Ok(()),
    }
}

async fn add(
    conn: &mut PgConnection,
    (clock, sealer): (&Clock, &Sealer),
    pair: &OneOnOne,
    (kind, who): (ItemKind, MemberId),
    text: &SecretString,
) -> Result<(), sqlx::Error> {
    let id: OneOnOneItemId = clock.new_id();
    let context = Context::new(pair.workspace, Column::OneOnOneItem, id);
    let kept = sealer.seal(&context, text);
    sqlx::query!(
        "INSERT INTO one_on_one_item (workspace_id, id, one_on_one_id, kind, member_id, text, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        pair.workspace,
        id,
        pair.id,
        kind.as_str(),
        who,
        kept.as_ref(),
        Ts(clock.now()) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What somebody has before them is done with.
async fn settle(
    conn: &mut PgConnection,
    clock: &Clock,
    (pair, by): (&OneOnOne, MemberId),
    items: &[OneOnOneItemId],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE one_on_one_item SET settled_at = $5
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND id = ANY($3) AND settled_at IS NULL
           AND (kind = 'action' OR member_id = $4 OR told_for IS NOT NULL)",
        pair.workspace,
        pair.id,
        items as _,
        by,
        Ts(clock.now()) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn note(
    conn: &mut PgConnection,
    sealer: &Sealer,
    pair: &OneOnOne,
    (text, version): (&SecretString, i32),
) -> Result<(), NotWritten> {
    let context = Context::new(pair.workspace, Column::OneOnOneNote, pair.id);
    let kept = (!text.expose_secret().is_empty()).then(|| sealer.seal(&context, text));
    let written = sqlx::query!(
        "UPDATE one_on_one SET note = $4, note_version = note_version + 1
         WHERE workspace_id = $1 AND id = $2 AND note_version = $3",
        pair.workspace,
        pair.id,
        version,
        kept.as_ref().map(AsRef::as_ref),
    );
    if written.execute(conn).await?.rows_affected() == 0 {
        return Err(NotWritten::Meanwhile);
    }
    Ok(())
}
