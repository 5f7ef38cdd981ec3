//! What the app asks of the connector and of the token endpoint.

use jiff::SignedDuration;

use super::*;

#[tokio::test]
async fn tokens_are_given_for_the_right_credentials_alone() {
    let scene = Scene::quiet().await;
    let (status, answer) = scene.token(&CREDENTIALS).await;
    assert_eq!((status, &answer["expires_in"]), (200, &json!(3599)));
    for (name, value, expected) in [
        ("client_secret", "wrong", 401),
        ("client_id", "wrong", 400),
        ("grant_type", "password", 400),
        ("scope", "https://graph.microsoft.com/.default", 400),
    ] {
        let mut fields = CREDENTIALS;
        fields.iter_mut().find(|field| field.0 == name).unwrap().1 = value;
        let (status, answer) = scene.token(&fields).await;
        assert_eq!(status, expected, "{answer}");
        assert!(
            answer["error_description"]
                .as_str()
                .unwrap()
                .starts_with("AADSTS")
        );
    }
    assert_eq!(scene.sandbox.complaints().len(), 4);
    assert!(!format!("{:?}", scene.sandbox.calls("token")).contains("sandbox-app-password"));

    let token = scene.good_token().await;
    let path = format!("teams/{GENERAL}");
    assert_eq!(
        scene
            .call_with(&token, Method::GET, &path, &Value::Null)
            .await
            .0,
        200
    );
    scene.clock.advance(SignedDuration::from_secs(3600));
    assert_eq!(
        scene
            .call_with(&token, Method::GET, &path, &Value::Null)
            .await
            .0,
        401
    );
    let token = scene.good_token().await;
    scene.sandbox.revoke_tokens();
    assert_eq!(
        scene
            .call_with(&token, Method::GET, &path, &Value::Null)
            .await
            .0,
        401
    );
}

#[tokio::test]
async fn messages_are_posted_changed_and_deleted() {
    let scene = Scene::quiet().await;
    let root = scene.post(KUDOS, &says("one")).await;
    let path = format!("conversations/{}/activities/{root}", encoded(KUDOS));
    let (status, answer) = scene.call(Method::POST, &path, &says("two")).await;
    assert_eq!(status, 201);
    let reply = scene.message(KUDOS, answer["id"].as_str().unwrap());
    assert_eq!(reply.root.as_deref(), Some(root.as_str()));
    let third = scene.post(&in_thread(KUDOS, &root), &says("three")).await;
    assert_eq!(scene.message(KUDOS, &third).root, reply.root);

    let (status, _) = scene.call(Method::PUT, &path, &says("changed")).await;
    assert_eq!(status, 200);
    assert_eq!(scene.message(KUDOS, &root).text, "changed");
    let (status, _) = scene.call(Method::DELETE, &path, &Value::Null).await;
    assert_eq!(status, 200);
    let (status, answer) = scene.call(Method::PUT, &path, &says("again")).await;
    assert_eq!(
        (status, &answer["error"]["code"]),
        (404, &json!("ActivityNotFoundInConversation"))
    );
    let texts: Vec<String> = scene
        .sandbox
        .messages(KUDOS)
        .into_iter()
        .map(|m| m.text)
        .collect();
    assert_eq!(texts, ["two", "three"]);
    // The thread outlives its first message.
    scene.post(&in_thread(KUDOS, &root), &says("four")).await;
    scene.no_complaints();

    let said = scene
        .sandbox
        .as_user("siti")
        .say(KUDOS, "mine")
        .await
        .message
        .unwrap();
    let path = format!("conversations/{KUDOS}/activities/{said}");
    assert_eq!(scene.call(Method::DELETE, &path, &Value::Null).await.0, 403);
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn places_refuse_what_they_must() {
    let scene = Scene::quiet().await;
    let refused = async |place: &str, body: Value| {
        let path = format!("conversations/{}/activities", encoded(place));
        let (status, answer) = scene.call(Method::POST, &path, &body).await;
        (
            status,
            answer["error"]["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let code = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(
        refused("19:nowhere@thread.v2", says("x")).await,
        code(404, "ConversationNotFound")
    );
    let thread = in_thread(KUDOS, "1");
    assert_eq!(
        refused(&thread, says("x")).await,
        code(404, "ConversationNotFound")
    );
    scene.sandbox.change(|model| {
        model.conversation_mut(GROUP_CHAT).unwrap().installed = false;
    });
    assert_eq!(
        refused(GROUP_CHAT, says("x")).await,
        code(403, "BotNotInConversationRoster")
    );
    let chat = scene.sandbox.as_user("siti").chat_with_bot();
    scene
        .sandbox
        .change(|model| model.conversation_mut(&chat).unwrap().blocked = true);
    assert_eq!(
        refused(&chat, says("x")).await,
        code(403, "ConversationBlockedByUser")
    );
    scene.no_complaints();

    assert_eq!(refused(KUDOS, says("")).await, code(400, "BadSyntax"));
    assert_eq!(
        refused(KUDOS, says(&"x".repeat(52_000))).await,
        code(413, "MessageSizeTooBig")
    );
    let media = with_card(&json!([{"type": "Media"}]), &json!([]));
    assert_eq!(refused(KUDOS, media).await, code(400, "BadSyntax"));
    assert_eq!(scene.sandbox.complaints().len(), 3);
    let (status, _) = scene.call(Method::GET, "nothing", &Value::Null).await;
    assert_eq!(status, 404);
    let url = format!("{}v3/teams/x", scene.sandbox.service_url());
    assert_eq!(
        client("test")
            .unwrap()
            .get(url)
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
    assert_eq!(scene.sandbox.complaints().len(), 5);
}

#[tokio::test]
async fn the_app_writes_to_people_first() {
    let scene = Scene::quiet().await;
    let create = |member: &str| {
        json!({
            "bot": {"id": format!("28:{APP}")}, "members": [{"id": member}], "isGroup": false,
            "tenantId": TENANT, "channelData": {"tenant": {"id": TENANT}},
        })
    };
    let (status, answer) = scene
        .call(Method::POST, "conversations", &create(BUDI))
        .await;
    assert_eq!(status, 201);
    let chat = answer["id"].as_str().unwrap().to_owned();
    scene.post(&chat, &says("hi")).await;
    assert_eq!(scene.sandbox.direct("budi")[0].text, "hi");
    scene.no_complaints();
    scene.sandbox.change(|model| {
        model
            .company
            .conversations
            .iter_mut()
            .for_each(|found| found.installed = false);
        model
            .company
            .teams
            .iter_mut()
            .for_each(|team| team.installed = false);
    });
    assert_eq!(
        scene
            .call(Method::POST, "conversations", &create(BUDI))
            .await
            .0,
        403
    );
    scene.no_complaints();
    assert_eq!(
        scene
            .call(Method::POST, "conversations", &create("budi@example.com"))
            .await
            .0,
        400
    );
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn a_thread_starts_in_a_channel() {
    let scene = Scene::quiet().await;
    let create = json!({
        "isGroup": true, "channelData": {"channel": {"id": KUDOS}}, "activity": says("news"),
    });
    let (status, answer) = scene.call(Method::POST, "conversations", &create).await;
    assert_eq!(status, 201);
    let id = answer["activityId"].as_str().unwrap();
    assert_eq!(answer["id"], in_thread(KUDOS, id));
    assert_eq!(scene.message(KUDOS, id).root, None);
    let chat = json!({"isGroup": true, "members": [], "activity": says("x")});
    assert_eq!(
        scene.call(Method::POST, "conversations", &chat).await.0,
        400
    );
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn a_targeted_message_is_for_one() {
    let scene = Scene::quiet().await;
    let path = format!(
        "conversations/{}/activities?isTargetedActivity=true",
        encoded(KUDOS)
    );
    let mut body = says("psst");
    body["recipient"] = json!({"id": "29:1fake_siti_mri0123456789-_AbCdEf", "name": "Siti"});
    let (status, answer) = scene.call(Method::POST, &path, &body).await;
    assert_eq!(status, 201, "{answer}");
    assert_eq!(scene.sandbox.privates("siti")[0].text, "psst");
    assert!(scene.sandbox.messages(KUDOS).is_empty());
    assert!(scene.sandbox.calls("sendToConversation")[0].targeted);
    let id = answer["id"].as_str().unwrap();
    assert!(
        !scene
            .sandbox
            .as_user("siti")
            .react(KUDOS, id, "like")
            .await
            .is_ok()
    );
    let one = format!("conversations/{}/activities/{id}", encoded(KUDOS));
    let targeted = format!("{one}?isTargetedActivity=true");
    assert_eq!(
        scene.call(Method::PUT, &targeted, &says("changed")).await.0,
        200
    );
    scene.no_complaints();
    assert_eq!(scene.call(Method::PUT, &one, &says("x")).await.0, 400);
    assert_eq!(scene.sandbox.complaints().len(), 1);
    scene.sandbox.targeted(false);
    assert_eq!(scene.call(Method::POST, &path, &body).await.0, 400);
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn rosters_come_in_pages() {
    let scene = Scene::quiet().await;
    let path = format!("conversations/{}/pagedmembers?pageSize=10", encoded(KUDOS));
    let (_, first) = scene.call(Method::GET, &path, &Value::Null).await;
    same_shape("api_conversation_members_page1", &first);
    let token = first["continuationToken"].as_str().unwrap();
    let next = format!("{path}&continuationToken={}", token.replace('=', "%3D"));
    let (_, second) = scene.call(Method::GET, &next, &Value::Null).await;
    assert_eq!(second["members"].as_array().unwrap().len(), 6);
    assert!(second.get("continuationToken").is_none());
    let guest = &second["members"][5];
    assert_eq!(
        (&guest["userRole"], &guest["email"]),
        (&json!("guest"), &Value::Null)
    );
    for id in [BUDI, "29:1fake_budi_mri0123456789-_AbCdEf"] {
        let path = format!("conversations/{}/members/{}", encoded(KUDOS), encoded(id));
        assert_eq!(
            scene.call(Method::GET, &path, &Value::Null).await.1["email"],
            "budi@example.com"
        );
    }
    let path = format!("teams/{}/conversations", encoded(GENERAL));
    let (_, list) = scene.call(Method::GET, &path, &Value::Null).await;
    assert_eq!(list["conversations"][0]["name"], Value::Null);
    assert_eq!(list["conversations"][1]["name"], "Kudos");
    scene.no_complaints();
}

#[tokio::test]
async fn faults_come_as_ordered() {
    let scene = Scene::quiet().await;
    let path = format!("conversations/{}/activities", encoded(KUDOS));
    let faults = [
        (Fault::Throttled(Some(2)), 429),
        (Fault::PreconditionFailed, 412),
        (Fault::Broken(502), 502),
        (Fault::Refused("MessageWritesBlocked".to_owned()), 403),
        (Fault::Unauthorized, 401),
    ];
    for (fault, expected) in faults {
        scene.sandbox.fail("sendToConversation", fault, 1);
        let (status, answer) = scene.call(Method::POST, &path, &says("x")).await;
        assert_eq!(status, expected);
        match status {
            429 => assert_eq!(answer, recorded("api_error_throttled")["body"]),
            403 => assert_eq!(answer, recorded("api_error_blocked")["body"]),
            _ => {}
        }
    }
    assert!(scene.sandbox.messages(KUDOS).is_empty());
    scene
        .sandbox
        .fail("sendToConversation", Fault::LostAnswer, 1);
    assert_eq!(scene.call(Method::POST, &path, &says("x")).await.0, 504);
    assert_eq!(scene.sandbox.messages(KUDOS).len(), 1);
    let statuses: Vec<u16> = scene
        .sandbox
        .calls("sendToConversation")
        .iter()
        .map(|c| c.status)
        .collect();
    assert_eq!(statuses, [429, 412, 502, 403, 401, 504]);
    scene.no_complaints();
}
