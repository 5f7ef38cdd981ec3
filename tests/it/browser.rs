//! The sandbox's chat page in a real browser. Skipped, with a line that says so, without one.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic, and says on its output that it was skipped"
)]

mod devtools;

use self::devtools::Browser;
use crate::harness::Plaudit;

const KUDOS: &str = "C0KUDOS0001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";

/// Plaudit behind the stand-in, and the stand-in's page open.
struct Scene {
    plaudit: Plaudit,
    browser: Browser,
}

impl Scene {
    /// None when there is no browser.
    async fn open() -> Option<Self> {
        let Some(mut browser) = Browser::launch().await else {
            println!("skipped: no chromium, chromium-browser or google-chrome on the PATH");
            return None;
        };
        let plaudit = Plaudit::start().await;
        browser.look(1280, 840, false).await;
        browser.open(plaudit.sandbox.page_url()).await;
        browser
            .wait_until("document.querySelector('#composer')")
            .await;
        Some(Self { plaudit, browser })
    }

    /// Becomes somebody else through the switcher.
    async fn pick_person(&mut self, name: &str) {
        self.browser.click("#me").await;
        self.browser.insert(name).await;
        self.browser.wait_for_text(".people .marked", name).await;
        self.browser.key("Enter").await;
        self.browser.wait_for_text("#me", name).await;
    }

    /// Opens a conversation from the sidebar.
    async fn enter(&mut self, channel: &str) {
        self.browser
            .click(&format!("[data-channel='{channel}']"))
            .await;
        let current = format!("[data-channel='{channel}'][aria-current]");
        self.browser
            .wait_until(&format!("document.querySelector(\"{current}\")"))
            .await;
    }

    /// Types a line and sends it.
    async fn say(&mut self, text: &str) {
        self.browser.click("#composer").await;
        self.browser.insert(text).await;
        // A completion may be open over the last word.
        self.browser.insert(" ").await;
        self.browser.key("Enter").await;
        self.browser
            .wait_until("document.querySelector('#composer').value === ''")
            .await;
    }

    /// Presses a Block Kit button.
    async fn press(&mut self, action: &str) {
        self.browser
            .click(&format!("[data-action='{action}']"))
            .await;
    }

    /// Chooses a person in an open form.
    async fn choose_person(&mut self, block: &str, name: &str) {
        self.browser
            .click(&format!("[data-block='{block}'] .search"))
            .await;
        self.browser.insert(name).await;
        self.browser
            .wait_for_text(&format!("[data-block='{block}'] .marked"), name)
            .await;
        self.browser.key("Enter").await;
    }

    /// Fills a text field of an open form.
    async fn fill(&mut self, block: &str, text: &str) {
        self.browser
            .click(&format!("[data-block='{block}'] :is(input, textarea)"))
            .await;
        self.browser.insert(text).await;
    }

    async fn submit(&mut self) {
        self.browser.click("dialog [type='submit']").await;
    }

    /// Waits until `text` can be read in the conversation.
    async fn read(&mut self, text: &str) {
        self.browser.wait_for_text("#messages", text).await;
    }

    async fn dialog_closes(&mut self) {
        self.browser
            .wait_until("!document.querySelector('dialog')")
            .await;
    }

    /// Ends the test: nothing was refused, neither by the browser nor by the stand-in, and the
    /// ledger proves itself.
    async fn finish(self) {
        assert_eq!(self.browser.troubles, Vec::<String>::new());
        self.plaudit.quiet().await;
        self.plaudit.finish().await;
    }
}

#[tokio::test]
async fn a_first_visit_leads_from_the_hint_to_a_kudos() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene
        .browser
        .wait_for_text(".hints", "/kudos @budi +5 untuk")
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
    scene.press("boost").await;
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
    scene.press("undo").await;
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
    scene.choose_person("to", "Ana").await;
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
    scene.choose_person("to", "Budi").await;
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
    scene.choose_person("to", "Budi").await;
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
    priya.press(KUDOS, &announced.ts, "boost").await;
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
