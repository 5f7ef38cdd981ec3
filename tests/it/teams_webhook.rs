//! The outgoing webhook of Microsoft Teams: asked in a channel, answered in the response, before
//! everybody's eyes.

use plaudit::app::Register;
use plaudit::ids::{Joining, MemberId, WorkspaceId};
use plaudit::people;
use plaudit::policy::Actor;
use plaudit_sandbox::teams::KUDOS;
use serde_json::json;
use sqlx::Connection;

use crate::harness::Plaudit;
use crate::harness::teams::{AISYAH, BUDI, SITI};
use crate::harness::webhook::{activity_of, alone, ask, mri, signed, words};

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
        let found: (WorkspaceId, MemberId) = sqlx::query_as(sql)
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
    people::join(
        &mut tx,
        &plaudit.clock,
        &Actor::Operator,
        Joining {
            workspace,
            from: other,
            to: keep,
        },
        &Register::new(&plaudit.clock),
    )
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
    plaudit.finish().await;
}
