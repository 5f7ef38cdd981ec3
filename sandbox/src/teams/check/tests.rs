//! What the checker lets through, and what it does not.

use serde_json::{Value, json};

use super::card::card;
use super::{Found, Shown, Surface, activity, card_action, extension, task, webhook};
use crate::teams::model::{App, Model, sample_company};

const BUDI: &str = "5f0c2d1e-0000-4000-8000-000000000052";

fn model() -> Model {
    Model::new(sample_company(), App::default(), "t")
}

fn around(body: &Value, actions: &Value) -> Value {
    json!({
        "type": "AdaptiveCard", "version": "1.5", "fallbackText": "words", "body": body,
        "actions": actions,
    })
}

fn judged(given: &Value, surface: Surface) -> Found {
    card(&model(), given, surface)
}

fn execute() -> Value {
    json!({"type": "Action.Execute", "title": "+1", "verb": "boost", "data": {"a": 1},
           "fallback": {"type": "Action.Submit", "title": "+1", "data": {"a": 1}}})
}

fn good() -> Value {
    let mut card = around(
        &json!([
            {"type": "TextBlock", "text": "<at>Budi Santoso</at> got **3**", "wrap": true,
             "size": "Medium", "weight": "bolder"},
            {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "thanks", "italic": true}]},
            {"type": "ColumnSet", "columns": [{"type": "Column", "width": "auto", "items": [
                {"type": "Image", "url": "https://x.test/a.png", "altText": "a", "height": "40px",
                 "style": "person"}]}]},
            {"type": "FactSet", "facts": [{"title": "Points", "value": "3"}]},
            {"type": "Table", "columns": [{"width": 1}], "firstRowAsHeader": true, "rows": [
                {"type": "TableRow", "cells": [{"type": "TableCell", "items": []}]}]},
            {"type": "Chart.Pie", "data": [], "fallback": {"type": "TextBlock", "text": "-"}},
            {"type": "Input.ChoiceSet", "id": "to", "label": "To", "isMultiSelect": true,
             "choices": [], "choices.data":
                {"type": "Data.Query", "dataset": "graph.microsoft.com/users?scope=currentContext"}},
            {"type": "Input.Toggle", "id": "quiet", "title": "Quiet", "value": "true"},
            {"type": "ActionSet", "actions": [execute()]},
        ]),
        &json!([
            {"type": "Action.OpenUrl", "title": "See", "url": "https://x.test/"},
            {"type": "Action.ShowCard", "title": "More", "card": {"type": "AdaptiveCard", "body": [
                {"type": "Input.Text", "id": "why", "isRequired": true, "errorMessage": "Why?"}]}},
        ]),
    );
    card["msteams"] = json!({"width": "Full", "entities": [{
        "type": "mention", "text": "<at>Budi Santoso</at>",
        "mentioned": {"id": BUDI, "name": "Budi Santoso"},
    }]});
    card
}

#[test]
fn a_good_card_has_nothing_wrong_with_it() {
    let found = judged(&good(), Surface::Message);
    assert_eq!((found.faults, found.notes), (vec![], vec![]));
}

#[test]
fn each_fault_of_a_card_is_found() {
    let text = |text: &str| json!({"type": "TextBlock", "text": text});
    let choices =
        |choice: Value| json!({"type": "Input.ChoiceSet", "id": "a", "choices": [choice]});
    let bodies = [
        (
            json!([{"type": "Media", "sources": []}]),
            "Media is not supported",
        ),
        (
            json!([{"type": "Chart.Line", "data": []}]),
            "a chart needs a fallback",
        ),
        (json!([{"text": "x"}]), "type is missing"),
        (json!([{"type": "TextBlock"}]), "text is missing"),
        (
            json!([{"type": "TextBlock", "text": "x", "size": "huge"}]),
            "must be one of",
        ),
        (
            json!([{"type": "Image", "url": "http://x.test/a.png"}]),
            "https",
        ),
        (
            json!([{"type": "Input.Text", "id": "a"}, {"type": "Input.Date", "id": "a"}]),
            "is taken",
        ),
        (json!([{"type": "Input.Text"}]), "id is missing"),
        (json!([choices(json!({"title": "x"}))]), "value is missing"),
        (json!([choices(json!({"value": "x"}))]), "title is missing"),
        (
            json!([{"type": "Input.ChoiceSet", "id": "a", "choices": []}]),
            "nothing to choose",
        ),
        (json!([text("<at>Siti Rahmawati</at>")]), "has no entity"),
        (
            json!([{"type": "RichTextBlock", "inlines": [
            {"type": "TextRun", "text": "<at>x</at>"}]}]),
            "nobody can be mentioned",
        ),
    ];
    for (body, fault) in bodies {
        let found = judged(&around(&body, &json!([])), Surface::Message);
        assert!(
            found.faults.iter().any(|f| f.contains(fault)),
            "{fault}: {found:?}"
        );
    }
    let seven: Vec<Value> = (0..7).map(|_| execute()).collect();
    let actions = [
        (json!(seven), "no more than 6"),
        (
            json!([{"type": "Action.Execute", "title": "x"}]),
            "verb is missing",
        ),
        (json!([{"type": "Action.Submit"}]), "title is missing"),
        (
            json!([{"type": "Action.Http", "title": "x"}]),
            "unknown action",
        ),
        (
            json!([{"type": "Action.OpenUrl", "title": "x", "url": "nowhere"}]),
            "address",
        ),
    ];
    for (actions, fault) in actions {
        let found = judged(&around(&json!([]), &actions), Surface::Message);
        assert!(
            found.faults.iter().any(|f| f.contains(fault)),
            "{fault}: {found:?}"
        );
    }
}

#[test]
fn versions_and_fallback_texts_count() {
    let mut card = good();
    card["version"] = json!("1.6");
    assert!(judged(&card, Surface::Message).faults[0].contains("version"));
    let mut card = good();
    card["fallbackText"] = json!("");
    assert!(judged(&card, Surface::Message).notes[0].contains("fallbackText"));
}

#[test]
fn mentions_name_accounts_one_by_one() {
    let entity = |text: &str, id: &str| json!({"type": "mention", "text": text, "mentioned": {"id": id, "name": "Dewi Lestari"}});
    let with = |entities: &[Value]| {
        let body = json!([{"type": "TextBlock", "text": "<at>Dewi Lestari</at> hi"}]);
        let mut card = around(&body, &json!([]));
        card["msteams"] = json!({"entities": entities});
        judged(&card, Surface::Message).faults.join(" ")
    };
    let dewi = "<at>Dewi Lestari</at>";
    let (one, other) = (
        "5f0c2d1e-0000-4000-8000-000000000057",
        "5f0c2d1e-0000-4000-8000-000000000061",
    );
    assert_eq!(with(&[entity(dewi, one)]), "");
    assert!(with(&[entity(dewi, one), entity(dewi, other)]).contains("two accounts"));
    assert!(with(&[entity(dewi, "nobody")]).contains("nobody is called"));
    assert!(with(&[entity(dewi, one), entity("<at>X</at>", one)]).contains("does not occur"));
}

#[test]
fn a_dialog_has_no_execute_and_a_webhook_only_links() {
    let card = around(&json!([]), &json!([execute()]));
    assert!(judged(&card, Surface::Dialog).faults[0].contains("nothing in a dialog"));
    let card = around(
        &json!([]),
        &json!([{"type": "Action.Submit", "title": "x"}]),
    );
    assert!(judged(&card, Surface::Dialog).faults.is_empty());
    assert!(judged(&card, Surface::Webhook).faults[0].contains("only Action.OpenUrl"));
}

fn sent(given: &Value) -> Found {
    activity(&model(), given, Surface::Message).found
}

#[test]
fn each_fault_of_an_activity_is_found() {
    let mention = |id: &str| {
        json!([{"type": "mention", "text": "<at>Budi Santoso</at>",
                "mentioned": {"id": id, "name": "Budi Santoso"}}])
    };
    let mri = "29:1fake_budi_mri0123456789-_AbCdEf";
    let hero = |buttons: usize| {
        let button = json!({"type": "openUrl", "title": "x", "value": "https://x.test/"});
        json!({"type": "message", "attachments": [{
            "contentType": "application/vnd.microsoft.card.hero",
            "content": {"title": "x", "buttons": vec![button; buttons]}}]})
    };
    let fine = [
        json!({"type": "typing"}),
        json!({"type": "message", "text": "<at>Budi Santoso</at> hi", "entities": mention(mri)}),
        hero(6),
    ];
    for activity in fine {
        let found = sent(&activity);
        assert!(
            found.faults.is_empty() && found.notes.is_empty(),
            "{found:?}"
        );
    }
    let faults = [
        (json!([]), "must be an object"),
        (json!({"type": "event"}), "type must be"),
        (json!({"type": "message"}), "neither text nor attachment"),
        (
            json!({"type": "message", "text": "x", "textFormat": "html"}),
            "textFormat",
        ),
        (
            json!({"type": "message", "text": "<at>Budi Santoso</at>"}),
            "has no entity",
        ),
        (
            json!({"type": "message", "text": "hi", "entities": mention(mri)}),
            "does not occur",
        ),
        (
            json!({"type": "message", "text": "<at>Budi Santoso</at>", "entities": mention(BUDI)}),
            "account in Teams",
        ),
        (
            json!({"type": "message", "attachments": [{"contentType": "text/html"}]}),
            "unknown contentType",
        ),
        (hero(7), "no more than 6 buttons"),
    ];
    for (activity, fault) in faults {
        let found = sent(&activity);
        assert!(
            found.faults.iter().any(|f| f.contains(fault)),
            "{fault}: {found:?}"
        );
    }
    let notes = [
        (
            json!({"type": "message", "text": "x", "txet": "x"}),
            "unknown property",
        ),
        (
            json!({"type": "message", "text": "hi <@29:1abc|Budi>"}),
            "a mark",
        ),
        (
            json!({"type": "message", "text": "x".repeat(15_000)}),
            "larger than 28 kB",
        ),
    ];
    for (activity, note) in notes {
        let found = sent(&activity);
        assert!(
            found.notes.iter().any(|n| n.contains(note)),
            "{note}: {found:?}"
        );
        assert!(found.faults.is_empty(), "{found:?}");
    }
}

#[test]
fn answers_to_invokes_are_read_strictly() {
    let model = model();
    let card_kind = "application/vnd.microsoft.card.adaptive";
    let card_answer = json!({"statusCode": 200, "type": card_kind, "value": good()}).to_string();
    let (shown, found) = card_action(&model, &card_answer);
    assert_eq!(shown, Shown::Card(good()));
    assert!(found.faults.is_empty());
    for wrong in [
        json!({"statusCode": "200", "type": card_kind, "value": good()}),
        json!({"statusCode": 200, "type": "message", "value": "x"}),
        json!({"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""}),
        json!({"statusCode": 500, "type": "application/vnd.microsoft.error", "value": "x"}),
        json!({"status": 200}),
        json!("x"),
    ] {
        let (_, found) = card_action(&model, &wrong.to_string());
        assert!(!found.faults.is_empty(), "{wrong}");
    }

    let dialog = |value: Value| json!({"task": {"type": "continue", "value": value}}).to_string();
    let attachment = json!({"contentType": card_kind, "content": around(&json!([]), &json!([]))});
    let fine = dialog(json!({"title": "T", "height": "medium", "width": 400, "card": attachment}));
    assert!(
        matches!(task(&model, &fine), (Shown::Dialog { .. }, found) if found.faults.is_empty())
    );
    assert_eq!(task(&model, "").0, Shown::Nothing);
    for wrong in [
        dialog(json!({"height": "medium", "card": attachment})),
        dialog(json!({"title": "T", "height": "huge", "card": attachment})),
        dialog(json!({"title": "T", "card": attachment["content"]})),
        json!({"task": {"type": "message", "value": {}}}).to_string(),
        json!({"task": {"type": "close"}}).to_string(),
        "ok".to_owned(),
    ] {
        assert!(!task(&model, &wrong).1.faults.is_empty(), "{wrong}");
    }

    let result = json!({"composeExtension": {"type": "result", "attachmentLayout": "list",
        "attachments": [attachment]}});
    assert!(matches!(
        extension(&model, &result.to_string()).0,
        Shown::Result(_)
    ));
}

#[test]
fn a_webhook_answers_with_a_message() {
    let model = model();
    let said = webhook(&model, r#"{"type":"message","text":"hi"}"#);
    assert!(said.found.faults.is_empty());
    assert!(!webhook(&model, "hi").found.faults.is_empty());
}
