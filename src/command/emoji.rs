//! The currency emoji, however it comes: `:clap:`, with a skin tone, or as itself.

use super::normalise::Normalised;
use crate::emoji::{Emoji, LONGEST_NAME, can_be_name};
use crate::script::is_of_word;

/// The emoji that stands for a point.
pub(super) struct Currency {
    emoji: Emoji,
    /// The emoji itself, spelt as the grammar reads it.
    raw: Option<String>,
}

impl Currency {
    /// From its short name without colons, or from the emoji itself.
    pub(super) fn new(name: &str) -> Self {
        let emoji = Emoji::named(name);
        let raw = emoji
            .character()
            .map(|character| Normalised::new(character).text().to_owned())
            .filter(|raw| !raw.is_empty());
        Self { emoji, raw }
    }

    /// The length of the currency emoji at `at`, with its skin tone.
    pub(super) fn len_at(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        if let Some(name) = shortcode(rest) {
            let length = name.len() + 2;
            let tone = shortcode(&rest[length..]).filter(|next| next.starts_with("skin-tone-"));
            return (Emoji::named(name) == self.emoji)
                .then(|| length + tone.map_or(0, |tone| tone.len() + 2));
        }
        let raw = self.raw.as_deref()?;
        // Joined to a neighbour it is a part of another emoji.
        let joined =
            text[..at].ends_with('\u{200d}') || rest.strip_prefix(raw)?.starts_with('\u{200d}');
        (!joined).then_some(raw.len())
    }
}

/// The name of the `:short_name:` that `text` begins with. A time of day (`10:30:00`) is none.
pub(super) fn shortcode(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(':')?;
    let end = rest
        .char_indices()
        .take(LONGEST_NAME)
        .find(|(_, c)| !(is_of_word(*c) || matches!(c, '_' | '-' | '+' | '\'')))
        .filter(|(_, c)| *c == ':')?
        .0;
    let name = &rest[..end];
    can_be_name(name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currency_is_known_in_every_dress() {
        let clap = Currency::new("clap");
        assert_eq!(clap.len_at(":clap:", 0), Some(6));
        assert_eq!(clap.len_at(":clap::skin-tone-4: x", 0), Some(19));
        assert_eq!(clap.len_at("\u{1f44f}\u{1f44f}", 0), Some(4));
        assert_eq!(clap.len_at(":clapper:", 0), None);
        let thumb = Currency::new(":+1:");
        assert_eq!(thumb.len_at(":thumbsup:", 0), Some(10));
        let custom = Currency::new("party-taco");
        assert_eq!(custom.len_at(":party-taco:", 0), Some(12));
        assert_eq!(custom.len_at(":other-taco:", 0), None);
        assert_eq!(Currency::new("\u{1f44f}").len_at(":clap:", 0), Some(6));
        assert_eq!(Currency::new("hugs").len_at(":hugging_face:", 0), Some(14));
        let tacos = Currency::new("タコス");
        assert_eq!(tacos.len_at(":タコス::skin-tone-2:", 0), Some(24));
    }

    #[test]
    fn a_part_of_another_emoji_is_not_the_currency() {
        let fire = Currency::new("fire");
        let heart_on_fire = "\u{2764}\u{200d}\u{1f525}";
        assert_eq!(fire.len_at(heart_on_fire, 6), None);
        assert_eq!(fire.len_at("\u{1f525}", 0), Some(4));
    }

    #[test]
    fn a_time_of_day_is_no_emoji() {
        assert_eq!(shortcode(":30:00"), None);
        assert_eq!(shortcode(":+1: yes"), Some("+1"));
    }
}
