//! A process that is killed at each step: nothing is bought twice, and nothing is lost.

use jiff::SignedDuration;
use plaudit::ids::RedemptionId;
use plaudit::rewards::{Fulfilment, State};
use plaudit_sandbox::selling::{Fault, Step};
use tempfile::TempDir;

use super::shop::Shop;
use super::there::There;
use crate::fulfilment::crashes::program;
use crate::harness::{Replica, comes_to, count, eventually};

/// Kills the process that is in the middle of `at` after an admin had an order tried again that was called off;
/// so many calls of that sort are answered first.
async fn killed_again_at(at: Step, hangs: Fault, answered: &[Fault]) {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    let first = shop.mortal().await;
    let id = shop.called_off().await;
    let faults = answered.iter().copied().chain([hangs]);
    let expected = shop.there.calls(at) + answered.len();
    shop.there.fail(at, faults);
    shop.again(id).await;
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.calls(at)
    };
    eventually("it is in the middle", look, |calls| *calls > expected).await;
    first.kill();
    let second = shop.deliverer().await;
    shop.scene
        .plaudit
        .clock
        .advance(SignedDuration::from_secs(61));
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_after(id, 1).await;
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_as_an_order_is_placed_in_place_of_one_that_was_called_off() {
    for hangs in [Fault::HangBefore, Fault::HangAfter] {
        Box::pin(killed_again_at(Step::Place, hangs, &[])).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_either_number_is_looked_for() {
    for answered in [&[][..], &[Fault::Unseen][..]] {
        Box::pin(killed_again_at(Step::Look, Fault::HangBefore, answered)).await;
    }
}

/// It is called off, and whoever heard of it dies: that alone is no word of an admin.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_it_is_recorded_that_an_order_was_called_off_no_other_is_placed() {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    let (id, second) = killed_before_the_record(&shop, Some(Fault::Fails)).await;
    shop.scene.until(id, State::Failed).await;
    shop.scene.delivered().await;
    assert_eq!(shop.orders_of(id).len(), 1);
    assert_eq!(shop.counted(id).await, 0);
    shop.again(id).await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_after(id, 1).await;
    shop.finish(second).await;
}

/// Kills the process that is in the middle of `at`, whose answer it waits for; others went wrong before.
async fn killed_at(seller: Fulfilment, at: Step, hangs: Fault, before: &[(Step, &[Fault])]) {
    let shop = Shop::of(seller).await;
    if let There::Xoxoday(there, _) = &shop.there {
        there.forgive(true);
    }
    for (step, faults) in before {
        shop.there.fail(*step, faults.iter().copied());
    }
    shop.there.fail(at, [hangs]);
    let first = shop.mortal().await;
    let id = shop.redeem().await;
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.calls(at)
    };
    eventually("it is in the middle", look, |calls| *calls > 0).await;
    first.kill();
    let second = shop.deliverer().await;
    // Its claim ends by itself.
    shop.scene
        .plaudit
        .clock
        .advance(SignedDuration::from_secs(61));
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_the_order_is_placed() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(killed_at(seller, Step::Place, Fault::HangBefore, &[])).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_the_order_is_placed() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(killed_at(seller, Step::Place, Fault::HangAfter, &[])).await;
    }
}

/// As while Xoxoday is about an order, and does not show it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_as_an_order_is_placed_that_waited_for_long_it_is_not_placed_again_at_once() {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    let faults = [Fault::Throttle(600), Fault::HangAfter];
    shop.there.fail(Step::Place, faults);
    shop.there.fail(Step::Look, [Fault::Unseen; 3]);
    let first = shop.mortal().await;
    let id = shop.redeem().await;
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.calls(Step::Place)
    };
    eventually("it is in the middle", look, |calls| *calls == 2).await;
    first.kill();
    let second = shop.deliverer().await;
    shop.scene
        .plaudit
        .clock
        .advance(SignedDuration::from_secs(61));
    shop.scene.until(id, State::Fulfilled).await;
    let steps = shop.scene.steps(id).await;
    assert_eq!(
        steps,
        "requested approved fulfilling unknown fulfilling fulfilled"
    );
    shop.was_bought_once(id).await;
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_it_stays_in_doubt_where_the_next_one_has_no_account() {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    shop.there.fail(Step::Place, [Fault::HangAfter]);
    let first = shop.mortal().await;
    let id = shop.redeem().await;
    let look = async || shop.there.calls(Step::Place);
    eventually("it is in the middle", look, |calls| *calls == 1).await;
    first.kill();
    let without = shop.scene.beside(|_| ()).await;
    shop.scene
        .plaudit
        .clock
        .advance(SignedDuration::from_secs(61));
    shop.scene.until(id, State::Unknown).await;
    without.stop().await;
    let second = shop.deliverer().await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_the_order_is_looked_for() {
    let lost: &[(Step, &[Fault])] = &[(Step::Place, &[Fault::FailAfter])];
    for seller in Fulfilment::PROVIDERS {
        Box::pin(killed_at(seller, Step::Look, Fault::HangBefore, lost)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_and_after_its_link_is_made() {
    let linkless: &[(Step, &[Fault])] = &[(Step::Place, &[Fault::Linkless])];
    for hangs in [Fault::HangBefore, Fault::HangAfter] {
        Box::pin(killed_at(
            Fulfilment::Tremendous,
            Step::Link,
            hangs,
            linkless,
        ))
        .await;
    }
}

/// The provider forgives who exchanges a token twice; `tokens` has the one that does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_and_after_the_token_is_exchanged() {
    for hangs in [Fault::HangBefore, Fault::HangAfter] {
        Box::pin(killed_at(Fulfilment::Xoxoday, Step::Renew, hangs, &[])).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_the_order_is_begun() {
    let shop = Shop::open().await;
    // Whoever begins it waits for who holds the settings, and dies.
    let mut holding = shop.scene.plaudit.db.pool.begin().await.unwrap();
    let held = "SELECT FROM workspace FOR NO KEY UPDATE";
    sqlx::query(held).execute(&mut *holding).await.unwrap();
    let first = shop.mortal().await;
    let id = shop.redeem().await;
    let claimed = "SELECT count(*) FROM fulfilment WHERE lease IS NOT NULL";
    comes_to(&shop.scene.plaudit.db.pool, 1, claimed).await;
    first.kill();
    holding.rollback().await.unwrap();
    let second = shop.deliverer().await;
    shop.scene
        .plaudit
        .clock
        .advance(SignedDuration::from_secs(61));
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    assert_eq!(shop.there.calls(Step::Place), 1);
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_what_came_of_it_is_recorded() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(killed_while_recording(seller)).await;
    }
}

async fn killed_while_recording(seller: Fulfilment) {
    let shop = Shop::of(seller).await;
    let (id, second) = killed_before_the_record(&shop, None).await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    let steps = "SELECT count(*) FROM redemption_step WHERE after = 'fulfilled'";
    assert_eq!(count(&shop.scene.plaudit.db.pool, steps).await, 1);
    shop.finish(second).await;
}

/// Kills the process whose order is placed, with this fault or without, before it has recorded what came of it;
/// the next one takes it up.
async fn killed_before_the_record(shop: &Shop, fault: Option<Fault>) -> (RedemptionId, Replica) {
    let first = shop.mortal().await;
    // The record waits for who holds the accounts, and whoever writes it dies.
    let faults = [Fault::Throttle(60)].into_iter().chain(fault);
    shop.there.fail(Step::Place, faults);
    let id = shop.redeem().await;
    let begun = "SELECT count(*) FROM redemption_step WHERE after = 'fulfilling'";
    comes_to(&shop.scene.plaudit.db.pool, 1, begun).await;
    shop.scene.recorded().await;
    let mut holding = shop.scene.plaudit.db.pool.begin().await.unwrap();
    let held = "SELECT FROM ledger_account WHERE kind IN ('reserve', 'redeemed') FOR UPDATE";
    sqlx::query(held).execute(&mut *holding).await.unwrap();
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.orders().len()
    };
    eventually("it is placed", look, |orders| *orders == 1).await;
    first.kill();
    holding.rollback().await.unwrap();
    let second = shop.deliverer().await;
    shop.scene
        .plaudit
        .clock
        .advance(SignedDuration::from_secs(61));
    (id, second)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_program_had_ordered_when_it_was_killed_the_next_one_ends_and_logs_tell_nothing() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(program_is_killed(seller)).await;
    }
}

async fn program_is_killed(seller: Fulfilment) {
    let shop = Shop::by_the_machine(seller).await;
    let directory = TempDir::new().unwrap();
    let account = shop.there.environment();
    shop.there.fail(Step::Place, [Fault::HangAfter]);
    let first = program(&shop.scene, &directory, &account).await;
    let id = shop.redeem().await;
    eventually(
        "it is ordered",
        async || shop.there.orders().len(),
        |it| *it == 1,
    )
    .await;
    first.kill().await;
    // As once its lease is over.
    sqlx::query("UPDATE fulfilment SET available_at = created_at")
        .execute(&shop.scene.plaudit.db.pool)
        .await
        .unwrap();
    let second = program(&shop.scene, &directory, &account).await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    let link = shop.scene.code(id).await.unwrap();
    let (status, log) = second.stop().await;
    assert!(status.success());
    let code = link.lines().next().unwrap().to_owned();
    for secret in shop.there.secrets().into_iter().chain([code]) {
        assert!(!log.contains(&secret), "{secret}: {log}");
    }
    assert_eq!(shop.there.complaints(), Vec::<String>::new());
    shop.scene.finish().await;
}
