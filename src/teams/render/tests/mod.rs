mod forms;
mod properties;
mod text;

use serde_json::json;

use super::*;
use crate::chat::arbitrary::TEAM;
use crate::chat::{Button, Confirm, Fact, Reply, Rich, Span, Style};
use crate::teams::fixture;

const HERE: Target<'static> = Target { tenant: TEAM };

fn person(name: &str, team: &str, user: &str) -> Span {
    Span::Person(Mention {
        name: name.to_owned(),
        identities: vec![Identity::new(Platform::Teams, team, user)],
    })
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
    assert!(passes_by(&Message::text("x")));
    assert!(!passes_by(&said));
    let lines = Part::Lines(vec![Rich::plain("one"), Rich::plain("two")]);
    assert!(
        !passes_by(&Message::new("x").with(lines)),
        "it would run together"
    );
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
    let answer = to_action(&Reply::Private(said.clone()), HERE);
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
