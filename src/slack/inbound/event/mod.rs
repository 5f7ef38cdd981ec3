//! Events.

use jiff::Timestamp;

use super::{Event, Home, happened, kind_by_id, place, profile, told};
use crate::chat::{Ack, Act, Client, Identity, Inbound, Place, PlaceKind, Proof, marked};
use crate::slack::payload::{
    Envelope, Inner, Joined, Message, Opened, Person, Reaction, Renumbered,
};

/// The text to send back as it is, when Slack only tries the address. Such an event is for no installation.
pub fn challenge(envelope: &Envelope) -> Option<&str> {
    let asks = envelope.kind.as_deref() == Some("url_verification");
    envelope.challenge.as_deref().filter(|_| asks)
}

/// Translates an event.
pub fn event(envelope: &Envelope, home: &Home, now: Timestamp) -> Event {
    match envelope.kind.as_deref() {
        Some("event_callback") => {}
        Some("app_rate_limited") => return Event::Ignored("the app is rate limited"),
        _ => return Event::Ignored("an unknown kind of delivery"),
    }
    let Some(id) = told(envelope.event_id.as_ref()) else {
        return Event::Ignored("an event without an id");
    };
    let translator = Translator {
        envelope,
        home,
        now,
    };
    match translator.happening() {
        Ok(it) => Event::of(Inbound {
            installation: home.installation.clone(),
            key: format!("slack/event/{id}"),
            act_key: it.act_key,
            at: it.at,
            actor: it.actor,
            proof: Proof::Person,
            place: it.place,
            client: Client::default(),
            ack: Ack::Empty,
            ticket: None,
            act: it.act,
        }),
        Err(reason) => Event::Ignored(reason),
    }
}

struct Translator<'a> {
    envelope: &'a Envelope,
    home: &'a Home,
    now: Timestamp,
}

/// What differs from event to event.
struct Happening {
    act_key: Option<String>,
    at: Timestamp,
    actor: Option<Identity>,
    place: Option<Place>,
    act: Act,
}

type Outcome = Result<Happening, &'static str>;

/// A message that a person wrote.
struct Written<'m> {
    /// The message's own key, whichever event tells of it: a mention arrives a second time as a
    /// message, with an event id of its own, and again when it is edited.
    key: String,
    author: Identity,
    place: Place,
    text: String,
    ts: &'m str,
}

impl Translator<'_> {
    fn happening(&self) -> Outcome {
        match &self.envelope.event {
            Inner::AppMention(message) if message.edited.is_some() => self.edited(message, message),
            Inner::AppMention(message) => self.said(message, true),
            Inner::Message(message) => self.message(message),
            Inner::ReactionAdded(reaction) => self.reacted(reaction, true),
            Inner::ReactionRemoved(reaction) => self.reacted(reaction, false),
            Inner::MemberJoinedChannel(joined) => self.joined(joined),
            Inner::AppHomeOpened(opened) => self.opened(opened),
            Inner::TeamJoin(person) | Inner::UserChange(person) => self.person(person),
            Inner::AppUninstalled => Ok(self.disconnected(None)),
            Inner::TokensRevoked(revoked) if revoked.tokens.bot.is_empty() => {
                Err("a person's token was revoked")
            }
            Inner::TokensRevoked(revoked) => Ok(self.disconnected(revoked.event_ts.as_deref())),
            Inner::ChannelIdChanged(change) => self.moved(change),
            Inner::Unknown => Err("an event of a kind not handled"),
        }
    }

    fn message(&self, message: &Message) -> Outcome {
        let changed = message.message.as_deref();
        match message.subtype.as_deref() {
            Some("message_deleted") => self.deleted(message),
            // A message that carries a thread is not deleted but leaves a stone in its place.
            Some("message_changed")
                if changed.is_some_and(|now| now.subtype.as_deref() == Some("tombstone")) =>
            {
                self.deleted(message)
            }
            Some("message_changed") => self.changed(message),
            Some("bot_message") => Err("another bot's message"),
            // A reply that is shown in the channel as well may come twice: it is one message.
            None | Some("file_share" | "thread_broadcast" | "me_message") => {
                self.said(message, false)
            }
            Some(_) => Err("a message nobody typed"),
        }
    }

    fn said(&self, message: &Message, mention: bool) -> Outcome {
        if message.hidden.0 || message.edited.is_some() {
            return Err("not a new message");
        }
        let by = self.written(message, message)?;
        let named = names(&by.text, &self.home.bot_user);
        // Slack tells as well of a mention that stands in a quotation.
        let mention = mention && !marked::quotes(&by.text);
        Ok(Happening {
            act_key: Some(by.key),
            at: happened([Some(by.ts)], self.now),
            actor: Some(by.author),
            act: Act::Said {
                text: by.text,
                message: by.ts.to_owned(),
                addressed: mention || named || by.place.kind == PlaceKind::Direct,
            },
            place: Some(by.place),
        })
    }

    /// A message was changed, by its author or because a link in it unfolds.
    fn changed(&self, event: &Message) -> Outcome {
        let text = |message: Option<&Message>| message.and_then(|it| it.text.clone());
        let now = event
            .message
            .as_deref()
            .ok_or("a change of nothing known")?;
        let before = text(event.previous_message.as_deref()).unwrap_or_default();
        if names(&before, &self.home.bot_user) {
            return Err("an edit never changes amounts");
        }
        self.edited(now, event)
    }

    /// A message that `event` tells was edited. Only that it names the bot now is news.
    fn edited(&self, message: &Message, event: &Message) -> Outcome {
        let by = self.written(message, event)?;
        if !names(&by.text, &self.home.bot_user) {
            return Err("an edit never changes amounts");
        }
        Ok(Happening {
            act_key: Some(by.key),
            at: happened([event.event_ts.as_deref(), Some(by.ts)], self.now),
            actor: Some(by.author),
            act: Act::Edited {
                text: by.text,
                message: by.ts.to_owned(),
            },
            place: Some(by.place),
        })
    }

    /// What somebody wrote, where `event` tells it happened.
    fn written<'m>(
        &self,
        message: &'m Message,
        event: &'m Message,
    ) -> Result<Written<'m>, &'static str> {
        if message.bot_id.is_some() {
            return Err("a bot's message");
        }
        let user = told(message.user.as_ref()).ok_or("a message by nobody")?;
        if user == self.home.bot_user {
            return Err("our own message");
        }
        let channel = told(event.channel.as_ref()).ok_or("a message nowhere")?;
        let ts = told(message.ts.as_ref()).ok_or("a message without an id")?;
        let mut place = self.place(channel, event.channel_type.as_deref());
        place.thread = told(message.thread_ts.as_ref())
            .filter(|thread| *thread != ts)
            .map(str::to_owned);
        Ok(Written {
            key: format!("slack/{}/{channel}/{ts}", self.home.installation.team),
            author: self.account(user),
            place,
            text: message.text.clone().unwrap_or_default(),
            ts,
        })
    }

    fn deleted(&self, message: &Message) -> Outcome {
        let before = message
            .previous_message
            .as_deref()
            .ok_or("a deletion of nothing known")?;
        let user = told(before.user.as_ref()).ok_or("a deletion of nobody's message")?;
        if before.bot_id.is_some() || user == self.home.bot_user {
            return Err("a deletion of a bot's message");
        }
        let channel = told(message.channel.as_ref()).ok_or("a deletion nowhere")?;
        let ts = told(message.deleted_ts.as_ref())
            .or_else(|| told(before.ts.as_ref()))
            .ok_or("a deletion of a message without an id")?;
        Ok(Happening {
            act_key: None,
            at: happened([message.event_ts.as_deref()], self.now),
            actor: Some(self.account(user)),
            place: Some(self.place(channel, message.channel_type.as_deref())),
            act: Act::Deleted {
                message: ts.to_owned(),
            },
        })
    }

    fn reacted(&self, reaction: &Reaction, added: bool) -> Outcome {
        if reaction.item.kind.as_deref() != Some("message") {
            return Err("a reaction to something else than a message");
        }
        let user = told(reaction.user.as_ref()).ok_or("nobody's reaction")?;
        if user == self.home.bot_user {
            return Err("our own reaction");
        }
        let emoji = told(reaction.reaction.as_ref()).ok_or("a reaction without an emoji")?;
        let channel = told(reaction.item.channel.as_ref()).ok_or("a reaction nowhere")?;
        let ts = told(reaction.item.ts.as_ref()).ok_or("a reaction to no message")?;
        Ok(Happening {
            act_key: None,
            at: happened([reaction.event_ts.as_deref()], self.now),
            actor: Some(self.account(user)),
            place: Some(self.place(channel, None)),
            act: Act::Reacted {
                emoji: emoji.to_owned(),
                message: ts.to_owned(),
                author: told(reaction.item_user.as_ref()).map(|author| self.account(author)),
                added,
            },
        })
    }

    fn joined(&self, joined: &Joined) -> Outcome {
        if joined.user.as_deref() != Some(&self.home.bot_user) {
            return Err("somebody else joined a channel");
        }
        let channel = told(joined.channel.as_ref()).ok_or("invited nowhere")?;
        Ok(Happening {
            act_key: None,
            at: happened([joined.event_ts.as_deref()], self.now),
            actor: told(joined.inviter.as_ref()).map(|user| self.account(user)),
            place: Some(self.place(channel, None)),
            act: Act::Invited,
        })
    }

    fn opened(&self, opened: &Opened) -> Outcome {
        if opened.tab.as_deref() != Some("home") {
            return Err("somebody opened their messages");
        }
        let user = told(opened.user.as_ref()).ok_or("nobody opened their home")?;
        Ok(Happening {
            act_key: None,
            at: happened([opened.event_ts.as_deref()], self.now),
            actor: Some(self.account(user)),
            place: None,
            act: Act::Opened {
                blank: opened.view.is_none(),
            },
        })
    }

    fn person(&self, person: &Person) -> Outcome {
        if person.user.id.is_empty() {
            return Err("news of nobody");
        }
        Ok(Happening {
            act_key: None,
            at: happened([person.event_ts.as_deref()], self.now),
            actor: None,
            place: None,
            act: Act::Person(Box::new(profile(
                &person.user,
                &self.home.installation.team,
                self.organisation(),
            ))),
        })
    }

    fn disconnected(&self, event_ts: Option<&str>) -> Happening {
        Happening {
            act_key: None,
            at: happened([event_ts], self.now),
            // It happened to our own account, which says in which team.
            actor: Some(self.account(&self.home.bot_user)),
            place: None,
            act: Act::Disconnected,
        }
    }

    fn moved(&self, change: &Renumbered) -> Outcome {
        let from = told(change.old_channel_id.as_ref()).ok_or("a move from nowhere")?;
        let to = told(change.new_channel_id.as_ref()).ok_or("a move to nowhere")?;
        Ok(Happening {
            act_key: None,
            at: happened([change.event_ts.as_deref()], self.now),
            actor: None,
            place: Some(self.place(from, None)),
            act: Act::Moved { to: to.to_owned() },
        })
    }

    /// The organisation around our workspace, on Enterprise Grid.
    fn organisation(&self) -> Option<&str> {
        let ours = self.envelope.authorizations.first()?;
        told(ours.enterprise_id.as_ref())
    }

    fn account(&self, user: &str) -> Identity {
        self.home.installation.account(user)
    }

    fn place(&self, channel: &str, channel_type: Option<&str>) -> Place {
        let kind = match channel_type {
            Some("channel") => PlaceKind::Public,
            Some("group" | "mpim") => PlaceKind::Private,
            Some("im") => PlaceKind::Direct,
            _ => kind_by_id(channel),
        };
        Place {
            shared: self.envelope.is_ext_shared_channel.0,
            ..place(&self.home.installation, channel, kind)
        }
    }
}

/// Whether the text speaks of `user`.
fn names(text: &str, user: &str) -> bool {
    marked::calls(text, |id| id == user)
}

#[cfg(test)]
mod tests;
