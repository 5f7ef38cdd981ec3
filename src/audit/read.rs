//! Reading the audit log.

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use serde_json::Value;
use sqlx::{PgConnection, PgExecutor};

use crate::database::Ts;
use crate::ids::{ActId, WorkspaceId};
use crate::subject::Subject;

/// One act, as it was noted.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id. Ids are in the order of time.
    pub id: ActId,
    /// When.
    pub at: Ts,
    /// A member's id, or the word for who acted without being one.
    pub actor: String,
    /// How the member is called now.
    pub actor_name: Option<String>,
    /// The account that they acted through.
    pub account: Option<String>,
    /// What was done: a word of [`What`](super::What), or of another release.
    pub action: String,
    /// What it was done to.
    pub subject: Option<Subject>,
    /// How the member is called to whom it was done, or whose kudos it was done to.
    pub subject_name: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it became.
    pub after: Option<String>,
    /// What else was noted.
    pub detail: Value,
}

/// Every act from an instant until another, oldest first.
pub fn between<'e>(
    executor: impl PgExecutor<'e> + 'e,
    workspace: WorkspaceId,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> BoxStream<'e, Result<Entry, sqlx::Error>> {
    sqlx::query_as!(
        Entry,
        r#"SELECT id AS "id!", at AS "at!: Ts", actor AS "actor!", actor_name, account, action AS "action!",
                  subject, subject_name, before, after, detail AS "detail!"
           FROM audit_entry
           WHERE workspace_id = $1 AND ($2::timestamptz IS NULL OR at >= $2)
             AND ($3::timestamptz IS NULL OR at < $3)
           ORDER BY at, id"#,
        workspace,
        from.map(Ts) as _,
        until.map(Ts) as _,
    )
    .fetch(executor)
}

/// The latest acts, at most `limit`, latest first; of those before one of them, where it is named.
pub async fn latest(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    before: Option<ActId>,
    limit: i64,
) -> Result<Vec<Entry>, sqlx::Error> {
    sqlx::query_as!(
        Entry,
        r#"SELECT id AS "id!", at AS "at!: Ts", actor AS "actor!", actor_name, account, action AS "action!",
                  subject, subject_name, before, after, detail AS "detail!"
           FROM audit_entry
           WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3"#,
        workspace,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}
