//! People's conversations with the bot: opened once, and used from then on.

use plaudit_sandbox::slack::Fault;

use super::scene::{BUDI, GENERAL, KUDOS, Row, SITI, Scene, seconds};

fn opened(scene: &Scene) -> usize {
    scene.sandbox.calls("conversations.open").len()
}

#[tokio::test]
async fn a_conversation_is_opened_once_and_known_from_then_on() {
    let scene = Scene::open().await;
    scene.know(BUDI).await;
    let worker = scene.hire();
    scene.put(&[scene.letter_to(BUDI, "one")]).await;
    scene.until(|rows| rows[0].sent()).await;
    // Other replicas know it, too.
    worker.stop().await;
    let worker = scene.hire();
    for (at, text) in [(1, "two"), (2, "three")] {
        scene.put(&[scene.letter_to(BUDI, text)]).await;
        scene.pass(seconds(1));
        scene.until(|rows| rows.len() > at && rows[at].sent()).await;
    }
    assert_eq!(scene.told(BUDI), ["one", "two", "three"]);
    assert_eq!(opened(&scene), 1);
    scene.close(worker).await;
}

#[tokio::test]
async fn even_when_the_message_itself_has_to_wait() {
    let scene = Scene::open().await;
    scene.know(BUDI).await;
    scene.sandbox.fail("chat.postMessage", Fault::Broken, 2);
    scene.put(&[scene.letter_to(BUDI, "at last")]).await;
    let worker = scene.hire();
    for attempt in 1..=2 {
        scene
            .until(|rows| rows[0].attempts == attempt && rows[0].wait(&scene.clock) < seconds(59))
            .await;
        scene.pass(seconds(10));
    }
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(
        (scene.told(BUDI), opened(&scene)),
        (vec!["at last".into()], 1)
    );
    scene.close(worker).await;
}

#[tokio::test]
async fn a_pause_of_opening_is_no_pause_of_posting() {
    let scene = Scene::open().await;
    scene.know(SITI).await;
    let worker = scene.hire();
    scene.put(&[scene.letter_to(SITI, "hello")]).await;
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));

    scene
        .sandbox
        .fail("conversations.open", Fault::RateLimited(30), 1);
    scene.put(&[scene.letter_to(BUDI, "first contact")]).await;
    let rows = scene
        .until(|rows| rows[1].error.is_some() && rows[1].wait(&scene.clock) == seconds(30))
        .await;
    assert_eq!(rows[1].attempts, 0);
    // Channels, and whoever is known already, hear from us meanwhile.
    scene
        .put(&[
            scene.letter(KUDOS, "announced"),
            scene.letter_to(SITI, "news"),
        ])
        .await;
    scene.until(|rows| rows[2..].iter().all(Row::sent)).await;
    assert_eq!(opened(&scene), 2);
    // Nobody else is opened before the time that Slack named.
    scene.pass(seconds(29));
    scene.put(&[scene.letter_to("U0ANA000005", "later")]).await;
    scene.look_round().await;
    assert_eq!(opened(&scene), 2);
    scene.pass(seconds(1));
    scene.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(opened(&scene), 4);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_pause_of_posting_holds_for_whoever_was_just_opened() {
    let scene = Scene::open().await;
    scene
        .sandbox
        .fail("chat.postMessage", Fault::RateLimited(30), 1);
    let worker = scene.hire();
    scene.put(&[scene.letter(GENERAL, "limited")]).await;
    scene
        .until(|rows| rows[0].wait(&scene.clock) == seconds(30))
        .await;
    scene.put(&[scene.letter_to(BUDI, "opened")]).await;
    scene.until(|rows| rows[1].method.ends_with("#post")).await;
    scene.look_round().await;
    assert_eq!(scene.sandbox.calls("chat.postMessage").len(), 1);
    scene.pass(seconds(30));
    scene.until(|rows| rows.iter().all(Row::sent)).await;
    assert_eq!(scene.told(BUDI), ["opened"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_conversation_that_is_gone_is_opened_anew_once() {
    let scene = Scene::open().await;
    scene.know(BUDI).await;
    let worker = scene.hire();
    scene.put(&[scene.letter_to(BUDI, "one")]).await;
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));
    let gone = || Fault::Error("channel_not_found".to_owned());
    scene.sandbox.fail("chat.postMessage", gone(), 1);
    scene.put(&[scene.letter_to(BUDI, "two")]).await;
    scene
        .until(|rows| rows[1].method.ends_with("#open") || rows[1].sent())
        .await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(
        (scene.told(BUDI), opened(&scene)),
        (vec!["one".into(), "two".into()], 2)
    );

    // Opened anew and gone again, it is refused rather than tried for ever.
    scene.pass(seconds(1));
    scene.sandbox.fail("chat.postMessage", gone(), 2);
    scene.put(&[scene.letter_to(BUDI, "three")]).await;
    for _ in 0..3 {
        scene.look_round().await;
        scene.pass(seconds(1));
    }
    scene
        .until(|rows| rows.iter().any(|row| row.state == "refused"))
        .await;
    assert_eq!(opened(&scene), 3);
    scene.close(worker).await;
}

#[tokio::test]
async fn what_the_release_before_finds_out_is_known() {
    let scene = Scene::open().await;
    scene.know(BUDI).await;
    let direct = "D1";
    for (channel, known) in [(Some(direct), 1), (None, 0)] {
        sqlx::query("UPDATE identity SET direct_channel = $1 WHERE user_id = $2")
            .bind(channel)
            .bind(BUDI)
            .execute(&scene.db.pool)
            .await
            .unwrap();
        let kept: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM direct_conversation WHERE user_id = $1 AND channel = $2",
        )
        .bind(BUDI)
        .bind(direct)
        .fetch_one(&scene.db.pool)
        .await
        .unwrap();
        assert_eq!(kept, known, "{channel:?}");
    }
}
