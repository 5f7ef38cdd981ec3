//! The length of text as platforms count it, and how it is cut.

use unicode_segmentation::UnicodeSegmentation;

/// Stands for what was cut off.
pub const ELLIPSIS: &str = "…";

/// The length of a text in UTF-16 units: never less than in characters, whichever a platform
/// counts.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text, or as many whole graphemes of it as leave room for an ellipsis.
pub fn cut(text: &str, max: usize) -> String {
    if units(text) <= max {
        return text.to_owned();
    }
    let mut room = max.saturating_sub(units(ELLIPSIS));
    let mut kept: String = text
        .graphemes(true)
        .take_while(|grapheme| {
            let left = room.checked_sub(units(grapheme));
            room = left.unwrap_or_default();
            left.is_some()
        })
        .collect();
    kept.push_str(ELLIPSIS);
    kept
}

/// Whether a reader sees nothing of it.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_between_graphemes() {
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(cut("abcd", 3), "ab…");
        // A family is one grapheme of eleven units.
        assert_eq!(cut("👨‍👩‍👧‍👦!!", 11), "…");
        assert_eq!(cut("👨‍👩‍👧‍👦!!", 12), "👨‍👩‍👧‍👦…");
    }

    #[test]
    fn invisible_is_blank() {
        assert!(is_blank(" \n\u{200b}\u{2060}"));
        assert!(!is_blank("."));
    }

    proptest! {
        #[test]
        fn never_longer_than_asked(text in any::<String>(), max in 1_usize..40) {
            let short = cut(&text, max);
            prop_assert!(units(&short) <= max);
            prop_assert!(short == text || short.ends_with(ELLIPSIS));
        }
    }
}
