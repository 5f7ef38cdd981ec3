//! Being asked: who, when, in which words; and being reminded once.

use jiff::SignedDuration;
use plaudit::surveys::NotLaunched;
use sqlx::Executor;

use super::scene::{ANA, BUDI, SITI, SIX, enps, pulse};
use crate::harness::{Plaudit, count};

async fn at_noon() -> Plaudit {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    Plaudit::start_at(plaudit::clock::Clock::set_to(noon)).await
}

#[tokio::test]
async fn everybody_who_belongs_is_asked_once_in_their_language_with_a_button_for_each_score() {
    let plaudit = at_noon().await;
    let run = plaudit.ask_everybody(&enps()).await;
    let asked = plaudit.asked_of(ANA);
    let shown = asked.shown();
    for said in [
        "Q1",
        "recommend your organisation",
        "Anonymous",
        "fewer than 5",
        "13 Nov",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let labels: Vec<String> = asked
        .blocks
        .iter()
        .flat_map(|block| {
            let elements = block["elements"].as_array().cloned().unwrap_or_default();
            elements
                .into_iter()
                .filter_map(|it| it["text"]["text"].as_str().map(str::to_owned))
        })
        .collect();
    let scores: Vec<String> = (0..=10).map(|score| score.to_string()).collect();
    assert_eq!(
        labels
            .iter()
            .filter(|it| it.parse::<u8>().is_ok())
            .cloned()
            .collect::<Vec<_>>(),
        scores
    );
    let asked_in_indonesian = plaudit.asked_of(BUDI).shown();
    assert!(
        asked_in_indonesian.contains("Seberapa besar kemungkinan"),
        "{asked_in_indonesian}"
    );
    // Guests, bots and those who left are not asked; and nobody twice.
    let people =
        "SELECT count(*) FROM member WHERE active AND standing = 'member' AND merged_into IS NULL";
    assert_eq!(
        i64::from(run.invited),
        count(&plaudit.db.pool, people).await
    );
    assert!(plaudit.sandbox.dm_with_bot("U0GUEST0020").is_empty());
    let letters = "SELECT count(*) FROM outbox";
    let before = count(&plaudit.db.pool, letters).await;
    assert_eq!(before, i64::from(run.invited));
    plaudit.survey_news().await;
    assert_eq!(count(&plaudit.db.pool, letters).await, before);
    let weights = "SELECT count(*) FROM outbox WHERE weight <> 'bulk'";
    assert_eq!(
        count(&plaudit.db.pool, weights).await,
        0,
        "they delay nothing else"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn who_has_not_answered_is_reminded_once() {
    let plaudit = at_noon().await;
    let run = plaudit.ask_everybody(&enps()).await;
    plaudit.scores(ANA, 9).await;
    plaudit.clock.advance(SignedDuration::from_hours(47));
    plaudit.survey_news().await;
    assert_eq!(plaudit.sandbox.dm_with_bot(BUDI).len(), 1, "not yet");
    plaudit.clock.advance(SignedDuration::from_hours(2));
    plaudit.survey_news().await;
    plaudit.survey_news().await;
    let told = plaudit.sandbox.dm_with_bot(BUDI);
    assert_eq!(told.len(), 2, "once");
    assert!(
        told[1].shown().contains("Jawabanmu masih ditunggu"),
        "{:?}",
        told[1]
    );
    assert_eq!(
        plaudit.sandbox.dm_with_bot(ANA).len(),
        1,
        "she has answered"
    );
    plaudit.scores(BUDI, 7).await;
    assert_eq!(plaudit.answered(run.id).await, 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_audience_too_small_for_the_floor_is_not_asked() {
    let plaudit = at_noon().await;
    let mut few = enps();
    few.audience = "country:IS".parse().unwrap();
    let survey = plaudit.survey(&few).await;
    let refused = plaudit.try_to_launch(survey).await.unwrap_err();
    assert!(
        matches!(refused, NotLaunched::TooFew { asked: 0, floor: 5 }),
        "{refused}"
    );
    // The floor of the settings is the least; a survey may ask for more.
    plaudit.set("survey.anonymity_threshold", "1000").await;
    let survey = plaudit.survey(&enps()).await;
    let refused = plaudit.try_to_launch(survey).await.unwrap_err();
    assert!(
        matches!(refused, NotLaunched::TooFew { floor: 1000, .. }),
        "{refused}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_share_is_drawn_and_a_rotating_one_asks_others_the_next_time() {
    let plaudit = at_noon().await;
    let mut half = enps();
    half.audience = "rotating:50".parse().unwrap();
    half.floor = Some(3);
    plaudit.set("survey.anonymity_threshold", "3").await;
    let survey = plaudit.survey(&half).await;
    let first = plaudit.try_to_launch(survey).await.unwrap();
    let all =
        "SELECT count(*) FROM member WHERE active AND standing = 'member' AND merged_into IS NULL";
    let all = count(&plaudit.db.pool, all).await;
    assert_eq!(i64::from(first.invited), (all + 1) / 2);
    let again = plaudit.try_to_launch(survey).await.unwrap_err();
    assert!(matches!(again, NotLaunched::UnderWay(run) if run == first.id));
    plaudit.try_to_close(first.id).await.unwrap();
    plaudit.clock.advance(SignedDuration::from_hours(24 * 7));
    let second = plaudit.try_to_launch(survey).await.unwrap();
    let both = "SELECT count(*) FROM (SELECT member_id FROM survey_invitation GROUP BY 1 HAVING count(*) > 1) twice";
    assert_eq!(count(&plaudit.db.pool, both).await, 0);
    assert_eq!(i64::from(second.invited), (all / 2 + 1) / 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_asks_sees_what_waits_for_them() {
    let plaudit = at_noon().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let waiting = async || {
        assert!(ana.slash("C0KUDOS0001", "/kudos", "survey").await.is_ok());
        plaudit.quiet().await;
        plaudit.sandbox.ephemerals(ANA).pop().unwrap().shown()
    };
    let nothing = waiting().await;
    assert!(nothing.contains("No survey waits for you"), "{nothing}");
    assert!(
        !nothing.contains("plaudit survey"),
        "she runs none: {nothing}"
    );
    plaudit.ask_everybody(&pulse()).await;
    let one = waiting().await;
    assert!(
        one.contains("Monthly pulse") && one.contains("4 questions"),
        "{one}"
    );
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash("C0KUDOS0001", "/kudos", "survei").await.is_ok());
    let shown = plaudit.sandbox.ephemerals(SITI).pop().unwrap().shown();
    assert!(
        shown.contains("Monthly pulse") && shown.contains("plaudit survey"),
        "{shown}"
    );
    plaudit.finish().await;
}

/// One row that cannot be read keeps nobody else from being asked, or reminded.
#[tokio::test]
async fn what_cannot_be_read_keeps_nobody_else_waiting() {
    let plaudit = Plaudit::start_with_six().await;
    let launch = async |title: &str| {
        let mut of_six = enps();
        of_six.title = title.into();
        of_six.audience = "team:Six".parse().unwrap();
        let survey = plaudit.survey(&of_six).await;
        plaudit.try_to_launch(survey).await.unwrap()
    };
    let (first, _) = (launch("Q1").await, launch("Q2").await);
    // The first survey is of a kind that nobody knows.
    let rewrite = async |kind: &str| {
        let mut conn = plaudit.db.tampering().await;
        let unchecked = "ALTER TABLE survey DROP CONSTRAINT IF EXISTS survey_kind_check";
        conn.execute(unchecked).await.unwrap();
        let sql = "UPDATE survey SET kind = $1 WHERE id = $2";
        let set = sqlx::query(sql).bind(kind).bind(first.survey);
        set.execute(&mut conn).await.unwrap();
    };
    rewrite("rumour").await;
    plaudit.make_unreadable(ANA).await;
    let told = || SIX.map(|who| plaudit.sandbox.dm_with_bot(who).len());
    plaudit.survey_news().await;
    assert_eq!(told(), [0, 1, 1, 1, 1, 1], "Ana is the first of them");
    plaudit.make_readable().await;
    rewrite("enps").await;
    plaudit.clock.advance(SignedDuration::from_mins(6));
    plaudit.survey_news().await;
    assert_eq!(told(), [2; 6]);

    plaudit.make_unreadable(ANA).await;
    plaudit.clock.advance(SignedDuration::from_hours(49));
    plaudit.survey_news().await;
    assert_eq!(told(), [2, 4, 4, 4, 4, 4]);
    plaudit.make_readable().await;
    plaudit.clock.advance(SignedDuration::from_mins(6));
    plaudit.survey_news().await;
    assert_eq!(told(), [4; 6], "reminded");
    plaudit.finish().await;
}
