//! Rewards that are delivered by codes: one each.

use std::collections::BTreeSet;

use plaudit::letters::RewardLetters;
use plaudit::policy::{Actor, Role};
use plaudit::rewards::{self, Advance, Fulfilment, State, Step, catalog};

use plaudit_sandbox::slack::Fault;

use super::scene::{BUDI, SITI, Scene};
use crate::harness::{acting, count, eventually};

#[tokio::test]
async fn a_code_goes_to_who_redeemed_and_to_nobody_else() {
    let scene = Scene::open().await;
    let item = scene.by_codes("SECRET-1\nSECRET-2").await;
    let id = scene.redeem(item, None).await;
    let done = scene.until(id, State::Fulfilled).await;
    assert_eq!(done.provider, Fulfilment::Codes);
    assert_eq!(scene.code(id).await.as_deref(), Some("SECRET-1"));
    assert_eq!(scene.steps(id).await, "requested approved fulfilled");
    assert_eq!(scene.times_told(BUDI, "SECRET-1").await, 1);
    assert_eq!(scene.times_told(SITI, "SECRET").await, 0);
    // Once it has arrived it stands nowhere that can be read.
    for (table, column) in [
        ("outbox", "letter"),
        ("audit_log", "detail"),
        ("redemption", "reason"),
        ("redemption_step", "reason"),
        ("fulfilment", "last_error"),
        ("delivery", "key"),
    ] {
        let sql = format!("SELECT count(*) FROM {table} WHERE {column}::text LIKE '%SECRET%'");
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(&scene.plaudit.db.pool)
            .await
            .unwrap();
        assert_eq!(found, 0, "{table}.{column}");
    }
    scene.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_workers_give_each_code_once() {
    let scene = Scene::open().await;
    let codes: Vec<String> = (0..10).map(|number| format!("CODE-{number}")).collect();
    let item = scene.by_codes(&codes.join("\n")).await;
    let others = [scene.beside(|_| ()).await, scene.beside(|_| ()).await];
    let mut redeemed = Vec::new();
    for _ in 0..10 {
        redeemed.push(scene.redeem(item, None).await);
    }
    let mut given = BTreeSet::new();
    for id in redeemed {
        scene.until(id, State::Fulfilled).await;
        given.insert(scene.code(id).await.unwrap());
    }
    assert_eq!(given, codes.into_iter().collect());
    for other in others {
        other.stop().await;
    }
    scene.finish().await;
}

#[tokio::test]
async fn admins_are_told_when_few_are_left_and_when_none_is() {
    let scene = Scene::open().await;
    scene.plaudit.set("rewards.codes_low", "2").await;
    let item = scene.by_codes("A\nB\nC\nD").await;
    let mut told = Vec::new();
    for _ in 0..4 {
        scene.redeem(item, None).await;
        scene.delivered().await;
        let left = scene.times_told(SITI, "2 codes of").await;
        let gone = scene.times_told(SITI, "The last code of").await;
        told.push((left, gone));
    }
    assert_eq!(told, [(0, 0), (1, 0), (1, 0), (1, 1)]);
    scene.load(item, "E\nF\nG").await;
    scene.redeem(item, None).await;
    scene.delivered().await;
    let again = scene.times_told(SITI, "2 codes of").await;
    assert_eq!(again, 2, "it is crossed again");
    scene.finish().await;
}

#[tokio::test]
async fn where_codes_are_gone_an_admin_is_asked() {
    let scene = Scene::open().await;
    let item = scene.by_codes("ONLY").await;
    // Somebody took it away behind our back.
    let pool = &scene.plaudit.db.pool;
    for taken in [
        "CREATE TABLE taken AS SELECT * FROM reward_code",
        "DELETE FROM reward_code",
    ] {
        sqlx::query(taken).execute(pool).await.unwrap();
    }
    let id = scene.redeem(item, None).await;
    let failed = scene.until(id, State::Failed).await;
    assert_eq!(failed.reason.as_deref(), Some("no code is left"));
    assert_eq!(scene.times_told(SITI, "could not be delivered").await, 1);
    assert_eq!(scene.times_told(BUDI, "takes longer").await, 1);

    // Once there are codes again, it is tried again.
    scene.load(item, "ANOTHER").await;
    let mut tx = scene.plaudit.db.pool.begin().await.unwrap();
    let which = (scene.workspace, id);
    let keys = ["pressed".to_owned()];
    let clock = &scene.plaudit.clock;
    let begun = rewards::again(&mut tx, clock, &Actor::Operator, which, &keys).await;
    assert_eq!(begun.unwrap().redemption.state, State::Fulfilling);
    tx.commit().await.unwrap();
    let mut tx = scene.plaudit.db.pool.begin().await.unwrap();
    let twice = rewards::again(&mut tx, clock, &Actor::Operator, which, &keys).await;
    assert!(
        matches!(twice, Err(rewards::NotAdvanced::Repeated)),
        "{twice:?}"
    );
    tx.rollback().await.unwrap();
    scene.until(id, State::Fulfilled).await;
    assert_eq!(scene.code(id).await.as_deref(), Some("ANOTHER"));
    // Whoever was asked reads that it is done.
    assert_eq!(scene.times_told(SITI, "could not be delivered").await, 0);
    let tried =
        "SELECT count(*) FROM audit_log WHERE action = 'redemption.fulfil' AND actor = 'operator'";
    assert_eq!(count(&scene.plaudit.db.pool, tried).await, 1);
    // The proof says that one is missing.
    let mut conn = scene.plaudit.db.pool.acquire().await.unwrap();
    let fault = rewards::verify_rewards(&mut conn).await.unwrap().unwrap();
    assert!(
        fault.to_string().contains("has 1 left, but 0 codes"),
        "{fault}"
    );
    drop(conn);
    let back = "INSERT INTO reward_code OVERRIDING SYSTEM VALUE SELECT * FROM taken";
    sqlx::query(back).execute(pool).await.unwrap();
    scene.finish().await;
}

#[tokio::test]
async fn what_is_archived_meanwhile_goes_on_and_what_is_cancelled_takes_no_code() {
    let scene = Scene::open().await;
    let item = scene.by_codes("A\nB").await;
    let pool = &scene.plaudit.db.pool;
    let clock = &scene.plaudit.clock;
    let budi = acting(scene.budi, Role::Member);
    let teller = RewardLetters::new(scene.settings().await);

    let mut tx = pool.begin().await.unwrap();
    let cancelled = scene.redeem_in(&mut tx, item, None).await;
    let ask = Advance::new(scene.workspace, cancelled, Step::Cancel, &budi);
    rewards::advance(&mut tx, clock, ask, &teller)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let mut tx = pool.begin().await.unwrap();
    let id = scene.redeem_in(&mut tx, item, None).await;
    let found = catalog::by_id(&mut tx, scene.workspace, item).await;
    let found = found.unwrap().unwrap();
    catalog::archive(&mut tx, clock, &Actor::Operator, &found, true)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    scene.until(id, State::Fulfilled).await;
    scene.delivered().await;
    assert_eq!(scene.steps(cancelled).await, "requested approved cancelled");
    assert_eq!(scene.code(cancelled).await, None);
    let given = "SELECT count(*) FROM reward_code WHERE redemption_id IS NOT NULL";
    assert_eq!(count(pool, given).await, 1);
    scene.finish().await;
}

/// One that nobody here can open is for whoever has its key: the next one is given.
#[tokio::test]
async fn a_code_that_does_not_open_keeps_no_other_back() {
    let scene = Scene::open().await;
    let item = scene.by_codes("FOREIGN\nBROKEN\nGOOD\nSPARE").await;
    for (code, sealed_by) in [(1, &b"\x01else"[..]), (2, &b""[..])] {
        let sql = "UPDATE reward_code
                   SET code = CASE WHEN $2 = ''::bytea THEN substring(code, 1, 17) || substring(code, 1, 30)
                              ELSE $2 || substring(code, 6) END
                   WHERE id = (SELECT id FROM reward_code ORDER BY id OFFSET $1 - 1 LIMIT 1)";
        let spoilt = sqlx::query(sql).bind(code).bind(sealed_by);
        spoilt.execute(&scene.plaudit.db.pool).await.unwrap();
    }
    let id = scene.redeem(item, None).await;
    scene.until(id, State::Fulfilled).await;
    assert_eq!(scene.code(id).await.as_deref(), Some("GOOD"));
    let next = scene.redeem(item, None).await;
    scene.until(next, State::Fulfilled).await;
    assert_eq!(scene.code(next).await.as_deref(), Some("SPARE"));
    // Only what is left of them all waits, and says for what.
    let waits = scene.redeem(item, None).await;
    let why = "SELECT count(*) FROM fulfilment WHERE redemption_id = $1 AND last_error LIKE '%does not open what is sealed'";
    let look = async || -> i64 {
        let looked = sqlx::query_scalar(why).bind(waits);
        looked.fetch_one(&scene.plaudit.db.pool).await.unwrap()
    };
    eventually("it says why it waits", look, |seen| *seen == 1).await;
    scene.finish().await;
}

/// While the message that brings a code waits, it stands in no row that can be read.
#[tokio::test]
async fn a_code_that_waits_for_its_member_stands_nowhere() {
    let scene = Scene::open().await;
    let codes: Vec<String> = (1..=50).map(|number| format!("SECRET-{number}")).collect();
    let item = scene.by_codes(&codes.join("\n")).await;
    scene.plaudit.quiet().await;
    // His conversation has rested.
    let minute = jiff::SignedDuration::from_mins(1);
    scene.plaudit.clock.advance(minute);
    let sandbox = &scene.plaudit.sandbox;
    sandbox.fail("chat.postMessage", Fault::Broken, 1);
    let id = scene.redeem(item, None).await;
    let failed = "SELECT count(*) FROM outbox WHERE state = 'pending' AND last_error IS NOT NULL AND letter ? 'reveals'";
    let look = async || count(&scene.plaudit.db.pool, failed).await;
    eventually("the message waits", look, |waits| *waits == 1).await;
    let holds = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%SECRET%'";
    assert_eq!(count(&scene.plaudit.db.pool, holds).await, 0);
    scene.until(id, State::Fulfilled).await;
    let told = async || {
        let clock = &scene.plaudit.clock;
        clock.advance(jiff::SignedDuration::from_secs(20));
        scene.times_told(BUDI, "SECRET-1").await
    };
    eventually("he is told", told, |times| *times == 1).await;
    scene.finish().await;
}
