//! Whoever can change the database does not learn what anybody answered by it.

use plaudit::surveys::NotClosed;

use super::scene::{ANA, SIX, enps};
use crate::harness::{Plaudit, count};

async fn run_sql(plaudit: &Plaudit, sql: &str) {
    let mut tampering = plaudit.db.tampering().await;
    let done = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(ANA);
    let done = done.execute(&mut tampering).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql} changed nothing");
}

const OF_ANA: &str = "(SELECT member_id FROM identity WHERE user_id = $1)";

/// One answer in the place of all others would be told by what all of them came to.
#[tokio::test]
async fn a_ballot_does_not_count_for_somebody_else() {
    for with_seat in [false, true] {
        let plaudit = Plaudit::start_with_six().await;
        let run = plaudit.ask_six(&enps()).await;
        for who in SIX {
            plaudit.scores(who, 10).await;
        }
        if with_seat {
            let mut tampering = plaudit.db.tampering().await;
            let together = "ALTER TABLE survey_invitation DROP CONSTRAINT survey_invitation_workspace_id_run_id_seat_key";
            sqlx::query(together).execute(&mut tampering).await.unwrap();
        }
        let seat = if with_seat { ", seat = anas.seat" } else { "" };
        let copied = format!(
            "UPDATE survey_invitation other SET ballots = anas.ballots{seat} FROM survey_invitation anas
             WHERE anas.member_id = {OF_ANA} AND other.member_id <> anas.member_id"
        );
        run_sql(&plaudit, &copied).await;
        plaudit.try_to_close(run.id).await.unwrap();
        let rows = "SELECT count(*) FROM survey_count";
        assert_eq!(count(&plaudit.db.pool, rows).await, 0);
    }
}

/// The public key is no secret, and ballots that it alone sealed are none of ours.
#[tokio::test]
async fn where_the_other_ballots_are_spoilt_nothing_is_told_of_the_last() {
    let plaudit = Plaudit::start_with_six().await;
    let run = plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    let spoilt = format!(
        "UPDATE survey_invitation SET ballots = ARRAY(SELECT set_byte(b, 0, (get_byte(b, 0) + 1) % 256) FROM unnest(ballots) b)
         WHERE member_id <> {OF_ANA} AND ballots IS NOT NULL"
    );
    run_sql(&plaudit, &spoilt).await;
    plaudit.try_to_close(run.id).await.unwrap();
    let rows = "SELECT (SELECT count(*) FROM survey_count) + (SELECT count(*) FROM survey_comment)";
    assert_eq!(count(&plaudit.db.pool, rows).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn with_the_key_of_another_run_nothing_opens() {
    let plaudit = Plaudit::start_with_six().await;
    let first = plaudit.ask_six(&enps()).await;
    for who in SIX {
        plaudit.scores(who, 10).await;
    }
    plaudit.try_to_close(first.id).await.unwrap();
    let second = plaudit.ask_six(&enps()).await;
    plaudit.scores(ANA, 10).await;
    run_sql(
        &plaudit,
        "UPDATE survey_run SET private_key = '\\x00' WHERE state = 'open' AND $1 <> ''",
    )
    .await;
    let refused = plaudit.try_to_close(second.id).await;
    // Too few answered for anything to be opened: it closes all the same.
    assert!(
        !matches!(refused, Err(NotClosed::NoneOpens(_))),
        "{refused:?}"
    );
}
