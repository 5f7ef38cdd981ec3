//! Reminders whose time has come.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::pair::pairs;
use super::{Away, OneOnOne, State, away};
use crate::database::{Day, Ts};
use crate::ids::MemberId;

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

/// What is told of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// That they talk.
    Held,
    /// That they do not, since one of them is away.
    Skipped(Away),
}

/// Takes a date of which somebody is to be reminded at `now`, and notes in the caller's transaction that they
/// are. From then on both read what either wants to talk about.
pub async fn take_due(conn: &mut PgConnection, now: Timestamp) -> Result<Option<Due>, sqlx::Error> {
    let pair = pairs!(
        "WHERE EXISTS (SELECT FROM one_on_one_reminder r
                       WHERE r.workspace_id = o.workspace_id AND r.one_on_one_id = o.id
                         AND r.state = 'planned' AND r.remind_at <= $1)
         LIMIT 1 FOR UPDATE OF o SKIP LOCKED",
        Ts(now) as _,
    );
    let Some(row) = pair.fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    let pair = OneOnOne::try_from(row)?;
    let planned = sqlx::query!(
        "SELECT day, talk_on, member_id, remind_at FROM one_on_one_reminder
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND state = 'planned' ORDER BY day, remind_at",
        pair.workspace,
        pair.id,
    );
    let planned = planned.fetch_all(&mut *conn).await?;
    let Some(first) = planned.first() else {
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
            let due = planned
                .iter()
                .filter(|it| it.day == day && it.remind_at.0 <= now);
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
