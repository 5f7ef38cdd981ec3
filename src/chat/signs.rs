//! Signs that format text, and what stands for them in text that is not ours.
//!
//! No platform has an escape that all of its clients understand. What people read may therefore
//! differ from what was set, and what they copy from it is read [as it was](as_typed).

/// The signs, and their look-alikes. No letters, as Slack's emphasis does not end before one.
const LOOK_ALIKES: [(char, char); 4] = [
    ('*', '\u{2217}'),
    ('_', '\u{ff3f}'),
    ('~', '\u{223c}'),
    ('`', '\u{2035}'),
];

/// Seen by nobody, it ends a word, or parts what would mean something together.
pub const GUARD: char = '\u{200b}';

/// Like [`GUARD`], where nothing may be broken into two lines.
pub const JOINING_GUARD: char = '\u{2060}';

/// What is shown for `c`, so that it formats nothing.
pub fn harmless(c: char) -> char {
    LOOK_ALIKES
        .iter()
        .find(|(sign, _)| *sign == c)
        .map_or(c, |(_, alike)| *alike)
}

/// Text that may have been copied from what was shown, with the signs that it stands for.
pub fn as_typed(text: &str) -> String {
    let sign = |c: char| {
        LOOK_ALIKES
            .iter()
            .find(|(_, alike)| *alike == c)
            .map_or(c, |(sign, _)| *sign)
    };
    text.chars()
        .filter(|c| ![GUARD, JOINING_GUARD].contains(c))
        .map(sign)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_it_was(typed in "[a-z*_~` \u{e9}\u{1f44f}]{0,20}") {
            let shown: String = typed.chars().map(harmless).collect();
            prop_assert!(!shown.contains(['*', '_', '~', '`']));
            prop_assert_eq!(as_typed(&shown), typed);
        }
    }
}
