//! Kudos, as people meet them on Teams' page.

use plaudit_sandbox::teams::KUDOS;

use super::scene::Scene;

/// Marked text of cards, and what becomes of it.
const MARKED: &[(&str, &str)] = &[
    (
        "**a** _b_ *c* \\*d\\*",
        "<strong>a</strong> <em>b</em> <em>c</em> *d*",
    ),
    ("2*3*4 snake_case_name", "2<em>3</em>4 snake_case_name"),
    ("**_both_**", "<strong><em>both</em></strong>"),
    ("&lt;b&gt; &amp;amp; <b>", "&lt;b&gt; &amp;amp; &lt;b&gt;"),
    ("[click](javascript:alert(1))", "click)"),
    (
        "[a *b*](https://x.test/?a=1&amp;b=2)",
        "<a href=\"https://x.test/?a=1&amp;b=2\" target=\"_blank\" \
         rel=\"noreferrer noopener\">a <em>b</em></a>",
    ),
    ("<at>Nobody</at>", "&lt;at&gt;Nobody&lt;/at&gt;"),
    ("one\\\\n\ntwo", "one\\n<br>two"),
    ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("{{DATE(2026-13-45,SHORT)}}", "{{DATE(2026-13-45,SHORT)}}"),
];

#[tokio::test]
async fn a_post_gives_and_others_join_in() {
    let Some(mut scene) = Scene::open_teams().await else {
        return;
    };
    scene
        .browser
        .wait_for_text(".hints", "@Plaudit @Budi Santoso +5")
        .await;
    scene.browser.screenshot("teams-first-visit").await;
    scene.pick_person("Liam").await;
    scene.enter(KUDOS).await;
    scene.browser.click("#composer").await;
    scene.browser.insert("@pla").await;
    scene
        .browser
        .wait_for_text(".composer .marked", "Plaudit")
        .await;
    scene.browser.screenshot("teams-completion").await;
    scene.browser.key("Enter").await;
    scene.say("@Budi Santoso +5 for the launch #teamwork").await;
    scene.read("the launch").await;
    // Somebody is called Plaudit Santoso, and is not meant.
    scene.say("@Plaudit").await;
    scene.read("Who would you like to thank?").await;
    // What is still to come moves the buttons under the mouse.
    scene.read("Changed your mind").await;
    scene.press("kudos.boost").await;
    scene.browser.screenshot("teams-kudos").await;

    scene.pick_person("Zoë").await;
    scene.press("kudos.boost").await;
    scene.read("Joined by").await;
    scene.browser.screenshot("teams-joined").await;

    // Budi finds it in his chat with the bot, in his own language.
    scene.pick_person("Budi").await;
    scene
        .browser
        .click(".list section:first-of-type .entry")
        .await;
    scene.read("the launch").await;
    scene.browser.screenshot("teams-direct").await;
    let budi = scene
        .plaudit
        .teams()
        .model()
        .user("budi")
        .unwrap()
        .aad
        .clone();
    assert_eq!(scene.plaudit.points(&budi).await, 6);
    scene.finish().await;
}

#[tokio::test]
async fn a_form_in_teams_keeps_what_was_typed_until_it_is_right() {
    let Some(mut scene) = Scene::open_teams().await else {
        return;
    };
    scene.pick_person("Zoë").await;
    scene.enter(KUDOS).await;
    scene.browser.click("#shortcut").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.submit().await;
    // The client itself asks for what is required.
    scene
        .browser
        .wait_until("document.querySelector(\"[data-block='to'] .error\").textContent")
        .await;
    scene.choose("to", "Zoë").await;
    scene.fill("message", "the “launch” <b>&amp;</b>").await;
    scene.browser.screenshot("teams-form").await;
    scene.submit().await;
    scene
        .browser
        .wait_for_text("dialog", "Kudos are for others")
        .await;
    scene.browser.screenshot("teams-form-error").await;
    let kept = scene
        .browser
        .eval("document.querySelector('[data-block=message] textarea').value")
        .await;
    assert_eq!(kept, "the “launch” <b>&amp;</b>");
    scene.browser.click("[data-block='to'] .token button").await;
    scene.choose("to", "Budi").await;
    scene.submit().await;
    scene.browser.wait_for_text("dialog", "99 left").await;
    scene.browser.screenshot("teams-form-done").await;
    scene.browser.key("Escape").await;
    scene.dialog_closes().await;
    scene.finish().await;
}

#[tokio::test]
async fn a_channel_in_teams_tells_the_story_of_a_kudos() {
    let Some(mut scene) = Scene::open_teams().await else {
        return;
    };
    let rizky = scene.plaudit.teams().as_user("rizky");
    rizky
        .say(KUDOS, "Checkout is live in all three regions 🚀")
        .await;
    scene.pick_person("Zoë").await;
    scene.browser.click(".hints header .button").await;
    scene.enter(KUDOS).await;
    scene
        .say("@Plaudit @Rizky Pratama +10 for getting checkout live without anybody losing sleep #teamwork")
        .await;
    scene.read("gives").await;
    let teams = scene.plaudit.teams();
    let announced = teams
        .wait_for(|model| {
            let mut here = model.messages.iter();
            here.rfind(|it| it.by_app && it.visible_to.is_none() && it.conversation == KUDOS)
                .cloned()
        })
        .await
        .unwrap();
    teams.as_user("liam").press(&announced, "kudos.boost").await;
    scene.read("Joined by").await;
    let teams = scene.plaudit.teams();
    for (who, kind) in [
        ("budi", "1f389_tada"),
        ("siti", "1f389_tada"),
        ("mei", "heart"),
    ] {
        teams.as_user(who).react(KUDOS, &announced.id, kind).await;
    }
    rizky
        .say_in_thread(KUDOS, announced.thread(), "Terima kasih! It was all of us.")
        .await;
    scene
        .browser
        .wait_for_text(".thread .message", "all of us")
        .await;
    // Tall enough for all of it: the README shows this one.
    scene.browser.look(1280, 980, false).await;
    scene.browser.screenshot("teams-story").await;
    scene.browser.look(1280, 980, true).await;
    scene.browser.screenshot("teams-story-dark").await;
    scene.browser.look(390, 844, false).await;
    let wide = scene
        .browser
        .eval("document.documentElement.scrollWidth > innerWidth")
        .await;
    assert_eq!(wide, false);
    scene.browser.screenshot("teams-narrow").await;
    scene.finish().await;
}

#[tokio::test]
async fn marked_text_of_cards_becomes_what_it_means_and_no_more() {
    let Some(mut scene) = Scene::open_teams().await else {
        return;
    };
    for (text, html) in MARKED {
        let script = format!(
            "import('/assets/marks.js').then(m => {{ const n = document.createElement('p'); \
             n.append(...m.markdown({}, [])); return n.innerHTML; }})",
            serde_json::json!(text)
        );
        assert_eq!(scene.browser.eval(&script).await, *html, "{text}");
    }
    scene.finish().await;
}
