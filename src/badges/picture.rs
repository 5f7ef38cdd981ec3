//! What a badge looks like.

use std::fmt;
use std::str::FromStr;

use crate::emoji::{Emoji, code, shown};
use crate::secure_url::SecureUrl;

/// The picture of a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// An emoji, by its name.
    Emoji(String),
    /// A picture that a chat fetches.
    At(SecureUrl),
}

/// Text that is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be one emoji, or an address that begins with https://")]
pub struct NoPicture;

impl Picture {
    /// As it stands in a line: the emoji, and a medal where the picture is no character.
    pub fn in_line(&self) -> &str {
        match self {
            Self::Emoji(name) => shown(name).unwrap_or("🏅"),
            Self::At(_) => "🏅",
        }
    }

    /// Where it is, if it is not an emoji.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Emoji(_) => None,
            Self::At(url) => Some(url.to_string()),
        }
    }
}

impl FromStr for Picture {
    type Err = NoPicture;

    fn from_str(text: &str) -> Result<Self, NoPicture> {
        if text.contains("//") {
            return text.parse().map(Self::At).map_err(|_| NoPicture);
        }
        // A custom emoji is one team's alone, and a badge is shown in every team.
        let emoji = Emoji::typed(text).filter(|emoji| emoji.character().is_some());
        emoji.map(|it| Self::Emoji(it.name())).ok_or(NoPicture)
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Emoji(name) => f.write_str(&code(name)),
            Self::At(url) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_an_emoji_or_an_address() {
        for (typed, kept) in [
            ("🦸", ":superhero:"),
            (":rocket:", ":rocket:"),
            ("rocket", ":rocket:"),
            ("https://example.com/a.png", "https://example.com/a.png"),
        ] {
            let picture: Picture = typed.parse().unwrap();
            assert_eq!(picture.to_string(), kept);
            assert_eq!(kept.parse(), Ok(picture));
        }
        for typed in [
            "",
            "two words",
            ":our_parrot:",
            "http://example.com/a.png",
            "🏅🏅",
        ] {
            assert_eq!(typed.parse::<Picture>(), Err(NoPicture), "{typed}");
        }
    }
}
