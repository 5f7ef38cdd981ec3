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

/// While both are open: a group of the one is held back that the other would cut into few.
#[tokio::test]
async fn groups_are_held_back_that_another_survey_would_cut() {
    for (other, shown) in [(false, true), (true, false)] {
        let plaudit = Plaudit::start_with_six().await;
        plaudit.set("survey.anonymity_threshold", "3").await;
        let sql = "UPDATE member m SET active = i.user_id = ANY($1),
                          team = CASE WHEN i.user_id = ANY($2) THEN 'Design' END,
                          country = CASE WHEN i.user_id = ANY($3) THEN 'ID' ELSE 'MY' END
                   FROM identity i WHERE i.member_id = m.id";
        sqlx::query(sql)
            .bind(SIX)
            .bind(&SIX[..3])
            .bind(&SIX[2..5])
            .execute(&plaudit.db.pool)
            .await
            .unwrap();
        let run = plaudit.ask_everybody(&enps()).await;
        for who in SIX {
            plaudit.scores(who, 10).await;
        }
        if other {
            let mut of_three = enps();
            of_three.audience = "country:ID".parse().unwrap();
            plaudit.ask_everybody(&of_three).await;
        }
        plaudit.try_to_close(run.id).await.unwrap();
        let results = plaudit.results(run.id).await;
        let mut parts = results.questions[0].parts.iter();
        assert_eq!(parts.any(|part| part.name == "Design"), shown);
        plaudit.finish().await;
    }
}
