//! What people typed, for readers who have no chat before them: names for everybody and every place
//! that is spoken of, and plain text.

use std::collections::HashMap;

use super::shown::stranger;
use crate::chat::{Identity, Installation, Mention, Place, Platform, Span};
use crate::emoji;
use crate::people::Member;
use crate::wording::marked::rich;

/// Who and what can be spoken of, by name.
#[derive(Debug)]
pub struct Readable {
    people: HashMap<Identity, Mention>,
    /// The names of places, by installation and id.
    places: HashMap<(Installation, String), String>,
}

impl Readable {
    /// For a programme of `people`, in which `places` have these names.
    pub fn new(people: &[Member], places: Vec<(Place, String)>) -> Self {
        let accounts = people.iter().flat_map(|member| {
            let ids = member.accounts.iter().flat_map(|account| {
                let home = account.identity.installation();
                let aliases = account.aliases.iter().map(move |id| home.account(id));
                std::iter::once(account.identity.clone()).chain(aliases)
            });
            ids.map(|id| (id, member.mention()))
        });
        let places = places
            .into_iter()
            .map(|(place, name)| ((place.installation(), place.channel), name));
        Self {
            people: accounts.collect(),
            places: places.collect(),
        }
    }

    /// Marked text of an installation as it reads. What was typed outside of a chat speaks of nobody.
    pub fn text(&self, marked: &str, installation: Option<&Installation>) -> String {
        let platform = installation.map_or(Platform::Slack, |it| it.platform);
        let said = rich(marked, platform, |id, label| {
            let account = installation?.account(id);
            let known = self.people.get(&account).cloned();
            Some(known.unwrap_or_else(|| stranger(account, label)))
        });
        let words = said.0.iter().map(|span| match span {
            Span::Emoji(name) => {
                emoji::shown(name).map_or_else(|| emoji::code(name), str::to_owned)
            }
            Span::Place { channel, label, .. } => self.place(installation, channel, label),
            Span::Link { url, label } if bare(url) != bare(label) => format!("{label} ({url})"),
            other => other.to_plain(),
        });
        words.collect()
    }

    fn place(&self, installation: Option<&Installation>, channel: &str, label: &str) -> String {
        // What it was called when it was typed says more than what it is called today.
        if label.trim_start_matches('#') != channel {
            return label.to_owned();
        }
        let known = installation.and_then(|it| self.places.get(&(it.clone(), channel.to_owned())));
        known.map_or_else(|| label.to_owned(), |name| format!("#{name}"))
    }
}

/// An address without what every one of its kind begins with.
fn bare(url: &str) -> &str {
    let begins = ["https://", "http://", "mailto:"];
    let rest = begins.iter().find_map(|scheme| url.strip_prefix(scheme));
    rest.unwrap_or(url).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_read_as_names_and_plain_text() {
        let home = Installation::new(Platform::Slack, "T1");
        let place = |channel: &str| {
            (
                format!("slack:T1/{channel}").parse::<Place>().unwrap(),
                "random".to_owned(),
            )
        };
        let ana = home.account("U1");
        let readable = Readable {
            people: HashMap::from([(ana.clone(), Mention::new("Ana", vec![ana]))]),
            ..Readable::new(&[], vec![place("C1")])
        };
        for (marked, expected) in [
            ("for <@U1|ana.f>", "for Ana"),
            ("with <@U9> and <@U9|zoe>", "with @U9 and zoe"),
            (
                "see <#C1> and <#C1|old> and <#C2>",
                "see #random and #old and #C2",
            ),
            (
                "<https://x.test/?a=1&amp;b=2|the plan>",
                "the plan (https://x.test/?a=1&b=2)",
            ),
            ("<https://x.test>", "https://x.test"),
            ("<http://x.test/|x.test>", "x.test"),
            ("<mailto:a@x.test|a@x.test>", "a@x.test"),
            ("<!subteam^S1|@ops> <!here> 1 &lt; 2", "@ops @here 1 < 2"),
            (":clap::skin-tone-3: :our_cat:", "👏🏼 :our_cat:"),
            ("as typed: `x` *y*\nand on", "as typed: `x` *y*\nand on"),
        ] {
            assert_eq!(readable.text(marked, Some(&home)), expected, "{marked}");
        }
        assert_eq!(readable.text("for <@U1>", None), "for @U1");
    }
}
