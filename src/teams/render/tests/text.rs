use serde_json::json;

use super::*;

fn marked(spans: Vec<Span>) -> String {
    let mut people = people::People::new(HERE, true);
    markdown::marked_up(&Rich(spans), &mut people, 300)
}

#[test]
fn people_of_this_tenant_are_mentioned_and_others_named() {
    assert_eq!(marked(vec![person("Ana", TEAM, "a-1")]), "<at>Ana</at>");
    assert_eq!(marked(vec![person("Ana", "T2", "a-1")]), "**Ana**");
    assert_eq!(
        marked(vec![person("<at>*Ana", TEAM, "a 1")]),
        "**\u{200b}<\u{200b}at>∗Ana**"
    );
}

#[test]
fn people_of_one_name_are_told_apart() {
    let said = Message::text(Rich(vec![
        person("Ana [HR]", TEAM, "a-1"),
        person("Ana  (HR)", TEAM, "a-2"),
        person("Ana {HR}", TEAM, "a-3"),
        person("Ana [HR]", TEAM, "a-1"),
    ]));
    let card = message(&said, HERE).card;
    assert_eq!(
        card["body"][0]["text"],
        "<at>Ana HR</at><at>Ana (HR)</at><at>Ana HR (2)</at><at>Ana HR</at>"
    );
    let mention = |text: &str, id: &str, name: &str| json!({ "type": "mention", "text": text, "mentioned": { "id": id, "name": name } });
    assert_eq!(
        card["msteams"]["entities"],
        json!([
            mention("<at>Ana HR</at>", "a-1", "Ana [HR]"),
            mention("<at>Ana (HR)</at>", "a-2", "Ana (HR)"),
            mention("<at>Ana HR (2)</at>", "a-3", "Ana {HR}"),
        ])
    );
}

#[test]
fn typed_signs_neither_mention_nor_format() {
    assert_eq!(
        marked(vec![Span::Text(
            "<at>Ana</at> *a* _b_ ~c~ `d` snake_case [x](y) {{DATE(z)}} & &amp; :) :tada:".into()
        )]),
        "<\u{200b}at>Ana<\u{200b}/at> ∗a∗ ＿b＿ ∼c∼ ‵d‵ snake_case [x]\u{200b}(y) \
         {\u{200b}{DATE(z)}} & &\u{200b}amp; :) 🎉"
    );
    assert_eq!(
        marked(vec![Span::Text("# a\n\n - b\n1. c\n2 d\n#e\n+3".into())]),
        "\u{200b}# a\n\n\u{200b}- b\n\n\u{200b}1. c\n\n2 d\n\n#e\n\n+3"
    );
}

#[test]
fn what_begins_in_one_run_does_not_end_in_the_next() {
    let text = |text: &str| Span::Text(text.into());
    let link = Span::Link {
        url: "https://x.test".into(),
        label: "b".into(),
    };
    assert_eq!(
        marked(vec![
            text("[a]"),
            text("(b) !"),
            link,
            text("{"),
            text("{DATE(x)}} <"),
            text("at>")
        ]),
        "[a]\u{200b}(b) !\u{200b}[b](https://x.test/){\u{200b}{DATE(x)}} <\u{200b}at>"
    );
}

#[test]
fn emphasis_links_and_instants() {
    let at = |at: &str| Span::Time {
        at: at.parse().unwrap(),
        label: "Mon 00:00".into(),
    };
    assert_eq!(
        marked(vec![
            Span::Text("a".into()),
            Span::Bold(" b\nc ".into()),
            Span::Italic("+d".into()),
            Span::Code("/kudos `:x:`".into()),
        ]),
        "a **b c** *\u{200b}+d*\u{200b}**\u{200b}/kudos ‵:x:‵\u{200b}**"
    );
    assert_eq!(
        marked(vec![
            Span::Link {
                url: "https://x.test/(a)?b=1&c=<*>;d".into(),
                label: "[a\nb]".into()
            },
            Span::Link {
                url: "javascript:alert(1)".into(),
                label: "no".into()
            },
            at("2026-11-23T00:00:00Z"),
            at("2026-11-23T00:00:00.5Z"),
            at("-000001-11-23T00:00:00Z"),
        ]),
        "[［a b］](https://x.test/%28a%29?b=1&c=%3C%2A%3E%3Bd)no\
         {{DATE(2026-11-23T00:00:00Z,SHORT)}} {{TIME(2026-11-23T00:00:00Z)}}\
         {{DATE(2026-11-23T00:00:00Z,SHORT)}} {{TIME(2026-11-23T00:00:00Z)}}Mon 00:00"
    );
}

/// Unicode takes them for letters, and Markdown for signs, beside which emphasis begins differently.
#[test]
fn enclosed_letters_may_be_bold() {
    for letter in ["\u{24c2}", "\u{24d0}", "\u{1f130}", "\u{1f170}"] {
        let bold = || Span::Bold(letter.into());
        let text = marked(vec![
            Span::Text("a".into()),
            bold(),
            bold(),
            Span::Text("b".into()),
        ]);
        let seen = check::read(&text).unwrap();
        assert_eq!(
            seen.replace('\u{200b}', "").trim(),
            format!("a{letter}{letter}b"),
            "{text}"
        );
    }
}
