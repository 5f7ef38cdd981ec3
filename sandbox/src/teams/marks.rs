//! What a client makes of what is typed: `@name` becomes a mention with its entity.

use serde_json::{Value, json};

use super::model::{Kind, Model};

/// A text as activities carry it.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// Escaped, with `<at>Name</at>` where somebody is mentioned.
    pub(super) text: String,
    /// The mentions, in order.
    pub(super) mentions: Vec<Value>,
    /// The copy in HTML.
    pub(super) html: String,
}

/// Who can be mentioned: the name that is shown, and the id.
struct Named {
    name: String,
    id: String,
}

/// Typed text as Teams sends it from a conversation of this kind.
pub(super) fn marked(model: &Model, kind: Kind, typed: &str) -> Typed {
    let (mut text, mut html) = (String::new(), String::new());
    let mut mentions = Vec::new();
    let mut rest = typed;
    let mut after_mention = false;
    // A mention starts a word: `a@b` is an address.
    let mut at_start = true;
    while let Some(first) = rest.chars().next() {
        if first == '@'
            && at_start
            && let Some((named, length)) = mention(model, &rest[1..])
        {
            let at = format!("<at>{}</at>", escaped(&named.name));
            html.extend([
                r#"<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid=""#,
                &mentions.len().to_string(),
                r#"">"#,
                &escaped(&named.name),
                "</span>",
            ]);
            mentions.push(json!({
                "type": "mention", "mentioned": {"id": named.id, "name": named.name}, "text": at,
            }));
            text.push_str(&at);
            rest = &rest[length + 1..];
            (after_mention, at_start) = (true, false);
            continue;
        }
        // The editor of channels keeps the space behind a mention from breaking.
        let next = match first {
            ' ' if after_mention && kind == Kind::Channel => "&nbsp;".to_owned(),
            other => escaped(&other.to_string()),
        };
        text.push_str(&next);
        html.push_str(&next);
        at_start = !first.is_alphanumeric() && first != '@';
        after_mention = false;
        rest = &rest[first.len_utf8()..];
    }
    if kind == Kind::Channel {
        text.push('\n');
        html = format!("<div><div>{html}</div></div>");
    } else {
        html = format!("<p>{html}</p>");
    }
    Typed {
        text,
        mentions,
        html,
    }
}

/// Whom the typed text names, and how many bytes were typed for it: the longest name counts, so
/// that somebody called like the bot is not the bot.
fn mention(model: &Model, typed: &str) -> Option<(Named, usize)> {
    let named = |name: &str, id: &str| Named {
        name: name.to_owned(),
        id: id.to_owned(),
    };
    let app = &model.app;
    let people = model.company.users.iter().flat_map(|user| {
        [&user.name, &user.short].map(|typed| (typed, named(&user.name, &user.mri)))
    });
    let bots = [
        (&app.name, named(&app.name, &app.mri())),
        (&app.webhook, named(&app.webhook, &app.webhook_mri())),
    ];
    people
        .chain(bots)
        .filter(|(name, _)| {
            let Some(rest) = starts_with(typed, name) else {
                return false;
            };
            !rest.starts_with(char::is_alphanumeric)
        })
        .max_by_key(|(name, _)| name.len())
        .map(|(name, named)| (named, name.len()))
}

/// What follows `name` in `typed`, whatever the case.
fn starts_with<'a>(typed: &'a str, name: &str) -> Option<&'a str> {
    let (start, rest) = typed.split_at_checked(name.len())?;
    (start.to_lowercase() == name.to_lowercase()).then_some(rest)
}

/// Text with its HTML escaped.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::teams::model::{App, sample_company};

    fn typed(kind: Kind, text: &str) -> Typed {
        let model = Model::new(sample_company(), App::default(), "t");
        marked(&model, kind, text)
    }

    #[test]
    fn names_become_mentions_in_order() {
        let typed = typed(
            Kind::Channel,
            "@Plaudit @Plaudit Santoso @budi +2 a@b <b> & @nobody",
        );
        assert_eq!(
            typed.text,
            "<at>Plaudit</at>&nbsp;<at>Plaudit Santoso</at>&nbsp;<at>Budi Santoso</at>&nbsp;+2 \
             a@b &lt;b&gt; &amp; @nobody\n"
        );
        let ids: Vec<&str> = typed
            .mentions
            .iter()
            .filter_map(|mention| mention["mentioned"]["id"].as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "28:5f0c2d1e-0000-4000-8000-00000000b0b0",
                "29:1fake_plaudit.santoso_mri0123456789-_AbCdEf",
                "29:1fake_budi_mri0123456789-_AbCdEf",
            ]
        );
    }

    #[test]
    fn a_chat_keeps_its_spaces() {
        assert_eq!(typed(Kind::Personal, "bantuan").html, "<p>bantuan</p>");
        let typed = typed(Kind::GroupChat, "@siti hi");
        assert_eq!(typed.text, "<at>Siti Rahmawati</at> hi");
    }

    proptest! {
        #[test]
        fn every_tag_is_a_mention(text in "[a-z@<>&/ ]{0,40}|(@budi|@siti|<at>|[a-z ]){0,9}") {
            let typed = typed(Kind::Channel, &text);
            prop_assert_eq!(typed.text.matches('<').count(), 2 * typed.mentions.len());
        }
    }
}
