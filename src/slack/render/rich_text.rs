//! Text with meaning → `rich_text`, in which text is data and needs no escapes.

use serde_json::{Value, json};

use super::mrkdwn::{DATE_FORMAT, address, instant};
use super::{Target, is_id};
use crate::chat::shortcode::{self, Run};
use crate::chat::{Platform, Rich, Span};
use crate::emoji;
use crate::slack::limits::{self, cut, units};

/// Somebody's own words, set apart. Nothing, if they are blank.
pub(super) fn quote(rich: &Rich, target: Target<'_>) -> Option<Value> {
    let elements = elements(rich, target, limits::SECTION);
    (!limits::is_blank(&rich.to_plain()) && !elements.is_empty()).then(|| {
        json!({
            "type": "rich_text",
            "elements": [{ "type": "rich_text_quote", "elements": elements }],
        })
    })
}

fn elements(rich: &Rich, target: Target<'_>, max: usize) -> Vec<Value> {
    let mut elements = Vec::new();
    // One unit is kept back for the ellipsis.
    let mut left = max.saturating_sub(1);
    for (shown, element) in rich.0.iter().flat_map(|span| span_elements(span, target)) {
        let Some(rest) = left.checked_sub(units(&shown)) else {
            elements.push(shortened(&shown, element, left));
            break;
        };
        left = rest;
        elements.push(element);
    }
    elements
}

/// The last element there is room for: a text is cut, all else gives way to an ellipsis.
fn shortened(shown: &str, mut element: Value, left: usize) -> Value {
    if element["type"] == "text" {
        element["text"] = json!(cut(shown, left + 1));
        element
    } else {
        text(limits::ELLIPSIS)
    }
}

/// The elements of a span, each with what counts of it.
fn span_elements(span: &Span, target: Target<'_>) -> Vec<(String, Value)> {
    let one = |shown: &str, element: Value| vec![(shown.to_owned(), element)];
    match span {
        Span::Text(typed) => shortcode::runs(typed)
            .into_iter()
            .map(|run| match run {
                Run::Text(run) => (run.to_owned(), text(run)),
                Run::Emoji { name, .. } => (format!(":{name}:"), emoji(name)),
            })
            .collect(),
        Span::Bold(text) => styled(text, "bold"),
        Span::Italic(text) => styled(text, "italic"),
        Span::Code(text) => styled(text, "code"),
        Span::Emoji(name) => match emoji::shown(name) {
            Some(character) => plain(character),
            None if shortcode::is_name(name) => one(&format!(":{name}:"), emoji(name)),
            None => plain(name),
        },
        Span::Person(mention) => match target.account(mention) {
            Some(user) => one(&mention.name, json!({ "type": "user", "user_id": user })),
            None => styled(&mention.name, "bold"),
        },
        Span::Group { id, label } if is_id(id, &['S']) => {
            one(label, json!({ "type": "usergroup", "usergroup_id": id }))
        }
        Span::Place {
            platform: Platform::Slack,
            channel,
            label,
        } if is_id(channel, &['C', 'G', 'D']) => {
            one(label, json!({ "type": "channel", "channel_id": channel }))
        }
        Span::Group { label, .. } | Span::Place { label, .. } => plain(label),
        Span::Link { url, label } => match address(url) {
            Some(url) if limits::is_blank(label) => {
                one(&url, json!({ "type": "link", "url": url }))
            }
            Some(url) => one(label, json!({ "type": "link", "url": url, "text": label })),
            None => plain(label),
        },
        Span::Time { at, label } => {
            let label = instant(*at, label);
            let element = json!({
                "type": "date",
                "timestamp": at.as_second(),
                "format": DATE_FORMAT,
                "fallback": label,
            });
            one(&label, element)
        }
    }
}

fn plain(shown: &str) -> Vec<(String, Value)> {
    if shown.is_empty() {
        return Vec::new();
    }
    vec![(shown.to_owned(), text(shown))]
}

fn styled(shown: &str, style: &str) -> Vec<(String, Value)> {
    let mut elements = plain(shown);
    for (_, element) in &mut elements {
        element["style"] = json!({ style: true });
    }
    elements
}

fn text(shown: &str) -> Value {
    json!({ "type": "text", "text": shown })
}

fn emoji(name: &str) -> Value {
    json!({ "type": "emoji", "name": name })
}
