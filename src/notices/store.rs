//! The notices to be told, and those that were, in the database.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Claimed, Due, Entry};
use crate::clock::{jitter, later};
use crate::database::Ts;
use crate::ids::{Joining, KudosId, NoticeId, WorkspaceId};
use crate::queue::{self, Aside};

/// Notes what is to be told, in the transaction that gives. Nothing to tell costs nothing.
pub async fn put(conn: &mut PgConnection, entries: &[Entry]) -> Result<(), sqlx::Error> {
    if entries.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "INSERT INTO notice_entry (workspace_id, recipient, subject, kudos_id, at, due_at)
         SELECT n.workspace_id, n.recipient, n.subject, n.kudos_id, n.at, n.at
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[])
              AS n(workspace_id, recipient, subject, kudos_id, at)",
        &entries.iter().map(|it| it.workspace).collect::<Vec<_>>(),
        &entries.iter().map(|it| it.recipient).collect::<Vec<_>>(),
        &entries
            .iter()
            .map(|it| it.subject.to_string())
            .collect::<Vec<_>>(),
        &entries.iter().map(|it| it.kudos).collect::<Vec<_>>(),
        &entries.iter().map(|it| Ts(it.at)).collect::<Vec<_>>() as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A kudos was undone: whatever tells of it is to be changed. Whoever is telling it just now is
/// waited for, and tells it again.
pub async fn taken_back(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    kudos: KudosId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE notice_entry SET due_at = $3 WHERE workspace_id = $1 AND kudos_id = $2",
        workspace,
        kudos,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Holds somebody who is to be told something, and what of it comes first, until the transaction ends.
/// Whoever or whatever somebody else holds is passed over. Gifts go on meanwhile.
pub async fn claim(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Option<Claimed>, sqlx::Error> {
    sqlx::query_as!(
        Claimed,
        "SELECT e.workspace_id AS workspace, e.recipient, e.subject FROM notice_entry e
         JOIN member m ON m.workspace_id = e.workspace_id AND m.id = e.recipient
         WHERE e.due_at <= $1
         ORDER BY e.due_at LIMIT 1
         FOR NO KEY UPDATE OF m SKIP LOCKED FOR UPDATE OF e SKIP LOCKED",
        Ts(now) as _,
    )
    .fetch_optional(conn)
    .await
}

/// The entries that are due to be told, in the order they came; nothing, where another replica was faster.
/// They are held, so that an undo comes before or after; what an undo holds is due again once that is over.
pub async fn due(
    conn: &mut PgConnection,
    claimed: &Claimed,
    now: Timestamp,
) -> Result<Vec<Due>, sqlx::Error> {
    sqlx::query_as!(
        Due,
        "SELECT id, kudos_id AS kudos, notice_id AS notice FROM notice_entry
         WHERE workspace_id = $1 AND recipient = $2 AND subject = $3 AND due_at <= $4
         ORDER BY id FOR UPDATE SKIP LOCKED",
        claimed.workspace,
        claimed.recipient,
        claimed.subject.to_string(),
        Ts(now) as _,
    )
    .fetch_all(conn)
    .await
}

/// The message that tells of the subject, if there is one that was opened since.
pub async fn latest(
    conn: &mut PgConnection,
    claimed: &Claimed,
    since: Timestamp,
) -> Result<Option<NoticeId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM notice
         WHERE workspace_id = $1 AND recipient = $2 AND subject = $3 AND opened_at > $4
         ORDER BY opened_at DESC LIMIT 1",
        claimed.workspace,
        claimed.recipient,
        claimed.subject.to_string(),
        Ts(since) as _,
    )
    .fetch_optional(conn)
    .await
}

/// Opens a new message.
pub async fn open(
    conn: &mut PgConnection,
    claimed: &Claimed,
    id: NoticeId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO notice (workspace_id, id, recipient, subject, opened_at) VALUES ($1, $2, $3, $4, $5)",
        claimed.workspace,
        id,
        claimed.recipient,
        claimed.subject.to_string(),
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Notes that these are told, each by the message it names, or that nobody wants to know.
pub async fn told(conn: &mut PgConnection, due: &[Due]) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE notice_entry e SET due_at = NULL, notice_id = n.notice_id, failures = 0, last_error = NULL
         FROM unnest($1::bigint[], $2::uuid[]) AS n(id, notice_id) WHERE e.id = n.id",
        &due.iter().map(|it| it.id.value()).collect::<Vec<_>>(),
        &due.iter().map(|it| it.notice).collect::<Vec<_>>() as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Lets what could not be told wait, longer each time, so that it holds up nothing else.
pub async fn set_aside(
    conn: &mut PgConnection,
    claimed: &Claimed,
    now: Timestamp,
    reason: &str,
) -> Result<(), sqlx::Error> {
    let failures = sqlx::query_scalar!(
        r#"SELECT coalesce(max(failures), 0) AS "failures!" FROM notice_entry
           WHERE workspace_id = $1 AND recipient = $2 AND subject = $3 AND due_at <= $4"#,
        claimed.workspace,
        claimed.recipient,
        claimed.subject.to_string(),
        Ts(now) as _,
    )
    .fetch_one(&mut *conn)
    .await?;
    let failures = failures.saturating_add(1);
    let until = later(now, queue::backoff(failures, jitter()));
    sqlx::query!(
        "UPDATE notice_entry SET due_at = $5, failures = $6, last_error = $7
         WHERE id IN (SELECT id FROM notice_entry
                      WHERE workspace_id = $1 AND recipient = $2 AND subject = $3 AND due_at <= $4
                      FOR UPDATE SKIP LOCKED)",
        claimed.workspace,
        claimed.recipient,
        claimed.subject.to_string(),
        Ts(now) as _,
        Ts(until) as _,
        failures,
        reason,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What of a workspace waits because it could not be told, if anything does.
pub async fn aside(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Option<Aside>, sqlx::Error> {
    sqlx::query_as!(
        Aside,
        r#"SELECT count(*) AS "many!", coalesce(max(last_error), '') AS "reason!" FROM notice_entry
           WHERE workspace_id = $1 AND due_at IS NOT NULL AND failures > 0 HAVING count(*) > 0"#,
        workspace,
    )
    .fetch_optional(conn)
    .await
}

/// Tells `to` whatever `from` was to be told, and lets their messages be changed for `to`.
pub async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "WITH moved AS (
           UPDATE notice SET recipient = $3 WHERE workspace_id = $1 AND recipient = $2
         )
         UPDATE notice_entry SET recipient = $3 WHERE workspace_id = $1 AND recipient = $2",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}
