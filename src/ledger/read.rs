//! Reading the book.

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor};

use super::Account;
use crate::database::Ts;
use crate::ids::{OwnerId, TransferId, WorkspaceId};
use crate::subject::Subject;

/// The balance of one account, and how much of what came into it was issued; zero when it was never
/// opened.
pub async fn balance(
    conn: &mut PgConnection,
    account: &Account,
) -> Result<(i64, i64), sqlx::Error> {
    let row = sqlx::query!(
        "SELECT balance, granted FROM ledger_account
         WHERE workspace_id = $1 AND kind = $2 AND owner = $3 AND period = $4",
        account.workspace,
        account.kind.as_str(),
        account.owner,
        account.period_key() as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map_or((0, 0), |row| (row.balance, row.granted)))
}

/// Whether points have expired from an account since `since`.
pub async fn has_expired(
    conn: &mut PgConnection,
    account: &Account,
    since: Timestamp,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
             SELECT FROM ledger_transfer t
             JOIN ledger_account a ON a.workspace_id = t.workspace_id AND a.id = t.from_account
             WHERE a.workspace_id = $1 AND a.kind = $2 AND a.owner = $3 AND a.period = $4
               AND t.kind = 'expiry' AND t.posted_at >= $5
           ) AS "expired!""#,
        account.workspace,
        account.kind.as_str(),
        account.owner,
        account.period_key() as _,
        Ts(since) as _,
    )
    .fetch_one(conn)
    .await
}

/// One entry, as exported.
#[derive(Debug)]
pub struct EntryRow {
    /// The transfer it belongs to.
    pub transfer: TransferId,
    /// When.
    pub posted_at: Ts,
    /// Why.
    pub kind: String,
    /// The kind of account.
    pub account: String,
    /// The member, or the workspace itself.
    pub owner: OwnerId,
    /// What the entry adds to the account.
    pub amount: i64,
    /// The account's balance after it; nothing for issuance, which keeps none.
    pub balance_after: Option<i64>,
    /// What the transfer is about.
    pub source: Subject,
}

/// The entries of a workspace from an instant on and before another one, in the order of its transfers, the giving side first.
pub fn entries<'e>(
    executor: impl PgExecutor<'e> + 'e,
    workspace: WorkspaceId,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> BoxStream<'e, Result<EntryRow, sqlx::Error>> {
    sqlx::query_as!(
        EntryRow,
        r#"SELECT e.transfer_id AS "transfer!", e.posted_at AS "posted_at!: Ts", e.kind AS "kind!",
                  a.kind AS account, a.owner, e.amount AS "amount!", e.balance_after,
                  e.source AS "source!"
           FROM ledger_entry e
           JOIN ledger_account a ON a.workspace_id = e.workspace_id AND a.id = e.account_id
           WHERE e.workspace_id = $1
             AND ($2::timestamptz IS NULL OR e.posted_at >= $2) AND ($3::timestamptz IS NULL OR e.posted_at < $3)
           ORDER BY e.posted_at, e.transfer_id, e.amount"#,
        workspace,
        from.map(Ts) as _,
        until.map(Ts) as _,
    )
    .fetch(executor)
}
