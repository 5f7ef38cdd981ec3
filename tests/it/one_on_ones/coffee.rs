//! Coffee draws: who takes part is drawn, told at nine of their own clock, and not with the same one again.

use futures_util::future::join;
use jiff::Timestamp;
use plaudit_sandbox::slack::Message;

use super::scene::{ANA, BUDI, FARID, SITI, member};
use crate::harness::{Plaudit, Replica, count, keep_schedule};

const SEATS: &str = "SELECT count(*) FROM coffee_seat";
const VOLUNTEERS: &str = "SELECT count(*) FROM coffee_volunteer";

impl Plaudit {
    /// Somebody asks for the draw, and presses a button of what they are shown.
    async fn of_coffee(&self, who: &str, action: &str) -> Message {
        let shown = self.one_on_ones_of(who, "coffee").await;
        self.one_presses(who, &shown, action).await;
        shown
    }

    async fn take_part<const N: usize>(&self, people: [&str; N]) {
        for who in people {
            self.of_coffee(who, "coffee.join").await;
        }
    }

    /// It becomes this time, and whoever is due is told.
    async fn coffee_at(&self, at: &str) {
        let at: Timestamp = at.parse().unwrap();
        self.clock.advance(at.duration_since(self.clock.now()));
        self.coffee_news().await;
    }

    async fn coffee_news(&self) {
        keep_schedule(&self.app().desk).await;
        self.app().desk.tell_of_coffee().await.unwrap();
        self.quiet().await;
    }
}

#[tokio::test]
async fn whoever_takes_part_is_drawn_and_told_at_nine_of_their_own_clock() {
    let plaudit = Plaudit::start_with_two().await;
    let none = plaudit.one_on_ones_of(ANA, "coffee").await;
    assert!(
        none.shown().contains("no coffee draws here"),
        "{}",
        none.shown()
    );
    assert!(!none.shown().contains("Take part"), "{}", none.shown());
    plaudit.set("coffee.draws", "weekly").await;
    plaudit.take_part([ANA, SITI]).await;
    let ana = plaudit.one_on_ones_of(ANA, "coffee").await.shown();
    for said in [
        "every week",
        "and so does 1 colleague",
        "The next draw is on 16 Nov",
    ] {
        assert!(ana.contains(said), "{said}: {ana}");
    }
    plaudit.coffee_at("2026-11-16T00:59:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 0);
    plaudit.coffee_at("2026-11-16T01:00:00Z").await;
    assert_eq!(
        plaudit.times_told(ANA, &format!("you have coffee with <@{SITI}>")),
        1,
        "{}",
        plaudit.told_last(ANA).shown()
    );
    assert_eq!(
        plaudit.times_told(SITI, "kamu minum kopi"),
        0,
        "eight in Jakarta"
    );
    plaudit.coffee_at("2026-11-16T02:00:00Z").await;
    plaudit.coffee_news().await;
    assert_eq!(
        plaudit.times_told(SITI, &format!("kamu minum kopi dengan <@{ANA}>")),
        1
    );
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 1);
    let ana = plaudit.one_on_ones_of(ANA, "coffee").await.shown();
    assert!(
        ana.contains(&format!("On 16 Nov you were drawn together with <@{SITI}>")),
        "{ana}"
    );
    assert!(ana.contains("The next draw is on 23 Nov"), "{ana}");
    plaudit.finish().await;
}

#[tokio::test]
async fn four_meet_everybody_before_anybody_again() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("coffee.draws", "weekly").await;
    plaudit.take_part([ANA, SITI, FARID, BUDI]).await;
    for day in ["16", "23", "30"] {
        plaudit.coffee_at(&format!("2026-11-{day}T12:00:00Z")).await;
    }
    let pairs = "SELECT count(DISTINCT (a.member_id, b.member_id)) FROM coffee_seat a
                 JOIN coffee_seat b ON (a.day, a.table_no) = (b.day, b.table_no) AND a.member_id < b.member_id";
    assert_eq!(count(&plaudit.db.pool, pairs).await, 6);
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 3);
    plaudit.finish().await;
}

#[tokio::test]
async fn who_is_away_or_leaves_is_not_drawn_and_who_is_alone_is_told_so() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("coffee.draws", "weekly").await;
    plaudit.take_part([ANA, SITI, FARID, BUDI]).await;
    // Siti decides on something, and has somebody do it in her stead.
    let named = plaudit
        .one_on_ones_of(SITI, "pengganti @budi sampai 20 nov")
        .await;
    assert!(named.shown().contains("Beres"), "{}", named.shown());
    let siti = plaudit.one_on_ones_of(SITI, "kopi").await.shown();
    assert!(siti.contains("tidak ikut diundi"), "{siti}");
    plaudit.of_coffee(BUDI, "coffee.leave").await;
    // It is drawn, and nobody has been told.
    plaudit.coffee_at("2026-11-15T20:00:00Z").await;
    assert_eq!(count(&plaudit.db.pool, SEATS).await, 2, "Ana and Farid");
    plaudit.of_coffee(FARID, "coffee.leave").await;
    plaudit.coffee_at("2026-11-16T12:00:00Z").await;
    assert_eq!(
        plaudit.times_told(ANA, "There was nobody to draw you with"),
        1
    );
    assert_eq!(plaudit.times_told(FARID, "minum kopi"), 0);
    assert_eq!(plaudit.times_told(SITI, "kamu minum kopi"), 0);
    // Whoever left the company is asked anew should they come back.
    let gone = sqlx::query("UPDATE member SET active = false WHERE id = $1")
        .bind(member(&plaudit, ANA).await);
    gone.execute(&plaudit.db.pool).await.unwrap();
    plaudit.coffee_at("2026-11-23T12:00:00Z").await;
    assert_eq!(count(&plaudit.db.pool, VOLUNTEERS).await, 1, "Siti");
    assert_eq!(plaudit.times_told(SITI, "Kali ini tidak ada rekan"), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_holiday_of_one_moves_it_for_both_and_switched_off_nobody_is_drawn() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("coffee.draws", "fortnightly").await;
    plaudit.take_part([ANA, SITI]).await;
    let country = sqlx::query("UPDATE member SET country = 'ID' WHERE id = $1")
        .bind(member(&plaudit, SITI).await);
    country.execute(&plaudit.db.pool).await.unwrap();
    plaudit.day_off("ID", "2026-11-23").await;
    plaudit.coffee_at("2026-11-23T12:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 0);
    plaudit.coffee_at("2026-11-24T02:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 1);
    assert_eq!(plaudit.times_told(SITI, "kamu minum kopi"), 1);
    plaudit.set("coffee.draws", "none").await;
    plaudit.coffee_at("2026-12-08T12:00:00Z").await;
    assert_eq!(count(&plaudit.db.pool, SEATS).await, 2);
    // Who takes part may stop, though there is nothing to take part in.
    plaudit.of_coffee(ANA, "coffee.leave").await;
    assert_eq!(count(&plaudit.db.pool, VOLUNTEERS).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn two_replicas_that_were_down_for_two_dates_draw_and_tell_once() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("coffee.draws", "weekly").await;
    plaudit.take_part([ANA, SITI, FARID]).await;
    let other = Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await;
    let at: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
    plaudit
        .clock
        .advance(at.duration_since(plaudit.clock.now()));
    let (one, two) = (&plaudit.app().desk, &other.app.desk);
    join(keep_schedule(one), keep_schedule(two)).await;
    let (a, b) = join(one.tell_of_coffee(), two.tell_of_coffee()).await;
    a.and(b).unwrap();
    plaudit.quiet().await;
    assert_eq!(
        count(&plaudit.db.pool, SEATS).await,
        3,
        "for the later date alone"
    );
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 1);
    assert_eq!(plaudit.times_told(SITI, "kamu minum kopi"), 1);
    other.stop().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn two_who_turn_out_to_be_one_take_part_once() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("coffee.draws", "weekly").await;
    plaudit.take_part([ANA, SITI, FARID]).await;
    plaudit.coffee_at("2026-11-15T20:00:00Z").await;
    let (ana, farid) = (member(&plaudit, ANA).await, member(&plaudit, FARID).await);
    plaudit.hand_on(farid, ana).await;
    assert_eq!(count(&plaudit.db.pool, SEATS).await, 2);
    assert_eq!(count(&plaudit.db.pool, VOLUNTEERS).await, 2);
    plaudit.finish().await;
}

/// One row that cannot be read keeps nobody else from being told.
#[tokio::test]
async fn who_cannot_be_told_keeps_no_other_table_waiting() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("coffee.draws", "weekly").await;
    plaudit.take_part([ANA, SITI, FARID, BUDI]).await;
    plaudit.coffee_at("2026-11-15T20:00:00Z").await;
    plaudit.make_unreadable(ANA).await;
    plaudit.coffee_at("2026-11-16T02:00:00Z").await;
    let told = "SELECT count(*) FROM coffee_seat WHERE told";
    assert_eq!(count(&plaudit.db.pool, told).await, 2, "the other table");
    plaudit.make_readable().await;
    plaudit.coffee_at("2026-11-16T02:06:00Z").await;
    assert_eq!(count(&plaudit.db.pool, told).await, 4);
    assert_eq!(plaudit.times_told(ANA, "you have coffee with"), 1);
    plaudit.finish().await;
}
