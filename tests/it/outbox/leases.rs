//! Whoever comes too late changes nothing.

use plaudit::chat::SendError;

use super::office::{KUDOS, Office, SITI, seconds};

fn refused() -> SendError {
    SendError::Refused {
        reason: "is_archived".to_owned(),
        person_gone: false,
    }
}

#[tokio::test]
async fn a_late_hand_does_not_settle_what_another_holds() {
    let office = Office::open().await;
    let (first, second) = (office.port(), office.port());
    let (late, held) = (first.hold("hello"), second.hold("hello"));
    let sorry = office.letter_to(SITI, "it did not arrive");
    let slow = office.hire_with(first.clone());
    office
        .put(&[office.letter(KUDOS, "hello").or_else(sorry)])
        .await;
    first.begun().await;

    // The lease ends, and another one takes over.
    office.pass(seconds(61));
    let quick = office.hire_with(second.clone());
    second.begun().await;
    late.send(Err(refused())).unwrap();
    slow.stop().await;
    let rows = office.rows().await;
    assert_eq!(
        (rows.len(), rows[0].state.as_str(), rows[0].attempts),
        (1, "pending", 2)
    );
    assert_eq!(rows[0].wait(&office.clock), seconds(60));

    held.send(Err(refused())).unwrap();
    let rows = office.until(|rows| rows.len() == 2 && rows[1].sent()).await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("refused", 2));
    assert_eq!(office.told(SITI), ["it did not arrive"]);
    office.close(quick).await;
}

#[tokio::test]
async fn a_late_hand_leaves_alone_what_the_release_before_holds() {
    let office = Office::open().await;
    let port = office.port();
    let late = port.hold("hello");
    let worker = office.hire_with(port.clone());
    office.put(&[office.letter(KUDOS, "hello")]).await;
    port.begun().await;
    office.pass(seconds(61));
    // The release before claims: it counts, and writes no token.
    office
        .tamper("UPDATE outbox SET attempts = attempts + 1, available_at = '2026-11-23T02:02:01Z'")
        .await;
    late.send(Err(refused())).unwrap();
    worker.stop().await;
    let rows = office.rows().await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 2));
    assert_eq!(rows[0].wait(&office.clock), seconds(60));
}

#[tokio::test]
async fn what_was_sent_late_is_recorded_while_nobody_else_has_taken_over() {
    let office = Office::open().await;
    let port = office.port();
    let late = port.hold("hello");
    let worker = office.hire_with(port.clone());
    office.put(&[office.letter(KUDOS, "hello")]).await;
    port.begun().await;
    // Busy with as much as it may be, so that it does not take over from itself.
    office
        .tamper("UPDATE outbox SET available_at = available_at - interval '61 s' + interval '1 h'")
        .await;
    office.pass(seconds(61));
    let receipt = plaudit::chat::Receipt {
        channel: KUDOS.to_owned(),
        message: Some("1.2".to_owned()),
    };
    late.send(Ok(receipt)).unwrap();
    office.until(|rows| rows[0].sent()).await;
    office.close(worker).await;
}
