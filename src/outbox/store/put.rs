//! Putting letters in.

use jiff::Timestamp;
use sqlx::PgConnection;
use sqlx::types::Json;

use crate::database::Ts;
use crate::outbox::Letter;

/// Puts letters in, in their order. They leave once the transaction has committed.
pub async fn enqueue(
    conn: &mut PgConnection,
    now: Timestamp,
    letters: &[Letter],
) -> Result<(), sqlx::Error> {
    let mut new = Vec::with_capacity(letters.len());
    for letter in letters {
        if !(letter.update && replace_pending_update(conn, letter).await?) {
            new.push(letter);
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        r#"INSERT INTO outbox (workspace_id, lane, method, key, letter, subject, spacing, burst, created_at, available_at)
           SELECT n.workspace_id, n.lane, n.method, n.key, n.letter, n.subject, n.spacing, n.burst, $9, $9
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::int[], $8::int[])
                AS n(workspace_id, lane, method, key, letter, subject, spacing, burst)
           ON CONFLICT (workspace_id, key) DO NOTHING"#,
        &new.iter().map(|l| l.workspace).collect::<Vec<_>>(),
        &new.iter().map(|l| l.to.lane()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.method()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.key.clone()).collect::<Vec<_>>() as _,
        &new.iter().map(|l| Json(*l)).collect::<Vec<_>>() as _,
        &new.iter().map(|l| l.subject.clone()).collect::<Vec<_>>() as _,
        &new.iter().map(|l| l.spacing()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.burst()).collect::<Vec<_>>(),
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A change that has not left yet is overtaken by the next one.
async fn replace_pending_update(
    conn: &mut PgConnection,
    letter: &Letter,
) -> Result<bool, sqlx::Error> {
    let replaced = sqlx::query!(
        "UPDATE outbox SET letter = $4
         WHERE lane = $1 AND state = 'pending' AND workspace_id = $2 AND subject = $3
           AND attempts = 0 AND (letter ->> 'update')::bool",
        letter.to.lane(),
        letter.workspace,
        letter.subject,
        Json(letter) as _,
    )
    .execute(conn)
    .await?;
    Ok(replaced.rows_affected() > 0)
}
