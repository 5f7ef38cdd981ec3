//! The text as the grammar reads it: one spelling for what looks the same.

use std::ops::Range;

use crate::script::{digit, is_invisible};

/// A text and its plainer spelling, with the way back to what was typed.
pub(super) struct Normalised<'a> {
    typed: &'a str,
    text: String,
    /// For each byte of `text`, and for its end, where it comes from in `typed`.
    origin: Vec<usize>,
}

impl<'a> Normalised<'a> {
    pub(super) fn new(typed: &'a str) -> Self {
        let mut text = String::with_capacity(typed.len());
        let mut origin = Vec::with_capacity(typed.len() + 1);
        for (at, typed) in typed.char_indices() {
            // After an ASCII character a joiner joins nothing; elsewhere it builds an emoji.
            let stray = typed == '\u{200d}' && text.ends_with(|c: char| c.is_ascii());
            if let Some(plain) = plain(typed).filter(|_| !stray) {
                text.push(plain);
                origin.resize(text.len(), at);
            }
        }
        // What was left out at the start belongs to the first token, elsewhere to the one before.
        if let Some(first) = origin.first_mut() {
            *first = 0;
        }
        origin.push(typed.len());
        Self {
            typed,
            text,
            origin,
        }
    }

    /// The plainer spelling.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// What was typed where the plainer spelling has `range`.
    pub(super) fn typed(&self, range: Range<usize>) -> &'a str {
        &self.typed[self.origin[range.start]..self.origin[range.end]]
    }
}

/// The character to read in place of another; none for those that only dress their neighbours.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{200d}' => c,
        // Skin tones dress their neighbours as well.
        '\u{1f3fb}'..='\u{1f3ff}' => return None,
        c if is_invisible(c) => return None,
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c if c.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2018}'..='\u{201b}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{d7}' => 'x',
        '\u{fe62}' => '+',
        // Full width; never so that a mark, an escape or code comes into being.
        '\u{ff1c}' | '\u{ff1e}' | '\u{ff06}' | '\u{ff40}' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3001}' | '\u{60c}' | '\u{66c}' => ',',
        '\u{61b}' => ';',
        '\u{61f}' => '?',
        '\u{66b}' | '\u{964}' | '\u{965}' | '\u{3002}' => '.',
        c => digit(c)
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(c),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_the_same_is_spelt_the_same() {
        let table = [
            ("\u{ff0b}\u{ff15}", "+5"),
            ("a\u{a0}b\u{202f}c\u{3000}d", "a b c d"),
            ("\u{200e}+\u{200b}5\u{feff}", "+5"),
            ("\u{2212}3 \u{2014} on\u{2011}call", "-3 - on-call"),
            ("\u{201c}it\u{2019}s\u{201d}", "\"it's\""),
            ("\u{1f44f}\u{1f3fd}", "\u{1f44f}"),
            ("\u{d7}3", "x3"),
            ("+\u{665} \u{96b}\u{966} \u{660}\u{66b}\u{665}", "+5 50 0.5"),
            ("\u{ff1c}@U1\u{ff1e}", "\u{ff1c}@U1\u{ff1e}"),
            (
                "+5\u{200d} \u{1f468}\u{200d}\u{1f469}",
                "+5 \u{1f468}\u{200d}\u{1f469}",
            ),
        ];
        for (typed, expected) in table {
            assert_eq!(Normalised::new(typed).text(), expected, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn every_cut_leads_back(typed in any::<String>()) {
            let normalised = Normalised::new(&typed);
            let text = normalised.text();
            for (at, _) in text.char_indices() {
                let joined = [normalised.typed(0..at), normalised.typed(at..text.len())].concat();
                prop_assert_eq!(&joined, &typed);
            }
        }
    }
}
