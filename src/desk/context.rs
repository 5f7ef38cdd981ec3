//! One delivery, with everything that is known about it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Desk;
use super::resolve::Unknown;
use crate::chat::{Identity, Inbound, Manner, Place, PlaceKind, Rich};
use crate::command::Lexicon;
use crate::ids::{DraftId, WorkspaceId};
use crate::letters::shown;
use crate::people::Member;
use crate::platforms::traits;
use crate::policy::{Action, Actor};
use crate::settings::Settings;
use crate::wording::Words;
use crate::workspace::Connected;

/// What every handler is given.
#[derive(Clone)]
pub(super) struct Ctx<'a> {
    pub(super) desk: &'a Desk,
    pub(super) inbound: &'a Inbound,
    pub(super) connected: Arc<Connected>,
    /// Whoever acts, and the account they act through.
    pub(super) actor: Arc<Member>,
    pub(super) sender: &'a Identity,
    pub(super) now: Timestamp,
    /// What the platform was asked for and does not know.
    pub(super) unknown: &'a Unknown,
    /// The giver said that they mean a large group.
    pub(super) confirmed: bool,
    /// What they asked for before they said so.
    pub(super) draft: Option<DraftId>,
}

impl<'a> Ctx<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        inbound: &'a Inbound,
        connected: Arc<Connected>,
        actor: Arc<Member>,
        sender: &'a Identity,
        unknown: &'a Unknown,
    ) -> Self {
        let now = desk.clock.now();
        Self {
            desk,
            inbound,
            connected,
            actor,
            sender,
            now,
            unknown,
            confirmed: false,
            draft: None,
        }
    }

    /// This context with the number of recipients confirmed, however many there are.
    pub(super) fn confirmed(&self) -> Ctx<'a> {
        Ctx {
            confirmed: true,
            ..self.clone()
        }
    }

    /// This context for the same act, with another delivery that says otherwise what can be answered.
    pub(super) fn told_by<'b>(&self, inbound: &'b Inbound) -> Ctx<'b>
    where
        'a: 'b,
    {
        Ctx {
            inbound,
            ..self.clone()
        }
    }

    /// Whoever acts, with the rights they have.
    pub(super) fn by(&self) -> Actor {
        Actor::Member {
            id: self.actor.id,
            role: self.actor.role,
            account: self.sender.clone(),
            proof: self.inbound.proof,
        }
    }

    /// Whether whoever acts may do this.
    pub(super) fn may(&self, action: Action) -> bool {
        self.by().may(action)
    }

    pub(super) fn workspace(&self) -> WorkspaceId {
        self.connected.workspace()
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.connected.settings
    }

    /// The day by the programme's calendar.
    pub(super) fn today(&self) -> Date {
        self.settings().day(self.now)
    }

    /// What typed text is read by.
    pub(super) fn lexicon(&self) -> Lexicon<'_> {
        lexicon(self.settings())
    }

    /// How one speaks with the bot here.
    pub(super) fn manner(&self) -> Manner {
        let alone = self.place().kind == PlaceKind::Direct;
        traits(self.inbound.installation.platform).manner(alone)
    }

    /// Marked text of this delivery, in which `people` are known.
    pub(super) fn spoken(&self, marked: &str, people: &[Arc<Member>]) -> Rich {
        shown(marked, Some(&self.inbound.installation), people)
    }

    /// Words for what the actor alone reads.
    pub(super) fn words(&self) -> Words<'_> {
        self.words_for(&self.actor)
    }

    /// Words for what `member` alone reads.
    pub(super) fn words_for(&self, member: &Member) -> Words<'_> {
        Words::of(member, self.settings())
    }

    /// The keys under which this delivery is acted upon once.
    pub(super) fn keys(&self) -> Vec<String> {
        std::iter::once(self.inbound.key.clone())
            .chain(self.inbound.act_key.clone())
            .collect()
    }

    /// Where it happened; for what has no place, the actor's conversation with the bot.
    pub(super) fn place(&self) -> Place {
        self.inbound.place.clone().unwrap_or_else(|| {
            let installation = self.inbound.installation.clone();
            Place {
                platform: installation.platform,
                team: installation.team,
                channel: self
                    .inbound
                    .actor
                    .as_ref()
                    .map(|a| a.user.clone())
                    .unwrap_or_default(),
                thread: None,
                kind: PlaceKind::Direct,
                shared: false,
            }
        })
    }
}

/// What text is read by where these settings hold.
pub(super) fn lexicon(settings: &Settings) -> Lexicon<'_> {
    Lexicon {
        currency_emoji: &settings.currency_emoji,
        currency_name: &settings.currency_name,
    }
}
