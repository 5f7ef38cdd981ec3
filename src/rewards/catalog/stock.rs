//! How many are left. The number changes by movements, of which each says what is left then.

use jiff::Timestamp;
use serde_json::json;
use sqlx::PgConnection;

use super::{CatalogError, Fulfilment, Item, lock};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::RedemptionId;
use crate::policy::Actor;
use crate::subject::Subject;

words! {
    /// Why the stock changed.
    pub enum Why {
        /// Somebody counted.
        Set = "set",
        /// Codes were loaded.
        Loaded = "loaded",
        /// A redemption took one.
        Taken = "taken",
        /// A redemption came to nothing.
        Returned = "returned",
    }
}

/// Adds `amount` to the stock of a [locked](lock) item, or takes it away, and returns what is left.
/// Of what has no end nothing is taken, and what was taken before it had none goes back to nowhere.
pub(in crate::rewards) async fn move_stock(
    conn: &mut PgConnection,
    now: Timestamp,
    item: &Item,
    amount: i64,
    why: Why,
    redemption: Option<RedemptionId>,
) -> Result<Option<i64>, sqlx::Error> {
    if amount == 0 || item.stock.is_none() && why != Why::Returned {
        return Ok(item.stock);
    }
    let before = item.stock.unwrap_or(0);
    let left = before.saturating_add(amount);
    note(conn, now, item, (amount, left), (why, redemption)).await?;
    if item.stock.is_none() {
        note(conn, now, item, (-amount, 0), (Why::Set, None)).await?;
        return Ok(None);
    }
    count(conn, item, Some(left)).await?;
    Ok(Some(left))
}

/// Writes a movement down, with what is left then.
async fn note(
    conn: &mut PgConnection,
    now: Timestamp,
    item: &Item,
    (amount, left): (i64, i64),
    (why, redemption): (Why, Option<RedemptionId>),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO stock_movement (workspace_id, item_id, number, at, amount, stock_after, why, redemption_id)
         SELECT $1, $2, coalesce(max(m.number), 0) + 1, $3, $4, $5, $6, $7
         FROM stock_movement m WHERE m.workspace_id = $1 AND m.item_id = $2",
        item.workspace,
        item.id,
        Ts(now) as _,
        amount,
        left,
        why.as_str(),
        redemption as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Keeps how many are left, as the movements have it.
async fn count(conn: &mut PgConnection, item: &Item, left: Option<i64>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE reward_item SET stock = $3 WHERE workspace_id = $1 AND id = $2",
        item.workspace,
        item.id,
        left,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Says how many are left, in the caller's transaction; `None` says that there is no end to them.
pub async fn set_stock(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    item: &Item,
    stock: Option<i64>,
) -> Result<(), CatalogError> {
    let locked = lock(conn, item.workspace, item.id).await?;
    let mut item = locked.ok_or(sqlx::Error::RowNotFound)?;
    if item.offer.fulfilment == Fulfilment::Codes {
        return Err(CatalogError::CodesAreStock);
    }
    if stock.is_some_and(|stock| stock < 0) {
        return Err(CatalogError::StockBelowZero);
    }
    let before = item.stock;
    if before == stock {
        return Ok(());
    }
    // What is counted anew begins at nothing; what is not counted any more leaves nothing behind.
    let left = before.unwrap_or(0);
    item.stock = Some(left);
    let wanted = stock.unwrap_or(0);
    let amount = wanted.saturating_sub(left);
    move_stock(conn, clock.now(), &item, amount, Why::Set, None).await?;
    count(conn, &item, stock).await?;
    let said =
        |stock: Option<i64>| stock.map_or_else(|| "unlimited".to_owned(), |it| it.to_string());
    let change = Change::new(What::CatalogChanged)
        .to(Subject::Reward(item.id))
        .changing(&said(before), &said(stock))
        .with(json!({ "changed": ["stock"] }));
    audit::record(conn, clock, item.workspace, by, change).await?;
    Ok(())
}
