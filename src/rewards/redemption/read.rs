//! Redemptions in the database.

use std::convert::Infallible;

use secrecy::SecretString;
use sqlx::PgConnection;

use super::{State, Trouble};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, RedemptionId, RewardId, WorkspaceId};
use crate::ledger::{self, Account};
use crate::rewards::Fulfilment;
use crate::sealed::{CannotOpen, Column, Context, Sealed, Sealer};

/// Points that are exchanged for an item.
#[derive(Clone, Debug)]
pub struct Redemption {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: RedemptionId,
    /// What for.
    pub item: RewardId,
    /// Who redeemed, or who they turned out to be.
    pub member: MemberId,
    /// How many points.
    pub points: i64,
    /// Whether a unit of the stock was taken for it.
    pub took_stock: bool,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub requested_at: Ts,
    /// On which calendar day, in the programme's zone as it was then.
    pub day: Day,
    /// Who decided: a member's id, or a word for who decided without being one.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Ts>,
    /// When it was there.
    pub fulfilled_at: Option<Ts>,
    /// How it is delivered: as its item was when it was asked for, whatever its item becomes.
    pub provider: Fulfilment,
    /// What the adapter calls it.
    pub provider_reference: Option<String>,
    /// Why it was rejected, failed or given back.
    pub reason: Option<String>,
    /// The admin who takes care of it.
    pub assigned_to: Option<MemberId>,
    /// What delivery needs to know.
    pub delivery: Option<Sealed>,
    /// What was delivered.
    pub delivered: Option<Sealed>,
}

impl Redemption {
    /// What was delivered, where it is kept.
    pub fn code(&self, sealer: &Sealer) -> Option<Result<SecretString, CannotOpen>> {
        self.opened(sealer, Column::Delivered, self.delivered.as_ref())
    }

    /// What its member said that delivery needs to know, where it is kept.
    pub fn address(&self, sealer: &Sealer) -> Option<Result<SecretString, CannotOpen>> {
        self.opened(sealer, Column::Delivery, self.delivery.as_ref())
    }

    fn opened(
        &self,
        sealer: &Sealer,
        column: Column,
        value: Option<&Sealed>,
    ) -> Option<Result<SecretString, CannotOpen>> {
        let context = Context::new(self.workspace, column, self.id);
        value.map(|value| sealer.open(&context, value))
    }
}

/// Redemptions by what `$after` says, which begins with `WHERE` and may end with a lock.
macro_rules! redemptions {
    ($after:literal, $($arg:expr),+ $(,)?) => {
        sqlx::query_as!(
            Redemption,
            r#"SELECT r.workspace_id AS workspace, r.id, r.item_id AS item,
                      (SELECT coalesce(m.merged_into, m.id) FROM member m
                       WHERE m.workspace_id = r.workspace_id AND m.id = r.member_id) AS "member!: MemberId",
                      r.points, r.took_stock, r.state AS "state: State", r.requested_at, r.day, r.decided_by, r.decided_at,
                      r.fulfilled_at, r.provider AS "provider: Fulfilment", r.provider_reference, r.reason, r.assigned_to, r.delivery AS "delivery: Sealed",
                      r.delivered AS "delivered: Sealed"
               FROM redemption r "# + $after,
            $($arg),+
        )
    };
}

impl Redemption {
    /// Why it was not delivered, where it failed.
    pub fn trouble(&self) -> Trouble {
        let why = self.reason.as_deref().unwrap_or_default();
        why.parse()
            .unwrap_or_else(|never: Infallible| match never {})
    }
}

/// The redemption with this id.
pub async fn by_id(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    redemption: RedemptionId,
) -> Result<Option<Redemption>, sqlx::Error> {
    redemptions!(
        "WHERE r.workspace_id = $1 AND r.id = $2",
        workspace,
        redemption
    )
    .fetch_optional(conn)
    .await
}

/// The redemption with this id, whosever it is: for a service that calls back, and knows no more.
pub async fn anywhere(
    conn: &mut PgConnection,
    redemption: RedemptionId,
) -> Result<Option<Redemption>, sqlx::Error> {
    redemptions!("WHERE r.id = $1", redemption)
        .fetch_optional(conn)
        .await
}

/// The redemption with this id, which nobody else changes until the transaction ends.
pub(super) async fn lock(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    redemption: RedemptionId,
) -> Result<Option<Redemption>, sqlx::Error> {
    redemptions!(
        "WHERE r.workspace_id = $1 AND r.id = $2 FOR NO KEY UPDATE OF r",
        workspace,
        redemption,
    )
    .fetch_optional(conn)
    .await
}

/// The latest redemptions of a member, at most `limit`, latest first.
pub async fn of_member(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    limit: i64,
) -> Result<Vec<Redemption>, sqlx::Error> {
    redemptions!(
        "WHERE r.workspace_id = $1
           AND r.member_id IN (SELECT id FROM member WHERE workspace_id = $1 AND (id = $2 OR merged_into = $2))
         ORDER BY r.id DESC LIMIT $3",
        workspace,
        member,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many redemptions a member has asked for, ever.
pub async fn count_of_member(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM redemption r
           WHERE r.workspace_id = $1
             AND r.member_id IN (SELECT id FROM member WHERE workspace_id = $1 AND (id = $2 OR merged_into = $2))"#,
        workspace,
        member,
    )
    .fetch_one(conn)
    .await
}

/// Redemptions that somebody or something is still to act on, oldest first, at most `limit`.
pub async fn open(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    states: &[State],
    limit: i64,
) -> Result<Vec<Redemption>, sqlx::Error> {
    let states: Vec<String> = states.iter().map(ToString::to_string).collect();
    redemptions!(
        "WHERE r.workspace_id = $1 AND r.state = ANY ($2)
           AND r.state IN ('requested', 'approved', 'fulfilling', 'unknown', 'failed')
         ORDER BY r.id LIMIT $3",
        workspace,
        &states,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Redemptions that take somebody's hand, oldest first, at most `limit`, and how many there are in all:
/// what is delivered so, and what could not be delivered by itself.
pub async fn by_hand(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    limit: i64,
) -> Result<(Vec<Redemption>, i64), sqlx::Error> {
    let first = redemptions!(
        "WHERE r.workspace_id = $1 AND r.state IN ('approved', 'failed', 'unknown')
           AND (r.state <> 'approved' OR r.provider = 'manual')
         ORDER BY r.id LIMIT $2",
        workspace,
        limit,
    )
    .fetch_all(&mut *conn)
    .await?;
    let all = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM redemption
           WHERE workspace_id = $1 AND state IN ('approved', 'failed', 'unknown')
             AND (state <> 'approved' OR provider = 'manual')"#,
        workspace,
    )
    .fetch_one(conn)
    .await?;
    Ok((first, all))
}

/// Notes what a service calls what it delivers, while it does.
pub async fn note_reference(
    conn: &mut PgConnection,
    (workspace, redemption): (WorkspaceId, RedemptionId),
    reference: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE redemption SET provider_reference = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'fulfilling'",
        workspace,
        redemption,
        reference,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What a member has to spend, in points.
pub async fn points(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<i64, sqlx::Error> {
    let (points, _) = ledger::balance(conn, &Account::points(workspace, member)).await?;
    Ok(points)
}
