//! People who are forgotten.

use sqlx::PgConnection;

use super::derive::derive;
use super::take_turns;
use crate::chat::Platform;
use crate::ids::WorkspaceId;

/// Forgets the accounts of a team, or all, and whoever has no other, in a workspace where nothing was
/// given.
pub async fn forget(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    team: Option<(Platform, &str)>,
) -> Result<(), sqlx::Error> {
    take_turns(conn, workspace).await?;
    let owners = sqlx::query_scalar!(
        "DELETE FROM identity
         WHERE workspace_id = $1 AND ($2::text IS NULL OR (platform, team) = ($2, $3))
         RETURNING member_id",
        workspace,
        team.map(|(platform, _)| platform.as_str()),
        team.map(|(_, team)| team),
    )
    .fetch_all(&mut *conn)
    .await?;
    for owner in owners {
        derive(conn, workspace, owner).await?;
    }
    sqlx::query!(
        "UPDATE member m
         SET name = '', email = NULL, locale = NULL, chosen_locale = NULL, time_zone = NULL,
             active = false, role = 'member', granted_role = NULL, granted_by = NULL, granted_at = NULL,
             giving_paused_at = NULL, manager_id = NULL, team = NULL, country = NULL, hired_on = NULL,
             birthday = NULL, birthday_shown = 'none', anniversary_shown = 'none', told_hired_on = NULL
         WHERE workspace_id = $1
           AND NOT EXISTS (SELECT FROM identity i WHERE i.workspace_id = $1 AND i.member_id = m.id)",
        workspace,
    )
    .execute(conn)
    .await
    .map(drop)
}
