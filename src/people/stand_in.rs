//! Who decides in somebody's stead while they are away.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::json;
use sqlx::PgConnection;

use super::details::managers;
use super::{Member, by_ids};
use crate::audit::{self, Change, What};
use crate::chat::Standing;
use crate::clock::Clock;
use crate::database::{Day, Ts};
use crate::ids::{Joining, MemberId, WorkspaceId};
use crate::policy::Actor;
use crate::subject::Subject;

/// The longest that somebody may stand in, in days.
const LONGEST: i32 = 366;

/// Somebody who stands in for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// Who is away.
    pub away: MemberId,
    /// Who decides instead.
    pub stand_in: MemberId,
    /// The last day of it.
    pub last_day: Day,
}

/// Why somebody is not to stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandInRefusal {
    /// Nobody stands in for themselves.
    Oneself,
    /// Guests, bots and people of other organisations decide nothing, nor do those who left.
    NotForThem,
    /// There is nothing to decide for somebody who is neither manager nor admin.
    DecidesNothing,
    /// The day has been, or is more than a year ahead.
    Day,
}

/// Why nobody stands in.
#[derive(Debug, thiserror::Error)]
pub enum StandInError {
    /// It may not be.
    #[error("that stand-in is refused")]
    Refused(StandInRefusal),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Whether requests may come to somebody: whoever leads, and whoever others report to.
pub async fn has_to_decide(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: &Member,
) -> Result<bool, sqlx::Error> {
    if member.role.leads() {
        return Ok(true);
    }
    let reported_to = managers(conn, workspace).await?;
    Ok(reported_to.values().any(|manager| *manager == member.id))
}

/// Lets `stand_in` decide in the stead of `away` until the end of `last_day`, in the caller's transaction.
pub async fn name_stand_in(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    zone: &TimeZone,
    workspace: WorkspaceId,
    named: StandIn,
) -> Result<(), StandInError> {
    let StandIn {
        away,
        stand_in,
        last_day,
    } = named;
    let both = by_ids(conn, workspace, &[away, stand_in]).await?;
    let today = clock.now().to_zoned(zone.clone()).date();
    let decides = match both.iter().find(|it| it.id == away) {
        Some(away) => has_to_decide(conn, workspace, away).await?,
        None => false,
    };
    if let Some(refusal) = refusal(&both, &named, decides, today) {
        return Err(StandInError::Refused(refusal));
    }
    let end = last_day.0.tomorrow().unwrap_or(last_day.0);
    let ends_at = end.to_zoned(zone.clone());
    let ends_at = ends_at.map_or(Timestamp::MAX, |end| end.timestamp());
    sqlx::query!(
        "INSERT INTO stand_in (workspace_id, member_id, stand_in_id, last_day, ends_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (workspace_id, member_id) DO UPDATE
         SET stand_in_id = excluded.stand_in_id, last_day = excluded.last_day, ends_at = excluded.ends_at",
        workspace,
        away,
        stand_in,
        last_day as _,
        Ts(ends_at) as _,
    )
    .execute(&mut *conn)
    .await?;
    let name = both.iter().find(|it| it.id == stand_in);
    let name = name.map(|it| it.name.clone());
    let change = Change::new(What::StandInNamed)
        .to(Subject::Member(away))
        .with(json!({ "stand_in": stand_in, "name": name, "until": last_day.to_string() }));
    audit::record(conn, clock, workspace, actor, change).await?;
    Ok(())
}

fn refusal(both: &[Member], named: &StandIn, decides: bool, today: Date) -> Option<StandInRefusal> {
    let find = |id| both.iter().find(|member| member.id == id);
    let there = |member: &Member| member.active && member.standing == Standing::Member;
    let ahead = named.last_day.0.since(today).map_or(-1, |it| it.get_days());
    if named.away == named.stand_in {
        Some(StandInRefusal::Oneself)
    } else if !find(named.stand_in).is_some_and(there) {
        Some(StandInRefusal::NotForThem)
    } else if !decides {
        Some(StandInRefusal::DecidesNothing)
    } else {
        (!(0..=LONGEST).contains(&ahead)).then_some(StandInRefusal::Day)
    }
}

/// Lets nobody decide in the stead of `away` any more. False where nobody did.
pub async fn end_stand_in(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    (workspace, away): (WorkspaceId, MemberId),
) -> Result<bool, sqlx::Error> {
    let ended = sqlx::query!(
        "DELETE FROM stand_in WHERE workspace_id = $1 AND member_id = $2 AND ends_at > $3",
        workspace,
        away,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if ended.rows_affected() == 0 {
        return Ok(false);
    }
    let change = Change::new(What::StandInEnded).to(Subject::Member(away));
    audit::record(conn, clock, workspace, actor, change).await?;
    Ok(true)
}

/// Who stands in for each of `away` at `now`. Chains are not followed: who is away and stands in for
/// somebody else decides, or an admin does.
pub async fn stand_ins(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    away: &[MemberId],
    now: Timestamp,
) -> Result<Vec<StandIn>, sqlx::Error> {
    sqlx::query_as!(
        StandIn,
        r#"SELECT member_id AS away, stand_in_id AS stand_in, last_day FROM stand_in
           WHERE workspace_id = $1 AND member_id = ANY ($2) AND ends_at > $3 ORDER BY member_id"#,
        workspace,
        away,
        Ts(now) as _,
    )
    .fetch_all(conn)
    .await
}

/// Makes what concerns one member the other's, in the transaction that makes them one.
pub(super) async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM stand_in WHERE workspace_id = $1
           AND ((member_id, stand_in_id) IN (($2, $3), ($3, $2))
                OR member_id = $2 AND EXISTS (SELECT FROM stand_in WHERE workspace_id = $1 AND member_id = $3))",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE stand_in SET member_id = CASE WHEN member_id = $2 THEN $3 ELSE member_id END,
                             stand_in_id = CASE WHEN stand_in_id = $2 THEN $3 ELSE stand_in_id END
         WHERE workspace_id = $1 AND $2 IN (member_id, stand_in_id)",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether somebody may have to decide for others: whoever is reported to, or stands in for somebody.
pub async fn decides(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM member WHERE workspace_id = $1 AND manager_id = $2)
               OR EXISTS (SELECT FROM stand_in WHERE workspace_id = $1 AND stand_in_id = $2) AS "decides!""#,
        workspace,
        member,
    )
    .fetch_one(conn)
    .await
}
