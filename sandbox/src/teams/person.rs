//! Acting as somebody of the company.

use std::sync::Arc;

use super::deliver::{self, Manner, Seen, Which};
use super::model::{Dialog, Message};
use super::shared::Shared;

/// Somebody of the company. Every act is delivered to the app before it returns.
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

    /// The chat with the bot; opened where there is none yet. Empty for somebody unknown.
    pub fn chat_with_bot(&self) -> String {
        let opened = self.shared.change(|model| {
            let aad = model.user(&self.id)?.aad.clone();
            model.open_personal(&aad)
        });
        opened.unwrap_or_default()
    }

    /// Writes a message, where `@name` mentions people and the bot.
    pub async fn say(&self, conversation: &str, text: &str) -> Seen {
        deliver::say(
            &self.shared,
            &self.id,
            conversation,
            text,
            Manner::default(),
        )
        .await
    }

    /// Writes to the bot.
    pub async fn say_to_bot(&self, text: &str) -> Seen {
        self.say(&self.chat_with_bot(), text).await
    }

    /// Answers in the thread of the message `root`.
    pub async fn say_in_thread(&self, conversation: &str, root: &str, text: &str) -> Seen {
        let manner = Manner {
            thread: Some(root),
            ..Manner::default()
        };
        deliver::say(&self.shared, &self.id, conversation, text, manner).await
    }

    /// Writes to the bot alone, amid a conversation.
    pub async fn say_privately(&self, conversation: &str, text: &str) -> Seen {
        let manner = Manner {
            privately: true,
            ..Manner::default()
        };
        deliver::say(&self.shared, &self.id, conversation, text, manner).await
    }

    /// Edits one's own message.
    pub async fn edit(&self, conversation: &str, message: &str, text: &str) -> Seen {
        deliver::edit(&self.shared, &self.id, (conversation, message), text).await
    }

    /// Deletes one's own message.
    pub async fn delete(&self, conversation: &str, message: &str) -> Seen {
        deliver::delete(&self.shared, &self.id, (conversation, message)).await
    }

    /// Reacts, as with `like`. The app hears of its own messages alone.
    pub async fn react(&self, conversation: &str, message: &str, kind: &str) -> Seen {
        deliver::react(&self.shared, &self.id, (conversation, message), kind, true).await
    }

    /// Takes a reaction away.
    pub async fn unreact(&self, conversation: &str, message: &str, kind: &str) -> Seen {
        deliver::react(&self.shared, &self.id, (conversation, message), kind, false).await
    }

    /// Presses the action of a message's card whose title, verb or id is `label`.
    pub async fn press(&self, message: &Message, label: &str) -> Seen {
        self.press_with(message, label, &[]).await
    }

    /// Presses the action of a message's card whose title, verb or id is `label`, after filling in fields of
    /// the card.
    pub async fn press_with(
        &self,
        message: &Message,
        label: &str,
        fields: &[(&str, &str)],
    ) -> Seen {
        let spot = (message.conversation.as_str(), message.id.as_str());
        deliver::press(&self.shared, &self.id, spot, Which::Called(label), fields).await
    }

    /// The open dialog.
    pub fn dialog(&self) -> Option<Dialog> {
        self.shared.read(|model| {
            let user = model.user(&self.id)?;
            model.dialogs.get(&user.aad).cloned()
        })
    }

    /// Fills in a field of the dialog. Choices are named by value or title, people by `@name`,
    /// several with commas between.
    pub fn fill(&self, field: &str, value: &str) -> Seen {
        deliver::fill(&self.shared, &self.id, field, value)
    }

    /// Types into a list of the dialog. What is found is in [`Seen::offers`], and can be filled in.
    pub async fn search(&self, field: &str, typed: &str) -> Seen {
        deliver::suggest(&self.shared, &self.id, field, typed).await
    }

    /// Sends the dialog.
    pub async fn submit(&self) -> Seen {
        deliver::submit(&self.shared, &self.id, Which::Submit).await
    }

    /// Presses another button of the dialog.
    pub async fn press_in_dialog(&self, label: &str) -> Seen {
        deliver::submit(&self.shared, &self.id, Which::Called(label)).await
    }

    /// Closes the dialog.
    pub fn close(&self) {
        deliver::close(&self.shared, &self.id);
    }

    /// Uses the message extension on a message.
    pub async fn give_kudos_on(&self, conversation: &str, message: &str) -> Seen {
        deliver::extension(&self.shared, &self.id, conversation, Some(message)).await
    }

    /// Uses the message extension in the compose box.
    pub async fn compose(&self, conversation: &str) -> Seen {
        deliver::extension(&self.shared, &self.id, conversation, None).await
    }

    /// Installs the app for oneself.
    pub async fn install(&self) -> Seen {
        deliver::install(&self.shared, &self.id).await
    }

    /// Removes it.
    pub async fn uninstall(&self) -> Seen {
        deliver::uninstall(&self.shared, &self.id).await
    }

    /// Installs the app in a group chat.
    pub async fn install_in_chat(&self, conversation: &str) -> Seen {
        self.in_chat(conversation, true).await
    }

    /// Removes it from a group chat.
    pub async fn uninstall_from_chat(&self, conversation: &str) -> Seen {
        self.in_chat(conversation, false).await
    }

    async fn in_chat(&self, conversation: &str, add: bool) -> Seen {
        match self.shared.read(|model| model.user(&self.id).cloned()) {
            Some(user) => deliver::in_chat(&self.shared, &user, conversation, add).await,
            None => Seen::default(),
        }
    }

    /// Gives a channel another name.
    pub async fn rename_channel(&self, channel: &str, name: &str) -> Seen {
        deliver::rename_channel(&self.shared, &self.id, channel, name).await
    }
}
