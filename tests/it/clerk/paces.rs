//! Many at a time, in turn, and no faster than the platform wishes.

use super::bureau::{Answer, Bureau, OURS, Row, THEIRS};
use crate::harness::eventually;

#[tokio::test]
async fn one_slow_answer_delays_nobody_else() {
    let bureau = Bureau::open().await;
    bureau.oracle.answer("USLOW", Answer::Silence);
    bureau.give(OURS, "UANA", "USLOW").await;
    let clerk = bureau.hire();
    bureau.asked_for("USLOW", 1).await;
    bureau.give(OURS, "UBUDI", "UNEW").await;
    bureau.give(OURS, "UCITRA", "UOTHER").await;
    let rows = bureau.until(|rows| rows[1].done() && rows[2].done()).await;
    assert_eq!(rows[0].state, "pending");
    bureau.oracle.speak();
    bureau.until(|rows| rows[0].done()).await;
    assert_eq!(bureau.given().await, 3);
    clerk.stop().await;
}

#[tokio::test]
async fn a_busy_team_delays_no_other() {
    let bureau = Bureau::open().await;
    for number in 0..40 {
        let slow = format!("USLOW{number}");
        bureau.oracle.answer(&slow, Answer::Silence);
        bureau.give(OURS, &format!("UG{number}"), &slow).await;
    }
    let clerk = bureau.hire();
    let asked = async || bureau.oracle.asked();
    eventually("four are asked for", asked, |it| it.len() == 4).await;
    bureau.give(THEIRS, "UEKO", "UFAJAR").await;
    bureau.until(|rows| rows[40].done()).await;
    bureau.look_round().await;
    // A few of the busy team are under way, and the rest have not been begun.
    let rows = bureau.rows().await;
    let begun = rows[..40].iter().filter(|row| row.attempts > 0).count();
    assert_eq!(begun, 4);
    bureau.oracle.speak();
    bureau.until(|rows| rows.iter().all(Row::done)).await;
    clerk.stop().await;
}

#[tokio::test]
async fn what_one_person_does_is_understood_in_order() {
    let bureau = Bureau::open().await;
    bureau.oracle.answer("USLOW", Answer::Silence);
    bureau.give(OURS, "UANA", "USLOW").await;
    bureau.give(OURS, "UANA", "UNEW").await;
    bureau.give(OURS, "UBUDI", "UOTHER").await;
    let clerk = bureau.hire();
    let rows = bureau.until(|rows| rows[2].done()).await;
    assert_eq!((rows[0].attempts, rows[1].attempts), (1, 0));
    bureau.look_round().await;
    assert_eq!(bureau.rows().await[1].attempts, 0);
    bureau.oracle.speak();
    bureau.until(|rows| rows.iter().all(Row::done)).await;
    let asked = bureau.oracle.asked();
    let at = |user: &str| asked.iter().position(|it| it == user).unwrap();
    assert!(at("USLOW") < at("UNEW"), "{asked:?}");
    clerk.stop().await;
}

#[tokio::test]
async fn the_time_the_platform_names_is_kept_by_every_clerk() {
    let bureau = Bureau::open().await;
    bureau.oracle.answer("UFIRST", Answer::Patience(30));
    bureau.give(OURS, "UANA", "UFIRST").await;
    let clerks = [bureau.hire(), bureau.hire()];
    let rows = bureau
        .until(|rows| rows[0].wait(&bureau.clock).as_secs() == 30)
        .await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    bureau.oracle.tell("UFIRST");

    // Whoever needs the same meanwhile waits as long, and it counts for nothing.
    for number in 0..5 {
        bureau
            .give(OURS, &format!("UG{number}"), &format!("UR{number}"))
            .await;
    }
    let rows = bureau
        .until(|rows| {
            rows.iter()
                .all(|row| row.wait(&bureau.clock).as_secs() == 30)
        })
        .await;
    assert!(rows.iter().all(|row| row.attempts == 0), "{rows:?}");
    // Another team is another matter.
    bureau.look_round().await;
    bureau.pass(29);
    bureau.look_round().await;
    let ours = |asked: Vec<String>| asked.into_iter().filter(|it| it.len() < 10).count();
    assert_eq!(ours(bureau.oracle.asked()), 1);
    bureau.pass(1);
    bureau.until(|rows| rows.iter().all(Row::done)).await;
    assert_eq!(ours(bureau.oracle.asked()), 7);
    for clerk in clerks {
        clerk.stop().await;
    }
}

#[tokio::test]
async fn what_follows_waits_with_what_was_put_back() {
    let bureau = Bureau::open().await;
    bureau.oracle.answer("UFIRST", Answer::Patience(30));
    bureau.give(OURS, "UANA", "UFIRST").await;
    bureau.give(OURS, "UANA", "USECOND").await;
    let clerk = bureau.hire();
    let waits = |rows: &[Row]| {
        rows.iter()
            .all(|row| row.wait(&bureau.clock).as_secs() == 30)
    };
    bureau.until(waits).await;
    bureau.oracle.tell("UFIRST");
    bureau.pass(30);
    bureau.until(|rows| rows.iter().all(Row::done)).await;
    assert_eq!(bureau.oracle.asked(), ["UFIRST", "UFIRST", "USECOND"]);
    clerk.stop().await;
}
