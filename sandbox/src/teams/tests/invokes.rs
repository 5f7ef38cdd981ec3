//! Buttons, dialogs and the outgoing webhook: what is answered in the response.

use super::*;

#[tokio::test]
async fn a_pressed_button_is_answered_at_once() {
    let scene = Scene::new(|activity| match activity["value"]["action"]["verb"].as_str() {
        Some("boost") => answer(&json!({
            "statusCode": 200, "type": "application/vnd.microsoft.activity.message",
            "value": "Boosted",
        })),
        Some("turn") => answer(&json!({
            "statusCode": 200, "type": "application/vnd.microsoft.card.adaptive",
            "value": attachment(&json!([{"type": "TextBlock", "text": "new"}]), &json!([]))["content"],
        })),
        Some(_) => answer(&json!({"ok": true})),
        None => StatusCode::OK.into_response(),
    })
    .await;
    let action = |verb: &str| {
        json!({
            "type": "Action.Execute", "title": verb, "verb": verb, "id": verb, "data": {"id": "k1"},
        })
    };
    let body = json!([
        {"type": "TextBlock", "text": "old"},
        {"type": "Input.Text", "id": "note"},
    ]);
    let actions = json!([
        action("boost"), action("turn"), action("odd"),
        {"type": "Action.Submit", "title": "Old way",
         "data": {"kind": "boost", "kudos_id": "k1", "points": "2"}},
    ]);
    let id = scene.post(KUDOS, &with_card(&body, &actions)).await;
    let message = scene.message(KUDOS, &id);
    let siti = scene.sandbox.as_user("siti");

    let seen = siti
        .press_with(&message, "boost", &[("note", "Setuju!")])
        .await;
    assert_eq!((seen.text.as_str(), seen.failure), ("Boosted", None));
    let invoke = scene.last("adaptiveCard/action");
    same_shape("invoke_adaptivecard_action", &invoke);
    assert_eq!(
        invoke["value"]["action"]["data"],
        json!({"id": "k1", "note": "Setuju!"})
    );
    assert_eq!(invoke["replyToId"], id);

    siti.press(&message, "turn").await;
    let turned = scene.message(KUDOS, &id);
    assert_eq!(
        turned.card_for(&siti_aad(&scene)).unwrap()["body"][0]["text"],
        "new"
    );
    assert_eq!(turned.card_for(BUDI).unwrap()["body"][0]["text"], "old");
    assert!(!siti.press(&turned, "boost").await.is_ok());

    let budi = scene.sandbox.as_user("budi");
    budi.press_with(&message, "Old way", &[("note", "Setuju!")])
        .await;
    same_shape("message_card_action_submit", &scene.last("message"));
    scene.no_complaints();
    assert!(!budi.press(&message, "odd").await.is_ok());
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

fn siti_aad(scene: &Scene) -> String {
    scene.sandbox.model().user("siti").unwrap().aad.clone()
}

#[tokio::test]
async fn a_dialog_is_opened_filled_and_sent() {
    let body = json!([
        {"type": "Input.ChoiceSet", "id": "to", "isMultiSelect": true, "isRequired": true,
         "errorMessage": "Whom?", "choices": [],
         "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}},
        {"type": "Input.Number", "id": "points", "min": 1, "max": 5, "value": 3},
    ]);
    let opened = dialog(&body);
    let scene = Scene::new(move |activity| match activity["name"].as_str() {
        Some("task/fetch" | "composeExtension/fetchTask") => answer(&opened),
        Some("task/submit") => answer(&json!({"task": {"type": "message", "value": "Sent"}})),
        _ => StatusCode::OK.into_response(),
    })
    .await;
    let actions = json!([{"type": "Action.Submit", "title": "Give",
        "data": {"msteams": {"type": "task/fetch"}, "plaudit": {"action": "give"}}}]);
    let id = scene.post(KUDOS, &with_card(&json!([]), &actions)).await;
    let siti = scene.sandbox.as_user("siti");
    let seen = siti.press(&scene.message(KUDOS, &id), "Give").await;
    assert!(seen.text.starts_with("Give kudos"), "{seen:?}");
    same_shape("invoke_task_fetch", &scene.last("task/fetch"));

    assert_eq!(siti.submit().await.errors["to"], "Whom?");
    assert!(!siti.fill("nothing", "x").is_ok());
    assert!(!siti.fill("to", "@nobody").is_ok());
    assert!(siti.fill("to", "@budi,@zoe").is_ok());
    assert_eq!(siti.submit().await.text, "Sent");
    let sent = scene.last("task/submit");
    same_shape("invoke_task_submit", &sent);
    assert_eq!(
        sent["value"]["data"],
        json!({"form": "give", "points": "3",
               "to": format!("{BUDI},5f0c2d1e-0000-4000-8000-000000000054")})
    );
    assert!(siti.dialog().is_none());

    let said = scene
        .sandbox
        .as_user("budi")
        .say(KUDOS, "@siti selesai")
        .await
        .message
        .unwrap();
    siti.give_kudos_on(KUDOS, &said).await;
    same_shape(
        "invoke_composeextension_fetchtask_message",
        &scene.last("composeExtension/fetchTask"),
    );
    siti.fill("to", "@budi");
    siti.submit().await;
    let sent = scene.last("composeExtension/submitAction");
    assert_eq!(sent["value"]["commandId"], "giveKudosFromMessage");
    assert_eq!(sent["value"]["data"]["to"], BUDI);
    assert!(siti.dialog().is_none());
    siti.compose(GROUP_CHAT).await;
    assert!(
        scene.last("composeExtension/fetchTask")["value"]
            .get("messagePayload")
            .is_none()
    );
    siti.close();
    scene.no_complaints();
}

#[tokio::test]
async fn a_list_is_searched_as_one_types() {
    let body = json!([
        {"type": "Input.ChoiceSet", "id": "values", "isMultiSelect": true, "style": "filtered",
         "choices": [{"title": "First", "value": "first"}], "value": "first",
         "choices.data": {"type": "Data.Query", "dataset": "give/values"}},
        {"type": "Input.ChoiceSet", "id": "to", "choices": [],
         "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}},
    ]);
    let opened = dialog(&body);
    let scene = Scene::new(move |activity| match activity["name"].as_str() {
        Some("composeExtension/fetchTask") => answer(&opened),
        Some("application/search") => {
            let typed = activity["value"]["queryText"].as_str().unwrap();
            let many = if typed.is_empty() { 16 } else { 1 };
            let results: Vec<_> = (0..many)
                .map(|n| json!({"title": format!("#{typed}{n}"), "value": format!("{typed}{n}")}))
                .collect();
            answer(&json!({
                "type": "application/vnd.microsoft.search.searchResponse",
                "value": {"results": results},
            }))
        }
        _ => StatusCode::OK.into_response(),
    })
    .await;
    let siti = scene.sandbox.as_user("siti");
    siti.compose(KUDOS).await;
    assert!(
        !siti.fill("values", "team0").is_ok(),
        "nobody offered it yet"
    );
    let seen = siti.search("values", "team").await;
    assert_eq!(seen.offers, [json!({"title": "#team0", "value": "team0"})]);
    let asked = scene.last("application/search");
    let value = json!({"queryText": "team", "queryOptions": {"skip": 0, "top": 15}, "dataset": "give/values"});
    assert_eq!(asked["value"], value);
    assert!(siti.fill("values", "first,#team0").is_ok());
    assert!(
        !siti.search("to", "b").await.is_ok(),
        "people are found by Teams itself"
    );
    scene.no_complaints();
    siti.search("values", "").await;
    assert!(scene.sandbox.complaints()[0].contains("no more than 15"));
    siti.submit().await;
    let sent = scene.last("composeExtension/submitAction");
    assert_eq!(sent["value"]["data"]["values"], "first,team0");
}

#[tokio::test]
async fn an_invoke_is_not_sent_again() {
    let scene = Scene::new(|_| StatusCode::NOT_IMPLEMENTED.into_response()).await;
    let seen = scene.sandbox.as_user("siti").compose(KUDOS).await;
    assert_eq!(seen.status, Some(501));
    assert!(!seen.is_ok());
    assert_eq!(scene.received().len(), 1);
}

#[tokio::test]
async fn the_outgoing_webhook_is_answered_in_the_channel() {
    let scene = Scene::new(|activity| {
        let text = activity["text"].as_str().unwrap_or_default();
        if text.contains("bad") {
            let actions = json!([{"type": "Action.Submit", "title": "x"}]);
            return answer(&with_card(&json!([]), &actions));
        }
        answer(&says("This week"))
    })
    .await;
    let seen = scene
        .sandbox
        .call_webhook("siti", KUDOS, "papan minggu ini")
        .await;
    assert_eq!(seen.text, "This week");
    let received = &scene.received()[0];
    assert_eq!(received.path, "/teams/outgoing-webhook");
    same_shape("outgoing_webhook_message", &received.json());
    assert!(received.authorization().starts_with("HMAC "));
    assert_eq!(scene.sandbox.messages(KUDOS)[1].root, seen.message);
    scene.no_complaints();
    assert!(
        !scene
            .sandbox
            .call_webhook("siti", KUDOS, "bad")
            .await
            .is_ok()
    );
    assert_eq!(scene.sandbox.complaints().len(), 1);
}
