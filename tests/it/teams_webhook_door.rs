//! Who is let in by the outgoing webhook of Teams: what is signed, of its tenant, and once.

use futures_util::future::join_all;
use plaudit::clock::Clock;
use plaudit_sandbox::teams::{KUDOS, SandboxOptions};
use serde_json::{Value, json};

use crate::harness::Plaudit;
use crate::harness::teams::{recorded_hour, recorded_tenant, sample, sample_bytes};
use crate::harness::webhook::{activity_of, alone, ask, mri, send, signature, signed, words};

#[tokio::test]
async fn what_the_webhook_did_not_sign_is_refused_without_a_word() {
    let plaudit = alone().await;
    let before = plaudit.traces().await;
    let body = activity_of(&plaudit, "1", "+3", &[("Budi Santoso", "29:b")]).to_string();
    let body = body.as_bytes();
    let secret = SandboxOptions::default().webhook_secret;
    let right = signature(&secret, body);
    let hash = right.strip_prefix("HMAC ").unwrap();
    let other = signature("YW5vdGhlciBzZWNyZXQ=", body);
    let altered = signature(&secret, b"other");
    let (short, long) = (right[..right.len() - 4].to_owned(), format!("{right}AAAA"));
    let bearer = format!("Bearer {hash}");
    let refused: [&[&str]; 11] = [
        &[],
        &[""],
        &["HMAC"],
        &["HMAC "],
        &[hash],
        &[&bearer],
        &[&other],
        &[&altered],
        &[&short],
        &[&long],
        &[&right, &right],
    ];
    for headers in refused {
        let answer = send(&plaudit, headers, body).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (401, ""),
            "{headers:?}"
        );
    }
    let malformed = [&b"{"[..], b"", b"[]", b"{}"];
    for body in malformed {
        let answer = send(&plaudit, &[&signature(&secret, body)], body).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, ""), "{body:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.traces().await, before);
    let answer = send(&plaudit, &[&right], body).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn the_recording_is_answered_and_let_in_once() {
    let vector = sample("signing_vector.json");
    let secret = vector["secret_base64"].as_str().unwrap().to_owned();
    let authorization = vector["authorization"].as_str().unwrap();
    let options = SandboxOptions {
        webhook_secret: secret,
        ..recorded_tenant()
    };
    let plaudit = Plaudit::start_on_teams(recorded_hour(), options, |it| it.bot = None).await;
    let body = sample_bytes("outgoing_webhook_message.json");
    let board = words(&send(&plaudit, &[authorization], &body).await);
    assert!(board.contains("Masih kosong"), "{board}");
    let again = send(&plaudit, &[authorization], &body).await;
    assert_eq!((again.status, again.body.as_str()), (403, ""));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_repeated_is_refused_and_does_nothing() {
    let plaudit = alone().await;
    let budi = mri(&plaudit, "budi");
    let gift = activity_of(&plaudit, "1", "+3 untuk rilis", &[("Budi Santoso", &budi)]);
    let answers = join_all((0..5).map(|_| signed(&plaudit, &gift))).await;
    let let_in: Vec<_> = answers.iter().filter(|it| it.status == 200).collect();
    assert_eq!(let_in.len(), 1, "{answers:?}");
    let refused = answers
        .iter()
        .filter(|it| (it.status, it.body.as_str()) == (403, ""));
    assert_eq!(refused.count(), 4, "{answers:?}");
    let (points, before) = (plaudit.points(&budi).await, plaudit.traces().await);
    assert_eq!(points, 3);
    let mut disguised = gift.clone();
    disguised["timestamp"] = json!("2027-01-01T00:00:00Z");
    disguised["text"] = json!("<at>kudos-hook</at> <at>Budi Santoso</at> +5");
    for repeated in [&gift, &disguised] {
        let answer = signed(&plaudit, repeated).await;
        assert_eq!((answer.status, answer.body.as_str()), (403, ""));
    }
    assert_eq!(plaudit.points(&budi).await, 3);
    assert_eq!(plaudit.traces().await, before);
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn a_tenant_is_served_unless_another_is_named() {
    let open = Plaudit::start_on_teams(Clock::system(), SandboxOptions::for_tests(), |it| {
        it.bot = None;
        it.tenant = None;
    })
    .await;
    let before = open.traces().await.connections;
    let answer = ask(&open, "siti", "@Budi Santoso +1 untuk rilis").await;
    assert!(answer.text.contains("rilis"), "{answer:?}");
    assert_eq!(open.traces().await.connections, before);
    assert_eq!(open.points(&mri(&open, "budi")).await, 1);
    open.quiet().await;
    open.finish().await;

    let closed = Plaudit::start_on_teams(Clock::system(), SandboxOptions::for_tests(), |it| {
        it.bot = None;
        it.tenant = Some("5f0c2d1e-0000-4000-8000-00000000a002".to_owned());
    })
    .await;
    let before = closed.traces().await;
    let seen = closed
        .teams()
        .call_webhook("siti", KUDOS, "@Budi Santoso +1 untuk rilis")
        .await;
    assert_eq!((seen.status, &seen.body), (Some(403), &Value::Null));
    assert_eq!(closed.traces().await, before);
    closed.finish().await;
}
