use serde_json::json;

use super::*;
use crate::chat::{Choice, Field, Form, Input};
use crate::teams::inbound::Submission;

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
    assert_eq!(no_offers()["composeExtension"]["attachments"], json!([]));
}
