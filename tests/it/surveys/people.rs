//! People come, go, and turn out to be one, between being asked and answering.

use plaudit::ids::MemberId;
use plaudit::surveys::Attribution;

use super::scene::{ANA, BUDI, PRIYA, SIX, TOM, enps};
use crate::harness::{Plaudit, count};

async fn member(plaudit: &Plaudit, user: &str) -> MemberId {
    sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1")
        .bind(user)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn who_left_keeps_their_answer_and_is_reminded_of_nothing() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 9).await;
    }
    assert!(plaudit.sandbox.as_user(TOM).deactivate().await.is_ok());
    plaudit.quiet().await;
    plaudit.try_to_close(run.id).await.unwrap();
    assert_eq!(
        plaudit.results(run.id).await.questions[0].answered(),
        Some(6)
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn two_who_turn_out_to_be_one_answer_once() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    plaudit.scores(ANA, 2).await;
    plaudit.scores(BUDI, 10).await;
    let (from, to) = (member(&plaudit, BUDI).await, member(&plaudit, ANA).await);
    plaudit.hand_on(from, to).await;
    let after = plaudit.results(run.id).await.run;
    assert_eq!((after.answered, after.invited), (1, run.invited - 1));
    // Where only the other one answered, that counts.
    let (from, to) = (to, member(&plaudit, TOM).await);
    plaudit.hand_on(from, to).await;
    assert_eq!(plaudit.answered(run.id).await, 1);
    let rows = "SELECT count(*) FROM survey_invitation";
    assert_eq!(
        count(&plaudit.db.pool, rows).await,
        i64::from(run.invited - 2)
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn what_either_answered_with_a_name_is_kept_once() {
    let plaudit = Plaudit::start_with_six().await;
    let mut named = enps();
    named.attribution = Attribution::Named;
    let run = plaudit.ask_six(&named).await;
    plaudit.scores(ANA, 2).await;
    plaudit.scores(BUDI, 10).await;
    plaudit.scores(PRIYA, 8).await;
    // Of two who answered, the kept one's counts; where the kept one did not, the other's.
    for (from, to) in [(BUDI, ANA), (PRIYA, TOM)] {
        let (from, to) = (member(&plaudit, from).await, member(&plaudit, to).await);
        plaudit.hand_on(from, to).await;
    }
    assert_eq!(plaudit.answered(run.id).await, 2);
    let kept: Vec<(MemberId, String)> =
        sqlx::query_as("SELECT member_id, answers->'enps'->>0 FROM survey_answer ORDER BY 2")
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
    let expected = [
        (member(&plaudit, ANA).await, "2"),
        (member(&plaudit, TOM).await, "8"),
    ];
    assert_eq!(kept, expected.map(|(who, said)| (who, said.to_owned())));
    plaudit.finish().await;
}
