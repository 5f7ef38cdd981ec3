//! A 1:1 ends by itself, when one of the two leaves or reports to somebody else; and two members who turn
//! out to be one person.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::pair::pairs;
use super::{NotHeld, OneOnOne, State, decline, end, say_away};
use crate::ids::{Joining, MemberId, OneOnOneId, WorkspaceId};
use crate::schedule;

/// The next 1:1 after `passed` whose report reports to somebody else by now, or of which one has left.
/// Nothing of it is read that might be unreadable.
pub async fn next_over(
    conn: &mut PgConnection,
    passed: (WorkspaceId, OneOnOneId),
) -> Result<Option<(WorkspaceId, OneOnOneId)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT o.workspace_id, o.id FROM one_on_one o
         JOIN member a ON a.workspace_id = o.workspace_id AND a.id = o.manager_id
         JOIN member b ON b.workspace_id = o.workspace_id AND b.id = o.report_id
         WHERE o.state <> 'ended' AND (o.workspace_id, o.id) > ($1, $2)
           AND (b.manager_id IS DISTINCT FROM a.id OR NOT a.active OR NOT b.active
                OR a.standing <> 'member' OR b.standing <> 'member')
         ORDER BY o.workspace_id, o.id LIMIT 1",
        passed.0,
        passed.1,
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| (row.workspace_id, row.id)))
}

/// Ends a 1:1 that is [over](next_over), in the caller's transaction. Where nobody had agreed yet, nothing of
/// it stays. Nothing where another replica was there before.
pub async fn end_over(
    conn: &mut PgConnection,
    now: Timestamp,
    (workspace, id): (WorkspaceId, OneOnOneId),
) -> Result<Option<OneOnOne>, sqlx::Error> {
    let row = pairs!("WHERE o.workspace_id = $1 AND o.id = $2", workspace, id);
    let Some(row) = row.fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    let found = OneOnOne::try_from(row)?;
    match finish(conn, now, (&found, found.manager)).await {
        // As it stood: who only was asked is told nothing.
        Ok(_) => Ok(Some(found)),
        Err(NotHeld::Gone) => Ok(None),
        Err(NotHeld::Database(error)) => Err(error),
    }
}

/// Ends a 1:1; one that nobody agreed to is gone.
async fn finish(
    conn: &mut PgConnection,
    now: Timestamp,
    (pair, by): (&OneOnOne, MemberId),
) -> Result<OneOnOne, NotHeld> {
    let whose = (pair.workspace, pair.id, by);
    match pair.state {
        State::Asked => decline(conn, whose).await,
        _ => end(conn, now, whose).await,
    }
}

/// Makes what is of one member the other's, in the transaction that makes them one. Nobody talks with
/// themselves, and two talk once.
pub async fn hand_on(
    conn: &mut PgConnection,
    joining: Joining,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let Joining {
        workspace,
        from,
        to,
    } = joining;
    let own = pairs!(
        "WHERE o.workspace_id = $1 AND $2 IN (o.manager_id, o.report_id) ORDER BY o.id",
        workspace,
        from,
    );
    let own = super::pair::read(own.fetch_all(&mut *conn).await?)?;
    for pair in own {
        if pair.other(from) == to {
            schedule::remove(conn, workspace, &pair.scheduled_as()).await?;
            erase(conn, &pair).await?;
            continue;
        }
        if pair.state == State::Ended {
            continue;
        }
        let Some(kept) = of_two(conn, workspace, pair.other(from), to).await? else {
            continue;
        };
        // One that was agreed to goes on, and with it what is open of the other.
        let (over, by) = if kept.state == State::Asked {
            (&kept, to)
        } else {
            move_items(conn, &pair, &kept).await?;
            (&pair, from)
        };
        let over = finish(conn, now, (over, by)).await;
        over.map(drop).or_else(only_database)?;
    }
    rename(conn, joining).await
}

async fn rename(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE one_on_one SET manager_id = CASE manager_id WHEN $2 THEN $3 ELSE manager_id END,
                               report_id = CASE report_id WHEN $2 THEN $3 ELSE report_id END,
                               asked_by = CASE asked_by WHEN $2 THEN $3 ELSE asked_by END
         WHERE workspace_id = $1 AND $2 IN (manager_id, report_id)",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE one_on_one_item SET member_id = $3 WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE one_on_one_reminder SET member_id = $3 WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO one_on_one_away (workspace_id, member_id, last_day)
         SELECT workspace_id, $3, last_day FROM one_on_one_away WHERE workspace_id = $1 AND member_id = $2
         ON CONFLICT DO NOTHING",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    say_away(conn, (workspace, from), None).await
}

fn only_database(error: NotHeld) -> Result<(), sqlx::Error> {
    match error {
        NotHeld::Gone => Ok(()),
        NotHeld::Database(error) => Err(error),
    }
}

/// The 1:1 of two that is not over, whichever reports to the other.
async fn of_two(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    one: MemberId,
    other: MemberId,
) -> Result<Option<OneOnOne>, sqlx::Error> {
    let row = pairs!(
        "WHERE o.workspace_id = $1 AND (o.manager_id, o.report_id) IN (($2, $3), ($3, $2)) AND o.state <> 'ended'
         LIMIT 1",
        workspace,
        one,
        other,
    );
    let row = row.fetch_optional(conn).await?;
    row.map(TryInto::try_into).transpose()
}

/// Moves what is open from one to the other, where it is talked about from now on.
async fn move_items(
    conn: &mut PgConnection,
    from: &OneOnOne,
    to: &OneOnOne,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE one_on_one_item SET one_on_one_id = $3
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND settled_at IS NULL",
        from.workspace,
        from.id,
        to.id,
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn erase(conn: &mut PgConnection, pair: &OneOnOne) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM one_on_one WHERE workspace_id = $1 AND id = $2",
        pair.workspace,
        pair.id,
    )
    .execute(conn)
    .await
    .map(drop)
}
