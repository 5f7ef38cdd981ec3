//! Short names of emoji → the emoji themselves.

use crate::chat::shortcode::{Run, runs};
use crate::emoji::{self, Emoji};

/// The emoji of that name, or the name between colons.
pub(super) fn named(name: &str) -> String {
    emoji::shown(name).map_or_else(|| format!(":{name}:"), ToOwned::to_owned)
}

/// Typed text with every emoji that is known by its name.
pub(super) fn shown(text: &str) -> String {
    runs(text)
        .into_iter()
        .map(|run| match run {
            Run::Text(text) => text.to_owned(),
            Run::Emoji { name, tone } => Emoji::named(name).toned(tone).map_or_else(
                || match tone {
                    Some(tone) => format!(":{name}::skin-tone-{tone}:"),
                    None => format!(":{name}:"),
                },
                ToOwned::to_owned,
            ),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_emoji() {
        assert_eq!(named("tada"), "🎉");
        assert_eq!(named("hugging_face"), "🤗");
        assert_eq!(named("pray::skin-tone-4"), "🙏🏽");
        assert_eq!(named("party-parrot"), ":party-parrot:");
        assert_eq!(
            shown("a :clap::skin-tone-6: :+1: :nobody::skin-tone-2: 10:30:45"),
            "a 👏🏿 👍 :nobody::skin-tone-2: 10:30:45"
        );
    }
}
