//! Giving: from what was asked to what is recorded, and what everyone is told.

use std::sync::Arc;

use jiff::Zoned;
use uuid::Uuid;

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::chat::{Act, Identity, Mention, Message, Place, PlaceKind, Reply, Rich, To};
use crate::command::{Give, Ignored, Recipient};
use crate::kudos::{
    self, Allowance, Checked, Draft, Gift, Named, Note, Outcome, Refusal, Source, check, subject,
};
use crate::outbox::Letter;
use crate::people::Member;
use crate::settings::Settings;
use crate::wording::{self, Announcement, Confirmed, Received, Words};
use crate::workspace::{Connected, Connection};

/// What somebody asks to give, whichever way they asked.
pub(super) struct Ask {
    pub(super) recipients: Vec<Recipient>,
    pub(super) amount: i64,
    pub(super) values: Vec<String>,
    pub(super) reason: String,
    pub(super) broadcast: bool,
    pub(super) source: Source,
    pub(super) place: Place,
    pub(super) message_id: Option<String>,
    /// The kudos it joins.
    pub(super) boosted: Option<Uuid>,
    /// Keys of the act itself, besides those of the delivery.
    pub(super) act_keys: Vec<String>,
}

impl Ask {
    pub(super) fn from_command(
        ctx: &Ctx<'_>,
        give: Give,
        source: Source,
        message: Option<&str>,
    ) -> Self {
        let mut values = give.values;
        // A chat makes a channel's mention of `#teamwork` where a channel is called so.
        for channel in give.channels {
            if let Some(name) = channel
                .name
                .filter(|name| ctx.settings().values.find(name).is_some())
            {
                values.push(name);
            }
        }
        Self {
            recipients: give.recipients,
            amount: give.amount,
            values,
            reason: give.reason,
            broadcast: give
                .ignored
                .iter()
                .any(|i| matches!(i, Ignored::Broadcast(_))),
            source,
            place: ctx.place(),
            message_id: message.map(str::to_owned),
            boosted: None,
            act_keys: Vec::new(),
        }
    }
}

/// Why a gift did not come to be recorded.
pub(super) enum Stop {
    /// The platform must be asked first.
    Needs(Vec<super::Need>),
    /// Nobody knows these.
    Strangers(Vec<Recipient>),
    /// The rules refuse it.
    Refused(Refusal),
}

impl Ctx<'_> {
    /// Gives, and tells the giver where they gave.
    pub(super) async fn give(&self, ask: Ask) -> Result<Progress, DeskError> {
        match self.checked(&ask).await? {
            Ok(checked) => self.record(ask, checked).await,
            Err(Stop::Needs(needs)) => Ok(Progress::Needs(needs)),
            Err(Stop::Strangers(strangers)) => self.answer(self.unknown(&strangers)).await,
            Err(Stop::Refused(Refusal::ConfirmRecipients { count, cost })) => {
                self.ask_to_confirm(count, cost).await
            }
            Err(Stop::Refused(refusal)) => {
                self.answer(wording::refusal(&self.words(), &refusal)).await
            }
        }
    }

    /// Nobody knows these: they are shown as they were mentioned.
    pub(super) fn unknown(&self, strangers: &[Recipient]) -> Message {
        let connection = &self.connected.connection;
        let people = strangers.iter().map(|stranger| {
            let marked = match stranger {
                Recipient::Person(user) => format!("<@{user}>"),
                Recipient::Group(group) => format!("<!subteam^{group}>"),
            };
            spoken(&marked, connection, &[])
        });
        wording::unknown_person(&self.words(), people)
    }

    /// Resolves who is meant and asks the rules.
    pub(super) async fn checked(&self, ask: &Ask) -> Result<Result<Checked, Stop>, DeskError> {
        let resolved = match self.resolve(&ask.recipients).await? {
            Ok(resolved) => resolved,
            Err(needs) => return Ok(Err(Stop::Needs(needs))),
        };
        if !resolved.strangers.is_empty() {
            return Ok(Err(Stop::Strangers(resolved.strangers)));
        }
        Ok(self
            .ask_the_rules(ask, resolved.named)
            .map_err(Stop::Refused))
    }

    pub(super) fn ask_the_rules(&self, ask: &Ask, named: Vec<Named>) -> Result<Checked, Refusal> {
        let draft = Draft {
            giver: &self.actor,
            named,
            amount: ask.amount,
            values: ask.values.clone(),
            reason: &ask.reason,
            place: ask.place.kind,
            confirmed: self.confirmed,
        };
        let mut checked = check(self.settings(), draft)?;
        if ask.broadcast {
            checked.notes.push(Note::BroadcastLeftOut);
        }
        Ok(checked)
    }

    /// Records what was checked. The giver is told in the acknowledgement, or by a letter in the
    /// same transaction.
    pub(super) async fn record(&self, ask: Ask, checked: Checked) -> Result<Progress, DeskError> {
        let told_now = self.answers_at_once();
        let (outcome, story) = self.hand_over(ask, checked, !told_now).await?;
        Ok(match outcome {
            _ if !told_now => Reply::Nothing,
            Outcome::Given { left } => Reply::Private(story.confirmation(left)),
            // A form stays open, so that nothing typed is lost.
            Outcome::Short { left } if matches!(self.inbound.act, Act::Submitted(_)) => {
                let sentence = story.short(left).summary.to_plain();
                Reply::Invalid(vec![("points".into(), sentence)])
            }
            Outcome::Short { left } => Reply::Private(story.short(left)),
            Outcome::AlreadyGiven => Reply::Private(wording::already_given(&self.words())),
        }
        .into())
    }

    /// Hands a gift to the batcher with everything there is to say about it.
    pub(super) async fn hand_over(
        &self,
        ask: Ask,
        checked: Checked,
        tell_giver: bool,
    ) -> Result<(Outcome, Arc<Story>), DeskError> {
        let id = self.desk.clock.new_id();
        let story = Arc::new(Story {
            kudos: id,
            connected: Arc::clone(&self.connected),
            giver: Arc::clone(&self.actor),
            account: self.inbound.actor.clone(),
            resets_at: self
                .settings()
                .allowance_period
                .next(self.now, &self.settings().time_zone),
            reason: ask.reason.clone(),
            checked,
            place: ask.place.clone(),
            source: ask.source,
            boosted: ask.boosted,
        });
        let mut keys = self.keys();
        keys.extend(ask.act_keys);
        let telling = Arc::clone(&story);
        let gift = Gift {
            id,
            workspace: self.workspace(),
            at: self.now,
            day: self.now.to_zoned(self.settings().time_zone.clone()).date(),
            giver: self.actor.id,
            recipients: story
                .checked
                .recipients
                .iter()
                .map(|member| member.id)
                .collect(),
            points: story.checked.points,
            values: story.checked.values.clone(),
            message: ask.reason,
            source: ask.source,
            place: ask.place,
            message_id: ask.message_id,
            boosted: ask.boosted,
            allowance: Allowance::at(self.now, self.settings()),
            keys,
            letters: Box::new(move |outcome| telling.letters(outcome, tell_giver)),
        };
        let outcome = self.desk.batcher.give(gift).await?;
        Ok((outcome, story))
    }

    /// Keeps what was asked, and shows the giver what it would come to.
    pub(super) async fn ask_to_confirm(
        &self,
        count: usize,
        cost: i64,
    ) -> Result<Progress, DeskError> {
        let draft = self.desk.clock.new_id();
        let message = wording::confirm_group(&self.words(), draft, count, cost);
        let mut tx = self.desk.pool.begin().await?;
        if !self.answers_at_once() && !self.first_time(&mut tx).await? {
            return Ok(Reply::Nothing.into());
        }
        kudos::keep_draft(
            &mut tx,
            self.workspace(),
            draft,
            self.actor.id,
            self.inbound,
            self.now,
        )
        .await?;
        let reply = self.answer_in(&mut tx, message).await?;
        tx.commit().await?;
        self.desk.outbox.ring();
        Ok(reply.into())
    }

    /// The giver means it: what they asked is given to all.
    pub(super) async fn confirm_group(&self, value: &str) -> Result<Progress, DeskError> {
        let Ok(draft) = value.parse::<Uuid>() else {
            return Ok(Reply::Nothing.into());
        };
        let mut conn = self.desk.pool.acquire().await?;
        let asked = kudos::take_draft(&mut conn, self.workspace(), draft, self.actor.id).await?;
        drop(conn);
        let Some(asked) = asked else {
            return self.answer(wording::already_given(&self.words())).await;
        };
        // What was asked then, under a key of its own, answered where the button was pressed.
        let confirmed = crate::chat::Inbound {
            key: format!("draft/{draft}"),
            twin: None,
            ack: self.inbound.ack,
            ticket: None,
            ..asked
        };
        let again = Ctx {
            inbound: &confirmed,
            ..self.confirmed()
        };
        Box::pin(again.repeat()).await
    }

    /// Does again what a kept delivery asked for.
    async fn repeat(&self) -> Result<Progress, DeskError> {
        match &self.inbound.act {
            Act::Command { name, text } => self.command(name, text).await,
            Act::Said {
                text,
                message,
                addressed: true,
            } => self.addressed(text, message).await,
            Act::Said { text, message, .. } => self.overheard(text, message).await,
            Act::Submitted(answers) => self.submitted(answers).await,
            _ => Ok(Reply::Nothing.into()),
        }
    }
}

/// Everything there is to say about one gift. Pure, so that it can be said inside the transaction
/// that decides the outcome.
pub(super) struct Story {
    kudos: Uuid,
    connected: Arc<Connected>,
    giver: Arc<Member>,
    /// The account the giver acted from.
    account: Option<Identity>,
    resets_at: Zoned,
    /// Marked text, as typed.
    reason: String,
    checked: Checked,
    place: Place,
    source: Source,
    boosted: Option<Uuid>,
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

    fn letters(&self, outcome: &Outcome, tell_giver: bool) -> Vec<Letter> {
        let mut letters = Vec::new();
        match outcome {
            Outcome::Given { left } => {
                letters.extend(self.announcement());
                letters.extend(
                    self.checked
                        .recipients
                        .iter()
                        .filter_map(|to| self.received(to)),
                );
                if tell_giver {
                    letters.extend(self.to_giver(self.confirmation(*left)));
                }
            }
            Outcome::Short { left } if tell_giver => {
                letters.extend(self.to_giver(self.short(*left)));
            }
            Outcome::Short { .. } | Outcome::AlreadyGiven => {}
        }
        letters
    }

    /// For everyone in the place. Reactions and +1 are seen where they are made: they change the
    /// announcement that is there instead of adding another.
    fn announcement(&self) -> Option<Letter> {
        if self.place.kind == PlaceKind::Direct
            || self.boosted.is_some()
            || self.source == Source::Reaction
        {
            return None;
        }
        let words = Words::new(self.settings().locale, self.settings());
        let message = wording::announcement(
            &words,
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
        );
        let letter = Letter::new(
            self.connected.workspace(),
            To::Place(self.place.clone()),
            message,
        )
        .about(subject(self.kudos));
        let sorry = wording::not_posted_here(&self.words_for(&self.giver), &self.place);
        Some(match self.account.clone() {
            Some(giver) => letter.or_else(Letter::new(
                self.connected.workspace(),
                To::Person(giver),
                sorry,
            )),
            None => letter,
        })
    }

    /// For one recipient, in their own conversation and language.
    fn received(&self, member: &Member) -> Option<Letter> {
        let connection = &self.connected.connection;
        let account = member.reachable_at(connection.platform, &connection.team)?;
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
        Some(Letter::new(
            self.connected.workspace(),
            To::Person(account.clone()),
            message,
        ))
    }

    fn to_giver(&self, message: Message) -> Option<Letter> {
        let person = self.account.clone()?;
        let to = if self.place.kind == PlaceKind::Direct {
            To::Person(person)
        } else {
            To::Privately {
                place: self.place.clone(),
                person,
            }
        };
        Some(Letter::new(self.connected.workspace(), to, message))
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

    /// For the giver: the allowance does not reach.
    pub(super) fn short(&self, left: i64) -> Message {
        wording::short(
            &self.words_for(&self.giver),
            self.cost(),
            left,
            &self.resets_at,
            self.giver.time_zone.as_ref(),
        )
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
        spoken(&self.reason, &self.connected.connection, &self.mentions())
    }
}

/// Marked text as it is shown: everyone spoken of keeps their account, so that their platform can
/// say who they are.
pub(super) fn spoken(marked: &str, connection: &Connection, people: &[Mention]) -> Rich {
    wording::marked::rich(marked, |id| {
        let stranger = mention_of(connection, id);
        let known = people
            .iter()
            .find(|it| it.identities.contains(&stranger.identities[0]));
        Some(known.cloned().unwrap_or(stranger))
    })
}

/// Somebody of whom only the account is known.
pub(super) fn mention_of(connection: &Connection, user: &str) -> Mention {
    let account = Identity::new(connection.platform, &connection.team, user);
    Mention {
        name: format!("@{user}"),
        identities: vec![account],
    }
}
