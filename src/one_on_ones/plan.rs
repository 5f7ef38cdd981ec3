//! A date becomes a day, and a reminder for each of the two.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::pair::lock;
use super::{Dates, State};
use crate::database::{Day, Ts};
use crate::ids::{OneOnOneId, WorkspaceId};
use crate::settings;

/// What 1:1s are called in the schedule, before a colon and their id.
pub const ONE_ON_ONE: &str = "one_on_one";

/// A date begins somewhere: it is planned for both, in the caller's transaction, which holds the schedule's
/// row. One that was planned before stays as it is.
pub async fn plan(
    conn: &mut PgConnection,
    which: (WorkspaceId, OneOnOneId),
    day: Date,
) -> Result<(), sqlx::Error> {
    let pair = lock(conn, which).await?;
    let Some(pair) = pair.filter(|pair| pair.state == State::Going) else {
        return Ok(());
    };
    let settings = settings::load(conn, pair.workspace).await?;
    let dates = Dates::of(conn, &pair, &settings).await?;
    let Some(talk_on) = dates.talk_on(day) else {
        return Ok(());
    };
    let at = dates.reminds(talk_on).map(Ts);
    sqlx::query!(
        "INSERT INTO one_on_one_reminder (workspace_id, one_on_one_id, day, talk_on, member_id, remind_at)
         SELECT $1, $2, $3, $4, * FROM unnest($5::uuid[], $6::timestamptz[]) ON CONFLICT DO NOTHING",
        pair.workspace,
        pair.id,
        Day(day) as _,
        Day(talk_on) as _,
        &pair.both() as _,
        &at as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
