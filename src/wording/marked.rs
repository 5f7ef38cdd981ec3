//! What people typed, as rich text.

use super::pattern::push;
use crate::chat::marked::{Piece, pieces, unescape};
use crate::chat::shortcode::{Run, runs};
use crate::chat::{Mention, Platform, Rich, Span};
use crate::emoji;

/// Makes [marked text](crate::chat::marked) of `platform` rich. `mention` knows the people by the
/// ids and labels of the marks; whoever it does not know stands there by name, and is not notified.
pub fn rich(
    marked: &str,
    platform: Platform,
    mention: impl Fn(&str, Option<&str>) -> Option<Mention>,
) -> Rich {
    let mut rich = Vec::new();
    for piece in pieces(marked) {
        match piece {
            Piece::Text(text) => push_text(&mut rich, &unescape(text)),
            Piece::Mark {
                target,
                label,
                whole,
            } => push(&mut rich, mark(platform, target, label, whole, &mention)),
        }
    }
    Rich(rich)
}

/// [Marked text](crate::chat::marked) as plain text, with nobody looked up.
pub fn plain(marked: &str) -> String {
    // Which platform it is of tells only who can be mentioned.
    rich(marked, Platform::Slack, |_, _| None).to_plain()
}

fn mark(
    platform: Platform,
    target: &str,
    label: Option<&str>,
    whole: &str,
    mention: &impl Fn(&str, Option<&str>) -> Option<Mention>,
) -> Span {
    let label = label.map(unescape).filter(|label| !label.is_empty());
    if let Some(id) = target.strip_prefix('@') {
        return mention(id, label.as_deref()).map_or_else(
            || Span::Text(with_sign('@', label.as_deref().unwrap_or(id))),
            Span::Person,
        );
    }
    if let Some(id) = target.strip_prefix("!subteam^") {
        return Span::Group {
            id: id.to_owned(),
            label: with_sign('@', label.as_deref().unwrap_or(id)),
        };
    }
    if let Some(id) = target.strip_prefix('#') {
        return Span::Place {
            platform,
            channel: id.to_owned(),
            label: with_sign('#', label.as_deref().unwrap_or(id)),
        };
    }
    // A broadcast is shown and calls nobody; a date shows what it would without its clock.
    if let Some(special) = target.strip_prefix('!') {
        let name = special.split('^').next().unwrap_or(special);
        return Span::Text(label.unwrap_or_else(|| with_sign('@', name)));
    }
    let url = unescape(target);
    if is_link(&url) {
        let label = label.unwrap_or_else(|| url.trim_start_matches("mailto:").to_owned());
        return Span::Link { url, label };
    }
    Span::Text(unescape(whole))
}

fn with_sign(sign: char, name: &str) -> String {
    format!("{sign}{}", name.trim_start_matches(sign))
}

fn is_link(url: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Adds plain text, with its emoji short names as emoji.
fn push_text(rich: &mut Vec<Span>, text: &str) {
    for run in runs(text) {
        match run {
            Run::Text(text) => push(rich, Span::Text(text.to_owned())),
            Run::Emoji { name, tone: None } => push(rich, Span::Emoji(name.to_owned())),
            Run::Emoji {
                name,
                tone: Some(tone),
            } => {
                let toned = format!("{name}::skin-tone-{tone}");
                push(
                    rich,
                    match emoji::shown(&toned) {
                        Some(_) => Span::Emoji(toned),
                        None => Span::Text(format!(":{toned}:")),
                    },
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chat::marked::escape;
    use crate::chat::{Identity, Platform};

    fn rich(marked: &str, who: impl Fn(&str, Option<&str>) -> Option<Mention>) -> Rich {
        super::rich(marked, Platform::Slack, who)
    }

    fn ana(id: &str, _: Option<&str>) -> Option<Mention> {
        (id == "U1").then(|| Mention {
            name: "Ana".into(),
            identities: vec![Identity::new(Platform::Slack, "T1", id)],
        })
    }

    #[test]
    fn marks_become_what_they_mean() {
        let typed = "<@U1|ana> and <@U2|budi>, <!subteam^S1|@ops>: see <#C1|kudos> \
                     <https://x.test/?a=1&amp;b=2|here> &amp; :clap::+1: <!here>";
        assert_eq!(
            rich(typed, ana).0,
            vec![
                Span::Person(ana("U1", None).unwrap()),
                Span::Text(" and @budi, ".into()),
                Span::Group {
                    id: "S1".into(),
                    label: "@ops".into()
                },
                Span::Text(": see ".into()),
                Span::Place {
                    platform: Platform::Slack,
                    channel: "C1".into(),
                    label: "#kudos".into()
                },
                Span::Text(" ".into()),
                Span::Link {
                    url: "https://x.test/?a=1&b=2".into(),
                    label: "here".into()
                },
                Span::Text(" & ".into()),
                Span::Emoji("clap".into()),
                Span::Emoji("+1".into()),
                Span::Text(" @here".into()),
            ]
        );
    }

    #[test]
    fn only_harmless_schemes_are_links() {
        for typed in ["<javascript:alert(1)|x>", "<data:text/html,x>", "<foo>"] {
            assert!(
                matches!(rich(typed, ana).0.as_slice(), [Span::Text(_)]),
                "{typed}"
            );
        }
        assert_eq!(rich("<mailto:a@b.test>", ana).to_plain(), "a@b.test");
    }

    #[test]
    fn a_time_of_day_is_no_emoji() {
        assert_eq!(rich("at 12:30:45", ana), Rich::plain("at 12:30:45"));
        assert_eq!(rich("a::b", ana), Rich::plain("a::b"));
        assert_eq!(rich(":100:", ana).0, vec![Span::Emoji("100".into())]);
        for code in ["a:b:c", "1:o:2"] {
            assert_eq!(rich(code, ana), Rich::plain(code));
        }
    }

    #[test]
    fn a_tone_belongs_to_its_emoji() {
        assert_eq!(
            rich("nice :pray::skin-tone-4: :our_cat::skin-tone-4:", ana).0,
            vec![
                Span::Text("nice ".into()),
                Span::Emoji("pray::skin-tone-4".into()),
                Span::Text(" :our_cat::skin-tone-4:".into()),
            ]
        );
    }

    proptest! {
        #[test]
        fn never_panics(typed in "[<>@#!|:^a-z0-9& é]{0,40}") {
            rich(&typed, ana);
        }

        #[test]
        fn plain_text_round_trips(text in any::<String>()) {
            prop_assert_eq!(rich(&escape(&text), ana).to_plain(), text);
        }
    }
}
