//! How keys come, stay and go.

use std::time::Duration;

use futures_util::future::join_all;

use super::*;
use crate::keyring::NoKey;

const DAY: SignedDuration = SignedDuration::from_hours(24);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[tokio::test]
async fn many_at_once_ask_once() {
    let stage = Stage::new().await;
    stage.issuer.take(Duration::from_millis(50));
    let verdicts = join_all((0..20).map(|_| stage.signed_by(&OURS))).await;
    assert!(verdicts.iter().all(Result::is_ok));
    assert_eq!(stage.issuer.asked(), 1);
}

#[tokio::test]
async fn a_flood_of_unknown_keys_asks_once_a_minute() {
    let stage = Stage::new().await;
    let flood = || join_all((0..50).map(|_| stage.signed_by(&NEXT)));
    assert!(
        flood()
            .await
            .iter()
            .all(|it| *it == refused(Refused::UnknownKey))
    );
    assert_eq!(stage.issuer.asked(), 2);
    stage.pass(MINUTE - SignedDuration::from_secs(1));
    flood().await;
    assert_eq!(stage.issuer.asked(), 2);
    stage.pass(SignedDuration::from_secs(1));
    flood().await;
    assert_eq!(stage.issuer.asked(), 3);
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
}

#[tokio::test]
async fn a_new_key_is_good_as_soon_as_it_is_announced() {
    let stage = Stage::new().await;
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    stage.issuer.announce(&[NEXT.jwk()]);
    let verdicts = join_all((0..20).map(|_| stage.signed_by(&NEXT))).await;
    assert!(verdicts.iter().all(Result::is_ok));
    assert_eq!(stage.issuer.asked(), 2);
    // And the one it replaced is not.
    assert_eq!(stage.signed_by(&OURS).await, refused(Refused::UnknownKey));
}

#[tokio::test]
async fn keys_are_asked_about_after_a_day() {
    let stage = Stage::new().await;
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    stage.issuer.announce(&[NEXT.jwk()]);
    stage.pass(DAY - SignedDuration::from_secs(1));
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    assert_eq!(stage.issuer.asked(), 1);
    stage.pass(SignedDuration::from_secs(1));
    assert_eq!(stage.signed_by(&OURS).await, refused(Refused::UnknownKey));
    assert_eq!(stage.signed_by(&NEXT).await, Ok(()));
    assert_eq!(stage.issuer.asked(), 2);
}

#[tokio::test]
async fn the_last_good_keys_serve_while_the_issuer_is_away() {
    let stage = Stage::new().await;
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    stage.pass(DAY * 3);
    let keys = json!({ "keys": [NEXT.jwk()] }).to_string();
    let padded = format!("{keys}{}", " ".repeat(MOST));
    let answers = [
        (StatusCode::SERVICE_UNAVAILABLE, keys.as_str()),
        (StatusCode::FOUND, &keys),
        (StatusCode::NOT_FOUND, &keys),
        (StatusCode::OK, ""),
        (StatusCode::OK, "[]"),
        (StatusCode::OK, "{}"),
        (StatusCode::OK, r#"{"keys":[]}"#),
        (StatusCode::OK, r#"{"keys":[{"kty":"EC"}]}"#),
        (StatusCode::OK, &padded),
    ];
    for (asked, (status, body)) in (2..).zip(answers) {
        stage.issuer.answer_with(status);
        stage.issuer.answer_keys(body);
        // Who waits for a key that is missing, waits for the answer.
        assert_eq!(stage.signed_by(&NEXT).await, refused(Refused::UnknownKey));
        assert_eq!(stage.issuer.asked(), asked);
        assert_eq!(stage.signed_by(&OURS).await, Ok(()));
        stage.pass(MINUTE);
    }
    // It is back: whoever comes next brings it to light, and those after them see it.
    stage.issuer.answer_keys(&keys);
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    assert_eq!(stage.signed_by(&NEXT).await, Ok(()));
    assert_eq!(stage.signed_by(&OURS).await, refused(Refused::UnknownKey));
}

#[tokio::test]
async fn nobody_waits_for_an_issuer_that_is_away() {
    let stage = Stage::new().await;
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    stage.pass(DAY);
    stage.issuer.answer_with(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    stage.issuer.take(Duration::from_mins(1));
    stage.pass(MINUTE);
    let prompt = tokio::time::timeout(Duration::from_secs(2), stage.signed_by(&OURS)).await;
    assert_eq!(prompt, Ok(Ok(())));
}

#[tokio::test]
async fn whoever_hangs_up_has_still_asked() {
    let stage = Stage::new().await;
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
    stage.issuer.announce(&[OURS.jwk(), NEXT.jwk()]);
    stage.issuer.take(Duration::from_millis(200));
    let hung_up = tokio::time::timeout(Duration::from_millis(50), stage.signed_by(&NEXT)).await;
    assert!(hung_up.is_err());
    assert_eq!(stage.signed_by(&NEXT).await, Ok(()));
    assert_eq!(stage.issuer.asked(), 2);
}

#[tokio::test]
async fn without_any_keys_nothing_is_refused_for_good() {
    let stage = Stage::new().await;
    stage.issuer.answer_with(StatusCode::BAD_GATEWAY);
    let verdicts = join_all((0..20).map(|_| stage.signed_by(&OURS))).await;
    assert!(verdicts.iter().all(|it| *it == refused(Refused::NoKeys)));
    assert_eq!(stage.issuer.asked(), 1);
    let status = Rejection::Refused(Refused::NoKeys).into_response().status();
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    stage.issuer.answer_with(StatusCode::OK);
    stage.pass(SignedDuration::from_secs(5));
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
}

#[tokio::test]
async fn an_issuer_that_nobody_reaches_has_no_keys() {
    let clock = Clock::set_to(Timestamp::from_second(AT).unwrap());
    // Port 9 discards, where anything listens at all.
    let metadata = "http://127.0.0.1:9/metadata".parse().unwrap();
    let keyring = Keyring::new(client(), clock, metadata);
    assert_eq!(keyring.find("any").await.err(), Some(NoKey::NoneAtAll));
}

#[tokio::test]
async fn keys_come_only_from_where_nobody_listens_in() {
    for address in [
        "http://keys.example/keys",
        "http://127.0.0.1.keys.example/keys",
        "http://0.0.0.0/keys",
        "ftp://127.0.0.1/keys",
        "file:///etc/keys",
        "keys",
    ] {
        let stage = Stage::new().await;
        stage.issuer.keep_keys_at(address);
        assert_eq!(stage.signed_by(&OURS).await, refused(Refused::NoKeys));
    }
}

#[tokio::test]
async fn only_usable_keys_are_taken() {
    let stage = Stage::new().await;
    let with = |name: &str, value: Value| {
        let mut jwk = OURS.jwk();
        jwk[name] = value;
        jwk
    };
    let n = OURS.jwk()["n"].as_str().unwrap().to_owned();
    let zeros = "A".repeat(172);
    let spoilt = [
        with("kty", json!("EC")),
        with("kty", json!("oct")),
        with("use", json!("enc")),
        with("alg", json!("RS384")),
        with("alg", json!("HS256")),
        with("n", json!(n[..340])),
        // Zeros in front make no key longer.
        with("n", json!(format!("{zeros}{}", &n[..168]))),
        with("n", json!("not base64 at all")),
        with("n", json!("")),
        with("e", json!("AA")),
        with("kid", json!(null)),
        json!("no key"),
    ];
    for jwk in spoilt {
        stage.issuer.announce(&[jwk, NEXT.jwk()]);
        // So that the keys are asked about before this one is looked up.
        stage.pass(DAY);
        assert_eq!(stage.signed_by(&NEXT).await, Ok(()));
        assert_eq!(stage.signed_by(&OURS).await, refused(Refused::UnknownKey));
    }
    let mut sparse = with("use", json!(null));
    sparse["n"] = json!(format!("AAAA{n}"));
    stage.issuer.announce(&[json!(5), sparse]);
    stage.pass(DAY);
    assert_eq!(stage.signed_by(&OURS).await, Ok(()));
}
