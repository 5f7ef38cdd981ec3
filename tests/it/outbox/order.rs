//! Order and pace.

use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::Fault;

use super::scene::{BUDI, GENERAL, KUDOS, Row, SITI, Scene, seconds};

#[tokio::test]
async fn what_follows_a_failed_letter_waits_and_other_channels_go_on() {
    let scene = Scene::open().await;
    scene.sandbox.fail("chat.postMessage", Fault::Broken, 1);
    scene.put(&[scene.letter(KUDOS, "first")]).await;
    let worker = scene.hire();
    scene.until(|rows| rows[0].error.is_some()).await;
    scene
        .put(&[
            scene.letter(KUDOS, "second"),
            scene.letter(GENERAL, "elsewhere"),
        ])
        .await;
    scene.until(|rows| rows[2].sent()).await;
    scene.look_round().await;
    assert_eq!(scene.texts(KUDOS), Vec::<String>::new());

    scene.pass(seconds(2));
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["first", "second"]);
    assert_eq!(scene.texts(GENERAL), ["elsewhere"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_conversation_gets_one_message_a_second() {
    let scene = Scene::open().await;
    scene.sandbox.pace(seconds(1));
    let worker = scene.hire();
    let mut letters: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|text| scene.letter(KUDOS, text))
        .collect();
    letters.push(scene.letter(GENERAL, "at once"));
    scene.put(&letters).await;
    scene.until(|rows| rows[0].sent() && rows[3].sent()).await;
    scene.pass(SignedDuration::from_millis(999));
    scene.look_round().await;
    assert_eq!(scene.texts(KUDOS), ["one"]);
    scene.pass(SignedDuration::from_millis(1));
    scene.until(|rows| rows[1].sent()).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[2].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["one", "two", "three"]);
    assert!(refused_calls(&scene).is_empty());
    scene.close(worker).await;
}

#[tokio::test]
async fn a_real_second_passes_between_two_messages() {
    let scene = Scene::open_at(Clock::system()).await;
    scene.sandbox.pace(seconds(1));
    let worker = scene.hire();
    let letters: Vec<_> = (0..4)
        .map(|n| scene.letter(KUDOS, &n.to_string()))
        .collect();
    scene.put(&letters).await;
    scene.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(scene.texts(KUDOS), ["0", "1", "2", "3"]);
    assert_eq!(refused_calls(&scene), Vec::<String>::new());
    scene.close(worker).await;
}

#[tokio::test]
async fn a_burst_leaves_at_once_and_the_rest_at_the_published_rate() {
    let scene = Scene::open().await;
    let letters: Vec<_> = (0..180)
        .map(|n| {
            let channel = format!("C{n:03}");
            scene.open_channel(&channel);
            scene.letter(&channel, "hello")
        })
        .collect();
    scene.put(&letters).await;
    let worker = scene.hire();
    let sent = |rows: &[Row]| rows.iter().filter(|row| row.sent()).count();
    // Five a second, and 24 seconds ahead of it; a claim takes sixteen at most.
    scene.until(|rows| sent(rows) >= 120).await;
    scene.look_round().await;
    let burst = sent(&scene.rows().await[..180]);
    assert!((120..=136).contains(&burst), "{burst}");

    scene.pass(seconds(4));
    scene.until(|rows| sent(&rows[..180]) > burst).await;
    scene.look_round().await;
    let later = sent(&scene.rows().await[..180]);
    assert!((140..=156).contains(&later), "{later}");
    scene.close(worker).await;
}

#[tokio::test]
async fn the_time_slack_names_is_kept_for_the_method_and_counts_for_nothing() {
    let scene = Scene::open().await;
    let limit = Fault::RateLimited(30);
    scene.sandbox.fail("chat.postMessage", limit, 1);
    let worker = scene.hire();
    scene.put(&[scene.letter(KUDOS, "limited")]).await;
    let rows = scene
        .until(|rows| rows[0].wait(&scene.clock) == seconds(30))
        .await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    // The team's other channels wait as well; another method does not.
    let mut whisper = scene.letter(KUDOS, "whispered");
    whisper.to = plaudit::chat::To::Privately {
        place: scene.place(KUDOS),
        person: scene.person(SITI),
    };
    scene
        .put(&[scene.letter(GENERAL, "held back"), whisper])
        .await;
    scene.until(|rows| rows[2].sent()).await;
    assert_eq!(scene.sandbox.calls("chat.postMessage").len(), 1);
    assert_eq!(scene.sandbox.ephemerals(SITI).len(), 1);

    scene.pass(SignedDuration::from_millis(29_999));
    scene.put(&[scene.letter_to(BUDI, "still held")]).await;
    scene.look_round().await;
    assert_eq!(scene.sandbox.calls("chat.postMessage").len(), 1);
    scene.pass(SignedDuration::from_millis(1));
    let rows = scene.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(rows[0].attempts, 1);
    scene.close(worker).await;
}

#[tokio::test]
async fn the_same_letter_is_put_in_once() {
    let scene = Scene::open().await;
    let worker = scene.hire();
    let letter = scene.letter(KUDOS, "hello").keyed("hello".to_owned());
    scene.put(std::slice::from_ref(&letter)).await;
    scene.until(|rows| rows[0].sent()).await;
    scene.put(&[letter]).await;
    scene.pass(seconds(1));
    scene.look_round().await;
    assert_eq!(scene.texts(KUDOS), ["hello"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_change_overtakes_the_one_that_has_not_left() {
    let scene = Scene::open().await;
    let about = |text: &str| scene.letter(KUDOS, text).about("kudos:1".into());
    // The post and two changes in one second: what is seen is the post, then the last change.
    scene.put(&[about("posted")]).await;
    scene.put(&[about("one more").as_update()]).await;
    scene.put(&[about("two more").as_update()]).await;
    assert_eq!(scene.rows().await.len(), 2);
    let worker = scene.hire();
    scene.until(|rows| rows[0].sent()).await;
    scene.look_round().await;
    assert_eq!(scene.texts(KUDOS), ["posted"]);
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["two more"]);
    assert_eq!(scene.sandbox.calls("chat.update").len(), 1);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_change_waits_for_its_message() {
    let scene = Scene::open().await;
    scene.sandbox.fail("chat.postMessage", Fault::Broken, 2);
    let about = |text: &str| scene.letter(KUDOS, text).about("kudos:1".into());
    scene
        .put(&[about("posted"), about("changed").as_update()])
        .await;
    let worker = scene.hire();
    for failures in 1..=2 {
        let rows = scene
            .until(|rows| rows[0].attempts == failures && rows[0].error.is_some())
            .await;
        assert!(!rows[1].sent());
        scene.look_round().await;
        scene.pass(seconds(60));
    }
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["changed"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn every_conversation_gets_its_turn_and_few_are_on_their_way_at_once() {
    let scene = Scene::open_at(Clock::system()).await;
    let channels: Vec<_> = (0..40).map(|n| format!("C{n:010}")).collect();
    let mut letters = Vec::new();
    for channel in &channels {
        scene.open_channel(channel);
        letters.extend(["0", "1", "2"].map(|text| scene.letter(channel, text)));
    }
    // Long enough that the first conversations are free again before the last had their turn.
    let slow = Fault::Slow(Duration::from_millis(600));
    scene.sandbox.fail("chat.postMessage", slow, letters.len());
    scene.put(&letters).await;
    let port = scene.port();
    let worker = scene.hire_with(port.clone());
    scene.until(|rows| rows.iter().all(Row::sent)).await;
    let posted = scene.sandbox.model().messages;
    let said = |text: &'static str| {
        let found = posted.iter().map(move |it| it.text == text);
        found.enumerate().filter_map(|(at, it)| it.then_some(at))
    };
    assert_eq!(posted.len(), letters.len());
    assert!(said("0").max() < said("2").min(), "somebody was left out");
    let most = port.most.load(Ordering::SeqCst);
    assert!((2..=16).contains(&most), "{most} on their way at once");
    scene.close(worker).await;
}

fn refused_calls(scene: &Scene) -> Vec<String> {
    let calls = scene.sandbox.calls("chat.postMessage");
    calls.into_iter().filter_map(|call| call.error).collect()
}
