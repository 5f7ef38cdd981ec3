//! The same in Teams, where a card is pressed and a dialogue asks.

use super::scene::enps;
use crate::harness::Plaudit;

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
