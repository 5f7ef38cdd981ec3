//! Who takes part.

use sqlx::PgConnection;

use crate::ids::{Joining, MemberId, WorkspaceId};

/// A member takes part from now on.
pub async fn join(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO coffee_volunteer (workspace_id, member_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        workspace,
        member,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A member takes part no more. Of a seat they have not been told of, nobody is told.
pub async fn leave(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM coffee_volunteer WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        member,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "DELETE FROM coffee_seat WHERE workspace_id = $1 AND member_id = $2 AND NOT told",
        workspace,
        member,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether a member takes part.
pub async fn takes_part(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM coffee_volunteer WHERE workspace_id = $1 AND member_id = $2) AS "takes_part!""#,
        workspace,
        member,
    )
    .fetch_one(conn)
    .await
}

/// Everybody who takes part and is still here.
pub async fn volunteers(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT m.id FROM coffee_volunteer v
         JOIN member m ON m.workspace_id = v.workspace_id AND m.id = v.member_id
         WHERE v.workspace_id = $1 AND m.active AND m.standing = 'member' ORDER BY m.id",
        workspace,
    )
    .fetch_all(conn)
    .await
}

/// Takes out whoever is here no more: should they come back, they are asked anew.
pub(super) async fn forget_leavers(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM coffee_volunteer v USING member m
         WHERE v.workspace_id = $1 AND m.workspace_id = v.workspace_id AND m.id = v.member_id AND NOT m.active",
        workspace,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Makes what is of one member the other's, in the transaction that makes them one.
pub async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE coffee_seat s SET member_id = $3
         WHERE s.workspace_id = $1 AND s.member_id = $2
           AND NOT EXISTS (SELECT FROM coffee_seat own
                           WHERE own.workspace_id = s.workspace_id AND own.day = s.day AND own.member_id = $3)",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    // Nobody sits at two tables.
    sqlx::query!(
        "DELETE FROM coffee_seat WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        from,
    )
    .execute(&mut *conn)
    .await?;
    if takes_part(conn, workspace, from).await? {
        join(conn, workspace, to).await?;
    }
    leave(conn, workspace, from).await
}
