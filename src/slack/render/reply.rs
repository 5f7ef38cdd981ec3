//! A reply → the body of the acknowledgement.

use serde_json::{Map, Value, json};

use super::blocks::{plain_text, view};
use super::form::modal;
use super::{Target, message};
use crate::chat::{Message, Reply, Turn};
use crate::slack::limits::{self, ELLIPSIS, cut, is_blank};

/// The title of a view that shows a message without a heading.
const TITLE: &str = "Plaudit";

/// Answers a slash command; nothing is an empty body.
///
/// A command's body cannot open a form: who has a ticket tries `views.open` with [`modal`] first,
/// and sends this, the words instead of the form, only where that fails.
pub fn to_command(reply: &Reply, target: Target<'_>) -> Option<Value> {
    match reply {
        Reply::Nothing => None,
        Reply::Private(said) | Reply::Instead(said) => Some(ephemeral(said, target)),
        Reply::Open { otherwise, .. } => Some(ephemeral(otherwise, target)),
        Reply::Invalid(errors) => {
            let sentences: Vec<&str> = errors.iter().map(|(_, text)| text.as_str()).collect();
            Some(ephemeral(&Message::text(sentences.join("\n")), target))
        }
    }
}

/// Answers a form that was sent.
pub fn to_submission(reply: &Reply, target: Target<'_>) -> Value {
    match reply {
        Reply::Invalid(errors) if !errors.is_empty() => json!({
            "response_action": "errors",
            "errors": sentences(errors),
        }),
        Reply::Nothing | Reply::Invalid(_) => json!({ "response_action": "clear" }),
        Reply::Private(said) | Reply::Instead(said) => json!({
            "response_action": "update",
            "view": shown(said, target),
        }),
        Reply::Open { form, turn, .. } => json!({
            "response_action": match turn {
                Turn::Replace => "update",
                Turn::Push => "push",
            },
            "view": modal(form, target),
        }),
    }
}

/// Answers a button on a page: what is shown, and whether in place of the page or on top of it. Slack
/// takes it through `views.update` and `views.push`.
pub fn to_page(reply: &Reply, target: Target<'_>) -> Option<(Turn, Value)> {
    match reply {
        Reply::Private(said) | Reply::Instead(said) => Some((Turn::Replace, shown(said, target))),
        Reply::Open { form, turn, .. } => Some((*turn, modal(form, target))),
        Reply::Nothing | Reply::Invalid(_) => None,
    }
}

/// What somebody's home shows. Nothing in it can be sent, and nothing of it can be cut in the middle.
pub fn home(said: &Message, target: Target<'_>) -> Value {
    json!({ "type": "home", "blocks": view(said, target) })
}

fn ephemeral(said: &Message, target: Target<'_>) -> Value {
    let rendered = message(said, target);
    json!({
        "response_type": "ephemeral",
        "text": rendered.text,
        "blocks": rendered.blocks,
    })
}

fn sentences(errors: &[(String, String)]) -> Map<String, Value> {
    errors
        .iter()
        .map(|(field, text)| {
            let text = if is_blank(text) { ELLIPSIS } else { text };
            (field.clone(), json!(cut(text, limits::LABEL)))
        })
        .collect()
}

/// A small view in place of the form, under the message's own heading: said once, and whole.
fn shown(said: &Message, target: Target<'_>) -> Value {
    let whole = |title: &str| !is_blank(title) && cut(title, limits::VIEW_TITLE) == title;
    let mut rest = said.clone();
    let mut title = TITLE;
    if let Some((at, heading)) = said.heading().filter(|it| whole(it.1))
        && said.parts.len() > 1
    {
        title = heading;
        rest.parts.remove(at);
    }
    json!({
        "type": "modal",
        "title": plain_text(title, limits::VIEW_TITLE),
        "blocks": message(&rest, target).blocks,
    })
}
