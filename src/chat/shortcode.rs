//! Emoji by their short names, as they are typed: `:clap:` or `:clap::skin-tone-4:`.

use crate::emoji::{LONGEST_NAME, can_be_name, is_in_path};
use crate::script::is_of_word;

/// Whether `name` can stand between colons without meaning anything else.
pub fn is_name(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let letter = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(|c| is_of_word(*c))
    };
    (1..=LONGEST_NAME).contains(&letters.len())
        && letters.iter().enumerate().all(|(at, c)| match c {
            '+' | '-' => true,
            // Elsewhere an underscore would begin or end emphasis.
            '_' => letter(at.checked_sub(1)) && letter(Some(at + 1)),
            c => is_of_word(*c) && !c.is_uppercase(),
        })
}

/// A run of typed text.
#[derive(Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// As it is.
    Text(&'a str),
    /// `:name:`, perhaps with a tone.
    Emoji {
        /// What stands between the colons.
        name: &'a str,
        /// The skin tone, from 2 (light) to 6 (dark).
        tone: Option<u8>,
    },
}

/// Finds the emoji in typed text: `:name:` or `:name::skin-tone-2:`, not within words, times of day,
/// paths or code.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut searched = 0;
    while let Some(open) = rest[searched..].find([':', '`']).map(|at| searched + at) {
        if rest[open..].starts_with('`') {
            searched = open + code(&rest[open..]);
            continue;
        }
        let in_word = rest[..open]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let close = rest[open + 1..].find(':').map(|at| open + 1 + at);
        let name = close.map(|close| (&rest[open + 1..close], close));
        let elsewhere = || in_word || is_in_path(&rest[..open]);
        match name {
            Some((name, close)) if is_emoji(name) && !elsewhere() => {
                if open > 0 {
                    found.push(Run::Text(&rest[..open]));
                }
                let (tone, after) = toned(&rest[close + 1..]);
                found.push(Run::Emoji { name, tone });
                rest = after;
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

/// How much of `rest`, which begins with a backtick, is code; of one that nothing ends, itself alone.
fn code(rest: &str) -> usize {
    let fence = rest.find(|c| c != '`').unwrap_or(rest.len());
    let (fence, inside) = rest.split_at(fence);
    let inside = if fence.len() < 3 {
        inside.split('\n').next().unwrap_or_default()
    } else {
        inside
    };
    let end = inside.find(fence).map_or(0, |end| end + fence.len());
    fence.len() + end
}

fn is_emoji(name: &str) -> bool {
    is_name(name) && can_be_name(name)
}

/// A tone at the start of `rest`, and what follows it.
fn toned(rest: &str) -> (Option<u8>, &str) {
    let tone = rest
        .strip_prefix(":skin-tone-")
        .and_then(|tone| tone.split_once(':'))
        .and_then(|(tone, after)| Some((tone.parse().ok()?, after)))
        .filter(|(tone, _)| (2..=6).contains(tone));
    match tone {
        Some((tone, after)) => (Some(tone), after),
        None => (None, rest),
    }
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
                Run::Emoji {
                    name: "clap",
                    tone: Some(4)
                },
                Run::Emoji {
                    name: "+1",
                    tone: None
                },
                Run::Text(" at 10:30:45 :: x:y:z :"),
            ]
        );
    }

    #[test]
    fn paths_and_code_hold_no_emoji() {
        for whole in [
            "core::key::new",
            "see std::map::key::of",
            "GET /users/:key:/map",
            "`:key:` and `a :map: b`",
            "```\n:key:\n```",
        ] {
            assert_eq!(runs(whole), [Run::Text(whole)], "{whole}");
        }
        let emoji = |name| Run::Emoji { name, tone: None };
        assert_eq!(
            runs("`a`:key: it`s :map:"),
            [
                Run::Text("`a`"),
                emoji("key"),
                Run::Text(" it`s "),
                emoji("map")
            ]
        );
        assert_eq!(
            runs("(:key::map:"),
            [Run::Text("("), emoji("key"), emoji("map")]
        );
    }

    #[test]
    fn names() {
        for good in [
            "clap",
            "+1",
            "woman-running",
            "thumbs_up",
            "タコス",
            "ग्राहक",
        ] {
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
                    Run::Emoji { name, .. } => format!(":{name}:"),
                })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
