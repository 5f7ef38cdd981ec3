//! Reading a board.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::{Metric, Period};
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
pub struct Ask {
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

/// A place on the board. Ties share a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rank {
    /// From 1.
    pub rank: i64,
    /// Who.
    pub member: MemberId,
    /// How they are called.
    pub name: String,
    /// Points.
    pub points: i64,
}

/// A board, and where the asker stands when it is not among the ranks shown.
#[derive(Clone, Debug, Default)]
pub struct Board {
    /// The best, best first.
    pub ranks: Vec<Rank>,
    /// The asker's own place outside them.
    pub own: Option<Rank>,
}

/// The board that was asked for: totals and what is not folded into them yet, in one snapshot.
/// Those who left, opted out, or are no people are not on it.
pub async fn board(
    conn: &mut PgConnection,
    ask: &Ask,
    asker: Option<MemberId>,
) -> Result<Board, sqlx::Error> {
    let starts = ask.period.start(ask.day);
    let rows = sqlx::query_as!(
        Rank,
        r#"WITH fresh AS (
             SELECT side.member_id, sum(e.points)::bigint AS points
             FROM tally_entry e
             CROSS JOIN LATERAL (SELECT CASE $4 WHEN 'received' THEN e.recipient ELSE e.giver END AS member_id) side
             WHERE e.workspace_id = $1 AND e.day BETWEEN $3 AND $6
               AND ($7::text IS NULL OR e.channel = $7) AND ($8::text IS NULL OR $8 = ANY(e.company_values))
             GROUP BY side.member_id
           ), settled AS (
             SELECT t.member_id, t.amount FROM tally t
             WHERE t.workspace_id = $1 AND t.period = $2 AND t.starts = $3 AND t.metric = $4 AND t.scope = $5
               AND t.amount > 0 AND ($10::uuid[] IS NULL OR t.member_id = ANY($10))
           ), contenders AS (
             -- Whoever fresh entries do not touch stands as the index has them: the best are enough,
             -- and among equals those who are shown first.
             (SELECT s.member_id, s.amount AS points FROM settled s
              JOIN member m ON m.workspace_id = $1 AND m.id = s.member_id
              WHERE m.active AND m.on_leaderboards AND m.standing <> 'bot'
                AND NOT EXISTS (SELECT FROM fresh f WHERE f.member_id = s.member_id)
              ORDER BY s.amount DESC, m.name, m.id LIMIT $9)
             UNION ALL
             SELECT f.member_id, f.points + coalesce(t.amount, 0) FROM fresh f
             LEFT JOIN tally t ON t.workspace_id = $1 AND t.period = $2 AND t.starts = $3
                              AND t.metric = $4 AND t.scope = $5 AND t.member_id = f.member_id
           )
           SELECT rank() OVER (ORDER BY c.points DESC) AS "rank!", m.id AS member, m.name, c.points AS "points!"
           FROM contenders c
           JOIN member m ON m.workspace_id = $1 AND m.id = c.member_id
           WHERE c.points > 0 AND m.active AND m.on_leaderboards AND m.standing <> 'bot'
             AND ($10::uuid[] IS NULL OR m.id = ANY($10))
           ORDER BY c.points DESC, m.name, m.id
           LIMIT $9"#,
        ask.workspace,
        ask.period.as_str(),
        Day(starts) as _,
        ask.metric.as_str(),
        ask.scope.key(),
        Day(ask.period.end(starts)) as _,
        ask.scope.channel,
        ask.scope.value,
        ask.limit,
        ask.among.as_deref(),
    )
    .fetch_all(&mut *conn)
    .await?;
    let competes = |member| {
        ask.among
            .as_ref()
            .is_none_or(|among| among.contains(&member))
    };
    let own = match asker {
        Some(asker) if competes(asker) && rows.iter().all(|row| row.member != asker) => {
            own_rank(conn, ask, asker).await?
        }
        _ => None,
    };
    Ok(Board { ranks: rows, own })
}

/// Where one member stands: one more than those who have more.
async fn own_rank(
    conn: &mut PgConnection,
    ask: &Ask,
    member: MemberId,
) -> Result<Option<Rank>, sqlx::Error> {
    let starts = ask.period.start(ask.day);
    sqlx::query_as!(
        Rank,
        r#"WITH fresh AS (
             SELECT side.member_id, sum(e.points)::bigint AS points
             FROM tally_entry e
             CROSS JOIN LATERAL (SELECT CASE $4 WHEN 'received' THEN e.recipient ELSE e.giver END AS member_id) side
             WHERE e.workspace_id = $1 AND e.day BETWEEN $3 AND $6
               AND ($7::text IS NULL OR e.channel = $7) AND ($8::text IS NULL OR $8 = ANY(e.company_values))
             GROUP BY side.member_id
           ), own AS (
             SELECT coalesce((SELECT t.amount FROM tally t
                              WHERE t.workspace_id = $1 AND t.period = $2 AND t.starts = $3
                                AND t.metric = $4 AND t.scope = $5 AND t.member_id = $9), 0)
                    + coalesce((SELECT points FROM fresh WHERE member_id = $9), 0) AS points
           ), better AS (
             SELECT t.member_id FROM tally t, own
             WHERE t.workspace_id = $1 AND t.period = $2 AND t.starts = $3 AND t.metric = $4 AND t.scope = $5
               AND t.amount > 0 AND t.amount > own.points
               AND NOT EXISTS (SELECT FROM fresh f WHERE f.member_id = t.member_id)
             UNION ALL
             SELECT f.member_id FROM fresh f CROSS JOIN own
             LEFT JOIN tally t ON t.workspace_id = $1 AND t.period = $2 AND t.starts = $3
                              AND t.metric = $4 AND t.scope = $5 AND t.member_id = f.member_id
             WHERE f.points + coalesce(t.amount, 0) > own.points
           )
           SELECT 1 + (SELECT count(*) FROM better b
                       JOIN member m ON m.workspace_id = $1 AND m.id = b.member_id
                       WHERE m.active AND m.on_leaderboards AND m.standing <> 'bot'
                         AND ($10::uuid[] IS NULL OR m.id = ANY($10))) AS "rank!",
                  m.id AS member, m.name, own.points AS "points!"
           FROM own JOIN member m ON m.workspace_id = $1 AND m.id = $9
           WHERE own.points > 0 AND m.active AND m.on_leaderboards AND m.standing <> 'bot'"#,
        ask.workspace,
        ask.period.as_str(),
        Day(starts) as _,
        ask.metric.as_str(),
        ask.scope.key(),
        Day(ask.period.end(starts)) as _,
        ask.scope.channel,
        ask.scope.value,
        member,
        ask.among.as_deref(),
    )
    .fetch_optional(conn)
    .await
}
