//! A date becomes tables, and a time for each to be told of theirs.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::draw::draw;
use super::met::Met;
use super::volunteer::{forget_leavers, volunteers};
use crate::chat::Platform;
use crate::database::{Day, Ts};
use crate::holidays::{self, Hours, Place};
use crate::ids::{MemberId, WorkspaceId};
use crate::one_on_ones::away;
use crate::people::{self, Member};
use crate::settings::{COFFEE_AT, Settings};

/// Draws for a date, in the caller's transaction, which holds the schedule's row.
pub async fn plan(
    conn: &mut PgConnection,
    (workspace, settings): (WorkspaceId, &Settings),
    (day, now): (Date, Timestamp),
) -> Result<(), sqlx::Error> {
    forget_leavers(conn, workspace).await?;
    let present = present(conn, workspace, (Day(day), now)).await?;
    let reached = |member: &Member| Some((member.id, member.reachable_at(None)?.platform));
    let drawn: Vec<(MemberId, Platform)> = present.iter().filter_map(reached).collect();
    let tables = draw(drawn, &Met::lately(conn, workspace).await?);
    let hours = Hours {
        at: COFFEE_AT,
        skip_weekends: true,
        holidays: holidays::all(conn, workspace).await?,
    };
    let seated = tables.concat();
    let places = holidays::places(conn, (workspace, &seated), &settings.time_zone).await?;
    let (mut members, mut numbers, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for (number, table) in (0..).zip(&tables) {
        let at: Vec<Place> = table
            .iter()
            .filter_map(|it| places.get(it).cloned())
            .collect();
        let on = hours.working_day(day, &at);
        for (member, place) in table.iter().zip(&at) {
            members.push(*member);
            numbers.push(number);
            times.push(Ts(hours.on(on, place)));
        }
    }
    sqlx::query!(
        "INSERT INTO coffee_seat (workspace_id, day, member_id, table_no, tell_at)
         SELECT $1, $2, * FROM unnest($3::uuid[], $4::int[], $5::timestamptz[]) ON CONFLICT DO NOTHING",
        workspace,
        Day(day) as _,
        &members as _,
        &numbers as &[i32],
        &times as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The people who take part and are not away on a day.
async fn present(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    (day, now): (Day, Timestamp),
) -> Result<Vec<Member>, sqlx::Error> {
    let all = volunteers(conn, workspace).await?;
    let away = away(conn, (workspace, &all), day, now).await?;
    let away: HashSet<MemberId> = away.into_iter().map(|it| it.member).collect();
    let here: Vec<MemberId> = all.into_iter().filter(|it| !away.contains(it)).collect();
    people::by_ids(conn, workspace, &here).await
}
