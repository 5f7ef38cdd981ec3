//! Reading a board.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::Metric;
use crate::calendar::Period;
use crate::database::Day;
use crate::ids::{MemberId, WorkspaceId};

/// Which kudos count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only those given in this conversation.
    pub channel: Option<String>,
    /// Only those for this company value, by its slug.
    pub value: Option<String>,
}

impl Scope {
    fn key(&self) -> String {
        let mut key = String::new();
        if let Some(channel) = &self.channel {
            key.push('@');
            key.push_str(channel);
        }
        if let Some(value) = &self.value {
            key.push('#');
            key.push_str(value);
        }
        key
    }
}

/// Which board.
#[derive(Clone, Debug)]
pub struct Query {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// What is counted.
    pub metric: Metric,
    /// Over what length.
    pub period: Period,
    /// A day within the period.
    pub day: Date,
    /// Which kudos count.
    pub scope: Scope,
    /// Only these people; everyone, if there is no list.
    pub among: Option<Vec<MemberId>>,
    /// How many ranks are wanted.
    pub limit: i64,
}

impl Query {
    /// The first day of the period.
    fn starts(&self) -> Date {
        self.period.start(self.day)
    }
}

/// A place on the board. Ties share a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The rank, from 1.
    pub rank: i64,
    /// Who.
    pub member: MemberId,
    /// How they are called.
    pub name: String,
    /// Points.
    pub points: i64,
}

/// Equals who do not all fit: the first of them by name, who are no better than the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// The rank that they share, from 1.
    pub rank: i64,
    /// Points of each.
    pub points: i64,
    /// How the first two are called.
    pub first: Vec<String>,
    /// How many more there are.
    pub others: i64,
}

/// How many of a crowd are named.
const NAMED: usize = 2;

/// A board, and where the asker stands when it is not among the ranks shown.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The best, best first.
    pub ranks: Vec<Rank>,
    /// Below them, those who share a rank that does not fit.
    pub crowd: Option<Crowd>,
    /// The asker's own place outside them.
    pub own: Option<Rank>,
}

/// Asks of a board, with `$ninth` and what `$then` says of its parts: `fresh` is what totals do not hold yet,
/// `settled` are the totals, and `competing` is whoever may stand on it.
macro_rules! on_board {
    ($ask:ident($($row:ty)?), $query:expr, $ninth:expr, $then:literal $(,)?) => {
        sqlx::$ask!(
            $($row,)?
            r#"WITH fresh AS (
                 SELECT side.member_id, sum(e.points)::bigint AS points
                 FROM tally_entry e
                 CROSS JOIN LATERAL (SELECT CASE $4 WHEN 'received' THEN e.recipient ELSE e.giver END AS member_id) side
                 WHERE e.workspace_id = $1 AND e.day BETWEEN $3 AND $6
                   AND ($7::text IS NULL OR e.channel = $7) AND ($8::text IS NULL OR $8 = ANY(e.company_values))
                 GROUP BY side.member_id
               ), settled AS NOT MATERIALIZED (
                 SELECT member_id, amount FROM tally
                 WHERE workspace_id = $1 AND period = $2 AND starts = $3 AND metric = $4 AND scope = $5
               ), competing AS NOT MATERIALIZED (
                 SELECT id, name FROM member
                 WHERE workspace_id = $1 AND active AND on_leaderboards AND standing <> 'bot'
                   AND ($10::uuid[] IS NULL OR id = ANY($10))
               ), "# + $then,
            $query.workspace,
            $query.period.as_str(),
            Day($query.starts()) as _,
            $query.metric.as_str(),
            $query.scope.key(),
            Day($query.period.end($query.starts())) as _,
            $query.scope.channel,
            $query.scope.value,
            $ninth,
            $query.among.as_deref() as _,
        )
    };
}

/// The board that was asked for: totals and what is not folded into them yet, in one snapshot. Whoever left,
/// opted out, or is no person is not on it.
pub async fn board(
    conn: &mut PgConnection,
    query: &Query,
    asker: Option<MemberId>,
) -> Result<Board, sqlx::Error> {
    let mut rows = on_board!(
        query_as(Rank),
        query,
        query.limit.saturating_add(1),
        r#"contenders AS (
             -- Whoever fresh entries do not touch stands as the index has them: the best are enough,
             -- and among equals those who are shown first.
             (SELECT s.member_id, s.amount AS points FROM settled s
              JOIN competing c ON c.id = s.member_id
              WHERE s.amount > 0 AND NOT EXISTS (SELECT FROM fresh f WHERE f.member_id = s.member_id)
              ORDER BY s.amount DESC, c.name, c.id LIMIT $9)
             UNION ALL
             SELECT f.member_id, f.points + coalesce(s.amount, 0) FROM fresh f
             LEFT JOIN settled s ON s.member_id = f.member_id
           )
           SELECT rank() OVER (ORDER BY n.points DESC) AS "rank!", c.id AS "member!: MemberId", c.name AS "name!",
                  n.points AS "points!"
           FROM contenders n
           JOIN competing c ON c.id = n.member_id
           WHERE n.points > 0
           ORDER BY n.points DESC, c.name, c.id
           LIMIT $9"#,
    )
    .fetch_all(&mut *conn)
    .await?;
    let crowd = match split_crowd(&mut rows, query.limit) {
        Some(cut) => Some(crowd(conn, query, &cut).await?),
        None => None,
    };
    let competes = |member| {
        query
            .among
            .as_ref()
            .is_none_or(|among| among.contains(&member))
    };
    let own = match asker {
        Some(asker) if competes(asker) && rows.iter().all(|row| row.member != asker) => {
            place_of(conn, query, asker).await?
        }
        _ => None,
    };
    Ok(Board {
        ranks: rows,
        crowd,
        own,
    })
}

/// Takes what is beyond `limit` out of the rows: with all who are its equals, if it has any.
fn split_crowd(rows: &mut Vec<Rank>, limit: i64) -> Option<Vec<Rank>> {
    let limit = usize::try_from(limit).unwrap_or_default();
    let beyond = rows.get(limit)?.points;
    let begins = rows.iter().position(|row| row.points == beyond)?;
    let cut = rows.split_off(begins);
    (begins < limit).then_some(cut)
}

/// The crowd that begins with these.
async fn crowd(conn: &mut PgConnection, query: &Query, cut: &[Rank]) -> Result<Crowd, sqlx::Error> {
    let (rank, points) = cut
        .first()
        .map_or((0, 0), |first| (first.rank, first.points));
    let first: Vec<String> = cut.iter().take(NAMED).map(|it| it.name.clone()).collect();
    let named = i64::try_from(first.len()).unwrap_or_default();
    let all = on_board!(
        query_scalar(),
        query,
        points,
        r#"equals AS (
             SELECT s.member_id FROM settled s
             WHERE s.amount > 0 AND s.amount = $9 AND NOT EXISTS (SELECT FROM fresh f WHERE f.member_id = s.member_id)
             UNION ALL
             SELECT f.member_id FROM fresh f
             LEFT JOIN settled s ON s.member_id = f.member_id
             WHERE f.points + coalesce(s.amount, 0) = $9
           )
           SELECT count(*) AS "all!" FROM equals e JOIN competing c ON c.id = e.member_id"#,
    )
    .fetch_one(conn)
    .await?;
    Ok(Crowd {
        rank,
        points,
        first,
        others: all.saturating_sub(named).max(0),
    })
}

/// Where one member stands: one more than those who have more. Nowhere without points.
pub async fn place_of(
    conn: &mut PgConnection,
    query: &Query,
    member: MemberId,
) -> Result<Option<Rank>, sqlx::Error> {
    on_board!(
        query_as(Rank),
        query,
        member,
        r#"own AS (
             SELECT coalesce((SELECT amount FROM settled WHERE member_id = $9), 0)
                    + coalesce((SELECT points FROM fresh WHERE member_id = $9), 0) AS points
           ), better AS (
             SELECT s.member_id FROM settled s, own
             WHERE s.amount > 0 AND s.amount > own.points
               AND NOT EXISTS (SELECT FROM fresh f WHERE f.member_id = s.member_id)
             UNION ALL
             SELECT f.member_id FROM fresh f CROSS JOIN own
             LEFT JOIN settled s ON s.member_id = f.member_id
             WHERE f.points + coalesce(s.amount, 0) > own.points
           )
           SELECT 1 + (SELECT count(*) FROM better b JOIN competing c ON c.id = b.member_id) AS "rank!",
                  c.id AS "member!: MemberId", c.name AS "name!", own.points AS "points!"
           FROM own JOIN competing c ON c.id = $9
           WHERE own.points > 0"#,
    )
    .fetch_optional(conn)
    .await
}
