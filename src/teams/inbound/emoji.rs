//! Reactions by names that every platform shares.

use crate::emoji::Emoji;

/// The name of a reaction, with the tone of its skin: one of the old six, or an emoji by its code
/// points (`1f44f_clappinghands-tone4`).
pub(super) fn name(reaction: &str) -> Option<String> {
    Some(match reaction {
        "like" => "+1".to_owned(),
        "heart" => "heart".to_owned(),
        "laugh" => "laughing".to_owned(),
        "surprised" => "open_mouth".to_owned(),
        "sad" => "cry".to_owned(),
        "angry" => "rage".to_owned(),
        _ => return by_code_points(reaction),
    })
}

fn by_code_points(reaction: &str) -> Option<String> {
    // A tone is told by its character, or by its number among the tones.
    let (points, tone) = match reaction.rsplit_once("-tone") {
        Some((points, tone)) => (
            points,
            tone.parse().ok().filter(|tone| (1..=5).contains(tone)),
        ),
        None => (reaction, None),
    };
    let points = points.split('_').next()?;
    let read = |hex| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let characters: String = points.split('-').map(read).collect::<Option<_>>()?;
    let name = Emoji::of_characters(&characters)?.name();
    let tone = tone.or_else(|| characters.chars().find_map(number_of_tone));
    Some(match tone {
        // The first is the one without a tone.
        Some(tone) => format!("{name}::skin-tone-{}", tone + 1),
        None => name,
    })
}

/// Which tone a character is, from 1 (light) to 5 (dark).
fn number_of_tone(character: char) -> Option<u32> {
    let place = u32::from(character).checked_sub(0x1f3fb)?;
    (place < 5).then(|| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reactions_have_the_names_of_the_currency() {
        for (reaction, expected) in [
            ("like", "+1"),
            ("heart", "heart"),
            ("laugh", "laughing"),
            ("surprised", "open_mouth"),
            ("sad", "cry"),
            ("angry", "rage"),
            ("1f44f_clappinghands", "clap"),
            ("1f44f_clappinghands-tone4", "clap::skin-tone-5"),
            ("1f44f-tone1", "clap::skin-tone-2"),
            ("1f44f-1f3fd_clappinghands", "clap::skin-tone-4"),
            ("1f44f", "clap"),
            ("1f44f-tone9", "clap"),
            ("1f44f-tone4294967295", "clap"),
            ("2764_heart", "heart"),
            ("2764-fe0f_heart", "heart"),
            ("1F525_fire", "fire"),
            ("1f917_hug", "hugs"),
            ("1f468-200d-1f4bb_technologist", "man_technologist"),
            (
                "1f468-1f3fd-200d-1f4bb_technologist",
                "man_technologist::skin-tone-4",
            ),
        ] {
            assert_eq!(name(reaction).as_deref(), Some(expected), "{reaction}");
        }
    }

    #[test]
    fn the_old_six_are_emoji_of_the_same_name() {
        for reaction in ["like", "heart", "laugh", "surprised", "sad", "angry"] {
            let name = name(reaction).unwrap();
            assert_eq!(Emoji::named(&name).name(), name);
        }
    }

    #[test]
    fn what_is_no_emoji_has_no_name() {
        for reaction in [
            "",
            "_",
            "dead",
            "61_a",
            "party-parrot",
            "110000",
            "1f44f-",
            "-",
        ] {
            assert_eq!(name(reaction), None, "{reaction}");
        }
    }
}
