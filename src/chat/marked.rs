//! Marked text: what people type, with mentions and links kept as marks.
//!
//! One notation for every platform, so that the grammar needs to know none: `<@id>` or
//! `<@id|name>` a person, `<!subteam^id|@handle>` a group, `<#id|name>` a conversation,
//! `<url|label>` a link, `<!here>` a broadcast; outside marks `&`, `<` and `>` are written
//! `&amp;`, `&lt;` and `&gt;`. It is what Slack sends (docs.slack.dev, "Formatting message text");
//! other platforms are translated into it.

/// Undoes the three escapes, once.
pub fn unescape(text: &str) -> String {
    // `&amp;` last, so that `&amp;lt;` becomes the `&lt;` that was typed.
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Makes plain text safe to stand outside marks.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A piece of marked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Outside any mark, still escaped.
    Text(&'a str),
    /// Between `<` and `>`, split at the first `|`.
    Mark {
        /// Before the `|`, with its sign (`@U1`, `#C1`, `!here`, `https://…`).
        target: &'a str,
        /// After it.
        label: Option<&'a str>,
        /// The whole mark, with its brackets.
        whole: &'a str,
    },
}

/// Whether somebody is mentioned by what is said in a text, and not only by what it quotes.
pub fn calls(text: &str, is: impl Fn(&str) -> bool) -> bool {
    said(text).any(|line| {
        pieces(line).iter().any(|piece| match piece {
            Piece::Mark { target, .. } => target.strip_prefix('@').is_some_and(&is),
            Piece::Text(_) => false,
        })
    })
}

/// Whether a text quotes another.
pub fn quotes(text: &str) -> bool {
    said(text).count() < text.lines().count()
}

/// The lines that are said: those that begin with `>` are quoted, and all behind `>>>`.
fn said(text: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &str, sign: &str| {
        let line = line.trim_start_matches(' ');
        line.starts_with(sign) || line.starts_with(&sign.replace('>', "&gt;"))
    };
    text.lines()
        .take_while(move |line| !begins(line, ">>>"))
        .filter(move |line| !begins(line, ">"))
}

/// Splits marked text. Joining the pieces gives the text back.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>').map(|at| open + at) else {
            break;
        };
        // A second `<` before the `>` means that the first opened nothing.
        let open = rest[open..close].rfind('<').map_or(open, |at| open + at);
        if open > 0 {
            found.push(Piece::Text(&rest[..open]));
        }
        let inside = &rest[open + 1..close];
        let whole = &rest[open..=close];
        match inside.split_once('|') {
            Some((target, label)) => found.push(Piece::Mark {
                target,
                label: Some(label),
                whole,
            }),
            None => found.push(Piece::Mark {
                target: inside,
                label: None,
                whole,
            }),
        }
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn splits_marks_from_text() {
        assert_eq!(
            pieces("a <@U1|ana> &lt; <https://x.test|x>"),
            vec![
                Piece::Text("a "),
                Piece::Mark {
                    target: "@U1",
                    label: Some("ana"),
                    whole: "<@U1|ana>"
                },
                Piece::Text(" &lt; "),
                Piece::Mark {
                    target: "https://x.test",
                    label: Some("x"),
                    whole: "<https://x.test|x>"
                },
            ]
        );
    }

    #[test]
    fn who_is_quoted_is_not_called() {
        for (text, expected) in [
            ("hi <@U1>", true),
            ("&gt; <@U1> +5", false),
            ("> <@U1> +5", false),
            ("  &gt; <@U1>\nlook", false),
            ("&gt; old\n<@U1|bot> new", true),
            ("&gt;&gt;&gt; old\n<@U1> still old", false),
            ("5 &gt; 3 <@U1>", true),
            ("<@U2>", false),
        ] {
            assert_eq!(calls(text, |id| id == "U1"), expected, "{text}");
        }
    }

    #[test]
    fn escapes_are_undone_once() {
        assert_eq!(unescape("&amp;lt; &lt;b&gt;"), "&lt; <b>");
    }

    proptest! {
        #[test]
        fn pieces_join_to_the_text(text in "[<>@#!|a-z& é]{0,40}") {
            let joined: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) => text,
                    Piece::Mark { whole, .. } => whole,
                })
                .collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn escaping_round_trips(text in any::<String>()) {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }
    }
}
