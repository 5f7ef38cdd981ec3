//! The currency: its emoji, however it comes (`:clap:`, with a skin tone, or as itself), and its name.

use super::normalise::Normalised;
use crate::emoji::{Emoji, LONGEST_NAME, can_be_name, is_in_path};
use crate::script::{folded, is_of_word};

/// More bytes than a word of a name has.
const LONGEST: usize = 200;

/// What points are called, and what stands for one.
pub(super) struct Currency {
    emoji: Emoji,
    /// The emoji itself, spelt as the grammar reads it.
    raw: Option<String>,
    /// The name, folded: as is, and for one and for many where that is plain.
    names: Vec<String>,
}

impl Currency {
    /// From the emoji, by its short name without colons or as itself, and the name.
    pub(super) fn new(emoji: &str, name: &str) -> Self {
        let emoji = Emoji::named(emoji);
        let raw = emoji
            .character()
            .map(|character| Normalised::new(character).text().to_owned())
            .filter(|raw| !raw.is_empty());
        Self {
            emoji,
            raw,
            names: numbers(&folded(name)),
        }
    }

    /// The length of the name that `rest` begins with.
    pub(super) fn name_len(&self, rest: &str) -> Option<usize> {
        self.names.iter().find_map(|name| {
            let mut end = 0;
            for (at, part) in name.split_whitespace().enumerate() {
                let word = rest[end..].trim_start_matches(' ');
                let spaced = word.len() < rest.len() - end;
                let ends = |c: char| c.is_whitespace() || ",;.:!?<)*".contains(c);
                let length = word.find(ends).unwrap_or(word.len());
                // Longer than any name, it is not worth folding.
                if spaced == (at == 0) || length > LONGEST || folded(&word[..length]) != part {
                    return None;
                }
                end = rest.len() - word.len() + length;
            }
            (end > 0).then_some(end)
        })
    }

    /// The length of the currency emoji at `at`, with its skin tone.
    pub(super) fn len_at(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        if let Some(name) = shortcode(rest) {
            let length = name.len() + 2;
            let tone = shortcode(&rest[length..]).filter(|next| next.starts_with("skin-tone-"));
            return (Emoji::named(name) == self.emoji && !is_in_path(&text[..at]))
                .then(|| length + tone.map_or(0, |tone| tone.len() + 2));
        }
        let raw = self.raw.as_deref()?;
        // Joined to a neighbour it is a part of another emoji.
        let joined =
            text[..at].ends_with('\u{200d}') || rest.strip_prefix(raw)?.starts_with('\u{200d}');
        (!joined).then_some(raw.len())
    }
}

/// A name, and its singular or plural as English makes them.
fn numbers(name: &str) -> Vec<String> {
    let many = [("ies", "y"), ("es", ""), ("s", ""), ("y", "ies"), ("", "s")];
    let other = many
        .iter()
        .filter_map(|(end, other)| Some(format!("{}{other}", name.strip_suffix(end)?)));
    let mut names = vec![name.to_owned()];
    names.extend(other.filter(|other| other.len() > 1));
    names
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
        let clap = Currency::new("clap", "");
        assert_eq!(clap.len_at(":clap:", 0), Some(6));
        assert_eq!(clap.len_at(":clap::skin-tone-4: x", 0), Some(19));
        assert_eq!(clap.len_at("\u{1f44f}\u{1f44f}", 0), Some(4));
        assert_eq!(clap.len_at(":clapper:", 0), None);
        let thumb = Currency::new(":+1:", "");
        assert_eq!(thumb.len_at(":thumbsup:", 0), Some(10));
        let custom = Currency::new("party-taco", "");
        assert_eq!(custom.len_at(":party-taco:", 0), Some(12));
        assert_eq!(custom.len_at(":other-taco:", 0), None);
        assert_eq!(Currency::new("\u{1f44f}", "").len_at(":clap:", 0), Some(6));
        assert_eq!(
            Currency::new("hugs", "").len_at(":hugging_face:", 0),
            Some(14)
        );
        let tacos = Currency::new("タコス", "");
        assert_eq!(tacos.len_at(":タコス::skin-tone-2:", 0), Some(24));
    }

    #[test]
    fn a_part_of_another_emoji_is_not_the_currency() {
        let fire = Currency::new("fire", "");
        let heart_on_fire = "\u{2764}\u{200d}\u{1f525}";
        assert_eq!(fire.len_at(heart_on_fire, 6), None);
        assert_eq!(fire.len_at("\u{1f525}", 0), Some(4));
    }

    #[test]
    fn a_part_of_a_path_is_not_the_currency() {
        let clap = Currency::new("clap", "");
        for (text, at, expected) in [
            ("core::clap::new", 5, None),
            ("/users/:clap:/x", 7, None),
            ("<@U1>::clap:", 6, Some(6)),
            (":tada::clap:", 6, Some(6)),
            ("great:clap::clap:", 11, Some(6)),
            ("(:clap:", 1, Some(6)),
        ] {
            assert_eq!(clap.len_at(text, at), expected, "{text}");
        }
    }

    #[test]
    fn a_time_of_day_is_no_emoji() {
        assert_eq!(shortcode(":30:00"), None);
        assert_eq!(shortcode(":+1: yes"), Some("+1"));
    }

    #[test]
    fn the_currency_is_known_by_its_name() {
        let table = [
            ("tacos", "tacos thanks", Some(5)),
            ("tacos", "TACO!", Some(4)),
            ("taco", "tacos", Some(5)),
            ("tacos", "tacoslike", None),
            ("candies", "candy", Some(5)),
            ("candy", "candies,", Some(7)),
            ("Gold Stars", "gold  star to", Some(10)),
            ("Gold Stars", "gold", None),
            ("\u{661f}", "\u{661f}", Some(3)),
            ("", "x", None),
            ("", "s", None),
        ];
        for (name, rest, expected) in table {
            let found = Currency::new("clap", name).name_len(rest);
            assert_eq!(found, expected, "{name}: {rest}");
        }
    }
}
