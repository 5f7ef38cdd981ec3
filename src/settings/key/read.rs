//! Text that becomes a value, or a reason why not.

use std::str::FromStr;

use crate::chat::text::is_blank;
use crate::emoji::Emoji;
use crate::explained::explained;
use crate::money::NoMoney;
use crate::script::folded;

/// A channel that is none.
pub(super) const NOWHERE: &str = "none";

pub(super) fn yes_or_no(value: &str) -> Result<bool, String> {
    match folded(value).as_str() {
        "true" | "yes" | "on" | "1" | "ya" => Ok(true),
        "false" | "no" | "off" | "0" | "tidak" => Ok(false),
        _ => Err("must be true or false".into()),
    }
}

/// Something of each of several currencies.
pub(super) fn money<T: FromStr<Err = NoMoney>>(value: &str) -> Result<T, String> {
    value.parse().map_err(|error: NoMoney| explained(&error))
}

/// A few words on one line, with one space between them: more are not seen.
pub(super) fn words(value: &str) -> Result<String, String> {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=40).contains(&line.chars().count());
    if fits && !is_blank(&line) && !line.chars().any(char::is_control) {
        Ok(line)
    } else {
        Err("must be 1 to 40 characters".into())
    }
}

pub(super) fn emoji(value: &str) -> Result<String, String> {
    match Emoji::typed(value) {
        // A name is kept as it is called here: a team's people know it so. Its tone is no part of it.
        Some(emoji) if value.is_ascii() || emoji.character().is_none() => {
            let name = value.trim().trim_matches(':').to_lowercase();
            Ok(name.split("::").next().unwrap_or(&name).to_owned())
        }
        Some(emoji) => Ok(emoji.name()),
        None => Err("must be one emoji or its name, such as 👏 or :taco:".into()),
    }
}

/// A channel's id, as it is, with its team as `slack:T1/C1`, or as the mention `<#C1|name>`.
pub(super) fn channel(value: &str) -> Result<Option<String>, String> {
    let id = value.trim_start_matches("<#").trim_end_matches('>');
    let id = id.split('|').next().unwrap_or(id).trim();
    match id {
        "" | NOWHERE => Ok(None),
        // Every platform's ids have a digit; names and words such as `here` mostly have none.
        id if id.starts_with('#')
            || id.contains(' ')
            || !id.contains(|c: char| c.is_ascii_digit()) =>
        {
            Err("must be the id of a channel, or none".into())
        }
        id => Ok(Some(id.to_owned())),
    }
}

/// A channel, as it is set and said.
pub(super) fn where_to(channel: Option<&str>) -> String {
    channel.unwrap_or(NOWHERE).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_an_emoji_without_its_tone() {
        for typed in [
            ":clap:",
            "clap",
            ":clap::skin-tone-3:",
            "CLAP::skin-tone-6",
            "👏🏽",
        ] {
            assert_eq!(emoji(typed), Ok("clap".to_owned()), "{typed}");
        }
        assert_eq!(emoji(":our_parrot:"), Ok("our_parrot".to_owned()));
    }

    #[test]
    fn takes_a_channel_as_id_or_mention() {
        assert_eq!(channel("<#C1|kudos>"), Ok(Some("C1".to_owned())));
        assert_eq!(channel("C1"), Ok(Some("C1".to_owned())));
        assert_eq!(channel("none"), Ok(None));
        assert_eq!(channel("slack:T1/C1"), Ok(Some("slack:T1/C1".to_owned())));
        for word in ["here", "#general", "#team-2", "the first 1"] {
            assert!(channel(word).is_err(), "{word}");
        }
    }
}
