//! What everyone is told of a gift.

use std::borrow::Borrow;
use std::sync::Arc;

use jiff::Zoned;
use uuid::Uuid;

use super::tell::to_member;
use crate::chat::{Handle, Identity, Installation, Mention, Message, Place, PlaceKind, Rich, To};
use crate::kudos::{Checked, Outcome, Source, subject};
use crate::outbox::{Letter, Weight};
use crate::people::{Member, NoticeKind};
use crate::platforms::traits;
use crate::settings::{Settings, SharedChannels};
use crate::wording::{self, Announcement, Confirmed, Received, Words};
use crate::workspace::Connected;

/// Everything there is to say about one gift. Pure, so that it can be said inside the transaction
/// that decides the outcome.
pub(super) struct Story {
    pub(super) kudos: Uuid,
    pub(super) connected: Arc<Connected>,
    pub(super) giver: Arc<Member>,
    /// The account the giver acted from.
    pub(super) account: Option<Identity>,
    pub(super) resets_at: Zoned,
    /// Marked text, as typed.
    pub(super) reason: String,
    pub(super) checked: Checked,
    pub(super) place: Place,
    pub(super) source: Source,
    pub(super) boosted: Option<Uuid>,
    /// The line that asks for the same.
    pub(super) typed: String,
    /// The key of what its giver is told.
    pub(super) answer_key: String,
    /// The question to its giver, in whose place it is said that it is given.
    pub(super) replaces: Option<Handle>,
    /// The acknowledgement itself is the announcement.
    pub(super) answered_in_public: bool,
}

impl Story {
    fn settings(&self) -> &Settings {
        &self.connected.settings
    }

    fn words_for(&self, member: &Member) -> Words<'_> {
        Words::new(
            member.locale.unwrap_or(self.settings().locale),
            self.settings(),
        )
    }

    /// For everyone but the giver, when it is given. It is the same whatever is left of the
    /// allowance, and so it is worded before the gift waits for a commit that others wait for, too.
    pub(super) fn to_others(&self) -> Vec<Letter> {
        // What many may give at once is told together, by whoever gathers it.
        let told = |to: &&Arc<Member>| !self.source.is_gathered() && to.wants(NoticeKind::Kudos);
        let recipients = self.checked.recipients.iter().filter(told);
        let received = recipients.filter_map(|to| self.received(to));
        self.announcement().into_iter().chain(received).collect()
    }

    /// For the giver, who is not told otherwise.
    pub(super) fn to_giver(&self, outcome: &Outcome) -> Option<Letter> {
        let message = match outcome {
            Outcome::Given { left } => self.confirmation(*left),
            Outcome::Short { left } => self.short(*left),
            Outcome::AlreadyGiven => return None,
        };
        let person = self.account.clone()?;
        let to = if self.place.kind == PlaceKind::Direct {
            To::Person(person)
        } else {
            To::Privately {
                place: self.place.clone(),
                person,
            }
        };
        let letter = Letter::new(self.connected.workspace(), to, message);
        let letter = match outcome {
            Outcome::Given { .. } => letter.replacing(self.replaces.clone()),
            // Once there is enough, they may still mean it.
            _ => letter,
        };
        Some(letter.keyed(self.answer_key.clone()))
    }

    /// For everyone in the place. Reactions and +1 are seen where they are made: they change the
    /// announcement that is there instead of adding another.
    fn announcement(&self) -> Option<Letter> {
        if self.place.kind == PlaceKind::Direct
            || self.answered_in_public
            || self.boosted.is_some()
            || self.source == Source::Reaction
        {
            return None;
        }
        let letter = Letter::new(
            self.connected.workspace(),
            To::Place(self.place.clone()),
            self.announced(),
        )
        .about(subject(self.kudos));
        let words = self.words_for(&self.giver);
        let letter = match self.to_giver_alone(self.not_posted(&words)) {
            Some(sorry) => letter.or_else(sorry),
            None => letter,
        };
        if self.settings().shared_channels == SharedChannels::Announcements {
            return Some(letter);
        }
        let quiet = self.to_giver_alone(wording::not_announced_here(&words, &self.place));
        Some(letter.confined(quiet.into_iter().collect()))
    }

    fn not_posted(&self, words: &Words<'_>) -> Message {
        let manner = traits(self.place.platform).manner;
        wording::not_posted_here(words, &self.place, manner)
    }

    /// For the giver, in their own conversation.
    fn to_giver_alone(&self, message: Message) -> Option<Letter> {
        let giver = self.account.clone()?;
        let to = To::Person(giver);
        Some(Letter::new(self.connected.workspace(), to, message))
    }

    /// What everyone reads.
    pub(super) fn announced(&self) -> Message {
        wording::announcement(
            &Words::new(self.settings().locale, self.settings()),
            &Announcement {
                kudos: self.kudos,
                giver: self.giver.mention(),
                recipients: self.mentions(),
                points: self.checked.points,
                values: self.checked.values.clone(),
                message: self.message(),
                boosters: Vec::new(),
                reversed: false,
            },
        )
    }

    /// For one recipient, in their own conversation and language; where nothing is taken there, in
    /// their conversation on another platform.
    fn received(&self, member: &Member) -> Option<Letter> {
        let message = wording::received(
            &self.words_for(member),
            &Received {
                giver: self.giver.mention(),
                points: self.checked.points,
                values: self.checked.values.clone(),
                message: self.message(),
                // A private place is not named elsewhere.
                place: Some(self.place.clone()).filter(|place| place.kind == PlaceKind::Public),
                balance: None,
            },
        );
        to_member(member, &self.place, &message, |letter| {
            letter.weighing(Weight::Notice)
        })
    }

    /// For the giver: what was given, and what is left.
    pub(super) fn confirmation(&self, left: i64) -> Message {
        let say = if self.boosted.is_some() {
            wording::boosted
        } else {
            wording::confirmed
        };
        say(
            &self.words_for(&self.giver),
            &Confirmed {
                kudos: self.kudos,
                recipients: &self.mentions(),
                points: self.checked.points,
                cost: self.cost(),
                left,
                resets_at: &self.resets_at,
                zone: self.giver.time_zone.as_ref(),
                notes: &self.checked.notes,
                undo_minutes: self.settings().undo_minutes,
            },
        )
    }

    /// For the giver: the allowance does not reach. Whoever has something left may give less.
    pub(super) fn short(&self, left: i64) -> Message {
        let words = self.words_for(&self.giver);
        let zone = self.giver.time_zone.as_ref();
        let message = wording::short(&words, self.cost(), left, &self.resets_at, zone);
        if left > 0 && self.boosted.is_none() {
            wording::with_form(&words, message, Rich::default(), &self.typed)
        } else {
            message
        }
    }

    fn cost(&self) -> i64 {
        let count = i64::try_from(self.checked.recipients.len()).unwrap_or(i64::MAX);
        self.checked.points.saturating_mul(count)
    }

    fn mentions(&self) -> Vec<Mention> {
        self.checked
            .recipients
            .iter()
            .map(|member| member.mention())
            .collect()
    }

    fn message(&self) -> Rich {
        let installation = self.place.installation();
        spoken(&self.reason, &installation, &self.checked.recipients)
    }
}

/// Marked text of an installation as it is shown: everyone spoken of keeps their accounts, so that each
/// platform can say who they are.
pub(super) fn spoken<M: Borrow<Member>>(
    marked: &str,
    installation: &Installation,
    people: &[M],
) -> Rich {
    wording::marked::rich(marked, installation.platform, |id, label| {
        let account = installation.account(id);
        let known = people
            .iter()
            .find(|it| (*it).borrow().account(&account).is_some());
        Some(known.map_or_else(
            || stranger(account, label),
            |member| member.borrow().mention(),
        ))
    })
}

/// Somebody of whom only the account is known.
fn stranger(account: Identity, label: Option<&str>) -> Mention {
    Mention {
        name: label.map_or_else(|| format!("@{}", account.user), str::to_owned),
        identities: vec![account],
    }
}
