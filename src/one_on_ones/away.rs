//! Who is away, as far as it is known: who named a stand-in, or said so here.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Day;
use crate::ids::{MemberId, WorkspaceId};
use crate::people;

/// Somebody who is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// Who.
    pub member: MemberId,
    /// Until the end of this day.
    pub until: Day,
}

/// The members among these who are away on a day, whoever stays away longest first; of those who named a
/// stand-in, at `now`.
pub async fn away(
    conn: &mut PgConnection,
    (workspace, members): (WorkspaceId, &[MemberId]),
    day: Day,
    now: Timestamp,
) -> Result<Vec<Away>, sqlx::Error> {
    let said = sqlx::query_as!(
        Away,
        "SELECT member_id AS member, last_day AS until FROM one_on_one_away
         WHERE workspace_id = $1 AND member_id = ANY($2) AND last_day >= $3",
        workspace,
        members as _,
        day as _,
    );
    let mut away = said.fetch_all(&mut *conn).await?;
    let stand_ins = people::stand_ins(conn, workspace, members, now).await?;
    let named = stand_ins.into_iter().map(|it| Away {
        member: it.away,
        until: it.last_day,
    });
    away.extend(named.filter(|it| it.until >= day));
    away.sort_by_key(|it| std::cmp::Reverse(it.until));
    Ok(away)
}

/// The last day on which a member said that they are away, from `today` on.
pub async fn away_until(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    today: Day,
) -> Result<Option<Day>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT last_day FROM one_on_one_away WHERE workspace_id = $1 AND member_id = $2 AND last_day >= $3",
        workspace,
        member,
        today as _,
    )
    .fetch_optional(conn)
    .await
}

/// A member says until when they are away, or that they are back.
pub async fn say_away(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    until: Option<Day>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM one_on_one_away WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        member,
    )
    .execute(&mut *conn)
    .await?;
    let Some(until) = until else {
        return Ok(());
    };
    sqlx::query!(
        "INSERT INTO one_on_one_away (workspace_id, member_id, last_day) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id, member_id) DO UPDATE SET last_day = excluded.last_day",
        workspace,
        member,
        until as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
