//! The database goes away for a while: everyone is told, nothing is half done, and it goes on.

use std::time::Duration;

use plaudit::database::private::Private;
use plaudit_sandbox::slack::Seen;
use tokio::time::{Instant, sleep};

use crate::harness::{Company, Network, prove, recorded};

const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

fn is_sorry(seen: &Seen) -> bool {
    seen.text.contains("nothing was recorded") || seen.text.contains("Nothing was recorded")
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
        assert!(is_sorry(&told), "{told:?}");
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

async fn give_one(company: &Company, number: &str, left: u32) {
    let given = company
        .command(&format!("@budi +1 for number {number}."))
        .await;
    assert!(given.text.contains(&format!("{left} left")), "{given:?}");
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_refuses_is_an_outage_like_any_other() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let mut network = Network::to(&database).await;
    let server = company.serve_on(&network.url()).await;
    give_one(&company, "0-0-0", 99).await;
    network.cut().await;
    outage(&company).await;
    network.mend().await;
    server.ready().await;
    give_one(&company, "2-2-2", 98).await;
    drop(server);
    network.cut().await;
    database.stop().await;
    only_what_was_told(&company).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_falls_silent_is_an_outage_like_any_other() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let mut network = Network::to(&database).await;
    let server = company.serve_on(&network.url()).await;
    give_one(&company, "0-0-0", 99).await;
    network.fall_silent(true);
    outage(&company).await;
    network.fall_silent(false);
    server.ready().await;
    give_one(&company, "2-2-2", 98).await;
    drop(server);
    network.cut().await;
    database.stop().await;
    only_what_was_told(&company).await;
}
