//! What cannot be read or worked on is set aside, and holds up nothing.

use super::scene::{GENERAL, KUDOS, SITI, Scene, seconds};

/// Not a letter, as far as anybody knows.
const GARBLED: &str = r#"UPDATE outbox SET letter = '{"by": "pigeon", "text": "a secret"}'
                         WHERE id = (SELECT min(id) FROM outbox)"#;

#[tokio::test]
async fn a_letter_that_nobody_can_read_is_set_aside_and_holds_up_nothing() {
    let scene = Scene::open().await;
    scene
        .put(&[
            scene.letter(KUDOS, "?"),
            scene.letter(KUDOS, "next"),
            scene.letter(GENERAL, "elsewhere"),
        ])
        .await;
    scene.tamper(GARBLED).await;
    let worker = scene.hire();
    scene.until(|rows| rows[2].sent()).await;
    scene.pass(seconds(1));
    let rows = scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["next"]);
    assert_eq!(
        (rows[0].state.as_str(), rows[0].attempts),
        ("unreadable", 1)
    );
    let mut conn = scene.db.pool.acquire().await.unwrap();
    let unsent = plaudit::outbox::undelivered(&mut conn, scene.workspace)
        .await
        .unwrap();
    assert_eq!((unsent.len(), unsent[0].state.as_str()), (1, "unreadable"));
    let reason = unsent[0].last_error.as_deref().unwrap();
    assert!(
        reason.contains("cannot read") && !reason.contains("secret"),
        "{reason}"
    );

    // Tried again by hand, once it can be read.
    scene
        .tamper(
            "UPDATE outbox SET letter = (SELECT letter FROM outbox WHERE state = 'sent' ORDER BY id LIMIT 1)
             WHERE state = 'unreadable'",
        )
        .await;
    let retried = plaudit::outbox::retry(&mut conn, scene.workspace, None, scene.clock.now());
    assert_eq!(retried.await.unwrap(), 1);
    drop(conn);
    scene.pass(seconds(1));
    scene.until(|rows| rows[0].sent()).await;
    scene.close(worker).await;
}

#[tokio::test]
async fn a_letter_of_a_newer_format_waits_for_a_replica_that_knows_it() {
    let scene = Scene::open().await;
    scene
        .put(&[
            scene.letter(KUDOS, "of tomorrow"),
            scene.letter(KUDOS, "of today"),
        ])
        .await;
    scene
        .tamper("UPDATE outbox SET format = format + 1 WHERE id = (SELECT min(id) FROM outbox)")
        .await;
    let worker = scene.hire();
    scene.until(|rows| rows[1].sent()).await;
    scene.pass(seconds(1));
    scene.look_round().await;
    let rows = scene.rows().await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    assert_eq!(scene.texts(KUDOS), ["of today"]);
    // The replica that knows it has come.
    scene
        .tamper("UPDATE outbox SET format = format - 1 WHERE id = (SELECT min(id) FROM outbox)")
        .await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[0].sent()).await;
    scene.close(worker).await;
}

#[tokio::test]
async fn what_the_release_before_writes_is_sent() {
    let scene = Scene::open().await;
    scene.put(&[scene.letter(KUDOS, "hello")]).await;
    // It knows none of the newer columns.
    scene
        .tamper(
            "WITH put AS (DELETE FROM outbox RETURNING *)
             INSERT INTO outbox (workspace_id, lane, method, key, letter, subject, spacing, burst, created_at, available_at)
             SELECT workspace_id, lane, method, key, letter - 'weight' - 'sensitive', subject, spacing, burst,
                    created_at, available_at FROM put",
        )
        .await;
    let worker = scene.hire();
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["hello"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_panic_is_one_letters_own() {
    let scene = Scene::open().await;
    let port = scene.port();
    port.panic_at("boom");
    let worker = scene.hire_with(port);
    scene
        .put(&[
            scene.letter(KUDOS, "boom"),
            scene.letter(KUDOS, "next"),
            scene.letter_to(SITI, "elsewhere"),
        ])
        .await;
    scene.until(|rows| rows[2].sent()).await;
    scene.pass(seconds(1));
    let rows = scene.until(|rows| rows[1].sent()).await;
    assert_eq!(rows[0].state, "dead");
    let reason = rows[0].error.as_deref().unwrap();
    assert!(
        reason.contains("panicked") && !reason.contains("test"),
        "{reason}"
    );
    assert_eq!(scene.texts(KUDOS), ["next"]);
    scene.close(worker).await;
}
