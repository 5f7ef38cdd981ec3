//! Who thanked nobody for long, and whom they had to do with.

use jiff::{SignedDuration, Timestamp, ToSpan};
use sqlx::PgConnection;

use super::Round;
use crate::chat::Standing;
use crate::clock::{earlier, minutes};
use crate::database::Ts;
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::people::NoticeKind;
use crate::settings::Settings;

/// How many are named with whom somebody had to do.
const NAMED: i64 = 5;

/// How far back that is looked for.
const LATELY: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Of how many of each sort the latest are looked at.
const LOOKED_AT: i64 = 50;

/// How many may have been thanked at once, or have joined a thanks first, to have had to do with each other.
const TOGETHER: i64 = 25;

/// Somebody who thanked nobody for long.
#[derive(Clone, Copy, Debug)]
pub struct Silent {
    /// Who.
    pub member: MemberId,
    /// When they did last, if ever.
    pub since: Option<Ts>,
}

/// The members among these who may give, and gave nothing for as many days as the settings say. Whoever is
/// new has that long, too. What was undone was not given.
pub async fn silent(
    conn: &mut PgConnection,
    round: &Round,
    settings: &Settings,
    among: &[MemberId],
) -> Result<Vec<Silent>, sqlx::Error> {
    let days = i64::from(settings.nudges.thanking_days);
    let since = earlier(round.began_at, minutes(days.saturating_mul(24 * 60)));
    sqlx::query_as!(
        Silent,
        r#"SELECT m.id AS member, last.given_at AS "since?: Ts" FROM member m
           LEFT JOIN LATERAL (
             SELECT latest.given_at FROM same_person($1, m.id) AS own
             CROSS JOIN LATERAL (
               SELECT k.given_at FROM kudos k
               WHERE k.workspace_id = $1 AND k.giver = own
                 AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
               ORDER BY k.id DESC LIMIT 1
             ) latest
             ORDER BY latest.given_at DESC LIMIT 1
           ) last ON true
           WHERE m.workspace_id = $1 AND m.id = ANY($2) AND m.active AND m.giving_paused_at IS NULL
             AND (m.standing = $3 OR (m.standing = $4 AND $5)) AND NOT $6 = ANY (m.muted)
             AND m.id < $7 AND (last.given_at IS NULL OR last.given_at <= $8)"#,
        round.workspace,
        among as _,
        Standing::Member.as_str(),
        Standing::Guest.as_str(),
        settings.allow_guests,
        NoticeKind::Thanking.as_str(),
        MemberId::before_all_of(since),
        Ts(since) as _,
    )
    .fetch_all(conn)
    .await
}

/// The day before which somebody was told last who is told again on a day.
pub fn told_before(round: &Round, settings: &Settings) -> jiff::civil::Date {
    let days = i32::from(settings.nudges.thanking_days).saturating_sub(1);
    round.day.saturating_sub(days.days())
}

/// With whom a member had to do lately, the latest first: who thanked them, was thanked along with them in a group
/// that is no crowd, or joined the same thanks; in public channels alone. Of those who are here, work for the
/// organisation, and are on boards. They are looked up one by one (`OFFSET 0`): they are few, and members are many.
pub async fn companions(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    now: Timestamp,
) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"WITH own AS (
             SELECT own AS id FROM same_person($1, $2) AS own
           ), received AS (
             SELECT latest.id, latest.giver FROM own
             CROSS JOIN LATERAL (
               SELECT k.id, k.giver FROM kudos_recipient r
               JOIN kudos k ON k.workspace_id = $1 AND k.id = r.kudos_id
               WHERE r.workspace_id = $1 AND r.member_id = own.id AND r.kudos_id >= $3 AND k.place_kind = 'public'
                 AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
               ORDER BY r.kudos_id DESC LIMIT $4
             ) latest
           ), joined AS (
             SELECT latest.id, latest.boosted FROM own
             CROSS JOIN LATERAL (
               SELECT k.id, k.boosted FROM kudos k
               WHERE k.workspace_id = $1 AND k.giver = own.id AND k.id >= $3 AND k.place_kind = 'public'
                 AND k.boosted IS NOT NULL
                 AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
               ORDER BY k.id DESC LIMIT $4
             ) latest
           ), met AS (
             SELECT giver AS who, id FROM received
             UNION ALL
             SELECT along.who, received.id FROM received
             CROSS JOIN LATERAL (
               SELECT array_agg(few.member_id) AS whom FROM (
                 SELECT r.member_id FROM kudos_recipient r
                 WHERE r.workspace_id = $1 AND r.kudos_id = received.id LIMIT $6::bigint + 1
               ) few
             ) thanked
             CROSS JOIN LATERAL unnest(thanked.whom) AS along(who)
             WHERE cardinality(thanked.whom) <= $6
             UNION ALL
             SELECT first.giver, joined.id FROM joined
             CROSS JOIN LATERAL (
               SELECT b.giver FROM kudos b
               WHERE b.workspace_id = $1 AND b.boosted = joined.boosted AND b.place_kind = 'public'
                 AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = b.id)
               ORDER BY b.id LIMIT $6
             ) first
           )
           SELECT p.name AS "name!" FROM (SELECT who, max(id::text) AS latest FROM met GROUP BY who) AS met
           CROSS JOIN LATERAL (
             SELECT p.id, p.name FROM member m
             JOIN member p ON p.workspace_id = $1 AND p.id = coalesce(m.merged_into, m.id)
             WHERE m.workspace_id = $1 AND m.id = met.who
               AND p.active AND p.standing = 'member' AND p.on_leaderboards AND p.id <> $2
             OFFSET 0
           ) p
           GROUP BY p.id, p.name ORDER BY max(met.latest) DESC, p.id LIMIT $5"#,
        workspace,
        member,
        KudosId::before_all_of(earlier(now, LATELY)),
        LOOKED_AT,
        NAMED,
        TOGETHER,
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
