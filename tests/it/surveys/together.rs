//! Several surveys that ask the same: what all of them tell together.

use plaudit::surveys::NotLaunched;

use super::scene::{SIX, TOM, enps};
use crate::harness::Plaudit;

/// Of seven, six are of one team; all seven are asked, and answer.
async fn all_seven(plaudit: &Plaudit) {
    sqlx::query("UPDATE member SET active = false WHERE team IS DISTINCT FROM 'Six'")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    sqlx::query(
        "UPDATE member m SET team = 'One' FROM identity i
         WHERE i.member_id = m.id AND i.user_id = $1",
    )
    .bind(TOM)
    .execute(&plaudit.db.pool)
    .await
    .unwrap();
    let run = plaudit.ask_everybody(&enps()).await;
    assert_eq!(run.invited, 6);
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    plaudit.try_to_close(run.id).await.unwrap();
}

/// All less the five of one team would be one.
#[tokio::test]
async fn who_is_asked_the_same_again_is_not_few_less_than_before() {
    let plaudit = Plaudit::start_with_six().await;
    all_seven(&plaudit).await;
    let mut of_five = enps();
    of_five.audience = "team:Six".parse().unwrap();
    let survey = plaudit.survey(&of_five).await;
    let refused = plaudit.try_to_launch(survey).await;
    assert!(
        matches!(refused, Err(NotLaunched::Tells { .. })),
        "{refused:?}"
    );
    // The same people are asked again as often as one likes, and so are all by another survey.
    plaudit.ask_everybody(&enps()).await;
    plaudit.finish().await;
}

/// While both are open: groups of the one are held back that the other would tell of.
#[tokio::test]
async fn groups_are_held_back_that_another_survey_would_complete() {
    let plaudit = Plaudit::start_with_six().await;
    let sql = "UPDATE member m SET team = CASE WHEN i.user_id = ANY($1) THEN 'Six' WHEN i.user_id = ANY($2) THEN 'Few' ELSE 'Rest' END
         FROM identity i WHERE i.member_id = m.id";
    let few: Vec<&str> = Vec::new();
    let divided = sqlx::query(sql).bind(SIX).bind(&few);
    divided.execute(&plaudit.db.pool).await.unwrap();
    let everybody = plaudit.survey(&enps()).await;
    let everybody = plaudit.try_to_launch(everybody).await.unwrap();
    // Whom only everybody's run asks are fewer than five, but for the rest.
    let rest = everybody.invited - 6;
    assert!(rest >= 5, "{rest}");
    let of_six = plaudit.ask_six(&enps()).await;
    assert_eq!(of_six.invited, 6);
    plaudit.finish().await;
}
