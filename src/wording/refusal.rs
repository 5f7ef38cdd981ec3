//! Why a kudos is not given: one sentence each, and what to do instead.

use super::Words;
use super::pattern::{arg, named, none, number};
use super::words::{count, value_label};
use crate::chat::{Message, Rich};
use crate::kudos::Refusal;
use crate::settings::CompanyValue;

/// Why not, as a message.
pub fn refusal(w: &Words<'_>, refusal: &Refusal) -> Message {
    Message::text(sentence(w, refusal))
}

/// Why not, as a line below a question of a form.
pub fn refused(w: &Words<'_>, refusal: &Refusal) -> String {
    sentence(w, refusal).to_plain()
}

fn sentence(w: &Words<'_>, refusal: &Refusal) -> Rich {
    let person = |key, name: &str| w.rich(key, &named(name).with("currency", w.currency()));
    match refusal {
        Refusal::Yourself => w.rich("refused-yourself", &none()),
        Refusal::OnlyBots => w.rich("refused-only-bots", &arg("currency", w.currency())),
        Refusal::EmptyGroup => w.rich("refused-empty-group", &none()),
        Refusal::NobodyLeft => w.rich("refused-nobody-left", &none()),
        Refusal::Deactivated { name } => person("refused-deactivated", name),
        Refusal::Guest { name } => person("refused-guest", name),
        Refusal::Outsider { name } => person("refused-outsider", name),
        Refusal::Paused => w.rich("refused-paused", &arg("currency", w.currency())),
        Refusal::NotForYou => w.rich("refused-not-for-you", &none()),
        Refusal::NotPositive => w.rich("refused-not-positive", &arg("least", w.points(1))),
        Refusal::TooManyPoints { max } => {
            w.rich("refused-too-many-points", &arg("most", w.points(*max)))
        }
        Refusal::TooManyRecipients { max, named } => w.rich(
            "refused-too-many-recipients",
            &number("most", count(*max)).number("named", count(*named)),
        ),
        Refusal::GroupTooLarge { max, count: people } => w.rich(
            "refused-group-too-large",
            &number("most", count(*max)).number("count", count(*people)),
        ),
        Refusal::ConfirmRecipients {
            count: people,
            cost,
        } => w.rich(
            "kudos-confirm-group",
            &number("count", count(*people)).with("cost", w.points(*cost)),
        ),
        Refusal::UnknownValue { typed, nearest } => unknown_value(w, typed, nearest.as_deref()),
        Refusal::ValueMissing => w.rich("refused-value-missing", &arg("values", all_values(w))),
        Refusal::ReasonTooShort { min } => {
            w.rich("refused-reason-too-short", &number("least", count(*min)))
        }
        Refusal::NotInDirect => w.rich("refused-not-in-direct", &none()),
    }
}

fn unknown_value(w: &Words<'_>, typed: &str, nearest: Option<&str>) -> Rich {
    let args = arg("typed", value_label(typed.trim_start_matches('#')));
    match nearest {
        Some(nearest) => w.rich(
            "refused-unknown-value-nearest",
            &args.with("nearest", value_label(nearest)),
        ),
        None => w.rich("refused-unknown-value", &args.with("values", all_values(w))),
    }
}

fn all_values(w: &Words<'_>) -> Rich {
    let labels = |value: &CompanyValue| value_label(&value.slug).into();
    w.list(w.settings.values.iter().map(labels))
}
