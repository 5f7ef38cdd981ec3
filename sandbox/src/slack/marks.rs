//! What a client makes of what is typed: mentions and links become marks, the rest is escaped.

use serde_json::{Value, json};

use super::model::{ChannelKind, Model};

/// How much of the typed text becomes marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A slash command with `should_escape`: everywhere, code included.
    Command,
    /// A message: not within backticks.
    Message,
}

/// Typed text as Slack sends it.
pub(super) fn marked(model: &Model, text: &str, typed: Typed) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut in_code = false;
    // A mark starts a word: `a@b` is an address and `x#1` no channel.
    let mut at_start = true;
    while let Some(first) = rest.chars().next() {
        if first == '`' {
            in_code = !in_code;
        }
        let open = typed == Typed::Command || !in_code;
        if open
            && at_start
            && let Some((mark, length)) = mark(model, rest, typed)
        {
            out.push_str(&mark);
            rest = &rest[length..];
            at_start = false;
            continue;
        }
        match first {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
        at_start = !first.is_alphanumeric() && first != '@' && first != '#';
        rest = &rest[first.len_utf8()..];
    }
    out
}

/// The mark that `rest` starts with, and how many bytes were typed for it.
fn mark(model: &Model, rest: &str, typed: Typed) -> Option<(String, usize)> {
    if let Some(name) = rest.strip_prefix('@') {
        return mention(model, name, typed).map(|(mark, length)| (mark, length + 1));
    }
    if let Some(name) = rest.strip_prefix('#') {
        let word = word(name);
        let channel = model.team.channels.iter().find(|channel| {
            channel.name == word
                && matches!(channel.kind, ChannelKind::Public | ChannelKind::Private)
        })?;
        // A private channel's name is never given away.
        let shown = if channel.kind == ChannelKind::Public {
            word
        } else {
            ""
        };
        return Some((format!("<#{}|{shown}>", channel.id), word.len() + 1));
    }
    if rest.starts_with("https://") || rest.starts_with("http://") {
        let end = rest.find(|c: char| c.is_whitespace() || c == '<' || c == '>');
        let url = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', '!', '?', ')']);
        return Some((format!("<{}>", url.replace('&', "&amp;")), url.len()));
    }
    let address = address(rest)?;
    Some((format!("<mailto:{address}|{address}>"), address.len()))
}

/// The e-mail address that `rest` starts with.
fn address(rest: &str) -> Option<&str> {
    let (local, behind) = rest.split_once('@')?;
    let domain = word(behind);
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let whole = !local.is_empty() && local.chars().all(is_local) && domain.contains('.');
    whole.then(|| &rest[..local.len() + 1 + domain.len()])
}

fn mention(model: &Model, name: &str, typed: Typed) -> Option<(String, usize)> {
    let word = word(name);
    if matches!(word, "here" | "channel" | "everyone") {
        return Some((format!("<!{word}>"), word.len()));
    }
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let user =
        model.team.users.iter().find(|user| {
            !user.deleted && (same(&user.name, word) || same(&user.display_name, word))
        });
    if let Some(user) = user.filter(|_| !word.is_empty()) {
        let mark = match typed {
            Typed::Command => format!("<@{}|{}>", user.id, user.name),
            Typed::Message => format!("<@{}>", user.id),
        };
        return Some((mark, word.len()));
    }
    let group = model
        .team
        .groups
        .iter()
        .find(|group| group.handle == word)?;
    Some((
        format!("<!subteam^{}|@{}>", group.id, group.handle),
        word.len(),
    ))
}

/// A handle: letters, digits and `._-`, without a full stop or a plus run behind it.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "._-".contains(c)));
    text[..end.unwrap_or(text.len())].trim_end_matches(['.', '-'])
}

/// The `rich_text` block that a client adds to what a person typed.
pub(super) fn rich_text(text: &str) -> Value {
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>').map(|at| open + at) else {
            break;
        };
        plain(&rest[..open], &mut runs);
        runs.push(run(&rest[open + 1..close]));
        rest = &rest[close + 1..];
    }
    plain(rest, &mut runs);
    json!({"type": "rich_text", "block_id": "typed", "elements": [
        {"type": "rich_text_section", "elements": runs},
    ]})
}

fn run(mark: &str) -> Value {
    let (target, label) = mark.split_once('|').unwrap_or((mark, ""));
    if let Some(id) = target.strip_prefix('@') {
        return json!({"type": "user", "user_id": id});
    }
    if let Some(id) = target.strip_prefix('#') {
        return json!({"type": "channel", "channel_id": id});
    }
    if let Some(id) = target.strip_prefix("!subteam^") {
        return json!({"type": "usergroup", "usergroup_id": id});
    }
    if let Some(range) = target.strip_prefix('!') {
        return json!({"type": "broadcast", "range": range});
    }
    let mut link = json!({"type": "link", "url": unescaped(target)});
    if !label.is_empty() {
        link["text"] = json!(unescaped(label));
    }
    link
}

/// Plain text between marks, with its emoji.
fn plain(text: &str, runs: &mut Vec<Value>) {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(':') {
        let name = rest[open + 1..]
            .find(':')
            .map(|at| &rest[open + 1..=open + at]);
        let emoji = name.filter(|name| {
            name.len() > 1
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c))
        });
        if let Some(name) = emoji {
            kept.push_str(&rest[..open]);
            push_text(&mut kept, runs);
            runs.push(json!({"type": "emoji", "name": name}));
            rest = &rest[open + name.len() + 2..];
        } else {
            kept.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
        }
    }
    kept.push_str(rest);
    push_text(&mut kept, runs);
}

fn push_text(kept: &mut String, runs: &mut Vec<Value>) {
    if !kept.is_empty() {
        runs.push(json!({"type": "text", "text": unescaped(kept)}));
        kept.clear();
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::slack::model::sample_company;

    fn model() -> Model {
        Model::new(sample_company(), "t")
    }

    fn command(text: &str) -> String {
        marked(&model(), text, Typed::Command)
    }

    #[test]
    fn a_command_is_escaped_as_slack_escapes_it() {
        assert_eq!(
            command("@budi, @tim-dev +5 for <b> & #teamwork in #general"),
            "<@U0BUDI00002|budi>, <!subteam^S0TIMDEV001|@tim-dev> +5 for &lt;b&gt; &amp; \
             #teamwork in <#C0GENERAL01|general>"
        );
        assert_eq!(
            command("@nur.aisyah. @here"),
            "<@U0NURAI0003|nur.aisyah>. <!here>"
        );
        assert_eq!(command("#leadership"), "<#C0LEADERS01|>");
        assert_eq!(
            command("a@budi x@y.z @nobody"),
            "a@budi <mailto:x@y.z|x@y.z> @nobody"
        );
        assert_eq!(
            command("https://x.test/?a=1&b=2."),
            "<https://x.test/?a=1&amp;b=2>."
        );
    }

    #[test]
    fn a_message_keeps_code_as_it_is() {
        let said = marked(&model(), "@budi++ `@budi`", Typed::Message);
        assert_eq!(said, "<@U0BUDI00002>++ `@budi`");
    }

    #[test]
    fn rich_text_has_a_run_for_every_mark() {
        let block = rich_text("hi <@U1> :clap: 10:30 &lt; <https://x.test|x>");
        let kinds: Vec<&str> = block["elements"][0]["elements"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|run| run["type"].as_str())
            .collect();
        assert_eq!(kinds, ["text", "user", "text", "emoji", "text", "link"]);
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_out_of_a_mark(text in "[a-z@#:/`<>&. ]{0,40}") {
            let sent = command(&text);
            // Every bracket left is one of a mark, and marks do not nest.
            let mut open = false;
            for c in sent.chars() {
                match c {
                    '<' => { prop_assert!(!open); open = true; }
                    '>' => { prop_assert!(open); open = false; }
                    _ => {}
                }
            }
            prop_assert!(!open);
            rich_text(&sent);
        }
    }
}
