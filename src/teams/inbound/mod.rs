//! Activity → [`chat::Inbound`](crate::chat::Inbound).
//!
//! Nothing here asks Teams or the database. Mentions carry the ids that only this bot knows
//! (`29:…`); whoever acts is known by the id of the directory.

mod emoji;
mod event;
mod form;
mod formatted;
mod invoke;
mod mention;
mod message;
mod people;
mod reference;
mod search;
mod text;
mod writer;

pub use form::{Submission, submission};
pub use message::webhook;
pub use people::people;
pub use reference::{Reference, reference};
pub use search::search;

use jiff::Timestamp;

use crate::chat::{
    Ack, Act, Clean, Client, Identity, Inbound, Installation, Place, PlaceKind, Platform, Proof,
    Ticket,
};
use crate::clock::as_kept;
use crate::teams::activity::{Account, Activity};

/// The installation that a delivery is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The installation: its tenant's.
    pub installation: Installation,
    /// The bot's account, `28:` and the application id.
    pub bot: String,
}

/// What a delivery turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody did something, or several things at once.
    Inbound(Vec<Inbound>),
    /// Nothing to do, and why.
    Ignored(&'static str),
    /// An invoke that nobody answers to.
    Unsupported,
}

impl Event {
    fn of(acts: Vec<Inbound>) -> Self {
        Self::Inbound(acts.cleaned())
    }
}

/// Translates an activity.
pub fn translate(activity: &Activity, home: &Home, now: Timestamp) -> Event {
    let scene = Scene {
        activity,
        home,
        now,
    };
    let told = match activity.kind.as_deref() {
        Some("message") => scene.message().map(|it| vec![it]),
        Some("messageUpdate") => scene.edited().map(|it| vec![it]),
        Some("messageDelete") => scene.deleted().map(|it| vec![it]),
        Some("messageReaction") => scene.reactions(),
        Some("conversationUpdate") => scene.conversation_changed().map(|it| vec![it]),
        Some("installationUpdate") => scene.installation_changed().map(|it| vec![it]),
        Some("invoke") => match scene.invoke() {
            Ok(Some(it)) => Ok(vec![it]),
            Ok(None) => return Event::Unsupported,
            Err(reason) => Err(reason),
        },
        Some("typing") => Err("somebody is typing"),
        _ => Err("an activity of a kind not handled"),
    };
    told.map_or_else(Event::Ignored, Event::of)
}

/// What was done, or why there is nothing to do.
type Outcome = Result<Inbound, &'static str>;

/// An activity and where it arrived.
#[derive(Clone, Copy)]
struct Scene<'a> {
    activity: &'a Activity,
    home: &'a Home,
    now: Timestamp,
}

impl Scene<'_> {
    /// The activity as an act of whoever sent it, where it was sent.
    fn inbound(&self, act: Act) -> Outcome {
        let invoke = self.activity.kind.as_deref() == Some("invoke");
        let timestamp = self.activity.timestamp.as_deref();
        Ok(Inbound {
            installation: self.home.installation.clone(),
            key: format!("teams/{}", self.key()?),
            act_key: None,
            at: timestamp
                .and_then(|at| at.parse().ok())
                .map_or(self.now, as_kept),
            actor: Some(self.actor()?),
            proof: Proof::Person,
            place: Some(self.place()?),
            client: self.client(),
            ack: if invoke { Ack::Answers } else { Ack::Empty },
            ticket: invoke.then(|| Ticket::new("invoke".to_owned())),
            act,
        })
    }

    /// The key of the activity: the same for every repetition of it, and for no other.
    fn key(&self) -> Result<String, &'static str> {
        let mut key = self.key_as(self.activity.kind.as_deref().unwrap_or_default())?;
        let event = self.activity.channel_data.event_type.as_deref();
        if let Some(detail) = event.or(self.activity.name.as_deref()) {
            key.push('/');
            key.push_str(detail);
        }
        Ok(key)
    }

    /// The key of an activity of this kind about the same thing.
    fn key_as(&self, kind: &str) -> Result<String, &'static str> {
        let (conversation, _) = self.conversation()?;
        let id = self.activity.id.as_deref();
        let id = id.ok_or("an activity without an id")?;
        let team = &self.home.installation.team;
        Ok(format!("{team}/{conversation}/{id}/{kind}"))
    }

    fn actor(&self) -> Result<Identity, &'static str> {
        let from = &self.activity.from;
        let user = account_id(from).ok_or("nobody did it")?;
        let id = from.id.as_deref().unwrap_or_default();
        if self.is_bot(id) || id.starts_with("28:") {
            return Err("a bot did it");
        }
        Ok(self.account(from.tenant_id.as_deref(), user))
    }

    /// The account `user` of `tenant`; of ours, where none is told.
    fn account(&self, tenant: Option<&str>, user: &str) -> Identity {
        let ours = &self.home.installation;
        let theirs = tenant.filter(|theirs| !theirs.eq_ignore_ascii_case(&ours.team));
        Identity::new(ours.platform, theirs.unwrap_or(&ours.team), user)
    }

    fn place(&self) -> Result<Place, &'static str> {
        let (channel, thread) = self.conversation()?;
        let (kind, shared) = kind(self.activity);
        Ok(Place {
            platform: self.home.installation.platform,
            team: self.home.installation.team.clone(),
            channel: channel.to_owned(),
            thread: thread.map(str::to_owned),
            kind,
            shared,
        })
    }

    /// The conversation's id, and the message that the thread hangs on.
    fn conversation(&self) -> Result<(&str, Option<&str>), &'static str> {
        let id = self.activity.conversation.id.as_deref();
        id.map(without_thread).ok_or("an activity nowhere")
    }

    fn client(&self) -> Client {
        let told = self.activity.entities.iter();
        let mut told = told.filter(|entity| entity.kind.as_deref() == Some("clientInfo"));
        let info = told.next();
        let locale = self.activity.locale.as_deref();
        let zone = info.and_then(|info| info.timezone.as_ref());
        Client {
            locale: locale
                .or_else(|| info?.locale.as_deref())
                .and_then(|tag| tag.parse().ok()),
            time_zone: zone.or(self.activity.local_timezone.as_ref()).cloned(),
        }
    }

    /// Whether `id` is the bot the activity was sent to.
    fn is_bot(&self, id: &str) -> bool {
        let recipient = self.activity.recipient.id.as_deref();
        !id.is_empty() && (id.eq_ignore_ascii_case(&self.home.bot) || recipient == Some(id))
    }
}

/// The installation that an activity is for, where it names a tenant at all.
pub fn installation(activity: &Activity) -> Option<Installation> {
    let tenant = activity.tenant()?.to_lowercase();
    Some(Installation::new(Platform::Teams, tenant))
}

/// The id by which we know an account: that of the directory, where there is one.
fn account_id(account: &Account) -> Option<&str> {
    account.aad_object_id.as_deref().or(account.id.as_deref())
}

/// The kind of the conversation, and whether another organisation can read it.
fn kind(activity: &Activity) -> (PlaceKind, bool) {
    match activity.conversation.conversation_type.as_deref() {
        Some("personal") => (PlaceKind::Direct, false),
        Some("channel") => match activity.channel_data.channel.kind.as_deref() {
            Some("private") => (PlaceKind::Private, false),
            Some("shared") => (PlaceKind::Public, true),
            _ => (PlaceKind::Public, false),
        },
        _ => (PlaceKind::Private, false),
    }
}

/// A conversation's id without its thread, and the thread.
fn without_thread(id: &str) -> (&str, Option<&str>) {
    let Some((channel, rest)) = id.split_once(';') else {
        return (id, None);
    };
    let thread = rest
        .split(';')
        .find_map(|part| part.strip_prefix("messageid="));
    (channel, thread.filter(|thread| !thread.is_empty()))
}

#[cfg(test)]
mod tests;
