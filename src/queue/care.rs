//! Looking after the queues: what is not settled, and trying it again.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::Queue;
use crate::database::Ts;
use crate::ids::{ItemId, WorkspaceId};
use crate::subject::Subject;

/// A row that waits, or was set aside.
#[derive(Debug)]
pub struct Unsettled {
    /// Its number.
    pub id: ItemId,
    /// `pending`, `refused`, `dead` or `unreadable`.
    pub state: String,
    /// The conversation that a letter is for, the person whom a delivery is of, or the redemption that a
    /// reward is for.
    pub lane: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was put in.
    pub created_at: Ts,
    /// What was said of it last.
    pub last_error: Option<String>,
    /// What it is about.
    pub subject: Option<Subject>,
}

/// What a workspace has in a queue that is not done with, oldest first.
pub async fn unsettled(
    conn: &mut PgConnection,
    queue: Queue,
    workspace: WorkspaceId,
) -> Result<Vec<Unsettled>, sqlx::Error> {
    match queue {
        Queue::Inbox => {
            sqlx::query_as!(
                Unsettled,
                r#"SELECT id, state, lane, attempts, created_at, last_error, NULL::text AS "subject: Subject" FROM inbox
                   WHERE workspace_id = $1 AND state <> 'done' ORDER BY id"#,
                workspace,
            )
            .fetch_all(conn)
            .await
        }
        Queue::Outbox => {
            sqlx::query_as!(
                Unsettled,
                r#"SELECT id, state, lane, attempts, created_at, last_error, subject FROM outbox
                   WHERE workspace_id = $1 AND state NOT IN ('sent', 'withheld', 'replaced') ORDER BY id"#,
                workspace,
            )
            .fetch_all(conn)
            .await
        }
        Queue::Fulfilment => {
            sqlx::query_as!(
                Unsettled,
                r#"SELECT id, state, redemption_id::text AS "lane!", attempts, created_at, last_error,
                          'redemption:' || redemption_id AS "subject: Subject" FROM fulfilment
                   WHERE workspace_id = $1 AND state <> 'done' ORDER BY id"#,
                workspace,
            )
            .fetch_all(conn)
            .await
        }
    }
}

/// Tries again what was set aside: those given, or all. Returns how many. Of a sensitive letter, and
/// of what is old, there is nothing left to try again.
pub async fn retry(
    conn: &mut PgConnection,
    queue: Queue,
    workspace: WorkspaceId,
    ids: Option<&[ItemId]>,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let numbers: Option<Vec<_>> = ids.map(|ids| ids.iter().map(|id| id.value()).collect());
    let done = match queue {
        Queue::Inbox => {
            sqlx::query!(
                "UPDATE inbox SET state = 'pending', attempts = 0, available_at = $3, settled_at = NULL, lease = NULL
                 WHERE workspace_id = $1 AND state IN ('dead', 'unreadable') AND inbound <> 'null'
                   AND ($2::bigint[] IS NULL OR id = ANY($2))",
                workspace,
                numbers.as_deref(),
                Ts(now) as _,
            )
            .execute(conn)
            .await?
        }
        Queue::Outbox => {
            sqlx::query!(
                "UPDATE outbox SET state = 'pending', attempts = 0, available_at = $3, settled_at = NULL, lease = NULL
                 WHERE workspace_id = $1 AND state IN ('refused', 'dead', 'unreadable') AND letter <> 'null'
                   AND ($2::bigint[] IS NULL OR id = ANY($2))",
                workspace,
                numbers.as_deref(),
                Ts(now) as _,
            )
            .execute(conn)
            .await?
        }
        Queue::Fulfilment => {
            sqlx::query!(
                // What waits, waits once: of several for one redemption the last.
                "UPDATE fulfilment f SET state = 'pending', attempts = 0, created_at = $3, available_at = $3,
                                         settled_at = NULL, lease = NULL
                 WHERE f.workspace_id = $1 AND f.state IN ('dead', 'unreadable')
                   AND ($2::bigint[] IS NULL OR f.id = ANY($2))
                   AND NOT EXISTS (SELECT FROM fulfilment later
                                   WHERE later.workspace_id = f.workspace_id
                                     AND later.redemption_id = f.redemption_id AND later.id > f.id)",
                workspace,
                numbers.as_deref(),
                Ts(now) as _,
            )
            .execute(conn)
            .await?
        }
    };
    Ok(done.rows_affected())
}
