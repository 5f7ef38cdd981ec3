//! What the two do about it, each in the caller's transaction.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::pair::{by_id, colleagues, lock};
use super::{Cadence, Dates, OneOnOne, State};
use crate::clock::{Clock, earlier};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, OneOnOneId, WorkspaceId};
use crate::schedule::{self, EARLIEST, Entry};
use crate::settings;

/// Why nobody is asked.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// Neither reports to the other, or there is a 1:1 of theirs.
    #[error("the two have a 1:1, or neither reports to the other")]
    NotTheirs,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Why something is not done about a 1:1.
#[derive(Debug, thiserror::Error)]
pub enum NotHeld {
    /// It is not one of theirs, or it does not stand so any more.
    #[error("there is no such 1:1 of theirs")]
    Gone,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Which 1:1, by whom.
type Whose = (WorkspaceId, OneOnOneId, MemberId);

/// Asks somebody whom `by` reports to, or who reports to them.
pub async fn ask(
    conn: &mut PgConnection,
    clock: &Clock,
    (workspace, by, with): (WorkspaceId, MemberId, MemberId),
    cadence: &Cadence,
) -> Result<OneOnOne, NotAsked> {
    let offered = colleagues(conn, workspace, by).await?;
    if !offered.iter().any(|member| member.id == with) {
        return Err(NotAsked::NotTheirs);
    }
    let asked = sqlx::query_scalar!(
        "INSERT INTO one_on_one (workspace_id, id, manager_id, report_id, state, asked_by, asked_at, spec, first_day)
         SELECT $1, $2, CASE WHEN m.manager_id = $4 THEN $4 ELSE $3 END,
                CASE WHEN m.manager_id = $4 THEN $3 ELSE $4 END, 'asked', $3, $5, $6, $7
         FROM member m WHERE m.workspace_id = $1 AND m.id = $3
         ON CONFLICT (workspace_id, report_id, manager_id) WHERE state <> 'ended' DO NOTHING
         RETURNING id",
        workspace,
        clock.new_id::<crate::ids::of::OneOnOne>(),
        by,
        with,
        Ts(clock.now()) as _,
        cadence.recurrence.to_string(),
        Day(cadence.first_day) as _,
    );
    let asked = asked.fetch_optional(&mut *conn).await?;
    let id = asked.ok_or(NotAsked::NotTheirs)?;
    let pair = by_id(conn, (workspace, id), by).await?;
    pair.ok_or(NotAsked::NotTheirs)
}

/// Whoever was asked agrees.
pub async fn agree(
    conn: &mut PgConnection,
    now: Timestamp,
    whose: Whose,
) -> Result<OneOnOne, NotHeld> {
    let pair = take(conn, whose).await?;
    if pair.state != State::Asked || pair.asked_by == whose.2 {
        return Err(NotHeld::Gone);
    }
    stand(conn, now, pair, State::Going).await
}

/// Declines a 1:1 that was asked for, or takes the request back: nothing of it stays.
pub async fn decline(conn: &mut PgConnection, whose: Whose) -> Result<OneOnOne, NotHeld> {
    let pair = take(conn, whose).await?;
    if pair.state != State::Asked {
        return Err(NotHeld::Gone);
    }
    sqlx::query!(
        "DELETE FROM one_on_one WHERE workspace_id = $1 AND id = $2",
        pair.workspace,
        pair.id
    )
    .execute(conn)
    .await?;
    Ok(pair)
}

/// Pauses a 1:1: the two do not talk for now.
pub async fn pause(
    conn: &mut PgConnection,
    now: Timestamp,
    whose: Whose,
) -> Result<OneOnOne, NotHeld> {
    let pair = take(conn, whose).await?;
    stand(conn, now, only(pair, State::Going)?, State::Paused).await
}

/// Resumes a 1:1 that was paused.
pub async fn resume(
    conn: &mut PgConnection,
    now: Timestamp,
    whose: Whose,
) -> Result<OneOnOne, NotHeld> {
    let pair = take(conn, whose).await?;
    stand(conn, now, only(pair, State::Paused)?, State::Going).await
}

/// Ends a 1:1. What was written stays with the two for a while.
pub async fn end(
    conn: &mut PgConnection,
    now: Timestamp,
    whose: Whose,
) -> Result<OneOnOne, NotHeld> {
    let pair = take(conn, whose).await?;
    if !matches!(pair.state, State::Going | State::Paused) {
        return Err(NotHeld::Gone);
    }
    stand(conn, now, pair, State::Ended).await
}

/// Changes when two talk.
pub async fn recur(
    conn: &mut PgConnection,
    now: Timestamp,
    whose: Whose,
    cadence: &Cadence,
) -> Result<OneOnOne, NotHeld> {
    let pair = take(conn, whose).await?;
    if !matches!(pair.state, State::Going | State::Paused) {
        return Err(NotHeld::Gone);
    }
    sqlx::query!(
        "UPDATE one_on_one SET spec = $3, first_day = $4, skips = NULL WHERE workspace_id = $1 AND id = $2",
        pair.workspace,
        pair.id,
        cadence.recurrence.to_string(),
        Day(cadence.first_day) as _,
    )
    .execute(&mut *conn)
    .await?;
    let state = pair.state;
    let pair = OneOnOne {
        cadence: cadence.clone(),
        skips: None,
        ..pair
    };
    stand(conn, now, pair, state).await
}

/// Leaves out one date, which must be ahead still. Returns the day on which they would have talked.
pub async fn skip(
    conn: &mut PgConnection,
    now: Timestamp,
    whose: Whose,
    day: Day,
) -> Result<(OneOnOne, Day), NotHeld> {
    let (workspace, id, member) = whose;
    by_id(conn, (workspace, id), member)
        .await?
        .ok_or(NotHeld::Gone)?;
    let pair = lock(conn, (workspace, id)).await?.ok_or(NotHeld::Gone)?;
    let pair = only(pair, State::Going)?;
    let settings = settings::load(conn, workspace).await?;
    let dates = Dates::of(conn, &pair, &settings).await?;
    let next = dates.next(now).filter(|(date, _)| *date == day.0);
    let (_, talk_on) = next.ok_or(NotHeld::Gone)?;
    sqlx::query!(
        "UPDATE one_on_one SET skips = $3 WHERE workspace_id = $1 AND id = $2",
        workspace,
        id,
        day as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE one_on_one_reminder SET state = 'skipped'
         WHERE workspace_id = $1 AND one_on_one_id = $2 AND day = $3",
        workspace,
        id,
        day as _,
    )
    .execute(conn)
    .await?;
    let skips = Some(day);
    Ok((OneOnOne { skips, ..pair }, Day(talk_on)))
}

/// The pair, off the schedule, and held: in this order, as whoever plans a date holds them.
async fn take(
    conn: &mut PgConnection,
    (workspace, id, member): Whose,
) -> Result<OneOnOne, NotHeld> {
    let which = (workspace, id);
    let pair = by_id(conn, which, member).await?.ok_or(NotHeld::Gone)?;
    schedule::remove(conn, workspace, &pair.scheduled_as()).await?;
    lock(conn, which).await?.ok_or(NotHeld::Gone)
}

fn only(pair: OneOnOne, state: State) -> Result<OneOnOne, NotHeld> {
    if pair.state == state {
        Ok(pair)
    } else {
        Err(NotHeld::Gone)
    }
}

/// Keeps how a 1:1 stands: what was planned is planned anew, and where they talk, it is on the schedule.
async fn stand(
    conn: &mut PgConnection,
    now: Timestamp,
    pair: OneOnOne,
    state: State,
) -> Result<OneOnOne, NotHeld> {
    let ended_at = (state == State::Ended).then_some(Ts(now));
    sqlx::query!(
        "UPDATE one_on_one SET state = $3, ended_at = $4 WHERE workspace_id = $1 AND id = $2",
        pair.workspace,
        pair.id,
        state.as_str(),
        ended_at as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "DELETE FROM one_on_one_reminder WHERE workspace_id = $1 AND one_on_one_id = $2 AND state = 'planned'",
        pair.workspace,
        pair.id,
    )
    .execute(&mut *conn)
    .await?;
    let pair = OneOnOne {
        state,
        ended_at,
        ..pair
    };
    if state == State::Going {
        put_on_schedule(conn, now, &pair).await?;
    }
    Ok(pair)
}

async fn put_on_schedule(
    conn: &mut PgConnection,
    now: Timestamp,
    pair: &OneOnOne,
) -> Result<(), sqlx::Error> {
    let settings = settings::load(conn, pair.workspace).await?;
    let dates = Dates::of(conn, pair, &settings).await?;
    let next = dates.next(now).and_then(|(day, _)| dates.begins(day));
    let entry = Entry {
        recurrence: pair.cadence.recurrence.clone(),
        zone: EARLIEST.to_owned(),
        own_zones: false,
    };
    // So that the next date is the first that is planned, though it may have begun in the earliest zone.
    let since = earlier(next.unwrap_or(now), SignedDuration::from_secs(1));
    schedule::set(conn, pair.workspace, &pair.scheduled_as(), &entry, since)
        .await
        .map(drop)
}
