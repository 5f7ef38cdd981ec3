//! The books of gifts agree with the ledger.

use sqlx::PgConnection;

use crate::ledger::Fault;

/// A gift's transfer names its kudos, and each recipient of a kudos names its transfer.
pub async fn verify_gifts(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT r.workspace_id AS "workspace_id!", r.kudos_id AS "kudos_id!", r.member_id AS "member_id!",
                  'has no transfer' AS "what!"
           FROM kudos_recipient r
           LEFT JOIN ledger_transfer t ON t.workspace_id = r.workspace_id AND t.id = r.transfer_id
           WHERE t.id IS NULL
           UNION ALL
           SELECT t.workspace_id, t.id, t.workspace_id, 'moves points of no kudos'
           FROM ledger_transfer t
           LEFT JOIN kudos_recipient r
             ON r.workspace_id = t.workspace_id AND r.transfer_id = t.id
           WHERE t.kind = 'gift' AND r.transfer_id IS NULL
           LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("gift {}/{}", row.workspace_id, row.kudos_id),
        what: row.what,
    }))
}
