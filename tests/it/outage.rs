//! The database goes away for a while: everyone is told, nothing is half done, and it goes on.

use std::time::Duration;

use plaudit::database::private::Private;
use plaudit_sandbox::slack::Seen;
use sqlx::{ConnectOptions, Connection, Executor, PgPool};
use tokio::time::{Instant, sleep};

use crate::harness::{Company, Network, count, eventually, prove, recorded, until};

const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// Whether they are told the truth: that nothing was recorded, or, where finding that out takes longer
/// than they can wait, that it is not certain.
fn is_honest(seen: &Seen) -> bool {
    let said = |what| seen.text.contains(what);
    said("nothing was recorded") || said("I can't tell yet whether that was recorded")
}

/// Eight seconds without the database.
async fn outage(company: &Company) {
    // Longer than anything is remembered of the team, so that nothing is answered from memory.
    let begun = Instant::now();
    let mut turn = 0;
    while begun.elapsed() < Duration::from_secs(8) {
        let text = format!("@budi +1 for number 1-1-{turn}.");
        let mention = serde_json::json!({
            "type": "app_mention", "user": ANA, "channel": KUDOS,
            "text": "<@U0BUDI00002> +1", "ts": format!("1795000000.{turn:06}"),
            "event_ts": format!("1795000000.{turn:06}"),
        });
        let event = company.sandbox.send_event(mention);
        let (told, event) = tokio::join!(company.command(&text), event);
        assert!(is_honest(&told), "{told:?}");
        assert_eq!(event.status, Some(503), "{event:?}");
        turn += 1;
        sleep(Duration::from_millis(300)).await;
    }
}

/// What was given before and after, and nothing of what was refused.
async fn only_what_was_told(company: &Company) {
    company
        .look(async |pool| {
            assert_eq!(recorded(pool).await, ["0-0-0", "2-2-2"]);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

/// Gives, as often as it takes, by the same delivery: it is done once. Some lines of the pool may have
/// died, and a busy machine is slow.
async fn give_one(company: &Company, number: &str, left: u32) {
    let told = company
        .command(&format!("@budi +1 for number {number}."))
        .await;
    let deliveries = company.sandbox.deliveries();
    let sent = deliveries
        .iter()
        .rfind(|it| it.body.contains(&format!("number+{number}.")))
        .unwrap();
    let said = told.text;
    let again = async || {
        let said = company.sandbox.redeliver(sent.number).await.text;
        said.contains("left") || said.contains("already given")
    };
    if said.contains("left") {
        assert!(said.contains(&format!("{left} left")), "{said}");
    } else {
        until("it is given", again).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_gone_everyone_is_told_and_then_it_goes_on() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let url = database.url();
    let server = company.serve_on(&url).await;
    give_one(&company, "0-0-0", 99).await;
    database.stop().await;
    outage(&company).await;
    let database = Private::start(&company.database()).await.unwrap();
    server.ready().await;
    give_one(&company, "2-2-2", 98).await;
    drop(server);
    database.stop().await;
    only_what_was_told(&company).await;
}

/// How a network is away.
#[derive(Clone, Copy)]
enum Away {
    Refusing,
    Silent,
}

/// The network is away for a while, and everything goes on after it.
async fn an_outage_of_the_network(away: Away) {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let mut network = Network::to(&database).await;
    let server = company.serve_on(&network.url()).await;
    give_one(&company, "0-0-0", 99).await;
    match away {
        Away::Refusing => network.cut().await,
        Away::Silent => network.fall_silent(true),
    }
    outage(&company).await;
    match away {
        Away::Refusing => network.mend().await,
        Away::Silent => network.fall_silent(false),
    }
    server.ready().await;
    give_one(&company, "2-2-2", 98).await;
    drop(server);
    network.cut().await;
    database.stop().await;
    only_what_was_told(&company).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_refuses_is_an_outage_like_any_other() {
    an_outage_of_the_network(Away::Refusing).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_falls_silent_is_an_outage_like_any_other() {
    an_outage_of_the_network(Away::Silent).await;
}

/// The line falls silent in the middle of a question, and others are as good as ever: as when a
/// balancer forgets a connection. Who asked is started again, and nobody waits for an answer that
/// never comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_on_a_line_that_died_is_not_waited_for() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let mut network = Network::to(&database).await;
    let server = company.serve_on(&network.url()).await;
    give_one(&company, "0-0-0", 99).await;
    let mut operator = database.connect_options().connect().await.unwrap();
    let mut tx = operator.begin().await.unwrap();
    tx.execute("LOCK TABLE outbox, inbox").await.unwrap();
    let asking = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let pool = PgPool::connect_with(database.connect_options())
        .await
        .unwrap();
    // Whoever looks for letters, and whoever looks for deliveries.
    let waiting = async || count(&pool, asking).await;
    eventually("both ask", waiting, |many| *many >= 2).await;
    network.forget_lines();
    tx.rollback().await.unwrap();
    let given = async || company.command("@budi +1 for number 1-1-1.").await.text;
    eventually("it is given", given, |said| said.contains("left")).await;
    let announced = async || {
        let messages = company.sandbox.messages(KUDOS);
        messages.iter().any(|it| it.shown().contains("1-1-1"))
    };
    // As long as a task may be silent, and then as long as anything.
    let patience = Duration::from_mins(3);
    let since = Instant::now();
    while !announced().await {
        assert!(since.elapsed() < patience, "nothing leaves any more");
        sleep(Duration::from_millis(100)).await;
    }
    server.ready().await;
    pool.close().await;
    drop((server, operator));
    network.cut().await;
    database.stop().await;
}
