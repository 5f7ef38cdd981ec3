//! What is told besides the acknowledgement, or after it: that it takes long, that it failed, that it
//! is not certain, and what came of it.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::context::{Ctx, lexicon};
use super::{Desk, DeskError, Stop};
use crate::chat::{
    Act, Answers, Inbound, Message, PlaceKind, Reply, Rich, To, deferred_key, marked,
};
use crate::clock::later;
use crate::command::{self, Command};
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::inbox::{self, Key};
use crate::outbox::{self, Letter};
use crate::settings::Settings;
use crate::wording::{self, Words, actions};

/// How long it may take to look up what became of a delivery.
const LOOKING_UP: Duration = Duration::from_secs(1);

/// How long what is not recorded may still be at work somewhere, and so may yet be recorded.
const AT_WORK: SignedDuration = SignedDuration::from_mins(2);

/// What became of a delivery that was not certain.
#[derive(Clone, Copy, Debug)]
enum Became {
    /// It was acted upon.
    Recorded,
    /// The worker on deferred deliveries has it, or has dealt with it.
    Deferred,
    /// Nothing came of it, and nothing will by what was under way.
    Nothing,
}

impl Desk {
    /// Tells whoever acted something that the acknowledgement could not carry after all. What was said
    /// before under the same key is not said again.
    pub async fn say(
        &self,
        inbound: &Inbound,
        key: &str,
        message: Message,
    ) -> Result<(), DeskError> {
        let Some(to) = to_whoever_acted(inbound) else {
            return Ok(());
        };
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(());
        };
        let letter = Letter::new(connected.workspace(), to, message).keyed(key.to_owned());
        let mut conn = self.pool.acquire().await?;
        outbox::enqueue(&mut conn, self.clock.now(), &[letter]).await?;
        self.outbox.wake();
        Ok(())
    }

    /// What to tell a person when [`Desk::handle`] failed: nothing was recorded. What they typed is
    /// theirs to send again.
    pub async fn apology(&self, inbound: &Inbound) -> Reply {
        self.at_hand(inbound, |words| {
            let sorry = wording::not_recorded(words);
            again(words, inbound, sorry)
        })
        .await
    }

    /// What to tell a person when [`Desk::handle`] is still at it, once the delivery is
    /// [kept](Desk::keep): it is a promise.
    pub async fn still_at_it(&self, inbound: &Inbound) -> Reply {
        self.at_hand(inbound, wording::still_at_it).await
    }

    /// What to tell a person when nobody knows whether it was recorded: they may ask. It promises
    /// nothing.
    pub async fn unsure(&self, inbound: &Inbound) -> Reply {
        let asked = asked_about(&inbound.key, later(self.clock.now(), AT_WORK));
        let ask = |words: &Words<'_>| wording::unsure(words, Some(&asked));
        self.at_hand(inbound, ask).await
    }

    /// What to tell a person when nobody knows whether it was recorded, and nobody can be told anything
    /// later.
    pub async fn unsure_for_good(&self, inbound: &Inbound) -> Reply {
        self.at_hand(inbound, |words| wording::unsure(words, None))
            .await
    }

    /// What to tell a person once it is known what became of a delivery that was not certain; nothing
    /// while it is not.
    pub async fn what_became(&self, inbound: &Inbound) -> Option<Reply> {
        let connected = self.workspaces.at_hand(&inbound.installation).await?;
        Some(
            match self.became(connected.workspace(), &inbound.key).await? {
                Became::Recorded => self.at_hand(inbound, wording::recorded_after_all).await,
                // The worker on deferred deliveries tells them.
                Became::Deferred => Reply::Nothing,
                Became::Nothing => {
                    self.at_hand(inbound, |words| {
                        let sorry = wording::not_recorded_after_all(words);
                        again(words, inbound, sorry)
                    })
                    .await
                }
            },
        )
    }

    /// What became of the delivery with `key`; nothing where that cannot be told.
    async fn became(&self, workspace: WorkspaceId, key: &str) -> Option<Became> {
        let [acted, deferred]: [Key; 2] =
            [key.to_owned(), deferred_key(key)].map(|key| (workspace, key));
        let keys = [acted.clone(), deferred.clone()];
        let options = self.pool.connect_options();
        let recorded = inbox::recorded(&options, &keys, LOOKING_UP).await;
        match recorded {
            Ok(recorded) if recorded.contains(&acted) => Some(Became::Recorded),
            Ok(recorded) if recorded.contains(&deferred) => Some(Became::Deferred),
            Ok(_) => Some(Became::Nothing),
            Err(error) => {
                tracing::debug!(
                    error = explained(&error),
                    "what became of a delivery cannot be told yet"
                );
                None
            }
        }
    }

    /// A sentence for whoever acted. The database is probably away: what is at hand must do.
    pub(super) async fn at_hand(
        &self,
        inbound: &Inbound,
        say: impl FnOnce(&Words<'_>) -> Message,
    ) -> Reply {
        let connected = self.workspaces.at_hand(&inbound.installation).await;
        let settings = connected
            .map(|it| Arc::clone(&it.settings))
            .unwrap_or_default();
        let actor = match &inbound.actor {
            Some(actor) => self.directory.at_hand(actor).await,
            None => None,
        };
        let locale = actor
            .and_then(|member| member.locale)
            .or(inbound.client.locale)
            .unwrap_or(settings.locale);
        Reply::Private(say(&Words::new(locale, &settings)))
    }
}

/// Says what became of a delivery that was not certain.
pub(super) async fn check(ctx: &Ctx<'_>, asked: &str) -> Result<Reply, Stop> {
    let (key, at_work) = read_asked(asked);
    let words = ctx.words();
    let message = match ctx.desk.became(ctx.workspace(), key).await {
        Some(Became::Recorded) => wording::recorded_after_all(&words),
        Some(Became::Deferred) => wording::still_at_it(&words),
        Some(Became::Nothing) if at_work.is_none_or(|until| until <= ctx.now) => {
            wording::not_recorded_after_all(&words)
        }
        Some(Became::Nothing) | None => wording::unsure(&words, Some(asked)),
    };
    ctx.settle(message).await
}

/// What the button asks about: a delivery, and until when it may be at work.
fn asked_about(key: &str, until: Timestamp) -> String {
    format!("{}@{key}", until.as_second())
}

/// The delivery that a button asks about, and until when it may be at work, as far as it says so.
fn read_asked(asked: &str) -> (&str, Option<Timestamp>) {
    let parts = asked.split_once('@').and_then(|(until, key)| {
        let until = Timestamp::from_second(until.parse().ok()?).ok()?;
        Some((key, Some(until)))
    });
    // The buttons of the release before say the key alone.
    parts.unwrap_or((asked, None))
}

/// Where whoever acted alone reads what is said.
pub fn to_whoever_acted(inbound: &Inbound) -> Option<To> {
    let person = inbound.actor.clone()?;
    let place = inbound.place.clone();
    Some(
        match place.filter(|place| place.kind != PlaceKind::Direct) {
            Some(place) => To::Privately { place, person },
            None => To::Person(person),
        },
    )
}

/// The message with a way to send again what gave, where the chat itself does not show it any more.
fn again(words: &Words<'_>, inbound: &Inbound, message: Message) -> Message {
    match typed(inbound, words.settings) {
        Some(typed) => wording::with_form(words, message, Rich::default(), &typed),
        None => message,
    }
}

/// The line that asks for the same.
fn typed(inbound: &Inbound, settings: &Settings) -> Option<String> {
    let lexicon = lexicon(settings);
    match &inbound.act {
        Act::Command { name, text } if name != command::REDEEM => {
            let gives = matches!(command::parse(text, &lexicon), Ok(Command::Give(_)));
            gives.then(|| text.clone())
        }
        Act::Submitted(answers) if actions::today(&answers.form) == actions::FORM_GIVE => {
            Some(line(answers))
        }
        _ => None,
    }
}

fn line(answers: &Answers) -> String {
    let people = answers.all("to").iter().map(|user| format!("<@{user}>"));
    let points = answers.one("points").map(|points| format!("+{points}"));
    let values = answers.all("values").iter();
    let message = marked::escape(answers.typed("message"));
    let words: Vec<String> = people
        .chain(points)
        .chain(values.map(|value| wording::value_label(value)))
        .chain([command::behind_recipients(&message)])
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_asks_about_a_delivery_and_says_how_long_it_may_be_at_work() {
        let until = Timestamp::from_second(1_800_000_000).unwrap();
        let asked = asked_about("slack/T1/C1/command@x", until);
        assert_eq!(read_asked(&asked), ("slack/T1/C1/command@x", Some(until)));
        for old in ["slack/T1/trigger", "teams/x@y", "1@"] {
            let (key, until) = read_asked(old);
            assert!(until.is_none() || key.is_empty(), "{old}");
        }
        assert_eq!(read_asked("teams/x@y"), ("teams/x@y", None));
    }
}
