//! Those who may change everything.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{Member, by_ids};

/// The admins of a workspace who are still there.
pub async fn admins(conn: &mut PgConnection, workspace: Uuid) -> Result<Vec<Member>, sqlx::Error> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM member WHERE workspace_id = $1 AND role = 'admin' AND active AND merged_into IS NULL",
        workspace,
    )
    .fetch_all(&mut *conn)
    .await?;
    by_ids(conn, workspace, &ids).await
}
