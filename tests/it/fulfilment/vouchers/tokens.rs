//! What lets the server in is exchanged for what comes next: in time, once, and kept before it is used.

use std::time::Duration;

use jiff::SignedDuration;
use plaudit::rewards::{Fulfilment, State};
use plaudit_sandbox::selling::{Fault, Step};
use sqlx::Executor;

use super::shop::Shop;
use crate::fulfilment::scene::{BUDI, SITI};
use crate::harness::{Replica, comes_to, count, eventually};

/// Long enough for what came to be no news any more.
const A_WHILE: SignedDuration = SignedDuration::from_mins(11);

const LOCKED_OUT: &str =
    "SELECT count(*) FROM fulfilment WHERE settled_at IS NULL AND lease IS NULL
    AND last_error = 'its provider does not let the server''s account in'";

const TOLD: &str = "Xoxoday does not let the server's account in";

impl Shop {
    /// Whoever has access is not let in any more, and tokens were exchanged a while ago.
    fn shut(&self) {
        self.there.xoxoday().revoke_access();
        self.scene.plaudit.clock.advance(A_WHILE);
    }

    async fn buys(&self) {
        let id = self.redeem().await;
        self.scene.until(id, State::Fulfilled).await;
        self.was_bought_once(id).await;
    }

    fn renewals(&self) -> usize {
        self.there.calls(Step::Renew)
    }
}

async fn open() -> (Shop, Replica) {
    let shop = Shop::of(Fulfilment::Xoxoday).await;
    let deliverer = shop.deliverer().await;
    shop.buys().await;
    assert_eq!(shop.renewals(), 1);
    (shop, deliverer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_let_us_in_any_more_is_renewed_in_the_middle() {
    let (shop, deliverer) = open().await;
    shop.shut();
    let id = shop.redeem().await;
    shop.scene.until(id, State::Fulfilled).await;
    let steps = shop.scene.steps(id).await;
    assert_eq!(steps, "requested approved fulfilling fulfilled");
    shop.was_bought_once(id).await;
    assert_eq!(shop.renewals(), 2);
    // And while an order is looked for.
    shop.there.fail(Step::Place, [Fault::FailAfter]);
    shop.there.fail(Step::Look, [Fault::LockedOut]);
    shop.scene.plaudit.clock.advance(A_WHILE);
    shop.buys().await;
    assert_eq!(shop.renewals(), 3);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_renewed_long_before_it_ends_and_after_it_ended() {
    let (shop, deliverer) = open().await;
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    for (passed, renewals) in [(days(9), 1), (days(2), 2), (days(16), 3)] {
        shop.scene.plaudit.clock.advance(passed);
        shop.buys().await;
        assert_eq!(shop.renewals(), renewals, "{passed}");
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_starts_again_goes_on_with_what_is_kept() {
    let (shop, first) = open().await;
    first.stop().await;
    let second = shop.deliverer().await;
    shop.buys().await;
    assert_eq!(
        shop.renewals(),
        1,
        "the first token is good for nothing by now"
    );
    shop.shut();
    shop.buys().await;
    assert_eq!(shop.renewals(), 2);
    shop.finish(second).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_need_it_in_two_processes_one_renews_it() {
    let (shop, first) = open().await;
    let second = shop.deliverer().await;
    for round in 0..2 {
        shop.shut();
        let mut ids = Vec::new();
        for _ in 0..4 {
            ids.push(shop.redeem().await);
        }
        for id in ids {
            shop.scene.until(id, State::Fulfilled).await;
            shop.was_bought_once(id).await;
        }
        assert_eq!(shop.renewals(), 2 + round);
    }
    first.stop().await;
    shop.finish(second).await;
}

/// What goes wrong as a token is exchanged, which the provider takes once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_goes_wrong_as_it_is_exchanged_orders_wait_and_go_on() {
    let (shop, deliverer) = open().await;
    // It may have been exchanged: then it must be forgiven.
    for (fault, forgiving) in [
        (Fault::FailBefore, false),
        (Fault::Throttle(1), false),
        (Fault::FailAfter, true),
        (Fault::BreakAfter, true),
        (Fault::Gibberish, true),
    ] {
        shop.there.xoxoday().forgive(forgiving);
        shop.there.fail(Step::Renew, [fault]);
        shop.shut();
        let id = shop.redeem().await;
        shop.scene.until(id, State::Fulfilled).await;
        let steps = shop.scene.steps(id).await;
        assert_eq!(
            steps, "requested approved fulfilling fulfilled",
            "{fault:?}"
        );
        shop.was_bought_once(id).await;
    }
    shop.finish(deliverer).await;
}

/// Whoever asked for it is out of patience meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_exchanged_outlasts_an_outage_of_our_own_and_whoever_asked() {
    let (shop, deliverer) = open().await;
    shop.shut();
    let pool = &shop.scene.plaudit.db.pool;
    let away =
        "CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'away'; END $$;
                CREATE TRIGGER away BEFORE UPDATE OF tokens ON provider_account
                FOR EACH ROW EXECUTE FUNCTION away()";
    pool.execute(away).await.unwrap();
    let asks = deliverer.app().fulfiller.watch_balances();
    let asked = tokio::time::timeout(Duration::from_secs(2), asks).await;
    assert!(asked.is_err(), "it waits");
    tokio::time::sleep(Duration::from_secs(12)).await;
    let back = "DROP TRIGGER away ON provider_account; DROP FUNCTION away";
    pool.execute(back).await.unwrap();
    shop.buys().await;
    assert_eq!(shop.renewals(), 2);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chain_that_broke_is_told_and_begins_anew_with_another_first_token() {
    let (shop, first) = open().await;
    // The provider exchanged it, and what it gave was lost on the way.
    shop.there.fail(Step::Renew, [Fault::FailAfter]);
    shop.shut();
    let id = shop.redeem().await;
    let look = async || {
        shop.scene.let_time_pass().await;
        count(&shop.scene.plaudit.db.pool, LOCKED_OUT).await
    };
    eventually("it waits", look, |it| *it == 1).await;
    let tried = shop.renewals();
    assert_eq!(tried, 3);
    for _ in 0..2 {
        first.app().fulfiller.watch_balances().await.unwrap();
    }
    assert_eq!(shop.scene.times_told(SITI, TOLD).await, 1, "once a day");
    assert_eq!(shop.scene.times_told(BUDI, TOLD).await, 0);
    assert_eq!(
        shop.renewals(),
        tried,
        "a token that was refused is left alone"
    );
    assert_eq!(shop.scene.redemption(id).await.state, State::Fulfilling);
    shop.there.begin_anew();
    first.stop().await;
    let second = shop.deliverer().await;
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    assert_eq!(shop.renewals(), tried + 1);
    shop.finish(second).await;
}

/// As while servers are replaced one by one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_still_has_an_older_first_token_goes_on_with_the_chain_of_the_next() {
    let (shop, older) = open().await;
    shop.there.begin_anew();
    let newer = shop.deliverer().await;
    newer.app().fulfiller.watch_balances().await.unwrap();
    assert_eq!(shop.renewals(), 2);
    for (renewals, replica) in [(3, &older), (4, &newer)] {
        shop.shut();
        replica.app().fulfiller.watch_balances().await.unwrap();
        assert_eq!(shop.renewals(), renewals);
    }
    shop.buys().await;
    assert_eq!(shop.scene.times_told(SITI, TOLD).await, 0);
    older.stop().await;
    shop.finish(newer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_it_still_lets_us_in_orders_go_on_and_admins_are_warned() {
    let (shop, deliverer) = open().await;
    // Another first token was made, and nobody told the server.
    shop.there.xoxoday().new_refresh_token();
    let days = SignedDuration::from_hours(24 * 11);
    shop.scene.plaudit.clock.advance(days);
    shop.buys().await;
    deliverer.app().fulfiller.watch_balances().await.unwrap();
    assert_eq!(shop.scene.times_told(SITI, TOLD).await, 1);
    shop.buys().await;
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_that_is_over_is_found_out_without_an_order() {
    let (shop, deliverer) = open().await;
    let hours = |hours: i64| SignedDuration::from_hours(hours);
    shop.there.fail(Step::Renew, [Fault::LockedOut]);
    for (passed, renewals) in [(hours(24 * 11), 2), (hours(25), 3), (hours(25), 3)] {
        shop.scene.plaudit.clock.advance(passed);
        deliverer.app().fulfiller.watch_balances().await.unwrap();
        assert_eq!(shop.renewals(), renewals);
        assert_eq!(shop.scene.times_told(SITI, TOLD).await, 1);
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_a_moment_ago_and_is_refused_is_not_renewed_again_and_again() {
    let (shop, deliverer) = open().await;
    shop.there.xoxoday().revoke_access();
    let id = shop.redeem().await;
    comes_to(&shop.scene.plaudit.db.pool, 1, LOCKED_OUT).await;
    assert_eq!(shop.renewals(), 1);
    shop.scene.plaudit.clock.advance(A_WHILE);
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    assert_eq!(shop.renewals(), 2);
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_lets_anybody_in_is_readable_in_the_database() {
    let (shop, deliverer) = open().await;
    let kept = "SELECT string_agg(a::text, ' ') || encode(string_agg(tokens, ''), 'escape')
                FROM provider_account a";
    let kept: String = sqlx::query_scalar(kept)
        .fetch_one(&shop.scene.plaudit.db.pool)
        .await
        .unwrap();
    for token in shop.there.secrets() {
        assert!(!kept.contains(&token), "{token}");
        assert!(!kept.contains(&hex::encode(&token)), "{token}");
    }
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_without_money_keeps_orders_waiting() {
    let (shop, deliverer) = open().await;
    shop.there.set_cents(100);
    let id = shop.redeem().await;
    let waiting = "SELECT count(*) FROM fulfilment WHERE settled_at IS NULL AND lease IS NULL
                   AND last_error = 'the account with its provider has too little money'";
    comes_to(&shop.scene.plaudit.db.pool, 1, waiting).await;
    let told = "Xoxoday has too little of your money for an order of USD 5";
    assert_eq!(shop.scene.times_told(SITI, told).await, 1);
    shop.there.set_cents(99_500);
    shop.scene.until(id, State::Fulfilled).await;
    shop.was_bought_once(id).await;
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_still_come_is_not_ordered_again() {
    let (shop, deliverer) = open().await;
    // It was placed, and is not seen while they are about it.
    shop.there.fail(Step::Place, [Fault::FailAfter]);
    shop.there.fail(Step::Look, [Fault::Unseen]);
    shop.buys().await;
    assert_eq!(shop.there.calls(Step::Place), 2, "one of each redemption");
    shop.finish(deliverer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_that_was_used_is_looked_for_before_a_refusal_stands() {
    let (shop, deliverer) = open().await;
    // Nobody sees it, until after it was ordered again and refused as used.
    shop.there.fail(Step::Place, [Fault::FailAfter]);
    shop.there.fail(Step::Look, [Fault::Unseen, Fault::Unseen]);
    shop.buys().await;
    assert_eq!(shop.there.calls(Step::Place), 3);
    shop.finish(deliverer).await;
}
