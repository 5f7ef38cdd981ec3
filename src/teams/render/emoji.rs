//! Short names of emoji → the emoji themselves.

use emojis::SkinTone;

use crate::chat::shortcode::{Run, runs};

/// The emoji of that name, or the name between colons.
pub(super) fn named(name: &str) -> String {
    find(name, None).map_or_else(|| format!(":{name}:"), ToOwned::to_owned)
}

/// Typed text with every emoji that is known by its name.
pub(super) fn shown(text: &str) -> String {
    runs(text)
        .into_iter()
        .map(|run| match run {
            Run::Text(text) => text.to_owned(),
            Run::Emoji { name, tone } => find(name, tone).map_or_else(
                || match tone {
                    Some(tone) => format!(":{name}::skin-tone-{tone}:"),
                    None => format!(":{name}:"),
                },
                ToOwned::to_owned,
            ),
        })
        .collect()
}

fn find(name: &str, tone: Option<u8>) -> Option<&'static str> {
    // Some platforms write hyphens where the list has underscores.
    let emoji = emojis::get_by_shortcode(name)
        .or_else(|| emojis::get_by_shortcode(&name.replace('-', "_")))?;
    let toned = tone
        .and_then(skin_tone)
        .and_then(|tone| emoji.with_skin_tone(tone));
    Some(toned.unwrap_or(emoji).as_str())
}

fn skin_tone(tone: u8) -> Option<SkinTone> {
    Some(match tone {
        2 => SkinTone::Light,
        3 => SkinTone::MediumLight,
        4 => SkinTone::Medium,
        5 => SkinTone::MediumDark,
        6 => SkinTone::Dark,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_emoji() {
        assert_eq!(named("tada"), "🎉");
        assert_eq!(named("party-parrot"), ":party-parrot:");
        assert_eq!(
            shown("a :clap::skin-tone-6: :+1: :nobody::skin-tone-2: 10:30:45"),
            "a 👏🏿 👍 :nobody::skin-tone-2: 10:30:45"
        );
    }
}
