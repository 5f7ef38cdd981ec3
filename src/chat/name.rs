//! The name of somebody, as it may stand within a line.

use unicode_segmentation::UnicodeSegmentation;

use super::text::{cut, is_blank};
use crate::script::{is_invisible, is_joiner, is_mark};

/// The longest name that is shown whole, in UTF-16 units: a line of a board stays one line.
const LONGEST: usize = 60;

/// How many marks one letter may carry. No script needs more, and towers of them hide other lines.
const MARKS: usize = 4;

/// Shown for somebody whose name shows nothing.
const NOTHING: &str = "?";

/// Begin and end of what is set in a direction of its own.
const ISOLATE: char = '\u{2068}';
const POP: char = '\u{2069}';

/// A name on one line, without marks of direction, and cut where it is too long. Where it is
/// written from right to left it is isolated, so that what stands around it keeps its order.
pub fn shown_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word = without_dress(word);
        if !word.is_empty() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(&word);
        }
    }
    if is_blank(&plain) {
        return NOTHING.to_owned();
    }
    let plain = cut(&plain, LONGEST);
    if plain.contains(is_right_to_left) {
        format!("{ISOLATE}{plain}{POP}")
    } else {
        plain
    }
}

/// The word without what shows nothing, but for what joins letters of other scripts and emoji.
fn without_dress(word: &str) -> String {
    // Taken out first: what shows nothing parts marks that stand on one letter all the same.
    let seen = |c: &char| is_joiner(*c) || !is_invisible(*c);
    let seen: String = word.chars().filter(seen).collect();
    let mut kept = String::with_capacity(seen.len());
    for grapheme in seen.graphemes(true) {
        let mut marks = 0;
        for c in grapheme.chars() {
            marks += usize::from(is_mark(c));
            let joins = is_joiner(c) && kept.ends_with(|before: char| !before.is_ascii());
            if (joins || !is_joiner(c)) && marks <= MARKS {
                kept.push(c);
            }
        }
    }
    // What joins nothing any more.
    kept.truncate(kept.trim_end_matches(is_joiner).len());
    kept
}

/// The blocks that Unicode keeps for scripts that are written from right to left.
const fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chat::text::units;

    #[test]
    fn a_name_stays_in_its_line() {
        let table = [
            ("Ana Ferreira", "Ana Ferreira"),
            ("  Ana\n\tFerreira\u{2028}", "Ana Ferreira"),
            ("\u{202e}anA\u{202c}", "anA"),
            ("A\u{200b}n\u{feff}a\u{2066}", "Ana"),
            ("Ana\u{200d}", "Ana"),
            ("नूर", "नूर"),
            ("می\u{200c}خواهم", "\u{2068}می\u{200c}خواهم\u{2069}"),
            ("Nur نور", "\u{2068}Nur نور\u{2069}"),
            ("", "?"),
            ("\u{200b}\u{3164} ", "?"),
        ];
        for (name, expected) in table {
            assert_eq!(shown_name(name), expected, "{name:?}");
        }
        let tower = format!("A{}", "\u{301}".repeat(50));
        assert_eq!(shown_name(&tower), format!("A{}", "\u{301}".repeat(MARKS)));
        let long = shown_name(&"Ana ".repeat(50));
        assert!(units(&long) <= LONGEST && long.ends_with('…'), "{long}");
    }

    #[test]
    fn no_tower_of_marks_stands_on_what_shows_nothing() {
        let tower = "\u{613}\u{613}\u{61c}\u{619}\u{613}\u{613}";
        let shown = shown_name(tower);
        assert_eq!(shown, "\u{2068}\u{613}\u{613}\u{619}\u{613}\u{2069}");
        assert_eq!(shown_name(&shown), shown);
    }

    proptest! {
        #[test]
        fn any_name_is_one_line_with_nothing_open(name in any::<String>()) {
            let shown = shown_name(&name);
            let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            prop_assert!(!shown.chars().any(ends_line));
            prop_assert!(units(&shown) <= LONGEST + 2);
            let inside = shown.trim_start_matches(ISOLATE).trim_end_matches(POP);
            prop_assert!(!inside.chars().any(|c| is_invisible(c) && !is_joiner(c)));
            prop_assert!(!is_blank(&shown));
            prop_assert_eq!(shown_name(&shown), shown);
        }
    }
}
