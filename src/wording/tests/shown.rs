//! Messages and forms as plain text, for snapshots.

use crate::chat::{Form, Input, Item, Message, Part, Rich, Span};

/// A message as a reader of plain text would see it, with its notification line above.
pub(super) fn message(message: &Message) -> String {
    let mut lines = vec![rich(&message.summary)];
    lines.extend(message.parts.iter().map(part));
    lines.join("\n")
}

fn part(part: &Part) -> String {
    match part {
        Part::Heading(title) => format!("  # {title}"),
        Part::Text(text) => format!("  {}", rich(text)),
        Part::Quote(text) => format!("  > {}", rich(text)),
        Part::Facts(facts) => facts
            .iter()
            .map(|fact| format!("  {}: {}", fact.label, rich(&fact.value)))
            .collect::<Vec<_>>()
            .join("\n"),
        Part::Lines(lines) => lines
            .iter()
            .map(|line| format!("  - {}", rich(line)))
            .collect::<Vec<_>>()
            .join("\n"),
        Part::Note(text) => format!("  ({})", rich(text)),
        Part::Divider => "  ---".into(),
        Part::Buttons(buttons) => buttons
            .iter()
            .map(|button| {
                let asked = button.confirm.as_ref().map_or_else(String::new, |confirm| {
                    format!(
                        "\n    {}? {} [{}] [{}]",
                        confirm.title.trim_end_matches('?'),
                        confirm.text,
                        confirm.yes,
                        confirm.no
                    )
                });
                format!("  [{}] {}{asked}", button.label, button.action)
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Part::Image { alt, .. } => format!("  <{alt}>"),
        Part::Chart(chart) => format!("  <{}: {}>", chart.title, chart.alt),
        Part::Pictured { text, alt, .. } => format!("  {}  <{alt}>", rich(text)),
    }
}

/// Rich text with the marks that patterns use, and `@` before whoever is notified.
pub(super) fn rich(rich: &Rich) -> String {
    rich.0
        .iter()
        .map(|span| match span {
            Span::Bold(text) => format!("*{text}*"),
            Span::Code(text) => format!("`{text}`"),
            Span::Person(mention) => format!("@{}", mention.name),
            other => Rich(vec![other.clone()]).to_plain(),
        })
        .collect()
}

/// A form with its questions.
pub(super) fn form(form: &Form) -> String {
    let submit = form.submit.as_ref();
    let submit = submit.map(|submit| format!(" [{submit}]"));
    let mut lines = vec![format!(
        "# {}{} [{}]",
        form.title,
        submit.unwrap_or_default(),
        form.cancel
    )];
    for item in &form.items {
        let field = match item {
            Item::Show(shown) => {
                lines.push(part(shown));
                continue;
            }
            Item::Field(field) => field,
        };
        let optional = if field.optional { " (optional)" } else { "" };
        lines.push(format!("  {}: {}{optional}", field.name, field.label));
        lines.extend(field.hint.as_ref().map(|hint| format!("    {hint}")));
        if let Input::Choice { options, .. } = &field.input {
            let labels: Vec<&str> = options.iter().map(|option| option.label.as_str()).collect();
            lines.push(format!("    {}", labels.join(", ")));
        }
    }
    lines.join("\n")
}
