//! A commit that is not answered: nobody is told that nothing was recorded, and everybody is told what
//! came of it.

use std::time::Duration;

use plaudit::attempt::Failure;
use plaudit::clock::Clock;
use plaudit::database::private::Private;
use plaudit::database::{commit, connect};
use plaudit_sandbox::slack::Message;
use serde_json::{Value, json};
use sqlx::{ConnectOptions, Executor, PgConnection};
use tokio::time::Instant;

use crate::harness::{Company, eventually, prove, recorded, until};

const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

/// Whoever may change the server.
async fn operator(database: &Private) -> PgConnection {
    let superuser = database.connect_options().username("postgres");
    superuser.connect().await.unwrap()
}

/// From now on a commit waits for a standby that does not exist; or no longer.
async fn wait_for_nobody(operator: &mut PgConnection, absent: bool) {
    let setting = if absent {
        "ALTER SYSTEM SET synchronous_standby_names = 'absent'"
    } else {
        "ALTER SYSTEM RESET synchronous_standby_names"
    };
    operator.execute(setting).await.unwrap();
    operator.execute("SELECT pg_reload_conf()").await.unwrap();
    let waits = "SELECT setting <> '' FROM pg_settings WHERE name = 'synchronous_standby_names'";
    let waits = async || -> bool {
        let waits = sqlx::query_scalar(waits).fetch_one(&mut *operator);
        waits.await.unwrap()
    };
    eventually("the server knows", waits, |waits| *waits == absent).await;
}

/// What Ana alone was told and contains `words`.
async fn told(company: &Company, words: &str) -> Message {
    let found = company.sandbox.wait_for(|model| {
        let mut messages = model.messages.iter();
        let mine = |it: &&Message| it.visible_to.as_deref() == Some(ANA);
        messages
            .find(|it| mine(it) && it.shown().contains(words))
            .cloned()
    });
    found.await.unwrap()
}

fn times_told(company: &Company, words: &str) -> usize {
    let told = company.sandbox.ephemerals(ANA);
    told.iter().filter(|it| it.shown().contains(words)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_is_not_answered_is_not_certain_until_it_is() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let server = company.serve_on(&database.url()).await;
    let ana = company.sandbox.as_user(ANA);
    company.command("@budi +1 for number 0-0-0.").await;
    let mut operator = operator(&database).await;
    wait_for_nobody(&mut operator, true).await;

    let seen = company.command("@budi +1 for number 1-1-1.").await;
    assert!(!seen.text.contains("nothing was recorded"), "{seen:?}");
    assert!(seen.text.contains("can't tell yet"), "{seen:?}");
    // The button asks, and still nobody knows; the answer to a press goes around the outbox.
    let unsure = told(&company, "can't tell yet").await;
    let begun = Instant::now();
    let pressed = ana.press(KUDOS, &unsure.ts, "delivery.check").await;
    assert_eq!(pressed.status, Some(200));
    assert!(begun.elapsed() < Duration::from_secs(3));
    // What changes something else is no more certain.
    let seen = company.command("lang id").await;
    assert!(!seen.text.contains("nothing was recorded"), "{seen:?}");

    wait_for_nobody(&mut operator, false).await;
    told(&company, "recorded after all").await;
    // It is there once, and whoever asks now learns it.
    let pressed = ana.press(KUDOS, &unsure.ts, "delivery.check").await;
    assert_eq!(pressed.status, Some(200));
    let left = company.command("saldo").await;
    assert!(left.text.contains("98"), "{left:?}");
    let words = "can't tell yet";
    assert!(times_told(&company, words) >= 1);
    drop(server);
    database.stop().await;
    company
        .look(async |pool| {
            assert_eq!(recorded(pool).await, ["0-0-0", "1-1-1"]);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_whose_commit_is_not_answered_keeps_no_place() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let pool = connect(database.connect_options(), 1).await.unwrap();
    let mut operator = operator(&database).await;
    wait_for_nobody(&mut operator, true).await;
    let mut tx = pool.begin().await.unwrap();
    tx.execute("CREATE TABLE uncertain ()").await.unwrap();
    let committed = commit(tx).await;
    assert!(
        matches!(committed, Err(Failure::Unknown(_))),
        "{committed:?}"
    );
    // Others work again, although the server still waits.
    until("there is a place", async || pool.acquire().await.is_ok()).await;
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    let waiting: i64 = sqlx::query_scalar(waiting)
        .fetch_one(&mut operator)
        .await
        .unwrap();
    assert_eq!(waiting, 1);
    wait_for_nobody(&mut operator, false).await;
    database.stop().await;
}

/// What a reaction gives.
async fn standing(operator: &mut PgConnection) -> i64 {
    let standing = "SELECT count(*) FROM kudos k WHERE source = 'reaction' AND NOT EXISTS
                      (SELECT FROM kudos_reversal v WHERE v.kudos_id = k.id)";
    let standing = sqlx::query_scalar(standing);
    standing.fetch_one(operator).await.unwrap()
}

fn reaction(added: bool, ts: &str, at: &str) -> Value {
    json!({
        "type": if added { "reaction_added" } else { "reaction_removed" },
        "user": ANA, "reaction": "clap", "event_ts": at, "item_user": BUDI,
        "item": {"type": "message", "channel": KUDOS, "ts": ts},
    })
}

/// Neither sees the other while both wait for their commit; told again, each looks again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reaction_taken_away_while_nobody_knew_gives_nothing() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let server = company.serve_on(&database.url()).await;
    let budi = company.sandbox.as_user(BUDI);
    let ts = budi.post(KUDOS, "it is done").await.ts.unwrap();
    // The place is known by now, and so are the two.
    let before = budi.post(KUDOS, "soon").await.ts.unwrap();
    let ana = company.sandbox.as_user(ANA);
    ana.react(KUDOS, &before, "clap").await;
    let mut operator = operator(&database).await;
    let given = async || standing(&mut operator).await;
    eventually("the first one gives", given, |many| *many == 1).await;
    wait_for_nobody(&mut operator, true).await;
    let now = Clock::system().now().as_second();
    let (on, off) = (format!("{now}.000100"), format!("{now}.000200"));
    let put_on = company.sandbox.send_event(reaction(true, &ts, &on)).await;
    assert_eq!(put_on.status, Some(503), "{put_on:?}");
    let taken_away = company.sandbox.send_event(reaction(false, &ts, &off)).await;
    assert_eq!(taken_away.status, Some(503), "{taken_away:?}");
    wait_for_nobody(&mut operator, false).await;
    for kind in ["event reaction_added", "event reaction_removed"].repeat(2) {
        let mut all = company.sandbox.deliveries().into_iter();
        let number = all.rfind(|it| it.kind == kind).unwrap().number;
        company.sandbox.redeliver(number).await;
    }
    let given = async || standing(&mut operator).await;
    eventually("only the first one gives", given, |many| *many == 1).await;
    drop(server);
    database.stop().await;
}
