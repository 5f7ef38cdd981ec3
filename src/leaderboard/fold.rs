//! Folding what was given into totals.

use std::time::{Duration, Instant};

use sqlx::{Acquire, PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use crate::explained::explained;
use crate::ids::{Joining, WorkspaceId};
use crate::vitals::Pulse;

/// How many entries of a workspace one transaction folds, at first. Each adds to two dozen totals or more, which
/// costs more than the gift itself, unless many that add to the same are folded together: so it is twice as
/// many the next time, as long as that is quick, and half as many where it is not.
const FIRST: i64 = 4_000;
const LEAST: i64 = 500;
const MOST: i64 = 64_000;
const QUICK: Duration = Duration::from_secs(1);
const SLOW: Duration = Duration::from_secs(3);

/// How often the task looks. A burst leaves it time to gather, and boards read what it has not folded yet: it
/// rests for longer the longer it took, so that it takes a twentieth of a processor at most, and never long.
const EVERY: Duration = Duration::from_secs(5);
const REST: u32 = 20;
const LONGEST_REST: Duration = Duration::from_secs(30);

/// Folds what there is of each workspace, and returns how many entries that were. Only one replica folds at a
/// time; the others find nothing to do.
pub async fn fold(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let (mut cursor, mut folded) = (WorkspaceId::nil(), 0);
    while let Some(many) = piece(conn, &mut cursor, MOST).await? {
        folded += many;
    }
    Ok(folded)
}

/// Folds up to `most` entries of the first workspace after `cursor` that has any, which `cursor` is from then
/// on, even where that fails. Returns how many they were; nothing where there is none, or where another replica
/// folds.
async fn piece(
    conn: &mut PgConnection,
    cursor: &mut WorkspaceId,
    most: i64,
) -> Result<Option<i64>, sqlx::Error> {
    let mut tx = conn.begin().await?;
    let ours = sqlx::query_scalar!(
        r#"SELECT pg_try_advisory_xact_lock(hashtextextended('plaudit leaderboard fold', 0)) AS "ours!""#
    )
    .fetch_one(&mut *tx)
    .await?;
    if !ours {
        return Ok(None);
    }
    let next = sqlx::query_scalar!(
        r#"SELECT workspace_id AS "workspace: WorkspaceId" FROM tally_entry WHERE workspace_id > $1
           ORDER BY workspace_id LIMIT 1"#,
        *cursor,
    );
    let Some(workspace) = next.fetch_optional(&mut *tx).await? else {
        return Ok(None);
    };
    *cursor = workspace;
    let folded = sqlx::query_scalar!(
        // Summed up first by what the entries have in common, and only then for each scope and period.
        r#"WITH taken AS (
             DELETE FROM tally_entry
             WHERE workspace_id = $1
               AND id IN (SELECT id FROM tally_entry WHERE workspace_id = $1 ORDER BY id LIMIT $2)
             RETURNING day, giver, recipient, points, channel, company_values
           ), daily AS (
             SELECT t.day, t.channel, t.company_values, side.metric, side.member_id, sum(t.points)::bigint AS points
             FROM taken t
             CROSS JOIN LATERAL (VALUES ('received', t.recipient), ('given', t.giver)) AS side(metric, member_id)
             GROUP BY 1, 2, 3, 4, 5
           ), scoped AS (
             SELECT d.day, d.metric, d.member_id, place.scope || slug.scope AS scope, sum(d.points)::bigint AS points
             FROM daily d
             CROSS JOIN LATERAL (VALUES (''), ('@' || d.channel)) AS place(scope)
             CROSS JOIN LATERAL (SELECT '' AS scope UNION ALL
                                 SELECT '#' || v FROM unnest(d.company_values) AS v) AS slug
             WHERE place.scope IS NOT NULL
             GROUP BY 1, 2, 3, 4
           ), folded AS (
             INSERT INTO tally AS t (workspace_id, period, starts, metric, scope, member_id, amount)
             SELECT $1, p.period,
                    CASE p.period WHEN 'all' THEN DATE 'epoch' ELSE date_trunc(p.period, s.day)::date END AS starts,
                    s.metric, s.scope, s.member_id, sum(s.points)
             FROM scoped s
             CROSS JOIN unnest(ARRAY['day', 'week', 'month', 'quarter', 'year', 'all']) AS p(period)
             GROUP BY 2, 3, 4, 5, 6
             ORDER BY 2, 3, 4, 5, 6
             ON CONFLICT (workspace_id, period, starts, metric, scope, member_id)
             DO UPDATE SET amount = t.amount + excluded.amount
           )
           SELECT count(*) AS "folded!" FROM taken"#,
        workspace,
        most,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Some(folded))
}

/// Makes everything that counts for one member count for another. Waits for a batch that is being
/// folded, and keeps others away until the caller's transaction ends.
pub async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('plaudit leaderboard fold', 0))")
        .execute(&mut *conn)
        .await?;
    sqlx::query!(
        "UPDATE tally_entry
         SET giver = CASE giver WHEN $2 THEN $3 ELSE giver END,
             recipient = CASE recipient WHEN $2 THEN $3 ELSE recipient END
         WHERE workspace_id = $1 AND $2 IN (giver, recipient)",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "WITH moved AS (
           DELETE FROM tally WHERE workspace_id = $1 AND member_id = $2
           RETURNING period, starts, metric, scope, amount
         )
         INSERT INTO tally AS t (workspace_id, period, starts, metric, scope, member_id, amount)
         SELECT $1, period, starts, metric, scope, $3, amount FROM moved
         ON CONFLICT (workspace_id, period, starts, metric, scope, member_id)
         DO UPDATE SET amount = t.amount + excluded.amount",
        workspace,
        from,
        to,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Folds until told to stop.
pub async fn run(pool: PgPool, stop: CancellationToken, pulse: Pulse) {
    let mut most = FIRST;
    while !stop.is_cancelled() {
        let begun = Instant::now();
        if let Err(error) = round(&pool, &mut most, &stop, &pulse).await {
            tracing::warn!(error = explained(&error), "the boards' totals lag behind");
        }
        let rest = begun.elapsed().saturating_mul(REST);
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(rest.clamp(EVERY, LONGEST_REST)) => {}
        }
    }
}

/// Folds what there is of each workspace, piece by piece, in turns. One that cannot be folded keeps no other
/// waiting.
async fn round(
    pool: &PgPool,
    most: &mut i64,
    stop: &CancellationToken,
    pulse: &Pulse,
) -> Result<(), sqlx::Error> {
    let (mut cursor, mut more) = (WorkspaceId::nil(), false);
    while !stop.is_cancelled() {
        pulse.beat();
        let begun = Instant::now();
        let before = cursor;
        let piece = match piece(&mut *pool.acquire().await?, &mut cursor, *most).await {
            Err(error) if cursor != before => {
                *most = smaller(*most);
                tracing::warn!(
                    workspace.id = %cursor, error = explained(&error),
                    "a board's totals lag behind"
                );
                continue;
            }
            piece => piece?,
        };
        let Some(folded) = piece else {
            if !std::mem::take(&mut more) {
                break;
            }
            cursor = WorkspaceId::nil();
            continue;
        };
        let whole = folded == *most;
        more |= whole;
        let took = begun.elapsed();
        if took > SLOW {
            *most = smaller(*most);
        } else if whole && took < QUICK {
            *most = most.saturating_mul(2).min(MOST);
        }
    }
    Ok(())
}

const fn smaller(most: i64) -> i64 {
    let half = most / 2;
    if half < LEAST { LEAST } else { half }
}
