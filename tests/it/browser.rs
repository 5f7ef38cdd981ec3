//! The sandbox's chat page in a real browser. Skipped, with a line that says so, without one.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may panic, and says on its output that it was skipped"
)]

mod app;
mod devtools;

use plaudit::clock::Clock;
use plaudit::sandbox::{Sandbox, SandboxOptions};

use self::devtools::Browser;

const KUDOS: &str = "C0KUDOS0001";
const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";

/// A stand-in with an app behind it, and its page open.
struct Scene {
    sandbox: Sandbox,
    browser: Browser,
}

impl Scene {
    /// None when there is no browser.
    async fn open() -> Option<Self> {
        let Some(mut browser) = Browser::launch().await else {
            println!("skipped: no chromium, chromium-browser or google-chrome on the PATH");
            return None;
        };
        let options = SandboxOptions::for_tests(Clock::system());
        let sandbox = Sandbox::start(options).await.unwrap();
        let app = app::start(sandbox.api_url(), sandbox.bot_token().unwrap()).await;
        sandbox.connect(&app);
        browser.look(1280, 840, false).await;
        browser.open(sandbox.page_url()).await;
        browser
            .wait_until("document.querySelector('#composer')")
            .await;
        Some(Self { sandbox, browser })
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

    /// Nothing was refused, neither by the browser nor by the stand-in.
    fn assert_no_trouble(&self) {
        assert_eq!(self.browser.troubles, Vec::<String>::new());
        assert_eq!(self.sandbox.complaints(), Vec::<String>::new());
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

    scene.say("/kudos @budi +5 for the launch #teamwork").await;
    scene
        .browser
        .wait_for_text("#messages .private", "95 left")
        .await;
    scene
        .browser
        .wait_for_text("#messages .blocks", "gave 5 points")
        .await;
    scene.say("/kudos balance").await;
    scene
        .browser
        .wait_for_text("#messages .b-header", "Your points")
        .await;
    scene.press("boost").await;
    scene
        .browser
        .wait_for_text("#messages .b-context", "1 joined in")
        .await;
    scene.browser.screenshot("kudos").await;
    // What cannot be undone easily is asked for first.
    let before = scene.sandbox.deliveries().len();
    scene.press("undo").await;
    scene.browser.wait_for_text("dialog", "Take it back?").await;
    scene.browser.screenshot("confirm").await;
    scene.browser.key("Escape").await;
    scene
        .browser
        .wait_until("!document.querySelector('dialog')")
        .await;
    assert_eq!(scene.sandbox.deliveries().len(), before);

    // Only Siti sees what was whispered to her; Budi finds the rest unread.
    scene.pick_person("Budi").await;
    scene
        .browser
        .wait_for_text("#messages", "gave 5 points")
        .await;
    let whispers = scene
        .browser
        .eval("document.querySelectorAll('.private').length")
        .await;
    assert_eq!(whispers, 0);
    assert_eq!(scene.sandbox.ephemerals(SITI).len(), 2);
    scene.browser.wait_for_text(".entry.news .badge", "1").await;
    let dm = scene.sandbox.as_user(BUDI).dm();
    scene.enter(&dm).await;
    scene
        .browser
        .wait_for_text("#messages", "gave you 5 points")
        .await;
    scene.browser.screenshot("direct-message").await;
    scene.browser.click("#tab-home").await;
    scene.browser.wait_for_text("#home", "Welcome home").await;
    scene.browser.screenshot("home").await;
    scene.assert_no_trouble();
}

#[tokio::test]
async fn a_form_keeps_what_was_typed_until_it_is_right() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.browser.click("#shortcut").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.choose_person("to", "Siti").await;
    scene.browser.screenshot("form").await;
    scene.submit().await;
    // The client itself asks for what is required.
    scene
        .browser
        .wait_for_text("[data-block='why'] .error", "required")
        .await;
    scene.fill("why", "the “launch” <b>&amp;</b>").await;
    scene.submit().await;
    scene
        .browser
        .wait_for_text("[data-block='to'] .error", "cannot give to yourself")
        .await;
    scene.browser.screenshot("form-error").await;
    let kept = scene
        .browser
        .eval("document.querySelector('[data-block=why] textarea').value")
        .await;
    assert_eq!(kept, "the “launch” <b>&amp;</b>");

    scene.browser.click("[data-block='to'] .token button").await;
    scene.choose_person("to", "Budi").await;
    scene.submit().await;
    scene
        .browser
        .wait_until("!document.querySelector('dialog')")
        .await;

    // Escape closes a form, for Slack as well.
    scene.browser.click("#shortcut").await;
    scene.browser.wait_for_text("dialog h2", "Give kudos").await;
    scene.browser.key("Escape").await;
    scene
        .browser
        .wait_until("!document.querySelector('dialog')")
        .await;
    assert!(scene.sandbox.modals(SITI).is_empty());
    scene.enter(KUDOS).await;
    scene
        .browser
        .wait_for_text("#messages blockquote", "the “launch” <b>&amp;</b>")
        .await;
    scene.assert_no_trouble();
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
    let said = scene.sandbox.messages(KUDOS);
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
    scene.assert_no_trouble();
}

#[tokio::test]
async fn it_can_be_read_on_a_narrow_and_a_dark_screen() {
    let Some(mut scene) = Scene::open().await else {
        return;
    };
    scene.say("/kudos @budi +5 for the launch").await;
    scene
        .browser
        .wait_for_text("#messages .blocks", "gave 5 points")
        .await;
    scene.browser.look(1280, 840, true).await;
    scene.browser.screenshot("dark").await;
    scene.browser.click("#me").await;
    scene.browser.screenshot("people").await;
    scene.browser.key("Escape").await;

    scene.browser.look(390, 780, false).await;
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
    scene.assert_no_trouble();
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
    scene.assert_no_trouble();
}
