//! Acting as somebody of the team.

use std::sync::Arc;

use serde_json::Value;

use super::deliver::{self, Manner, Seen, Spot, Text};
use super::shared::Shared;

/// Somebody of the team. Every act is delivered to the app before it returns.
#[derive(Clone)]
pub struct Person {
    shared: Arc<Shared>,
    id: String,
}

impl Person {
    pub(super) fn new(shared: &Arc<Shared>, id: &str) -> Self {
        Self {
            shared: Arc::clone(shared),
            id: id.to_owned(),
        }
    }

    /// Runs a slash command with `text` as typed: `@budi` and `#general` become marks.
    pub async fn slash(&self, channel: &str, command: &str, text: &str) -> Seen {
        deliver::slash(&self.shared, &self.id, channel, command, Text::Typed(text)).await
    }

    /// Runs a slash command with `text` as Slack sends it, to the letter.
    pub async fn slash_sent(&self, channel: &str, command: &str, text: &str) -> Seen {
        deliver::slash(&self.shared, &self.id, channel, command, Text::Sent(text)).await
    }

    /// Writes a message.
    pub async fn post(&self, channel: &str, text: &str) -> Seen {
        self.write(channel, text, Manner::default()).await
    }

    /// Answers in a thread.
    pub async fn reply(&self, channel: &str, thread_ts: &str, text: &str) -> Seen {
        let manner = Manner {
            thread: Some(thread_ts),
            ..Manner::default()
        };
        self.write(channel, text, manner).await
    }

    /// Answers in a thread, and sends the answer to the channel as well.
    pub async fn reply_to_channel(&self, channel: &str, thread_ts: &str, text: &str) -> Seen {
        let manner = Manner {
            thread: Some(thread_ts),
            to_channel: true,
            ..Manner::default()
        };
        self.write(channel, text, manner).await
    }

    /// Writes with `/me`.
    pub async fn post_as_me(&self, channel: &str, text: &str) -> Seen {
        let manner = Manner {
            by_me: true,
            ..Manner::default()
        };
        self.write(channel, text, manner).await
    }

    async fn write(&self, channel: &str, text: &str, manner: Manner<'_>) -> Seen {
        deliver::post(&self.shared, &self.id, channel, text, manner).await
    }

    /// Writes to the bot.
    pub async fn post_to_bot(&self, text: &str) -> Seen {
        let channel = self.dm();
        self.post(&channel, text).await
    }

    /// The direct message with the bot.
    pub fn dm(&self) -> String {
        self.shared.change(|model| model.dm_with(&self.id))
    }

    /// Edits an own message.
    pub async fn edit(&self, channel: &str, ts: &str, text: &str) -> Seen {
        deliver::edit(&self.shared, &self.id, (channel, ts), text).await
    }

    /// Deletes an own message.
    pub async fn delete(&self, channel: &str, ts: &str) -> Seen {
        deliver::delete(&self.shared, &self.id, (channel, ts)).await
    }

    /// Adds a reaction; `emoji` without colons.
    pub async fn react(&self, channel: &str, ts: &str, emoji: &str) -> Seen {
        deliver::react(&self.shared, &self.id, (channel, ts), emoji, true).await
    }

    /// Takes a reaction away.
    pub async fn unreact(&self, channel: &str, ts: &str, emoji: &str) -> Seen {
        deliver::react(&self.shared, &self.id, (channel, ts), emoji, false).await
    }

    /// Presses the button `action_id` of a message.
    pub async fn press(&self, channel: &str, ts: &str, action_id: &str) -> Seen {
        self.act(Spot::Message { channel, ts }, action_id, None)
            .await
    }

    /// Chooses `value` from the menu `action_id` of a message.
    pub async fn choose(&self, channel: &str, ts: &str, action_id: &str, value: &Value) -> Seen {
        let spot = Spot::Message { channel, ts };
        self.act(spot, action_id, Some(value)).await
    }

    /// Presses the button `action_id` of an open modal or of the Home tab.
    pub async fn press_in_view(&self, view_id: &str, action_id: &str) -> Seen {
        self.act(Spot::View { id: view_id }, action_id, None).await
    }

    async fn act(&self, spot: Spot<'_>, action_id: &str, given: Option<&Value>) -> Seen {
        let element = (None, action_id);
        let filled = deliver::Filled::new();
        deliver::act(&self.shared, &self.id, spot, element, given, &filled).await
    }

    /// Sends an open modal. Answers go by block id: a string, or a list where several may be
    /// chosen; people and options by their ids and values. What is not named keeps what it holds.
    pub async fn submit<'a>(
        &self,
        view_id: &str,
        answers: impl IntoIterator<Item = (&'a str, Value)>,
    ) -> Seen {
        let named = |(block, answer): (&str, Value)| (block.to_owned(), answer);
        let filled = answers.into_iter().map(named).collect();
        deliver::submit(&self.shared, &self.id, view_id, &filled).await
    }

    /// Types into the list `block_id` of an open modal. What is found is in [`Seen::offers`].
    pub async fn search(&self, view_id: &str, block_id: &str, typed: &str) -> Seen {
        deliver::suggest(&self.shared, &self.id, (view_id, block_id), typed).await
    }

    /// Closes the modal, or the whole stack.
    pub async fn close(&self, view_id: &str, all: bool) -> Seen {
        deliver::close(&self.shared, &self.id, view_id, all).await
    }

    /// Uses the global shortcut.
    pub async fn shortcut(&self) -> Seen {
        deliver::shortcut(&self.shared, &self.id).await
    }

    /// Uses the message shortcut.
    pub async fn message_shortcut(&self, channel: &str, ts: &str) -> Seen {
        deliver::message_shortcut(&self.shared, &self.id, (channel, ts)).await
    }

    /// Opens the app's page at `tab`: `home` or `messages`.
    pub async fn open_home(&self, tab: &str) -> Seen {
        deliver::open_home(&self.shared, &self.id, tab).await
    }

    /// Invites the bot into a channel.
    pub async fn invite_bot(&self, channel: &str) -> Seen {
        deliver::invite_bot(&self.shared, &self.id, channel).await
    }

    /// Deactivates the account.
    pub async fn deactivate(&self) -> Seen {
        deliver::deactivate(&self.shared, &self.id).await
    }
}
