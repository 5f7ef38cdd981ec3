//! Whoever comes too late changes nothing.

use plaudit::chat::SendError;

use super::scene::{KUDOS, SITI, Scene, seconds};

fn refused() -> SendError {
    SendError::Refused {
        reason: "is_archived".to_owned(),
        person_gone: false,
    }
}

#[tokio::test]
async fn a_late_hand_does_not_settle_what_another_holds() {
    let scene = Scene::open().await;
    let (first, second) = (scene.port(), scene.port());
    let (late, held) = (first.hold("hello"), second.hold("hello"));
    let sorry = scene.letter_to(SITI, "it did not arrive");
    let slow = scene.hire_with(first.clone());
    scene
        .put(&[scene.letter(KUDOS, "hello").or_else(sorry)])
        .await;
    first.begun().await;

    // The lease ends, and another one takes over.
    scene.pass(seconds(61));
    let quick = scene.hire_with(second.clone());
    second.begun().await;
    late.send(Err(refused())).unwrap();
    slow.stop().await;
    let rows = scene.rows().await;
    assert_eq!(
        (rows.len(), rows[0].state.as_str(), rows[0].attempts),
        (1, "pending", 2)
    );
    assert_eq!(rows[0].wait(&scene.clock), seconds(60));

    held.send(Err(refused())).unwrap();
    let rows = scene.until(|rows| rows.len() == 2 && rows[1].sent()).await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("refused", 2));
    assert_eq!(scene.told(SITI), ["it did not arrive"]);
    scene.close(quick).await;
}

#[tokio::test]
async fn a_late_hand_leaves_alone_what_the_release_before_holds() {
    let scene = Scene::open().await;
    let port = scene.port();
    let late = port.hold("hello");
    let worker = scene.hire_with(port.clone());
    scene.put(&[scene.letter(KUDOS, "hello")]).await;
    port.begun().await;
    scene.pass(seconds(61));
    // The release before claims: it counts, and writes no token.
    scene
        .tamper("UPDATE outbox SET attempts = attempts + 1, available_at = '2026-11-23T02:02:01Z'")
        .await;
    late.send(Err(refused())).unwrap();
    worker.stop().await;
    let rows = scene.rows().await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 2));
    assert_eq!(rows[0].wait(&scene.clock), seconds(60));
}

#[tokio::test]
async fn what_was_sent_late_is_recorded_while_nobody_else_has_taken_over() {
    let scene = Scene::open().await;
    let port = scene.port();
    let late = port.hold("hello");
    let worker = scene.hire_with(port.clone());
    scene.put(&[scene.letter(KUDOS, "hello")]).await;
    port.begun().await;
    // Busy with as much as it may be, so that it does not take over from itself.
    scene
        .tamper("UPDATE outbox SET available_at = available_at - interval '61 s' + interval '1 h'")
        .await;
    scene.pass(seconds(61));
    let receipt = plaudit::chat::Receipt {
        channel: KUDOS.to_owned(),
        message: Some("1.2".to_owned()),
    };
    late.send(Ok(receipt)).unwrap();
    scene.until(|rows| rows[0].sent()).await;
    scene.close(worker).await;
}
