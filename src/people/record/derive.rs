//! What follows for a member from their accounts.

use sqlx::PgConnection;

use crate::ids::{MemberId, WorkspaceId};
use crate::people::roles::RoleChange;
use crate::policy::Role;

/// Makes of a member what follows from their accounts: the first that says something is believed,
/// they may sign in where any account may, are to the organisation the best that any is, and admin
/// where any administers its team or somebody made them one. Returns how their role changed, if it
/// did.
pub(in crate::people) async fn derive(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Option<RoleChange>, sqlx::Error> {
    let roles = sqlx::query!(
        r#"UPDATE member m
         SET name = coalesce(d.name, m.name), email = d.email, locale = d.locale, time_zone = d.time_zone,
             standing = d.standing, active = d.active, role = r.role
         FROM (
           SELECT (array_agg(s.name) FILTER (WHERE s.name IS NOT NULL))[1] AS name,
                  (array_agg(s.email) FILTER (WHERE s.email IS NOT NULL))[1] AS email,
                  (array_agg(s.locale) FILTER (WHERE s.locale IS NOT NULL))[1] AS locale,
                  (array_agg(s.time_zone) FILTER (WHERE s.time_zone IS NOT NULL))[1] AS time_zone,
                  CASE WHEN bool_or(s.standing = 'member') THEN 'member'
                       WHEN bool_or(s.standing = 'guest') THEN 'guest'
                       WHEN bool_or(s.standing = 'outsider') THEN 'outsider'
                       ELSE 'bot' END AS standing,
                  bool_or(s.active) AS active,
                  bool_or(s.administers AND s.active AND s.standing = 'member') AS administers
           FROM (SELECT i.name, i.email, coalesce(i.locale, i.learned_locale) AS locale,
                        coalesce(i.time_zone, i.learned_time_zone) AS time_zone, i.standing, i.active, i.administers
                 FROM identity i
                 WHERE i.workspace_id = $1 AND i.member_id = $2
                 ORDER BY i.platform, i.team, i.user_id) s
           HAVING count(*) > 0
         ) d
         JOIN member was ON was.workspace_id = $1 AND was.id = $2
         CROSS JOIN LATERAL (
           SELECT CASE WHEN d.standing <> 'member' THEN 'member'
                       WHEN d.administers THEN 'admin'
                       ELSE coalesce(was.granted_role, 'member') END AS role
         ) r
         WHERE m.workspace_id = $1 AND m.id = $2
           AND (m.name, m.email, m.locale, m.time_zone, m.standing, m.active, m.role)
               IS DISTINCT FROM (coalesce(d.name, m.name), d.email, d.locale, d.time_zone, d.standing, d.active, r.role)
         RETURNING was.role AS "before: Role", m.role AS "after: Role""#,
        workspace,
        member,
    )
    .fetch_optional(conn)
    .await?;
    Ok(roles
        .map(|row| RoleChange {
            before: row.before,
            after: row.after,
        })
        .filter(|change| change.before != change.after))
}
