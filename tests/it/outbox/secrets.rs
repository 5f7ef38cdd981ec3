//! What must not be kept, and what is sent instead of what was refused.

use plaudit::outbox;
use plaudit_sandbox::slack::Fault;
use sqlx::Row as _;

use super::office::{BUDI, KUDOS, Office, Row, SITI, seconds};

/// Everything that the outbox holds, as text.
async fn everything(office: &Office) -> String {
    let rows = sqlx::query("SELECT o::text FROM outbox o")
        .fetch_all(&office.db.pool)
        .await
        .unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

#[tokio::test]
async fn a_sensitive_letter_is_forgotten_however_it_ends() {
    let office = Office::open().await;
    let port = office.port();
    port.panic_at("SECRET-3");
    let worker = office.hire_with(port);
    // Sent, refused with an alternative that is sent, and dead.
    office
        .put(&[office.letter_to(SITI, "SECRET-1").sensitive()])
        .await;
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));
    let archived = Fault::Error("is_archived".to_owned());
    office.sandbox.fail("chat.postMessage", archived, 1);
    let instead = office.letter_to(SITI, "SECRET-4");
    let refused = office
        .letter(KUDOS, "SECRET-2")
        .or_else(instead)
        .sensitive();
    office.put(&[refused]).await;
    office.until(|rows| rows.len() == 3 && rows[2].sent()).await;
    office.pass(seconds(1));
    office
        .put(&[office.letter(KUDOS, "SECRET-3").sensitive()])
        .await;
    let rows = office.until(|rows| rows[3].state == "dead").await;
    let states: Vec<_> = rows.iter().map(|row| row.state.as_str()).collect();
    assert_eq!(states, ["sent", "refused", "sent", "dead"]);
    assert_eq!(office.told(SITI), ["SECRET-1", "SECRET-4"]);
    let kept = everything(&office).await;
    assert!(!kept.contains("SECRET"), "{kept}");

    // There is nothing left to try again; what is not sensitive can be.
    let mut conn = office.db.pool.acquire().await.unwrap();
    let now = office.clock.now();
    let retried = outbox::retry(&mut conn, office.workspace, None, now).await;
    assert_eq!(retried.unwrap(), 0);
    drop(conn);
    office.close(worker).await;
}

/// The release before knows nothing of sensitive letters.
#[tokio::test]
async fn whoever_settles_a_sensitive_letter_forgets_it() {
    let office = Office::open().await;
    office
        .put(&[
            office.letter(KUDOS, "SECRET").sensitive(),
            office.letter(KUDOS, "kept"),
        ])
        .await;
    assert!(everything(&office).await.contains("SECRET"));
    office.tamper("UPDATE outbox SET attempts = 1").await;
    assert!(everything(&office).await.contains("SECRET"));
    office
        .tamper("UPDATE outbox SET state = 'sent', last_error = NULL")
        .await;
    let kept = everything(&office).await;
    assert!(!kept.contains("SECRET") && kept.contains("kept"), "{kept}");
}

#[tokio::test]
async fn everyone_who_is_to_hear_of_a_refusal_hears_of_it() {
    let office = Office::open().await;
    let worker = office.hire();
    let archived = Fault::Error("is_archived".to_owned());
    office.sandbox.fail("chat.postMessage", archived, 1);
    let board = office
        .letter(KUDOS, "board")
        .or_else(office.letter_to(SITI, "not posted"))
        .or_else(office.letter_to(BUDI, "not posted"));
    office.put(&[board]).await;
    let rows = office
        .until(|rows| rows.len() == 3 && rows[1..].iter().all(Row::sent))
        .await;
    assert_eq!(rows[0].state, "refused");
    assert_eq!((office.told(SITI).len(), office.told(BUDI).len()), (1, 1));
    office.close(worker).await;
}
