//! Seats whose time to be told of has come, and those that were.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::{Day, Ts};
use crate::ids::{MemberId, WorkspaceId};

/// A seat of which somebody is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who is to be told.
    pub member: MemberId,
    /// Where they sit.
    pub table: Table,
}

/// A table, as somebody who sits there sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The date of the draw.
    pub day: Day,
    /// Its number, from zero.
    pub number: i32,
    /// Who else sits there and is still here, by id.
    pub others: Vec<MemberId>,
}

/// Takes a seat of which somebody is to be told at `now`, and notes in the caller's transaction that they are.
pub async fn take_due(conn: &mut PgConnection, now: Timestamp) -> Result<Option<Due>, sqlx::Error> {
    let seat = sqlx::query!(
        r#"UPDATE coffee_seat SET told = true
           WHERE (workspace_id, day, member_id) = (
             SELECT workspace_id, day, member_id FROM coffee_seat
             WHERE NOT told AND tell_at <= $1 ORDER BY tell_at LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING workspace_id, day AS "day: Day", member_id, table_no"#,
        Ts(now) as _,
    );
    let Some(seat) = seat.fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    let (workspace, member) = (seat.workspace_id, seat.member_id);
    let table = table(conn, (workspace, member), (seat.day, seat.table_no)).await?;
    Ok(Some(Due {
        workspace,
        member,
        table,
    }))
}

/// Lets a seat wait of which nobody could be told, so that it keeps no other.
pub async fn put_off(
    conn: &mut PgConnection,
    due: &Due,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE coffee_seat SET tell_at = $4
         WHERE workspace_id = $1 AND day = $2 AND member_id = $3 AND NOT told",
        due.workspace,
        due.table.day as _,
        due.member,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The table of which a member was told last.
pub async fn last_table(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Option<Table>, sqlx::Error> {
    let seat = sqlx::query!(
        r#"SELECT day AS "day: Day", table_no FROM coffee_seat
           WHERE workspace_id = $1 AND member_id = $2 AND told ORDER BY day DESC LIMIT 1"#,
        workspace,
        member,
    );
    let Some(seat) = seat.fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    let table = table(conn, (workspace, member), (seat.day, seat.table_no)).await?;
    Ok(Some(table))
}

async fn table(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    (day, number): (Day, i32),
) -> Result<Table, sqlx::Error> {
    let others = sqlx::query_scalar!(
        "SELECT m.id FROM coffee_seat s JOIN member m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
         WHERE s.workspace_id = $1 AND s.day = $2 AND s.table_no = $3 AND s.member_id <> $4
           AND m.active AND m.standing = 'member' ORDER BY m.id",
        workspace,
        day as _,
        number,
        member,
    );
    Ok(Table {
        day,
        number,
        others: others.fetch_all(conn).await?,
    })
}
