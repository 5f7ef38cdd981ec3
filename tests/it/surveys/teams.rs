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
    assert!(
        shown.contains("What you answered with your name"),
        "{shown}"
    );
    let seen = liam.press(&kept, "survey.withdraw").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let rows = "SELECT count(*) FROM survey_answer";
    assert_eq!(count(&plaudit.db.pool, rows).await, 0);
    assert_eq!(plaudit.answered(run.id).await, 0);
    plaudit.finish().await;
}
