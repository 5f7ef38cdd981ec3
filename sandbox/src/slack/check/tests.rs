use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Surface, blocks, offers, view};

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

fn faults(block: &Value) -> String {
    blocks(&json!([block]), Surface::Message).join("\n")
}

#[test]
fn takes_a_well_formed_message() {
    let message = json!([
        {"type": "header", "text": plain("Kudos")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1> *+5*"},
         "fields": [{"type": "mrkdwn", "text": "a"}], "accessory":
            {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}},
        {"type": "divider"},
        {"type": "rich_text", "elements": [
            {"type": "rich_text_quote", "elements": [
                {"type": "text", "text": "well done", "style": {"bold": true}},
                {"type": "emoji", "name": "clap"}]},
            {"type": "rich_text_list", "style": "bullet", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}]}]},
        {"type": "actions", "elements": [
            {"type": "button", "action_id": "boost", "text": plain("+1"), "value": "k",
             "style": "primary", "confirm": {"title": plain("Sure?"), "text": plain("Really."),
             "confirm": plain("Yes"), "deny": plain("No")}}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "small"}]},
    ]);
    assert_eq!(blocks(&message, Surface::Message), Vec::<String>::new());
}

#[test]
fn names_the_fault_and_its_place() {
    assert_eq!(
        faults(&json!({"type": "section", "text": {"type": "mrkdwn", "text": "x".repeat(3001)}})),
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    );
    assert_eq!(
        faults(&json!({"type": "section", "text": {"type": "mrkdwn", "text": ""}})),
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    );
    assert!(faults(&json!({"type": "poll"})).contains("unsupported type: poll"));
    assert!(faults(&json!({"type": "section"})).contains("missing required field"));
    assert!(
        faults(&json!({"type": "section",
            "text": {"type": "mrkdwn", "text": "a", "emoji": true}}))
        .contains("invalid additional property: emoji")
    );
    assert!(faults(&json!({"type": "header", "text": plain(&"x".repeat(151))})).contains("151"));
    assert!(
        faults(&json!({"type": "input", "label": plain("a"),
            "element": {"type": "plain_text_input"}}))
        .contains("not allowed in messages")
    );
}

#[test]
fn ids_are_unique_where_slack_wants_them_unique() {
    let button = json!({"type": "button", "action_id": "a", "text": plain("x")});
    let twice = json!({"type": "actions", "elements": [button, button]});
    assert!(faults(&twice).contains("action_id already exists"));
    let divider = json!({"type": "divider", "block_id": "b"});
    let found = blocks(&json!([divider, divider]), Surface::Message);
    assert!(found[0].contains("block_id already exists"));
}

#[test]
fn counts_blocks_by_surface() {
    let many: Value = (0..51).map(|_| json!({"type": "divider"})).collect();
    assert_eq!(blocks(&many, Surface::Message).len(), 1);
    assert!(blocks(&many, Surface::Home).is_empty());
}

#[test]
fn a_modal_with_inputs_needs_a_submit_button() {
    let mut modal = json!({
        "type": "modal", "title": plain("Give"), "blocks": [
            {"type": "input", "label": plain("Points"), "element":
                {"type": "number_input", "is_decimal_allowed": false, "min_value": "1",
                 "max_value": "9", "initial_value": "10"}},
        ],
    });
    let found = view(&modal).join("\n");
    assert!(found.contains("missing required field: submit"), "{found}");
    assert!(found.contains("between min_value and max_value"), "{found}");
    modal["submit"] = plain("Send");
    modal["blocks"][0]["element"]["initial_value"] = json!("2");
    assert_eq!(view(&modal), Vec::<String>::new());
    modal["title"] = plain(&"x".repeat(25));
    assert!(view(&modal)[0].contains("less than 25"));
}

#[test]
fn a_first_choice_must_be_on_offer() {
    let option = |value: &str| json!({"text": plain(value), "value": value});
    let select = json!({"type": "section", "text": plain("x"), "accessory":
        {"type": "static_select", "options": [option("a")], "initial_option": option("b")}});
    assert!(faults(&select).contains("one of the provided options"));
}

#[test]
fn a_list_that_is_searched_is_answered_with_options() {
    let option = |value: &str| json!({"text": plain(value), "value": value});
    let list = |element: Value| {
        let mut element = element;
        element["action_id"] = json!("a");
        json!({"type": "modal", "title": plain("x"), "submit": plain("Send"), "blocks": [
            {"type": "input", "block_id": "b", "label": plain("x"), "element": element}]})
    };
    let many = json!({"type": "multi_external_select", "min_query_length": 0,
                      "initial_options": [option("a")]});
    assert_eq!(view(&list(many)), Vec::<String>::new());
    let ids = json!({"type": "external_select", "initial_option": "a"});
    assert!(view(&list(ids)).join("\n").contains("must be an object"));
    let both = json!({"type": "external_select", "options": [option("a")]});
    assert!(
        view(&list(both))
            .join("\n")
            .contains("invalid additional property: options")
    );

    let offered: Value = (0..101).map(|n| option(&n.to_string())).collect();
    assert!(offers(&json!({"options": offered}))[0].contains("no more than 100"));
    assert_eq!(offers(&json!({"options": []})), Vec::<String>::new());
    assert_eq!(offers(&json!({})).len(), 1);
}

fn arbitrary_json() -> impl Strategy<Value = Value> {
    let words = prop_oneof![
        Just("section"),
        Just("actions"),
        Just("button"),
        Just("plain_text"),
        Just("mrkdwn"),
        Just("rich_text"),
        Just("rich_text_list"),
        Just("static_select"),
        Just("x"),
    ];
    let names = prop_oneof![
        Just("type"),
        Just("text"),
        Just("elements"),
        Just("accessory"),
        Just("options"),
        Just("fields"),
        Just("value"),
        Just("initial_option"),
        Just("confirm"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<i64>().prop_map(Value::from),
        words.prop_map(Value::from)
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn survives_any_json(value in arbitrary_json()) {
        // Whatever is sent, the answer is a list of faults and never a panic.
        view(&value);
        blocks(&value, Surface::Message);
    }
}
