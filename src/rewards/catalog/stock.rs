//! How many are left. The number changes by movements, of which each says what is left then.

use jiff::Timestamp;
use serde_json::json;
use sqlx::PgConnection;

use super::{CatalogError, Fulfilment, Item, lock};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{RedemptionId, RewardId, WorkspaceId};
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

/// Adds `amount` to the stock of a [locked](lock) item, or takes it away, and returns what is left. Nothing
/// is taken from a stock without end.
pub(in crate::rewards) async fn move_stock(
    conn: &mut PgConnection,
    now: Timestamp,
    item: &Item,
    amount: i64,
    why: Why,
    redemption: Option<RedemptionId>,
) -> Result<Option<i64>, sqlx::Error> {
    let Some(before) = item.stock.filter(|_| amount != 0) else {
        return Ok(item.stock);
    };
    let left = before.saturating_add(amount);
    note(conn, now, item, (amount, left), (why, redemption)).await?;
    count(conn, item, Some(left)).await?;
    Ok(Some(left))
}

/// Gives the unit that was taken for a redemption back to the stock of a [locked](lock) item, and
/// returns what is left. It goes back to nowhere where the item has no end now, or is delivered by codes
/// now and was not then, or the other way round: those are other units.
pub(in crate::rewards) async fn return_unit(
    conn: &mut PgConnection,
    now: Timestamp,
    item: &Item,
    (redemption, provider): (RedemptionId, Fulfilment),
) -> Result<Option<i64>, sqlx::Error> {
    let why = (Why::Returned, Some(redemption));
    let by_codes = |it: Fulfilment| it == Fulfilment::Codes;
    if item.stock.is_some() && by_codes(provider) == by_codes(item.offer.fulfilment) {
        return move_stock(conn, now, item, 1, why.0, why.1).await;
    }
    let before = item.stock.unwrap_or(0);
    note(conn, now, item, (1, before.saturating_add(1)), why).await?;
    note(conn, now, item, (-1, before), (Why::Set, None)).await?;
    Ok(item.stock)
}

/// Makes the codes that are loaded and promised to nobody the stock of a [locked](lock) item, which is
/// delivered by them from now on.
pub(super) async fn count_codes(
    conn: &mut PgConnection,
    now: Timestamp,
    item: &mut Item,
) -> Result<(), sqlx::Error> {
    let free = sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM reward_code
                   WHERE workspace_id = $1 AND item_id = $2 AND redemption_id IS NULL)
                - (SELECT count(*) FROM redemption
                   WHERE workspace_id = $1 AND item_id = $2 AND provider = 'codes' AND took_stock
                     AND state IN ('requested', 'approved', 'fulfilling', 'unknown', 'failed')) AS "free!""#,
        item.workspace,
        item.id,
    )
    .fetch_one(&mut *conn)
    .await?;
    let before = item.stock.unwrap_or(0);
    item.stock = Some(before);
    count(conn, item, item.stock).await?;
    let amount = free.max(0) - before;
    item.stock = move_stock(conn, now, item, amount, Why::Set, None).await?;
    Ok(())
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

/// The items that are delivered by codes of which no more than `low` are left, fewest first.
pub async fn running_out(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    low: i64,
) -> Result<Vec<(RewardId, i64)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT id, stock AS "stock!" FROM reward_item
           WHERE workspace_id = $1 AND archived_at IS NULL AND fulfilment = 'codes' AND stock <= $2
           ORDER BY stock, id"#,
        workspace,
        low,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.stock)).collect())
}

/// Whether there is anything that points are exchanged for.
pub async fn is_open(conn: &mut PgConnection, workspace: WorkspaceId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM reward_item WHERE workspace_id = $1 AND archived_at IS NULL) AS "any!""#,
        workspace,
    )
    .fetch_one(conn)
    .await
}
