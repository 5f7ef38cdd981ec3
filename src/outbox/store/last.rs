//! What became of the letter before.

use sqlx::PgConnection;

use crate::ids::WorkspaceId;
use crate::subject::Subject;

/// A letter that was put in earlier.
#[derive(Debug)]
pub struct Last {
    /// The conversation it was for.
    pub lane: String,
    /// Whether it was not to be posted there, by the platform's word or by the programme's.
    pub unwanted: bool,
}

/// The latest letter about a subject, as far back as letters are kept.
pub async fn last_about(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    subject: &Subject,
) -> Result<Option<Last>, sqlx::Error> {
    sqlx::query_as!(
        Last,
        r#"SELECT lane, state IN ('refused', 'replaced', 'withheld') AS "unwanted!" FROM outbox
           WHERE workspace_id = $1 AND subject = $2 ORDER BY id DESC LIMIT 1"#,
        workspace,
        subject.to_string(),
    )
    .fetch_optional(conn)
    .await
}
