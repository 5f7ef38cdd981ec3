//! Accounts that somebody else holds at this moment.

use std::collections::HashSet;

use sqlx::PgConnection;

use super::Account;
use super::book::Keys;

/// The accounts among `accounts` that could not be locked now. It waits for nobody, and the others stay
/// locked until the caller's transaction ends: end it at once.
pub async fn held(
    conn: &mut PgConnection,
    accounts: &[Account],
) -> Result<HashSet<Account>, sqlx::Error> {
    let keys = Keys::of(accounts);
    let places = sqlx::query_scalar!(
        r#"WITH found AS MATERIALIZED (
             SELECT n.place, a.workspace_id, a.id
             FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::date[]) WITH ORDINALITY
                  AS n(workspace_id, kind, owner, period, place)
             JOIN ledger_account a USING (workspace_id, kind, owner, period)
           ), free AS (
             SELECT a.id FROM ledger_account a
             WHERE (a.workspace_id, a.id) IN (SELECT workspace_id, id FROM found)
             FOR NO KEY UPDATE OF a SKIP LOCKED
           )
           SELECT place AS "place!" FROM found WHERE id NOT IN (SELECT id FROM free)"#,
        &keys.workspaces,
        &keys.kinds,
        &keys.owners,
        &keys.periods as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(places
        .into_iter()
        .filter_map(|place| {
            let place = usize::try_from(place).ok()?.checked_sub(1)?;
            accounts.get(place).copied()
        })
        .collect())
}
