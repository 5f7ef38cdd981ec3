use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::chat::arbitrary::{self, TEAM};
use crate::chat::{Button, Choice, Confirm, Fact, Field, Form, Input, Reply, Rich, Span, Style};
use crate::teams::inbound::Submission;
use crate::teams::{fixture, limits};

const HERE: Target<'static> = Target { tenant: TEAM };

fn person(name: &str, team: &str, user: &str) -> Span {
    Span::Person(Mention {
        name: name.to_owned(),
        identities: vec![Identity::new(Platform::Teams, team, user)],
    })
}

fn marked(spans: Vec<Span>) -> String {
    let mut people = people::People::new(HERE, true);
    markdown::marked_up(&Rich(spans), &mut people, 300)
}

fn button(action: &str, value: &str) -> Button {
    Button {
        label: value.to_owned(),
        action: action.to_owned(),
        value: value.to_owned(),
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    }
}

fn fact(label: &str, value: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        value: value.into(),
    }
}

fn body(said: &Message) -> Vec<Value> {
    let rendered = message(said, HERE);
    assert_eq!(check::activity(&rendered.activity()), Ok(()));
    rendered.card["body"].as_array().unwrap().clone()
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
        ]),
        "[［a b］](https://x.test/%28a%29?b=1&c=%3C%2A%3E%3Bd)no\
         {{DATE(2026-11-23T00:00:00Z,SHORT)}} {{TIME(2026-11-23T00:00:00Z)}}Mon 00:00"
    );
}

#[test]
fn an_announcement() {
    let said = Message::new(Rich(vec![
        person("Ana", TEAM, "a-1"),
        Span::Text(" got 3 points".into()),
    ]))
    .with(Part::Heading("Well done".into()))
    .with(Part::Text(Rich(vec![
        person("Budi", TEAM, "a-2"),
        Span::Text(" gave ".into()),
        person("Ana", TEAM, "a-1"),
        Span::Bold(" +3".into()),
    ])))
    .with(Part::Quote(Rich(vec![
        Span::Text("fixed *it* :tada:\n<b> ".into()),
        Span::Code("{{x}}".into()),
    ])))
    .with(Part::Quote(Rich(vec![
        Span::Text("*with* ".into()),
        person("Ana", TEAM, "a-1"),
    ])))
    .with(Part::Facts(vec![fact("Value", "#team_work")]))
    .with(Part::Lines(vec!["1. Ana".into(), "2. Budi".into()]))
    .with(Part::Divider)
    .with(Part::Note("small print".into()))
    .with(Part::Buttons(vec![button("boost", "k1")]));
    let rendered = message(&said, HERE);
    assert_eq!(check::activity(&rendered.activity()), Ok(()));
    insta::assert_json_snapshot!(rendered.activity());
    assert_eq!(
        rendered.plain()["text"],
        "Well done\nBudi gave Ana +3\nfixed *it* 🎉\n<\u{200b}b> {\u{200b}{x}}\n*with* Ana\n\
         Value: #team_work\n1. Ana\n2. Budi\nsmall print"
    );
}

#[test]
fn eleven_buttons_are_two_rows() {
    let answers = (0..=10).map(|n| button("answer", &n.to_string())).collect();
    let body = body(&Message::text("").with(Part::Buttons(answers)));
    let rows: Vec<Vec<&str>> = body
        .iter()
        .map(|row| {
            let actions = row["actions"].as_array().unwrap().iter();
            actions.map(|it| it["title"].as_str().unwrap()).collect()
        })
        .collect();
    assert_eq!(
        rows,
        [
            vec!["0", "1", "2", "3", "4", "5"],
            vec!["6", "7", "8", "9", "10"],
        ]
    );
}

#[test]
fn an_approval_asks_before_it_counts() {
    let reject = Button {
        label: "Reject".into(),
        style: Style::Danger,
        confirm: Some(Confirm {
            title: "Sure?".into(),
            text: "Ana gets her points back.".into(),
            yes: "Yes, reject".into(),
            no: "No".into(),
        }),
        ..button("reject", "o1")
    };
    let said = Message::new("An order waits")
        .with(Part::Facts(vec![fact("What", "Mug"), fact("Price", "30")]))
        .with(Part::Buttons(vec![button("approve", "o1"), reject]));
    let body = body(&said);
    let asked = &body[1]["actions"][1];
    assert_eq!(asked["type"], "Action.ShowCard");
    assert_eq!(asked["title"], "Reject");
    let yes = &asked["card"]["actions"][0];
    assert_eq!(yes["type"], "Action.Execute");
    assert_eq!(yes["title"], "Yes, reject");
    assert_eq!(
        yes["data"],
        json!({ "plaudit": { "action": "reject", "value": "o1" } })
    );
}

#[test]
fn a_press_comes_back_as_it_was_rendered() {
    let recorded: Value =
        serde_json::from_slice(&fixture("invoke_adaptivecard_action.json")).unwrap();
    let recorded = &recorded["value"]["action"];
    let body = body(&Message::text("x").with(Part::Buttons(vec![button("kudos.boost", "k1")])));
    let rendered = &body[0]["actions"][0];
    assert_eq!(rendered["type"], recorded["type"]);
    assert_eq!(rendered["verb"], recorded["verb"]);
    assert!(recorded["data"].is_object() && rendered["data"].is_object());
}

#[test]
fn a_button_is_what_its_setting_can_do() {
    let opens = Button {
        opens_form: true,
        ..button("give", "")
    };
    let said = Message::text("x").with(Part::Buttons(vec![opens, button("undo", "k1")]));
    let posted = body(&said);
    assert_eq!(posted[0]["actions"][0]["type"], "Action.Submit");
    assert_eq!(
        posted[0]["actions"][0]["data"]["msteams"]["type"],
        "task/fetch"
    );
    let private = to_task(&Reply::Private(said.clone()), None, HERE).unwrap();
    let shown = &private["task"]["value"]["card"]["content"]["body"][0]["actions"];
    assert_eq!(
        shown[0]["data"],
        json!({ "plaudit": { "action": "give", "value": "" } })
    );
    assert_eq!(shown[1]["type"], "Action.Submit");
    let outgoing = to_webhook(&said, HERE);
    assert!(!outgoing.to_string().contains("Action."));
    assert!(carries_buttons(&said));
    assert!(!carries_buttons(
        &Message::text("x").with(Part::Buttons(vec![]))
    ));
}

#[test]
fn a_page_of_a_shop() {
    let said = ["Mug", "Shirt"]
        .iter()
        .fold(
            Message::new("The shop").with(Part::Heading("The shop".into())),
            |said, item| {
                said.with(Part::Divider)
                    .with(Part::Heading((*item).to_owned()))
                    .with(Part::Image {
                        url: format!("https://x.test/{item}.png"),
                        alt: (*item).to_owned(),
                    })
                    .with(Part::Facts(vec![fact("Price", "30"), fact("Left", "4")]))
                    .with(Part::Buttons(vec![button("redeem", item)]))
            },
        )
        .with(Part::Divider)
        .with(Part::Buttons(vec![
            button("page", "1"),
            button("page", "3"),
        ]));
    assert_eq!(check::activity(&message(&said, HERE).activity()), Ok(()));
    insta::assert_json_snapshot!(message(&said, HERE).card);
}

#[test]
fn a_private_answer_with_a_voucher() {
    let said = Message::new("Your voucher")
        .with(Part::Heading("Your voucher".into()))
        .with(Part::Text(Rich(vec![
            Span::Text("Code: ".into()),
            Span::Code("AB_12*CD".into()),
        ])))
        .with(Part::Text(Rich(vec![Span::Link {
            url: "https://shop.test/redeem".into(),
            label: "Redeem it".into(),
        }])))
        .with(Part::Buttons(vec![button("done", "x")]));
    let answer = to_action(&Reply::Private(said.clone()));
    assert_eq!(
        answer["value"],
        "Your voucher\nCode: AB_12*CD\nRedeem it (https://shop.test/redeem)"
    );
    let dialog = to_task(&Reply::Private(said), None, HERE).unwrap();
    assert_eq!(dialog["task"]["value"]["title"], "Your voucher");
    assert_eq!(check::dialog(&dialog), Ok(()));
}

#[test]
fn codes_are_shown_as_they_are_to_be_typed() {
    // A look-alike in a code would be copied into a shop that does not take it.
    let said = Message::text(Rich(vec![Span::Code("AB_12*CD".into())]));
    assert!(body(&said)[0].to_string().contains("AB_12*CD"));
}

fn every_input() -> Form {
    let field = |name: &str, optional, input| Field {
        name: name.to_owned(),
        label: format!("{name}?"),
        hint: Some("a *hint*".into()),
        optional,
        input,
    };
    let choice = |value: &str| Choice {
        value: value.into(),
        label: value.to_uppercase(),
    };
    let choices = |several| Input::Choice {
        options: vec![choice("a"), choice("b"), choice("c,d")],
        initial: vec!["a".into(), "b".into()],
        several,
    };
    Form {
        id: "give".into(),
        title: "Give kudos".into(),
        submit: "Give".into(),
        cancel: "Cancel".into(),
        context: "{}".into(),
        intro: Some(Rich(vec![person("Ana", TEAM, "a-1")])),
        fields: vec![
            field(
                "to",
                false,
                Input::People {
                    initial: vec![
                        Identity::new(Platform::Teams, TEAM, "a-1"),
                        Identity::new(Platform::Teams, TEAM, "a-2"),
                        Identity::new(Platform::Slack, TEAM, "U1"),
                    ],
                },
            ),
            field("place", true, Input::Place),
            field(
                "points",
                false,
                Input::Number {
                    initial: Some(2),
                    min: 1,
                    max: 5,
                },
            ),
            field("value", true, choices(false)),
            field("values", true, choices(true)),
            field(
                "message",
                true,
                Input::Text {
                    initial: "*hi*".into(),
                    multiline: true,
                    max_chars: 500,
                },
            ),
        ],
    }
}

#[test]
fn a_form_is_a_dialog() {
    let dialog = dialog(&every_input(), HERE);
    assert_eq!(check::dialog(&dialog), Ok(()));
    insta::assert_json_snapshot!(dialog);
}

fn elements(dialog: &Value) -> &Vec<Value> {
    let card = &dialog["task"]["value"]["card"]["content"];
    card["body"].as_array().unwrap()
}

#[test]
fn a_form_comes_again_with_what_was_typed() {
    let submission = Submission {
        form: every_input(),
        inputs: [
            ("to", "a-9"),
            ("points", "7"),
            ("values", "b"),
            ("message", "{{DATE(x)}} *ho*"),
        ]
        .map(|(name, typed)| (name.to_owned(), typed.to_owned()))
        .into(),
    };
    let errors = [("points", "Too many."), ("place", "Where?")]
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    let again = to_task(&Reply::Invalid(errors.into()), Some(&submission), HERE).unwrap();
    let body = elements(&again);
    assert_eq!(
        body[0]["text"], "Where?",
        "what is not asked is said at the top"
    );
    let at = body.iter().position(|it| it["id"] == "points").unwrap();
    assert_eq!(body[at - 1]["text"], "Too many.");
    assert_eq!(body[at - 1]["color"], "attention");
    let values: Vec<&Value> = body
        .iter()
        .filter(|it| it["id"].is_string())
        .map(|it| &it["value"])
        .collect();
    assert_eq!(
        json!(values),
        json!(["a-9", 7, null, "b", "{{DATE(x)}} *ho*"]),
        "what was cleared stays so"
    );
    let card = &again["task"]["value"]["card"]["content"];
    let travels: Form =
        serde_json::from_value(card["actions"][0]["data"]["plaudit"]["form"].clone()).unwrap();
    assert_eq!(travels, every_input());
}

#[test]
fn replies_to_actions_are_words() {
    assert_eq!(
        to_action(&Reply::Nothing),
        json!({
            "statusCode": 200,
            "type": "application/vnd.microsoft.activity.message",
            "value": "✓",
        })
    );
    let open = Reply::Open {
        form: Box::new(every_input()),
        otherwise: Message::text("type it"),
    };
    assert_eq!(to_action(&open)["value"], "type it");
    let invalid = Reply::Invalid(vec![
        ("a".into(), "One.".into()),
        ("b".into(), "Two.".into()),
    ]);
    assert_eq!(to_action(&invalid)["value"], "One.\nTwo.");
    assert_eq!(
        to_task(&invalid, None, HERE).unwrap(),
        json!({ "task": { "type": "message", "value": "One.\nTwo." } })
    );
    assert_eq!(to_task(&Reply::Nothing, None, HERE), None);
    let opened = to_task(&open, None, HERE).unwrap();
    assert_eq!(opened, dialog(&every_input(), HERE));
    assert_eq!(invoke_error("no")["value"]["message"], "no");
    assert_eq!(no_offers()["composeExtension"]["attachments"], json!([]));
}

#[test]
fn what_does_not_fit_is_folded_and_buttons_stay() {
    let lines = (0..400)
        .map(|n| Rich(vec![person(&format!("Ana {n}"), TEAM, &format!("a-{n}"))]))
        .collect();
    let said = Message::new("long")
        .with(Part::Lines(lines))
        .with(Part::Buttons(vec![button("page", "2")]))
        .with(Part::Note("the end".into()));
    let body = body(&said);
    assert!(body.len() > 50, "as much as there is room for");
    assert_eq!(body[body.len() - 2]["text"], "…");
    assert_eq!(body[body.len() - 1]["type"], "ActionSet");
}

#[test]
fn the_longest_texts_are_cut_first() {
    let said = (0..5)
        .fold(Message::new("long"), |said, _| {
            said.with(Part::Text("a".repeat(4000).into()))
        })
        .with(Part::Note("the end".into()));
    let body = body(&said);
    assert_eq!(body.len(), 6);
    assert_eq!(body[0]["text"].as_str().unwrap().chars().count(), 2000);
    assert_eq!(body[5]["text"], "the end");
}

#[test]
fn nothing_to_say_is_still_something() {
    let rendered = message(&Message::default(), HERE);
    assert_eq!(rendered.summary, "…");
    assert_eq!(rendered.card["body"][0]["text"], "…");
    assert_eq!(rendered.plain()["text"], "…");
    let unsummed = Message::default().with(Part::Heading("Title".into()));
    assert_eq!(message(&unsummed, HERE).summary, "Title");
}

/// A text as a reader compares it: look-alikes undone, without what is invisible.
fn seen(text: &str) -> String {
    let alike = [
        ('\u{2217}', '*'),
        ('\u{ff3f}', '_'),
        ('\u{223c}', '~'),
        ('\u{2035}', '`'),
    ];
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .filter(|c| !matches!(*c, literal::GUARD | '\u{feff}'))
        .map(|c| {
            let sign = alike.iter().find(|(it, _)| *it == c);
            sign.map_or(c, |(_, sign)| *sign)
        })
        .collect()
}

fn is_only_words(span: &Span) -> bool {
    !matches!(span, Span::Time { .. } | Span::Link { .. })
}

// Each case is a card or more, read by a second reader.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_message_is_one_that_teams_takes(said in arbitrary::message(Platform::Teams)) {
        prop_assert_eq!(check::activity(&message(&said, HERE).activity()), Ok(()));
        prop_assert_eq!(check::activity(&to_webhook(&said, HERE)), Ok(()));
        let shown = to_task(&Reply::Private(said), None, HERE).unwrap();
        prop_assert_eq!(check::dialog(&shown), Ok(()));
    }

    #[test]
    fn any_form_is_one_that_teams_takes(form in arbitrary::form(Platform::Teams)) {
        prop_assert_eq!(check::dialog(&dialog(&form, HERE)), Ok(()));
    }
}

proptest! {
    #[test]
    fn any_cut_is_sound(rich in arbitrary::rich(Platform::Teams), max in 1_usize..60) {
        let mut nobody = people::People::new(HERE, false);
        let text = markdown::marked_up(&rich, &mut nobody, max);
        prop_assert!(limits::units(&text) <= max);
        let without_macros = text.replace("{{DATE", "").replace("{{TIME", "");
        prop_assert!(check::read(&without_macros).is_ok(), "{}", text);
    }

    #[test]
    fn what_is_said_is_what_is_read(rich in arbitrary::rich(Platform::Teams)) {
        let rich: Rich = rich.0.into_iter().filter(is_only_words).collect();
        let mut nobody = people::People::new(HERE, false);
        let text = markdown::marked_up(&rich, &mut nobody, 100_000);
        prop_assert_eq!(
            seen(&check::read(&text).unwrap()),
            seen(&words::plain(&rich, false)),
            "{}", text
        );
    }
}
