//! Editing gives nothing by itself. Whoever names the bot by it is asked, once.

use plaudit_sandbox::teams::KUDOS as TEAMS;

use super::scene::{READERS, SLACK, Scene};

const LIAM: &str = READERS[0].1;

#[tokio::test]
async fn the_bots_name_added_in_slack_is_answered_with_a_button() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    let ts = liam.post(SLACK, "@zoe +3 for the demo").await.ts.unwrap();
    plaudit.hush().await;
    assert_eq!(plaudit.sandbox.ephemerals(LIAM).len(), 0);
    for text in [
        "@Plaudit @zoe +3 for the demo",
        "@Plaudit @zoe +4 for the demo",
    ] {
        liam.edit(SLACK, &ts, text).await;
        plaudit.hush().await;
    }
    assert_eq!(scene.given().await, 0);
    let asked = plaudit.sandbox.ephemerals(LIAM);
    assert_eq!(asked.len(), 1, "once for a message: {asked:?}");
    let shown = asked[0].shown();
    assert!(shown.contains("Editing a message gives nothing"), "{shown}");
    assert!(shown.contains("Give *3 points* to"), "{shown}");
    for _ in 0..2 {
        liam.press(SLACK, &asked[0].ts, "kudos.give_proposed").await;
        plaudit.hush().await;
    }
    assert_eq!(scene.given().await, 3);
    scene.finish().await;
}

#[tokio::test]
async fn a_message_that_gave_or_was_answered_is_left_at_that() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    for (first, then) in [
        ("@zoe ++", "@Plaudit @zoe +5"),
        ("@Plaudit @zoe +1", "@Plaudit @zoe +5"),
        ("@Plaudit balance", "@Plaudit @zoe +5"),
        ("hello", "hello @zoe ++"),
    ] {
        let ts = liam.post(SLACK, first).await.ts.unwrap();
        plaudit.hush().await;
        let before = (scene.given().await, plaudit.sandbox.ephemerals(LIAM).len());
        liam.edit(SLACK, &ts, then).await;
        plaudit.hush().await;
        let after = (scene.given().await, plaudit.sandbox.ephemerals(LIAM).len());
        assert_eq!(after, before, "{first} {then}");
    }
    scene.finish().await;
}

#[tokio::test]
async fn anything_else_is_asked_for_in_a_new_message() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    for (index, says) in ["new one", "pesan baru", "mesej baharu"]
        .into_iter()
        .enumerate()
    {
        let who = READERS[index].1;
        let person = plaudit.sandbox.as_user(who);
        let ts = person.post(SLACK, "balance").await.ts.unwrap();
        person.edit(SLACK, &ts, "@Plaudit balance").await;
        plaudit.hush().await;
        let told = plaudit.sandbox.ephemerals(who).pop().unwrap().shown();
        assert!(told.contains(says), "{told}");
    }
    scene.finish().await;
}

#[tokio::test]
async fn the_bots_name_added_in_teams_is_answered_with_a_button() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    // As nearly everywhere, the bot hears only what names it.
    plaudit
        .teams()
        .change(|model| model.company.reads_all = false);
    for (who, says) in [
        ("liam", "Editing a message gives nothing"),
        ("budi", "Mengedit pesan"),
        ("farid", "Menyunting mesej"),
    ] {
        let before = scene.given().await;
        let person = plaudit.teams().as_user(who);
        let said = person
            .say(TEAMS, "@zoe +3 for the demo")
            .await
            .message
            .unwrap();
        for text in [
            "@Plaudit @zoe +3 for the demo",
            "@Plaudit @zoe +4 for the demo",
        ] {
            let seen = person.edit(TEAMS, &said, text).await;
            assert!(seen.is_ok(), "{seen:?}");
            plaudit.hush().await;
        }
        assert_eq!(scene.given().await, before);
        let asked = plaudit.told(who);
        assert!(asked.shown().contains(says), "{}", asked.shown());
        for _ in 0..2 {
            person.press(&asked, "kudos.give_proposed").await;
            plaudit.hush().await;
        }
        assert_eq!(scene.given().await, before + 3, "{who}");
    }
    scene.finish().await;
}

#[tokio::test]
async fn a_message_that_teams_told_of_is_left_at_that() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.teams().as_user("liam");
    let said = liam.say(TEAMS, "@Plaudit @zoe +2").await.message.unwrap();
    plaudit.hush().await;
    let before = plaudit.teams().privates("liam").len();
    liam.edit(TEAMS, &said, "@Plaudit @zoe +5").await;
    plaudit.hush().await;
    assert_eq!(scene.given().await, 2);
    assert_eq!(plaudit.teams().privates("liam").len(), before);
    scene.finish().await;
}
