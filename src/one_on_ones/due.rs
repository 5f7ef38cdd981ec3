//! Reminders whose time has come.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::pair::lock;
use super::{Away, OneOnOne, State, away};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, OneOnOneId, WorkspaceId};

/// A date of which somebody is to be told.
#[derive(Clone, Debug)]
pub struct Due {
    /// Whose.
    pub pair: OneOnOne,
    /// The date.
    pub day: Day,
    /// The day on which they talk.
    pub talk_on: Day,
    /// Whom.
    pub members: Vec<MemberId>,
    /// What.
    pub outcome: Outcome,
}

/// What the two are told of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// That they talk.
    Held,
    /// That they do not, since one of them is away.
    Skipped(Away),
}

/// Holds the 1:1 of which somebody has waited longest to be reminded at `now`, in the caller's transaction.
/// Nothing of it is read that might be unreadable.
pub async fn hold_due(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Option<(WorkspaceId, OneOnOneId)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT o.workspace_id, o.id FROM one_on_one_reminder r
         JOIN one_on_one o ON o.workspace_id = r.workspace_id AND o.id = r.one_on_one_id
         WHERE r.state = 'planned' AND r.remind_at <= $1
         ORDER BY r.remind_at, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED",
        Ts(now) as _,
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| (row.workspace_id, row.id)))
}

/// Takes the first date of a 1:1 of which somebody is to be reminded at `now`, and notes in the caller's
/// transaction, which [holds](hold_due) it, that they are. From then on both read what either wants to talk
/// about. Nothing where somebody else was there before.
pub async fn take_due(
    conn: &mut PgConnection,
    which: (WorkspaceId, OneOnOneId),
    now: Timestamp,
) -> Result<Option<Due>, sqlx::Error> {
    let Some(pair) = lock(conn, which).await? else {
        return Ok(None);
    };
    let waiting = sqlx::query!(
        "SELECT day, talk_on, member_id FROM one_on_one_reminder
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND state = 'planned' AND remind_at <= $3
         ORDER BY day, remind_at",
        pair.workspace,
        pair.id,
        Ts(now) as _,
    );
    let waiting = waiting.fetch_all(&mut *conn).await?;
    let Some(first) = waiting.first() else {
        return Ok(None);
    };
    let (day, talk_on) = (first.day, first.talk_on);
    let both = pair.both();
    let away = away(conn, (pair.workspace, &both), talk_on, now).await?;
    let outcome = away
        .first()
        .map_or(Outcome::Held, |away| Outcome::Skipped(*away));
    let members: Vec<MemberId> = match outcome {
        // One who was reminded before must know as well.
        Outcome::Skipped(_) => pair.both().to_vec(),
        Outcome::Held => {
            let due = waiting.iter().filter(|it| it.day == day);
            due.map(|it| it.member_id).collect()
        }
    };
    let state = match outcome {
        Outcome::Skipped(_) => "skipped",
        Outcome::Held => "told",
    };
    sqlx::query!(
        "UPDATE one_on_one_reminder SET state = $5
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND day = $3 AND member_id = ANY($4)",
        pair.workspace,
        pair.id,
        day as _,
        &members as _,
        state,
    )
    .execute(&mut *conn)
    .await?;
    if outcome == Outcome::Held {
        sqlx::query!(
            "UPDATE one_on_one_item SET told_for = $3
             WHERE workspace_id = $1 AND one_on_one_id = $2 AND told_for IS NULL",
            pair.workspace,
            pair.id,
            talk_on as _,
        )
        .execute(conn)
        .await?;
    }
    // It ended or was paused as this was planned.
    let members = if pair.state == State::Going {
        members
    } else {
        Vec::new()
    };
    Ok(Some(Due {
        pair,
        day,
        talk_on,
        members,
        outcome,
    }))
}

/// Lets what is due of a 1:1 at `now` wait, which could not be told, so that it keeps no other.
pub async fn put_off(
    conn: &mut PgConnection,
    (workspace, id): (WorkspaceId, OneOnOneId),
    now: Timestamp,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE one_on_one_reminder SET remind_at = $4
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND state = 'planned' AND remind_at <= $3",
        workspace,
        id,
        Ts(now) as _,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
