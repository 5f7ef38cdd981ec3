//! What an activity and its token must agree on.

use super::*;

fn good() -> Value {
    serde_json::from_slice(&activity()).unwrap()
}

/// What becomes of an activity in which this place differs: `null` as good as removes.
async fn with(pointer: &str, value: Value) -> Result<(), Rejection<Refused>> {
    let mut activity = good();
    *activity.pointer_mut(pointer).unwrap() = value;
    Stage::new().await.activity(&activity).await
}

#[tokio::test]
async fn only_teams() {
    // Our key is endorsed for this one, and it is refused all the same.
    let other = with("/channelId", json!("webchat")).await;
    assert_eq!(other, refused(Refused::Channel));
    for other in [
        json!("directline"),
        json!("MSTeams"),
        json!(""),
        json!(null),
    ] {
        let verdict = with("/channelId", other).await;
        assert_eq!(verdict, refused(Refused::Endorsement));
    }
}

#[tokio::test]
async fn only_keys_that_are_endorsed() {
    for (endorsements, verdict) in [
        (json!(["webchat"]), refused(Refused::Endorsement)),
        (json!(["webchat", "msteams"]), Ok(())),
        (json!([]), Ok(())),
        (json!(null), Ok(())),
        // A key that we cannot read is no key.
        (json!("msteams"), refused(Refused::NoKeys)),
    ] {
        let stage = Stage::new().await;
        let mut jwk = OURS.jwk();
        jwk["endorsements"] = endorsements;
        stage.issuer.announce(&[jwk]);
        assert_eq!(stage.activity(&good()).await, verdict);
    }
}

#[tokio::test]
async fn only_the_service_that_the_token_is_for() {
    let service = good()["serviceUrl"].as_str().unwrap().to_owned();
    let bare = service.trim_end_matches('/');
    for same in [&service, bare, &service.to_uppercase()] {
        assert_eq!(with("/serviceUrl", json!(same)).await, Ok(()));
    }
    let others = [
        json!("https://evil.example/"),
        json!(format!("{service}x")),
        json!(format!("{service}/")),
        json!(""),
        json!(null),
    ];
    for other in others {
        let verdict = with("/serviceUrl", other).await;
        assert_eq!(verdict, refused(Refused::ServiceUrl));
    }
}

#[tokio::test]
async fn a_token_without_a_service_serves_none() {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove("serviceurl");
    let stage = Stage::new().await;
    let verdict = stage.token(&OURS.token(&claims)).await;
    assert_eq!(verdict, refused(Refused::ServiceUrl));
    // Two that are missing are not two that agree.
    let header = format!("Bearer {}", OURS.token(&claims));
    let body = br#"{"channelId":"msteams"}"#;
    let verdict = stage.deliver(&header, body).await.map(|_| ());
    assert_eq!(verdict, refused(Refused::ServiceUrl));
}

#[tokio::test]
async fn only_our_tenant() {
    let place = ["/channelData/tenant/id", "/conversation/tenantId"];
    for pointer in place {
        // One name is enough, and the other must not contradict it.
        assert_eq!(with(pointer, json!(null)).await, Ok(()));
        assert_eq!(with(pointer, json!(TENANT.to_uppercase())).await, Ok(()));
        for other in ["5f0c2d1e-0000-4000-8000-00000000a002", ""] {
            let verdict = with(pointer, json!(other)).await;
            assert_eq!(verdict, refused(Refused::Tenant));
        }
    }
    for value in [json!(null), json!("5f0c2d1e-0000-4000-8000-00000000a002")] {
        let mut activity = good();
        for pointer in place {
            *activity.pointer_mut(pointer).unwrap() = value.clone();
        }
        let verdict = Stage::new().await.activity(&activity).await;
        assert_eq!(verdict, refused(Refused::Tenant));
    }
}

#[tokio::test]
async fn what_is_no_activity_is_unreadable() {
    let stage = Stage::new().await;
    let header = format!("Bearer {}", OURS.token(&claims()));
    let service = claims()["serviceurl"].clone();
    let twice = format!(
        r#"{{"channelId":"msteams","serviceUrl":{service},"serviceUrl":"https://evil.example/"}}"#
    );
    let listed = json!(["msteams", service, { "tenant": { "id": TENANT } }, null]).to_string();
    let deep = "[".repeat(100_000);
    let nested = format!(r#"{{"channelData":{}"#, r#"{"x":"#.repeat(100_000));
    for body in [
        "",
        "null",
        "[]",
        "\"{}\"",
        "{",
        "{}{}",
        "\u{feff}{}",
        &twice,
        &listed,
        &deep,
        &nested,
        r#"{"channelId":5}"#,
    ] {
        let verdict = stage.deliver(&header, body.as_bytes()).await.map(|_| ());
        assert_eq!(verdict, refused(Refused::Unreadable));
    }
    // Nobody learns what is readable without a good token.
    let verdict = stage.deliver("Bearer no", b"{").await.map(|_| ());
    assert_eq!(verdict, refused(Refused::Malformed));
}
