//! What the app is told of, and how it is signed.

use super::*;

#[tokio::test]
async fn what_people_write_arrives_as_recorded() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user("siti");

    let said = siti.say(KUDOS, "@Plaudit @budi +2 untuk rilis").await;
    assert!(said.is_ok());
    let activity = scene.last("message");
    same_shape("message_channel_mention_nbsp", &activity);
    let id = said.message.unwrap();
    assert_eq!(activity["id"], id);
    assert_eq!(activity["conversation"]["id"], in_thread(KUDOS, &id));
    assert_eq!(activity["timestamp"], "2026-11-21T09:00:00.0000000Z");
    assert_eq!(
        activity["localTimestamp"],
        "2026-11-21T16:00:00.0000000+07:00"
    );
    assert_eq!(
        activity["text"],
        "<at>Plaudit</at>&nbsp;<at>Budi Santoso</at>&nbsp;+2 untuk rilis\n"
    );

    siti.say_in_thread(KUDOS, &id, "@Plaudit top").await;
    let reply = scene.last("message");
    assert_eq!(reply["conversation"]["id"], in_thread(KUDOS, &id));
    assert_ne!(reply["id"], id);

    siti.edit(KUDOS, &id, "@Plaudit @budi +3").await;
    same_shape("message_update_edit", &scene.last("messageUpdate"));
    siti.delete(KUDOS, &id).await;
    same_shape("message_delete_soft", &scene.last("messageDelete"));

    siti.say_to_bot("bantuan").await;
    same_shape("message_personal", &scene.last("message"));
    siti.say_privately(KUDOS, "help").await;
    let private = scene.last("message");
    assert_eq!(private["recipient"]["isTargeted"], true);
    assert_eq!(private["conversation"]["id"], KUDOS);
    scene.no_complaints();
}

#[tokio::test]
async fn the_app_hears_only_what_it_may() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user("siti");
    siti.say(KUDOS, "@budi thanks").await;
    siti.say(GROUP_CHAT, "@Plaudit Santoso hi").await;
    assert_eq!(scene.received().len(), 0);
    scene.sandbox.change(|model| model.company.reads_all = true);
    siti.say(KUDOS, "@budi thanks").await;
    siti.say(GROUP_CHAT, "@Plaudit hi").await;
    assert_eq!(scene.received().len(), 2);
    let gone = scene.sandbox.uninstall_from_team(GENERAL, "siti").await;
    assert!(gone.is_ok());
    same_shape(
        "installation_update_remove_team",
        &scene.last("installationUpdate"),
    );
    siti.say(KUDOS, "@Plaudit hi").await;
    assert_eq!(scene.received().len(), 4);
    assert!(
        !scene
            .sandbox
            .as_user("mei")
            .say(GROUP_CHAT, "hi")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn installations_arrive_as_recorded() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user("siti");
    siti.install().await;
    same_shape(
        "installation_update_add_personal",
        &scene.last("installationUpdate"),
    );
    assert_eq!(
        scene.last("conversationUpdate")["membersAdded"][0]["id"],
        format!("28:{APP}")
    );
    scene.sandbox.install_in_team(GENERAL, "siti").await;
    same_shape(
        "conversation_update_bot_added_to_team",
        &scene.last("conversationUpdate"),
    );
    siti.rename_channel(KUDOS, "Kudos & Apresiasi").await;
    same_shape(
        "conversation_update_channel_renamed",
        &scene.last("conversationUpdate"),
    );
}

#[tokio::test]
async fn deliveries_are_signed_with_the_published_key() {
    let scene = Scene::quiet().await;
    scene.sandbox.as_user("siti").say_to_bot("hi").await;
    let http = client("test").unwrap();
    let get =
        async |url: &str| -> Value { http.get(url).send().await.unwrap().json().await.unwrap() };
    let metadata = get(&scene.sandbox.metadata_url()).await;
    assert_eq!(shape(&metadata), shape(&recorded("auth_openid_metadata")));
    assert_eq!(metadata["issuer"], scene.sandbox.issuer());
    let keys = get(metadata["jwks_uri"].as_str().unwrap()).await;
    assert_eq!(shape(&keys), shape(&recorded("auth_jwks_shape")));

    let verified = |authorization: &str, keys: &Value| {
        let token = authorization.strip_prefix("Bearer ").unwrap();
        let key = &keys["keys"][0];
        let header = jsonwebtoken::decode_header(token).unwrap();
        assert_eq!(header.kid.as_deref(), key["kid"].as_str());
        let (n, e) = (key["n"].as_str().unwrap(), key["e"].as_str().unwrap());
        let decoding = jsonwebtoken::DecodingKey::from_rsa_components(n, e).unwrap();
        let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
        validation.set_audience(&[APP]);
        validation.validate_exp = false;
        jsonwebtoken::decode::<Value>(token, &decoding, &validation)
    };
    let received = &scene.received()[0];
    let claims = verified(received.authorization(), &keys).unwrap().claims;
    let sample = &recorded("auth_token_claims_good")["claims"];
    assert_eq!(shape(&claims), shape(sample));
    assert_eq!(claims["serviceurl"], received.json()["serviceUrl"]);
    assert_eq!(claims["nbf"], scene.clock.now().as_second());

    let odd = scene
        .sandbox
        .token_with(&json!({"aud": "another", "serviceurl": null}));
    assert!(verified(&format!("Bearer {odd}"), &keys).is_err());
    scene.sandbox.rotate_key().unwrap();
    scene.sandbox.endorse(["webchat"]);
    let rotated = get(metadata["jwks_uri"].as_str().unwrap()).await;
    assert_ne!(rotated["keys"][0]["kid"], keys["keys"][0]["kid"]);
    assert_eq!(rotated["keys"][0]["endorsements"], json!(["webchat"]));
    scene
        .sandbox
        .send_with_token(json!({"type": "typing"}), None)
        .await;
    assert!(!scene.received()[1].headers.contains_key("authorization"));
}

#[tokio::test]
async fn what_is_not_acknowledged_comes_again() {
    let count = Arc::new(Mutex::new(0));
    let seen = Arc::clone(&count);
    let scene = Scene::new(move |_| {
        let mut count = seen.lock().unwrap();
        *count += 1;
        let status = if *count < 3 {
            StatusCode::BAD_GATEWAY
        } else {
            StatusCode::OK
        };
        status.into_response()
    })
    .await;
    let said = scene.sandbox.as_user("siti").say_to_bot("hi").await;
    assert_eq!(said.status, Some(200));
    let received = scene.received();
    assert_eq!(received.len(), 3);
    assert_eq!(received[0].body, received[2].body);
    let retries: Vec<u8> = scene.sandbox.deliveries().iter().map(|d| d.retry).collect();
    assert_eq!(retries, [0, 1, 2]);
    scene.sandbox.redeliver(1).await;
    assert_eq!(scene.received()[3].body, received[0].body);
}

#[tokio::test]
async fn reactions_to_the_bot_arrive_as_recorded() {
    let scene = Scene::quiet().await;
    let zoe = scene.sandbox.as_user("zoe");
    let id = scene.post(KUDOS, &says("hi")).await;
    zoe.react(KUDOS, &id, "1f44f_clappinghands-tone4").await;
    same_shape("message_reaction_added", &scene.last("messageReaction"));
    assert!(
        !zoe.react(KUDOS, &id, "1f44f_clappinghands-tone4")
            .await
            .is_ok()
    );
    zoe.unreact(KUDOS, &id, "1f44f_clappinghands-tone4").await;
    assert_eq!(scene.received().len(), 2);
    let said = scene
        .sandbox
        .as_user("siti")
        .say(KUDOS, "hi")
        .await
        .message
        .unwrap();
    zoe.react(KUDOS, &said, "like").await;
    assert_eq!(scene.received().len(), 2);
    assert_eq!(scene.message(KUDOS, &said).reactions[0].kind, "like");
}

#[tokio::test]
async fn waits_for_what_is_to_come() {
    let scene = Scene::quiet().await;
    let (sandbox, siti) = (&scene.sandbox, scene.sandbox.as_user("siti"));
    let said = async { siti.say(KUDOS, "hi").await };
    let waited = sandbox.wait_for(|model| model.messages.first().cloned());
    let (found, _) = tokio::join!(waited, said);
    assert_eq!(found.unwrap().text, "hi\n");
    scene.sandbox.settled().await;
}
