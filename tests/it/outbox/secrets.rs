//! What must not be kept, and what is sent instead of what was refused.

use plaudit::outbox;
use plaudit_sandbox::slack::Fault;
use sqlx::Row as _;

use super::scene::{BUDI, KUDOS, Row, SITI, Scene, seconds};

/// Everything that the outbox holds, as text.
async fn everything(scene: &Scene) -> String {
    let rows = sqlx::query("SELECT o::text FROM outbox o")
        .fetch_all(&scene.db.pool)
        .await
        .unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

#[tokio::test]
async fn a_sensitive_letter_is_forgotten_however_it_ends() {
    let scene = Scene::open().await;
    let port = scene.port();
    port.panic_at("SECRET-3");
    let worker = scene.hire_with(port);
    // Sent, refused with an alternative that is sent, and dead.
    scene
        .put(&[scene.letter_to(SITI, "SECRET-1").sensitive()])
        .await;
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));
    let archived = Fault::Error("is_archived".to_owned());
    scene.sandbox.fail("chat.postMessage", archived, 1);
    let instead = scene.letter_to(SITI, "SECRET-4");
    let refused = scene.letter(KUDOS, "SECRET-2").or_else(instead).sensitive();
    scene.put(&[refused]).await;
    scene.until(|rows| rows.len() == 3 && rows[2].sent()).await;
    scene.pass(seconds(1));
    scene
        .put(&[scene.letter(KUDOS, "SECRET-3").sensitive()])
        .await;
    let rows = scene.until(|rows| rows[3].state == "dead").await;
    let states: Vec<_> = rows.iter().map(|row| row.state.as_str()).collect();
    assert_eq!(states, ["sent", "refused", "sent", "dead"]);
    assert_eq!(scene.told(SITI), ["SECRET-1", "SECRET-4"]);
    let kept = everything(&scene).await;
    assert!(!kept.contains("SECRET"), "{kept}");

    // There is nothing left to try again; what is not sensitive can be.
    let mut conn = scene.db.pool.acquire().await.unwrap();
    let now = scene.clock.now();
    let retried = outbox::retry(&mut conn, scene.workspace, None, now).await;
    assert_eq!(retried.unwrap(), 0);
    drop(conn);
    scene.close(worker).await;
}

/// The release before knows nothing of sensitive letters.
#[tokio::test]
async fn whoever_settles_a_sensitive_letter_forgets_it() {
    let scene = Scene::open().await;
    scene
        .put(&[
            scene.letter(KUDOS, "SECRET").sensitive(),
            scene.letter(KUDOS, "kept"),
        ])
        .await;
    assert!(everything(&scene).await.contains("SECRET"));
    scene.tamper("UPDATE outbox SET attempts = 1").await;
    assert!(everything(&scene).await.contains("SECRET"));
    scene
        .tamper("UPDATE outbox SET state = 'sent', last_error = NULL")
        .await;
    let kept = everything(&scene).await;
    assert!(!kept.contains("SECRET") && kept.contains("kept"), "{kept}");
}

#[tokio::test]
async fn everyone_who_is_to_hear_of_a_refusal_hears_of_it() {
    let scene = Scene::open().await;
    let worker = scene.hire();
    let archived = Fault::Error("is_archived".to_owned());
    scene.sandbox.fail("chat.postMessage", archived, 1);
    let board = scene
        .letter(KUDOS, "board")
        .or_else(scene.letter_to(SITI, "not posted"))
        .or_else(scene.letter_to(BUDI, "not posted"));
    scene.put(&[board]).await;
    let rows = scene
        .until(|rows| rows.len() == 3 && rows[1..].iter().all(Row::sent))
        .await;
    assert_eq!(rows[0].state, "refused");
    assert_eq!((scene.told(SITI).len(), scene.told(BUDI).len()), (1, 1));
    scene.close(worker).await;
}
