//! Forms and buttons, as they come back.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Scene;
use crate::chat::{Act, Answers, Form, Input};
use crate::teams::activity::Activity;

/// A form that was sent. It travelled with the card, so it can be shown again with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The form, as it was shown.
    pub form: Form,
    /// What was typed into its fields, as Teams writes it.
    pub inputs: BTreeMap<String, String>,
}

/// The form that an activity sends, when it is one of ours.
pub fn submission(activity: &Activity) -> Option<Submission> {
    let sent = match activity.kind.as_deref() {
        Some("message") => true,
        Some("invoke") => matches!(
            activity.name.as_deref(),
            Some("task/submit" | "composeExtension/submitAction")
        ),
        _ => false,
    };
    let form = Form::deserialize(activity.ours().filter(|_| sent)?.form).ok()?;
    let mut inputs = activity.inputs();
    inputs.retain(|name, _| form.fields().any(|field| field.name == *name));
    Some(Submission { form, inputs })
}

impl Submission {
    fn answers(&self) -> Answers {
        let given = self.form.fields().filter_map(|field| {
            let typed = self.inputs.get(&field.name)?;
            let several = matches!(
                field.input,
                Input::People { .. }
                    | Input::Choice { several: true, .. }
                    | Input::Search { several: true, .. }
            );
            answer(&field.name, typed, several)
        });
        Answers {
            form: self.form.id.clone(),
            context: self.form.context.clone(),
            values: given.collect(),
        }
    }
}

impl Scene<'_> {
    /// What a button or the button of a form says was done.
    pub(super) fn pressed_or_submitted(&self) -> Option<Act> {
        if let Some(submission) = submission(self.activity) {
            return Some(Act::Submitted(submission.answers()));
        }
        let Some(ours) = self.activity.ours() else {
            return self.bare_answers().map(Act::Submitted);
        };
        Some(Act::Pressed {
            action: ours.action?,
            value: ours.value.unwrap_or_default(),
            message: self.activity.reply_to_id.clone(),
        })
    }

    /// The answers to a form that only gives its name.
    fn bare_answers(&self) -> Option<Answers> {
        if self.activity.kind.as_deref() != Some("invoke") {
            return None;
        }
        let mut inputs = self.activity.inputs();
        let form = inputs.remove("form")?;
        let given = inputs
            .iter()
            .filter_map(|(name, typed)| answer(name, typed, name == "to"));
        Some(Answers {
            form,
            context: String::new(),
            values: given.collect(),
        })
    }
}

/// A field with its answers, unless it was left empty.
fn answer(name: &str, typed: &str, several: bool) -> Option<(String, Vec<String>)> {
    let given: Vec<_> = if several {
        typed.split(',').map(str::trim).collect()
    } else {
        vec![typed]
    };
    let given: Vec<_> = given
        .into_iter()
        .filter(|answer| !answer.is_empty())
        .map(str::to_owned)
        .collect();
    (!given.is_empty()).then(|| (name.to_owned(), given))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::chat::{Choice, Field, Item, Part};
    use crate::teams::fixture;
    use crate::teams::inbound::tests::{home, read};
    use crate::teams::inbound::{Event, translate};

    fn form() -> Form {
        let field = |name: &str, input| {
            Item::Field(Field {
                name: name.to_owned(),
                label: name.to_owned(),
                hint: None,
                optional: true,
                input,
            })
        };
        let choice = |several| Input::Choice {
            options: vec![Choice {
                value: "a".to_owned(),
                label: "A".to_owned(),
            }],
            initial: Vec::new(),
            several,
        };
        Form {
            id: "give".to_owned(),
            title: "Give".to_owned(),
            submit: Some("Send".to_owned()),
            cancel: "Close".to_owned(),
            context: r#"{"place":null}"#.to_owned(),
            missing: "Say something".to_owned(),
            back: None,
            items: vec![
                Part::Divider.into(),
                field(
                    "to",
                    Input::People {
                        initial: Vec::new(),
                    },
                ),
                field(
                    "points",
                    Input::Number {
                        initial: None,
                        min: 1,
                        max: 5,
                    },
                ),
                field("values", choice(true)),
                field("mood", choice(false)),
                field(
                    "message",
                    Input::Text {
                        initial: String::new(),
                        multiline: true,
                        max_chars: 10,
                    },
                ),
                field("place", Input::Place { initial: None }),
            ],
        }
    }

    fn sent(kind: &str, name: &str, form: &Value) -> Activity {
        let data = json!({
            "plaudit": {"form": form},
            "msteams": {"type": "x"},
            "to": " u1 , u2,, ",
            "points": 3,
            "values": "a,b",
            "mood": "a,b",
            "message": "longer than ten, with a comma",
            "place": "",
            "stranger": "x",
        });
        let value = if kind == "invoke" {
            json!({ "data": data })
        } else {
            data
        };
        let activity = json!({
            "type": kind, "name": name, "id": "1", "value": value,
            "from": {"id": "29:a"}, "conversation": {"id": "19:c"},
        });
        read(&activity.to_string())
    }

    #[test]
    fn a_form_comes_back_whole_and_with_its_answers() {
        let whole = serde_json::to_value(form()).unwrap();
        for (kind, name) in [
            ("invoke", "task/submit"),
            ("invoke", "composeExtension/submitAction"),
            ("message", ""),
        ] {
            let activity = sent(kind, name, &whole);
            let submission = submission(&activity).unwrap();
            assert_eq!(submission.form, form());
            let inputs: Vec<_> = submission.inputs.keys().map(String::as_str).collect();
            assert_eq!(
                inputs,
                ["message", "mood", "place", "points", "to", "values"]
            );
            assert_eq!(submission.inputs["to"], " u1 , u2,, ");

            let Event::Inbound(acts) = translate(&activity, &home(), jiff::Timestamp::UNIX_EPOCH)
            else {
                panic!("{kind} {name}")
            };
            let Act::Submitted(answers) = &acts[0].act else {
                panic!("{kind} {name}")
            };
            assert_eq!(
                (answers.form.as_str(), &answers.context),
                ("give", &form().context)
            );
            assert_eq!(answers.all("to"), ["u1", "u2"]);
            assert_eq!(answers.all("values"), ["a", "b"]);
            assert_eq!(answers.all("mood"), ["a,b"]);
            assert_eq!(answers.one("points"), Some("3"));
            assert_eq!(
                answers.one("message"),
                Some("longer than ten, with a comma")
            );
            for nothing in ["place", "stranger"] {
                assert_eq!(answers.one(nothing), None, "{nothing}");
            }
        }
    }

    #[test]
    fn what_is_no_form_of_ours_is_not_submitted() {
        assert_eq!(
            submission(&sent("invoke", "task/submit", &json!({"id": 1}))),
            None
        );
        let whole = serde_json::to_value(form()).unwrap();
        assert_eq!(submission(&sent("invoke", "task/fetch", &whole)), None);
        let bare = Activity::read(&fixture("invoke_task_submit.json")).unwrap();
        assert_eq!(submission(&bare), None);
    }
}
