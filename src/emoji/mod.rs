//! Emoji are what they are, not what they are called: compared by the character, whatever its names.

mod slack;

use std::collections::HashMap;
use std::sync::LazyLock;

use emojis::SkinTone;

use crate::script::{folded, is_of_word};

/// Longer names are no emoji, and looking for one ends there.
pub const LONGEST_NAME: usize = 100;

/// An emoji, without the tone of its skin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emoji {
    /// One of Unicode's.
    Unicode(&'static emojis::Emoji),
    /// One that a team made for itself, by its name.
    Custom(String),
}

impl Emoji {
    /// The emoji of that name, or the character itself. What nobody else calls so is a custom one.
    pub fn named(name: &str) -> Self {
        let name = name.trim_matches(':');
        let name = name.split_once("::").map_or(name, |(name, _tone)| name);
        let known = by_character(name).or_else(|| by_name(&folded(name)));
        known.map_or_else(|| Self::Custom(folded(name)), Self::Unicode)
    }

    /// The emoji that a text is itself, whatever else goes by that name.
    pub fn of_characters(text: &str) -> Option<Self> {
        by_character(text).map(Self::Unicode)
    }

    /// The one emoji that a text is: itself, or its name, with colons or without.
    pub fn typed(text: &str) -> Option<Self> {
        let text = text.trim();
        let inside = text.strip_prefix(':').and_then(|it| it.strip_suffix(':'));
        let emoji = Self::named(inside.unwrap_or(text));
        match &emoji {
            Self::Custom(name) if !can_be_name(name) => None,
            _ => Some(emoji),
        }
    }

    /// The name that leads back to it: what it is called, or where that means another, itself.
    pub fn name(&self) -> String {
        match self {
            Self::Unicode(emoji) => emoji
                .shortcodes()
                .find(|name| by_name(name) == Some(emoji))
                .unwrap_or(emoji.as_str())
                .to_owned(),
            Self::Custom(name) => name.clone(),
        }
    }

    /// As it is typed: its name between colons, or where it has none, itself.
    pub fn code(&self) -> String {
        code(&self.name())
    }

    /// The character, which a custom one has not.
    pub fn character(&self) -> Option<&'static str> {
        match self {
            Self::Unicode(emoji) => Some(emoji.as_str()),
            Self::Custom(_) => None,
        }
    }

    /// The character with a tone, from 2 (light) to 6 (dark).
    pub fn toned(&self, tone: Option<u8>) -> Option<&'static str> {
        let Self::Unicode(emoji) = self else {
            return None;
        };
        let tone = match tone {
            Some(2) => SkinTone::Light,
            Some(3) => SkinTone::MediumLight,
            Some(4) => SkinTone::Medium,
            Some(5) => SkinTone::MediumDark,
            Some(6) => SkinTone::Dark,
            _ => SkinTone::Default,
        };
        Some(emoji.with_skin_tone(tone).unwrap_or(emoji).as_str())
    }
}

/// A name as it is typed, between colons; a character as it is.
pub fn code(name: &str) -> String {
    if can_be_name(name) {
        format!(":{name}:")
    } else {
        name.to_owned()
    }
}

/// The character that a name shows, in the tone that it says; a custom one has none.
pub fn shown(name: &str) -> Option<&'static str> {
    let tone = name.split_once("::skin-tone-");
    let tone = tone.and_then(|(_, tone)| tone.parse().ok());
    Emoji::named(name).toned(tone)
}

/// Whether two names, or characters, are of one emoji.
pub fn same(one: &str, other: &str) -> bool {
    Emoji::named(one) == Emoji::named(other)
}

/// Whether it can stand between colons, and is not the minutes of a time of day.
pub fn can_be_name(name: &str) -> bool {
    let named = matches!(name, "+1" | "-1" | "100" | "1234") || name.contains(char::is_alphabetic);
    let valid = |c: char| is_of_word(c) || matches!(c, '_' | '-' | '+' | '\'');
    named && name.chars().count() <= LONGEST_NAME && name.chars().all(valid)
}

/// How far back a path is followed, in bytes.
const PATH: usize = 200;

/// Whether a colon behind `before` belongs to a path (`std::key::new`, `/users/:id:/`) and begins no
/// emoji.
pub fn is_in_path(before: &str) -> bool {
    let mut begin = before.len().saturating_sub(PATH);
    while !before.is_char_boundary(begin) {
        begin = begin.saturating_add(1);
    }
    let near = &before[begin..];
    let typed_in_one = near.rsplit(char::is_whitespace).next().unwrap_or(near);
    goes_on(typed_in_one)
}

/// Whether a path goes on with a colon behind `before`.
fn goes_on(before: &str) -> bool {
    if before.ends_with(['/', '\\']) {
        return true;
    }
    let Some(owner) = before.strip_suffix(':') else {
        return false;
    };
    // The colon before may end another emoji: then the one before that begins it, in no path itself.
    owner.ends_with(is_of_word)
        && owner
            .rsplit_once(':')
            .is_none_or(|(earlier, name)| !can_be_name(name) || goes_on(earlier))
}

/// Without what dresses a character: its variation, and the tone of its skin.
fn bare(character: &str) -> String {
    let dress = |c: char| matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    character.chars().filter(|c| !dress(*c)).collect()
}

fn by_character(text: &str) -> Option<&'static emojis::Emoji> {
    static ALL: LazyLock<HashMap<String, &emojis::Emoji>> = LazyLock::new(|| {
        // In some tones a character is another: two hands that shake have a tone each.
        let all = emojis::iter().flat_map(|emoji| {
            let toned = emoji.skin_tones().into_iter().flatten();
            let dressed = toned.chain([emoji]);
            dressed.map(move |dress| (bare(dress.as_str()), emoji))
        });
        all.collect()
    });
    // Letters and digits are no emoji, though some keycaps begin with one.
    if text.is_ascii() {
        return None;
    }
    ALL.get(&bare(text)).copied()
}

/// What a folded name means: Slack's names come first, since they are what its people see.
fn by_name(name: &str) -> Option<&'static emojis::Emoji> {
    static UNICODE: LazyLock<HashMap<String, &emojis::Emoji>> = LazyLock::new(|| {
        let all =
            emojis::iter().map(|emoji| (folded(emoji.name()).replace([' ', '-'], "_"), emoji));
        all.collect()
    });
    if name.len() > LONGEST_NAME {
        return None;
    }
    if let Ok(at) = slack::NAMES.binary_search_by_key(&name, |(name, _)| *name) {
        return slack::NAMES.get(at).and_then(|(_, it)| by_character(it));
    }
    if let Some(country) = name.strip_prefix("flag-") {
        return flag(country);
    }
    let joined = name.replace([' ', '-'], "_");
    emojis::get_by_shortcode(name)
        .or_else(|| emojis::get_by_shortcode(&joined))
        .or_else(|| UNICODE.get(&joined).copied())
}

/// The flag of a country, by the two letters of its code.
fn flag(country: &str) -> Option<&'static emojis::Emoji> {
    let regional = |c: char| {
        let place = u32::from(c).checked_sub(u32::from('a'))?;
        char::from_u32(0x1_f1e6 + place).filter(|_| place < 26)
    };
    let flag: Option<String> = country.chars().map(regional).collect();
    emojis::get(&flag?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_emoji_has_many_names() {
        #[rustfmt::skip]
        let table: &[(&str, &[&str])] = &[
            ("👍", &["+1", "thumbsup", ":thumbsup:", ":+1:", "thumbs_up", "thumbs up", "👍🏽", "+1::skin-tone-3", ":THUMBSUP:"]),
            ("👏", &["clap", "clapping_hands", "👏🏿", "clap::skin-tone-6"]),
            ("🤗", &["hugging_face", "hugs", "🤗"]),
            ("🌮", &["taco", ":taco:"]),
            ("❤️", &["heart", "red_heart", "❤", "❤\u{fe0e}"]),
            ("❤️‍🔥", &["heart_on_fire", "❤\u{200d}🔥"]),
            ("👩‍💻", &["female-technologist", "woman_technologist", "woman-technologist", "👩🏽‍💻"]),
            ("🇮🇩", &["flag-id", "indonesia"]),
            ("☂️", &["umbrella"]),
            ("🛰️", &["satellite"]),
            ("🙌", &["raised_hands"]),
            ("💯", &["100"]),
        ];
        for (character, names) in table {
            let emoji = Emoji::named(character);
            assert!(emoji.character().is_some(), "{character}");
            for name in *names {
                assert_eq!(Emoji::named(name), emoji, "{character} {name}");
                assert_eq!(
                    Emoji::typed(name),
                    Some(emoji.clone()),
                    "{character} {name}"
                );
            }
        }
        assert!(!same("clap", "taco") && !same("fire", "❤️‍🔥"));
    }

    #[test]
    fn custom_ones_go_by_their_names_in_any_script() {
        for name in [
            "party-parrot",
            "タコス",
            "тако",
            "ग्राहक",
            "terima_kasih",
            "o'clock",
        ] {
            let emoji = Emoji::typed(&format!(":{name}:")).unwrap();
            assert_eq!(emoji, Emoji::Custom(folded(name)));
            assert_eq!(emoji.character(), None);
            assert_eq!(Emoji::named(&emoji.code()), emoji);
        }
        assert!(same("Party-Parrot", "party-parrot"));
        for none in [
            "",
            ":",
            "::",
            "two words",
            "👏👏",
            "10",
            ":30:",
            "½",
            "<!here>",
            "a:b",
        ] {
            assert_eq!(Emoji::typed(none), None, "{none}");
        }
    }

    #[test]
    fn a_path_holds_no_emoji() {
        for before in [
            "a:",
            "std:",
            "std::collections:",
            "a::key:",
            "a::key::map:",
            "see ग्राहक:",
            "/",
            "/users/",
        ] {
            assert!(is_in_path(before), "{before}");
        }
        for before in [
            "",
            "a ",
            ":",
            ": ",
            "<@U1>:",
            ":clap:",
            "thanks :clap:",
            ":clap::tada:",
            "(",
            "ok:) ",
        ] {
            assert!(!is_in_path(before), "{before}");
        }
    }

    #[test]
    fn every_emoji_is_itself_in_every_dress() {
        for emoji in emojis::iter() {
            let known = Emoji::Unicode(emoji);
            assert_eq!(Emoji::named(emoji.as_str()), known);
            assert_eq!(Emoji::named(&bare(emoji.as_str())), known);
            assert_eq!(Emoji::named(&known.name()), known, "{}", emoji.as_str());
            for toned in emoji.skin_tones().into_iter().flatten() {
                assert_eq!(Emoji::named(toned.as_str()), known);
            }
        }
    }

    #[test]
    fn slacks_names_are_in_order_and_of_emoji() {
        assert!(slack::NAMES.is_sorted_by(|one, next| one.0 < next.0));
        for (name, character) in slack::NAMES {
            assert_eq!(
                Emoji::named(name).character().map(bare),
                Some(bare(character))
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_leads_back_to_itself(text in any::<String>()) {
            if let Some(emoji) = Emoji::typed(&text) {
                prop_assert_eq!(Emoji::named(&emoji.name()), emoji.clone());
                prop_assert_eq!(Emoji::typed(&emoji.code()), Some(emoji));
            }
        }
    }
}
