//! Open runs that something is due of: invitations, reminders, the close.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::named;
use crate::database::Ts;
use crate::ids::{Joining, MemberId, RunId, WorkspaceId};

words! {
    /// What somebody was told of a run.
    pub enum Told {
        /// That they are asked.
        Invited = "invited",
        /// That their answer is waited for.
        Reminded = "reminded",
    }
}

/// The people who are to be told something of one run.
#[derive(Clone, Debug)]
pub struct ToTell {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The run.
    pub run: RunId,
    /// What.
    pub told: Told,
    /// Whom.
    pub members: Vec<MemberId>,
}

/// Takes some of those who are to be invited to a run, or reminded of it, and notes in the caller's
/// transaction that they are. Nobody is reminded who has answered.
pub async fn take_to_tell(
    conn: &mut PgConnection,
    now: Timestamp,
    most: i64,
) -> Result<Option<ToTell>, sqlx::Error> {
    for told in [Told::Invited, Told::Reminded] {
        let rows = match told {
            Told::Invited => untold(conn, now, most).await?,
            Told::Reminded => unreminded(conn, now, most).await?,
        };
        let Some(first) = rows.first() else {
            continue;
        };
        let to_tell = ToTell {
            workspace: first.workspace,
            run: first.run,
            told,
            members: rows.iter().map(|it| it.member).collect(),
        };
        sqlx::query!(
            "UPDATE survey_invitation SET told = $4 WHERE workspace_id = $1 AND run_id = $2 AND member_id = ANY($3)",
            to_tell.workspace,
            to_tell.run,
            &to_tell.members as _,
            told.as_str(),
        )
        .execute(&mut *conn)
        .await?;
        return Ok(Some(to_tell));
    }
    Ok(None)
}

/// Lets those of `to_tell` wait who could not be told, so that they keep nobody else: in the transaction that
/// took them, since others would tell them.
pub async fn tell_later(
    conn: &mut PgConnection,
    to_tell: &ToTell,
    members: &[MemberId],
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE survey_invitation
         SET told = CASE WHEN $4 THEN 'invited' ELSE 'nothing' END,
             invite_at = CASE WHEN $4 THEN invite_at ELSE $5 END,
             remind_at = CASE WHEN $4 THEN $5 ELSE remind_at END
         WHERE workspace_id = $1 AND run_id = $2 AND member_id = ANY($3)",
        to_tell.workspace,
        to_tell.run,
        members as _,
        to_tell.told == Told::Reminded,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// An invitation that is to be told of.
struct Untold {
    workspace: WorkspaceId,
    run: RunId,
    member: MemberId,
}

async fn untold(
    conn: &mut PgConnection,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Untold>, sqlx::Error> {
    sqlx::query_as!(
        Untold,
        "WITH due AS (
             SELECT i.workspace_id, i.run_id FROM survey_invitation i
             JOIN survey_run r ON r.workspace_id = i.workspace_id AND r.id = i.run_id
             WHERE i.told = 'nothing' AND i.invite_at <= $1 AND r.state = 'open'
             ORDER BY i.invite_at, i.run_id LIMIT 1)
         SELECT i.workspace_id AS workspace, i.run_id AS run, i.member_id AS member FROM survey_invitation i JOIN due USING (workspace_id, run_id)
         WHERE i.told = 'nothing' AND i.invite_at <= $1 ORDER BY i.member_id LIMIT $2 FOR UPDATE OF i SKIP LOCKED",
        Ts(now) as _,
        most
    )
    .fetch_all(conn)
    .await
}

async fn unreminded(
    conn: &mut PgConnection,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Untold>, sqlx::Error> {
    sqlx::query_as!(
        Untold,
        "WITH due AS (
             SELECT r.workspace_id, r.id, r.remind_at FROM survey_run r
             WHERE r.state = 'open' AND r.closes_at > $1 AND EXISTS (
                 SELECT FROM survey_invitation i WHERE i.workspace_id = r.workspace_id AND i.run_id = r.id
                   AND i.told = 'invited' AND i.ballots IS NULL AND coalesce(i.remind_at, r.remind_at) <= $1)
             ORDER BY r.closes_at, r.id LIMIT 1)
         SELECT i.workspace_id AS workspace, i.run_id AS run, i.member_id AS member
         FROM survey_invitation i JOIN due ON due.workspace_id = i.workspace_id AND due.id = i.run_id
         WHERE i.told = 'invited' AND i.ballots IS NULL AND coalesce(i.remind_at, due.remind_at) <= $1
         ORDER BY i.member_id LIMIT $2 FOR UPDATE OF i SKIP LOCKED",
        Ts(now) as _,
        most
    )
    .fetch_all(conn)
    .await
}

/// A run whose time is up, held in the caller's transaction; of several, the one that waits longest.
pub async fn take_overdue(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Option<(WorkspaceId, RunId)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT workspace_id, id FROM survey_run
         WHERE state = 'open' AND closes_at <= $1 AND coalesce(put_off_until, closes_at) <= $1
         ORDER BY closes_at, id LIMIT 1 FOR UPDATE SKIP LOCKED",
        Ts(now) as _,
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| (row.workspace_id, row.id)))
}

/// Lets a run that could not be closed wait, so that it keeps no other one open. True when that is new.
pub async fn put_off(
    conn: &mut PgConnection,
    (workspace, run): (WorkspaceId, RunId),
    until: Timestamp,
) -> Result<bool, sqlx::Error> {
    let before = sqlx::query_scalar!(
        r#"UPDATE survey_run r SET put_off_until = $3 FROM survey_run before
           WHERE r.workspace_id = $1 AND r.id = $2 AND r.state = 'open'
             AND before.workspace_id = $1 AND before.id = $2
           RETURNING before.put_off_until IS NULL AS "new!""#,
        workspace,
        run,
        Ts(until) as _,
    );
    Ok(before.fetch_optional(conn).await?.unwrap_or(false))
}

/// The titles of runs whose time was up before `at`, and that are open still.
pub async fn overdue(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    at: Timestamp,
) -> Result<Vec<(RunId, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT r.id, s.title FROM survey_run r JOIN survey s ON s.workspace_id = r.workspace_id AND s.id = r.survey_id
         WHERE r.workspace_id = $1 AND r.state = 'open' AND r.closes_at < $2 ORDER BY r.closes_at, r.id",
        workspace,
        Ts(at) as _,
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}

/// The runs among these that are closed. One that is not known may be about to be launched.
pub async fn closed_of(conn: &mut PgConnection, runs: &[RunId]) -> Result<Vec<RunId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM survey_run WHERE id = ANY($1) AND state = 'closed'",
        runs as _
    )
    .fetch_all(conn)
    .await
}

/// Two members are one person: they are asked once. If both answered, what the one answered counts who
/// stays: when either did is not known.
pub async fn hand_on(conn: &mut PgConnection, joining: Joining) -> Result<(), sqlx::Error> {
    named::hand_on(conn, joining).await?;
    let Joining {
        workspace,
        from,
        to,
    } = joining;
    sqlx::query!(
        "UPDATE survey_invitation kept SET ballots = coalesce(kept.ballots, other.ballots),
                seat = CASE WHEN kept.ballots IS NULL AND other.ballots IS NOT NULL THEN other.seat ELSE kept.seat END,
                told = CASE WHEN 'reminded' IN (kept.told, other.told) THEN 'reminded'
                            WHEN 'invited' IN (kept.told, other.told) THEN 'invited' ELSE 'nothing' END
         FROM survey_invitation other
         WHERE kept.workspace_id = $1 AND kept.member_id = $3
           AND other.workspace_id = $1 AND other.run_id = kept.run_id AND other.member_id = $2",
        workspace,
        from,
        to
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE survey_run r SET invited = invited - 1
         WHERE r.workspace_id = $1 AND r.state = 'open' AND 2 = (
             SELECT count(*) FROM survey_invitation i
             WHERE i.workspace_id = $1 AND i.run_id = r.id AND i.member_id IN ($2, $3))",
        workspace,
        from,
        to
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "DELETE FROM survey_invitation other USING survey_invitation kept
         WHERE other.workspace_id = $1 AND other.member_id = $2
           AND kept.workspace_id = $1 AND kept.run_id = other.run_id AND kept.member_id = $3",
        workspace,
        from,
        to
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE survey_invitation SET member_id = $3 WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        from,
        to
    )
    .execute(conn)
    .await
    .map(drop)
}
