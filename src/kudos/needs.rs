//! The rows that a gift cannot be recorded without, and that somebody may hold.

use std::collections::HashSet;

use sqlx::PgConnection;

use super::Gift;
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::ledger::{self, Account};

/// A row that a gift cannot be recorded without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Need {
    /// It is locked, and moves points.
    Account(Account),
    /// What is written refers to it.
    Workspace(WorkspaceId),
    /// Who gives: it is locked, so that nobody gives who becomes another member meanwhile.
    Member(MemberId),
    /// What it joins.
    Kudos(KudosId),
}

impl Gift {
    /// What it cannot be recorded without.
    pub(super) fn needs(&self) -> impl Iterator<Item = Need> + '_ {
        self.accounts()
            .map(Need::Account)
            .chain([Need::Member(self.giver)])
            .chain(self.boosted.map(Need::Kudos))
            .chain([Need::Workspace(self.workspace)])
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
    Ok(held.into_iter().map(Need::Account).chain(rows).collect())
}

/// Rows that are referred to, and cannot be now.
async fn held_rows(conn: &mut PgConnection, gifts: &[&Gift]) -> Result<Vec<Need>, sqlx::Error> {
    let workspaces: Vec<WorkspaceId> = gifts.iter().map(|gift| gift.workspace).collect();
    let givers: Vec<MemberId> = gifts.iter().map(|gift| gift.giver).collect();
    let kudos: Vec<KudosId> = gifts.iter().filter_map(|gift| gift.boosted).collect();
    let rows = sqlx::query!(
        r#"WITH free_workspace AS (
             SELECT id FROM workspace WHERE id = ANY($1) FOR KEY SHARE SKIP LOCKED
           ), free_member AS (
             SELECT id FROM member WHERE workspace_id = ANY($1) AND id = ANY($2) FOR KEY SHARE SKIP LOCKED
           ), free_kudos AS (
             SELECT id FROM kudos WHERE workspace_id = ANY($1) AND id = ANY($3) FOR KEY SHARE SKIP LOCKED
           )
           SELECT id AS "workspace?: WorkspaceId", NULL::uuid AS "member?: MemberId", NULL::uuid AS "kudos?: KudosId"
           FROM workspace WHERE id = ANY($1) AND id NOT IN (SELECT id FROM free_workspace)
           UNION ALL
           SELECT NULL, id, NULL FROM member
           WHERE workspace_id = ANY($1) AND id = ANY($2) AND id NOT IN (SELECT id FROM free_member)
           UNION ALL
           SELECT NULL, NULL, id FROM kudos
           WHERE workspace_id = ANY($1) AND id = ANY($3) AND id NOT IN (SELECT id FROM free_kudos)"#,
        &workspaces,
        &givers,
        &kudos,
    )
    .fetch_all(conn)
    .await?;
    let needs = rows.into_iter().filter_map(|row| {
        let workspace = row.workspace.map(Need::Workspace);
        let member = row.member.map(Need::Member);
        workspace.or(member).or(row.kudos.map(Need::Kudos))
    });
    Ok(needs.collect())
}
