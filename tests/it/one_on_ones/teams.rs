//! The same in Teams, where cards are pressed and a dialogue asks.

use jiff::Timestamp;

use super::scene::ANA;
use crate::harness::{Plaudit, count, keep_schedule};

/// Liam reports to Siti; both are reached in Teams alone.
async fn start() -> Plaudit {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.reached_in_teams_alone().await;
    for (who, zone) in [("siti", "Asia/Jakarta"), ("liam", "Europe/Dublin")] {
        let sql = "UPDATE member m SET time_zone = $2 FROM identity i WHERE i.member_id = m.id AND i.user_id = $1";
        let set = sqlx::query(sql).bind(plaudit.aad(who)).bind(zone);
        set.execute(&plaudit.db.pool).await.unwrap();
    }
    let sql = "UPDATE member m SET manager_id = s.member_id FROM identity i, identity s
               WHERE i.member_id = m.id AND i.user_id = $1 AND s.user_id = $2";
    let set = sqlx::query(sql)
        .bind(plaudit.aad("liam"))
        .bind(plaudit.aad("siti"));
    set.execute(&plaudit.db.pool).await.unwrap();
    plaudit
}

#[tokio::test]
async fn two_talk_in_teams() {
    let plaudit = start().await;
    let list = plaudit.asked_alone("liam", "1on1").await;
    let liam = plaudit.teams().as_user("liam");
    assert!(liam.press(&list, "Start 1:1s").await.is_ok());
    for (field, answer) in [("first", "2026-11-12"), ("hour", "nine")] {
        assert!(liam.fill(field, answer).is_ok(), "{field}");
    }
    // What is wrong is said, and what was typed stays.
    assert!(liam.submit().await.failure.is_none());
    let shown = liam.dialog().unwrap().shown();
    assert!(shown.contains("09:30"), "{shown}");
    assert!(liam.fill("hour", "09:00").is_ok());
    assert!(liam.submit().await.is_ok());
    plaudit.hush().await;

    // Siti is asked where she is reached, in her language.
    let siti = plaudit.teams().as_user("siti");
    let asked = plaudit.asked_alone("siti", "empatmata").await;
    let shown = asked.shown();
    assert!(
        shown.contains("Ingin mengadakan sesi empat mata denganmu"),
        "{shown}"
    );
    assert!(siti.press(&asked, "Setuju").await.is_ok());
    plaudit.hush().await;
    let going = "SELECT count(*) FROM one_on_one WHERE state = 'going'";
    assert_eq!(count(&plaudit.db.pool, going).await, 1);

    let list = plaudit.asked_alone("liam", "1on1").await;
    assert!(liam.press(&list, "Open").await.is_ok());
    assert!(liam.fill("points", "The roadmap").is_ok());
    assert!(liam.submit().await.is_ok());
    plaudit.hush().await;

    let at: Timestamp = "2026-11-12T10:00:00Z".parse().unwrap();
    plaudit
        .clock
        .advance(at.duration_since(plaudit.clock.now()));
    keep_schedule(&plaudit.app().desk).await;
    plaudit.app().desk.run_one_on_ones().await.unwrap();
    plaudit.hush().await;
    let told = plaudit.told("siti").shown();
    assert!(
        told.contains("Hari ini sesi empat matamu dengan Liam") && told.contains("The roadmap"),
        "{told}"
    );
    assert!(siti.press(&plaudit.told("siti"), "Buka").await.is_ok());
    let read = format!("{:?}", siti.dialog().expect("it opens"));
    assert!(read.contains("The roadmap"), "{read}");
    plaudit.finish().await;
}

#[tokio::test]
async fn who_is_alone_on_their_platform_is_drawn_with_somebody_of_the_other() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("coffee.draws", "weekly").await;
    let page = plaudit.asked_alone("wayan", "coffee").await;
    let wayan = plaudit.teams().as_user("wayan");
    assert!(wayan.press(&page, "Ikut").await.is_ok());
    plaudit.hush().await;
    let shown = plaudit.one_on_ones_of(ANA, "coffee").await;
    plaudit.one_presses(ANA, &shown, "coffee.join").await;
    let at: Timestamp = "2026-11-16T15:00:00Z".parse().unwrap();
    plaudit
        .clock
        .advance(at.duration_since(plaudit.clock.now()));
    keep_schedule(&plaudit.app().desk).await;
    plaudit.app().desk.tell_of_coffee().await.unwrap();
    plaudit.hush().await;
    let told = plaudit.told("wayan").shown();
    assert!(
        told.contains("kamu minum kopi dengan **Ana Ferreira**"),
        "{told}"
    );
    assert!(told.contains("ada di Slack"), "{told}");
    let ana = plaudit.told_last(ANA).shown();
    assert!(ana.contains("is on Microsoft Teams"), "{ana}");
    plaudit.finish().await;
}
