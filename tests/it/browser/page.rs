//! The page itself: talk, looks, marked text.

use super::scene::Scene;

const KUDOS: &str = "C0KUDOS0001";
const BUDI: &str = "U0BUDI00002";

#[tokio::test]
async fn one_talks_reacts_edits_and_deletes() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.enter(KUDOS).await;
    scene.browser.click("#composer").await;
    scene.browser.insert("hello @bud").await;
    scene
        .browser
        .wait_for_text(".composer .marked", "Budi Santoso")
        .await;
    scene.browser.screenshot("completion").await;
    scene.browser.key("Enter").await;
    scene
        .browser
        .insert("*well* _done_ `code` :tada: https://example.com/?a=1&b=2")
        .await;
    scene.browser.key("Enter").await;
    scene
        .browser
        .wait_for_text("#messages .mention", "@Budi Santoso")
        .await;
    let said = scene.plaudit.sandbox.messages(KUDOS);
    assert!(
        said[0].text.starts_with(&format!("hello <@{BUDI}> *well*")),
        "{}",
        said[0].text
    );

    scene.browser.hover(".message").await;
    scene.browser.click("[aria-label='React with clap']").await;
    scene.browser.wait_for_text(".reaction.mine", "1").await;
    scene.browser.screenshot("message").await;
    scene.browser.hover(".message").await;
    scene.browser.click("[aria-label='Edit message']").await;
    scene
        .browser
        .wait_until("document.activeElement?.value?.startsWith('hello @budi')")
        .await;
    scene.browser.insert(" indeed").await;
    scene.browser.key("Enter").await;
    scene.browser.wait_for_text(".edited", "edited").await;

    scene.browser.hover(".message").await;
    scene.browser.click("[aria-label='Reply in thread']").await;
    scene
        .browser
        .wait_until("document.activeElement?.closest('.thread')")
        .await;
    scene.browser.insert("me too").await;
    scene.browser.key("Enter").await;
    scene
        .browser
        .wait_for_text(".thread .message", "me too")
        .await;
    scene.browser.screenshot("thread").await;

    scene.browser.hover(".message").await;
    scene.browser.click("[aria-label='Delete message']").await;
    scene.browser.click("dialog .button.danger").await;
    scene
        .browser
        .wait_until("!document.querySelector('.edited')")
        .await;
    scene.browser.click("#deliveries").await;
    scene
        .browser
        .wait_for_text("#drawer", "message_deleted")
        .await;
    scene.browser.screenshot("deliveries").await;
    scene.finish().await;
}

#[tokio::test]
async fn the_bot_is_invited_as_it_asks_to_be() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.pick_person("Liam").await;
    scene.enter("C0LEADERS01").await;
    scene.say("/invite @Plaudit").await;
    scene.read("I help you thank each other").await;
    scene
        .browser
        .wait_until("!document.querySelector('#topbar').innerText.includes('Invite Plaudit')")
        .await;
    scene.finish().await;
}

#[tokio::test]
async fn it_can_be_read_on_a_narrow_and_a_dark_screen() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.pick_person("Ana Ferreira").await;
    scene.enter(KUDOS).await;
    scene.say("/kudos @budi +5 for the launch").await;
    scene.read("Ana Ferreira gives").await;
    scene.browser.look(1280, 840, true).await;
    scene.browser.screenshot("dark").await;
    scene.browser.click("#me").await;
    scene.browser.screenshot("people").await;
    scene.browser.key("Escape").await;

    scene.browser.look(390, 844, false).await;
    scene.browser.screenshot("narrow").await;
    let wide = scene
        .browser
        .eval("document.documentElement.scrollWidth > innerWidth")
        .await;
    assert_eq!(wide, false);
    scene.browser.click("#burger").await;
    scene
        .browser
        .wait_until("document.querySelector('#sidebar').getBoundingClientRect().left === 0")
        .await;
    scene.browser.screenshot("narrow-sidebar").await;
    scene.enter("C0GENERAL01").await;
    scene.browser.click("#burger").await;
    scene.browser.key("Escape").await;
    scene
        .browser
        .wait_until("!document.querySelector('.with-sidebar')")
        .await;
    scene.finish().await;
}

#[tokio::test]
async fn marked_text_becomes_what_it_means_and_no_more() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    for (text, html) in [
        (
            "*a* _b_ ~c~ `*d*`",
            "<strong>a</strong> <em>b</em> <s>c</s> <code>*d*</code>",
        ),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("<img src=x onerror=alert(1)>", "img src=x onerror=alert(1)"),
        ("<javascript:alert(1)|click>", "click"),
        (
            "<https://x.test/?a=1&amp;b=2|a &lt; b>",
            "<a href=\"https://x.test/?a=1&amp;b=2\" target=\"_blank\" \
             rel=\"noreferrer noopener\">a &lt; b</a>",
        ),
        ("10:30 :nothing_known: :", "10:30 :nothing_known: :"),
        ("<@U404>", "<span class=\"mention \">@U404</span>"),
    ] {
        let script = format!(
            "import('/assets/mrkdwn.js').then(m => {{ const n = document.createElement('p'); \
             n.append(...m.mrkdwn({})); return n.firstElementChild.innerHTML; }})",
            serde_json::json!(text)
        );
        assert_eq!(scene.browser.eval(&script).await, html, "{text}");
    }
    scene.finish().await;
}
