//! A reply → the body of the answer to an invoke.

use serde_json::{Value, json};

use super::card::{self, Setting};
use super::literal::literal;
use super::{CARD, Target, form, words};
use crate::chat::{Message, Reply};
use crate::teams::inbound::Submission;
use crate::teams::limits::{ELLIPSIS, WORDS, cut, is_blank};

/// The title of a dialog that shows a message without a heading.
const TITLE: &str = "Plaudit";

/// What stands for an answer that has nothing to say, as Teams wants words.
const DONE: &str = "✓";

/// Answers a button that was pressed in a card (`adaptiveCard/action`), in words: a card takes the place
/// of the one whose button it was, for whoever pressed. A form cannot open here, so its words are shown.
pub fn to_action(reply: &Reply, target: Target<'_>) -> Value {
    let text = match reply {
        Reply::Instead(said) => {
            return json!({
                "statusCode": 200,
                "type": CARD,
                "value": card::card(said, target, Setting::Posted),
            });
        }
        Reply::Nothing => DONE.to_owned(),
        Reply::Private(said) => words::words(said),
        Reply::Open { otherwise, .. } => words::words(otherwise),
        Reply::Invalid(errors) => sentences(errors),
    };
    json!({
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": text,
    })
}

/// Answers what opens or sends a dialog (`task/fetch`, `task/submit`, `composeExtension/fetchTask`
/// and `submitAction`). Nothing is an empty body, which closes the dialog.
pub fn to_task(
    reply: &Reply,
    submission: Option<&Submission>,
    target: Target<'_>,
) -> Option<Value> {
    match (reply, submission) {
        (Reply::Nothing, _) => None,
        (Reply::Open { form, .. }, _) => Some(form::dialog(form, target)),
        (Reply::Private(said) | Reply::Instead(said), _) => {
            Some(form::shown(said, title(said), target))
        }
        (Reply::Invalid(errors), Some(submission)) => Some(form::again(submission, errors, target)),
        (Reply::Invalid(errors), None) => Some(json!({
            "task": { "type": "message", "value": sentences(errors) },
        })),
    }
}

/// Answers a search (`composeExtension/query`) that finds nothing.
pub fn no_offers() -> Value {
    json!({
        "composeExtension": { "type": "result", "attachmentLayout": "list", "attachments": [] },
    })
}

fn title(said: &Message) -> &str {
    let heading = said.heading().map(|it| it.1);
    heading.filter(|title| !is_blank(title)).unwrap_or(TITLE)
}

fn sentences(errors: &[(String, String)]) -> String {
    let texts: Vec<&str> = errors.iter().map(|(_, text)| text.as_str()).collect();
    let text = texts.join("\n");
    if is_blank(&text) {
        ELLIPSIS.to_owned()
    } else {
        cut(&literal(&text), WORDS)
    }
}
