//! Plaudit and a page, and what a person does there.

#![expect(
    clippy::print_stdout,
    reason = "a test says on its output that it was skipped"
)]

use super::devtools::Browser;
use crate::harness::Plaudit;

/// Plaudit behind a stand-in, and the stand-in's page open.
pub(super) struct Scene {
    pub(super) plaudit: Plaudit,
    pub(super) browser: Browser,
}

/// A browser; none, with a line that says so, when the machine has none.
async fn browser() -> Option<Browser> {
    let launched = Browser::launch().await;
    if launched.is_none() {
        println!("skipped: no chromium, chromium-browser or google-chrome on the PATH");
    }
    launched
}

impl Scene {
    /// Slack's page; none when there is no browser.
    pub(super) async fn open() -> Option<Self> {
        let browser = browser().await?;
        let plaudit = Plaudit::start().await;
        let page = plaudit.sandbox.page_url().to_owned();
        Some(Self::at(plaudit, browser, &page).await)
    }

    /// Teams' page, with Slack behind the same Plaudit; none when there is no browser.
    pub(super) async fn open_teams() -> Option<Self> {
        let browser = browser().await?;
        let plaudit = Plaudit::start_on_both().await;
        let page = plaudit.teams().page_url().to_owned();
        Some(Self::at(plaudit, browser, &page).await)
    }

    /// Slack's page as a browser of this language shows it first.
    pub(super) async fn open_in(language: &str) -> Option<Self> {
        let mut browser = browser().await?;
        browser.read_in(language).await;
        let plaudit = Plaudit::start().await;
        let page = plaudit.sandbox.page_url().to_owned();
        Some(Self::at(plaudit, browser, &page).await)
    }

    /// A page, once one can type there.
    async fn at(plaudit: Plaudit, mut browser: Browser, page: &str) -> Self {
        browser.look(1280, 840, false).await;
        browser.open(page).await;
        browser
            .wait_until("document.querySelector('#composer')")
            .await;
        Self { plaudit, browser }
    }

    /// Becomes somebody else through the switcher.
    pub(super) async fn pick_person(&mut self, name: &str) {
        self.browser.click("#me").await;
        self.browser.insert(name).await;
        self.browser.wait_for_text(".people .marked", name).await;
        self.browser.key("Enter").await;
        self.browser.wait_for_text("#me", name).await;
    }

    /// Opens a conversation from the sidebar.
    pub(super) async fn enter(&mut self, channel: &str) {
        self.browser
            .click(&format!("[data-channel='{channel}']"))
            .await;
        let current = format!("[data-channel='{channel}'][aria-current]");
        self.browser
            .wait_until(&format!("document.querySelector(\"{current}\")"))
            .await;
    }

    /// Types a line and sends it.
    pub(super) async fn say(&mut self, text: &str) {
        self.browser.click("#composer").await;
        self.browser.insert(text).await;
        // A completion may be open over the last word.
        self.browser.insert(" ").await;
        self.browser.key("Enter").await;
        self.browser
            .wait_until("document.querySelector('#composer').value === ''")
            .await;
    }

    /// Presses a button of a message.
    pub(super) async fn press(&mut self, action: &str) {
        self.browser
            .click(&format!("[data-action='{action}']"))
            .await;
    }

    /// Chooses from a list of an open form, by searching it.
    pub(super) async fn choose(&mut self, block: &str, name: &str) {
        self.browser
            .click(&format!("[data-block='{block}'] .search"))
            .await;
        self.browser.insert(name).await;
        self.browser
            .wait_for_text(&format!("[data-block='{block}'] .marked"), name)
            .await;
        self.browser.key("Enter").await;
        self.browser
            .wait_for_text(&format!("[data-block='{block}'] .token"), name)
            .await;
    }

    /// Types into a list of an open form, and chooses nothing.
    pub(super) async fn search(&mut self, block: &str, text: &str) {
        self.browser
            .click(&format!("[data-block='{block}'] .search"))
            .await;
        self.browser.insert(text).await;
    }

    /// Fills a text field of an open form.
    pub(super) async fn fill(&mut self, block: &str, text: &str) {
        self.browser
            .click(&format!("[data-block='{block}'] :is(input, textarea)"))
            .await;
        self.browser.insert(text).await;
    }

    pub(super) async fn submit(&mut self) {
        self.browser.click("dialog [type='submit']").await;
    }

    /// Waits until `text` can be read in the conversation.
    pub(super) async fn read(&mut self, text: &str) {
        self.browser.wait_for_text("#messages", text).await;
    }

    pub(super) async fn dialog_closes(&mut self) {
        self.browser
            .wait_until("!document.querySelector('dialog')")
            .await;
    }

    /// Ends the test: nothing was refused, neither by the browser nor by the stand-in, and the
    /// ledger proves itself.
    pub(super) async fn finish(self) {
        assert_eq!(self.browser.troubles, Vec::<String>::new());
        self.plaudit.quiet().await;
        self.plaudit.finish().await;
    }
}
