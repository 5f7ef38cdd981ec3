//! Many at a time, in turn, and no faster than the platform wishes.

use super::scene::{Answer, OURS, Row, Scene, THEIRS};
use crate::harness::eventually;

#[tokio::test]
async fn one_slow_answer_delays_nobody_else() {
    let scene = Scene::open().await;
    scene.oracle.answer("USLOW", Answer::Silence);
    scene.give(OURS, "UANA", "USLOW").await;
    let worker = scene.hire();
    scene.asked_for("USLOW", 1).await;
    scene.give(OURS, "UBUDI", "UNEW").await;
    scene.give(OURS, "UCITRA", "UOTHER").await;
    let rows = scene.until(|rows| rows[1].done() && rows[2].done()).await;
    assert_eq!(rows[0].state, "pending");
    scene.oracle.speak();
    scene.until(|rows| rows[0].done()).await;
    assert_eq!(scene.given().await, 3);
    worker.stop().await;
}

#[tokio::test]
async fn a_busy_team_delays_no_other() {
    let scene = Scene::open().await;
    for number in 0..40 {
        let slow = format!("USLOW{number}");
        scene.oracle.answer(&slow, Answer::Silence);
        scene.give(OURS, &format!("UG{number}"), &slow).await;
    }
    let worker = scene.hire();
    let asked = async || scene.oracle.asked();
    eventually("four are asked for", asked, |it| it.len() == 4).await;
    scene.give(THEIRS, "UEKO", "UFAJAR").await;
    scene.until(|rows| rows[40].done()).await;
    scene.look_round().await;
    // A few of the busy team are under way, and the rest have not been begun.
    let rows = scene.rows().await;
    let begun = rows[..40].iter().filter(|row| row.attempts > 0).count();
    assert_eq!(begun, 4);
    scene.oracle.speak();
    scene.until(|rows| rows.iter().all(Row::done)).await;
    worker.stop().await;
}

#[tokio::test]
async fn what_one_person_does_is_understood_in_order() {
    let scene = Scene::open().await;
    scene.oracle.answer("USLOW", Answer::Silence);
    scene.give(OURS, "UANA", "USLOW").await;
    scene.give(OURS, "UANA", "UNEW").await;
    scene.give(OURS, "UBUDI", "UOTHER").await;
    let worker = scene.hire();
    let rows = scene.until(|rows| rows[2].done()).await;
    assert_eq!((rows[0].attempts, rows[1].attempts), (1, 0));
    scene.look_round().await;
    assert_eq!(scene.rows().await[1].attempts, 0);
    scene.oracle.speak();
    scene.until(|rows| rows.iter().all(Row::done)).await;
    let asked = scene.oracle.asked();
    let at = |user: &str| asked.iter().position(|it| it == user).unwrap();
    assert!(at("USLOW") < at("UNEW"), "{asked:?}");
    worker.stop().await;
}

#[tokio::test]
async fn the_time_the_platform_names_is_kept_by_every_worker() {
    let scene = Scene::open().await;
    scene.oracle.answer("UFIRST", Answer::Patience(30));
    scene.give(OURS, "UANA", "UFIRST").await;
    let workers = [scene.hire(), scene.hire()];
    let rows = scene
        .until(|rows| rows[0].wait(&scene.clock).as_secs() == 30)
        .await;
    assert_eq!((rows[0].state.as_str(), rows[0].attempts), ("pending", 0));
    scene.oracle.tell("UFIRST");

    // Whoever needs the same meanwhile waits as long, and it counts for nothing.
    for number in 0..5 {
        scene
            .give(OURS, &format!("UG{number}"), &format!("UR{number}"))
            .await;
    }
    let rows = scene
        .until(|rows| {
            rows.iter()
                .all(|row| row.wait(&scene.clock).as_secs() == 30)
        })
        .await;
    assert!(rows.iter().all(|row| row.attempts == 0), "{rows:?}");
    // Another team is another matter.
    scene.look_round().await;
    scene.pass(29);
    scene.look_round().await;
    let ours = |asked: Vec<String>| asked.into_iter().filter(|it| it.len() < 10).count();
    assert_eq!(ours(scene.oracle.asked()), 1);
    scene.pass(1);
    scene.until(|rows| rows.iter().all(Row::done)).await;
    assert_eq!(ours(scene.oracle.asked()), 7);
    for worker in workers {
        worker.stop().await;
    }
}

#[tokio::test]
async fn what_follows_waits_with_what_was_put_back() {
    let scene = Scene::open().await;
    scene.oracle.answer("UFIRST", Answer::Patience(30));
    scene.give(OURS, "UANA", "UFIRST").await;
    scene.give(OURS, "UANA", "USECOND").await;
    let worker = scene.hire();
    let waits = |rows: &[Row]| {
        rows.iter()
            .all(|row| row.wait(&scene.clock).as_secs() == 30)
    };
    scene.until(waits).await;
    scene.oracle.tell("UFIRST");
    scene.pass(30);
    scene.until(|rows| rows.iter().all(Row::done)).await;
    assert_eq!(scene.oracle.asked(), ["UFIRST", "UFIRST", "USECOND"]);
    worker.stop().await;
}
