//! The same in Teams, where a card is pressed and a dialogue asks.

use plaudit::surveys::Attribution;

use super::scene::{enps, pulse};
use crate::harness::{Plaudit, count};

#[tokio::test]
async fn a_score_is_pressed_on_a_card_and_why_is_asked_in_a_dialogue() {
    let plaudit = Plaudit::start_at_noon().await;
    let survey = plaudit.survey(&enps()).await;
    let run = plaudit.try_to_launch(survey).await.unwrap();
    // Where else he is written to, is another matter.
    let card = plaudit.asked_alone("liam", "survey").await;
    let shown = card.shown();
    assert!(shown.contains("recommend your organisation"), "{shown}");
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&card, "8").await;
    assert!(seen.is_ok(), "{seen:?}");
    let dialog = liam.dialog().expect("it is asked why");
    assert!(
        format!("{dialog:?}").contains("Your 8 is sealed"),
        "{dialog:?}"
    );
    assert!(liam.fill("why", "the people").is_ok());
    assert!(liam.submit().await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.answered(run.id).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_named_answer_is_filled_in_and_taken_back_on_cards() {
    let plaudit = Plaudit::start_at_noon().await;
    let mut named = pulse();
    named.attribution = Attribution::Named;
    let survey = plaudit.survey(&named).await;
    let run = plaudit.try_to_launch(survey).await.unwrap();
    let card = plaudit.asked_alone("liam", "survey").await;
    assert!(card.shown().contains("With your name"), "{}", card.shown());
    let liam = plaudit.teams().as_user("liam");
    assert!(liam.press(&card, "Answer").await.is_ok());
    let dialog = format!("{:?}", liam.dialog().expect("the questions"));
    assert!(
        dialog.contains("Your name stands beside your answer"),
        "{dialog}"
    );
    assert!(liam.fill("workload", "4").is_ok());
    assert!(liam.submit().await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.answered(run.id).await, 1);
    let kept = plaudit.asked_alone("liam", "survey").await;
    let shown = kept.shown();
    assert!(shown.contains("kept with your name"), "{shown}");
    let seen = liam.press(&kept, "survey.withdraw").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let rows = "SELECT count(*) FROM survey_answer";
    assert_eq!(count(&plaudit.db.pool, rows).await, 0);
    assert_eq!(plaudit.answered(run.id).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_survey_is_made_and_given_dates_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    let surveys = plaudit.asked_alone("siti", "survei").await;
    let siti = plaudit.teams().as_user("siti");
    let seen = siti.press(&surveys, "Kelola survei").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let seen = siti.press(&plaudit.told("siti"), "Survei baru").await;
    assert!(seen.is_ok(), "{seen:?}");
    assert!(siti.fill("title", "Denyut").is_ok());
    let seen = siti.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let made = "SELECT count(*) FROM survey WHERE kind = 'enps' AND title = 'Denyut'";
    assert_eq!(count(&plaudit.db.pool, made).await, 1);
    let surveys = plaudit.asked_alone("siti", "survei").await;
    assert!(siti.press(&surveys, "Kelola survei").await.is_ok());
    plaudit.hush().await;
    let list = plaudit.told("siti");
    assert!(siti.press(&list, "Jadwalkan").await.is_ok());
    for (field, answer) in [
        ("rhythm", "weekly"),
        ("first", "2027-03-02"),
        ("hour", "ten"),
    ] {
        assert!(siti.fill(field, answer).is_ok(), "{field}");
    }
    // What is wrong is said, and what was typed stays.
    assert!(siti.submit().await.failure.is_none());
    let shown = siti.dialog().unwrap().shown();
    assert!(shown.contains("10:00"), "{shown}");
    assert!(siti.fill("hour", "10:00").is_ok());
    assert!(siti.submit().await.is_ok());
    let shown = siti.dialog().unwrap().shown();
    assert!(
        shown.contains("Selasa, 2 Mar") && shown.contains("9 Mar"),
        "{shown}"
    );
    let scheduled = "SELECT count(*) FROM survey_schedule WHERE spec = 'weekly tue 10:00'";
    assert_eq!(count(&plaudit.db.pool, scheduled).await, 0);
    assert!(siti.submit().await.is_ok());
    plaudit.hush().await;
    assert_eq!(count(&plaudit.db.pool, scheduled).await, 1);
    plaudit.finish().await;
}
