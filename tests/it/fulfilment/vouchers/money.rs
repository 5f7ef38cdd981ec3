//! What is left with a provider, and what nobody can buy.

use plaudit::letters::RewardLetters;
use plaudit::policy::Role;
use plaudit::rewards::{self, NotRedeemed, Redeem, RedeemRefusal, State};
use plaudit_sandbox::selling::{Fault, Step};

use super::shop::Shop;
use crate::fulfilment::scene::{BUDI, SITI};
use crate::harness::{acting, comes_to, count};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_without_money_keeps_orders_waiting_and_admins_are_told() {
    let shop = Shop::open().await;
    shop.there.set_cents(100);
    let deliverer = shop.deliverer().await;
    let ids = [shop.redeem().await, shop.redeem().await];
    let pool = &shop.scene.plaudit.db.pool;
    let waiting = "SELECT count(*) FROM fulfilment WHERE settled_at IS NULL AND lease IS NULL
                   AND last_error = 'the account with its provider has too little money'";
    comes_to(pool, 2, waiting).await;
    let told = "Tremendous has too little of your money for an order of USD 5";
    assert_eq!(shop.scene.times_told(SITI, told).await, 1, "once a day");
    for (longer, times) in [("than usual", 2), ("than it should", 0)] {
        let told = format!("takes longer {longer}");
        assert_eq!(shop.scene.times_told(BUDI, &told).await, times, "{told}");
    }
    shop.there.set_cents(100_000);
    for id in ids {
        shop.scene.until(id, State::Fulfilled).await;
        shop.was_bought_once(id).await;
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn admins_are_told_once_that_little_is_left_until_there_is_enough_again() {
    let shop = Shop::open().await;
    shop.scene
        .plaudit
        .set("provider.balance_low", "USD 100")
        .await;
    let deliverer = shop.deliverer().await;
    let watch = async || deliverer.app().fulfiller.watch_balances().await.unwrap();
    let told = async |left: &str| {
        let words = format!("Only {left} of your money is left at Tremendous");
        shop.scene.times_told(SITI, &words).await
    };
    watch().await;
    assert_eq!(told("USD").await, 0);
    shop.there.set_cents(4_200);
    for _ in 0..2 {
        watch().await;
    }
    assert_eq!(told("USD 42").await, 1);
    // What is not known changes nothing.
    shop.there.fail(Step::Balance, [Fault::FailBefore]);
    watch().await;
    shop.there.set_cents(100_000);
    watch().await;
    shop.there.set_cents(1_000);
    watch().await;
    assert_eq!((told("USD 42").await, told("USD 10").await), (1, 1));
    let known = "SELECT count(*) FROM voucher_low";
    assert_eq!(count(&shop.scene.plaudit.db.pool, known).await, 1);
    shop.there.set_cents(100_000);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn admins_are_told_once_a_day_that_the_account_is_locked_out() {
    let shop = Shop::open().await;
    let deliverer = shop.deliverer().await;
    let day = jiff::SignedDuration::from_hours(24);
    for (passes, times) in [
        (jiff::SignedDuration::ZERO, 1),
        (jiff::SignedDuration::ZERO, 1),
        (day, 2),
    ] {
        shop.scene.plaudit.clock.advance(passes);
        shop.there.fail(Step::Balance, [Fault::LockedOut]);
        deliverer.app().fulfiller.watch_balances().await.unwrap();
        let told = "Tremendous does not let the server's account in";
        assert_eq!(shop.scene.times_told(SITI, told).await, times);
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_priced_cannot_be_redeemed() {
    let shop = Shop::open().await;
    shop.scene.plaudit.set("provider.rates", "IDR 150").await;
    let mut tx = shop.scene.plaudit.db.pool.begin().await.unwrap();
    let settings = shop.scene.settings().await;
    let by = acting(shop.scene.budi, Role::Member);
    let clock = &shop.scene.plaudit.clock;
    let ask = Redeem {
        workspace: shop.scene.workspace,
        id: clock.new_id(),
        member: shop.scene.budi,
        by: &by,
        item: shop.card,
        points: 10,
        seen: None,
        delivery: None,
        keys: &[],
    };
    let teller = RewardLetters::new(settings.clone());
    let refused = rewards::redeem(&mut tx, clock, &settings, ask, &teller).await;
    let usd = "USD".parse().unwrap();
    assert!(
        matches!(&refused, Err(NotRedeemed::Refused(RedeemRefusal::NoRate(it))) if *it == usd),
        "{refused:?}"
    );
    tx.rollback().await.unwrap();
    let deliverer = shop.deliverer().await;
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_without_the_account_leaves_orders_to_others() {
    let shop = Shop::open().await;
    let without = shop.scene.beside(|_| ()).await;
    let id = shop.redeem().await;
    let waiting = "SELECT count(*) FROM fulfilment WHERE lease IS NULL
                   AND last_error = 'the server has no account with its provider'";
    comes_to(&shop.scene.plaudit.db.pool, 1, waiting).await;
    assert_eq!(shop.scene.redemption(id).await.state, State::Approved);
    without.stop().await;
    let deliverer = shop.deliverer().await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    shop.finish(deliverer).await;
}
