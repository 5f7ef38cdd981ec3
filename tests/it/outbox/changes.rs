//! Messages that are changed later, to people as in places.

use plaudit::chat::To;
use plaudit::outbox;
use plaudit_sandbox::slack::Fault;

use super::scene::{BUDI, KUDOS, SITI, Scene, seconds};

#[tokio::test]
async fn a_message_to_a_person_is_changed_like_one_in_a_channel() {
    let scene = Scene::open().await;
    let about = |text: &str| scene.letter_to(BUDI, text).about("approval:1".into());
    // The change waits for its message, which waits for the conversation.
    scene.put(&[about("please decide")]).await;
    scene.put(&[about("decided").as_update()]).await;
    let worker = scene.hire();
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.told(BUDI), ["decided"]);
    let changes = scene.sandbox.calls("chat.update");
    assert_eq!(changes.len(), 1);

    // Much later, by a worker who never saw it.
    worker.stop().await;
    let worker = scene.hire();
    scene.put(&[about("fulfilled").as_update()]).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[2].sent()).await;
    assert_eq!(scene.told(BUDI), ["fulfilled"]);
    // What others were told about the same stays as it is.
    scene
        .put(&[scene.letter_to(SITI, "hers").about("approval:1".into())])
        .await;
    scene.until(|rows| rows[3].sent()).await;
    scene.put(&[about("done").as_update()]).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[4].sent()).await;
    assert_eq!(
        (scene.told(BUDI), scene.told(SITI)),
        (vec!["done".into()], vec!["hers".into()])
    );
    scene.close(worker).await;
}

#[tokio::test]
async fn a_change_of_what_cannot_be_changed_is_refused() {
    let scene = Scene::open().await;
    let whisper = |text: &str| {
        let mut letter = scene.letter(KUDOS, text).about("kudos:1".into());
        letter.to = To::Privately {
            place: scene.place(KUDOS),
            person: scene.person(SITI),
        };
        letter
    };
    let instead = scene.letter_to(SITI, "said anew");
    let worker = scene.hire();
    scene.put(&[whisper("seen once")]).await;
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(1));
    scene
        .put(&[whisper("changed").as_update().or_else(instead)])
        .await;
    let rows = scene.until(|rows| rows.len() == 3 && rows[2].sent()).await;
    assert_eq!(rows[1].state, "refused");
    assert!(
        rows[1].error.as_ref().unwrap().contains("changed"),
        "{rows:?}"
    );
    assert_eq!(scene.told(SITI), ["said anew"]);
    assert_eq!(scene.sandbox.ephemerals(SITI).len(), 1);

    // There never was a message to Budi.
    scene
        .put(&[scene
            .letter_to(BUDI, "?")
            .about("kudos:1".into())
            .as_update()])
        .await;
    scene.until(|rows| rows[3].state == "refused").await;
    assert_eq!(scene.told(BUDI), Vec::<String>::new());
    scene.close(worker).await;
}

/// Where the same is said in another way, that one tells whether it arrives: nobody need look into the first.
#[tokio::test]
async fn a_change_that_is_said_anew_is_no_failure() {
    let scene = Scene::open().await;
    let worker = scene.hire();
    // There never was a message to Siti.
    let change = scene.letter_to(SITI, "changed").about("kudos:1".into());
    let anew = scene.letter_to(SITI, "changed");
    scene.put(&[change.as_update().or_else(anew)]).await;
    scene.until(|rows| rows.len() == 2).await;
    scene.pass(seconds(1));
    let rows = scene.until(|rows| rows[1].sent()).await;
    assert_eq!(rows[0].state, "replaced");
    assert_eq!(scene.told(SITI), ["changed"]);
    let mut conn = scene.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, scene.workspace)
        .await
        .unwrap();
    assert!(unsent.is_empty(), "{unsent:?}");
    drop(conn);
    scene.close(worker).await;
}

/// What could not be whispered went to the person's own conversation, where it can be changed.
#[tokio::test]
async fn what_was_whispered_elsewhere_is_changed_there() {
    let scene = Scene::open().await;
    let whisper = |text: &str| {
        let mut letter = scene.letter(KUDOS, text).about("kudos:1".into());
        letter.to = To::Privately {
            place: scene.place(KUDOS),
            person: scene.person(SITI),
        };
        letter
    };
    let away = Fault::Error("not_in_channel".to_owned());
    scene.sandbox.fail("chat.postEphemeral", away, 2);
    let worker = scene.hire();
    // Without a second's rest between: nothing was said yet.
    scene.put(&[whisper("alone")]).await;
    scene.until(|rows| rows[0].sent()).await;
    assert_eq!(scene.told(SITI), ["alone"]);
    assert_eq!(scene.sandbox.calls("conversations.open").len(), 1);
    scene.put(&[whisper("changed").as_update()]).await;
    scene.pass(seconds(1));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.told(SITI), ["changed"]);
    scene.close(worker).await;
}

#[tokio::test]
async fn a_change_weighs_what_its_message_weighs_and_replaces_the_one_before() {
    use plaudit::outbox::Weight;
    let scene = Scene::open().await;
    let about = |text: &str| scene.letter_to(BUDI, text).about("survey:1".into());
    scene
        .put(&[about("invitation").weighing(Weight::Bulk)])
        .await;
    scene.put(&[about("one day left").as_update()]).await;
    let late = about("closed").as_update().weighing(Weight::Notice);
    scene.put(std::slice::from_ref(&late)).await;
    let rows = scene.rows().await;
    let weights: Vec<_> = rows.iter().map(|row| row.weight.as_str()).collect();
    assert_eq!(weights, ["bulk", "bulk"]);
    let worker = scene.hire();
    scene.until(|rows| rows[0].sent()).await;
    scene.pass(seconds(2));
    scene.until(|rows| rows[1].sent()).await;
    assert_eq!(scene.told(BUDI), ["closed"]);
    // Put in together, too.
    let together = [
        scene
            .letter(KUDOS, "a")
            .about("survey:2".into())
            .weighing(Weight::Bulk),
        scene
            .letter(KUDOS, "b")
            .about("survey:2".into())
            .as_update(),
    ];
    scene.put(&together).await;
    let rows = scene.rows().await;
    assert_eq!(
        (rows[2].weight.as_str(), rows[3].weight.as_str()),
        ("bulk", "bulk")
    );
    scene.close(worker).await;
}

#[tokio::test]
async fn a_change_that_is_on_its_way_is_not_replaced() {
    let scene = Scene::open().await;
    let about = |text: &str| scene.letter(KUDOS, text).about("kudos:1".into());
    let port = scene.port();
    let worker = scene.hire_with(port.clone());
    scene.put(&[about("posted")]).await;
    scene.until(|rows| rows[0].sent()).await;
    let first = port.hold("one more");
    scene.put(&[about("one more").as_update()]).await;
    scene.pass(seconds(1));
    port.begun().await;
    scene.put(&[about("two more").as_update()]).await;
    let paused = plaudit::chat::SendError::Later {
        reason: "ratelimited".to_owned(),
        pause: Some(std::time::Duration::from_secs(5)),
    };
    first.send(Err(paused)).unwrap();
    scene.until(|rows| rows[1].attempts == 0).await;
    // Put back, it may be overtaken again; what follows keeps its place.
    scene.put(&[about("three more").as_update()]).await;
    assert_eq!(scene.rows().await.len(), 3);
    scene.pass(seconds(5));
    scene.until(|rows| rows[1].sent()).await;
    scene.pass(seconds(2));
    scene.until(|rows| rows[2].sent()).await;
    assert_eq!(scene.texts(KUDOS), ["three more"]);
    scene.close(worker).await;
}
