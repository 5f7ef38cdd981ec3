//! Events.

use jiff::Timestamp;

use super::{Event, Home, happened, identity, kind_by_id, place, profile, told};
use crate::chat::{Ack, Act, Identity, Inbound, Place, PlaceKind, marked};
use crate::slack::payload::{Envelope, Inner, Joined, Message, Person, Reaction, Renumbered};

/// The workspace whose installation an event is for.
///
/// In a shared channel `team_id` may be another organisation's; the authorisation is always ours.
pub fn team_of_event(envelope: &Envelope) -> Option<&str> {
    envelope
        .authorizations
        .first()
        .and_then(|ours| told(ours.team_id.as_ref()))
        .or_else(|| told(envelope.context_team_id.as_ref()))
        .or_else(|| told(envelope.team_id.as_ref()))
}

/// Translates an event.
pub fn event(envelope: &Envelope, home: &Home, now: Timestamp) -> Event {
    match envelope.kind.as_deref() {
        Some("event_callback") => {}
        Some("url_verification") => {
            return Event::Challenge(envelope.challenge.clone().unwrap_or_default());
        }
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
        Ok(it) => Event::Inbound(Box::new(Inbound {
            key: format!("slack/event/{id}"),
            twin: it.twin,
            at: it.at,
            actor: it.actor,
            place: it.place,
            ack: Ack::Empty,
            ticket: None,
            act: it.act,
        })),
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
    twin: Option<String>,
    at: Timestamp,
    actor: Option<Identity>,
    place: Option<Place>,
    act: Act,
}

type Outcome = Result<Happening, &'static str>;

impl Translator<'_> {
    fn happening(&self) -> Outcome {
        match &self.envelope.event {
            Inner::AppMention(message) => self.said(message, true),
            Inner::Message(message) => self.message(message),
            Inner::ReactionAdded(reaction) => self.reacted(reaction, true),
            Inner::ReactionRemoved(reaction) => self.reacted(reaction, false),
            Inner::MemberJoinedChannel(joined) => self.joined(joined),
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
            Some("message_changed") => Err("an edit never changes amounts"),
            Some("thread_broadcast") => Err("the second copy of a reply"),
            Some("bot_message") => Err("another bot's message"),
            None | Some("file_share") => self.said(message, false),
            Some(_) => Err("a message nobody typed"),
        }
    }

    fn said(&self, message: &Message, mention: bool) -> Outcome {
        if message.bot_id.is_some() {
            return Err("a bot's message");
        }
        if message.hidden.0 || message.edited.is_some() {
            return Err("not a new message");
        }
        let user = told(message.user.as_ref()).ok_or("a message by nobody")?;
        if user == self.home.bot_user {
            return Err("our own message");
        }
        let channel = told(message.channel.as_ref()).ok_or("a message nowhere")?;
        let ts = told(message.ts.as_ref()).ok_or("a message without an id")?;
        let (text, named) = without_mention(
            message.text.as_deref().unwrap_or_default(),
            &self.home.bot_user,
        );
        let mut place = self.place(channel, message.channel_type.as_deref());
        place.thread = told(message.thread_ts.as_ref())
            .filter(|thread| *thread != ts)
            .map(str::to_owned);
        Ok(Happening {
            // A mention arrives a second time as a message, with an event id of its own.
            twin: Some(format!("slack/{}/{channel}/{ts}", self.home.team)),
            at: happened([Some(ts)], self.now),
            actor: Some(identity(self.team_of(message), user)),
            act: Act::Said {
                text,
                message: ts.to_owned(),
                addressed: mention || named || place.kind == PlaceKind::Direct,
            },
            place: Some(place),
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
            twin: None,
            at: happened([message.event_ts.as_deref()], self.now),
            actor: Some(identity(self.team_of(before), user)),
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
        let emoji = told(reaction.reaction.as_ref())
            .map(|name| name.split("::").next().unwrap_or(name))
            .ok_or("a reaction without an emoji")?;
        let channel = told(reaction.item.channel.as_ref()).ok_or("a reaction nowhere")?;
        let ts = told(reaction.item.ts.as_ref()).ok_or("a reaction to no message")?;
        Ok(Happening {
            twin: None,
            at: happened([reaction.event_ts.as_deref()], self.now),
            actor: Some(identity(&self.home.team, user)),
            place: Some(self.place(channel, None)),
            act: Act::Reacted {
                emoji: emoji.to_owned(),
                message: ts.to_owned(),
                author: told(reaction.item_user.as_ref())
                    .map(|author| identity(&self.home.team, author)),
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
            twin: None,
            at: happened([joined.event_ts.as_deref()], self.now),
            actor: told(joined.inviter.as_ref()).map(|user| identity(&self.home.team, user)),
            place: Some(self.place(channel, None)),
            act: Act::Invited,
        })
    }

    fn person(&self, person: &Person) -> Outcome {
        if person.user.id.is_empty() {
            return Err("news of nobody");
        }
        Ok(Happening {
            twin: None,
            at: happened([person.event_ts.as_deref()], self.now),
            actor: None,
            place: None,
            act: Act::Person(Box::new(profile(&person.user, &self.home.team))),
        })
    }

    fn disconnected(&self, event_ts: Option<&str>) -> Happening {
        Happening {
            twin: None,
            at: happened([event_ts], self.now),
            actor: None,
            place: None,
            act: Act::Disconnected,
        }
    }

    fn moved(&self, change: &Renumbered) -> Outcome {
        let from = told(change.old_channel_id.as_ref()).ok_or("a move from nowhere")?;
        let to = told(change.new_channel_id.as_ref()).ok_or("a move to nowhere")?;
        Ok(Happening {
            twin: None,
            at: happened([change.event_ts.as_deref()], self.now),
            actor: None,
            place: Some(self.place(from, None)),
            act: Act::Moved { to: to.to_owned() },
        })
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
            ..place(&self.home.team, channel, kind)
        }
    }

    /// The workspace of a message's author. Partners on Enterprise Grid are named by their
    /// organisation; our own organisation's name means a colleague.
    fn team_of<'a>(&'a self, message: &'a Message) -> &'a str {
        let organisation = self
            .envelope
            .authorizations
            .first()
            .and_then(|ours| ours.enterprise_id.as_deref());
        [&message.user_team, &message.source_team, &message.team]
            .into_iter()
            .find_map(|team| told(team.as_ref()))
            .filter(|team| Some(*team) != organisation)
            .unwrap_or(&self.home.team)
    }
}

/// The text without the bot's own name, and whether it was there. What is left is the command.
fn without_mention(text: &str, bot: &str) -> (String, bool) {
    let mut named = false;
    let rest = marked::pieces(text)
        .into_iter()
        .filter_map(|piece| match piece {
            marked::Piece::Mark { target, .. } if target.strip_prefix('@') == Some(bot) => {
                named = true;
                None
            }
            marked::Piece::Mark { whole, .. } => Some(whole),
            marked::Piece::Text(text) => Some(text),
        })
        .collect();
    (rest, named)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::chat::{Locale, Standing};
    use crate::slack::fixture;
    use crate::slack::inbound::tests::home;

    fn translate(body: &[u8]) -> Event {
        event(
            &Envelope::read(body).unwrap(),
            &home(),
            Timestamp::UNIX_EPOCH,
        )
    }

    fn sample(name: &str) -> Event {
        translate(&fixture(name))
    }

    /// A sample with fields of its event replaced.
    fn altered(name: &str, changes: &[(&str, Value)]) -> Event {
        let mut body: Value = serde_json::from_slice(&fixture(name)).unwrap();
        for (field, value) in changes {
            body["event"][field] = value.clone();
        }
        translate(&serde_json::to_vec(&body).unwrap())
    }

    #[track_caller]
    fn inbound(event: Event) -> Inbound {
        match event {
            Event::Inbound(inbound) => *inbound,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn ignored(event: &Event) {
        assert!(matches!(event, Event::Ignored(_)), "{event:?}");
    }

    #[test]
    fn a_mention_is_addressed_and_loses_the_bots_name() {
        let it = inbound(sample("event_app_mention_in_middle.json"));
        assert_eq!(it.key, "slack/event/Ev0FAKE00001");
        assert_eq!(
            it.twin.as_deref(),
            Some("slack/T0FAKETEAM1/C0GENERAL01/1794300101.799819")
        );
        assert_eq!(it.at.as_microsecond(), 1_794_300_101_799_819);
        // A mention does not tell the kind of its channel: the safe side.
        assert_eq!(it.place.unwrap().kind, PlaceKind::Private);
        let Act::Said {
            text, addressed, ..
        } = it.act
        else {
            panic!("not said")
        };
        assert!(addressed);
        assert!(text.starts_with("halo  tolong beri <@U0BUDI00002> dan"));
    }

    #[test]
    fn a_retry_is_the_same_delivery() {
        assert_eq!(
            sample("event_app_mention_in_middle.json"),
            sample("event_app_mention_in_middle.retry1.json")
        );
    }

    #[test]
    fn a_thread_stays_a_thread() {
        let it = inbound(sample("event_app_mention_thread.json"));
        assert_eq!(
            it.place.unwrap().thread.as_deref(),
            Some("1794300090.712710")
        );
    }

    #[test]
    fn a_mention_and_its_message_are_twins() {
        let mention = inbound(sample("event_app_mention_in_middle.json"));
        let message = inbound(altered(
            "event_app_mention_in_middle.json",
            &[
                ("type", json!("message")),
                ("channel_type", json!("channel")),
            ],
        ));
        assert_eq!(mention.twin, message.twin);
        assert_eq!(mention.act, message.act);
        assert_eq!(message.place.unwrap().kind, PlaceKind::Public);
    }

    #[test]
    fn a_message_in_a_channel_is_overheard_and_in_private_addressed() {
        let overheard = inbound(sample("event_message_channel_plusplus.json"));
        assert!(matches!(
            overheard.act,
            Act::Said {
                addressed: false,
                ..
            }
        ));
        assert_eq!(overheard.place.unwrap().kind, PlaceKind::Public);
        let direct = inbound(sample("event_message_im.json"));
        assert!(matches!(
            direct.act,
            Act::Said {
                addressed: true,
                ..
            }
        ));
        assert_eq!(direct.place.unwrap().kind, PlaceKind::Direct);
    }

    #[test]
    fn a_message_with_a_file_is_a_message() {
        assert!(matches!(
            inbound(sample("event_message_file_share.json")).act,
            Act::Said { .. }
        ));
    }

    #[test]
    fn what_nobody_newly_typed_is_ignored() {
        for name in [
            "event_message_changed.json",
            "event_message_channel_join_system.json",
            "event_message_other_bot_webhook.json",
            "event_app_home_opened.json",
            "event_app_home_opened_messages_tab.json",
        ] {
            ignored(&sample(name));
        }
        let plain = "event_message_channel_plusplus.json";
        ignored(&altered(plain, &[("user", json!("U0FAKEBOT01"))]));
        ignored(&altered(plain, &[("bot_id", json!("B0OTHERBOT1"))]));
        ignored(&altered(plain, &[("subtype", json!("thread_broadcast"))]));
        ignored(&altered(plain, &[("hidden", json!(true))]));
        ignored(&altered(
            "event_app_mention_in_middle.json",
            &[("edited", json!({"user": "U0SITI00001", "ts": "1.0"}))],
        ));
    }

    #[test]
    fn a_deletion_names_the_message_and_its_author() {
        let it = inbound(sample("event_message_deleted.json"));
        assert_eq!(it.actor.unwrap().user, "U0ZOE000004");
        let deleted = Act::Deleted {
            message: "1794300105.831495".to_owned(),
        };
        assert_eq!(it.act, deleted);
        let tombstone = altered(
            "event_message_changed.json",
            &[("message", json!({"subtype": "tombstone"}))],
        );
        assert_eq!(inbound(tombstone).act, deleted);
    }

    #[test]
    fn reactions_lose_their_skin_tone() {
        for (name, added) in [
            ("event_reaction_added_skin_tone.json", true),
            ("event_reaction_removed.json", false),
        ] {
            assert_eq!(
                inbound(sample(name)).act,
                Act::Reacted {
                    emoji: "clap".to_owned(),
                    message: "1794300105.831495".to_owned(),
                    author: Some(identity("T0FAKETEAM1", "U0SITI00001")),
                    added,
                }
            );
        }
    }

    #[test]
    fn only_the_bots_own_arrival_is_an_invitation() {
        let it = inbound(sample("event_member_joined_channel_bot_itself.json"));
        assert_eq!(it.act, Act::Invited);
        assert_eq!(it.actor.unwrap().user, "U0SITI00001");
        ignored(&altered(
            "event_member_joined_channel_bot_itself.json",
            &[("user", json!("U0BUDI00002"))],
        ));
    }

    #[test]
    fn people_change() {
        let Act::Person(gone) = inbound(sample("event_user_change_deactivated.json")).act else {
            panic!("not a person")
        };
        assert!(!gone.active);
        let Act::Person(renamed) = inbound(sample("event_user_change_locale_name.json")).act else {
            panic!("not a person")
        };
        assert_eq!(renamed.name, "Nur Aisyah binti Ismail نور");
        assert_eq!(renamed.locale, Some(Locale::Ms));
        assert_eq!(renamed.standing, Standing::Member);
    }

    #[test]
    fn the_installation_ends_with_its_bot_token() {
        assert_eq!(
            inbound(sample("event_app_uninstalled.json")).act,
            Act::Disconnected
        );
        assert_eq!(
            inbound(sample("event_tokens_revoked.json")).act,
            Act::Disconnected
        );
        ignored(&altered(
            "event_tokens_revoked.json",
            &[("tokens", json!({"oauth": ["U0SITI00001"], "bot": null}))],
        ));
    }

    #[test]
    fn channels_move() {
        let it = inbound(sample("event_channel_id_changed.json"));
        assert_eq!(it.place.unwrap().channel, "G0OLDPRIV01");
        assert_eq!(
            it.act,
            Act::Moved {
                to: "C0PRIVATE01".to_owned()
            }
        );
    }

    #[test]
    fn the_address_is_confirmed() {
        assert_eq!(
            sample("event_url_verification.json"),
            Event::Challenge("fakeChallengeValue0123456789abcdef".to_owned())
        );
    }

    #[test]
    fn an_outsider_speaks_with_their_own_team() {
        let it = inbound(altered(
            "event_message_channel_plusplus.json",
            &[("user_team", json!("T0EXTERN001"))],
        ));
        assert_eq!(it.actor.unwrap().team, "T0EXTERN001");
    }

    #[test]
    fn the_authorisation_says_whose_event_it_is() {
        let envelope = |authorizations: Value| {
            let body = json!({"team_id": "T2", "authorizations": authorizations});
            Envelope::read(&serde_json::to_vec(&body).unwrap()).unwrap()
        };
        assert_eq!(
            team_of_event(&envelope(json!([{"team_id": "T1"}]))),
            Some("T1")
        );
        assert_eq!(
            team_of_event(&envelope(json!([{"team_id": null, "enterprise_id": "E1"}]))),
            Some("T2")
        );
        assert_eq!(team_of_event(&envelope(Value::Null)), Some("T2"));
    }

    #[test]
    fn kinds_of_tomorrow_are_ignored() {
        ignored(&altered(
            "event_message_im.json",
            &[("type", json!("telepathy"))],
        ));
        ignored(&translate(b"{}"));
        ignored(&translate(br#"{"type":"app_rate_limited"}"#));
    }
}
