//! What a token must be, whatever it is sent with.

use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PSS_SHA256};
use hmac::{Hmac, KeyInit, Mac};
use proptest::prelude::*;
use sha2::Sha256;

use super::issuer::{encoded, message};
use super::*;
use crate::keyring::published;

/// What becomes of a token whose claims differ from a good one's: `None` removes.
async fn with(name: &str, value: Option<Value>) -> Result<(), Rejection<Refused>> {
    let mut claims = claims();
    match value {
        Some(value) => claims[name] = value,
        None => drop(claims.as_object_mut().unwrap().remove(name)),
    }
    Stage::new().await.token(&OURS.token(&claims)).await
}

#[tokio::test]
async fn only_our_issuer() {
    for other in ["https://sts.windows.net/x/", "https://API.botframework.com"] {
        assert_eq!(
            with("iss", Some(json!(other))).await,
            refused(Refused::Issuer)
        );
    }
    assert_eq!(with("iss", None).await, refused(Refused::Issuer));
}

#[tokio::test]
async fn only_for_us() {
    let resource = format!("api://{APP}");
    let bot = format!("api://botid-{APP}");
    for us in [json!(APP), json!([APP]), json!(resource), json!(bot)] {
        assert_eq!(with("aud", Some(us)).await, Ok(()));
    }
    let longer = format!("{APP}0");
    let two = format!("api://botid-botid-{APP}");
    let others = [
        json!("other"),
        json!(longer),
        json!(two),
        json!(format!("botid-{APP}")),
        json!([]),
        json!([APP, "other"]),
        json!([APP, APP]),
    ];
    for other in others {
        assert_eq!(with("aud", Some(other)).await, refused(Refused::Audience));
    }
    assert_eq!(with("aud", None).await, refused(Refused::Audience));
}

#[tokio::test]
async fn only_today_and_a_little_around_it() {
    let at = |second| Some(json!(second));
    assert_eq!(with("exp", at(AT - 299)).await, Ok(()));
    assert_eq!(with("exp", at(AT - 300)).await, refused(Refused::Expired));
    assert_eq!(with("exp", at(i64::MIN)).await, refused(Refused::Expired));
    assert_eq!(with("exp", None).await, refused(Refused::Expired));
    assert_eq!(with("nbf", at(AT + 300)).await, Ok(()));
    assert_eq!(with("nbf", at(AT + 301)).await, refused(Refused::Early));
    assert_eq!(with("nbf", at(i64::MAX)).await, refused(Refused::Early));
    assert_eq!(with("nbf", None).await, Ok(()));
    for unreadable in [json!("1794304100"), json!(1e30), json!({})] {
        let verdict = with("exp", Some(unreadable)).await;
        assert_eq!(verdict, refused(Refused::Malformed));
    }
}

#[tokio::test]
async fn time_is_the_clocks() {
    let stage = Stage::new().await;
    let token = OURS.token(&claims());
    assert_eq!(stage.token(&token).await, Ok(()));
    stage.pass(SignedDuration::from_hours(2));
    assert_eq!(stage.token(&token).await, refused(Refused::Expired));
}

#[tokio::test]
async fn only_the_key_it_names() {
    let stage = Stage::new().await;
    let header = json!({ "alg": "RS256", "kid": OURS.id });
    let token = NEXT.sign(&header, &claims(), &RSA_PKCS1_SHA256);
    assert_eq!(stage.token(&token).await, refused(Refused::Forged));
    let nameless = json!({ "alg": "RS256" });
    let token = OURS.sign(&nameless, &claims(), &RSA_PKCS1_SHA256);
    assert_eq!(stage.token(&token).await, refused(Refused::Malformed));
    // A key that comes along proves nothing.
    let own = json!({ "alg": "RS256", "kid": OURS.id, "jwk": NEXT.jwk() });
    let token = NEXT.sign(&own, &claims(), &RSA_PKCS1_SHA256);
    assert_eq!(stage.token(&token).await, refused(Refused::Forged));
}

#[tokio::test]
async fn only_the_algorithm_we_expect() {
    let stage = Stage::new().await;
    let header = |algorithm: &str| json!({ "alg": algorithm, "kid": OURS.id });
    let longer = OURS.sign(&header("RS384"), &claims(), &RSA_PKCS1_SHA384);
    let padded = OURS.sign(&header("PS256"), &claims(), &RSA_PSS_SHA256);
    let message_of = |algorithm| message(&header(algorithm), &claims());
    let hashed = |secret: &[u8]| {
        let message = message_of("HS256");
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
        mac.update(message.as_bytes());
        format!("{message}.{}", encoded(&mac.finalize().into_bytes()))
    };
    let announced = OURS.jwk()["n"].as_str().unwrap().to_owned();
    let tokens = [
        longer,
        padded,
        hashed(OURS.public_der()),
        hashed(announced.as_bytes()),
        hashed(b""),
    ];
    for token in tokens {
        assert_eq!(stage.token(&token).await, refused(Refused::Algorithm));
    }
    // Not even worth fetching keys for.
    assert_eq!(stage.issuer.asked(), 0);
    // The one we expect in the header, another in the signature.
    let disguised = OURS.sign(&header("RS256"), &claims(), &RSA_PSS_SHA256);
    assert_eq!(stage.token(&disguised).await, refused(Refused::Forged));
    for none in ["none", "None", "NONE", "", "rs256"] {
        for signature in ["", "AAAA"] {
            let token = format!("{}.{signature}", message_of(none));
            assert_eq!(stage.token(&token).await, refused(Refused::Malformed));
        }
    }
}

#[tokio::test]
async fn nothing_is_critical_that_we_do_not_know() {
    let header = json!({ "alg": "RS256", "kid": OURS.id, "crit": ["b64"], "b64": false });
    let token = OURS.sign(&header, &claims(), &RSA_PKCS1_SHA256);
    let verdict = Stage::new().await.token(&token).await;
    assert_eq!(verdict, refused(Refused::Malformed));
}

#[tokio::test]
async fn a_changed_token_is_forged() {
    let stage = Stage::new().await;
    let token = OURS.token(&claims());
    let [header, _, signature] = token.split('.').collect::<Vec<_>>()[..] else {
        panic!("a token has three parts");
    };
    let mut changed = claims();
    changed["exp"] = json!(AT + 999_999);
    let payload = encoded(changed.to_string().as_bytes());
    let forged = format!("{header}.{payload}.{signature}");
    assert_eq!(stage.token(&forged).await, refused(Refused::Forged));
    let unsigned = format!("{header}.{payload}.");
    assert_eq!(stage.token(&unsigned).await, refused(Refused::Forged));
}

#[tokio::test]
async fn rubbish_is_malformed() {
    let stage = Stage::new().await;
    let token = OURS.token(&claims());
    let headers = [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        "Bearer a.b.c".to_owned(),
        "Bearer ..".to_owned(),
        "Bearer e30.e30.".to_owned(),
        token.clone(),
        format!("Basic {token}"),
        format!("HMAC {token}"),
        format!("Bearer  {token}"),
        format!("Bearer\t{token}"),
        format!("Bearer {token} {token}"),
        format!("Bearer {token},"),
        format!("Bearer {token}=="),
        format!("Bearer {token}.{token}"),
    ];
    for header in headers {
        let verdict = stage.deliver(&header, &activity()).await.map(|_| ());
        // Where the claims' part is intact, it may be the signature that is not.
        assert!(
            verdict == refused(Refused::Malformed) || verdict == refused(Refused::Forged),
            "{header}: {verdict:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_a_token(text in "\\PC*", header in "[A-Za-z0-9_-]{0,40}") {
        prop_assert!(claims::key_id(&text).is_err());
        let dotted = format!("{header}.{text}.{header}");
        prop_assert!(claims::key_id(&dotted).is_err());
        prop_assert_ne!(credentials(&text, "Bearer"), Ok(""));
    }

    #[test]
    fn no_changed_byte_goes_unseen(place in any::<prop::sample::Index>(), byte in 33..127_u8) {
        let mut token = OURS.token(&claims()).into_bytes();
        let at = place.index(token.len());
        prop_assume!(token[at] != byte);
        token[at] = byte;
        let token = String::from_utf8(token).unwrap();
        let keys = published(json!({ "keys": [OURS.jwk()] }).to_string().as_bytes()).unwrap();
        let verdict = claims::key_id(&token).and_then(|id| {
            let key = keys.get(&id).ok_or(Refused::UnknownKey)?;
            Claims::proven(&token, key)
        });
        prop_assert!(verdict.is_err());
    }
}
