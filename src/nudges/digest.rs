//! Who was thanked for what in a week: publicly, and as it stands now.

use jiff::ToSpan;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::observed::owed;
use crate::clock::earlier;
use crate::database::Day;
use crate::holidays::{Hours, Place};
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::kudos::{self, Kudos};
use crate::settings::Nudges;

/// How many acts of recognition are told one by one.
const TOLD: i64 = 10;

/// How many values are counted out.
const VALUES: i64 = 5;

/// How late a digest is still told, in days.
const LATE: i32 = 4;

/// A day more on either side: ids go by the instant, and weeks by the programme's clock.
const A_DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// A week, and what was given in it.
#[derive(Clone, Debug)]
pub struct Digest {
    /// Its first day.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// How many people gave.
    pub givers: i64,
    /// How many were thanked.
    pub thanked: i64,
    /// Values with how often each was named, the most often first.
    pub values: Vec<(String, i64)>,
    /// Some of what was given: what most joined, and of nobody more than one.
    pub told: Vec<Kudos>,
    /// How much more there was.
    pub more: i64,
}

/// The date of the digest that somebody there is to get today, if any is.
pub fn digest_due(set: &Nudges, hours: &Hours, today: Date, place: &Place) -> Option<Date> {
    let weekday = set.digest_day?.weekday();
    let works = |day| hours.works(day, place);
    owed(today, LATE, works, |day| day.weekday() == weekday)
}

/// Whoever among these others report to who are here.
pub async fn managers(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    among: &[MemberId],
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT DISTINCT manager_id AS "manager!: MemberId" FROM member
           WHERE workspace_id = $1 AND manager_id = ANY($2) AND active"#,
        workspace,
        among as _,
    )
    .fetch_all(conn)
    .await
}

/// The seven days before a date, of everybody; nothing where nobody gave.
pub async fn digest(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    date: Date,
) -> Result<Option<Digest>, sqlx::Error> {
    let week = Week::before(date);
    let given = sqlx::query_scalar!(
        "SELECT k.id FROM kudos k
         WHERE k.workspace_id = $1 AND k.id >= $2 AND k.id < $3 AND k.day BETWEEN $4 AND $5 AND k.place_kind = 'public'
           AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)",
        workspace,
        week.first_id(),
        week.end_id(),
        Day(week.from) as _,
        Day(week.to) as _,
    );
    let given = given.fetch_all(&mut *conn).await?;
    of(conn, workspace, &week, (&given, None)).await
}

/// The digest of the people who report to somebody: of what was given to others along with them, nothing is
/// told.
pub async fn team_digest(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    manager: MemberId,
    date: Date,
) -> Result<Option<Digest>, sqlx::Error> {
    let week = Week::before(date);
    let theirs = sqlx::query_scalar!(
        r#"SELECT own AS "own!: MemberId" FROM member m CROSS JOIN LATERAL same_person($1, m.id) AS own
           WHERE m.workspace_id = $1 AND m.manager_id = $2 AND m.active"#,
        workspace,
        manager,
    );
    let theirs = theirs.fetch_all(&mut *conn).await?;
    let given = sqlx::query_scalar!(
        "SELECT DISTINCT k.id FROM kudos_recipient r
         JOIN kudos k ON k.workspace_id = $1 AND k.id = r.kudos_id
         WHERE r.workspace_id = $1 AND r.member_id = ANY($2) AND r.kudos_id >= $3 AND r.kudos_id < $4
           AND k.day BETWEEN $5 AND $6 AND k.place_kind = 'public'
           AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)",
        workspace,
        &theirs as _,
        week.first_id(),
        week.end_id(),
        Day(week.from) as _,
        Day(week.to) as _,
    );
    let given = given.fetch_all(&mut *conn).await?;
    of(conn, workspace, &week, (&given, Some(&theirs))).await
}

/// Seven days.
struct Week {
    from: Date,
    to: Date,
}

impl Week {
    fn before(date: Date) -> Self {
        Self {
            from: date.saturating_sub(7.days()),
            to: date.saturating_sub(1.day()),
        }
    }

    /// Kudos are found by their ids, which are in the order of time: so no index has to be kept for this.
    fn first_id(&self) -> KudosId {
        let midnight = jiff::tz::TimeZone::UTC
            .to_timestamp(self.from.to_datetime(jiff::civil::Time::midnight()));
        KudosId::before_all_of(midnight.map_or(jiff::Timestamp::MIN, |at| earlier(at, A_DAY)))
    }

    fn end_id(&self) -> KudosId {
        let after = self.to.saturating_add(2.days());
        let midnight =
            jiff::tz::TimeZone::UTC.to_timestamp(after.to_datetime(jiff::civil::Time::midnight()));
        KudosId::before_all_of(midnight.unwrap_or(jiff::Timestamp::MAX))
    }
}

/// What was given, as far as it was to `whom`; to anybody, where that is nobody's. The bounds of the week keep the
/// database from going through all that was ever given for the many ids of one.
async fn of(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    week: &Week,
    (given, whom): (&[KudosId], Option<&[MemberId]>),
) -> Result<Option<Digest>, sqlx::Error> {
    if given.is_empty() {
        return Ok(None);
    }
    let people = sqlx::query!(
        r#"SELECT (SELECT count(DISTINCT coalesce(g.merged_into, g.id)) FROM kudos k
                   JOIN member g ON g.workspace_id = $1 AND g.id = k.giver
                   WHERE k.workspace_id = $1 AND k.id >= $4 AND k.id < $5 AND k.id = ANY($2)) AS "givers!",
                  (SELECT count(DISTINCT coalesce(m.merged_into, m.id)) FROM kudos_recipient r
                   JOIN member m ON m.workspace_id = $1 AND m.id = r.member_id
                   WHERE r.workspace_id = $1 AND r.kudos_id >= $4 AND r.kudos_id < $5 AND r.kudos_id = ANY($2)
                     AND ($3::uuid[] IS NULL OR r.member_id = ANY($3))) AS "thanked!""#,
        workspace,
        given as _,
        whom as _,
        week.first_id(),
        week.end_id(),
    );
    let people = people.fetch_one(&mut *conn).await?;
    let values = sqlx::query!(
        r#"SELECT slug AS "slug!", count(*) AS "times!" FROM kudos k CROSS JOIN LATERAL unnest(k.company_values) AS slug
           WHERE k.workspace_id = $1 AND k.id >= $4 AND k.id < $5 AND k.id = ANY($2)
           GROUP BY slug ORDER BY 2 DESC, 1 LIMIT $3"#,
        workspace,
        given as _,
        VALUES,
        week.first_id(),
        week.end_id(),
    );
    let values = values.fetch_all(&mut *conn).await?;
    let (shown, all) = worth_telling(conn, workspace, week, (given, whom)).await?;
    let mut told = kudos::by_ids_to(conn, workspace, &shown, whom).await?;
    told.sort_by_key(|kudos| shown.iter().position(|id| *id == kudos.id));
    let shown = i64::try_from(told.len()).unwrap_or_default();
    Ok(Some(Digest {
        from: week.from,
        to: week.to,
        givers: people.givers,
        thanked: people.thanked,
        values: values.into_iter().map(|it| (it.slug, it.times)).collect(),
        told,
        more: all.saturating_sub(shown).max(0),
    }))
}

/// The kudos that are told one by one, and how many could be: of whoever is here and on boards. Joining in
/// tells nothing new, and words tell more than none.
async fn worth_telling(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    week: &Week,
    (given, whom): (&[KudosId], Option<&[MemberId]>),
) -> Result<(Vec<KudosId>, i64), sqlx::Error> {
    let rows = sqlx::query!(
        r#"WITH joined AS (
             SELECT b.boosted AS id, count(*) AS times FROM kudos b
             WHERE b.workspace_id = $1 AND b.id >= $5 AND b.boosted = ANY($2)
               AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = b.id)
             GROUP BY b.boosted
           ), thanked AS (
             SELECT DISTINCT ON (r.kudos_id) r.kudos_id AS id, p.id AS whom FROM kudos_recipient r
             JOIN member m ON m.workspace_id = $1 AND m.id = r.member_id
             JOIN member p ON p.workspace_id = $1 AND p.id = coalesce(m.merged_into, m.id)
             WHERE r.workspace_id = $1 AND r.kudos_id >= $5 AND r.kudos_id < $6 AND r.kudos_id = ANY($2)
               AND p.active AND p.on_leaderboards AND ($4::uuid[] IS NULL OR r.member_id = ANY($4))
             ORDER BY r.kudos_id, p.id
           ), act AS (
             SELECT k.id, k.message <> '' AS says, thanked.whom, coalesce(joined.times, 0) AS joined
             FROM kudos k JOIN thanked ON thanked.id = k.id LEFT JOIN joined ON joined.id = k.id
             WHERE k.workspace_id = $1 AND k.id >= $5 AND k.id < $6 AND k.id = ANY($2) AND k.boosted IS NULL
           ), best AS (
             SELECT DISTINCT ON (whom) id, says, joined FROM act ORDER BY whom, says DESC, joined DESC, id DESC
           )
           SELECT id AS "id!: KudosId", (SELECT count(*) FROM act) AS "all!" FROM best
           ORDER BY says DESC, joined DESC, id DESC LIMIT $3"#,
        workspace,
        given as _,
        TOLD,
        whom as _,
        week.first_id(),
        week.end_id(),
    );
    let rows = rows.fetch_all(conn).await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| row.id).collect(), all))
}
