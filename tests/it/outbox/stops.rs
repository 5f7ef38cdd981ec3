//! What happens to a letter on its way when the process ends.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use plaudit_sandbox::slack::Fault;

use super::scene::{KUDOS, Scene, seconds};

#[tokio::test]
async fn an_orderly_stop_finishes_what_is_on_its_way() {
    let scene = Scene::open().await;
    let slow = Fault::Slow(Duration::from_millis(700));
    scene.sandbox.fail("chat.postMessage", slow, 1);
    scene
        .put(&[scene.letter(KUDOS, "begun"), scene.letter(KUDOS, "later")])
        .await;
    let worker = scene.hire();
    scene.posts_come(1).await;
    assert_eq!(scene.texts(KUDOS), Vec::<String>::new());
    worker.stop().await;
    let rows = scene.rows().await;
    assert!(rows[0].sent());
    assert_eq!((rows[1].state.as_str(), rows[1].attempts), ("pending", 0));
    assert_eq!(scene.texts(KUDOS), ["begun"]);
}

#[tokio::test]
async fn what_a_crash_interrupts_is_sent_after_the_lease() {
    let scene = Scene::open().await;
    let hang = Fault::Slow(Duration::from_mins(1));
    scene.sandbox.fail("chat.postMessage", hang, 1);
    scene
        .put(&[scene.letter(KUDOS, "first"), scene.letter(KUDOS, "second")])
        .await;
    let worker = scene.hire();
    scene.posts_come(1).await;
    worker.crash().await;

    // Another one leaves it alone while the first could still be at it, and keeps the order.
    let worker = scene.hire();
    scene.pass(SignedDuration::from_millis(59_999));
    scene.look_round().await;
    assert_eq!(scene.texts(KUDOS), Vec::<String>::new());
    scene.pass(SignedDuration::from_millis(1));
    let rows = scene.until(|rows| rows[0].sent()).await;
    assert_eq!(rows[0].attempts, 2);
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["first", "second"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_database_that_is_away_for_a_moment_repeats_nothing() {
    let scene = Scene::open().await;
    let slow = Fault::Slow(Duration::from_millis(500));
    scene.sandbox.fail("chat.postMessage", slow, 1);
    scene.put(&[scene.letter(KUDOS, "once")]).await;
    let worker = scene.hire();
    scene.posts_come(1).await;
    let mut outage = scene.db.outage().await;
    let posted = scene
        .sandbox
        .wait_for(|model| model.messages.first().map(drop));
    posted.await.unwrap();
    // It could not be recorded at once.
    tokio::time::sleep(Duration::from_millis(200)).await;
    outage.end().await;
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(61));
    scene.look_round().await;
    assert_eq!(scene.texts(KUDOS), ["once"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_stop_does_not_wait_for_what_hangs() {
    let scene = Scene::open().await;
    let hang = Fault::Slow(Duration::from_mins(1));
    scene.sandbox.fail("chat.postMessage", hang, 1);
    scene.put(&[scene.letter(KUDOS, "hangs")]).await;
    let worker = scene.hire();
    scene.posts_come(1).await;
    let begun = Instant::now();
    worker.stop().await;
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(8), "{taken:?}");
    // It may still arrive: until that is over, its lease keeps its place.
    let rows = scene.rows().await;
    assert_eq!(
        (rows[0].attempts, rows[0].wait(&scene.clock)),
        (1, seconds(60))
    );
}
