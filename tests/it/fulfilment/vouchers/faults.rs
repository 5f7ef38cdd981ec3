//! Each fault at each step: what it comes to, as a table.

use plaudit::rewards::{Fulfilment, State};
use plaudit_sandbox::selling::{Fault, Step};

use super::shop::Shop;
use crate::fulfilment::scene::{BUDI, SITI};
use crate::harness::eventually;

/// What goes wrong where, and which states it takes to the end after it was approved: with each provider, or
/// nothing where it has no such step.
struct Row {
    faults: &'static [(Step, &'static [Fault])],
    tremendous: &'static str,
    xoxoday: &'static str,
}

const fn row(
    faults: &'static [(Step, &'static [Fault])],
    tremendous: &'static str,
    xoxoday: &'static str,
) -> Row {
    Row {
        faults,
        tremendous,
        xoxoday,
    }
}

pub(super) const SMOOTH: &str = "fulfilling fulfilled";
pub(super) const IN_DOUBT: &str = "fulfilling unknown fulfilling fulfilled";
pub(super) const TWICE: &str = "fulfilling unknown fulfilling unknown fulfilling fulfilled";
pub(super) const THRICE: &str =
    "fulfilling unknown fulfilling unknown fulfilling unknown fulfilling fulfilled";
const NONE: &str = "";

/// What Xoxoday does not know of is not ordered again before it would know: once more in doubt.
const PLACING: &[Row] = &[
    row(&[], SMOOTH, SMOOTH),
    row(&[(Step::Place, &[Fault::FailBefore])], IN_DOUBT, TWICE),
    row(&[(Step::Place, &[Fault::FailAfter])], IN_DOUBT, IN_DOUBT),
    row(&[(Step::Place, &[Fault::BreakAfter])], IN_DOUBT, IN_DOUBT),
    row(&[(Step::Place, &[Fault::Gibberish])], IN_DOUBT, IN_DOUBT),
    row(&[(Step::Place, &[Fault::Throttle(1)])], SMOOTH, SMOOTH),
    row(&[(Step::Place, &[Fault::LockedOut])], SMOOTH, SMOOTH),
    row(
        &[(Step::Place, &[Fault::Throttle(1), Fault::FailAfter])],
        IN_DOUBT,
        IN_DOUBT,
    ),
    row(
        &[(Step::Place, &[Fault::FailBefore, Fault::FailAfter])],
        TWICE,
        THRICE,
    ),
];

/// Nobody knows whether it was placed.
pub(super) const LOST: (Step, &[Fault]) = (Step::Place, &[Fault::FailAfter]);

const LOOKING: &[Row] = &[
    // With Tremendous it is ordered again, and that is the same order.
    row(&[LOST, (Step::Look, &[Fault::Unseen])], IN_DOUBT, TWICE),
    row(&[LOST, (Step::Look, &[Fault::FailBefore])], TWICE, TWICE),
    row(&[LOST, (Step::Look, &[Fault::FailAfter])], TWICE, TWICE),
    row(&[LOST, (Step::Look, &[Fault::BreakAfter])], TWICE, TWICE),
    row(&[LOST, (Step::Look, &[Fault::Gibberish])], TWICE, TWICE),
    row(&[LOST, (Step::Look, &[Fault::Throttle(1)])], TWICE, TWICE),
    // Xoxoday's tokens are another matter: `tokens` has them.
    row(&[LOST, (Step::Look, &[Fault::LockedOut])], TWICE, NONE),
];

/// It is placed, and its link is not told.
const LINKLESS: (Step, &[Fault]) = (Step::Place, &[Fault::Linkless]);

/// Xoxoday tells the code to who looks; Tremendous makes another link.
const LINKING: &[Row] = &[
    row(&[LINKLESS], SMOOTH, IN_DOUBT),
    row(&[LINKLESS, (Step::Look, &[Fault::FailBefore])], NONE, TWICE),
    row(&[LINKLESS, (Step::Look, &[Fault::Gibberish])], NONE, TWICE),
    row(&[LINKLESS, (Step::Look, &[Fault::Unseen])], NONE, TWICE),
    row(
        &[LINKLESS, (Step::Link, &[Fault::FailBefore])],
        IN_DOUBT,
        NONE,
    ),
    row(
        &[LINKLESS, (Step::Link, &[Fault::FailAfter])],
        IN_DOUBT,
        NONE,
    ),
    row(
        &[LINKLESS, (Step::Link, &[Fault::BreakAfter])],
        IN_DOUBT,
        NONE,
    ),
    row(
        &[LINKLESS, (Step::Link, &[Fault::Gibberish])],
        IN_DOUBT,
        NONE,
    ),
    row(
        &[LINKLESS, (Step::Link, &[Fault::Throttle(1)])],
        IN_DOUBT,
        NONE,
    ),
    row(
        &[LINKLESS, (Step::Link, &[Fault::LockedOut])],
        IN_DOUBT,
        NONE,
    ),
];

async fn each(seller: Fulfilment, rows: &[Row]) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    for row in rows {
        let states = match seller {
            Fulfilment::Xoxoday => row.xoxoday,
            _ => row.tremendous,
        };
        if states == NONE {
            continue;
        }
        for (step, faults) in row.faults {
            shop.there.fail(*step, faults.iter().copied());
        }
        let id = shop.redeem().await;
        shop.scene.until(id, State::Fulfilled).await;
        let (steps, faults) = (shop.scene.steps(id).await, row.faults);
        assert_eq!(steps, format!("requested approved {states}"), "{faults:?}");
        shop.was_bought_once(id).await;
    }
    shop.finish(deliverer).await;
}

/// Every table with every provider, each a test of its own.
macro_rules! whatever_goes_wrong {
    ($($name:ident: $seller:ident, $rows:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            Box::pin(each(Fulfilment::$seller, $rows)).await;
        }
    )*};
}

whatever_goes_wrong! {
    placed_with_tremendous_it_is_bought_once: Tremendous, PLACING;
    placed_with_xoxoday_it_is_bought_once: Xoxoday, PLACING;
    looked_for_with_tremendous_it_is_bought_once: Tremendous, LOOKING;
    looked_for_with_xoxoday_it_is_bought_once: Xoxoday, LOOKING;
    lacking_its_link_of_tremendous_it_is_bought_once: Tremendous, LINKING;
    lacking_its_code_of_xoxoday_it_is_bought_once: Xoxoday, LINKING;
}

/// It takes as long as an answer is waited for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_never_answered_is_asked_about() {
    let shop = Shop::open().await;
    let deliverer = shop.deliverer().await;
    let faults = [Fault::HangBefore, Fault::HangAfter];
    shop.there.fail(Step::Place, faults);
    let both = [shop.redeem().await, shop.redeem().await];
    for id in both {
        shop.scene.until(id, State::Fulfilled).await;
        let steps = shop.scene.steps(id).await;
        assert_eq!(steps, format!("requested approved {IN_DOUBT}"));
    }
    for id in both {
        shop.was_bought_once(id).await;
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_waits_there_is_looked_at_until_it_is_executed() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(waits_there(seller)).await;
    }
}

async fn waits_there(seller: Fulfilment) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    shop.there.fail(Step::Place, [Fault::Waits]);
    let id = shop.redeem().await;
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.calls(Step::Look)
    };
    eventually("it is looked at again", look, |calls| *calls > 1).await;
    assert_eq!(shop.scene.redemption(id).await.state, State::Fulfilling);
    shop.there.execute(&id.to_string());
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    assert_eq!(shop.there.calls(Step::Place), 1);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_waits_there_and_is_not_seen_for_once_is_not_placed_again() {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    let deliverer = shop.deliverer().await;
    shop.there.fail(Step::Place, [Fault::Waits]);
    shop.there.fail(Step::Look, [Fault::Unseen, Fault::Unseen]);
    let id = shop.redeem().await;
    let look = async || {
        shop.scene.let_time_pass().await;
        shop.there.calls(Step::Look)
    };
    eventually("it is looked at again", look, |calls| *calls > 2).await;
    assert_eq!(shop.scene.redemption(id).await.state, State::Fulfilling);
    shop.there.execute(&id.to_string());
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    assert_eq!(shop.there.calls(Step::Place), 1);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_vouchers_of_an_order_are_handed_on_once_all_are_there() {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    let deliverer = shop.deliverer().await;
    for fault in [Fault::Several, Fault::Part] {
        shop.there.fail(Step::Place, [fault]);
        let id = shop.redeem().await;
        shop.scene.until(id, State::Fulfilled).await;
        shop.was_bought_once(id).await;
        let goods = shop.scene.code(id).await.unwrap();
        let codes: Vec<&str> = goods.lines().step_by(3).collect();
        assert_eq!(codes.len(), 3, "{goods}");
        for code in codes {
            assert_eq!(shop.scene.times_told(BUDI, code).await, 1);
            assert_eq!(shop.scene.times_told(SITI, code).await, 0);
        }
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_failed_there_counts_for_nothing_and_admins_look_at_it() {
    for seller in Fulfilment::PROVIDERS {
        Box::pin(failed_there(seller)).await;
    }
}

async fn failed_there(seller: Fulfilment) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    shop.there.fail(Step::Place, [Fault::Fails]);
    let id = shop.redeem().await;
    shop.scene.until(id, State::Failed).await;
    assert_eq!(shop.counted(id).await, 0);
    let told = "its service says that it failed";
    assert_eq!(shop.scene.times_told(SITI, told).await, 1);
    assert_eq!(shop.scene.times_told(BUDI, "takes longer").await, 1);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_sold_is_refused_in_their_words() {
    for (seller, why) in [
        (
            Fulfilment::Tremendous,
            "reward.products: there is no WORLDCARD001",
        ),
        (
            Fulfilment::Xoxoday,
            "This product is not activated for the client.",
        ),
    ] {
        Box::pin(not_sold(seller, why)).await;
    }
}

async fn not_sold(seller: Fulfilment, why: &str) {
    let shop = Shop::of(seller).await;
    let deliverer = shop.deliverer().await;
    shop.there.withdraw_card();
    let id = shop.redeem().await;
    let failed = shop.scene.until(id, State::Failed).await;
    assert_eq!(failed.reason.as_deref(), Some(why));
    assert_eq!(shop.counted(id).await, 0);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_called_otherwise_by_now_still_gets_what_was_bought() {
    let shop = Shop::open().await;
    let deliverer = shop.deliverer().await;
    // It is placed, and nobody hears of it; nor is it seen when it is looked for.
    shop.there.fail(Step::Place, [Fault::FailAfter]);
    shop.there.fail(Step::Look, [Fault::Unseen]);
    let id = shop.redeem().await;
    shop.scene.until(id, State::Unknown).await;
    let renamed = sqlx::query("UPDATE member SET name = 'Budi the Second'");
    renamed.execute(&shop.scene.plaudit.db.pool).await.unwrap();
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    assert_eq!(
        shop.there.calls(Step::Place),
        2,
        "the second is another order, and conflicts"
    );
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_to_a_mailbox_comes_as_a_code_besides_where_it_has_one() {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    shop.ask_for_a_mailbox().await;
    let deliverer = shop.deliverer().await;
    let id = shop.scene.redeem(shop.card, Some("budi@example.com")).await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    let asked = &shop.orders_of(id)[0].asked;
    assert_eq!(asked["email"], "budi@example.com");
    assert_eq!(asked["notifyReceiverEmail"], 1);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_to_a_mailbox_comes_without_a_link() {
    let shop = Shop::open().await;
    shop.ask_for_a_mailbox().await;
    let deliverer = shop.deliverer().await;
    let id = shop.scene.redeem(shop.card, Some("budi@example.com")).await;
    shop.scene.until(id, State::Fulfilled).await;
    assert_eq!(shop.scene.code(id).await, None);
    let orders = shop.orders_of(id);
    let reward = &orders[0].asked["reward"];
    assert_eq!(reward["recipient"]["email"], "budi@example.com");
    assert_eq!(reward["delivery"]["method"], "EMAIL");
    shop.finish(deliverer).await;
}
