//! The outgoing webhook of Microsoft Teams: asked in a channel, answered in the response, before
//! everybody's eyes.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::future::join_all;
use hmac::{Hmac, KeyInit, Mac};
use plaudit::clock::Clock;
use plaudit::people;
use plaudit::sandbox::teams::{KUDOS, SandboxOptions, Seen, sample_company, shown};
use serde_json::{Value, json};
use sha2::Sha256;
use sqlx::Connection;
use uuid::Uuid;

use crate::harness::Plaudit;
use crate::harness::slack::{Answer, post};
use crate::harness::teams::{AISYAH, BUDI, SITI, recorded_tenant, sample, sample_bytes};

const WEBHOOK: &str = "/teams/outgoing-webhook";

/// Plaudit with an outgoing webhook and no bot.
async fn alone() -> Plaudit {
    let options = SandboxOptions::for_tests(Clock::system());
    Plaudit::start_on_teams(options, |it| it.bot = None).await
}

async fn ask(plaudit: &Plaudit, who: &str, text: &str) -> Seen {
    let seen = plaudit.teams().call_webhook(who, KUDOS, text).await;
    assert!(seen.is_ok() && seen.status == Some(200), "{text}: {seen:?}");
    let deliveries = plaudit.teams().deliveries();
    let millis = deliveries.last().unwrap().millis.unwrap();
    assert!(
        Duration::from_millis(millis) < Duration::from_secs(3),
        "{text}: {millis} ms"
    );
    seen
}

/// Posts these bytes under this header.
async fn send(plaudit: &Plaudit, authorization: &[&str], body: &[u8]) -> Answer {
    let headers: Vec<_> = authorization
        .iter()
        .map(|it| ("authorization", *it))
        .collect();
    post(&plaudit.url(WEBHOOK), &headers, body.to_vec()).await
}

/// Posts an activity, signed with the stand-in's secret.
async fn signed(plaudit: &Plaudit, activity: &Value) -> Answer {
    let body = activity.to_string();
    let secret = SandboxOptions::default().webhook_secret;
    send(
        plaudit,
        &[&signature(&secret, body.as_bytes())],
        body.as_bytes(),
    )
    .await
}

fn signature(secret: &str, body: &[u8]) -> String {
    let key = STANDARD.decode(secret).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(body);
    format!("HMAC {}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// What a reader sees of an answer.
#[track_caller]
fn words(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    let cards = body["attachments"].as_array().unwrap();
    let cards: Vec<Value> = cards.iter().map(|it| it["content"].clone()).collect();
    shown("", &cards)
}

/// Whom a mention names: a webhook is told of no other id.
fn mri(plaudit: &Plaudit, short: &str) -> String {
    plaudit.teams().model().user(short).unwrap().mri.clone()
}

#[tokio::test]
async fn everybody_reads_the_answer_and_no_number_is_private() {
    let plaudit = alone().await;
    plaudit.set("allowance.points", "37").await;
    let given = ask(
        &plaudit,
        "siti",
        "@Budi Santoso +5 #teamwork untuk peluncuran",
    )
    .await;
    assert!(
        given.text.contains("peluncuran") && given.text.contains("Budi"),
        "{given:?}"
    );
    assert_eq!(plaudit.points(&mri(&plaudit, "budi")).await, 5);
    // What each of these may not say: what Siti has left, and what her allowance comes to.
    for (text, holds) in [
        ("@Budi Santoso +33 lagi", "melebihi sisa jatahmu"),
        ("papan", "Budi Santoso"),
        ("peringkat minggu", "Budi Santoso"),
        ("bantuan", "@Plaudit"),
        ("", "@Plaudit"),
        ("nilai", "#customer"),
        ("saldo", "pesan langsung"),
        ("riwayat", "pesan langsung"),
        ("riwayat @Budi Santoso", "pesan langsung"),
        ("bahasa en", "pesan langsung"),
        ("pengaturan", "pesan langsung"),
        ("tukar 1", "pesan langsung"),
        ("survei", "pesan langsung"),
        ("@Siti Rahmawati +1 untuk diri sendiri", "orang lain"),
        ("saldoo", "saldo"),
        ("@Budi Santoso +3 +4", "+3"),
    ] {
        let seen = ask(&plaudit, "siti", text).await;
        assert!(seen.text.contains(holds), "{text}: {}", seen.text);
        // The rules are for everybody, what somebody has left is not.
        assert!(!seen.text.contains("32"), "{text}: {}", seen.text);
        let rules = text.is_empty() || text == "bantuan";
        assert!(rules || !seen.text.contains("37"), "{text}: {}", seen.text);
    }
    assert_eq!(plaudit.points(&mri(&plaudit, "budi")).await, 5);
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn an_undo_is_told_without_numbers_of_ones_own() {
    let plaudit = alone().await;
    ask(&plaudit, "siti", "@Budi Santoso +2 untuk rilis").await;
    let undone = ask(&plaudit, "siti", "batal").await;
    assert!(undone.text.contains("Budi Santoso"), "{undone:?}");
    assert_eq!(plaudit.points(&mri(&plaudit, "budi")).await, 0);
    let none = ask(&plaudit, "siti", "batal").await;
    assert!(!none.text.is_empty(), "{none:?}");
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn without_a_bot_people_are_known_by_what_the_webhook_tells() {
    let plaudit = alone().await;
    // Nobody has an Entra id here: neither the sender nor, ever, whoever is mentioned.
    let mut activity = activity_of(
        &plaudit,
        "1",
        "+3 untuk rilis",
        &[("Budi Santoso", &mri(&plaudit, "budi"))],
    );
    activity["from"] = json!({"id": mri(&plaudit, "dewi"), "name": "Dewi Lestari"});
    let given = words(&signed(&plaudit, &activity).await);
    assert!(
        given.contains("Dewi Lestari") && given.contains("rilis"),
        "{given}"
    );
    assert_eq!(plaudit.points(&mri(&plaudit, "budi")).await, 3);

    // He is the same person when he speaks himself, and is told of the directory's id.
    let board = ask(&plaudit, "budi", "papan").await;
    assert!(board.text.contains("Budi Santoso"), "{board:?}");
    assert_eq!(plaudit.points(BUDI).await, 3);
    ask(&plaudit, "siti", "@Budi Santoso +1 lagi").await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    plaudit.quiet().await;

    // Nothing can be written to anybody: it is settled, and nothing waits.
    let ends: Vec<(String, i64)> = sqlx::query_as(
        "SELECT state, count(*) FROM outbox WHERE lane LIKE 'teams%' GROUP BY state",
    )
    .fetch_all(&plaudit.db.pool)
    .await
    .unwrap();
    assert_eq!(ends, [("refused".to_owned(), 2)]);
    assert_eq!(plaudit.teams().calls("token").len(), 0);
    plaudit.finish().await;
}

/// What the webhook sends when Siti writes `text` behind mentions.
fn activity_of(plaudit: &Plaudit, id: &str, text: &str, mentioned: &[(&str, &str)]) -> Value {
    let mut activity = sample("outgoing_webhook_message.json");
    let mut entities = vec![activity["entities"][0].clone()];
    let mut line = "<at>kudos-hook</at>".to_owned();
    for (name, mri) in mentioned {
        line = format!("{line}&nbsp;<at>{name}</at>");
        entities.push(json!({
            "type": "mention", "mentioned": {"id": mri, "name": name}, "text": format!("<at>{name}</at>"),
        }));
    }
    activity["text"] = json!(format!("{line} {text}"));
    activity["entities"] = json!(entities);
    activity["id"] = json!(id);
    activity["channelData"]["tenant"]["id"] = json!(plaudit.teams().model().tenant);
    activity
}

#[tokio::test]
async fn tags_and_channels_are_nobody() {
    let plaudit = alone().await;
    let mut activity = activity_of(
        &plaudit,
        "1",
        "+3 untuk rilis",
        &[("Tim Backend", "TagIdOfBackend=="), ("Kudos", KUDOS)],
    );
    activity["entities"][1]["mentioned"]["type"] = json!("tag");
    activity["entities"][2]["mentioned"]["type"] = json!("channel");
    let before = plaudit.traces().await.members;
    let said = words(&signed(&plaudit, &activity).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0, "{said}");
    assert!(!said.contains("Sebentar"), "no answer could follow: {said}");
    assert_eq!(plaudit.traces().await.members, before + 1, "Siti alone");
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_is_on_slack_is_told_there() {
    let plaudit = Plaudit::start_on_both().await;
    ask(&plaudit, "siti", "@Budi Santoso +5 untuk peluncuran").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 5);
    let told =
        plaudit.sandbox.dm_with_bot("U0BUDI00002").len() + plaudit.teams().direct("budi").len();
    assert_eq!(told, 1, "once, wherever he is");
    // The answer stands in the channel already; the bot does not repeat it.
    let by_bot = plaudit
        .teams()
        .messages(KUDOS)
        .into_iter()
        .filter(|it| it.by_app);
    assert_eq!(by_bot.count(), 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn with_a_webhook_alone_slack_still_tells() {
    let plaudit = alone().await;
    ask(&plaudit, "siti", "@Budi Santoso +1 untuk rilis").await;
    // Nothing says that he is the one of Slack, until an admin does.
    let sql = "SELECT workspace_id, member_id FROM identity WHERE user_id = $1";
    let mut members = Vec::new();
    for user in ["U0BUDI00002", &mri(&plaudit, "budi")] {
        let found: (Uuid, Uuid) = sqlx::query_as(sql)
            .bind(user)
            .fetch_one(&plaudit.db.pool)
            .await
            .unwrap();
        members.push(found);
    }
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let mut tx = conn.begin().await.unwrap();
    let [(workspace, keep), (_, other)] = members[..] else {
        panic!("{members:?}")
    };
    people::join(&mut tx, &plaudit.clock, workspace, keep, other)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    plaudit.app().desk.directory.forget();
    drop(conn);

    ask(&plaudit, "siti", "@Budi Santoso +2 untuk peluncuran").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points("U0BUDI00002").await, 3);
    let told = plaudit.sandbox.dm_with_bot("U0BUDI00002");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].shown().contains("peluncuran"),
        "{}",
        told[0].shown()
    );
    plaudit.finish().await;
}

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
    let plaudit = Plaudit::start_on_teams(options, |it| it.bot = None).await;
    let body = sample_bytes("outgoing_webhook_message.json");
    let board = words(&send(&plaudit, &[authorization], &body).await);
    assert!(board.contains("Belum ada"), "{board}");
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
async fn a_tenant_connects_itself_unless_another_is_named() {
    let options = || SandboxOptions::for_tests(Clock::system());
    let open = Plaudit::start_on_teams(options(), |it| {
        it.bot = None;
        it.tenant = None;
    })
    .await;
    let before = open.traces().await.connections;
    let answer = ask(&open, "siti", "@Budi Santoso +1 untuk rilis").await;
    assert!(answer.text.contains("rilis"), "{answer:?}");
    assert_eq!(open.traces().await.connections, before + 1);
    assert_eq!(open.points(&mri(&open, "budi")).await, 1);
    open.quiet().await;
    open.finish().await;

    let closed = Plaudit::start_on_teams(options(), |it| {
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

#[tokio::test]
async fn a_large_group_is_refused_where_no_button_can_ask() {
    let plaudit = alone().await;
    plaudit.teams().call_webhook("siti", KUDOS, "bantuan").await;
    plaudit.set("kudos.max_recipients", "2").await;
    let seen = ask(
        &plaudit,
        "siti",
        "@Budi Santoso @Nur Aisyah binti Hassan @Rizky Pratama +1 rilis",
    )
    .await;
    assert!(!seen.text.is_empty(), "{seen:?}");
    assert_eq!(plaudit.points(BUDI).await + plaudit.points(AISYAH).await, 0);
    assert_eq!(plaudit.points(SITI).await, 0);
    assert!(sample_company().users.len() > 3);
    plaudit.finish().await;
}
