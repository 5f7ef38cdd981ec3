//! The rows that a gift cannot be recorded without, and that somebody may hold.

use std::collections::HashSet;

use sqlx::PgConnection;
use uuid::Uuid;

use super::Gift;
use crate::ledger::{self, Account};

/// A row that a gift cannot be recorded without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Need {
    /// It is locked, and moves points.
    Account(Account),
    /// A row that what is written refers to: of the workspace, a member, or the kudos that it joins.
    Row(Uuid),
}

impl Gift {
    /// What it cannot be recorded without.
    pub(super) fn needs(&self) -> impl Iterator<Item = Need> + '_ {
        let members = self.recipients.iter().copied().chain([self.giver]);
        let rows = members.chain(self.boosted).chain([self.workspace]);
        self.accounts()
            .map(Need::Account)
            .chain(rows.map(Need::Row))
    }
}

/// What `gifts` need and somebody holds now. It waits for nobody, and the rest stays locked until the
/// caller's transaction ends: end it at once.
pub(super) async fn held(
    conn: &mut PgConnection,
    gifts: &[&Gift],
) -> Result<HashSet<Need>, sqlx::Error> {
    let accounts: Vec<Account> = gifts.iter().flat_map(|gift| gift.accounts()).collect();
    let held = ledger::held(&mut *conn, &accounts).await?;
    let rows = held_rows(conn, gifts).await?;
    let accounts = held.into_iter().map(Need::Account);
    Ok(accounts.chain(rows.into_iter().map(Need::Row)).collect())
}

/// Rows that foreign keys refer to, and that cannot be referred to now.
async fn held_rows(conn: &mut PgConnection, gifts: &[&Gift]) -> Result<Vec<Uuid>, sqlx::Error> {
    let workspaces: Vec<Uuid> = gifts.iter().map(|gift| gift.workspace).collect();
    let members: Vec<Uuid> = gifts
        .iter()
        .flat_map(|gift| gift.recipients.iter().copied().chain([gift.giver]))
        .collect();
    let kudos: Vec<Uuid> = gifts.iter().filter_map(|gift| gift.boosted).collect();
    sqlx::query_scalar!(
        r#"WITH free_workspace AS (
             SELECT id FROM workspace WHERE id = ANY($1) FOR KEY SHARE SKIP LOCKED
           ), free_member AS (
             SELECT id FROM member WHERE workspace_id = ANY($1) AND id = ANY($2) FOR KEY SHARE SKIP LOCKED
           ), free_kudos AS (
             SELECT id FROM kudos WHERE workspace_id = ANY($1) AND id = ANY($3) FOR KEY SHARE SKIP LOCKED
           )
           SELECT id AS "id!" FROM workspace WHERE id = ANY($1) AND id NOT IN (SELECT id FROM free_workspace)
           UNION ALL
           SELECT id FROM member
           WHERE workspace_id = ANY($1) AND id = ANY($2) AND id NOT IN (SELECT id FROM free_member)
           UNION ALL
           SELECT id FROM kudos
           WHERE workspace_id = ANY($1) AND id = ANY($3) AND id NOT IN (SELECT id FROM free_kudos)"#,
        &workspaces,
        &members,
        &kudos,
    )
    .fetch_all(conn)
    .await
}
