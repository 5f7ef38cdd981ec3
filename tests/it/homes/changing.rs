//! What changes is shown to those who have their home before them.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::ids::RewardId;
use plaudit::leaderboard;
use plaudit::policy::Actor;
use plaudit::rewards::{Approval, Asks, ItemKind, Offer, Price, catalog};
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use sqlx::Executor;

use super::{ANA, BUDI, KUDOS, TOM, start};
use crate::harness::{Plaudit, Replica, TestDb, comes_to, count, until};

impl Plaudit {
    /// A coffee voucher for 50 points, perhaps after somebody was asked.
    pub(super) async fn home_shop(&self, asks: bool) -> RewardId {
        let id: RewardId = self.clock.new_id();
        let place = (self.workspace().await, id);
        let offer = Offer {
            approval: if asks {
                Approval::Admin
            } else {
                Approval::Auto
            },
            asks: Asks::Nothing,
            ..Offer::new(
                "coffee",
                ItemKind::GiftCard,
                "Coffee voucher",
                Price::Fixed(50),
            )
        };
        let mut tx = self.db.pool.begin().await.unwrap();
        let item = catalog::add(&mut tx, &self.clock, &Actor::Operator, place, &offer, None).await;
        tx.commit().await.unwrap();
        item.unwrap().id
    }
}

#[tokio::test]
async fn ten_changes_are_shown_once() {
    let plaudit = start().await;
    plaudit.opens_home(ANA).await;
    // Nobody looks at what changes meanwhile.
    let mut held = plaudit.db.pool.begin().await.unwrap();
    let lock = "SELECT pg_advisory_xact_lock(hashtextextended('plaudit homes', 0))";
    sqlx::query(lock).execute(&mut *held).await.unwrap();
    for _ in 0..10 {
        plaudit.at_home_types(TOM, "@ana +1 for the reviews").await;
    }
    assert_eq!(plaudit.published_to(ANA).len(), 1, "not by the gift itself");
    // Boards know of all ten.
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    until("all are folded", async || {
        leaderboard::fold(&mut conn).await.unwrap();
        count(&plaudit.db.pool, "SELECT count(*) FROM tally_entry").await == 0
    })
    .await;
    drop(conn);
    held.rollback().await.unwrap();
    plaudit.homes_follow().await;
    let published = plaudit.published_to(ANA);
    assert_eq!(published.len(), 2);
    let home = plaudit.home_of(ANA);
    assert!(
        home.contains("10 points") && home.contains("from Tom"),
        "{home}"
    );
    // Nobody else has theirs before them.
    assert_eq!(plaudit.sandbox.calls("views.publish").len(), 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_home_of_a_platform_that_a_newer_release_knows_keeps_no_other_waiting() {
    let plaudit = start().await;
    let newer = "ALTER TABLE identity DROP CONSTRAINT identity_platform_check;
                 INSERT INTO member (workspace_id, id, name, standing, active)
                 SELECT id, gen_random_uuid(), 'Irene', 'member', true FROM workspace;
                 INSERT INTO identity (workspace_id, member_id, platform, team, user_id, standing, active)
                 SELECT workspace_id, id, 'irc', 'T1', 'irene', 'member', true FROM member WHERE name = 'Irene';
                 INSERT INTO home (workspace_id, platform, team, user_id, opened_at, due_at)
                 SELECT id, 'irc', 'T1', 'irene', '2026-11-18T03:00:00Z', '2026-11-18T03:00:00Z' FROM workspace";
    plaudit.db.tampering().await.execute(newer).await.unwrap();
    plaudit.opens_home(ANA).await;
    plaudit.at_home_types(BUDI, "@ana +1 untuk tes").await;
    plaudit.clock.advance(SignedDuration::from_secs(6));
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    until("hers has followed", async || {
        leaderboard::fold(&mut conn).await.unwrap();
        plaudit.app().desk.follow_homes().await.unwrap();
        plaudit.published_to(ANA).len() == 2
    })
    .await;
    plaudit.finish().await;
}

#[tokio::test]
async fn what_looks_the_same_is_not_sent_again() {
    let plaudit = start().await;
    plaudit.at_home_types(TOM, "@ana +1 for the reviews").await;
    plaudit.homes_follow().await;
    plaudit.opens_home(ANA).await;
    // Given and undone at once: the home is looked at, and is as it was.
    plaudit.at_home_types(BUDI, "@ana +1 untuk tes").await;
    plaudit.at_home_types(BUDI, "batal").await;
    plaudit.homes_follow().await;
    assert_eq!(plaudit.published_to(ANA).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn undoing_redeeming_wishing_and_reading_in_another_language_are_followed() {
    let plaudit = start().await;
    plaudit.home_shop(false).await;
    plaudit.opens_home(ANA).await;
    plaudit.at_home_types(ANA, "@budi +3 for the talk").await;
    plaudit.homes_follow().await;
    assert!(plaudit.home_of(ANA).contains("to Budi"));
    let undo = plaudit.button_at_home(ANA, "undo");
    let opened = plaudit.presses_at_home(ANA, &undo).await;
    assert!(
        opened.contains("undone") || opened.contains("took back"),
        "{opened}"
    );
    plaudit.homes_follow().await;
    let home = plaudit.home_of(ANA);
    assert!(
        !home.contains("to Budi") && !home.contains("Undo the last"),
        "{home}"
    );

    plaudit.at_home_types(TOM, "@ana +40 for everything").await;
    let item = "INSERT INTO reward_wish (workspace_id, item_id, member_id, wished_at)
                SELECT i.workspace_id, i.id, a.member_id, now() FROM reward_item i
                JOIN identity a ON a.workspace_id = i.workspace_id AND a.user_id = 'U0ANA000005'";
    sqlx::query(item).execute(&plaudit.db.pool).await.unwrap();
    plaudit.homes_follow().await;
    let home = plaudit.home_of(ANA);
    assert!(home.contains("Coffee voucher · 10 points to go"), "{home}");

    plaudit.at_home_types(ANA, "lang ms").await;
    plaudit.homes_follow().await;
    let home = plaudit.home_of(ANA);
    assert!(
        home.contains("Helo, Ana") && home.contains("10 mata lagi"),
        "{home}"
    );
    plaudit.finish().await;
}

/// Until the time to undo is over, and no longer.
#[tokio::test]
async fn the_way_back_goes_when_it_is_closed() {
    let plaudit = start().await;
    plaudit.at_home_types(ANA, "@budi +3 for the talk").await;
    let home = plaudit.opens_home(ANA).await;
    assert!(home.contains("Undo the last"), "{home}");
    plaudit
        .clock
        .advance(jiff::SignedDuration::from_mins(15) - jiff::SignedDuration::from_secs(5));
    until("the way back is gone", async || {
        plaudit.app().desk.follow_homes().await.unwrap();
        plaudit.quiet().await;
        plaudit.clock.advance(jiff::SignedDuration::from_secs(1));
        !plaudit.home_of(ANA).contains("Undo the last")
    })
    .await;
    plaudit.finish().await;
}

/// A gift itself writes nothing for homes.
#[tokio::test]
async fn a_gift_writes_nothing_for_homes() {
    let plaudit = start().await;
    plaudit.opens_home(ANA).await;
    let mut held = plaudit.db.pool.begin().await.unwrap();
    let lock = "SELECT pg_advisory_xact_lock(hashtextextended('plaudit leaderboard fold', 0)),
                       pg_advisory_xact_lock(hashtextextended('plaudit homes', 0))";
    sqlx::query(lock).execute(&mut *held).await.unwrap();
    let before = "SELECT count(*) FROM home_change";
    assert_eq!(count(&plaudit.db.pool, before).await, 0);
    plaudit.at_home_types(TOM, "@ana +1 for the reviews").await;
    assert_eq!(count(&plaudit.db.pool, before).await, 0);
    held.rollback().await.unwrap();
    plaudit.finish().await;
}

/// Whoever opened theirs a day ago is shown nothing more.
#[tokio::test]
async fn a_day_later_nobody_is_followed() {
    let plaudit = start().await;
    plaudit.opens_home(ANA).await;
    plaudit.clock.advance(jiff::SignedDuration::from_hours(25));
    plaudit.at_home_types(TOM, "@ana +1 for the reviews").await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    until("everything is noted", async || {
        leaderboard::fold(&mut conn).await.unwrap();
        plaudit.app().desk.follow_homes().await.unwrap();
        count(&plaudit.db.pool, super::WAITING).await == 0
    })
    .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.published_to(ANA).len(), 1);
    plaudit.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_between_change_and_home_loses_nothing() {
    let clock = Clock::system();
    let db = TestDb::new().await;
    let sandbox = Sandbox::start(SandboxOptions::for_tests()).await.unwrap();
    let replica = Replica::start_apart(&db, &sandbox, clock.clone()).await;
    sandbox.connect(&format!("http://{}/", replica.address));
    let ana = sandbox.as_user(ANA);
    assert!(ana.open_home("home").await.is_ok());
    sandbox
        .wait_for(|model| model.homes.contains_key(ANA).then_some(()))
        .await
        .unwrap();
    comes_to(
        &db.pool,
        0,
        "SELECT count(*) FROM outbox WHERE state = 'pending'",
    )
    .await;
    // It is noted what changed, and nobody looks at it: whoever would have is killed.
    let rests = "UPDATE home SET shown_at = now() + interval '1 hour'";
    sqlx::query(rests).execute(&db.pool).await.unwrap();
    let seen = sandbox
        .as_user(TOM)
        .slash(KUDOS, "/kudos", "@ana +7 for the night")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    let marked =
        "SELECT count(*) FROM home WHERE due_at BETWEEN now() AND now() + interval '2 hours'";
    comes_to(&db.pool, 1, marked).await;
    until("it is noted", async || {
        let mut conn = db.pool.acquire().await.unwrap();
        leaderboard::fold(&mut conn).await.unwrap();
        count(&db.pool, super::WAITING).await == 0
    })
    .await;
    replica.kill();
    let due = "UPDATE home SET due_at = now()";
    sqlx::query(due).execute(&db.pool).await.unwrap();

    let replica = Replica::start(&db, &sandbox, clock).await;
    sandbox.connect(&format!("http://{}/", replica.address));
    let shown = sandbox.wait_for(|model| {
        let home = model.homes.get(ANA)?;
        home.shown().contains("7 points").then_some(())
    });
    shown.await.unwrap();
    replica.stop().await;
}
