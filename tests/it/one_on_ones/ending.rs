//! 1:1s end: by one of the two, by a move, by leaving; and what was written is erased in time.

use jiff::SignedDuration;
use plaudit::retention::sweep;
use serde_json::json;

use super::scene::{ANA, BUDI, FARID, SITI, member};
use crate::harness::{Plaudit, count};

const ITEMS: &str = "SELECT count(*) FROM one_on_one_item";
const PAIRS: &str = "SELECT count(*) FROM one_on_one";

#[tokio::test]
async fn who_ends_it_reads_what_was_written_until_it_is_erased() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.set("one_on_one.days", "30").await;
    plaudit.pair(ANA).await;
    plaudit.writes(ANA, [("note", json!("Room 3"))]).await;
    plaudit.form_of(ANA).await;
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    plaudit.one_presses(ANA, &list, "one_on_one.end").await;
    let told = plaudit.told_last(SITI).shown();
    assert!(
        told.contains("mengakhiri sesi empat mata kalian") && told.contains("selama 30 hari"),
        "{told}"
    );
    let read = plaudit.reads(SITI).await;
    assert!(
        read.contains("Room 3") && !read.contains("\"note\""),
        "{read}"
    );
    plaudit.clock.advance(SignedDuration::from_hours(24 * 29));
    sweep(&plaudit.db.pool, plaudit.clock.now()).await.unwrap();
    assert_eq!(count(&plaudit.db.pool, PAIRS).await, 1);
    plaudit.clock.advance(SignedDuration::from_hours(24 * 2));
    sweep(&plaudit.db.pool, plaudit.clock.now()).await.unwrap();
    assert_eq!(count(&plaudit.db.pool, PAIRS).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_new_manager_ends_it_kindly() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    plaudit.writes(ANA, [("points", json!("Point"))]).await;
    plaudit.form_of(ANA).await;
    plaudit.reports(ANA, Some(BUDI)).await;
    plaudit.one_on_one_news().await;
    let hers = plaudit.told_last(ANA).shown();
    assert!(
        hers.contains("neither of you reports to the other any more") && hers.contains("90 days"),
        "{hers}"
    );
    let siti = plaudit.told_last(SITI).shown();
    assert!(siti.contains("tidak ada lagi yang melapor"), "{siti}");
    plaudit.one_on_one_news().await;
    assert_eq!(plaudit.times_told(ANA, "have ended"), 1);
    assert!(plaudit.reads(ANA).await.contains("Point"));
    plaudit.it_becomes("2026-11-12T06:00:00Z").await;
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 0);
    // And with the new one, everything begins anew.
    let list = plaudit.one_on_ones_of(ANA, "1on1").await;
    assert!(format!("{list:?}").contains("one_on_one.start"), "{list:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn who_leaves_is_missed_and_who_was_only_asked_is_told_nothing() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    let list = plaudit.one_on_ones_of(SITI, "1on1 @farid").await;
    plaudit.one_presses(SITI, &list, "one_on_one.start").await;
    let farid = member(&plaudit, FARID).await.to_string();
    plaudit
        .one_sends(
            SITI,
            [("with", json!(farid)), ("first", json!("2026-11-12"))],
        )
        .await;
    plaudit.form_of(SITI).await;
    for who in [ANA, FARID] {
        assert!(plaudit.sandbox.as_user(who).deactivate().await.is_ok());
    }
    plaudit.quiet().await;
    plaudit.one_on_one_news().await;
    assert_eq!(plaudit.times_told(SITI, "sudah tidak di sini lagi"), 1);
    assert_eq!(
        count(&plaudit.db.pool, PAIRS).await,
        1,
        "who only was asked is not kept"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn two_who_turn_out_to_be_one_talk_once_and_never_with_themselves() {
    let plaudit = Plaudit::start_with_two().await;
    plaudit.pair(ANA).await;
    plaudit.writes(ANA, [("points", json!("From Ana"))]).await;
    plaudit.form_of(ANA).await;
    plaudit.pair(FARID).await;
    plaudit
        .writes(FARID, [("points", json!("Dari Farid"))])
        .await;
    plaudit.form_of(FARID).await;
    let (ana, farid, siti) = (
        member(&plaudit, ANA).await,
        member(&plaudit, FARID).await,
        member(&plaudit, SITI).await,
    );
    plaudit.hand_on(farid, ana).await;
    let going = "SELECT count(*) FROM one_on_one WHERE state = 'going'";
    assert_eq!(count(&plaudit.db.pool, going).await, 1);
    let open = "SELECT count(*) FROM one_on_one_item i JOIN one_on_one o ON o.id = i.one_on_one_id AND o.state = 'going'";
    assert_eq!(
        count(&plaudit.db.pool, open).await,
        2,
        "what is open goes on"
    );
    plaudit.hand_on(siti, ana).await;
    for rows in [
        PAIRS,
        ITEMS,
        "SELECT count(*) FROM schedule WHERE what LIKE 'one_on_one:%'",
    ] {
        assert_eq!(count(&plaudit.db.pool, rows).await, 0, "{rows}");
    }
    plaudit.finish().await;
}

/// One row that cannot be read keeps no other from being ended.
#[tokio::test]
async fn what_cannot_be_ended_keeps_no_other_from_ending() {
    let plaudit = Plaudit::start_with_two().await;
    for who in [ANA, FARID] {
        plaudit.pair(who).await;
        plaudit.reports(who, None).await;
    }
    plaudit.make_unreadable(ANA).await;
    let ended = "SELECT count(*) FROM one_on_one WHERE state = 'ended'";
    plaudit.one_on_one_news().await;
    assert_eq!(count(&plaudit.db.pool, ended).await, 1);
    assert_eq!(plaudit.times_told(SITI, "tidak ada lagi yang melapor"), 1);
    plaudit.make_readable().await;
    plaudit.one_on_one_news().await;
    assert_eq!(count(&plaudit.db.pool, ended).await, 2);
    assert_eq!(plaudit.times_told(ANA, "have ended"), 1);
    plaudit.finish().await;
}
