//! Reactions by names that every platform shares.

use crate::emoji::Emoji;

/// The name of a reaction: one of the old six, or an emoji by its code points
/// (`1f44f_clappinghands-tone4`).
pub(super) fn name(reaction: &str) -> Option<String> {
    Some(match reaction {
        "like" => "+1".to_owned(),
        "heart" => "heart".to_owned(),
        "laugh" => "laughing".to_owned(),
        "surprised" => "open_mouth".to_owned(),
        "sad" => "cry".to_owned(),
        "angry" => "rage".to_owned(),
        _ => return by_code_points(reaction.split('_').next()?),
    })
}

fn by_code_points(points: &str) -> Option<String> {
    // A tone may be told by its number instead of its character.
    let points = points
        .split_once("-tone")
        .map_or(points, |(points, _)| points);
    let read = |hex| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let characters: String = points.split('-').map(read).collect::<Option<_>>()?;
    Emoji::of_characters(&characters).map(|emoji| emoji.name())
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
            ("1f44f_clappinghands-tone4", "clap"),
            ("1f44f-1f3fd_clappinghands", "clap"),
            ("1f44f", "clap"),
            ("2764_heart", "heart"),
            ("2764-fe0f_heart", "heart"),
            ("1F525_fire", "fire"),
            ("1f917_hug", "hugs"),
            ("1f468-200d-1f4bb_technologist", "man_technologist"),
            ("1f468-1f3fd-200d-1f4bb_technologist", "man_technologist"),
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
