//! Emoji by their short names.

/// Whether `name` can stand between colons without meaning anything else.
pub(super) fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    (1..=100).contains(&bytes.len())
        && bytes.iter().enumerate().all(|(at, b)| match b {
            b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' => true,
            // Elsewhere an underscore would begin or end emphasis.
            b'_' => letter(at.checked_sub(1)) && letter(Some(at + 1)),
            _ => false,
        })
}

/// A run of typed text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run<'a> {
    /// As it is.
    Text(&'a str),
    /// `:name:`, a skin tone left out.
    Emoji(&'a str),
}

/// Finds the emoji in typed text, as Slack does: `:name:` or `:name::skin-tone-2:`, not within
/// words or times of day.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut searched = 0;
    while let Some(open) = rest[searched..].find(':').map(|at| searched + at) {
        let in_word = rest[..open]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let close = rest[open + 1..].find(':').map(|at| open + 1 + at);
        let name = close.map(|close| (&rest[open + 1..close], close));
        match name {
            Some((name, close)) if !in_word && is_emoji(name) => {
                if open > 0 {
                    found.push(Run::Text(&rest[..open]));
                }
                found.push(Run::Emoji(name));
                rest = without_tone(&rest[close + 1..]);
                searched = 0;
            }
            _ => searched = open + 1,
        }
    }
    if !rest.is_empty() {
        found.push(Run::Text(rest));
    }
    found
}

fn is_emoji(name: &str) -> bool {
    let named = name.bytes().any(|b| b.is_ascii_lowercase());
    is_name(name) && (named || matches!(name, "+1" | "-1" | "100" | "1234"))
}

fn without_tone(rest: &str) -> &str {
    rest.strip_prefix(":skin-tone-")
        .and_then(|tone| tone.strip_prefix(['2', '3', '4', '5', '6']))
        .and_then(|tone| tone.strip_prefix(':'))
        .unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_emoji_but_not_times() {
        assert_eq!(
            runs("a :clap::skin-tone-4::+1: at 10:30:45 :: x:y:z :"),
            vec![
                Run::Text("a "),
                Run::Emoji("clap"),
                Run::Emoji("+1"),
                Run::Text(" at 10:30:45 :: x:y:z :"),
            ]
        );
    }

    #[test]
    fn names() {
        for good in ["clap", "+1", "woman-running", "thumbs_up"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "_x_", "a b", "a:b", "<!here>", "a__b"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost(text in "[:a-z0-9+ _é-]{0,40}") {
            let joined: String = runs(&text)
                .iter()
                .map(|run| match run {
                    Run::Text(text) => (*text).to_owned(),
                    Run::Emoji(name) => format!(":{name}:"),
                })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
