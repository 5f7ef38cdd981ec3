//! Gifts to large groups, kept until their giver confirms.

use jiff::Timestamp;
use sqlx::PgConnection;
use sqlx::types::Json;

use crate::chat::Inbound;
use crate::database::Ts;
use crate::ids::{DraftId, MemberId, WorkspaceId};

/// Keeps what was asked.
pub async fn keep_draft(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: DraftId,
    giver: MemberId,
    inbound: &Inbound,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO kudos_draft (workspace_id, id, giver, inbound, created_at) VALUES ($1, $2, $3, $4, $5)",
        workspace,
        id,
        giver,
        Json(inbound) as _,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What `giver` asked, if it is still there. It stays: the delivery's own key keeps it from being
/// given twice.
pub async fn take_draft(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: DraftId,
    giver: MemberId,
) -> Result<Option<Inbound>, sqlx::Error> {
    let inbound = sqlx::query_scalar!(
        // What the release before kept names its installation by where it happened, or by whom.
        r#"SELECT jsonb_build_object('installation', coalesce(nullif(inbound -> 'place', 'null'), inbound -> 'actor'))
                  || inbound AS "inbound!: Json<Inbound>"
           FROM kudos_draft
           WHERE workspace_id = $1 AND id = $2 AND giver = $3"#,
        workspace,
        id,
        giver,
    )
    .fetch_optional(conn)
    .await?;
    Ok(inbound.map(|json| json.0))
}
