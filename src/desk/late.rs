//! What is told besides the acknowledgement, or after it: that it takes long, that it failed, that it
//! is not certain, and what came of it.

use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::context::Ctx;
use super::{Desk, DeskError, Progress};
use crate::chat::{Act, Answers, Inbound, Message, PlaceKind, Reply, Rich, To, marked};
use crate::command::{self, Command, Lexicon};
use crate::explained::explained;
use crate::inbox::{self, Key};
use crate::outbox::{self, Letter};
use crate::settings::Settings;
use crate::wording::{self, Words, actions};

/// How long it may take to look up what became of a delivery.
const LOOKING_UP: Duration = Duration::from_secs(1);

impl Desk {
    /// Tells whoever acted something that the acknowledgement could not carry after all. What was said
    /// before under the same name is not said again.
    pub async fn say(
        &self,
        inbound: &Inbound,
        name: &str,
        message: Message,
    ) -> Result<(), DeskError> {
        let Some(to) = to_whoever_acted(inbound) else {
            return Ok(());
        };
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(());
        };
        let key = format!("{}/{name}", inbound.key);
        let letter = Letter::new(connected.workspace(), to, message).keyed(key);
        let mut conn = self.pool.acquire().await?;
        outbox::enqueue(&mut conn, self.clock.now(), &[letter]).await?;
        self.outbox.ring();
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

    /// What to tell a person when [`Desk::handle`] is still at it.
    pub async fn still_at_it(&self, inbound: &Inbound) -> Reply {
        self.at_hand(inbound, wording::still_at_it).await
    }

    /// What to tell a person when nobody knows whether it was recorded: they are told later, and may
    /// ask.
    pub async fn unsure(&self, inbound: &Inbound) -> Reply {
        let ask = |words: &Words<'_>| wording::unsure(words, Some(&inbound.key));
        self.at_hand(inbound, ask).await
    }

    /// The same, where nobody can be told anything later.
    pub async fn unsure_for_good(&self, inbound: &Inbound) -> Reply {
        self.at_hand(inbound, |words| wording::unsure(words, None))
            .await
    }

    /// What to tell a person once it is known what became of a delivery that was not certain; nothing
    /// while it is not.
    pub async fn what_became(&self, inbound: &Inbound) -> Option<Reply> {
        let connected = self.workspaces.at_hand(&inbound.installation).await?;
        let recorded = self
            .is_recorded(connected.workspace(), &inbound.key)
            .await?;
        Some(if recorded {
            self.at_hand(inbound, wording::recorded_after_all).await
        } else {
            self.at_hand(inbound, |words| {
                let sorry = wording::not_recorded_after_all(words);
                again(words, inbound, sorry)
            })
            .await
        })
    }

    /// Whether the delivery with `key` was acted upon, or will be; nothing where that cannot be told.
    async fn is_recorded(&self, workspace: Uuid, key: &str) -> Option<bool> {
        let keys: [Key; 2] = [
            (workspace, key.to_owned()),
            (workspace, format!("{key}/deferred")),
        ];
        let options = self.pool.connect_options();
        let recorded = inbox::recorded(&options, &keys, LOOKING_UP).await;
        match recorded {
            Ok(recorded) => Some(!recorded.is_empty()),
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
    async fn at_hand(&self, inbound: &Inbound, say: impl FnOnce(&Words<'_>) -> Message) -> Reply {
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

impl Ctx<'_> {
    /// Says what became of a delivery that was not certain.
    pub(super) async fn check(&self, key: &str) -> Result<Progress, DeskError> {
        let words = self.words();
        let message = match self.desk.is_recorded(self.workspace(), key).await {
            Some(true) => wording::recorded_after_all(&words),
            Some(false) => wording::not_recorded_after_all(&words),
            None => wording::unsure(&words, Some(key)),
        };
        self.answer(message).await
    }
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
    let lexicon = Lexicon {
        currency_emoji: &settings.currency_emoji,
    };
    match &inbound.act {
        Act::Command { name, text } if name != "redeem" => {
            let gives = matches!(command::parse(text, &lexicon), Ok(Command::Give(_)));
            gives.then(|| text.clone())
        }
        Act::Submitted(answers) if answers.form == actions::FORM_GIVE => Some(line(answers)),
        _ => None,
    }
}

fn line(answers: &Answers) -> String {
    let people = answers.all("to").iter().map(|user| format!("<@{user}>"));
    let points = answers.one("points").map(|points| format!("+{points}"));
    let values = answers.all("values").iter();
    let message = marked::escape(answers.one("message").unwrap_or_default().trim());
    let words: Vec<String> = people
        .chain(points)
        .chain(values.map(|value| wording::value_label(value)))
        .chain([command::behind_recipients(&message)])
        .collect();
    words.join(" ")
}
