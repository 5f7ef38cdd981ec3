//! The lines of a calendar file: folded, and made of a name, parameters and a value.

/// Why a file is no calendar that we understand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct NotACalendar {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// A line, unfolded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// The line that it begins on.
    pub(super) line: usize,
    /// Its name, in capitals.
    pub(super) name: String,
    /// Its parameters, their names and values in capitals.
    parameters: Vec<(String, String)>,
    /// Its value, as it stands.
    pub(super) value: String,
}

impl Property {
    /// Says what is wrong with it.
    pub(super) fn wrong(&self, why: impl Into<String>) -> NotACalendar {
        NotACalendar {
            line: self.line,
            why: why.into(),
        }
    }

    /// A parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Its value as a text: what was escaped as it was meant, on one line.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut chars = self.value.chars();
        while let Some(char) = chars.next() {
            match char {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push(' '),
                    other => text.extend(other),
                },
                char if char.is_control() => text.push(' '),
                char => text.push(char),
            }
        }
        text.trim().to_owned()
    }
}

/// The lines of a file. A line that begins with a space goes on with the one before it.
pub(super) fn properties(text: &str) -> Result<Vec<Property>, NotACalendar> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut whole: Vec<(usize, String)> = Vec::new();
    for (line, physical) in (1..).zip(text.split('\n')) {
        match (physical.strip_prefix([' ', '\t']), whole.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ if physical.trim().is_empty() => {}
            _ => whole.push((line, physical.to_owned())),
        }
    }
    let properties = whole.into_iter();
    properties
        .map(|(line, text)| property(line, &text))
        .collect()
}

fn property(line: usize, text: &str) -> Result<Property, NotACalendar> {
    let mut quoted = false;
    let colon = text.char_indices().find(|(_, char)| {
        quoted ^= *char == '"';
        *char == ':' && !quoted
    });
    let wrong = || NotACalendar {
        line,
        why: "a line of a calendar is NAME:VALUE".to_owned(),
    };
    let (at, _) = colon.ok_or_else(wrong)?;
    let (head, value) = text.split_at(at);
    let mut parts = split_unquoted(head);
    let name = parts.remove(0).to_ascii_uppercase();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Err(wrong());
    }
    let parameters = parts.iter().filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim_matches('"');
        Some((name.to_ascii_uppercase(), value.to_ascii_uppercase()))
    });
    Ok(Property {
        line,
        name,
        parameters: parameters.collect(),
        value: value.get(1..).unwrap_or_default().to_owned(),
    })
}

/// The parts between semicolons that are not in quotes: at least one.
fn split_unquoted(head: &str) -> Vec<&str> {
    let mut quoted = false;
    head.split(|char| {
        quoted ^= char == '"';
        char == ';' && !quoted
    })
    .collect()
}
