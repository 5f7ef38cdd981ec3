//! Folding what was given into totals.

use std::time::Duration;

use sqlx::{Acquire, PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use crate::explained::explained;
use crate::ids::{MemberId, WorkspaceId};
use crate::vitals::Pulse;

/// How many entries one transaction folds, at most. Each adds to two dozen totals, which costs more
/// than the gift itself, unless many that add to the same are folded together.
const BATCH: i64 = 20_000;

/// How often the task looks. A burst leaves it time to gather, and boards read what it has not
/// folded yet.
const EVERY: Duration = Duration::from_secs(5);

/// Folds up to a batch of entries into totals and returns how many. Only one replica folds at a time;
/// the others find nothing to do.
pub async fn fold(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    let mut tx = conn.begin().await?;
    let ours = sqlx::query_scalar!(
        r#"SELECT pg_try_advisory_xact_lock(hashtextextended('plaudit leaderboard fold', 0)) AS "ours!""#
    )
    .fetch_one(&mut *tx)
    .await?;
    if !ours {
        return Ok(0);
    }
    let folded = sqlx::query_scalar!(
        r#"WITH taken AS (
             DELETE FROM tally_entry WHERE id IN (SELECT id FROM tally_entry ORDER BY id LIMIT $1)
             RETURNING workspace_id, day, giver, recipient, points, channel, company_values
           ), scoped AS (
             SELECT t.workspace_id, t.day, t.giver, t.recipient, t.points, place.scope || slug.scope AS scope
             FROM taken t
             CROSS JOIN LATERAL (VALUES (''), ('@' || t.channel)) AS place(scope)
             CROSS JOIN LATERAL (SELECT '' AS scope UNION ALL
                                 SELECT '#' || v FROM unnest(t.company_values) AS v) AS slug
             WHERE place.scope IS NOT NULL
           ), sided AS (
             SELECT workspace_id, day, scope, 'received' AS metric, recipient AS member_id, points FROM scoped
             UNION ALL
             SELECT workspace_id, day, scope, 'given', giver, points FROM scoped
           ), folded AS (
             INSERT INTO tally AS t (workspace_id, period, starts, metric, scope, member_id, amount)
             SELECT s.workspace_id, p.period,
                    CASE p.period WHEN 'all' THEN DATE 'epoch' ELSE date_trunc(p.period, s.day)::date END AS starts,
                    s.metric, s.scope, s.member_id, sum(s.points)
             FROM sided s
             CROSS JOIN unnest(ARRAY['day', 'week', 'month', 'quarter', 'year', 'all']) AS p(period)
             GROUP BY 1, 2, 3, 4, 5, 6
             ORDER BY 1, 2, 3, 4, 5, 6
             ON CONFLICT (workspace_id, period, starts, metric, scope, member_id)
             DO UPDATE SET amount = t.amount + excluded.amount
           )
           SELECT count(*) AS "folded!" FROM taken"#,
        BATCH,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(folded)
}

/// Makes everything that counts for one member count for another. Waits for a batch that is being
/// folded, and keeps others away until the caller's transaction ends.
pub async fn move_totals(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    from: MemberId,
    to: MemberId,
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
    while !stop.is_cancelled() {
        pulse.beat();
        match fold_some(&pool).await {
            Ok(BATCH) => continue,
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(error = explained(&error), "the boards' totals lag behind");
            }
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn fold_some(pool: &PgPool) -> Result<i64, sqlx::Error> {
    fold(&mut *pool.acquire().await?).await
}
