//! Rewards that a service delivers: what it is asked, and what each of its answers comes to.

use jiff::SignedDuration;
use plaudit::ids::RedemptionId;
use plaudit::policy::Actor;
use plaudit::rewards::catalog::CatalogError;
use plaudit::rewards::{self, Asks, Fulfilment, NotAdvanced, Offer, State};
use serde_json::json;

use super::scene::{BUDI, SITI, Scene};
use crate::harness::{comes_to, count, eventually};
use plaudit_sandbox::webhook::{Receiver, Say};

/// A redemption that a service answers so.
async fn answered(says: impl IntoIterator<Item = Say>) -> (Scene, Receiver, RedemptionId) {
    let scene = Scene::open().await;
    let receiver = Receiver::start(says).await.unwrap();
    let item = scene.by_service(&receiver, Asks::Nothing).await;
    let id = scene.redeem(item, None).await;
    (scene, receiver, id)
}

/// Every call of one key, and genuine.
#[track_caller]
fn all_of(receiver: &Receiver, id: RedemptionId) -> usize {
    let calls = receiver.calls();
    for call in &calls {
        assert_eq!((&call.id, call.genuine), (&id.to_string(), true));
        assert_eq!(call.body, calls[0].body, "the same order at every try");
    }
    calls.len()
}

#[tokio::test]
async fn a_service_is_told_what_it_needs_and_its_code_arrives() {
    let scene = Scene::open().await;
    let receiver = Receiver::start([Say::code("FROM-THERE")]).await.unwrap();
    let item = scene.by_service(&receiver, Asks::Address).await;
    let id = scene.redeem(item, Some("Jalan Satu 1, Jakarta")).await;
    scene.until(id, State::Fulfilled).await;
    let calls = receiver.calls();
    assert_eq!(all_of(&receiver, id), 1);
    assert_eq!(
        calls[0].body,
        json!({
            "type": "redemption.approved",
            "timestamp": calls[0].body["timestamp"],
            "data": {
                "id": id.to_string(),
                "item": { "slug": "mug", "name": "The mug" },
                "points": 10,
                "recipient": { "name": calls[0].body["data"]["recipient"]["name"], "locale": calls[0].body["data"]["recipient"]["locale"] },
                "delivery": { "address": "Jalan Satu 1, Jakarta" },
            },
        })
    );
    assert_eq!(scene.code(id).await.as_deref(), Some("FROM-THERE"));
    assert_eq!(scene.times_told(BUDI, "FROM-THERE").await, 1);
    assert_eq!(
        scene.steps(id).await,
        "requested approved fulfilling fulfilled"
    );
    scene.finish().await;
}

#[tokio::test]
async fn what_cannot_be_now_is_asked_for_again_under_the_same_key() {
    let says = [
        Say::Answer(500, String::new()),
        Say::Later(429, 1),
        Say::Answer(409, String::new()),
        Say::Answer(503, String::new()),
        Say::code("AT-LAST"),
    ];
    let (scene, receiver, id) = answered(says).await;
    scene.until(id, State::Fulfilled).await;
    assert_eq!(all_of(&receiver, id), 5);
    assert_eq!(scene.code(id).await.as_deref(), Some("AT-LAST"));
    assert_eq!(
        scene.steps(id).await,
        "requested approved fulfilling fulfilled"
    );
    assert_eq!(
        scene.times_told(SITI, "mug").await,
        0,
        "nobody was bothered"
    );
    scene.finish().await;
}

#[tokio::test]
async fn a_service_that_cannot_for_three_days_has_failed() {
    let (scene, receiver, id) = answered([Say::Answer(503, String::new())]).await;
    scene.called(&receiver, 1).await;
    scene.recorded().await;
    scene.plaudit.clock.advance(SignedDuration::from_hours(71));
    scene.called(&receiver, 2).await;
    scene.recorded().await;
    assert_eq!(scene.redemption(id).await.state, State::Fulfilling);
    scene.plaudit.clock.advance(SignedDuration::from_hours(2));
    let failed = scene.until(id, State::Failed).await;
    assert_eq!(failed.reason.as_deref(), Some("the service answered 503"));
    assert_eq!(scene.times_told(SITI, "its service answered 503").await, 1);
    assert_eq!(scene.times_told(BUDI, "takes longer").await, 1);
    scene.delivered().await;
    // An admin has it tried again, and the service has recovered.
    receiver.say([Say::code("AT-LAST")]);
    let mut tx = scene.plaudit.db.pool.begin().await.unwrap();
    let which = (scene.workspace, id);
    rewards::again(&mut tx, &scene.plaudit.clock, &Actor::Operator, which, &[])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    scene.until(id, State::Fulfilled).await;
    all_of(&receiver, id);
    scene.finish().await;
}

#[tokio::test]
async fn a_service_that_is_not_there_is_waited_for() {
    let scene = Scene::open().await;
    let receiver = Receiver::start([Say::code("LATE")]).await.unwrap();
    let there = receiver.url.clone();
    let mut gone = receiver.clone();
    // Nobody listens at a port that was given back.
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    gone.url = format!("http://{}/", free.local_addr().unwrap());
    drop(free);
    let item = scene.by_service(&gone, Asks::Nothing).await;
    let id = scene.redeem(item, None).await;
    let why = async || -> Option<String> {
        let why = sqlx::query_scalar("SELECT last_error FROM fulfilment");
        why.fetch_one(&scene.plaudit.db.pool).await.unwrap()
    };
    let said = |why: &Option<String>| {
        why.as_ref()
            .is_some_and(|it| it.contains("cannot be reached"))
    };
    eventually("it cannot be reached", why, said).await;
    assert_eq!(scene.redemption(id).await.state, State::Fulfilling);
    sqlx::query("UPDATE reward_item SET webhook_url = $1")
        .bind(there)
        .execute(&scene.plaudit.db.pool)
        .await
        .unwrap();
    scene.until(id, State::Fulfilled).await;
    scene.finish().await;
}

#[tokio::test]
async fn why_it_failed_is_said_in_the_language_of_whoever_reads_it() {
    let (scene, _receiver, id) = answered([Say::Answer(404, String::new())]).await;
    scene.until(id, State::Failed).await;
    scene.delivered().await;
    for (locale, says) in [
        ("en", "could not be delivered: its service answered 404."),
        ("id", "layanannya menjawab 404."),
        ("ms", "perkhidmatannya menjawab 404."),
    ] {
        let reads = sqlx::query("UPDATE member SET chosen_locale = $1").bind(locale);
        reads.execute(&scene.plaudit.db.pool).await.unwrap();
        scene.plaudit.app().desk.directory.forget();
        let siti = scene.plaudit.sandbox.as_user(SITI);
        let seen = siti.slash("C0KUDOS0001", "/kudos", "deliveries").await;
        assert!(seen.text.contains(says), "{locale}: {seen:?}");
    }
    scene.finish().await;
}

#[tokio::test]
async fn a_refusal_is_for_good_and_is_not_asked_twice() {
    for (say, why) in [
        (Say::Answer(404, String::new()), "the service answered 404"),
        (
            Say::Redirect("http://127.0.0.1:9/".to_owned()),
            "the service answered 302",
        ),
        (
            Say::Answer(
                200,
                r#"{"status":"failed","reason":"out of print"}"#.to_owned(),
            ),
            "out of print",
        ),
    ] {
        let (scene, receiver, id) = answered([say]).await;
        let failed = scene.until(id, State::Failed).await;
        assert_eq!(failed.reason.as_deref(), Some(why));
        scene.delivered().await;
        assert_eq!(all_of(&receiver, id), 1);
        let told = why.trim_start_matches("the ");
        assert_eq!(scene.times_told(SITI, told).await, 1);
        assert_eq!(
            scene.plaudit.points(BUDI).await,
            90,
            "the points stay in reserve"
        );
        scene.finish().await;
    }
}

#[tokio::test]
async fn an_admin_has_it_tried_again_with_a_button() {
    let (scene, receiver, id) = answered([Say::Answer(404, String::new())]).await;
    scene.until(id, State::Failed).await;
    receiver.say([Say::code("MENDED")]);
    scene.plaudit.quiet().await;
    let asked = scene.plaudit.sandbox.dm_with_bot(SITI).pop().unwrap();
    let siti = scene.plaudit.sandbox.as_user(SITI);
    for _ in 0..2 {
        let pressed = siti.press(&asked.channel, &asked.ts, "rewards.deliver_again");
        let pressed = pressed.await;
        assert_eq!(pressed.status, Some(200), "{pressed:?}");
    }
    scene.until(id, State::Fulfilled).await;
    assert_eq!(all_of(&receiver, id), 2);
    assert_eq!(scene.code(id).await.as_deref(), Some("MENDED"));
    assert_eq!(scene.times_told(BUDI, "MENDED").await, 1);
    scene.finish().await;
}

#[tokio::test]
async fn an_answer_that_is_lost_is_asked_for_again_and_arrives_once() {
    let lost = [
        Say::Break,
        Say::Answer(200, "<html>OK</html>".to_owned()),
        Say::Answer(200, r#"{"code":"two\nlines"}"#.to_owned()),
        Say::Endless,
    ];
    for say in lost {
        let (scene, receiver, id) = answered([say.clone(), say, Say::code("ONCE")]).await;
        scene.until(id, State::Fulfilled).await;
        assert_eq!(all_of(&receiver, id), 3);
        assert_eq!(scene.code(id).await.as_deref(), Some("ONCE"));
        assert_eq!(
            scene.steps(id).await,
            "requested approved fulfilling unknown fulfilling unknown fulfilling fulfilled"
        );
        assert_eq!(scene.times_told(BUDI, "ONCE").await, 1);
        // Admins were told once, and read how it ended.
        assert_eq!(scene.times_told(SITI, "is not known").await, 0);
        assert_eq!(scene.times_told(SITI, "mug").await, 1);
        scene.finish().await;
    }
}

#[tokio::test]
async fn a_service_that_hangs_is_asked_again() {
    let (scene, receiver, id) = answered([Say::Hang, Say::code("AWAKE")]).await;
    scene.until(id, State::Fulfilled).await;
    assert_eq!(all_of(&receiver, id), 2);
    assert_eq!(
        scene.steps(id).await,
        "requested approved fulfilling unknown fulfilling fulfilled"
    );
    scene.finish().await;
}

#[tokio::test]
async fn what_stays_unknown_is_left_to_admins() {
    let (scene, receiver, id) = answered([Say::Break]).await;
    scene.until(id, State::Unknown).await;
    scene.recorded().await;
    scene.plaudit.clock.advance(SignedDuration::from_hours(73));
    scene.delivered().await;
    assert!(all_of(&receiver, id) >= 2);
    assert_eq!(scene.redemption(id).await.state, State::Unknown);
    assert_eq!(scene.times_told(SITI, "is not known").await, 1);
    // Not even one who could not be reached later has failed: the first call may have done it.
    let mut tx = scene.plaudit.db.pool.begin().await.unwrap();
    receiver.say([Say::Answer(503, String::new())]);
    let which = (scene.workspace, id);
    rewards::again(&mut tx, &scene.plaudit.clock, &Actor::Operator, which, &[])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    scene.until(id, State::Unknown).await;
    scene.recorded().await;
    scene.plaudit.clock.advance(SignedDuration::from_hours(73));
    scene.delivered().await;
    assert_eq!(scene.redemption(id).await.state, State::Unknown);
    scene.finish().await;
}

#[tokio::test]
async fn one_that_is_only_under_way_cannot_be_tried_again() {
    let (scene, _receiver, id) = answered([Say::Answer(202, String::new())]).await;
    scene.until(id, State::Fulfilling).await;
    scene.recorded().await;
    let mut tx = scene.plaudit.db.pool.begin().await.unwrap();
    let which = (scene.workspace, id);
    let again = rewards::again(&mut tx, &scene.plaudit.clock, &Actor::Operator, which, &[]).await;
    assert!(
        matches!(again, Err(NotAdvanced::Stands(State::Fulfilling))),
        "{again:?}"
    );
    drop(tx);
    scene.finish().await;
}

#[tokio::test]
async fn private_addresses_are_called_only_where_that_is_allowed() {
    let scene = Scene::open().await;
    scene.plaudit.app().stop.cancel();
    let public = scene.beside(|settings| settings.fulfilment_private = false);
    let public = public.await;
    let receiver = Receiver::start([Say::code("NEVER")]).await.unwrap();
    let hosts = ["127.0.0.1", "localhost", "127.1", "[::1]"];
    for (number, host) in hosts.into_iter().enumerate() {
        let mut named = receiver.clone();
        named.url = receiver.url.replace("127.0.0.1", host);
        let slug = format!("mug-{number}");
        let item = scene.by_service_as(&slug, &named, Asks::Nothing).await;
        let id = scene.redeem(item, None).await;
        let failed = scene.until(id, State::Failed).await;
        let why = failed.reason.unwrap();
        assert!(why.contains("not of the internet"), "{host}: {why}");
        assert!(!why.contains(host), "{why}");
    }
    assert_eq!(receiver.calls().len(), 0);
    public.stop().await;
    scene.finish().await;
}

#[tokio::test]
async fn without_the_key_nothing_is_begun_and_nothing_is_lost() {
    let scene = Scene::open().await;
    scene.plaudit.app().stop.cancel();
    let receiver = Receiver::start([Say::code("THERE")]).await.unwrap();
    let mug = scene.by_service(&receiver, Asks::Address).await;
    let coffee = scene.by_codes("HERE").await;
    let keyless = scene.beside(|settings| settings.sealer = None).await;
    let redeemed = [
        scene.redeem(mug, Some("Jalan Satu")).await,
        scene.redeem(coffee, None).await,
    ];
    let told =
        "SELECT count(*) FROM fulfilment WHERE last_error = 'PLAUDIT_ENCRYPTION_KEY is not set'";
    comes_to(&scene.plaudit.db.pool, 2, told).await;
    for id in redeemed {
        assert_eq!(scene.redemption(id).await.state, State::Approved);
    }
    keyless.stop().await;
    let with_key = scene.beside(|_| ()).await;
    scene.plaudit.clock.advance(SignedDuration::from_mins(2));
    for (id, code) in redeemed.into_iter().zip(["THERE", "HERE"]) {
        scene.until(id, State::Fulfilled).await;
        assert_eq!(scene.code(id).await.as_deref(), Some(code));
    }
    with_key.stop().await;
    scene.finish().await;
}

/// What was redeemed is delivered as it was then, whatever its item becomes: an admin goes on with what
/// was by hand, and no service is asked for it.
#[tokio::test]
async fn what_was_by_hand_stays_so_when_a_service_delivers_its_item() {
    let scene = Scene::open().await;
    let receiver = Receiver::start([Say::code("NEW")]).await.unwrap();
    let item = scene.add("mug", |_, _| ()).await;
    let by_hand = scene.redeem(item, None).await;
    let webhook = scene.webhook(&receiver, item);
    let edited = scene.edit(item, |offer| {
        offer.fulfilment = Fulfilment::Webhook;
        offer.webhook = Some(webhook);
    });
    edited.await.unwrap();
    let ordered = scene.redeem(item, None).await;
    scene.until(ordered, State::Fulfilled).await;
    assert_eq!(all_of(&receiver, ordered), 1);
    let mut conn = scene.plaudit.db.pool.acquire().await.unwrap();
    let (listed, all) = rewards::by_hand(&mut conn, scene.workspace, 10)
        .await
        .unwrap();
    let listed: Vec<RedemptionId> = listed.iter().map(|it| it.id).collect();
    assert_eq!((listed, all), (vec![by_hand], 1));
    drop(conn);
    // It was never ordered: nobody calls back for it.
    let refused = scene.call_back(by_hand, r#"{"status":"fulfilled"}"#).await;
    assert_eq!(refused.status, 401);
    assert_eq!(scene.redemption(by_hand).await.state, State::Approved);
    scene.finish().await;
}

/// What a service was asked for only it delivers: until then its item stays with it.
#[tokio::test]
async fn an_item_stays_with_its_service_while_something_is_ordered() {
    let (scene, receiver, id) =
        answered([Say::Answer(200, r#"{"status":"pending"}"#.into())]).await;
    scene.called(&receiver, 1).await;
    scene.recorded().await;
    let item = scene.redemption(id).await.item;
    let by_hand = |offer: &mut Offer| {
        offer.fulfilment = Fulfilment::Manual;
        offer.webhook = None;
    };
    let refused = scene.edit(item, by_hand).await.unwrap_err();
    assert!(matches!(refused, CatalogError::Ordered(1)), "{refused}");
    assert!(
        refused.to_string().starts_with("1 redeemed of it"),
        "{refused}"
    );
    let called = scene.call_back(id, r#"{"status":"fulfilled"}"#).await;
    assert_eq!(called.status, 204);
    // Nothing waits for a call that has come.
    let waits = "SELECT count(*) FROM fulfilment WHERE state = 'pending' OR last_error IS NOT NULL";
    assert_eq!(count(&scene.plaudit.db.pool, waits).await, 0);
    scene.edit(item, by_hand).await.unwrap();
    let next = scene.redeem(item, None).await;
    assert_eq!(scene.redemption(next).await.provider, Fulfilment::Manual);
    scene.finish().await;
}
