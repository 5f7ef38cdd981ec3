//! The books of gifts agree with the ledger.

use sqlx::PgConnection;

use crate::ids::{TransferId, WorkspaceId};
use crate::ledger::Fault;

/// Each recipient of a kudos names the transfer that moved its points, each gift's transfer is named
/// by one, and what was undone, and nothing else, was moved back.
pub async fn verify_gifts(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let fault = untrue_gift(conn).await?;
    if fault.is_some() {
        return Ok(fault);
    }
    transfer_of_no_kudos(conn).await
}

async fn untrue_gift(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT workspace_id AS "workspace_id!", kudos_id AS "kudos_id!", member_id AS "member_id!", what AS "what!"
           FROM (
             SELECT r.workspace_id, r.kudos_id, r.member_id,
                    CASE WHEN t.id IS NULL THEN 'has no transfer'
                         WHEN k.id IS NULL THEN 'belongs to no kudos'
                         WHEN (t.kind, t.amount, f.kind, f.owner, p.kind, p.owner)
                              IS DISTINCT FROM ('gift', k.points, 'allowance', k.giver, 'points', r.member_id)
                           THEN 'is not what its transfer moved'
                         WHEN v.kudos_id IS NOT NULL AND coalesce(b.times, 0) <> 1 THEN 'was undone, but not moved back'
                         WHEN v.kudos_id IS NULL AND b.times > 0 THEN 'was moved back, but not undone'
                    END AS what
             FROM kudos_recipient r
             LEFT JOIN kudos k ON k.workspace_id = r.workspace_id AND k.id = r.kudos_id
             LEFT JOIN kudos_reversal v ON v.workspace_id = r.workspace_id AND v.kudos_id = r.kudos_id
             LEFT JOIN ledger_transfer t ON t.workspace_id = r.workspace_id AND t.id = r.transfer_id
             LEFT JOIN ledger_account f ON f.workspace_id = t.workspace_id AND f.id = t.from_account
             LEFT JOIN ledger_account p ON p.workspace_id = t.workspace_id AND p.id = t.to_account
             LEFT JOIN (
               -- From the recipient to the very allowance, as much as was given.
               SELECT workspace_id, source, from_account, to_account, amount, count(*) AS times
               FROM ledger_transfer WHERE kind = 'gift_reversal' GROUP BY 1, 2, 3, 4, 5
             ) b ON b.workspace_id = t.workspace_id AND b.source = t.source AND b.amount = t.amount
                AND b.from_account = t.to_account AND b.to_account = t.from_account
           ) gift
           WHERE what IS NOT NULL
           ORDER BY workspace_id, kudos_id, member_id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!(
            "gift {}/{} to {}",
            row.workspace_id, row.kudos_id, row.member_id
        ),
        what: row.what,
    }))
}

async fn transfer_of_no_kudos(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        // By sorting or hashing both, and never row by row, whatever is known of the tables.
        r#"SELECT workspace_id AS "workspace_id!: WorkspaceId", id AS "id!: TransferId" FROM (
             SELECT workspace_id, id FROM ledger_transfer WHERE kind = 'gift'
             EXCEPT SELECT workspace_id, transfer_id FROM kudos_recipient
           ) lost
           ORDER BY workspace_id, id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_transfer {}/{}", row.workspace_id, row.id),
        what: "moves points of no kudos".to_owned(),
    }))
}
