//! What everyone is told of a gift.

use std::sync::Arc;

use super::member::addressed;
use super::shown;
use crate::chat::{Handle, Identity, Mention, Message, Place, PlaceKind, Rich, To};
use crate::kudos::{self, Narrator, Outcome, Recognition, Way};
use crate::outbox::{Letter, News, Weight};
use crate::people::{Member, NoticeKind};
use crate::settings::Settings;
use crate::wording::{self, Announced, Announcement, Confirmed, Words};

/// Words what is told of a gift. Pure, so that it can be said inside the transaction that decides the
/// outcome.
#[derive(Clone, Debug)]
pub struct GiftLetters {
    /// The programme's settings.
    pub settings: Arc<Settings>,
    /// The account the giver acted from; none outside of a chat.
    pub account: Option<Identity>,
    /// The line that asks for the same.
    pub typed: Option<String>,
    /// The key of what its giver is told.
    pub answer_key: String,
    /// The question to its giver, which is replaced by what they are told.
    pub replaces: Option<Handle>,
    /// Whether the giver is told elsewhere than where it is announced.
    pub answered_elsewhere: bool,
    /// Whether the acknowledgement itself is the announcement.
    pub answered_in_public: bool,
    /// Whether the giver is answered by whoever gave for them, and needs no letter.
    pub answered_at_once: bool,
}

impl Narrator for GiftLetters {
    fn to_others(&self, gift: &Recognition) -> Vec<Letter> {
        // What many may give at once is told together, by whoever gathers it.
        let told = |to: &&Arc<Member>| !gift.origin.is_gathered() && to.wants(NoticeKind::Kudos);
        let recipients = gift.recipients.iter().filter(told);
        let received = recipients.filter_map(|to| received(gift, to));
        self.announcement(gift)
            .into_iter()
            .chain(received)
            .collect()
    }

    fn to_giver(&self, gift: &Recognition, outcome: &Outcome) -> Option<Letter> {
        if self.answered_at_once {
            return None;
        }
        let message = match outcome {
            Outcome::Given { left } => self.confirmation(gift, *left),
            Outcome::Short { left } => self.short(gift, *left),
            Outcome::AlreadyGiven => return None,
        };
        let person = self.account.clone()?;
        let place = gift.origin.place();
        let seen = |place: &&Place| place.kind != PlaceKind::Direct && !self.answered_elsewhere;
        let to = match place.filter(seen) {
            Some(place) => To::Privately {
                place: place.clone(),
                person,
            },
            None => To::Person(person),
        };
        let letter = Letter::new(gift.workspace, to, message).keyed(self.answer_key.clone());
        Some(match outcome {
            Outcome::Given { .. } => letter.replacing(self.replaces.clone()),
            // Once there is enough, they may still mean it.
            _ => letter,
        })
    }
}

impl GiftLetters {
    fn words_for(&self, member: &Member) -> Words<'_> {
        Words::of(member, &self.settings)
    }

    /// For everyone in the place. Reactions and +1 are seen where they are made: they change the
    /// announcement that is there instead of adding another.
    fn announcement(&self, gift: &Recognition) -> Option<Letter> {
        let place = gift.origin.place()?;
        if place.kind == PlaceKind::Direct
            || self.answered_in_public
            || gift.boosted.is_some()
            || gift.origin.way() == Some(Way::Reaction)
        {
            return None;
        }
        let withheld = self.to_giver_alone(gift, News::NotAnnounced(gift.id));
        let instead = withheld.into_iter().collect();
        let letter = kudos::announcement(&self.settings, gift.workspace, gift.id, place, instead);
        Some(match self.to_giver_alone(gift, News::NotPosted(gift.id)) {
            Some(sorry) => letter.or_else(sorry),
            None => letter,
        })
    }

    /// For the giver, in their own conversation.
    fn to_giver_alone(&self, gift: &Recognition, news: News) -> Option<Letter> {
        let giver = self.account.clone()?;
        Some(Letter::of(gift.workspace, To::Person(giver), news))
    }

    /// What everyone reads.
    pub fn announced(&self, gift: &Recognition) -> Message {
        wording::announcement(
            &Words::new(self.settings.locale, &self.settings),
            &Announcement {
                kudos: gift.id,
                giver: gift.giver.mention(),
                recipients: mentions(gift),
                points: gift.points,
                values: gift.values.clone(),
                message: message(gift),
                boosters: Vec::new(),
                reversed: false,
            },
        )
    }

    /// For the giver: what was given, and what is left.
    pub fn confirmation(&self, gift: &Recognition, left: i64) -> Message {
        let say = if gift.boosted.is_some() {
            wording::boosted
        } else {
            wording::confirmed
        };
        say(
            &self.words_for(&gift.giver),
            &Confirmed {
                kudos: gift.id,
                recipients: &mentions(gift),
                points: gift.points,
                cost: gift.cost(),
                left,
                resets_at: &gift.resets_at(&self.settings),
                zone: gift.giver.time_zone.as_ref(),
                announced: self.announced_to(gift),
                notes: &gift.notes,
                undo_minutes: self.settings.undo_minutes,
            },
        )
    }

    /// Where it is announced, for a giver who does not see it where they are told: nowhere, where it was
    /// given in a conversation with the bot, or by a form that was opened nowhere in particular.
    fn announced_to<'g>(&self, gift: &'g Recognition) -> Announced<'g> {
        match gift.origin.place().filter(|_| gift.boosted.is_none()) {
            Some(place) if place.kind == PlaceKind::Direct => Announced::Nowhere,
            Some(place) if self.answered_elsewhere => Announced::In(place),
            _ => Announced::Here,
        }
    }

    /// For the giver: the allowance does not reach. Whoever has something left may give less.
    pub fn short(&self, gift: &Recognition, left: i64) -> Message {
        let words = self.words_for(&gift.giver);
        let zone = gift.giver.time_zone.as_ref();
        let resets_at = gift.resets_at(&self.settings);
        let message = wording::short(&words, gift.cost(), left, &resets_at, zone);
        match &self.typed {
            Some(typed) if left > 0 && gift.boosted.is_none() => {
                wording::with_form(&words, message, Rich::default(), typed)
            }
            _ => message,
        }
    }
}

/// For one recipient, in their own conversation; where nothing is taken there, in their conversation on
/// another platform.
fn received(gift: &Recognition, member: &Member) -> Option<Letter> {
    let near = gift.origin.place().map(Place::installation);
    addressed(member, near.as_ref(), |to| {
        Letter::of(gift.workspace, to, News::Received(gift.id)).weighing(Weight::Notice)
    })
}

fn mentions(gift: &Recognition) -> Vec<Mention> {
    let recipients = gift.recipients.iter();
    recipients.map(|member| member.mention()).collect()
}

fn message(gift: &Recognition) -> Rich {
    let installation = gift.origin.place().map(Place::installation);
    shown(&gift.message, installation.as_ref(), &gift.recipients)
}
