//! Invokes: what wants its answer at once.

use super::Scene;
use super::mention::Mention;
use super::text::marked;
use crate::chat::{Act, Identity, Inbound, Quoted};
use crate::teams::activity::MessagePayload;

impl Scene<'_> {
    /// What was done, or nothing when nobody answers to it.
    pub(super) fn invoke(&self) -> Result<Option<Inbound>, &'static str> {
        let act = match self.activity.name.as_deref() {
            Some("adaptiveCard/action") => self.executed()?,
            Some("task/fetch") => self.fetched(),
            Some("task/submit" | "composeExtension/submitAction") => self.pressed_or_submitted(),
            Some("composeExtension/fetchTask") => Some(Act::Shortcut {
                which: self.command().to_owned(),
                quoted: self.quoted(),
            }),
            Some("composeExtension/query" | "application/search") => {
                return Err("a search is no act");
            }
            _ => None,
        };
        act.map(|act| self.inbound(act)).transpose()
    }

    /// A button of a card.
    fn executed(&self) -> Result<Option<Act>, &'static str> {
        let invocation = self.activity.invocation();
        if invocation.trigger.as_deref() == Some("automatic") {
            return Err("a card asks to be refreshed");
        }
        let ours = self.activity.ours().unwrap_or_default();
        let action = invocation.action.verb.or(ours.action);
        Ok(action.map(|action| Act::Pressed {
            action,
            value: ours.value.unwrap_or_default(),
            message: self.activity.reply_to_id.clone(),
        }))
    }

    /// A button that opens a form.
    fn fetched(&self) -> Option<Act> {
        match self.pressed_or_submitted()? {
            // A form that is only named has no answers yet.
            Act::Submitted(answers) => Some(Act::Shortcut {
                which: answers.form,
                quoted: None,
            }),
            pressed => Some(pressed),
        }
    }

    /// What the command opens.
    fn command(&self) -> &str {
        match self.activity.value["commandId"].as_str() {
            // As the manifest has called it from the start, and still does where it was not uploaded again.
            Some("giveKudosFromMessage") | None => "give_kudos",
            Some(other) => other,
        }
    }

    /// The message that the command was chosen on.
    fn quoted(&self) -> Option<Quoted> {
        let payload = self.activity.invocation().message_payload?;
        let mut mentions: Vec<_> = payload.mentions.iter().collect();
        mentions.sort_by_key(|mention| {
            let number = mention.id.as_deref().and_then(|id| id.parse::<u32>().ok());
            number.unwrap_or(u32::MAX)
        });
        let mentions: Vec<_> = mentions.into_iter().map(Mention::from).collect();
        let html = payload.body.content.as_deref().unwrap_or_default();
        let text = marked(html, &mentions, |id| self.is_bot(id));
        Some(Quoted {
            author: self.author(&payload),
            text: text.trim().to_owned(),
            message: payload.id?,
        })
    }

    fn author(&self, payload: &MessagePayload) -> Option<Identity> {
        let user = &payload.from.user;
        // Anonymous guests and those of other networks have ids that nothing else knows.
        let known = matches!(user.user_identity_type.as_deref(), None | Some("aadUser"));
        let id = user.id.as_deref().filter(|_| known)?;
        Some(self.account(user.tenant_id.as_deref(), id))
    }
}
