//! Text with meaning → the Markdown of a `TextBlock`.

use jiff::Timestamp;
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use super::emoji;
use super::literal::{self, literal};
use super::people::People;
use crate::chat::signs::{self, GUARD};
use crate::chat::{Rich, Span};
use crate::teams::limits::{self, ELLIPSIS, units};

/// The text in at most `max` units, cut between graphemes and never within a mark.
pub(super) fn marked_up(rich: &Rich, people: &mut People<'_>, max: usize) -> String {
    let whole = Writer::run(rich, people, max);
    if !whole.cut {
        return whole.out;
    }
    let room = max.saturating_sub(units(ELLIPSIS));
    let mut short = Writer::run(rich, people, room).out;
    short.truncate(short.trim_end().len());
    short.push_str(ELLIPSIS);
    short
}

/// Typed text alone.
pub(super) fn typed(text: &str, max: usize) -> String {
    let mut nobody = People::new(super::Target { tenant: "" }, false);
    marked_up(&Rich::plain(text), &mut nobody, max)
}

struct Writer<'a, 'p> {
    people: &'a mut People<'p>,
    out: String,
    left: usize,
    /// Whether something did not fit; nothing is written after it.
    cut: bool,
}

impl<'a, 'p> Writer<'a, 'p> {
    fn run(rich: &Rich, people: &'a mut People<'p>, max: usize) -> Self {
        let mut writer = Self {
            people,
            out: String::new(),
            left: max,
            cut: false,
        };
        for span in &rich.0 {
            if writer.cut {
                break;
            }
            writer.span(span);
        }
        writer
    }

    fn span(&mut self, span: &Span) {
        match span {
            Span::Text(text) => self.text(&emoji::shown(text)),
            Span::Bold(text) => self.emphasised("**", &emoji::shown(text)),
            Span::Italic(text) => self.emphasised("*", &emoji::shown(text)),
            // Markdown of cards knows no code: what is to be typed stands out as bold.
            Span::Code(text) => self.emphasised("**", text),
            Span::Emoji(name) => self.text(&emoji::named(name)),
            Span::Person(mention) => match self.people.tag(mention) {
                Some(tag) => self.whole(&tag),
                None => self.emphasised("**", &mention.name),
            },
            Span::Group { label, .. } | Span::Place { label, .. } => self.text(label),
            Span::Link { url, label } => match link(url, label) {
                Some(link) => self.whole(&link),
                None => self.text(label),
            },
            Span::Time { at, label } => match time(*at) {
                Some(time) => {
                    self.part_from('{');
                    self.whole(&time);
                }
                None => self.text(label),
            },
        }
    }

    /// Writes something that makes sense only as a whole.
    fn whole(&mut self, mark: &str) {
        match self.left.checked_sub(units(mark)) {
            Some(left) if !self.cut => {
                self.left = left;
                self.out.push_str(mark);
            }
            _ => self.cut = true,
        }
    }

    /// Lest a sign that was just written and the next one are taken for one.
    fn part_from(&mut self, sign: char) {
        if self.out.ends_with(sign) {
            self.whole(GUARD.encode_utf8(&mut [0; 4]));
        }
    }

    fn text(&mut self, text: &str) {
        for (at, grapheme) in text.grapheme_indices(true) {
            let line_starts = self.out.is_empty() || self.out.ends_with('\n');
            let rest = &text[at..];
            if grapheme.contains('\n') {
                // One line feed alone is a space on some clients.
                if !line_starts {
                    self.whole("\n\n");
                }
            } else if !(line_starts && grapheme.starts_with(char::is_whitespace)) {
                let numbers = at == 0 && rest.starts_with(['.', ')']) && self.is_number();
                if numbers || line_starts && begins_block(rest) {
                    self.whole(GUARD.encode_utf8(&mut [0; 4]));
                }
                self.grapheme(&text[..at], grapheme, &rest[grapheme.len()..]);
            }
            if self.cut {
                return;
            }
        }
    }

    /// Whether the line so far is a number, which a dot would make one of a list.
    fn is_number(&self) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
    }

    fn grapheme(&mut self, before: &str, grapheme: &str, after: &str) {
        let length = self.out.len();
        harmless(&mut self.out, before, grapheme, after);
        if let Some(left) = self.left.checked_sub(units(&self.out[length..])) {
            self.left = left;
        } else {
            self.out.truncate(length);
            self.cut = true;
        }
    }

    fn emphasised(&mut self, sign: &str, text: &str) {
        // Emphasis ends with the line and begins at a letter.
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if limits::is_blank(&literal(&line)) {
            return self.text(text);
        }
        if text.starts_with(char::is_whitespace) {
            self.text(" ");
        }
        self.part_from('*');
        // Room is kept for the signs and for a guard on either side.
        let room = self.left.saturating_sub(2 * units(sign) + 2);
        let (inside, cut) = inside(&line, room);
        if limits::is_blank(&inside) {
            self.cut = true;
            return;
        }
        let guard = |edge: Option<char>| match edge {
            Some(c) if is_of_a_word(c) => "",
            _ => "\u{200b}",
        };
        let (first, last) = (inside.chars().next(), inside.chars().next_back());
        self.whole(&format!(
            "{sign}{}{inside}{}{sign}",
            guard(first),
            guard(last)
        ));
        self.cut |= cut;
        if text.ends_with(char::is_whitespace) {
            self.text(" ");
        }
    }
}

/// As much of a line as there is room for between two signs, and whether that is not all.
fn inside(line: &str, room: usize) -> (String, bool) {
    let mut out = String::new();
    let mut left = room;
    for (at, grapheme) in line.grapheme_indices(true) {
        let length = out.len();
        let after = &line[at + grapheme.len()..];
        harmless(&mut out, &line[..at], grapheme, after);
        let Some(rest) = left.checked_sub(units(&out[length..])) else {
            out.truncate(length);
            out.truncate(out.trim_end().len());
            return (out, true);
        };
        left = rest;
    }
    (out, false)
}

/// Whether Markdown takes `c` for a part of a word. Enclosed letters such as Ⓜ are symbols to it, and
/// letters to Unicode's `Alphabetic`.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}')
}

/// Writes a grapheme of typed text so that it cannot be taken for a mark.
fn harmless(out: &mut String, before: &str, grapheme: &str, after: &str) {
    let letter = |c: Option<char>| c.is_some_and(is_of_a_word);
    // `snake_case` formats nothing and is best left to be copied.
    let in_word =
        grapheme == "_" && letter(before.chars().next_back()) && letter(after.chars().next());
    let mut chars = grapheme.chars().chain(after.chars().next()).peekable();
    for _ in grapheme.chars() {
        let Some(c) = chars.next() else { break };
        let next = chars.peek().copied();
        let shown = if in_word { c } else { signs::harmless(c) };
        literal::push(out, shown, next);
        let opens = match c {
            // `[a](b)`, `[a][b]` and `[a]: b` are links; `![` begins an image.
            ']' => next.is_none_or(|c| "([:".contains(c)),
            '!' => next.is_none_or(|c| c == '['),
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
            _ => false,
        };
        if opens {
            out.push(GUARD);
        }
    }
}

/// Whether a line that begins so would be a heading, a quote, a list or a rule.
fn begins_block(line: &str) -> bool {
    let ends = |rest: &str, signs: &str| {
        let next = rest.chars().next();
        next.is_none_or(|c| c.is_whitespace() || signs.contains(c))
    };
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match line.chars().next() {
        Some('>') => true,
        Some('#') => ends(line.trim_start_matches('#'), ""),
        Some('+') => ends(&line[1..], ""),
        Some('-') => ends(&line[1..], "-"),
        _ => number.len() < line.len() && number.starts_with(['.', ')']),
    }
}

/// The address, if it is one that may be linked to.
pub(super) fn address(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let allowed = matches!(url.scheme(), "http" | "https" | "mailto");
    // `&copy;` would be decoded.
    let entities = url.as_str().contains('&');
    // These survive in a URL but would end the link, or be read as something else.
    let harmful = |c: char| r#"()<>[]{}*\`|"~ "#.contains(c) || (c == ';' && entities);
    let text: String = url
        .as_str()
        .chars()
        .map(|c| match c {
            c if harmful(c) => format!("%{:02X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    (allowed && units(&text) <= limits::URL).then_some(text)
}

fn link(url: &str, label: &str) -> Option<String> {
    let url = address(url)?;
    let line = label.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = if limits::is_blank(&literal(&line)) {
        &url
    } else {
        &line
    };
    let label = line.replace('[', "\u{ff3b}").replace(']', "\u{ff3d}");
    let (label, cut) = inside(&label, limits::LABEL);
    let rest = if cut { ELLIPSIS } else { "" };
    Some(format!("[{label}{rest}]({url})"))
}

/// An instant in the reader's own zone. The macros take whole seconds and years of four digits.
fn time(at: Timestamp) -> Option<String> {
    let at = Timestamp::from_second(at.as_second()).ok()?.to_string();
    (at.len() == "2026-11-23T09:30:00Z".len())
        .then(|| format!("{{{{DATE({at},SHORT)}}}} {{{{TIME({at})}}}}"))
}
