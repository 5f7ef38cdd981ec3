//! What happens to a letter on its way when the process ends.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use plaudit_sandbox::slack::Fault;

use super::office::{KUDOS, Office, seconds};

#[tokio::test]
async fn an_orderly_stop_finishes_what_is_on_its_way() {
    let office = Office::open().await;
    let slow = Fault::Slow(Duration::from_millis(700));
    office.sandbox.fail("chat.postMessage", slow, 1);
    office
        .put(&[office.letter(KUDOS, "begun"), office.letter(KUDOS, "later")])
        .await;
    let worker = office.hire();
    office.posts_come(1).await;
    assert_eq!(office.texts(KUDOS), Vec::<String>::new());
    worker.stop().await;
    let rows = office.rows().await;
    assert!(rows[0].sent());
    assert_eq!((rows[1].state.as_str(), rows[1].attempts), ("pending", 0));
    assert_eq!(office.texts(KUDOS), ["begun"]);
}

#[tokio::test]
async fn what_a_crash_interrupts_is_sent_after_the_lease() {
    let office = Office::open().await;
    let hang = Fault::Slow(Duration::from_mins(1));
    office.sandbox.fail("chat.postMessage", hang, 1);
    office
        .put(&[
            office.letter(KUDOS, "first"),
            office.letter(KUDOS, "second"),
        ])
        .await;
    let worker = office.hire();
    office.posts_come(1).await;
    worker.crash().await;

    // Another one leaves it alone while the first could still be at it, and keeps the order.
    let worker = office.hire();
    office.pass(SignedDuration::from_millis(59_999));
    office.look_round().await;
    assert_eq!(office.texts(KUDOS), Vec::<String>::new());
    office.pass(SignedDuration::from_millis(1));
    let rows = office.until(|rows| rows[0].sent()).await;
    assert_eq!(rows[0].attempts, 2);
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["first", "second"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_database_that_is_away_for_a_moment_repeats_nothing() {
    let office = Office::open().await;
    let slow = Fault::Slow(Duration::from_millis(500));
    office.sandbox.fail("chat.postMessage", slow, 1);
    office.put(&[office.letter(KUDOS, "once")]).await;
    let worker = office.hire();
    office.posts_come(1).await;
    let mut outage = office.db.outage().await;
    let posted = office
        .sandbox
        .wait_for(|model| model.messages.first().map(drop));
    posted.await.unwrap();
    // It could not be recorded at once.
    tokio::time::sleep(Duration::from_millis(200)).await;
    outage.end().await;
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(61));
    office.look_round().await;
    assert_eq!(office.texts(KUDOS), ["once"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_stop_does_not_wait_for_what_hangs() {
    let office = Office::open().await;
    let hang = Fault::Slow(Duration::from_mins(1));
    office.sandbox.fail("chat.postMessage", hang, 1);
    office.put(&[office.letter(KUDOS, "hangs")]).await;
    let worker = office.hire();
    office.posts_come(1).await;
    let begun = Instant::now();
    worker.stop().await;
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(8), "{taken:?}");
    // It may still arrive: until that is over, its lease keeps its place.
    let rows = office.rows().await;
    assert_eq!(
        (rows[0].attempts, rows[0].wait(&office.clock)),
        (1, seconds(60))
    );
}
