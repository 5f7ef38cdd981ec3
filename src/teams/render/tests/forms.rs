use serde_json::json;

use super::*;
use crate::chat::{Button, Choice, Field, Form, Input, Item, Part, Style};
use crate::teams::inbound::Submission;

fn every_input() -> Form {
    let field = |name: &str, optional, input| {
        Item::Field(Field {
            name: name.to_owned(),
            label: format!("{name}?"),
            hint: Some("a *hint*".into()),
            optional,
            input,
        })
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
        submit: Some("Give".into()),
        cancel: "Cancel".into(),
        context: "{}".into(),
        missing: "Please fill this in.".into(),
        back: None,
        items: vec![
            Part::Text(Rich(vec![person("Ana", TEAM, "a-1")])).into(),
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
            field("place", true, Input::Place { initial: None }),
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

fn button(action: &str) -> Button {
    Button {
        label: action.to_uppercase(),
        action: action.to_owned(),
        value: "1".to_owned(),
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    }
}

/// Sections, pictures and buttons stand between the questions; none of the buttons asks for answers.
#[test]
fn a_form_shows_what_a_message_shows() {
    let image = Part::Image {
        url: "https://x.test/mug.png".into(),
        alt: "A mug".into(),
    };
    let mut form = every_input();
    form.items = vec![
        Part::Heading("Mugs".into()).into(),
        image.into(),
        Part::Divider.into(),
        Part::Buttons(vec![button("add")]).into(),
        form.items.pop().unwrap(),
    ];
    form.back = Some(button("back"));
    let asking = dialog(&form, HERE);
    assert_eq!(check::dialog(&asking), Ok(()));
    let kinds: Vec<&str> = elements(&asking)
        .iter()
        .filter_map(|it| it["type"].as_str())
        .collect();
    let shown = ["TextBlock", "Image", "ActionSet", "Input.Text", "TextBlock"];
    assert_eq!(kinds, shown);
    assert_eq!(elements(&asking)[1]["altText"], "A mug");
    assert_eq!(elements(&asking)[2]["separator"], true);
    let actions = |dialog: &Value| dialog["task"]["value"]["card"]["content"]["actions"].clone();
    assert_eq!(actions(&asking)[1]["data"]["plaudit"]["action"], "back");

    // What cannot be sent is not asked.
    form.submit = None;
    let telling = dialog(&form, HERE);
    assert_eq!(check::dialog(&telling), Ok(()));
    assert_eq!(actions(&telling).as_array().unwrap().len(), 1);
    assert_eq!(elements(&telling).len(), 3);
}

#[test]
fn what_is_searched_is_asked_for_by_name() {
    let choice = |value: &str| Choice {
        value: value.into(),
        label: value.to_uppercase(),
    };
    let mut form = every_input();
    form.items = vec![
        Field {
            name: "values".into(),
            label: "Which?".into(),
            hint: None,
            optional: true,
            input: Input::Search {
                initial: vec![choice("a"), choice("b,c")],
                several: true,
            },
        }
        .into(),
    ];
    let asked = dialog(&form, HERE);
    assert_eq!(check::dialog(&asked), Ok(()));
    let input = &elements(&asked)[0];
    assert_eq!(input["choices.data"]["dataset"], "give/values");
    assert_eq!(input["value"], "a", "a comma would make it two");

    let submission = Submission {
        form,
        inputs: [("values".to_owned(), "a,z".to_owned())].into(),
    };
    let errors = vec![("values".to_owned(), "Others!".to_owned())];
    let again = to_task(&Reply::Invalid(errors), Some(&submission), HERE).unwrap();
    let input = &elements(&again)[1];
    assert_eq!(input["value"], "a,z");
    assert_eq!(input["choices"][1]["value"], "z", "what was found stays");

    let found: Vec<Choice> = (0..40).map(|n| choice(&n.to_string())).collect();
    let offers = offers(&found);
    assert_eq!(
        offers["type"],
        "application/vnd.microsoft.search.searchResponse"
    );
    assert_eq!(offers["value"]["results"].as_array().unwrap().len(), 15);
}

#[test]
fn an_answer_may_take_the_place_of_the_card() {
    let said = Message::text("took back").with(Part::Buttons(vec![button("again")]));
    let answer = to_action(&Reply::Instead(said.clone()), HERE);
    assert_eq!(answer["type"], "application/vnd.microsoft.card.adaptive");
    assert_eq!(answer["value"], message(&said, HERE).card);
    let in_dialog = to_task(&Reply::Instead(said.clone()), None, HERE);
    assert_eq!(in_dialog, to_task(&Reply::Private(said), None, HERE));
}

#[test]
fn replies_to_actions_are_words() {
    assert_eq!(
        to_action(&Reply::Nothing, HERE),
        json!({
            "statusCode": 200,
            "type": "application/vnd.microsoft.activity.message",
            "value": "✓",
        })
    );
    let open = Reply::open(every_input(), Message::text("type it"));
    assert_eq!(to_action(&open, HERE)["value"], "type it");
    let invalid = Reply::Invalid(vec![
        ("a".into(), "One.".into()),
        ("b".into(), "Two.".into()),
    ]);
    assert_eq!(to_action(&invalid, HERE)["value"], "One.\nTwo.");
    assert_eq!(
        to_task(&invalid, None, HERE).unwrap(),
        json!({ "task": { "type": "message", "value": "One.\nTwo." } })
    );
    assert_eq!(to_task(&Reply::Nothing, None, HERE), None);
    let opened = to_task(&open, None, HERE).unwrap();
    assert_eq!(opened, dialog(&every_input(), HERE));
    assert_eq!(no_offers()["composeExtension"]["attachments"], json!([]));
}
