//! What cannot be read or worked on is set aside, and holds up nothing.

use super::office::{GENERAL, KUDOS, Office, SITI, seconds};

/// Not a letter, as far as anybody knows.
const GARBLED: &str = r#"UPDATE outbox SET letter = '{"by": "pigeon", "text": "a secret"}'
                         WHERE id = (SELECT min(id) FROM outbox)"#;

#[tokio::test]
async fn a_letter_that_nobody_can_read_is_set_aside_and_holds_up_nothing() {
    let office = Office::open().await;
    office
        .put(&[
            office.letter(KUDOS, "?"),
            office.letter(KUDOS, "next"),
            office.letter(GENERAL, "elsewhere"),
        ])
        .await;
    office.tamper(GARBLED).await;
    let worker = office.hire();
    office.until(|rows| rows[2].sent()).await;
    office.pass(seconds(1));
    let rows = office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.texts(KUDOS), ["next"]);
    assert_eq!(
        (rows[0].state.as_str(), rows[0].attempts),
        ("unreadable", 1)
    );
    let mut conn = office.db.pool.acquire().await.unwrap();
    let unsent = plaudit::outbox::undelivered(&mut conn, office.workspace)
        .await
        .unwrap();
    assert_eq!((unsent.len(), unsent[0].state.as_str()), (1, "unreadable"));
    let reason = unsent[0].last_error.as_deref().unwrap();
    assert!(
        reason.contains("cannot read") && !reason.contains("secret"),
        "{reason}"
    );

    // Tried again by hand, once it can be read.
    office
        .tamper(
            "UPDATE outbox SET letter = (SELECT letter FROM outbox WHERE state = 'sent' ORDER BY id LIMIT 1)
             WHERE state = 'unreadable'",
        )
        .await;
    let retried = plaudit::outbox::retry(&mut conn, office.workspace, None, office.clock.now());
    assert_eq!(retried.await.unwrap(), 1);
    drop(conn);
    office.pass(seconds(1));
    office.until(|rows| rows[0].sent()).await;
    office.close(worker).await;
}

#[tokio::test]
async fn a_letter_of_a_newer_format_waits_for_a_replica_that_knows_it() {
    let office = Office::open().await;
    office
        .put(&[
            office.letter(KUDOS, "of tomorrow"),
            office.letter(KUDOS, "of today"),
        ])
        .await;
    office
        .tamper("UPDATE outbox SET format = format + 1 WHERE id = (SELECT min(id) FROM outbox)")
        .await;
    let worker = office.hire();
    office.until(|rows| rows[1].sent()).await;
    office.pass(seconds(1));
    office.look_round().await;
    let rows = office.rows().await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    assert_eq!(office.texts(KUDOS), ["of today"]);
    // The replica that knows it has come.
    office
        .tamper("UPDATE outbox SET format = format - 1 WHERE id = (SELECT min(id) FROM outbox)")
        .await;
    office.pass(seconds(1));
    office.until(|rows| rows[0].sent()).await;
    office.close(worker).await;
}

#[tokio::test]
async fn what_the_release_before_writes_is_sent() {
    let office = Office::open().await;
    office.put(&[office.letter(KUDOS, "hello")]).await;
    // It knows none of the newer columns.
    office
        .tamper(
            "WITH put AS (DELETE FROM outbox RETURNING *)
             INSERT INTO outbox (workspace_id, lane, method, key, letter, subject, spacing, burst, created_at, available_at)
             SELECT workspace_id, lane, method, key, letter - 'weight' - 'sensitive', subject, spacing, burst,
                    created_at, available_at FROM put",
        )
        .await;
    let worker = office.hire();
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(office.texts(KUDOS), ["hello"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_panic_is_one_letters_own() {
    let office = Office::open().await;
    let port = office.port();
    port.panic_at("boom");
    let worker = office.hire_with(port);
    office
        .put(&[
            office.letter(KUDOS, "boom"),
            office.letter(KUDOS, "next"),
            office.letter_to(SITI, "elsewhere"),
        ])
        .await;
    office.until(|rows| rows[2].sent()).await;
    office.pass(seconds(1));
    let rows = office.until(|rows| rows[1].sent()).await;
    assert_eq!(rows[0].state, "dead");
    let reason = rows[0].error.as_deref().unwrap();
    assert!(
        reason.contains("panicked") && !reason.contains("test"),
        "{reason}"
    );
    assert_eq!(office.texts(KUDOS), ["next"]);
    office.close(worker).await;
}
