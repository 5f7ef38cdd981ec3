//! Messages: what people say, and the buttons that come as messages.

use jiff::Timestamp;

use super::formatted::as_typed;
use super::mention::Mention;
use super::text::marked;
use super::{Event, Home, Outcome, Scene};
use crate::chat::marked::{calls, quotes};
use crate::chat::{Ack, Act, Inbound, Installation, PlaceKind, Proof};
use crate::teams::activity::Activity;

/// Translates what an outgoing webhook sends: always a message that was said to it. It knows no bot;
/// the first of the accounts mentioned that is none of a person is the webhook itself.
pub fn webhook(activity: &Activity, installation: &Installation, now: Timestamp) -> Event {
    if activity.kind.as_deref() != Some("message") {
        return Event::Ignored("a webhook brings only messages");
    }
    let mut mentioned = activity
        .mentions()
        .filter_map(|entity| entity.mentioned.id.as_deref());
    let home = Home {
        installation: installation.clone(),
        bot: mentioned
            .find(|id| id.starts_with("28:"))
            .unwrap_or_default()
            .to_owned(),
    };
    let scene = Scene {
        activity,
        home: &home,
        now,
    };
    let heard = scene.key().and_then(|key| {
        Ok(Inbound {
            key: format!("teams/webhook/{key}"),
            ack: Ack::Public,
            proof: Proof::Team,
            ..scene.said(true)?
        })
    });
    heard.map_or_else(Event::Ignored, |it| Event::of(vec![it]))
}

impl Scene<'_> {
    /// A message, or a button or a form on a card in the place of one.
    pub(super) fn message(&self) -> Outcome {
        let pressed = self.pressed_or_submitted();
        if let Some(act) = pressed {
            return self.inbound(act);
        }
        let targeted = self.activity.recipient.is_targeted;
        match self.activity.text {
            None if self.activity.value.is_object() => Err("a card that is not ours"),
            None if !targeted => Err("a message without words"),
            _ => self.said(targeted),
        }
    }

    /// What was said; `to_bot` when it was said to the bot without naming it.
    fn said(&self, to_bot: bool) -> Outcome {
        let message = self.activity.id.clone().ok_or("a message without an id")?;
        let (text, named) = self.text();
        let direct = self.place()?.kind == PlaceKind::Direct;
        self.inbound(Act::Said {
            text,
            message,
            addressed: to_bot || named || direct,
        })
    }

    /// What was typed, and whether it names the bot.
    fn text(&self) -> (String, bool) {
        let mentions: Vec<_> = self.activity.mentions().map(Mention::from).collect();
        let typed = self.activity.text.as_deref().unwrap_or_default();
        let formatted = self.activity.html().and_then(as_typed);
        let typed = formatted.as_deref().unwrap_or(typed);
        let text = marked(typed, &mentions, |id| self.is_bot(id));
        let whole = marked(typed, &mentions, |_| false);
        let named = mentions.iter().any(|mention| self.is_bot(&mention.id))
            && (calls(&whole, |id| self.is_bot(id)) || !quotes(&whole));
        (text.trim().to_owned(), named)
    }

    /// A message was edited. Only that it names the bot now is news, and only where it was not
    /// heard before.
    pub(super) fn edited(&self) -> Outcome {
        match self.activity.channel_data.event_type.as_deref() {
            None | Some("editMessage") => {}
            Some(_) => return Err("a change of a kind not handled"),
        }
        let message = self.activity.id.clone().ok_or("an edit of no message")?;
        let (text, named) = self.text();
        if !named {
            return Err("an edit never changes amounts");
        }
        Ok(Inbound {
            act_key: Some(format!("teams/{}", self.key_as("message")?)),
            ..self.inbound(Act::Edited { text, message })?
        })
    }

    /// A message was deleted. Its id is the activity's.
    pub(super) fn deleted(&self) -> Outcome {
        match self.activity.channel_data.event_type.as_deref() {
            None | Some("softDeleteMessage") => {}
            Some(_) => return Err("a deletion of a kind not handled"),
        }
        let message = self.activity.id.clone().ok_or("a deletion of no message")?;
        self.inbound(Act::Deleted { message })
    }
}
