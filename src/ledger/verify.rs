//! The proof: every balance recomputed from its entries, every row accounted for.

use std::fmt;

use sqlx::PgConnection;

/// The first row found wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which row, as `ledger_account <workspace>/<id>`.
    pub row: String,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.row, self.what)
    }
}

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many accounts.
    pub accounts: i64,
    /// How many transfers.
    pub transfers: i64,
}

/// What was proven, or the first thing that could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many accounts were recomputed.
    pub accounts: i64,
    /// How many transfers they were recomputed from.
    pub transfers: i64,
    /// The first fault, if any.
    pub fault: Option<Fault>,
}

/// Recomputes the whole ledger, every workspace, in one snapshot.
///
/// Run it in a `REPEATABLE READ` transaction, so that all checks see the same instant.
pub async fn verify(conn: &mut PgConnection) -> Result<Verified, sqlx::Error> {
    let counted = count(&mut *conn).await?;
    let mut fault = entries_without_account(conn).await?;
    if fault.is_none() {
        fault = broken_history(conn).await?;
    }
    if fault.is_none() {
        fault = wrong_balance(conn).await?;
    }
    if fault.is_none() {
        fault = unbalanced_workspace(conn).await?;
    }
    Ok(Verified {
        accounts: counted.accounts,
        transfers: counted.transfers,
        fault,
    })
}

/// How many accounts and transfers there are, unproven.
pub async fn count(conn: &mut PgConnection) -> Result<Counted, sqlx::Error> {
    sqlx::query_as!(
        Counted,
        r#"SELECT (SELECT count(*) FROM ledger_account) AS "accounts!",
                  (SELECT count(*) FROM ledger_transfer) AS "transfers!""#
    )
    .fetch_one(conn)
    .await
}

async fn entries_without_account(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT e.workspace_id AS "workspace_id!", e.transfer_id AS "transfer_id!", e.account_id AS "account_id!"
           FROM ledger_entry e
           LEFT JOIN ledger_account a ON a.workspace_id = e.workspace_id AND a.id = e.account_id
           WHERE a.id IS NULL
           ORDER BY e.workspace_id, e.transfer_id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_transfer {}/{}", row.workspace_id, row.transfer_id),
        what: format!("names account {}, which does not exist", row.account_id),
    }))
}

/// Versions must run 1, 2, 3 … and each balance must follow from the one before.
async fn broken_history(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT workspace_id AS "workspace_id!", transfer_id AS "transfer_id!", account_id AS "account_id!",
                  version, balance_after, expected_version AS "expected_version!", expected_balance AS "expected_balance!"
           FROM (
             SELECT e.workspace_id, e.transfer_id, e.account_id, e.version, e.balance_after,
                    row_number() OVER w AS expected_version,
                    (sum(e.amount) OVER w)::bigint AS expected_balance
             FROM ledger_entry e
             JOIN ledger_account a ON a.workspace_id = e.workspace_id AND a.id = e.account_id
             WHERE a.kind <> 'issuance'
             WINDOW w AS (PARTITION BY e.workspace_id, e.account_id ORDER BY e.version
                          ROWS UNBOUNDED PRECEDING)
           ) history
           WHERE version IS DISTINCT FROM expected_version OR balance_after IS DISTINCT FROM expected_balance
           ORDER BY workspace_id, account_id, expected_version LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_transfer {}/{}", row.workspace_id, row.transfer_id),
        what: format!(
            "says version {:?} and balance {:?} of account {}; its entries come to version {} and balance {}",
            row.version, row.balance_after, row.account_id, row.expected_version, row.expected_balance
        ),
    }))
}

async fn wrong_balance(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT a.workspace_id, a.id, a.kind, a.balance, a.version, a.granted,
                  coalesce(e.amount, 0)::bigint AS "amount!", coalesce(e.entries, 0) AS "entries!",
                  coalesce(e.issued, 0)::bigint AS "issued!"
           FROM ledger_account a
           LEFT JOIN (
             SELECT e.workspace_id, e.account_id, sum(e.amount) AS amount, count(*) AS entries,
                    sum(t.amount) FILTER (WHERE t.from_version IS NULL) AS issued
             FROM ledger_entry e
             JOIN ledger_transfer t ON t.workspace_id = e.workspace_id AND t.id = e.transfer_id
             GROUP BY e.workspace_id, e.account_id
           ) e ON e.workspace_id = a.workspace_id AND e.account_id = a.id
           WHERE a.kind <> 'issuance'
             AND (a.balance <> coalesce(e.amount, 0) OR a.version <> coalesce(e.entries, 0)
                  OR a.granted <> coalesce(e.issued, 0))
           ORDER BY a.workspace_id, a.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_account {}/{} ({})", row.workspace_id, row.id, row.kind),
        what: format!(
            "holds {} at version {} with {} granted; its entries come to {} at version {} with {} granted",
            row.balance, row.version, row.granted, row.amount, row.entries, row.issued
        ),
    }))
}

/// What all accounts hold is what was issued.
async fn unbalanced_workspace(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT a.workspace_id, sum(a.balance)::bigint AS "held!", coalesce(i.issued, 0)::bigint AS "issued!"
           FROM ledger_account a
           LEFT JOIN (
             SELECT e.workspace_id, -sum(e.amount) AS issued
             FROM ledger_entry e
             JOIN ledger_account a ON a.workspace_id = e.workspace_id AND a.id = e.account_id
             WHERE a.kind = 'issuance'
             GROUP BY e.workspace_id
           ) i USING (workspace_id)
           GROUP BY a.workspace_id, i.issued
           HAVING sum(a.balance) <> coalesce(i.issued, 0)
           ORDER BY a.workspace_id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("workspace {}", row.workspace_id),
        what: format!(
            "its accounts hold {}, but {} were issued",
            row.held, row.issued
        ),
    }))
}
