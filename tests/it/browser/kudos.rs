//! Kudos, as people meet them on the page.

use super::scene::Scene;

const KUDOS: &str = "C0KUDOS0001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";

#[tokio::test]
async fn a_first_visit_leads_from_the_hint_to_a_kudos() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene
        .browser
        .wait_for_text(".hints", "/kudos @budi +5 for the launch")
        .await;
    scene.browser.screenshot("first-visit").await;

    scene.pick_person("Ana Ferreira").await;
    scene.enter(KUDOS).await;
    scene.say("/kudos @budi +5 for the launch #teamwork").await;
    scene
        .browser
        .wait_for_text("#messages .private", "95 left")
        .await;
    scene.read("Ana Ferreira gives").await;
    scene.read("the launch").await;
    scene.browser.screenshot("kudos").await;
    scene.say("/kudos balance").await;
    scene
        .browser
        .wait_for_text("#messages .private", "Left to give")
        .await;

    // Somebody joins in. What was whispered to Ana is for her alone.
    scene.pick_person("Zoë").await;
    scene.read("the launch").await;
    let whispers = scene
        .browser
        .eval("document.querySelectorAll('.private').length")
        .await;
    assert_eq!(whispers, 0);
    scene.press("kudos.boost").await;
    scene.read("Joined by").await;
    scene
        .browser
        .wait_for_text("#messages .private", "You joined in")
        .await;
    scene.browser.screenshot("joined").await;

    // Budi finds it unread, in his own language.
    scene.pick_person("Budi").await;
    scene.browser.wait_for_text(".entry.news .badge", "2").await;
    let dm = scene.plaudit.sandbox.as_user(BUDI).dm();
    scene.enter(&dm).await;
    scene.read("the launch").await;
    scene.read("poin").await;
    scene.browser.screenshot("direct-message").await;
    assert_eq!(scene.plaudit.points(BUDI).await, 6);
    scene.browser.click("#tab-home").await;
    scene.browser.wait_for_text("#home", "Halo, Budi").await;
    scene.browser.screenshot("home").await;
    scene.finish().await;
}

#[tokio::test]
async fn what_was_given_is_undone_by_its_button() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.pick_person("Ana Ferreira").await;
    scene.enter(KUDOS).await;
    scene.say("/kudos @budi +5 for the launch").await;
    scene
        .browser
        .wait_for_text("#messages .private", "minutes to undo it")
        .await;
    scene.press("kudos.undo").await;
    scene.read("I took back").await;
    scene.read("took back the kudos for").await;
    scene.browser.screenshot("undone").await;
    assert_eq!(scene.plaudit.points(BUDI).await, 0);
    scene.finish().await;
}

#[tokio::test]
async fn a_form_keeps_what_was_typed_until_it_is_right() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.pick_person("Ana Ferreira").await;
    scene.browser.click("#shortcut").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.submit().await;
    // The client itself asks for what is required.
    scene
        .browser
        .wait_for_text("[data-block='to'] .error", "required")
        .await;
    scene.choose("to", "Ana").await;
    scene.fill("message", "the “launch” <b>&amp;</b>").await;
    scene.browser.screenshot("form").await;
    scene.submit().await;
    scene
        .browser
        .wait_for_text("[data-block='to'] .error", "Kudos are for others")
        .await;
    scene.browser.screenshot("form-error").await;
    let kept = scene
        .browser
        .eval("document.querySelector('[data-block=message] textarea').value")
        .await;
    assert_eq!(kept, "the “launch” <b>&amp;</b>");
    scene.browser.click("[data-block='to'] .token button").await;
    scene.choose("to", "Budi").await;
    scene.submit().await;
    // What came of it stands where the form was.
    scene.browser.wait_for_text("dialog", "99 left").await;
    scene.browser.screenshot("form-done").await;
    scene.browser.key("Escape").await;
    scene.dialog_closes().await;

    // Escape closes a form, for Slack as well.
    scene.enter(KUDOS).await;
    scene.say("/kudos").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.browser.key("Escape").await;
    scene.dialog_closes().await;
    assert!(scene.plaudit.sandbox.modals(ANA).is_empty());

    // Opened in a channel, it is announced there.
    scene.say("/kudos").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.choose("to", "Budi").await;
    scene.fill("message", "the “launch” <b>&amp;</b>").await;
    scene.submit().await;
    scene.browser.wait_for_text("dialog", "98 left").await;
    scene.browser.key("Escape").await;
    scene.dialog_closes().await;
    scene
        .browser
        .wait_for_text("#messages blockquote", "the “launch” <b>&amp;</b>")
        .await;
    assert_eq!(scene.plaudit.points(BUDI).await, 2);
    scene.finish().await;
}

#[tokio::test]
async fn a_channel_tells_the_story_of_a_kudos() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    let sandbox = &scene.plaudit.sandbox;
    let rizky = sandbox.as_user("U0RIZKY0006");
    rizky
        .post(KUDOS, "Checkout is live in all three regions :rocket:")
        .await;
    let priya = sandbox.as_user("U0PRIYA0008");
    priya.post(KUDOS, "Not a single alert all night!").await;
    scene.pick_person("Ana Ferreira").await;
    scene.browser.click(".hints header .button").await;
    scene.enter(KUDOS).await;
    scene
        .say("/kudos @rizky +10 for getting checkout live without anybody losing sleep #teamwork")
        .await;
    scene.read("gives").await;
    let sandbox = &scene.plaudit.sandbox;
    let announced = sandbox
        .wait_for(|model| {
            let mut here = model.messages.iter();
            here.rfind(|it| it.by_app && it.visible_to.is_none() && it.channel == KUDOS)
                .cloned()
        })
        .await
        .unwrap();
    priya.press(KUDOS, &announced.ts, "kudos.boost").await;
    scene.read("Joined by").await;
    let sandbox = &scene.plaudit.sandbox;
    for (user, emoji) in [
        ("U0BUDI00002", "tada"),
        ("U0SITI00001", "tada"),
        ("U0LIAM00016", "heart"),
    ] {
        let who = sandbox.as_user(user);
        who.react(KUDOS, &announced.ts, emoji).await;
    }
    let liam = sandbox.as_user("U0LIAM00016");
    liam.reply(
        KUDOS,
        &announced.ts,
        "So well deserved. See you at the demo!",
    )
    .await;
    rizky
        .reply(KUDOS, &announced.ts, "Terima kasih! It was all of us.")
        .await;
    scene
        .browser
        .wait_for_text(".thread .message", "all of us")
        .await;
    // Tall enough for all of it: the README shows this one.
    scene.browser.look(1280, 880, false).await;
    scene.browser.screenshot("story").await;
    scene.browser.look(1280, 880, true).await;
    scene.browser.screenshot("story-dark").await;

    // The board counts what was given by now.
    scene.browser.look(1280, 840, false).await;
    let folded = "SELECT count(*) FROM tally_entry";
    while sqlx::query_scalar::<_, i64>(folded)
        .fetch_one(&scene.plaudit.db.pool)
        .await
        .unwrap()
        > 0
    {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    scene.say("/kudos leaderboard").await;
    scene
        .browser
        .wait_for_text("#messages .private", "Most appreciated")
        .await;
    scene
        .browser
        .wait_for_text("#messages .private", "Rizky Pratama")
        .await;
    scene.browser.screenshot("leaderboard").await;
    scene.say("/kudos help").await;
    scene.browser.screenshot("help").await;
    scene.finish().await;
}
