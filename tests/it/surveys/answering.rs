//! Answering in Slack: by one score and why, by a form, again, too late, or by whoever is not asked.

use futures_util::TryStreamExt;
use plaudit::chat::{Ack, Act, Client, Identity, Inbound, Installation, Platform, Proof};
use plaudit::surveys;
use serde_json::json;

use super::scene::{ANA, BUDI, SIX, enps, pulse};
use crate::harness::{Plaudit, count};

#[tokio::test]
async fn a_score_counts_at_once_and_then_it_is_asked_why() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    plaudit.scores(ANA, 9).await;
    assert_eq!(plaudit.answered(run.id).await, 1);
    let invitation = plaudit.asked_of(ANA);
    assert!(
        invitation.shown().contains("Thank you for answering"),
        "{invitation:?}"
    );
    assert_eq!(
        plaudit.sandbox.dm_with_bot(ANA).len(),
        1,
        "it is the invitation that says so"
    );
    plaudit.says_why(ANA, "good people").await;
    // She thinks better of it; what she wrote stays.
    plaudit.scores(ANA, 4).await;
    assert_eq!(plaudit.answered(run.id).await, 1);
    for who in &SIX[1..] {
        plaudit.scores(who, 10).await;
        plaudit.says_why(who, "me too").await;
    }
    plaudit.try_to_close(run.id).await.unwrap();
    let results = plaudit.results(run.id).await;
    let score = results.questions[0].everybody().unwrap();
    let given: Vec<_> = score
        .counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .cloned()
        .collect();
    assert_eq!(given, [("4".to_owned(), 1), ("10".to_owned(), 5)]);
    assert_eq!(score.enps().score(), 67);
    let mut comments = results.questions[1].comments.clone();
    comments.sort();
    assert_eq!(
        comments,
        [
            "good people",
            "me too",
            "me too",
            "me too",
            "me too",
            "me too"
        ]
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_pulse_is_answered_in_a_form() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&pulse()).await;
    for (number, who) in SIX.iter().enumerate() {
        let invitation = plaudit.asked_of(who);
        let person = plaudit.sandbox.as_user(who);
        let opened = person
            .press(&invitation.channel, &invitation.ts, "survey.open")
            .await;
        assert!(opened.is_ok(), "{opened:?}");
        let form = plaudit.sandbox.modals(who).pop().unwrap();
        if number == 0 {
            // What must be answered is asked for, and nothing typed is lost.
            let seen = person
                .submit(&form.id, [("wish", json!("a quiet room"))])
                .await;
            assert!(
                !seen.is_ok() || !plaudit.sandbox.modals(who).is_empty(),
                "{seen:?}"
            );
        }
        let answers = [
            ("workload", json!("4")),
            ("drink", json!(["1", "3"])),
            ("wish", json!("a quiet room")),
        ];
        let seen = person.submit(&form.id, answers).await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.quiet().await;
    }
    plaudit.try_to_close(run.id).await.unwrap();
    let results = plaudit.results(run.id).await;
    let counts = |number: usize| {
        results.questions[number]
            .everybody()
            .map(|it| it.counts.clone())
    };
    let pairs = |list: &[(&str, i32)]| {
        list.iter()
            .map(|(a, n)| ((*a).to_owned(), *n))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        counts(0),
        Some(pairs(&[("1", 0), ("2", 0), ("3", 0), ("4", 6), ("5", 0)]))
    );
    assert_eq!(counts(1), Some(pairs(&[("1", 6), ("2", 0), ("3", 6)])));
    assert_eq!(counts(2), None, "nobody answered this one");
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let rows = surveys::export(&mut conn, workspace, None, None);
    let rows: Vec<_> = rows.try_collect().await.unwrap();
    let labels = rows
        .iter()
        .filter(|row| row.question == "drink" && row.part.is_empty());
    let labels: Vec<_> = labels.map(|row| (&*row.answer, row.label())).collect();
    let drinks = ["Tea", "Coffee", "Water"].map(Some);
    assert_eq!(
        labels,
        ["1", "2", "3"].into_iter().zip(drinks).collect::<Vec<_>>()
    );
    assert!(
        rows.iter()
            .any(|row| row.question == "workload" && row.label().is_none())
    );
    drop(conn);
    assert_eq!(results.questions[3].comments.len(), 6);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_clicks_twice_answers_once() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    let invitation = plaudit.asked_of(ANA);
    let ana = plaudit.sandbox.as_user(ANA);
    let press = || ana.press(&invitation.channel, &invitation.ts, "survey.score#7");
    let (first, second) = tokio::join!(press(), press());
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.answered(run.id).await, 1);
    assert_eq!(plaudit.sandbox.dm_with_bot(ANA).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn who_comes_too_late_is_told_kindly() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    plaudit.scores(BUDI, 8).await;
    plaudit.try_to_close(run.id).await.unwrap();
    let invitation = plaudit.asked_of(ANA);
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana
        .press(&invitation.channel, &invitation.ts, "survey.score#9")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    let told = plaudit.asked_of(ANA).shown();
    assert!(told.contains("closed on"), "{told}");
    // So is whoever writes on in a form that was open.
    plaudit.says_why(BUDI, "so late").await;
    let ballots = "SELECT count(*) FROM survey_invitation WHERE ballots IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, ballots).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn who_is_not_asked_does_not_answer_and_no_forged_answer_counts() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    let invitation = plaudit.asked_of(ANA);
    sqlx::query("DELETE FROM survey_invitation i USING identity a WHERE a.member_id = i.member_id AND a.user_id = $1")
        .bind(ANA)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    let ana = plaudit.sandbox.as_user(ANA);
    ana.press(&invitation.channel, &invitation.ts, "survey.score#9")
        .await;
    plaudit.quiet().await;
    let told = plaudit.asked_of(ANA).shown();
    assert!(told.contains("does not ask you"), "{told}");
    let elsewhere = plaudit.workspace().await;
    for forged in [
        format!("{} 11", run.id),
        format!("{} -1", run.id),
        "nonsense".to_owned(),
        format!("{elsewhere} 5"),
    ] {
        let pressed = Act::Pressed {
            action: "survey.score".to_owned(),
            value: forged.clone(),
            message: None,
        };
        let handled = plaudit.app().desk.handle(by_budi(&plaudit, pressed)).await;
        assert!(handled.is_ok(), "{forged}: {handled:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.answered(run.id).await, 0);
    plaudit.finish().await;
}

/// What Budi did, as it comes from no button of ours.
fn by_budi(plaudit: &Plaudit, act: Act) -> Inbound {
    let team = plaudit.sandbox.model().team.id.clone();
    Inbound {
        installation: Installation::new(Platform::Slack, team.clone()),
        key: "forged".to_owned(),
        act_key: None,
        at: plaudit.clock.now(),
        actor: Some(Identity::new(Platform::Slack, team, BUDI)),
        proof: Proof::Person,
        place: None,
        client: Client::default(),
        ack: Ack::Empty,
        ticket: None,
        act,
    }
}
