//! Trying again what was called off: under a number of its own, and bought once.

use plaudit::rewards::{Fulfilment, State};
use plaudit_sandbox::selling::{Fault, Step};

use super::faults::{IN_DOUBT, LOST, SMOOTH, THRICE, TWICE};
use super::shop::Shop;
use crate::harness::eventually;

/// What goes wrong where after an admin had it tried again, and which states it takes to the end from there, with
/// each provider.
type Row = (
    &'static [(Step, &'static [Fault])],
    &'static str,
    &'static str,
);

/// Tremendous answers the same order again with itself; Xoxoday may still be about it, and is asked once more.
const PLACING: &[Row] = &[
    (&[], SMOOTH, SMOOTH),
    (&[(Step::Place, &[Fault::FailBefore])], IN_DOUBT, TWICE),
    (&[(Step::Place, &[Fault::FailAfter])], IN_DOUBT, IN_DOUBT),
    (&[(Step::Place, &[Fault::BreakAfter])], IN_DOUBT, IN_DOUBT),
    (&[(Step::Place, &[Fault::Gibberish])], IN_DOUBT, IN_DOUBT),
    (&[(Step::Place, &[Fault::Linkless])], SMOOTH, IN_DOUBT),
    (&[(Step::Place, &[Fault::Throttle(1)])], SMOOTH, SMOOTH),
    (&[(Step::Place, &[Fault::LockedOut])], SMOOTH, SMOOTH),
    (
        &[(Step::Place, &[Fault::FailBefore, Fault::FailAfter])],
        TWICE,
        THRICE,
    ),
];

/// There are two numbers to be asked for, the new one first, and nothing is placed before both were.
const LOOKING: &[Row] = &[
    (&[(Step::Look, &[Fault::FailBefore])], SMOOTH, SMOOTH),
    (&[(Step::Look, &[Fault::Throttle(1)])], SMOOTH, SMOOTH),
    (
        &[(Step::Look, &[Fault::Unseen, Fault::FailBefore])],
        SMOOTH,
        SMOOTH,
    ),
    (
        &[(Step::Look, &[Fault::Unseen, Fault::Gibberish])],
        IN_DOUBT,
        TWICE,
    ),
    // That the first was called off is known here, whether it is seen or not.
    (
        &[(Step::Look, &[Fault::Unseen, Fault::Unseen])],
        SMOOTH,
        SMOOTH,
    ),
    // The new one is there, and is not seen for once.
    (&[LOST, (Step::Look, &[Fault::Unseen; 3])], IN_DOUBT, TWICE),
    (
        &[
            LOST,
            (
                Step::Look,
                &[Fault::Unseen, Fault::Unseen, Fault::FailBefore],
            ),
        ],
        TWICE,
        TWICE,
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn placed_again_it_is_bought_once() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(each(seller, PLACING)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn looked_for_before_it_is_placed_again_it_is_bought_once() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(each(seller, LOOKING)).await;
    }
}

async fn each(seller: Fulfilment, rows: &[Row]) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    for (faults, tremendous, xoxoday) in rows {
        let states = match seller {
            Fulfilment::Xoxoday => xoxoday,
            _ => tremendous,
        };
        let id = shop.called_off().await;
        for (step, faults) in *faults {
            shop.there.fail(*step, faults.iter().copied());
        }
        shop.again(id).await;
        shop.scene.until(id, State::Fulfilled).await;
        let steps = shop.scene.steps(id).await;
        assert_eq!(
            steps,
            format!("requested approved fulfilling failed {states}"),
            "{faults:?}"
        );
        shop.was_bought_after(id, 1).await;
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_order_that_is_called_off_takes_another_number_and_none_without_an_admin() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(numbers_of(seller)).await;
    }
}

async fn numbers_of(seller: Fulfilment) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    let id = shop.called_off().await;
    for called_off in 2..=3 {
        shop.there.fail(Step::Place, [Fault::Fails]);
        shop.again(id).await;
        shop.scene.until(id, State::Failed).await;
        shop.scene.delivered().await;
        assert_eq!(shop.counted(id).await, 0);
        assert_eq!(shop.orders_of(id).len(), called_off);
    }
    // What is not taken there uses up no number.
    shop.there.fail(Step::Place, [Fault::FailBefore]);
    shop.again(id).await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_after(id, 3).await;
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_delivered_after_it_was_called_off_is_not_bought_again() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(delivered_after_all(seller)).await;
    }
}

async fn delivered_after_all(seller: Fulfilment) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    for unseen in [&[][..], &[Fault::Unseen][..]] {
        let id = shop.called_off().await;
        let placed = shop.there.calls(Step::Place);
        shop.there.execute(&id.to_string());
        shop.there.fail(Step::Look, unseen.iter().copied());
        shop.again(id).await;
        shop.scene.until(id, State::Fulfilled).await;
        shop.was_bought_once(id).await;
        assert_eq!(shop.there.calls(Step::Place), placed);
    }
    shop.finish(deliverer).await;
}

/// A new order that is under way is looked at by its own number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tried_again_it_may_take_days() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(takes_days(seller)).await;
    }
}

async fn takes_days(seller: Fulfilment) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    let id = shop.called_off().await;
    let looks = shop.there.calls(Step::Look);
    shop.there.fail(Step::Place, [Fault::Waits]);
    shop.again(id).await;
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.calls(Step::Look)
    };
    eventually("it is looked at again", look, |calls| *calls > looks + 3).await;
    assert_eq!(shop.scene.redemption(id).await.state, State::Fulfilling);
    shop.there.execute(&format!("{id}-2"));
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_after(id, 1).await;
    shop.finish(deliverer).await;
}
