//! What changed, gathered.

use jiff::Timestamp;
use sqlx::{Acquire, PgConnection};

use super::{KEPT, REST};
use crate::clock::earlier;
use crate::database::Ts;

/// How many changes are taken at once.
const BATCH: i64 = 1000;

/// Takes what was noted to have changed, and has the homes that it concerns looked at: not before what
/// they were shown has stood for a while. Returns how many changes there were. One replica does it at a
/// time; the others find nothing to do.
pub async fn note_changes(conn: &mut PgConnection, now: Timestamp) -> Result<i64, sqlx::Error> {
    let mut tx = conn.begin().await?;
    let ours = sqlx::query_scalar!(
        r#"SELECT pg_try_advisory_xact_lock(hashtextextended('plaudit homes', 0)) AS "ours!""#
    )
    .fetch_one(&mut *tx)
    .await?;
    if !ours {
        return Ok(0);
    }
    let taken = sqlx::query_scalar!(
        r#"WITH taken AS (
             DELETE FROM home_change WHERE id IN (SELECT id FROM home_change ORDER BY id LIMIT $1)
             RETURNING workspace_id, member_id
           ), concerned AS (
             SELECT h.workspace_id, h.platform, h.team, h.user_id FROM taken t
             JOIN identity i ON i.workspace_id = t.workspace_id AND i.member_id = t.member_id
             JOIN home h ON h.workspace_id = i.workspace_id AND h.platform = i.platform
                        AND h.team = i.team AND h.user_id = i.user_id
             UNION
             SELECT h.workspace_id, h.platform, h.team, h.user_id FROM taken t
             JOIN home h ON h.workspace_id = t.workspace_id AND h.minds
             WHERE t.member_id IS NULL
           ), marked AS (
             UPDATE home h SET due_at = coalesce(h.shown_at + $2 * interval '1 second', '-infinity')
             FROM concerned c
             WHERE (h.workspace_id, h.platform, h.team, h.user_id)
                   = (c.workspace_id, c.platform, c.team, c.user_id)
               AND h.refused IS NULL AND h.opened_at > $3
           )
           SELECT count(*) AS "taken!" FROM taken"#,
        BATCH,
        REST.as_secs_f64(),
        Ts(earlier(now, KEPT)) as _,
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(taken)
}
