//! People's conversations with the bot: opened once, and used from then on.

use plaudit_sandbox::slack::Fault;

use super::office::{BUDI, GENERAL, KUDOS, Office, Row, SITI, seconds};

fn opened(office: &Office) -> usize {
    office.sandbox.calls("conversations.open").len()
}

#[tokio::test]
async fn a_conversation_is_opened_once_and_known_from_then_on() {
    let office = Office::open().await;
    office.know(BUDI).await;
    let worker = office.hire();
    office.put(&[office.letter_to(BUDI, "one")]).await;
    office.until(|rows| rows[0].sent()).await;
    // Other replicas know it, too.
    worker.stop().await;
    let worker = office.hire();
    for (at, text) in [(1, "two"), (2, "three")] {
        office.put(&[office.letter_to(BUDI, text)]).await;
        office.pass(seconds(1));
        office
            .until(|rows| rows.len() > at && rows[at].sent())
            .await;
    }
    assert_eq!(office.told(BUDI), ["one", "two", "three"]);
    assert_eq!(opened(&office), 1);
    office.close(worker).await;
}

#[tokio::test]
async fn even_when_the_message_itself_has_to_wait() {
    let office = Office::open().await;
    office.know(BUDI).await;
    office.sandbox.fail("chat.postMessage", Fault::Broken, 2);
    office.put(&[office.letter_to(BUDI, "at last")]).await;
    let worker = office.hire();
    for attempt in 1..=2 {
        office
            .until(|rows| rows[0].attempts == attempt && rows[0].wait(&office.clock) < seconds(59))
            .await;
        office.pass(seconds(10));
    }
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(
        (office.told(BUDI), opened(&office)),
        (vec!["at last".into()], 1)
    );
    office.close(worker).await;
}

#[tokio::test]
async fn a_pause_of_opening_is_no_pause_of_posting() {
    let office = Office::open().await;
    office.know(SITI).await;
    let worker = office.hire();
    office.put(&[office.letter_to(SITI, "hello")]).await;
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));

    office
        .sandbox
        .fail("conversations.open", Fault::RateLimited(30), 1);
    office.put(&[office.letter_to(BUDI, "first contact")]).await;
    let rows = office
        .until(|rows| rows[1].error.is_some() && rows[1].wait(&office.clock) == seconds(30))
        .await;
    assert_eq!(rows[1].attempts, 0);
    // Channels, and whoever is known already, hear from us meanwhile.
    office
        .put(&[
            office.letter(KUDOS, "announced"),
            office.letter_to(SITI, "news"),
        ])
        .await;
    office.until(|rows| rows[2..].iter().all(Row::sent)).await;
    assert_eq!(opened(&office), 2);
    // Nobody else is opened before the time that Slack named.
    office.pass(seconds(29));
    office
        .put(&[office.letter_to("U0ANA000005", "later")])
        .await;
    office.look_round().await;
    assert_eq!(opened(&office), 2);
    office.pass(seconds(1));
    office.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(opened(&office), 4);
    office.close(worker).await;
}

#[tokio::test]
async fn a_pause_of_posting_holds_for_whoever_was_just_opened() {
    let office = Office::open().await;
    office
        .sandbox
        .fail("chat.postMessage", Fault::RateLimited(30), 1);
    let worker = office.hire();
    office.put(&[office.letter(GENERAL, "limited")]).await;
    office
        .until(|rows| rows[0].wait(&office.clock) == seconds(30))
        .await;
    office.put(&[office.letter_to(BUDI, "opened")]).await;
    office.until(|rows| rows[1].method.ends_with("#post")).await;
    office.look_round().await;
    assert_eq!(office.sandbox.calls("chat.postMessage").len(), 1);
    office.pass(seconds(30));
    office.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(office.told(BUDI), ["opened"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_conversation_that_is_gone_is_opened_anew_once() {
    let office = Office::open().await;
    office.know(BUDI).await;
    let worker = office.hire();
    office.put(&[office.letter_to(BUDI, "one")]).await;
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));
    let gone = || Fault::Error("channel_not_found".to_owned());
    office.sandbox.fail("chat.postMessage", gone(), 1);
    office.put(&[office.letter_to(BUDI, "two")]).await;
    office
        .until(|rows| rows[1].method.ends_with("#open") || rows[1].sent())
        .await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(
        (office.told(BUDI), opened(&office)),
        (vec!["one".into(), "two".into()], 2)
    );

    // Opened anew and gone again, it is refused rather than tried for ever.
    office.pass(seconds(1));
    office.sandbox.fail("chat.postMessage", gone(), 2);
    office.put(&[office.letter_to(BUDI, "three")]).await;
    for _ in 0..3 {
        office.look_round().await;
        office.pass(seconds(1));
    }
    office
        .until(|rows| rows.iter().any(|row| row.state == "refused"))
        .await;
    assert_eq!(opened(&office), 3);
    office.close(worker).await;
}

#[tokio::test]
async fn what_the_release_before_finds_out_is_known() {
    let office = Office::open().await;
    office.know(BUDI).await;
    let direct = "D1";
    for (channel, known) in [(Some(direct), 1), (None, 0)] {
        sqlx::query("UPDATE identity SET direct_channel = $1 WHERE user_id = $2")
            .bind(channel)
            .bind(BUDI)
            .execute(&office.db.pool)
            .await
            .unwrap();
        let kept: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM direct_conversation WHERE user_id = $1 AND channel = $2",
        )
        .bind(BUDI)
        .bind(direct)
        .fetch_one(&office.db.pool)
        .await
        .unwrap();
        assert_eq!(kept, known, "{channel:?}");
    }
}
