//! Warnings about money: to admins, and to whoever waits for it.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::ids::{RedemptionId, WorkspaceId};
use crate::money::Money;
use crate::outbox;
use crate::rewards::{self, Fulfilment, Teller};

/// Why orders wait, or soon will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// There is not enough left of the budget of a month.
    Budget {
        /// How much there was.
        budget: Money,
        /// The month's first day.
        month: Date,
    },
    /// The account with a provider has too little for an order.
    TooLittle {
        /// The provider.
        provider: Fulfilment,
        /// What the order is worth.
        value: Money,
        /// The day.
        day: Date,
    },
    /// The provider does not let the server's account in.
    LockedOut {
        /// The provider.
        provider: Fulfilment,
        /// The day.
        day: Date,
    },
    /// The account is low.
    Low {
        /// The provider.
        provider: Fulfilment,
        /// The money that is left.
        left: Money,
    },
}

/// Tells admins, in the caller's transaction: once of each month's budget, and once a day of too little money
/// and of a door that is shut.
pub async fn warn(
    conn: &mut PgConnection,
    now: Timestamp,
    workspace: WorkspaceId,
    warning: Warning,
    teller: &dyn Teller,
) -> Result<(), sqlx::Error> {
    let letters = teller.warn(conn, workspace, warning).await?;
    outbox::enqueue(conn, now, &letters).await
}

/// Tells whoever redeemed what waits for money that it takes longer, in the caller's transaction: once of each.
pub async fn tell_who_waits(
    conn: &mut PgConnection,
    now: Timestamp,
    (workspace, redemption): (WorkspaceId, RedemptionId),
    teller: &dyn Teller,
) -> Result<(), sqlx::Error> {
    let Some(redemption) = rewards::by_id(conn, workspace, redemption).await? else {
        return Ok(());
    };
    let letters = teller.waits(conn, &redemption).await?;
    outbox::enqueue(conn, now, &letters).await
}
