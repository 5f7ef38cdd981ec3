//! A stand-in Microsoft Teams: the demo runs on it, and so do the tests.
//!
//! ```text
//! person, page ─▶ deliver ─▶ signed activity ─▶ the app
//!                                                 │
//! model ◀─ check ◀─ api ◀──── connector, token endpoint
//! ```
//!
//! It keeps a company in memory, answers the connector's API about it, and sends what people do
//! as Teams sends it. It is as strict as the real one, by rules of its own: it shares no code with
//! the room that speaks to Teams, so that one can find the other's mistakes.

mod api;
mod check;
mod deliver;
mod faults;
mod keys;
mod marks;
mod model;
mod page;
mod person;
mod shared;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tokio_util::sync::DropGuard;

pub use self::deliver::Seen;
pub use self::faults::Fault;
pub use self::model::{
    App, Call, ChannelType, Company, Conversation, Delivery, Dialog, GENERAL, GROUP_CHAT, KUDOS,
    Kind, Message, Model, Origin, Reaction, Team, User, in_thread, sample_company, shown,
    split_thread,
};
pub use self::person::Person;
use self::shared::Shared;
use super::{NothingHappened, client, server};
use crate::clock::Clock;

/// What Teams calls itself when it delivers.
const AGENT: &str = "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)";

/// How a stand-in is set up.
#[derive(Clone, Debug)]
pub struct SandboxOptions {
    /// The bot's application id.
    pub app_id: String,
    /// What the token endpoint takes from it.
    pub app_password: String,
    /// The organisation's tenant id.
    pub tenant: String,
    /// The bot's name.
    pub bot_name: String,
    /// What the outgoing webhook signs with, in base64.
    pub webhook_secret: String,
    /// Where the time comes from.
    pub clock: Clock,
    /// The company to start with.
    pub company: Company,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Whether the chat page is served.
    pub serve_page: bool,
    /// Where the other platform's page shows the same company, if it does.
    pub elsewhere: Option<String>,
    /// How long the app may take to acknowledge; what is invoked is given five seconds at most.
    pub ack_timeout: Duration,
    /// The pauses before what was not acknowledged is sent again.
    pub retry_delays: Vec<Duration>,
}

impl Default for SandboxOptions {
    /// Teams' own patience, with the sample company.
    fn default() -> Self {
        let app = App::default();
        Self {
            app_id: app.id,
            app_password: "sandbox-app-password".to_owned(),
            tenant: "5f0c2d1e-0000-4000-8000-00000000a001".to_owned(),
            bot_name: app.name,
            webhook_secret: "c2FuZGJveC13ZWJob29rLXNlY3JldC0wMTIzNDU2Nzg=".to_owned(),
            clock: Clock::system(),
            company: sample_company(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            serve_page: true,
            elsewhere: None,
            ack_timeout: Duration::from_secs(15),
            retry_delays: vec![Duration::from_secs(5), Duration::from_secs(30)],
        }
    }
}

impl SandboxOptions {
    /// The default options, with repetitions that follow at once.
    pub fn for_tests() -> Self {
        Self {
            retry_delays: vec![Duration::from_millis(20); 2],
            ..Self::default()
        }
    }
}

/// A running stand-in. It stops when this is dropped.
pub struct Sandbox {
    shared: Arc<Shared>,
    _stop: DropGuard,
}

impl Sandbox {
    /// Binds its address and starts to answer.
    pub async fn start(options: SandboxOptions) -> anyhow::Result<Self> {
        let (listener, own_url) = server::bind(options.listen).await?;
        let shared = Arc::new(Shared::new(options, client(AGENT)?, own_url)?);
        let router = api::router().merge(page::router(&shared));
        let router = router.with_state(Arc::clone(&shared));
        Ok(Self {
            shared,
            _stop: server::serve(listener, router),
        })
    }

    /// The address of the connector, as activities name it.
    pub fn service_url(&self) -> String {
        self.shared.service_url()
    }

    /// Its host and port, as the app's list of further hosts takes them.
    pub fn service_host(&self) -> &str {
        let host = self.shared.own_url.trim_start_matches("http://");
        host.trim_end_matches('/')
    }

    /// Where the keys that sign deliveries are announced.
    pub fn metadata_url(&self) -> String {
        format!(
            "{}openid/.well-known/openidconfiguration",
            self.shared.own_url
        )
    }

    /// Who signs deliveries.
    pub fn issuer(&self) -> &'static str {
        Shared::ISSUER
    }

    /// The secret that the token endpoint takes from the app.
    pub fn app_password(&self) -> &str {
        &self.shared.app_password
    }

    /// What the outgoing webhook signs with, in base64.
    pub fn webhook_secret(&self) -> String {
        STANDARD.encode(&self.shared.webhook_key)
    }

    /// The base of the token endpoint: the tenant follows.
    pub fn login_url(&self) -> String {
        format!("{}login", self.shared.own_url)
    }

    /// The chat page.
    pub fn page_url(&self) -> &str {
        &self.shared.own_url
    }

    /// Sends deliveries to the app at `url` from now on.
    pub fn connect(&self, url: &str) {
        self.shared.set_app_url(url);
    }

    /// Acts as the person with this Entra object id, MRI or short name.
    pub fn as_user(&self, id: &str) -> Person {
        Person::new(&self.shared, id)
    }

    /// Installs the app in a team.
    pub async fn install_in_team(&self, team: &str, by: &str) -> Seen {
        deliver::in_team(&self.shared, team, by, true).await
    }

    /// Removes it.
    pub async fn uninstall_from_team(&self, team: &str, by: &str) -> Seen {
        deliver::in_team(&self.shared, team, by, false).await
    }

    /// Calls the outgoing webhook in a channel, and posts there what the app answers.
    pub async fn call_webhook(&self, by: &str, channel: &str, text: &str) -> Seen {
        deliver::call_webhook(&self.shared, by, channel, text).await
    }

    /// Sends an activity of the caller's making, signed for the `serviceUrl` in it.
    pub async fn send_activity(&self, activity: Value) -> Seen {
        deliver::tell(&self.shared, &activity).await
    }

    /// Sends an activity once, under this token or under none.
    pub async fn send_with_token(&self, activity: Value, token: Option<&str>) -> Seen {
        deliver::deliver_as(&self.shared, &activity, token).await
    }

    /// A signed token in which `claims` replace the ordinary ones; null leaves one out.
    pub fn token_with(&self, claims: &Value) -> String {
        self.shared.token(&self.service_url(), claims)
    }

    /// Signs with a new key, and publishes no other.
    pub fn rotate_key(&self) -> anyhow::Result<()> {
        *self.shared.keys() = keys::Keys::generate()?;
        Ok(())
    }

    /// Lets the key speak for these channels alone.
    pub fn endorse<'a>(&self, channels: impl IntoIterator<Item = &'a str>) {
        self.shared.keys().endorsements = channels.into_iter().map(str::to_owned).collect();
    }

    /// Makes every access token bad.
    pub fn revoke_tokens(&self) {
        self.shared.change(|model| model.tokens.clear());
    }

    /// Switches targeted messages on or off: not every cloud has them.
    pub fn targeted(&self, on: bool) {
        self.shared.change(|model| model.targeted = on);
    }

    /// Sends delivery `number` once more: the same bytes, signed anew.
    pub async fn redeliver(&self, number: usize) -> Seen {
        deliver::redeliver(&self.shared, number).await
    }

    /// A copy of everything it knows.
    pub fn model(&self) -> Model {
        self.shared.read(Model::clone)
    }

    /// Changes the company behind everybody's back.
    pub fn change<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        self.shared.change(change)
    }

    /// What stands in a conversation for everybody, oldest first.
    pub fn messages(&self, conversation: &str) -> Vec<Message> {
        self.found(|_, message| {
            message.conversation == conversation && message.visible_to.is_none()
        })
    }

    /// What the app showed to this person alone, amid a conversation.
    pub fn privates(&self, user: &str) -> Vec<Message> {
        self.found(|model, message| {
            let only = message.visible_to.as_deref();
            message.by_app && only.is_some_and(|only| model.user(user).is_some_and(|u| u.is(only)))
        })
    }

    /// What a person and the bot wrote to each other.
    pub fn direct(&self, user: &str) -> Vec<Message> {
        self.found(|model, message| {
            let chat = model.user(user).and_then(|user| model.personal(&user.aad));
            chat.is_some_and(|chat| chat.id == message.conversation)
        })
    }

    fn found(&self, wanted: impl Fn(&Model, &Message) -> bool) -> Vec<Message> {
        self.shared.read(|model| {
            let found = model
                .messages
                .iter()
                .filter(|message| wanted(model, message));
            found.cloned().collect()
        })
    }

    /// The requests of `operation` so far, oldest first: `sendToConversation`, `replyToActivity`,
    /// `updateActivity`, `deleteActivity`, `createConversation`, `getPagedMembers`, `getMember`,
    /// `getTeam`, `getTeamConversations` or `token`.
    pub fn calls(&self, operation: &str) -> Vec<Call> {
        self.shared.read(|model| {
            let calls = model
                .calls
                .iter()
                .filter(|call| call.operation == operation);
            calls.cloned().collect()
        })
    }

    /// Every request to the app so far, repetitions included.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.shared.read(|model| model.deliveries.clone())
    }

    /// What the app did that Teams would have refused. Tests expect none.
    pub fn complaints(&self) -> Vec<String> {
        self.shared.read(|model| model.complaints.clone())
    }

    /// Lets the next `times` requests of `operation` fail.
    pub fn fail(&self, operation: &str, fault: Fault, times: usize) {
        self.shared.faults().queue(operation, fault, times);
    }

    /// Waits until no delivery is under way.
    pub async fn settled(&self) {
        self.shared.settled().await;
    }

    /// Waits, at most ten seconds, until the model shows something.
    pub async fn wait_for<T>(
        &self,
        look: impl Fn(&Model) -> Option<T>,
    ) -> Result<T, NothingHappened> {
        self.shared.wait_for(look).await
    }
}

#[cfg(test)]
mod tests;
