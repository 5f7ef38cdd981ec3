//! Who was told what for which day: once, whatever happens, and however they travel.

use jiff::civil::Date;
use sqlx::PgConnection;

use crate::database::Day;
use crate::ids::{Joining, MemberId, WorkspaceId};
use crate::settings::Nudge;

/// A day before all others: whoever was told once since then is not told again on any day.
pub const EVER: Date = Date::constant(1, 1, 1);

/// Notes that these members are told something for a day. Returns those who were not told for any day from
/// `since` on, whom the caller tells in the same transaction. Whoever was is not touched: of a programme most are, on
/// most days.
pub async fn tell_once(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    nudge: Nudge,
    members: &[MemberId],
    (since, day): (Date, Date),
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        "INSERT INTO nudge_told AS told (workspace_id, nudge, member_id, day)
         SELECT $1, $2, member, $4 FROM unnest($3::uuid[]) AS member
         WHERE NOT EXISTS (SELECT FROM nudge_told t
                           WHERE t.workspace_id = $1 AND t.nudge = $2 AND t.member_id = member AND t.day >= $5)
         ORDER BY member
         ON CONFLICT (workspace_id, nudge, member_id) DO UPDATE SET day = excluded.day WHERE told.day < $5
         RETURNING member_id",
        workspace,
        nudge.as_str(),
        members as _,
        Day(day) as _,
        Day(since) as _,
    )
    .fetch_all(conn)
    .await
}

/// For which day a member was told something last, if ever.
pub async fn last_told(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    nudge: Nudge,
    member: MemberId,
) -> Result<Option<Date>, sqlx::Error> {
    let day = sqlx::query_scalar!(
        "SELECT day FROM nudge_told WHERE workspace_id = $1 AND nudge = $2 AND member_id = $3",
        workspace,
        nudge.as_str(),
        member,
    );
    Ok(day.fetch_optional(conn).await?.map(|day| day.0))
}

/// What was told to one of two members who turn out to be one person was told to both.
pub async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO nudge_told AS told (workspace_id, nudge, member_id, day)
         SELECT workspace_id, nudge, $3, day FROM nudge_told WHERE workspace_id = $1 AND member_id = $2
         ON CONFLICT (workspace_id, nudge, member_id) DO UPDATE SET day = greatest(told.day, excluded.day)",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "DELETE FROM nudge_told WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        from,
    )
    .execute(conn)
    .await
    .map(drop)
}
