//! Letters, digits and marks of every script, and one spelling for what reads the same.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The text as it is compared with others: compatibility forms composed (NFKC), case folded, decimal
/// digits in ASCII, and without what nobody sees.
///
/// The four letters `I`, `i`, `İ` and `ı` are one: which of them are a pair depends on the language
/// of whoever types.
pub fn folded(text: &str) -> String {
    // Most of what is typed, for which all of that comes to this.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // There and back: `ß` and `ς` meet their partners in capitals, and `ẞ` in small letters.
    let cased = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for c in cased.nfkd().filter(|c| !is_invisible(*c)) {
        if c == '\u{307}' && folded.ends_with('i') {
            continue;
        }
        folded.push(
            digit(c)
                .and_then(|digit| char::from_digit(digit, 10))
                .unwrap_or(c),
        );
    }
    folded.nfkc().collect()
}

/// What a decimal digit of any script counts.
pub fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let is_digit = |c: char| c.general_category() == GeneralCategory::DecimalNumber;
    if !is_digit(c) {
        return None;
    }
    // Unicode keeps the ten digits of a script side by side, from zero on.
    let before = (1..).map_while(|n| char::from_u32(u32::from(c).checked_sub(n)?));
    let place = before.take_while(|c| is_digit(*c)).count();
    u32::try_from(place % 10).ok()
}

/// The text with its decimal digits in ASCII, for what reads a number.
pub fn with_ascii_digits(text: &str) -> String {
    let plain = |c| digit(c).and_then(|digit| char::from_digit(digit, 10));
    text.chars().map(|c| plain(c).unwrap_or(c)).collect()
}

/// Whether it can be a part of a word: a letter, a digit, or what joins or dresses one.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || is_joiner(c)
}

/// Whether it stands on the letter before it.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Whether it is a picture, as most emoji are.
pub fn is_pictogram(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::OtherSymbol
}

/// Whether it joins its neighbours or keeps them apart, as some scripts need and emoji do.
pub const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether it shows nothing by itself: zero width, direction, variation, joiners.
pub const fn is_invisible(c: char) -> bool {
    is_joiner(c)
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether something of it is seen: no space, no control character, nothing invisible.
pub fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_invisible(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_reads_the_same_is_spelt_the_same() {
        let table = [
            ("café", "CAFE\u{301}"),
            ("İnovasyon", "inovasyon"),
            ("INOVASYON", "ınovasyon"),
            ("ｔｅａｍ", "Team"),
            ("straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΣΟΦΟΣ", "σοφος"),
            ("ﬁnance", "Finance"),
            ("ग्राहक", "ग्राह\u{200b}क"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("q٣", "Q3"),
            ("คำ", "ค\u{e4d}\u{e32}"),
        ];
        for (one, other) in table {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("cafe", "café"), ("ग्राहक", "गराहक"), ("a", "b")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn digits_of_every_script_count() {
        // Latin, Arabic, Persian, Devanagari, Bengali, Tamil, Thai, Khmer, full width, mathematical.
        for five in ["5", "٥", "۵", "५", "৫", "௫", "๕", "៥", "５", "𝟧"] {
            assert_eq!(with_ascii_digits(five), "5");
        }
        assert_eq!(with_ascii_digits("٠١٢٣٤٥٦٧٨٩"), "0123456789");
        for other in ['½', '⁵', '①', 'Ⅴ', '五', 'x'] {
            assert_eq!(digit(other), None, "{other}");
        }
    }

    #[test]
    fn marks_and_joiners_are_of_the_word() {
        for word in [
            "ग्राहक",
            "ลูกค้า",
            "வாடிக்கையாளர்",
            "می\u{200c}خواهم",
            "cafe\u{301}",
        ] {
            assert!(word.chars().all(is_of_word), "{word}");
        }
        assert!(!"- .,#@\u{200b}".chars().any(is_of_word));
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once.clone());
            prop_assert!(!once.chars().any(is_invisible));
        }

        #[test]
        fn case_and_composition_do_not_matter(text in "\\PC{0,20}") {
            // An iota below a letter becomes one beside it in upper case, before or after other marks: as the
            // letter was composed (Unicode, 5.18). Nobody's name depends on it.
            prop_assume!(!text.nfd().any(|c| c == '\u{345}'));
            let composed: String = text.nfc().collect();
            let expected = folded(&text);
            prop_assert_eq!(folded(&composed.to_uppercase()), expected.clone());
            prop_assert_eq!(folded(&composed.to_lowercase()), expected.clone());
            prop_assert_eq!(folded(&text.nfd().collect::<String>()), expected);
        }
    }
}
