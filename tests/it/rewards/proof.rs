//! The proof finds whatever was changed behind the rewards' back, and names the row.

use plaudit::ledger::Fault;
use plaudit::rewards::{Step, verify_rewards};
use sqlx::{AssertSqlSafe, Executor};

use super::scene::{Shop, offer};
use crate::harness::prove;

/// Four redemptions: one that waits, one fulfilled, one cancelled, and one refunded after it was
/// fulfilled; then what `sql` does, and what the proof says.
async fn after(sql: &str) -> String {
    let shop = Shop::open(2).await;
    let item = shop.offer(&offer("mug"), Some(9)).await;
    shop.redeemed(0, &item).await;
    let fulfilled = shop.redeemed(0, &item).await;
    let cancelled = shop.redeemed(1, &item).await;
    let refunded = shop.redeemed(1, &item).await;
    shop.cancel(cancelled, 1).await;
    for (id, step) in [
        (fulfilled, Step::Fulfil),
        (refunded, Step::Fulfil),
        (refunded, Step::Refund),
    ] {
        shop.advance(id, step).await.unwrap();
    }
    let mut conn = shop.db.pool.acquire().await.unwrap();
    prove(&mut conn).await;
    let mut tampering = shop.db.tampering().await;
    let changed = tampering.execute(AssertSqlSafe(sql)).await.unwrap();
    assert!(changed.rows_affected() > 0, "{sql} changed nothing");
    let fault = verify_rewards(&mut conn).await.unwrap();
    fault.as_ref().map_or(String::new(), Fault::to_string)
}

async fn says(sql: &str, expected: &str) {
    let said = after(sql).await;
    assert!(said.contains(expected), "{sql}: {said:?}");
}

#[tokio::test]
async fn a_redemption_that_is_not_where_its_points_are_is_found() {
    let state =
        "UPDATE redemption SET state = 'fulfilled', fulfilled_at = now() WHERE state = 'approved'";
    says(
        state,
        "is fulfilled for 10 points; its transfers hold 10 in reserve and 0 as redeemed",
    )
    .await;
    let points = "UPDATE redemption SET points = 11 WHERE state = 'fulfilled'";
    says(points, "for 11 points; its transfers hold 0").await;
    let back = "UPDATE redemption SET state = 'refunded' WHERE state = 'fulfilled'";
    says(back, "0 in reserve and 10 as redeemed").await;
}

#[tokio::test]
async fn a_transfer_of_no_redemption_is_found() {
    let steps = "DELETE FROM redemption_step WHERE after = 'refunded'";
    says(steps, "moves points of no redemption").await;
    let invented = "INSERT INTO ledger_transfer
                    SELECT workspace_id, gen_random_uuid(), posted_at, 'refund', 'redemption:x', amount, from_account,
                           99, 0, to_account, 99, 0
                    FROM ledger_transfer WHERE kind = 'gift' LIMIT 1";
    says(invented, "moves points of no redemption").await;
}

#[tokio::test]
async fn sums_that_redemptions_do_not_come_to_are_found() {
    for (kind, holds) in [("reserve", 10), ("redeemed", 10)] {
        let sql = format!("UPDATE ledger_account SET balance = balance + 1 WHERE kind = '{kind}'");
        let expected = format!(
            "({kind}): holds {}, but its redemptions come to {holds}",
            holds + 1
        );
        says(&sql, &expected).await;
    }
}

#[tokio::test]
async fn a_history_that_leads_elsewhere_is_found() {
    let ends = "does not stand where its history ends";
    let begins = "UPDATE redemption_step SET before = 'unknown' WHERE before = 'requested'";
    says(begins, ends).await;
    let last = "UPDATE redemption_step SET after = 'failed' WHERE after = 'refunded'";
    says(last, ends).await;
    let gap = "UPDATE redemption_step SET number = 9 WHERE number = 2";
    says(gap, ends).await;
    let none = "DELETE FROM redemption_step WHERE transfer_id IS NULL";
    says(none, ends).await;
}

#[tokio::test]
async fn a_stock_that_its_movements_do_not_come_to_is_found() {
    // Nine came; one waits, one was fulfilled, and one that was refunded had been delivered.
    let counted = "UPDATE reward_item SET stock = stock + 1";
    says(counted, "(mug): has 7 left, but its movements come to 6").await;
    let amount = "UPDATE stock_movement SET amount = 10 WHERE why = 'set'";
    says(amount, "has 6 left, but its movements come to 7").await;
    let unit = "did not take, or give back, the unit that it should have";
    let taken = "UPDATE stock_movement SET redemption_id = NULL, why = 'set' WHERE why = 'taken'";
    says(taken, unit).await;
    let returned =
        "UPDATE stock_movement SET redemption_id = NULL, why = 'set' WHERE why = 'returned'";
    says(returned, unit).await;
    let took = "UPDATE redemption SET took_stock = false WHERE state = 'approved'";
    says(took, unit).await;
}
