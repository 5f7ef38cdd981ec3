//! Messages that are changed later, to people as in places.

use plaudit::chat::To;
use plaudit_sandbox::slack::Fault;

use super::office::{BUDI, KUDOS, Office, SITI, seconds};

#[tokio::test]
async fn a_message_to_a_person_is_changed_like_one_in_a_channel() {
    let office = Office::open().await;
    let about = |text: &str| office.letter_to(BUDI, text).about("approval:1".into());
    // The change waits for its message, which waits for the conversation.
    office.put(&[about("please decide")]).await;
    office.put(&[about("decided").as_update()]).await;
    let worker = office.hire();
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.told(BUDI), ["decided"]);
    let changes = office.sandbox.calls("chat.update");
    assert_eq!(changes.len(), 1);

    // Much later, by a worker who never saw it.
    worker.stop().await;
    let worker = office.hire();
    office.put(&[about("fulfilled").as_update()]).await;
    office.pass(seconds(1));
    office.until(|rows| rows[2].sent()).await;
    assert_eq!(office.told(BUDI), ["fulfilled"]);
    // What others were told about the same stays as it is.
    office
        .put(&[office.letter_to(SITI, "hers").about("approval:1".into())])
        .await;
    office.until(|rows| rows[3].sent()).await;
    office.put(&[about("done").as_update()]).await;
    office.pass(seconds(1));
    office.until(|rows| rows[4].sent()).await;
    assert_eq!(
        (office.told(BUDI), office.told(SITI)),
        (vec!["done".into()], vec!["hers".into()])
    );
    office.close(worker).await;
}

#[tokio::test]
async fn a_change_of_what_cannot_be_changed_is_refused() {
    let office = Office::open().await;
    let whisper = |text: &str| {
        let mut letter = office.letter(KUDOS, text).about("kudos:1".into());
        letter.to = To::Privately {
            place: office.place(KUDOS),
            person: office.person(SITI),
        };
        letter
    };
    let instead = office.letter_to(SITI, "said anew");
    let worker = office.hire();
    office.put(&[whisper("seen once")]).await;
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(1));
    office
        .put(&[whisper("changed").as_update().or_else(instead)])
        .await;
    let rows = office.until(|rows| rows.len() == 3 && rows[2].sent()).await;
    assert_eq!(rows[1].state, "refused");
    assert!(
        rows[1].error.as_ref().unwrap().contains("changed"),
        "{rows:?}"
    );
    assert_eq!(office.told(SITI), ["said anew"]);
    assert_eq!(office.sandbox.ephemerals(SITI).len(), 1);

    // There never was a message to Budi.
    office
        .put(&[office
            .letter_to(BUDI, "?")
            .about("kudos:1".into())
            .as_update()])
        .await;
    office.until(|rows| rows[3].state == "refused").await;
    assert_eq!(office.told(BUDI), Vec::<String>::new());
    office.close(worker).await;
}

/// What could not be whispered went to the person's own conversation, where it can be changed.
#[tokio::test]
async fn what_was_whispered_elsewhere_is_changed_there() {
    let office = Office::open().await;
    let whisper = |text: &str| {
        let mut letter = office.letter(KUDOS, text).about("kudos:1".into());
        letter.to = To::Privately {
            place: office.place(KUDOS),
            person: office.person(SITI),
        };
        letter
    };
    let away = Fault::Error("not_in_channel".to_owned());
    office.sandbox.fail("chat.postEphemeral", away, 2);
    let worker = office.hire();
    // Without a second's rest between: nothing was said yet.
    office.put(&[whisper("alone")]).await;
    office.until(|rows| rows[0].sent()).await;
    assert_eq!(office.told(SITI), ["alone"]);
    assert_eq!(office.sandbox.calls("conversations.open").len(), 1);
    office.put(&[whisper("changed").as_update()]).await;
    office.pass(seconds(1));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.told(SITI), ["changed"]);
    office.close(worker).await;
}

#[tokio::test]
async fn a_change_weighs_what_its_message_weighs_and_replaces_the_one_before() {
    use plaudit::outbox::Weight;
    let office = Office::open().await;
    let about = |text: &str| office.letter_to(BUDI, text).about("survey:1".into());
    office
        .put(&[about("invitation").weighing(Weight::Bulk)])
        .await;
    office.put(&[about("one day left").as_update()]).await;
    let late = about("closed").as_update().weighing(Weight::Notice);
    office.put(std::slice::from_ref(&late)).await;
    let rows = office.rows().await;
    let weights: Vec<_> = rows.iter().map(|row| row.weight.as_str()).collect();
    assert_eq!(weights, ["bulk", "bulk"]);
    let worker = office.hire();
    office.until(|rows| rows[0].sent()).await;
    office.pass(seconds(2));
    office.until(|rows| rows[1].sent()).await;
    assert_eq!(office.told(BUDI), ["closed"]);
    // Put in together, too.
    let together = [
        office
            .letter(KUDOS, "a")
            .about("survey:2".into())
            .weighing(Weight::Bulk),
        office
            .letter(KUDOS, "b")
            .about("survey:2".into())
            .as_update(),
    ];
    office.put(&together).await;
    let rows = office.rows().await;
    assert_eq!(
        (rows[2].weight.as_str(), rows[3].weight.as_str()),
        ("bulk", "bulk")
    );
    office.close(worker).await;
}

#[tokio::test]
async fn a_change_that_is_on_its_way_is_not_replaced() {
    let office = Office::open().await;
    let about = |text: &str| office.letter(KUDOS, text).about("kudos:1".into());
    let port = office.port();
    let worker = office.hire_with(port.clone());
    office.put(&[about("posted")]).await;
    office.until(|rows| rows[0].sent()).await;
    let first = port.hold("one more");
    office.put(&[about("one more").as_update()]).await;
    office.pass(seconds(1));
    port.begun().await;
    office.put(&[about("two more").as_update()]).await;
    let paused = plaudit::chat::SendError::Later {
        reason: "ratelimited".to_owned(),
        pause: Some(std::time::Duration::from_secs(5)),
    };
    first.send(Err(paused)).unwrap();
    office.until(|rows| rows[1].attempts == 0).await;
    // Put back, it may be overtaken again; what follows keeps its place.
    office.put(&[about("three more").as_update()]).await;
    assert_eq!(office.rows().await.len(), 3);
    office.pass(seconds(5));
    office.until(|rows| rows[1].sent()).await;
    office.pass(seconds(2));
    office.until(|rows| rows[2].sent()).await;
    assert_eq!(office.texts(KUDOS), ["three more"]);
    office.close(worker).await;
}
