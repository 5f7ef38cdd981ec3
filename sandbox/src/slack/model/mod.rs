//! The team in memory: what a Slack workspace would know.

mod channel;
mod grant;
mod message;
mod record;
mod sample;
mod team;
mod user;
mod view;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub use channel::{Channel, ChannelKind, UserGroup};
pub use grant::{ResponseUrl, Trigger};
pub use message::{Message, Reaction, shown};
pub use record::Call;
pub(crate) use sample::newcomer;
pub use sample::sample_company;
pub use team::{App, Team};
pub use user::{Standing, User};
pub use view::View;
use view::name_blocks;

use crate::standin;
pub use crate::wire::Delivery;

/// Everything the stand-in knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// The team and the app.
    pub team: Team,
    /// Messages in the order they were written.
    pub messages: Vec<Message>,
    /// Open modals; those of one user form a stack, the last on top.
    pub modals: Vec<View>,
    /// Home tabs by user.
    pub homes: BTreeMap<String, View>,
    /// Trigger ids handed out.
    pub triggers: Vec<Trigger>,
    /// Response URLs handed out.
    pub response_urls: Vec<ResponseUrl>,
    /// The bot token; none once the app is uninstalled.
    pub token: Option<String>,
    /// Web API calls received, oldest first.
    pub calls: Vec<Call>,
    /// Requests sent to the app, oldest first.
    pub deliveries: Vec<Delivery>,
    /// What the app did that Slack would have refused, in words.
    pub complaints: Vec<String>,
    last_ts: BTreeMap<String, i64>,
    /// What tells the ids of this run from those of another.
    run: String,
    counter: u64,
}

impl standin::Model for Model {
    fn complaints(&mut self) -> &mut Vec<String> {
        &mut self.complaints
    }

    fn deliveries(&mut self) -> &mut Vec<Delivery> {
        &mut self.deliveries
    }
}

impl Model {
    /// The team at its start, with `token` as its bot token.
    pub fn new(team: Team, token: &str) -> Self {
        Self {
            team,
            messages: Vec::new(),
            modals: Vec::new(),
            homes: BTreeMap::new(),
            triggers: Vec::new(),
            response_urls: Vec::new(),
            token: Some(token.to_owned()),
            calls: Vec::new(),
            deliveries: Vec::new(),
            complaints: Vec::new(),
            last_ts: BTreeMap::new(),
            run: new_run(),
            counter: 0,
        }
    }

    /// The account `id`.
    pub fn user(&self, id: &str) -> Option<&User> {
        self.team.users.iter().find(|user| user.id == id)
    }

    /// The conversation `id`.
    pub fn channel(&self, id: &str) -> Option<&Channel> {
        self.team.channels.iter().find(|channel| channel.id == id)
    }

    /// The message `ts` of `channel`.
    pub fn message(&self, channel: &str, ts: &str) -> Option<&Message> {
        self.messages
            .iter()
            .find(|message| message.channel == channel && message.ts == ts)
    }

    /// The message `ts` of `channel`, to be changed; counts as a revision.
    pub fn message_mut(&mut self, channel: &str, ts: &str) -> Option<&mut Message> {
        let message = self
            .messages
            .iter_mut()
            .find(|message| message.channel == channel && message.ts == ts)?;
        message.revision += 1;
        Some(message)
    }

    /// What `user` sees in `channel`.
    pub fn seen_by<'a>(
        &'a self,
        user: &'a str,
        channel: &'a str,
    ) -> impl Iterator<Item = &'a Message> {
        self.messages.iter().filter(move |message| {
            message.channel == channel
                && message
                    .visible_to
                    .as_deref()
                    .is_none_or(|only| only == user)
        })
    }

    /// The app's and the bot's ids, as messages carry them.
    pub fn app_ids(&self) -> (&str, &str) {
        (&self.team.app.id, &self.team.app.bot_id)
    }

    /// A new id that starts with `prefix`. No later run gives it to anything else: an app keeps
    /// what it has seen.
    pub fn new_id(&mut self, prefix: &str) -> String {
        self.counter += 1;
        format!("{prefix}0{}{:04}", self.run, self.counter)
    }

    /// A ts for `channel`: the time, moved on by a microsecond where it is taken. Two channels may
    /// have the same, as in Slack.
    pub fn new_ts(&mut self, channel: &str, now: Timestamp) -> String {
        let last = self.last_ts.entry(channel.to_owned()).or_default();
        *last = now.as_microsecond().max(*last + 1);
        written_ts(*last)
    }

    /// Puts a message into its conversation and names its blocks; `fill` sets what is special.
    pub fn add_message(
        &mut self,
        channel: &str,
        user: &str,
        text: &str,
        now: Timestamp,
        fill: impl FnOnce(&mut Message),
    ) -> Message {
        let mut message = Message {
            channel: channel.to_owned(),
            ts: self.new_ts(channel, now),
            thread_ts: None,
            subtype: None,
            user: user.to_owned(),
            by_app: user == self.team.app.bot_user,
            text: text.to_owned(),
            blocks: Vec::new(),
            reactions: Vec::new(),
            visible_to: None,
            edited: None,
            client_msg_id: None,
            metadata: None,
            revision: 0,
        };
        fill(&mut message);
        self.name(&mut message.blocks);
        self.messages.push(message.clone());
        message
    }

    /// Gives blocks the ids they lack.
    pub fn name(&mut self, blocks: &mut [Value]) {
        let counter = &mut self.counter;
        name_blocks(blocks, || {
            *counter += 1;
            format!("sbx{counter}")
        });
    }

    /// The direct message between `user` and the bot; opened when there is none yet.
    pub fn dm_with(&mut self, user: &str) -> String {
        let bot = self.team.app.bot_user.clone();
        self.open_direct(&[&bot, user])
    }

    /// The direct message between exactly these people; opened when there is none yet.
    pub fn open_direct(&mut self, people: &[&str]) -> String {
        let found = self.team.channels.iter().find(|channel| {
            matches!(channel.kind, ChannelKind::Im | ChannelKind::Mpim)
                && channel.members.len() == people.len()
                && people.iter().all(|person| channel.has(person))
        });
        if let Some(channel) = found {
            return channel.id.clone();
        }
        let channel = match people {
            [one, other] => Channel::im(&self.direct_id(one, other), [one, other]),
            several => Channel::mpim(&self.new_id("G"), several.iter().copied()),
        };
        let id = channel.id.clone();
        self.team.channels.push(channel);
        id
    }

    /// The id of the direct message between two: with the bot, it is the same in every run.
    fn direct_id(&mut self, one: &str, other: &str) -> String {
        let bot = &self.team.app.bot_user;
        let person = match (one == bot, other == bot) {
            (true, false) => other,
            (false, true) => one,
            _ => return self.new_id("D"),
        };
        format!("D{}", person.trim_start_matches(['U', 'W']))
    }

    /// A trigger id for `user`.
    pub fn new_trigger(&mut self, user: &str, now: Timestamp) -> String {
        self.counter += 1;
        let id = format!("{}.{}.{}", self.counter, 1_000_000, Uuid::new_v4().simple());
        self.triggers.push(Trigger {
            id: id.clone(),
            user: user.to_owned(),
            at: now,
            used: false,
        });
        id
    }

    /// The path of a response URL of `kind` (`commands`, `actions` or `app`).
    pub fn new_response_url(
        &mut self,
        kind: &str,
        user: &str,
        channel: &str,
        message: Option<&Message>,
        now: Timestamp,
    ) -> String {
        self.counter += 1;
        let secret = Uuid::new_v4().simple();
        let path = format!("hooks/{kind}/{}/{}/{secret}", self.team.id, self.counter);
        self.response_urls.push(ResponseUrl {
            path: path.clone(),
            user: user.to_owned(),
            channel: channel.to_owned(),
            message: message.map(|message| message.ts.clone()),
            thread_ts: message.and_then(|message| message.thread_ts.clone()),
            at: now,
            uses: 0,
        });
        path
    }

    /// The modals of `user`, the last on top.
    pub fn modals_of<'a>(&'a self, user: &'a str) -> impl DoubleEndedIterator<Item = &'a View> {
        self.modals.iter().filter(move |view| view.user == user)
    }
}

/// Seven letters and digits, as Slack's ids are made of.
fn new_run() -> String {
    let mut run = Uuid::new_v4().simple().to_string().to_uppercase();
    run.truncate(7);
    run
}

/// Microseconds since the epoch, written as a ts.
pub(super) fn written_ts(micros: i64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ts_increase_within_a_channel_though_the_clock_stands() {
        let mut model = Model::new(Team::new("T1"), "t");
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(model.new_ts("C1", now), "0.000001");
        assert_eq!(model.new_ts("C1", now), "0.000002");
        assert_eq!(model.new_ts("C2", now), "0.000001");
    }

    #[test]
    fn a_direct_message_is_opened_once() {
        let mut model = Model::new(Team::new("T1").user(User::new("U1", "a", "A")), "t");
        let first = model.dm_with("U1");
        assert_eq!(model.dm_with("U1"), first);
    }

    #[test]
    fn another_run_gives_other_ids_and_finds_the_same_direct_message() {
        let team = || Team::new("T1").user(User::new("U1", "a", "A"));
        let (mut first, mut second) = (Model::new(team(), "t"), Model::new(team(), "t"));
        assert_ne!(first.new_id("Ev"), second.new_id("Ev"));
        assert_ne!(
            first.open_direct(&["U1", "U2"]),
            second.open_direct(&["U1", "U2"])
        );
        assert_eq!(first.dm_with("U1"), second.dm_with("U1"));
    }
}
