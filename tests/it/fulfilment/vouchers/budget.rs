//! What may be ordered in a month, by however many processes.

use plaudit::rewards::{State, voucher};
use plaudit::settings::Key;
use plaudit_sandbox::selling::{Fault, Step};

use super::shop::{CENTS, Shop};
use crate::fulfilment::scene::{BUDI, SITI};
use crate::harness::{comes_to, count, eventually};

const WAITING: &str = "SELECT count(*) FROM fulfilment WHERE settled_at IS NULL AND lease IS NULL
                       AND last_error = 'the budget of the month is used up'";
const APPROVED: &str = "SELECT count(*) FROM redemption WHERE state = 'approved'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_do_not_overrun_it_and_what_waits_goes_on_once_it_is_raised() {
    let shop = Shop::open().await;
    shop.scene
        .plaudit
        .set("provider.monthly_budget", "USD 12")
        .await;
    // Everything waits as both begin.
    let mut redeemed = Vec::new();
    for _ in 0..6 {
        redeemed.push(shop.redeem().await);
    }
    let (first, second) = tokio::join!(shop.deliverer(), shop.deliverer());
    let pool = &shop.scene.plaudit.db.pool;
    comes_to(pool, 4, WAITING).await;
    assert_eq!(shop.there.orders().len(), 2);
    assert_eq!(
        count(pool, APPROVED).await,
        4,
        "their points may still be taken back"
    );
    let told = "The budget for vouchers of November 2026 is used up (USD 12)";
    assert_eq!(shop.scene.times_told(SITI, told).await, 1);
    let longer = "takes longer than usual";
    assert_eq!(shop.scene.times_told(BUDI, longer).await, 4, "of each");
    shop.scene
        .plaudit
        .set("provider.monthly_budget", "USD 500")
        .await;
    // It is looked at at once: the clock stands still.
    let (clock, workspace) = (&shop.scene.plaudit.clock, shop.scene.workspace);
    let key = Key::find("provider.monthly_budget").unwrap();
    let mut conn = pool.acquire().await.unwrap();
    voucher::setting_changed(&mut conn, clock.now(), workspace, key)
        .await
        .unwrap();
    drop(conn);
    comes_to(pool, 0, WAITING).await;
    for id in redeemed {
        shop.scene.until(id, State::Fulfilled).await;
        shop.was_bought_once(id).await;
    }
    assert_eq!(shop.there.orders().len(), 6);
    assert_eq!(shop.scene.times_told(BUDI, longer).await, 4, "once");
    first.stop().await;
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_month_later_there_is_a_new_one_and_patience_begins_then() {
    let shop = Shop::open().await;
    shop.scene
        .plaudit
        .set("provider.monthly_budget", "USD 5")
        .await;
    let deliverer = shop.deliverer().await;
    let first = shop.redeem().await;
    shop.scene.until(first, State::Fulfilled).await;
    let second = shop.redeem().await;
    comes_to(&shop.scene.plaudit.db.pool, 1, WAITING).await;
    // The first try of the new month meets a provider that cannot: that is no reason to give up.
    shop.there.fail(Step::Place, [Fault::Throttle(1)]);
    shop.scene
        .plaudit
        .clock
        .advance(jiff::SignedDuration::from_hours(24 * 8));
    shop.scene.until(second, State::Fulfilled).await;
    let steps = shop.scene.steps(second).await;
    assert_eq!(steps, "requested approved fulfilling fulfilled");
    shop.was_bought_once(second).await;
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_known_not_to_be_placed_is_there_for_others() {
    let shop = Shop::open().await;
    shop.scene
        .plaudit
        .set("provider.monthly_budget", "USD 5")
        .await;
    let deliverer = shop.deliverer().await;
    let failed = shop.called_off().await;
    let second = shop.redeem().await;
    shop.scene.until(second, State::Fulfilled).await;
    assert_eq!(
        (shop.counted(failed).await, shop.counted(second).await),
        (0, CENTS)
    );
    // Tried again, it waits as any other.
    shop.again(failed).await;
    comes_to(&shop.scene.plaudit.db.pool, 1, WAITING).await;
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_agreed_stays_whatever_points_are_worth_later() {
    let shop = Shop::open().await;
    let id = shop.redeem().await;
    shop.scene.plaudit.set("provider.rates", "USD 5").await;
    let deliverer = shop.deliverer().await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    let look = async || shop.there.orders()[0].cents;
    eventually("it cost what was agreed", look, |cents| *cents == CENTS).await;
    let changed = "UPDATE voucher_order SET minor = 1";
    let refused = sqlx::query(changed)
        .execute(&shop.scene.plaudit.db.pool)
        .await;
    assert!(refused.is_err());
    shop.finish(deliverer).await;
}
