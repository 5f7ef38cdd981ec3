//! What expired agrees with the ledger.

use sqlx::PgConnection;

use crate::ledger::Fault;

/// Each expiry has its transfer, of a member's points, and each such transfer its expiry; and none took
/// what came in later than what it is of.
pub async fn verify_expiry(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    for check in [
        expiry_without_transfer(conn).await?,
        transfer_of_no_expiry(conn).await?,
        taken_too_early(conn).await?,
    ] {
        if check.is_some() {
            return Ok(check);
        }
    }
    Ok(None)
}

async fn expiry_without_transfer(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT e.workspace_id, e.member_id, e.day AS "day: crate::database::Day", e.points FROM expiry e
           WHERE NOT EXISTS (
             SELECT FROM ledger_transfer t
             JOIN ledger_account f ON f.workspace_id = t.workspace_id AND f.id = t.from_account
             JOIN ledger_account o ON o.workspace_id = t.workspace_id AND o.id = t.to_account
             WHERE t.workspace_id = e.workspace_id AND t.id = e.transfer_id AND t.kind = 'expiry'
               AND t.source = 'expiry:' || e.day AND t.amount = e.points
               AND f.kind = 'points' AND f.owner = e.member_id AND o.kind = 'expired')
           ORDER BY e.workspace_id, e.member_id, e.day LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("expiry {}/{}/{}", row.workspace_id, row.member_id, row.day),
        what: format!(
            "says that {} points expired, and no transfer does",
            row.points
        ),
    }))
}

async fn transfer_of_no_expiry(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT t.workspace_id, t.id FROM ledger_transfer t
           JOIN ledger_account a ON a.workspace_id = t.workspace_id AND a.id = t.to_account
           WHERE (t.kind = 'expiry' OR a.kind = 'expired')
             AND NOT EXISTS (SELECT FROM expiry e WHERE e.workspace_id = t.workspace_id AND e.transfer_id = t.id)
           ORDER BY t.workspace_id, t.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_transfer {}/{}", row.workspace_id, row.id),
        what: "lets points expire of which no expiry is noted".to_owned(),
    }))
}

/// The oldest goes first: afterwards there is at least what had come in since.
async fn taken_too_early(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT e.workspace_id, e.member_id, e.day AS "day: crate::database::Day",
                  t.from_balance AS "left!", since.points AS "points!"
           FROM expiry e
           JOIN ledger_transfer t ON t.workspace_id = e.workspace_id AND t.id = e.transfer_id
           CROSS JOIN LATERAL (
             SELECT coalesce(sum(g.amount), 0)::bigint AS points FROM ledger_transfer g
             WHERE g.workspace_id = t.workspace_id AND g.to_account = t.from_account
               AND g.to_version < t.from_version AND g.posted_at >= e.received_before
               AND g.kind NOT IN ('join', 'refund')
               AND NOT EXISTS (SELECT FROM ledger_transfer r
                               WHERE r.workspace_id = g.workspace_id AND r.from_account = g.to_account
                                 AND r.from_version < t.from_version
                                 AND r.kind = 'gift_reversal' AND r.source = g.source)
           ) since
           WHERE t.from_balance < since.points
           ORDER BY e.workspace_id, e.member_id, e.day LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("expiry {}/{}/{}", row.workspace_id, row.member_id, row.day),
        what: format!(
            "left {} points, but {} had come in that were not to expire yet",
            row.left, row.points
        ),
    }))
}
