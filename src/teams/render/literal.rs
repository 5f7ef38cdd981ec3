//! Text that is data: it stands as it is, and no client takes any of it for a mention or a macro.

use super::emoji;
use crate::chat::signs::GUARD;
use crate::teams::limits::{ELLIPSIS, cut, is_blank};

/// The text, for where no formatting is understood.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        push(&mut out, c, chars.peek().copied());
    }
    out
}

/// A title, label or other text of one line that must not be empty.
pub(super) fn line(text: &str, max: usize) -> String {
    let line = emoji::shown(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if is_blank(&line) {
        ELLIPSIS.to_owned()
    } else {
        cut(&literal(&line), max)
    }
}

/// Writes `c`, which `next` follows, unless that is yet unknown.
pub(super) fn push(out: &mut String, c: char, next: Option<char>) {
    match c {
        '\t' => out.push(' '),
        '\n' => out.push(c),
        _ if c.is_control() || c == '\u{feff}' => {}
        _ => {
            // `{{DATE(…)}}` is a macro in every text of a card.
            if c == '{' && out.ends_with('{') {
                out.push(GUARD);
            }
            out.push(c);
            // `<at>` mentions; `&lt;` is decoded on some clients, and then mentions, too.
            let opens = match c {
                '<' => next.is_none_or(|c| !c.is_whitespace()),
                '&' => next.is_none_or(|c| c.is_alphabetic() || c == '#'),
                // Whatever follows in another piece of text may begin with one more.
                '{' => next.is_none(),
                _ => false,
            };
            if opens {
                out.push(GUARD);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_parted() {
        assert_eq!(
            literal("<at>Ana</at> {{DATE(x)}} &lt; 1 < 2, R & D {a}\u{0}"),
            "<\u{200b}at>Ana<\u{200b}/at> {\u{200b}{DATE(x)}} &\u{200b}lt; 1 < 2, R & D {a}"
        );
        assert_eq!(literal("{") + &literal("{"), "{\u{200b}{\u{200b}");
    }

    #[test]
    fn a_line_is_never_empty() {
        assert_eq!(line(" a\n b :tada:", 20), "a b 🎉");
        assert_eq!(line(" \n", 20), "…");
    }
}
