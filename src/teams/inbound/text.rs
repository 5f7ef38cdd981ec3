//! Teams' text, which is HTML in all but name, as marked text.
//!
//! What people type comes with `<`, `>` and `&` as entities, so a tag is always Teams' own.

use super::mention::{Mention, Spelling, matching};
use super::writer::Writer;

/// The text with its mentions as marks and without the bot's own.
pub(super) fn marked(html: &str, mentions: &[Mention], is_bot: impl Fn(&str) -> bool) -> String {
    let parts = parts(html);
    let names: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::At(name) => Some(Spelling::new(name)),
            Part::Text(_) => None,
        })
        .collect();
    let matched = matching(&names, mentions);
    let mut matched = names.iter().zip(matched);
    let mut writer = Writer::default();
    for part in &parts {
        match part {
            Part::Text(text) => writer.text(text),
            Part::At(name) => match matched.next() {
                Some((_, Some(this))) if is_bot(&mentions[this].id) => writer.bot(),
                Some((typed, Some(this))) => writer.mention(&mentions[this], typed),
                _ => writer.text(&format!("@{}", name.trim_start_matches('@'))),
            },
        }
    }
    writer.finish()
}

/// The text alone.
pub(super) fn plain(html: &str) -> String {
    let parts = parts(html).into_iter();
    parts
        .map(|part| match part {
            Part::Text(text) | Part::At(text) => text,
        })
        .collect()
}

enum Part {
    Text(String),
    /// The name within an `<at>`.
    At(String),
}

fn parts(html: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        text.push_str(&decode(before));
        rest = after;
        if tag.is("at") {
            if let Some((name, after)) = to_close(after) {
                found.push(Part::Text(std::mem::take(&mut text)));
                found.push(Part::At(name));
                rest = after;
            }
        } else if tag.breaks_line() {
            text.push('\n');
        } else if tag.is("emoji") {
            text.push_str(&decode(tag.attribute("alt").unwrap_or_default()));
        }
    }
    text.push_str(&decode(rest));
    found.push(Part::Text(text));
    found
}

/// The name up to the `</at>`, and what follows it. Another `<at>` before it leaves this one open.
fn to_close(html: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = html;
    loop {
        let (before, tag, after) = next_tag(rest)?;
        name.push_str(&decode(before));
        rest = after;
        if tag.is("/at") {
            return Some((name, rest)).filter(|(name, _)| !name.trim().is_empty());
        }
        if tag.is("at") {
            return None;
        }
    }
}

/// What stands between `<` and `>`.
pub(super) struct Tag<'a>(&'a str);

impl<'a> Tag<'a> {
    pub(super) fn name(&self) -> &'a str {
        let inside = self.0;
        let end = inside
            .char_indices()
            .find(|(at, c)| c.is_whitespace() || (*at > 0 && *c == '/'))
            .map_or(inside.len(), |(at, _)| at);
        &inside[..end]
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    pub(super) fn breaks_line(&self) -> bool {
        ["br", "/p", "/div", "/li"].iter().any(|name| self.is(name))
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.0.split_once(&format!(" {name}=\""))?;
        value.split_once('"').map(|(value, _)| value)
    }
}

/// The first tag, with what stands before and after it. A `<` that opens none is text.
pub(super) fn next_tag(html: &str) -> Option<(&str, Tag<'_>, &str)> {
    let opens = |rest: &str| {
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
    };
    let open = html
        .match_indices('<')
        .map(|(at, _)| at)
        .find(|at| opens(&html[at + 1..]))?;
    let close = open + html[open..].find('>')?;
    Some((
        &html[..open],
        Tag(&html[open + 1..close]),
        &html[close + 1..],
    ))
}

/// The longest entity that is looked for, without its `&` and `;`.
const LONGEST_ENTITY: usize = 9;

/// Undoes HTML's entities, once.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        // No further than it can be: there may be many signs and no end.
        let end = after
            .bytes()
            .take(LONGEST_ENTITY + 1)
            .position(|b| b == b';');
        let entity = end.and_then(|end| Some((entity(&after[..end])?, &after[end + 1..])));
        if let Some((c, after)) = entity {
            decoded.push(c);
            rest = after;
        } else {
            decoded.push('&');
            rest = after;
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::chat::marked::{Piece, escape, pieces, unescape};
    use crate::teams::activity::Activity;

    const BOT: &str = "28:bot";

    /// Mentions as Teams writes them: an id, and how it stands in the text.
    fn mentions(list: &[(&str, &str)]) -> Vec<Mention> {
        let entities: Vec<_> = list
            .iter()
            .map(|(id, name)| {
                json!({
                    "type": "mention",
                    "mentioned": {"id": id, "name": name},
                    "text": format!("<at>{name}</at>"),
                })
            })
            .collect();
        let activity = json!({ "entities": entities }).to_string();
        let activity = Activity::read(activity.as_bytes()).unwrap();
        activity.mentions().map(Mention::from).collect()
    }

    fn read(html: &str, list: &[(&str, &str)]) -> String {
        marked(html, &mentions(list), |id| id == BOT)
    }

    #[test]
    fn entities_are_undone_once_and_tags_go() {
        for (html, expected) in [
            ("a&nbsp;b", "a\u{a0}b"),
            (
                "&lt;at&gt;Siti&lt;/at&gt; +5",
                "&lt;at&gt;Siti&lt;/at&gt; +5",
            ),
            (
                "R&amp;D &amp;lt; &#39;x&#x27; &quot;",
                "R&amp;D &amp;lt; 'x' \"",
            ),
            ("<p>one</p><div>two<br/>three</div>", "one\ntwo\nthree\n"),
            (
                "a <b class=\"x\">bold</b> I <3 you < >",
                "a bold I &lt;3 you &lt; &gt;",
            ),
            (
                "&unknown; &; & &#xd800; &#99999999999;",
                "&amp;unknown; &amp;; &amp; &amp;#xd800; &amp;#99999999999;",
            ),
            (
                "<emoji id=\"clap\" alt=\"👏\" title=\"Clap\"></emoji>!",
                "👏!",
            ),
            ("open <at>nobody", "open nobody"),
            ("<!-- a --><at></at>x<at> </at>", "x "),
        ] {
            assert_eq!(read(html, &[]), expected, "{html}");
        }
    }

    #[test]
    fn names_that_are_not_unique_go_by_order() {
        let both = [("29:a", "Siti"), (BOT, "Siti"), ("29:b", "Siti")];
        assert_eq!(
            read("<at>Siti</at> and <at>Siti</at> or <at>Siti</at>", &both),
            "<@29:a|Siti> and or <@29:b|Siti>"
        );
        // One of them is missing from the text, and nothing tells which.
        assert_eq!(read("<at>Siti</at> +1", &both), "@Siti +1");
    }

    #[test]
    fn the_bot_is_left_out_wherever_it_is_named() {
        let list = [(BOT, "Kudos"), ("29:a", "Budi"), (BOT, "Kudos")];
        for (html, expected) in [
            (
                "<at>Kudos</at>&nbsp;<at>Budi</at> +1 <at>Kudos</at>",
                "<@29:a|Budi> +1 ",
            ),
            ("<at>Kudos</at>: <at>Budi</at> +1", "<@29:a|Budi> +1"),
            ("<at>Kudos</at>, <b>give</b>", "give"),
            ("<at>Kudos</at>:clap: <at>Budi</at>", ":clap: <@29:a|Budi>"),
        ] {
            assert_eq!(read(html, &list), expected, "{html}");
        }
    }

    #[test]
    fn cut_names_are_still_theirs() {
        let list = [
            ("29:a", "Siti Rahmawati"),
            ("29:b", "Nur Aisyah binti Ismail"),
        ];
        assert_eq!(
            read("<at>Siti</at> <at>Aisyah</at> +1", &list),
            "<@29:a|Siti Rahmawati> <@29:b|Nur Aisyah binti Ismail> +1"
        );
    }

    #[test]
    fn a_name_in_two_parts_is_one_mention() {
        let parts = [("29:a", "Siti"), ("29:a", "Rahmawati"), ("29:b", "Budi")];
        for html in [
            "<at>Siti</at>&nbsp;<at>Rahmawati</at> <at>Budi</at>",
            "<at>Siti</at> <at>Rahmawati</at> <at>Budi</at>",
        ] {
            assert_eq!(read(html, &parts), "<@29:a|Siti Rahmawati> <@29:b|Budi>");
        }
        assert_eq!(
            read("<at>Siti Rahmawati</at> <at>Budi</at>", &parts),
            "<@29:a|Siti> <@29:b|Budi>"
        );
        // The same person twice is not a name in two parts.
        let twice = [("29:a", "Siti"), ("29:a", "Siti")];
        assert_eq!(
            read("<at>Siti</at> <at>Siti</at>", &twice),
            "<@29:a|Siti> <@29:a|Siti>"
        );
    }

    #[test]
    fn where_text_and_list_disagree_nobody_else_is_credited() {
        let list = [(BOT, "Kudos"), ("29:a", "Siti"), ("29:b", "Budi")];
        for (html, expected) in [
            // More names than mentions.
            (
                "<at>Kudos</at> <at>Siti</at> <at>Budi</at> <at>Zoë</at>",
                "<@29:a|Siti> <@29:b|Budi> @Zoë",
            ),
            // A mention that is not in the text.
            ("<at>Kudos</at> <at>Budi</at> +1", "<@29:b|Budi> +1"),
            // A name that nobody has: from there on the order tells nothing.
            (
                "<at>Kudos</at> <at>Zoë</at> <at>Budi</at> +1",
                "@Zoë @Budi +1",
            ),
            // Another order.
            ("<at>Budi</at> <at>Siti</at> +1", "<@29:b|Budi> @Siti +1"),
        ] {
            assert_eq!(read(html, &list), expected, "{html}");
        }
    }

    #[test]
    fn names_do_not_break_their_marks() {
        let name = "A|B <c> & \"d\"";
        let html = format!(
            "<at>{}</at>!",
            name.replace('&', "&amp;").replace('<', "&lt;")
        );
        let list = mentions(&[("29:a", name)]);
        let text = marked(&html, &list, |_| false);
        assert_eq!(
            pieces(&text)[0],
            Piece::Mark {
                target: "@29:a",
                label: Some("A|B &lt;c&gt; &amp; \"d\""),
                whole: "<@29:a|A|B &lt;c&gt; &amp; \"d\">",
            },
            "{text}"
        );
        assert_eq!(read("<at>Eve</at>", &[("29:a|x>", "Eve")]), "@Eve");
        assert_eq!(read("<at>Eve</at>", &[("", "Eve")]), "@Eve");
    }

    #[test]
    fn tags_and_channels_are_no_people() {
        let json = json!({"entities": [
            {"type": "mention", "mentioned": {"id": "tag1", "name": "devs", "type": "tag"}, "text": "<at>devs</at>"},
            {"type": "mention", "mentioned": {"id": "dGFn==", "name": "ops", "type": "tag"}, "text": "<at>ops</at>"},
            {"type": "mention", "mentioned": {"id": "19:c@thread.tacv2", "name": "General"}, "text": "<at>General</at>"},
        ]});
        let activity = Activity::read(json.to_string().as_bytes()).unwrap();
        let list: Vec<_> = activity.mentions().map(Mention::from).collect();
        assert_eq!(
            marked(
                "<at>devs</at>, <at>ops</at> in <at>General</at>",
                &list,
                |_| false
            ),
            "<!subteam^tag1|@devs>, @ops in <#19:c@thread.tacv2|General>"
        );
    }

    proptest! {
        #[test]
        fn what_is_typed_comes_out_as_typed(text in any::<String>()) {
            let html = escape(&text).replace('"', "&quot;").replace('\u{a0}', "&nbsp;");
            prop_assert_eq!(unescape(&marked(&html, &[], |_| false)), text);
        }

        #[test]
        fn only_those_mentioned_are_credited(
            html in "(<at>(Siti|Budi|Siti B|x)</at>|</?at>|&lt;|&|<b>| |,|\n|a){0,12}",
            names in proptest::collection::vec(("(28:bot|29:[a-c])", "(Siti|Budi|Siti B|<at>|)"), 0..5),
        ) {
            let list: Vec<_> = names.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
            let text = read(&html, &list);
            for piece in pieces(&text) {
                let Piece::Mark { target, .. } = piece else { continue };
                let id = target.strip_prefix('@').unwrap();
                prop_assert!(id != BOT && list.iter().any(|(known, _)| *known == id), "{text}");
            }
        }

        #[test]
        fn any_text_is_read_without_panic(html in any::<String>(), names in proptest::collection::vec(any::<(String, String)>(), 0..4)) {
            let list: Vec<_> = names.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
            let _ = read(&html, &list);
        }
    }
}
