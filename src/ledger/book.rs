//! Posting: a book is opened on some accounts, written in memory, and closed.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::{Account, AccountKind, Transfer};
use crate::database::Ts;
use crate::ids::{AccountId, OwnerId, WorkspaceId};

/// Accounts locked in the caller's transaction, with what will be written to them.
///
/// The locks last until the transaction ends. Dropping a book without closing it writes nothing.
#[derive(Debug)]
pub struct Book {
    pages: BTreeMap<Account, Page>,
    posted: Vec<Posted>,
}

#[derive(Clone, Copy, Debug)]
struct Page {
    id: AccountId,
    balance: i64,
    version: i64,
    granted: i64,
}

#[derive(Debug)]
struct Posted {
    transfer: Transfer,
    from: Side,
    to: Side,
}

/// One side of a transfer as it is written: issuance has neither version nor balance.
#[derive(Clone, Copy, Debug)]
struct Side {
    account: AccountId,
    version: Option<i64>,
    balance: Option<i64>,
}

/// A group of transfers that was not posted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// An account would fall below zero.
    #[error("{account:?} holds {available}, {needed} were asked of it")]
    Short {
        /// Which account.
        account: Account,
        /// What it held.
        available: i64,
        /// What the group would have taken from it.
        needed: i64,
    },
    /// A sum left the range of whole numbers.
    #[error("a balance went out of range")]
    OutOfRange,
}

impl Refused {
    /// The refusal as a database error, for a caller that had made sure beforehand that there is none. What
    /// such an error says is shown to nobody, since others quote rows: so the log is told here.
    pub fn unforeseen(self) -> sqlx::Error {
        match &self {
            Self::Short {
                account,
                available,
                needed,
            } => tracing::error!(
                account = account.kind.as_str(),
                available,
                needed,
                "the ledger refuses what was to be posted: an account does not hold it"
            ),
            Self::OutOfRange => {
                tracing::error!("the ledger refuses what was to be posted: {self}");
            }
        }
        sqlx::Error::Protocol(self.to_string())
    }
}

impl Book {
    /// Opens what is missing, locks all of `accounts` in the house's order, and reads them.
    pub async fn open(
        conn: &mut PgConnection,
        accounts: impl IntoIterator<Item = Account>,
    ) -> Result<Self, sqlx::Error> {
        let wanted: Vec<Account> = accounts
            .into_iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut pages = lock(conn, &wanted).await?;
        if pages.len() < wanted.len() {
            create(conn, &wanted).await?;
            pages = lock(conn, &wanted).await?;
        }
        if pages.len() < wanted.len() {
            return Err(sqlx::Error::RowNotFound);
        }
        Ok(Self {
            pages,
            posted: Vec::new(),
        })
    }

    /// The balance of an account, with everything posted so far.
    ///
    /// # Panics
    /// When the book was not opened on the account: the caller's mistake.
    pub fn balance(&self, account: &Account) -> i64 {
        self.pages[account].balance
    }

    /// How much ever came into an account from issuance.
    ///
    /// # Panics
    /// When the book was not opened on the account: the caller's mistake.
    pub fn granted(&self, account: &Account) -> i64 {
        self.pages[account].granted
    }

    /// Posts `transfers` in memory: all of them, or none.
    ///
    /// # Panics
    /// When a transfer names an account that the book was not opened on: the caller's mistake.
    pub fn post(&mut self, transfers: Vec<Transfer>) -> Result<(), Refused> {
        let before: Vec<(Account, Page)> = transfers
            .iter()
            .flat_map(|t| [t.from, t.to])
            .map(|account| (account, self.pages[&account]))
            .collect();
        let mark = self.posted.len();
        for transfer in transfers {
            if let Err(refused) = self.post_one(transfer) {
                self.posted.truncate(mark);
                self.pages.extend(before);
                return Err(refused);
            }
        }
        Ok(())
    }

    fn post_one(&mut self, transfer: Transfer) -> Result<(), Refused> {
        let from = self.move_by(&transfer, transfer.from, -transfer.amount)?;
        let to = self.move_by(&transfer, transfer.to, transfer.amount)?;
        self.posted.push(Posted { transfer, from, to });
        Ok(())
    }

    fn move_by(&mut self, transfer: &Transfer, account: Account, by: i64) -> Result<Side, Refused> {
        let page = self
            .pages
            .get_mut(&account)
            .expect("the book was opened on every account");
        if account.kind == AccountKind::Issuance {
            return Ok(Side {
                account: page.id,
                version: None,
                balance: None,
            });
        }
        let balance = page.balance.checked_add(by).ok_or(Refused::OutOfRange)?;
        if by < 0 && balance < 0 && !transfer.overdraft {
            return Err(Refused::Short {
                account,
                available: page.balance,
                needed: -by,
            });
        }
        if transfer.from.kind == AccountKind::Issuance {
            page.granted = page.granted.checked_add(by).ok_or(Refused::OutOfRange)?;
        }
        page.balance = balance;
        page.version += 1;
        Ok(Side {
            account: page.id,
            version: Some(page.version),
            balance: Some(balance),
        })
    }

    /// Writes what was posted: the database changes balances as transfers are written.
    pub async fn close(self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        if self.posted.is_empty() {
            return Ok(());
        }
        self.allow_overdrafts(conn).await?;
        self.write(conn).await
    }

    /// Where somebody chose to let a balance fall below zero, the database is told beforehand. It guards
    /// the account again once nothing is owed.
    async fn allow_overdrafts(&self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        let owing = self.pages.iter().filter(|(_, page)| page.balance < 0);
        let (workspaces, ids): (Vec<WorkspaceId>, Vec<i64>) = owing
            .map(|(account, page)| (account.workspace, page.id.value()))
            .unzip();
        if ids.is_empty() {
            return Ok(());
        }
        sqlx::query!(
            "UPDATE ledger_account SET overdraft = true
             WHERE (workspace_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::bigint[])) AND NOT overdraft",
            &workspaces as _,
            &ids,
        )
        .execute(conn)
        .await
        .map(drop)
    }

    async fn write(&self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        fn column<T>(posted: &[Posted], of: impl Fn(&Posted) -> T) -> Vec<T> {
            posted.iter().map(of).collect()
        }
        let posted = &self.posted;
        sqlx::query!(
            r#"INSERT INTO ledger_transfer
                 (workspace_id, id, posted_at, kind, source, amount,
                  from_account, from_version, from_balance, to_account, to_version, to_balance)
               SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[],
                  $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])"#,
            &column(posted, |p| p.transfer.from.workspace),
            &column(posted, |p| p.transfer.id),
            &column(posted, |p| Ts(p.transfer.at)) as _,
            &column(posted, |p| p.transfer.kind.as_str().to_owned()),
            &column(posted, |p| p.transfer.source.to_string()),
            &column(posted, |p| p.transfer.amount),
            &column(posted, |p| p.from.account.value()),
            &column(posted, |p| p.from.version) as _,
            &column(posted, |p| p.from.balance) as _,
            &column(posted, |p| p.to.account.value()),
            &column(posted, |p| p.to.version) as _,
            &column(posted, |p| p.to.balance) as _,
        )
        .execute(&mut *conn)
        .await?;
        Ok(())
    }
}

/// Locks and reads `accounts` in the house's order, if all of them exist. Otherwise it locks none,
/// since the missing ones may come before those that are there, and returns fewer.
async fn lock(
    conn: &mut PgConnection,
    accounts: &[Account],
) -> Result<BTreeMap<Account, Page>, sqlx::Error> {
    let keys = Keys::of(accounts);
    // Balances of `a`, and not of `found`: what is read is what the locks protect.
    let rows = sqlx::query!(
        r#"WITH found AS MATERIALIZED (
             SELECT n.place, a.workspace_id, a.kind, a.id
             FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::date[]) WITH ORDINALITY
                  AS n(workspace_id, kind, owner, period, place)
             JOIN ledger_account a USING (workspace_id, kind, owner, period)
           ), locked AS (
             SELECT f.place, a.id, a.balance, a.version, a.granted
             FROM found f JOIN ledger_account a ON a.workspace_id = f.workspace_id AND a.id = f.id
             WHERE (SELECT count(*) FROM found) = cardinality($1) AND f.kind <> 'issuance'
             ORDER BY f.kind, f.id
             FOR NO KEY UPDATE OF a
           )
           SELECT place AS "place!", id AS "id!: AccountId", balance AS "balance!", version AS "version!", granted AS "granted!"
           FROM locked
           UNION ALL
           SELECT place, id, 0, 0, 0 FROM found WHERE kind = 'issuance'"#,
        &keys.workspaces,
        &keys.kinds,
        &keys.owners,
        &keys.periods as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let place = usize::try_from(row.place).ok()?;
            let page = Page {
                id: row.id,
                balance: row.balance,
                version: row.version,
                granted: row.granted,
            };
            Some((*accounts.get(place.checked_sub(1)?)?, page))
        })
        .collect())
}

/// Opens those of `accounts` that do not exist, in the order given.
async fn create(conn: &mut PgConnection, accounts: &[Account]) -> Result<(), sqlx::Error> {
    let keys = Keys::of(accounts);
    sqlx::query!(
        r#"INSERT INTO ledger_account (workspace_id, kind, owner, period)
           SELECT n.workspace_id, n.kind, n.owner, n.period
           FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::date[]) WITH ORDINALITY
                AS n(workspace_id, kind, owner, period, place)
           ORDER BY n.place
           ON CONFLICT DO NOTHING"#,
        &keys.workspaces,
        &keys.kinds,
        &keys.owners,
        &keys.periods as _,
    )
    .execute(&mut *conn)
    .await?;
    Ok(())
}

/// Accounts as the columns of their key.
pub(super) struct Keys {
    pub(super) workspaces: Vec<WorkspaceId>,
    pub(super) kinds: Vec<String>,
    pub(super) owners: Vec<OwnerId>,
    pub(super) periods: Vec<crate::database::Day>,
}

impl Keys {
    pub(super) fn of(accounts: &[Account]) -> Self {
        Self {
            workspaces: accounts.iter().map(|a| a.workspace).collect(),
            kinds: accounts
                .iter()
                .map(|a| a.kind.as_str().to_owned())
                .collect(),
            owners: accounts.iter().map(|a| a.owner).collect(),
            periods: accounts.iter().map(Account::period_key).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::ids::MemberId;

    #[test]
    fn what_nobody_foresaw_is_told_to_the_log_without_a_name() {
        let log = tempfile::NamedTempFile::new().unwrap();
        let to_log = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(Arc::new(log.reopen().unwrap()));
        let account = Account::points(WorkspaceId::nil(), MemberId::nil());
        let refused = Refused::Short {
            account,
            available: 1,
            needed: 2,
        };
        tracing::subscriber::with_default(to_log.finish(), || refused.unforeseen());
        let said = fs::read_to_string(log.path()).unwrap();
        for expected in [r#"account="points""#, "available=1", "needed=2"] {
            assert!(said.contains(expected), "{expected}: {said}");
        }
        assert!(!said.contains(&MemberId::nil().to_string()), "{said}");
    }
}
