//! A stand-in Slack: the demo runs on it, and so do the tests.
//!
//! ```text
//! person ─▶ As ─▶ deliver ─▶ signed request ─▶ the app
//! page ─▶ page::act ─┘                            │
//! model ◀─ check ◀─ api ◀── Web API, response URLs ┘
//! ```
//!
//! It keeps a team in memory, answers the Web API about it, and sends what people do as Slack
//! sends it. It is as strict as the real one, by rules of its own: it shares no code with
//! the room that speaks to Slack, so that one can find the other's mistakes.

mod api;
mod check;
mod deliver;
mod faults;
mod marks;
mod model;
mod page;
mod person;
mod shared;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use tokio_util::sync::DropGuard;

pub use self::deliver::Seen;
pub use self::faults::Fault;
pub use self::model::{
    App, Call, Channel, ChannelKind, Delivery, Message, Model, Reaction, ResponseUrl, Standing,
    Team, Trigger, User, UserGroup, View, sample_company, shown,
};
pub use self::person::Person;
use self::shared::Shared;
use super::{NothingHappened, client, server};
use crate::clock::Clock;

/// What Slack calls itself when it delivers.
const AGENT: &str = "Slackbot 1.0 (+https://api.slack.com/robots)";

/// How a stand-in is set up.
#[derive(Clone, Debug)]
pub struct SandboxOptions {
    /// Signs every delivery.
    pub signing_secret: String,
    /// The token that the Web API takes.
    pub bot_token: String,
    /// Where the time comes from.
    pub clock: Clock,
    /// The team to start with.
    pub team: Team,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Whether the chat page is served.
    pub serve_page: bool,
    /// Where the other platform's page shows the same company, if it does.
    pub elsewhere: Option<String>,
    /// How long the app may take to acknowledge.
    pub ack_timeout: Duration,
    /// The pauses before the retries of an event; at most three count.
    pub retry_delays: Vec<Duration>,
}

impl Default for SandboxOptions {
    /// Slack's own patience, with the sample company.
    fn default() -> Self {
        Self {
            signing_secret: "5a4db0c5516e9a117a95ec4e75a4db0c".to_owned(),
            bot_token: "xoxb-sandbox".to_owned(),
            clock: Clock::system(),
            team: sample_company(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            serve_page: true,
            elsewhere: None,
            ack_timeout: Duration::from_secs(3),
            retry_delays: vec![
                Duration::ZERO,
                Duration::from_mins(1),
                Duration::from_mins(5),
            ],
        }
    }
}

impl SandboxOptions {
    /// The default options, with retries that follow at once.
    pub fn for_tests() -> Self {
        Self {
            retry_delays: vec![Duration::from_millis(20); 3],
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
        let shared = Arc::new(Shared::new(options, client(AGENT)?, own_url));
        let router = api::router().merge(page::router(&shared));
        let router = router.with_state(Arc::clone(&shared));
        Ok(Self {
            shared,
            _stop: server::serve(listener, router),
        })
    }

    /// The base of the Web API, with a slash at its end.
    pub fn api_url(&self) -> String {
        format!("{}api/", self.shared.own_url)
    }

    /// The chat page, which is also the base of response URLs.
    pub fn page_url(&self) -> &str {
        &self.shared.own_url
    }

    /// Sends deliveries to the app at `url` from now on.
    pub fn connect(&self, url: &str) {
        self.shared.set_app_url(url);
    }

    /// The secret that deliveries are signed with.
    pub fn signing_secret(&self) -> &str {
        &self.shared.signing_secret
    }

    /// The token the Web API takes; none after an uninstall.
    pub fn bot_token(&self) -> Option<String> {
        self.shared.read(|model| model.token.clone())
    }

    /// Acts as the person with this id.
    pub fn as_user(&self, id: &str) -> Person {
        Person::new(&self.shared, id)
    }

    /// Removes the app from the team.
    pub async fn uninstall(&self) -> Seen {
        deliver::uninstall(&self.shared).await
    }

    /// Sends an inner event of the caller's making, in an envelope of its own.
    pub async fn send_event(&self, event: serde_json::Value) -> Seen {
        deliver::tell(&self.shared, event).await
    }

    /// Sends delivery `number` once more: the same bytes, signed anew. Events carry a retry header.
    pub async fn redeliver(&self, number: usize) -> Seen {
        deliver::redeliver(&self.shared, number).await
    }

    /// A copy of everything it knows.
    pub fn model(&self) -> Model {
        self.shared.read(Model::clone)
    }

    /// Changes the team behind everybody's back.
    pub fn change<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        self.shared.change(change)
    }

    /// What stands in `channel` for everybody, oldest first.
    pub fn messages(&self, channel: &str) -> Vec<Message> {
        self.found(|message| message.channel == channel && message.visible_to.is_none())
    }

    /// What only `user` sees, wherever it is.
    pub fn ephemerals(&self, user: &str) -> Vec<Message> {
        self.found(|message| message.visible_to.as_deref() == Some(user))
    }

    /// What `user` and the bot wrote to each other.
    pub fn dm_with_bot(&self, user: &str) -> Vec<Message> {
        let channel = self.shared.change(|model| model.dm_with(user));
        self.found(|message| message.channel == channel)
    }

    fn found(&self, wanted: impl Fn(&Message) -> bool) -> Vec<Message> {
        self.shared.read(|model| {
            let found = model.messages.iter().filter(|message| wanted(message));
            found.cloned().collect()
        })
    }

    /// The open modals of `user`, the last on top.
    pub fn modals(&self, user: &str) -> Vec<View> {
        self.shared
            .read(|model| model.modals_of(user).cloned().collect())
    }

    /// The Home tab of `user`.
    pub fn home(&self, user: &str) -> Option<View> {
        self.shared.read(|model| model.homes.get(user).cloned())
    }

    /// The calls of `method` so far, oldest first.
    pub fn calls(&self, method: &str) -> Vec<Call> {
        self.shared.read(|model| {
            let calls = model.calls.iter().filter(|call| call.method == method);
            calls.cloned().collect()
        })
    }

    /// Every request to the app so far, retries included.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.shared.read(|model| model.deliveries.clone())
    }

    /// What the app did that Slack would have refused. Tests expect none.
    pub fn complaints(&self) -> Vec<String> {
        self.shared.read(|model| model.complaints.clone())
    }

    /// Lets the next `times` calls of `method` fail.
    pub fn fail(&self, method: &str, fault: Fault, times: usize) {
        self.shared.faults().queue(method, fault, times);
    }

    /// From now on, a channel takes one `chat.postMessage` in `every`.
    pub fn pace(&self, every: SignedDuration) {
        self.shared.faults().pace(every);
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
