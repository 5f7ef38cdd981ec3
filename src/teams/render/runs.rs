//! Text that mentions nobody → `RichTextBlock`s, in which text is data and needs no look-alikes.

use serde_json::{Value, json};

use super::emoji;
use super::literal::literal;
use super::markdown::address;
use crate::chat::Span;
use crate::teams::limits::{ELLIPSIS, cut, is_blank, units};

/// One block for each line that is not blank, as a run keeps no line feeds on every client.
pub(super) fn blocks(spans: &[Span], max: usize) -> Vec<Value> {
    let mut lines = vec![Vec::new()];
    for run in runs(spans, max) {
        let text = run["text"].as_str().unwrap_or_default();
        for (n, text) in text.split('\n').enumerate() {
            if n > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                let mut run = run.clone();
                run["text"] = json!(text);
                line.push(run);
            }
        }
    }
    lines
        .into_iter()
        .filter(|line| {
            !line
                .iter()
                .all(|run| run["text"].as_str().is_none_or(is_blank))
        })
        .map(|line| json!({ "type": "RichTextBlock", "inlines": line, "spacing": "small" }))
        .collect()
}

fn runs(spans: &[Span], max: usize) -> Vec<Value> {
    let mut runs = Vec::new();
    // One unit is kept back for the ellipsis.
    let mut left = max.saturating_sub(1);
    for mut run in spans.iter().map(run) {
        let text = literal(run["text"].as_str().unwrap_or_default());
        let rest = left.checked_sub(units(&text));
        run["text"] = match rest {
            Some(_) => json!(text),
            None => json!(cut(&text, left + units(ELLIPSIS))),
        };
        runs.push(run);
        match rest {
            Some(rest) => left = rest,
            None => break,
        }
    }
    runs
}

fn run(span: &Span) -> Value {
    let (text, style) = match span {
        Span::Text(text) => (emoji::shown(text), None),
        Span::Bold(text) => (emoji::shown(text), Some(("weight", json!("bolder")))),
        Span::Italic(text) => (emoji::shown(text), Some(("italic", json!(true)))),
        Span::Code(text) => (text.clone(), Some(("fontType", json!("monospace")))),
        Span::Emoji(name) => (emoji::named(name), None),
        Span::Person(mention) => (mention.name.clone(), Some(("weight", json!("bolder")))),
        Span::Group { label, .. } | Span::Place { label, .. } | Span::Time { label, .. } => {
            (label.clone(), None)
        }
        Span::Link { url, label } => link(url, label),
    };
    let mut run = json!({ "type": "TextRun", "text": text });
    if let Some((property, value)) = style {
        run[property] = value;
    }
    run
}

fn link(url: &str, label: &str) -> (String, Option<(&'static str, Value)>) {
    match address(url) {
        Some(url) => {
            let label = if is_blank(label) { &url } else { label };
            let open = json!({ "type": "Action.OpenUrl", "url": url });
            (label.to_owned(), Some(("selectAction", open)))
        }
        None => (label.to_owned(), None),
    }
}
