//! Order and pace.

use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::Fault;

use super::office::{BUDI, GENERAL, KUDOS, Office, Row, SITI, seconds};

#[tokio::test]
async fn what_follows_a_failed_letter_waits_and_other_channels_go_on() {
    let office = Office::open().await;
    office.sandbox.fail("chat.postMessage", Fault::Broken, 1);
    office.put(&[office.letter(KUDOS, "first")]).await;
    let worker = office.hire();
    office.until(|rows| rows[0].error.is_some()).await;
    office
        .put(&[
            office.letter(KUDOS, "second"),
            office.letter(GENERAL, "elsewhere"),
        ])
        .await;
    office.until(|rows| rows[2].sent()).await;
    office.look_round().await;
    assert_eq!(office.texts(KUDOS), Vec::<String>::new());

    office.pass(seconds(2));
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["first", "second"]);
    assert_eq!(office.texts(GENERAL), ["elsewhere"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_conversation_gets_one_message_a_second() {
    let office = Office::open().await;
    office.sandbox.pace(seconds(1));
    let worker = office.hire();
    let mut letters: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|text| office.letter(KUDOS, text))
        .collect();
    letters.push(office.letter(GENERAL, "at once"));
    office.put(&letters).await;
    office.until(|rows| rows[0].sent() && rows[3].sent()).await;
    office.pass(SignedDuration::from_millis(999));
    office.look_round().await;
    assert_eq!(office.texts(KUDOS), ["one"]);
    office.pass(SignedDuration::from_millis(1));
    office.until(|rows| rows[1].sent()).await;
    office.pass(seconds(1));
    office.until(|rows| rows[2].sent()).await;
    assert_eq!(office.texts(KUDOS), ["one", "two", "three"]);
    assert!(refused_calls(&office).is_empty());
    office.close(worker).await;
}

#[tokio::test]
async fn a_real_second_passes_between_two_messages() {
    let office = Office::open_at(Clock::system()).await;
    office.sandbox.pace(seconds(1));
    let worker = office.hire();
    let letters: Vec<_> = (0..4)
        .map(|n| office.letter(KUDOS, &n.to_string()))
        .collect();
    office.put(&letters).await;
    office.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(office.texts(KUDOS), ["0", "1", "2", "3"]);
    assert_eq!(refused_calls(&office), Vec::<String>::new());
    office.close(worker).await;
}

#[tokio::test]
async fn a_burst_leaves_at_once_and_the_rest_at_the_published_rate() {
    let office = Office::open().await;
    let letters: Vec<_> = (0..180)
        .map(|n| {
            let channel = format!("C{n:03}");
            office.open_channel(&channel);
            office.letter(&channel, "hello")
        })
        .collect();
    office.put(&letters).await;
    let worker = office.hire();
    let sent = |rows: &[Row]| rows.iter().filter(|row| row.sent()).count();
    // Five a second, and 24 seconds ahead of it; a claim takes sixteen at most.
    office.until(|rows| sent(rows) >= 120).await;
    office.look_round().await;
    let burst = sent(&office.rows().await[..180]);
    assert!((120..=136).contains(&burst), "{burst}");

    office.pass(seconds(4));
    office.until(|rows| sent(&rows[..180]) > burst).await;
    office.look_round().await;
    let later = sent(&office.rows().await[..180]);
    assert!((140..=156).contains(&later), "{later}");
    office.close(worker).await;
}

#[tokio::test]
async fn the_time_slack_names_is_kept_for_the_method_and_counts_for_nothing() {
    let office = Office::open().await;
    let limit = Fault::RateLimited(30);
    office.sandbox.fail("chat.postMessage", limit, 1);
    let worker = office.hire();
    office.put(&[office.letter(KUDOS, "limited")]).await;
    let rows = office
        .until(|rows| rows[0].wait(&office.clock) == seconds(30))
        .await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    // The team's other channels wait as well; another method does not.
    let mut whisper = office.letter(KUDOS, "whispered");
    whisper.to = plaudit::chat::To::Privately {
        place: office.place(KUDOS),
        person: office.person(SITI),
    };
    office
        .put(&[office.letter(GENERAL, "held back"), whisper])
        .await;
    office.until(|rows| rows[2].sent()).await;
    assert_eq!(office.sandbox.calls("chat.postMessage").len(), 1);
    assert_eq!(office.sandbox.ephemerals(SITI).len(), 1);

    office.pass(SignedDuration::from_millis(29_999));
    office.put(&[office.letter_to(BUDI, "still held")]).await;
    office.look_round().await;
    assert_eq!(office.sandbox.calls("chat.postMessage").len(), 1);
    office.pass(SignedDuration::from_millis(1));
    let rows = office.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(rows[0].attempts, 1);
    office.close(worker).await;
}

#[tokio::test]
async fn the_same_letter_is_put_in_once() {
    let office = Office::open().await;
    let worker = office.hire();
    let letter = office.letter(KUDOS, "hello").keyed("hello".to_owned());
    office.put(std::slice::from_ref(&letter)).await;
    office.until(|rows| rows[0].sent()).await;
    office.put(&[letter]).await;
    office.pass(seconds(1));
    office.look_round().await;
    assert_eq!(office.texts(KUDOS), ["hello"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_change_overtakes_the_one_that_has_not_left() {
    let office = Office::open().await;
    let about = |text: &str| office.letter(KUDOS, text).about("kudos:1".into());
    // The post and two changes in one second: what is seen is the post, then the last change.
    office.put(&[about("posted")]).await;
    office.put(&[about("one more").as_update()]).await;
    office.put(&[about("two more").as_update()]).await;
    assert_eq!(office.rows().await.len(), 2);
    let worker = office.hire();
    office.until(|rows| rows[0].sent()).await;
    office.look_round().await;
    assert_eq!(office.texts(KUDOS), ["posted"]);
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["two more"]);
    assert_eq!(office.sandbox.calls("chat.update").len(), 1);
    office.close(worker).await;
}

#[tokio::test]
async fn a_change_waits_for_its_message() {
    let office = Office::open().await;
    office.sandbox.fail("chat.postMessage", Fault::Broken, 2);
    let about = |text: &str| office.letter(KUDOS, text).about("kudos:1".into());
    office
        .put(&[about("posted"), about("changed").as_update()])
        .await;
    let worker = office.hire();
    for failures in 1..=2 {
        let rows = office
            .until(|rows| rows[0].attempts == failures && rows[0].error.is_some())
            .await;
        assert!(!rows[1].sent());
        office.look_round().await;
        office.pass(seconds(60));
    }
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["changed"]);
    office.close(worker).await;
}

#[tokio::test]
async fn every_conversation_gets_its_turn_and_few_are_on_their_way_at_once() {
    let office = Office::open_at(Clock::system()).await;
    let channels: Vec<_> = (0..40).map(|n| format!("C{n:010}")).collect();
    let mut letters = Vec::new();
    for channel in &channels {
        office.open_channel(channel);
        letters.extend(["0", "1", "2"].map(|text| office.letter(channel, text)));
    }
    // Long enough that the first conversations are free again before the last had their turn.
    let slow = Fault::Slow(Duration::from_millis(600));
    office.sandbox.fail("chat.postMessage", slow, letters.len());
    office.put(&letters).await;
    let port = office.port();
    let worker = office.hire_with(port.clone());
    office.until(|rows| rows.iter().all(Row::sent)).await;
    let posted = office.sandbox.model().messages;
    let said = |text: &'static str| {
        let found = posted.iter().map(move |it| it.text == text);
        found.enumerate().filter_map(|(at, it)| it.then_some(at))
    };
    assert_eq!(posted.len(), letters.len());
    assert!(said("0").max() < said("2").min(), "somebody was left out");
    let most = port.most.load(Ordering::SeqCst);
    assert!((2..=16).contains(&most), "{most} on their way at once");
    office.close(worker).await;
}

fn refused_calls(office: &Office) -> Vec<String> {
    let calls = office.sandbox.calls("chat.postMessage");
    calls.into_iter().filter_map(|call| call.error).collect()
}
