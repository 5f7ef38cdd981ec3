//! What members see of it in Slack.

use futures_util::TryStreamExt;
use plaudit::ledger::{self, EntryRow};

use super::scene::{ANA, BUDI, SITI, lasting};
use crate::harness::count;

#[tokio::test]
async fn points_are_told_of_a_month_and_a_week_before_and_expire_as_their_day_begins() {
    let plaudit = lasting(12, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 12).await;
    let balance = plaudit.asks(BUDI, "saldo").await.shown();
    assert!(
        balance.contains("12 poin hangus pada 3 Jan 2027"),
        "{balance}"
    );
    plaudit.minute("2026-12-03T09:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI), Vec::<String>::new());
    // In Jakarta nobody is told anything at night.
    plaudit.minute("2026-12-04T01:59:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI), Vec::<String>::new());
    plaudit.minute("2026-12-04T02:00:00Z").await;
    let told = plaudit.hourglasses(BUDI);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("12 poin hangus pada 3 Jan"), "{told:?}");
    assert!(told[0].contains("Asia/Jakarta"), "{told:?}");

    for day in ["2026-12-05T03:00:00Z", "2026-12-26T03:00:00Z"] {
        plaudit.minute(day).await;
        assert_eq!(plaudit.hourglasses(BUDI).len(), 1, "once");
    }
    plaudit.minute("2026-12-27T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI).len(), 2, "a week before");
    plaudit.minute("2026-12-28T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI).len(), 2, "once");

    plaudit.minute("2027-01-02T16:59:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 12);
    plaudit.minute("2027-01-02T17:00:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    assert_eq!(plaudit.expiries().await, ["2027-01-03 12"]);
    let entries = ledger::entries(&plaudit.db.pool, plaudit.workspace().await, None, None);
    let entries: Vec<EntryRow> = entries.try_collect().await.unwrap();
    let said = entries.iter().filter(|it| it.kind == "expiry");
    let said: Vec<_> = said
        .map(|it| format!("{} {} {}", it.account, it.amount, it.source))
        .collect();
    assert_eq!(
        said,
        [
            "points -12 expiry:2027-01-03",
            "expired 12 expiry:2027-01-03"
        ]
    );
    let history = plaudit.asks(BUDI, "riwayat").await.shown();
    assert!(history.contains("3 Jan · *12 poin*"), "{history}");
    let others = plaudit.asks(ANA, "history @budi").await.shown();
    assert!(!others.contains("Expired"), "it is theirs alone: {others}");
    let balance = plaudit.asks(BUDI, "saldo").await.shown();
    assert!(!balance.contains("hangus"), "{balance}");
    plaudit.finish().await;
}

/// The button of the message leads to what the points can be redeemed for.
#[tokio::test]
async fn what_expires_can_be_redeemed_from_there() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@ana", 7).await;
    plaudit.give("@ana", 5).await;
    plaudit.minute("2026-02-01T15:00:00Z").await;
    let told = plaudit.hourglasses(ANA);
    assert!(told[0].contains("12 points expire on 3 Mar"), "{told:?}");
    let message = plaudit.sandbox.dm_with_bot(ANA).pop().unwrap();
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana
        .press(&message.channel, &message.ts, "rewards.shop")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    let shop = plaudit.sandbox.dm_with_bot(ANA).pop().unwrap().shown();
    assert!(shop.contains("You have *12 points*"), "{shop}");
    plaudit.finish().await;
}

/// Points of several days are one message, and those that come a little later are in it.
#[tokio::test]
async fn what_expires_within_a_week_is_told_of_once() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 7).await;
    plaudit.comes("2026-01-05T02:00:00Z");
    plaudit.give("@budi", 5).await;
    plaudit.comes("2026-01-20T02:00:00Z");
    plaudit.give("@budi", 3).await;
    plaudit.minute("2026-02-01T02:00:00Z").await;
    let told = plaudit.hourglasses(BUDI);
    assert_eq!(told.len(), 1, "{told:?}");
    for line in ["12 poin", "7 poin pada 3 Mar", "5 poin pada 5 Mar"] {
        assert!(told[0].contains(line), "{line}: {told:?}");
    }
    for day in ["2026-02-02T02:00:00Z", "2026-02-05T02:00:00Z"] {
        plaudit.minute(day).await;
        assert_eq!(plaudit.hourglasses(BUDI).len(), 1);
    }
    plaudit.minute("2026-03-06T02:00:00Z").await;
    assert_eq!(plaudit.expiries().await, ["2026-03-03 7", "2026-03-05 5"]);
    assert_eq!(plaudit.points(BUDI).await, 3);
    plaudit.finish().await;
}

/// Points that expired are not taken back without a word: it is said why not, and an admin may insist.
#[tokio::test]
async fn kudos_whose_points_expired_are_not_undone_silently() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.set("kudos.undo_minutes", "525600").await;
    plaudit.give("@ana", 12).await;
    plaudit.minute("2026-02-01T15:00:00Z").await;
    plaudit.minute("2026-03-03T15:00:00Z").await;
    assert_eq!(plaudit.points(ANA).await, 0);
    let said = plaudit.asks(super::scene::RIZKY, "batal").await.shown();
    assert!(said.contains("hangus"), "{said}");
    assert_eq!(plaudit.standing().await, 1);
    let said = plaudit.asks(SITI, "batal @rizky").await;
    assert!(said.shown().contains("hangus"), "{said:?}");
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti
        .press(&said.channel, &said.ts, "kudos.undo_anyway")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ANA).await, -12);
    plaudit.finish().await;
}

/// The settings say it in a form and in words, and the ledger's export names it.
#[tokio::test]
async fn admins_say_how_long_points_last() {
    let plaudit = lasting(0, "2026-01-03T02:00:00Z").await;
    let said = plaudit
        .asks(SITI, "settings rewards.expiry_months 24")
        .await
        .shown();
    assert!(
        said.contains("rewards.expiry_months") && said.contains("24"),
        "{said}"
    );
    let listed = plaudit.asks(SITI, "settings").await.shown();
    assert!(listed.contains("rewards.expiry_months"), "{listed}");
    let said = plaudit
        .asks(SITI, "settings rewards.expiry_months 121")
        .await
        .shown();
    assert!(said.contains("121"), "{said}");
    plaudit.finish().await;
}

/// One member who cannot be read keeps no other from being told, and loses nothing untold.
#[tokio::test]
async fn who_cannot_be_read_keeps_nobody_else_waiting() {
    let plaudit = lasting(12, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 12).await;
    plaudit.give("@siti", 12).await;
    plaudit.make_unreadable(SITI).await;
    plaudit.minute("2026-12-04T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI).len(), 1);
    let noted = "SELECT count(*) FROM expiry_notice";
    assert_eq!(count(&plaudit.db.pool, noted).await, 1);
    plaudit.make_readable().await;
    plaudit.minute("2026-12-05T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(SITI).len(), 1);
    assert_eq!(plaudit.hourglasses(BUDI).len(), 1, "once");
    plaudit.finish().await;
}
