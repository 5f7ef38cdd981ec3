//! What is said at a terminal, a line at a time: whatever stands in it, it stays one line, and shows
//! what it holds.

use std::fmt::{self, Display, Write};

/// Something as one line of text: what would end the line, move the cursor or turn the direction of
/// what follows cannot.
#[derive(Debug)]
pub struct Line<D>(pub D);

/// Begin and end of a name in a direction of its own.
const ISOLATE: char = '\u{2068}';
const POP: char = '\u{2069}';

impl<D: Display> Display for Line<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.to_string();
        let mut isolated = 0_usize;
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    f.write_char(' ')?;
                }
                ISOLATE => {
                    isolated = isolated.saturating_add(1);
                    f.write_char(c)?;
                }
                // One that ends nothing here would end what the terminal began.
                POP if isolated > 0 => {
                    isolated = isolated.saturating_sub(1);
                    f.write_char(c)?;
                }
                POP => {}
                c if turns(c) => {}
                c if c.is_control() => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        (0..isolated).try_for_each(|_| f.write_char(POP))
    }
}

/// Whether it turns the direction of what follows.
const fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_one_line_and_shows_what_it_holds() {
        for (text, expected) in [
            ("Ana Ferreira", "Ana Ferreira"),
            ("Ana\n  99  Budi", "Ana   99  Budi"),
            ("Ana\r\nBudi\u{2028}Zoë", "Ana  Budi Zoë"),
            ("\u{1b}[2Jgone", "\\u{1b}[2Jgone"),
            ("\u{9b}2Jgone\u{7f}", "\\u{9b}2Jgone\\u{7f}"),
            ("\u{202e}anA\u{202c} left", "anA left"),
            ("\u{2068}نور\u{2069} 5", "\u{2068}نور\u{2069} 5"),
            ("\u{2068}نور 5", "\u{2068}نور 5\u{2069}"),
            ("\u{2069}Ana", "Ana"),
        ] {
            assert_eq!(Line(text).to_string(), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_leaves_its_line(text in any::<String>()) {
            let line = Line(&text).to_string();
            prop_assert!(!line.contains(|c: char| c.is_control() || turns(c)), "{line:?}");
            let count = |c| line.matches(c).count();
            prop_assert_eq!(count(ISOLATE), count(POP));
        }
    }
}
