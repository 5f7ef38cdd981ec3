//! Text with meaning → Slack's mrkdwn.

use jiff::Timestamp;
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use super::{Target, is_id};
use crate::chat::signs::{self, GUARD, JOINING_GUARD};
use crate::chat::{Platform, Rich, Span, marked, shortcode};
use crate::emoji;
use crate::slack::limits::{self, ELLIPSIS, units};

/// How an instant is shown: "Nov 27, 2026 2:05 PM", which "on" can precede, in the reader's zone.
pub(super) const DATE_FORMAT: &str = "{date_short} {time}";

/// The text in at most `max` units, cut between graphemes and never within a mark.
pub(super) fn marked_up(rich: &Rich, target: Target<'_>, max: usize) -> String {
    write(rich, target, max, true)
}

/// The text without emphasis, cut in the same way, for notifications and screen readers.
pub(super) fn unmarked(rich: &Rich, target: Target<'_>, max: usize) -> String {
    write(rich, target, max, false)
}

fn write(rich: &Rich, target: Target<'_>, max: usize, emphasis: bool) -> String {
    let whole = Writer::run(rich, target, max, emphasis);
    if !whole.cut {
        return whole.out;
    }
    let room = max.saturating_sub(units(ELLIPSIS));
    let mut short = Writer::run(rich, target, room, emphasis).out;
    short.push_str(ELLIPSIS);
    short
}

struct Writer {
    out: String,
    left: usize,
    emphasis: bool,
    /// Whether something did not fit; nothing is written after it.
    cut: bool,
    /// Whether emphasis has just ended.
    ended: bool,
}

impl Writer {
    fn run(rich: &Rich, target: Target<'_>, max: usize, emphasis: bool) -> Self {
        let mut writer = Self {
            out: String::new(),
            left: max,
            emphasis,
            cut: false,
            ended: false,
        };
        for span in &rich.0 {
            if writer.cut {
                break;
            }
            writer.span(span, target);
        }
        writer
    }

    fn span(&mut self, span: &Span, target: Target<'_>) {
        match span {
            Span::Text(text) => self.text(text),
            Span::Bold(text) => self.styled('*', text),
            Span::Italic(text) => self.styled('_', text),
            Span::Code(text) => self.styled('`', text),
            Span::Emoji(name) => match emoji::shown(name) {
                Some(character) => {
                    self.end_word(character);
                    self.whole(character);
                }
                None if shortcode::is_name(name) => self.whole(&format!(":{name}:")),
                None => self.text(name),
            },
            Span::Person(mention) => match target.account(mention) {
                Some(user) => self.whole(&format!("<@{user}>")),
                None => self.styled('*', &mention.name),
            },
            Span::Group { id, .. } if is_id(id, &['S']) => {
                self.whole(&format!("<!subteam^{id}>"));
            }
            // Without a label: Slack itself shows the name to those who may read it.
            Span::Place {
                platform: Platform::Slack,
                channel,
                ..
            } if is_id(channel, &['C', 'G', 'D']) => {
                self.whole(&format!("<#{channel}>"));
            }
            Span::Group { label, .. } | Span::Place { label, .. } => self.text(label),
            Span::Link { url, label } => match link(url, label) {
                Some(link) => self.whole(&link),
                None => self.text(label),
            },
            Span::Time { at, label } => self.whole(&time(*at, label)),
        }
    }

    /// Writes something that makes sense only as a whole.
    fn whole(&mut self, mark: &str) {
        match self.left.checked_sub(units(mark)) {
            Some(left) if !self.cut => {
                self.left = left;
                self.out.push_str(mark);
                self.ended = false;
            }
            _ => self.cut = true,
        }
    }

    /// Ends the word before `next`, where emphasis has just ended: some emoji are letters as well.
    fn end_word(&mut self, next: &str) {
        if self.ended && next.starts_with(char::is_alphanumeric) {
            self.whole(GUARD.encode_utf8(&mut [0; 4]));
        }
    }

    fn text(&mut self, text: &str) {
        self.end_word(text);
        for (at, grapheme) in text.grapheme_indices(true) {
            if means_nothing(grapheme) {
                self.whole(grapheme);
            } else {
                let around = (
                    text[..at].chars().next_back(),
                    text[at + grapheme.len()..].chars().next(),
                );
                self.whole(&harmless(grapheme, around, self.starts_line()));
            }
            if self.cut {
                // Its word is cut off, so the underscore would no longer stand within one.
                if at > 0 && self.out.ends_with('_') {
                    self.out.pop();
                }
                return;
            }
        }
    }

    /// Whether nothing but space stands on the line yet.
    fn starts_line(&self) -> bool {
        let before = self.out.trim_end_matches([' ', '\t']);
        before.chars().next_back().is_none_or(|c| c == '\n')
    }

    fn styled(&mut self, sign: char, text: &str) {
        if !self.emphasis {
            return self.text(text);
        }
        // Emphasis ends with the line and begins at a letter.
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if limits::is_blank(&line) {
            return self.text(text);
        }
        if text.starts_with(char::is_whitespace) {
            self.whole(" ");
        }
        self.emphasise(sign, &line);
        if text.ends_with(char::is_whitespace) {
            self.whole(" ");
        }
    }

    fn emphasise(&mut self, sign: char, line: &str) {
        let starts_in_word = self
            .out
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '*' | '_' | '`'));
        // Slack emphasises whole words only; within a word, this makes it see the end of one.
        let opening = if starts_in_word {
            format!("{GUARD}{sign}")
        } else {
            sign.to_string()
        };
        let first = line.graphemes(true).next().unwrap_or_default();
        let needed = units(&opening) + units(&inside(sign, first)) + 1;
        if self.cut || needed > self.left {
            self.cut = true;
            return;
        }
        self.whole(&opening);
        self.left -= 1;
        for grapheme in line.graphemes(true) {
            if means_nothing(grapheme) {
                self.whole(grapheme);
            } else {
                self.whole(&inside(sign, grapheme));
            }
            if self.cut {
                break;
            }
        }
        // A cut may have left a space at the end, after which no emphasis ends.
        self.out.truncate(self.out.trim_end().len());
        self.out.push(sign);
        self.ended = true;
    }
}

/// Whether a grapheme is no mark or part of one, whatever is around it: most of every text.
fn means_nothing(grapheme: &str) -> bool {
    matches!(
        grapheme.as_bytes(),
        [b' ' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9']
    )
}

/// A grapheme between two signs: in code only a back quote means anything.
fn inside(sign: char, grapheme: &str) -> String {
    if sign == '`' {
        let code = |c| if c == '`' { signs::harmless(c) } else { c };
        marked::escape(&grapheme.chars().map(code).collect::<String>())
    } else {
        harmless(grapheme, (None, None), false)
    }
}

/// A grapheme of typed text that cannot be taken for a mark.
fn harmless(grapheme: &str, around: (Option<char>, Option<char>), line_starts: bool) -> String {
    // `snake_case` formats nothing and is best left to be copied.
    let in_word = grapheme == "_"
        && matches!(around, (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric());
    let mut text = String::with_capacity(grapheme.len());
    // So that it begins no quote.
    if line_starts && grapheme.starts_with('>') {
        text.push(JOINING_GUARD);
    }
    text.extend(grapheme.chars().map(|c| match c {
        '_' if in_word => c,
        _ => signs::harmless(c),
    }));
    marked::escape(&text)
}

/// A label within a mark: one line, without the signs that would end it.
fn label(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    harmless(&line.replace('|', "\u{00a6}"), (None, None), false)
}

/// The address, if it is one that may be linked to.
pub(super) fn address(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let allowed = matches!(url.scheme(), "http" | "https" | "mailto");
    // These survive in a URL but would end the mark.
    let text = url
        .as_str()
        .replace('|', "%7C")
        .replace('<', "%3C")
        .replace('>', "%3E");
    (allowed && units(&text) <= limits::URL).then_some(text)
}

fn link(url: &str, text: &str) -> Option<String> {
    let url = marked::escape(&address(url)?);
    let label = label(text);
    Some(if limits::is_blank(&label) {
        format!("<{url}>")
    } else {
        format!("<{url}|{label}>")
    })
}

/// The label of an instant where dates are not understood.
pub(super) fn instant(at: Timestamp, label: &str) -> String {
    if limits::is_blank(label) {
        at.to_string()
    } else {
        label.to_owned()
    }
}

fn time(at: Timestamp, text: &str) -> String {
    let label = label(&instant(at, text));
    format!("<!date^{}^{DATE_FORMAT}|{label}>", at.as_second())
}
