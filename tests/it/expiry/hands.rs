//! What is spent, held, given back or handed on.

use jiff::SignedDuration;
use plaudit::app::Register;
use plaudit::ids::{Joining, MemberId, RewardId};
use plaudit::people;
use plaudit::policy::Actor;
use plaudit::rewards::{Approval, ItemKind, Offer, Price, catalog};

use super::scene::{BUDI, KUDOS, RIZKY, SITI, lasting};
use crate::harness::Plaudit;

/// A mug for ten points, which an admin allows.
async fn mug(plaudit: &Plaudit) {
    let offer = Offer {
        approval: Approval::Admin,
        ..Offer::new("mug", ItemKind::Merchandise, "Mug", Price::Fixed(10))
    };
    let id: RewardId = plaudit.clock.new_id();
    let place = (plaudit.workspace().await, id);
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let added = catalog::add(
        &mut tx,
        &plaudit.clock,
        &Actor::Operator,
        place,
        &offer,
        None,
    )
    .await;
    added.unwrap();
    tx.commit().await.unwrap();
}

async fn redeems(plaudit: &Plaudit) {
    let budi = plaudit.sandbox.as_user(BUDI);
    assert!(budi.slash(KUDOS, "/redeem", "mug").await.is_ok());
    plaudit.quiet().await;
    let card = plaudit.sandbox.ephemerals(BUDI).pop().unwrap();
    let pressed = budi.press(&card.channel, &card.ts, "rewards.redeem").await;
    assert!(pressed.is_ok(), "{pressed:?}");
    plaudit.quiet().await;
}

/// The oldest points are spent first, what is held for a redemption does not expire, and what comes
/// back has a month if its day has been.
#[tokio::test]
async fn points_that_are_held_do_not_expire_and_have_a_month_when_they_come_back() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    mug(&plaudit).await;
    plaudit.give("@budi", 12).await;
    plaudit.comes("2026-02-20T02:00:00Z");
    plaudit.give("@budi", 3).await;
    redeems(&plaudit).await;
    // Of the twelve, two are left.
    plaudit.minute("2026-02-21T03:00:00Z").await;
    let told = plaudit.hourglasses(BUDI);
    assert!(told[0].contains("2 poin hangus pada 23 Mar"), "{told:?}");
    plaudit.minute("2026-03-22T17:00:00Z").await;
    assert_eq!(plaudit.expiries().await, ["2026-03-23 2"]);
    assert_eq!(plaudit.points(BUDI).await, 3);

    let mut asked = plaudit.sandbox.dm_with_bot(SITI).into_iter();
    let asked = asked.rfind(|it| it.shown().contains("Mug")).unwrap();
    let siti = plaudit.sandbox.as_user(SITI);
    let opened = siti
        .press(&asked.channel, &asked.ts, "rewards.reject")
        .await;
    assert!(opened.is_ok(), "{opened:?}");
    let form = plaudit.sandbox.modals(SITI).pop().unwrap();
    let why = serde_json::json!("Sold out");
    assert!(siti.submit(&form.id, [("reason", why)]).await.is_ok());
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 13);
    plaudit.minute("2026-03-24T03:00:00Z").await;
    let told = plaudit.hourglasses(BUDI).pop().unwrap();
    assert!(told.contains("13 poin hangus pada 23 Apr"), "{told}");
    plaudit.finish().await;
}

/// What is spent after it was told of is not told of again, and does not expire.
#[tokio::test]
async fn nobody_is_told_of_what_is_spent() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    mug(&plaudit).await;
    plaudit.give("@budi", 10).await;
    plaudit.minute("2026-02-01T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI).len(), 1);
    redeems(&plaudit).await;
    plaudit.minute("2026-02-24T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI).len(), 1);
    plaudit.minute("2026-03-03T03:00:00Z").await;
    assert_eq!(plaudit.expiries().await, Vec::<String>::new());
    plaudit.finish().await;
}

/// Points of somebody who left wait for them: nobody loses any without having been told.
#[tokio::test]
async fn whoever_is_away_keeps_their_points() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 10).await;
    let away = "UPDATE member SET active = $1 WHERE id = (SELECT member_id FROM identity WHERE user_id = $2)";
    let set = async |active: bool| {
        let set = sqlx::query(away).bind(active).bind(BUDI);
        set.execute(&plaudit.db.pool).await.unwrap();
    };
    set(false).await;
    plaudit.minute("2026-08-01T03:00:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 10);
    set(true).await;
    plaudit.minute("2026-08-02T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI).len(), 1);
    plaudit.finish().await;
}

/// Two members who turn out to be one have their points together, as old as they are, and what either
/// was told holds.
#[tokio::test]
async fn points_of_two_who_are_one_keep_their_age() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 10).await;
    plaudit.comes("2026-01-10T02:00:00Z");
    let budi = plaudit.sandbox.as_user(BUDI);
    let seen = budi.slash(KUDOS, "/kudos", "@rizky +4 for the fix").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.minute("2026-02-01T03:00:00Z").await;
    let own = "SELECT member_id FROM identity WHERE user_id = $1";
    let member = async |user: &str| -> MemberId {
        let member = sqlx::query_scalar(own).bind(user);
        member.fetch_one(&plaudit.db.pool).await.unwrap()
    };
    let (kept, other) = (member(RIZKY).await, member(BUDI).await);
    // Nobody has two accounts in one team.
    let elsewhere = "UPDATE identity SET team = 'T0OTHER' WHERE user_id = $1";
    let moved = sqlx::query(elsewhere).bind(BUDI);
    moved.execute(&plaudit.db.pool).await.unwrap();
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let belongings = Register::new(&plaudit.clock);
    let (clock, workspace) = (&plaudit.clock, plaudit.workspace().await);
    let by = Actor::Operator;
    people::join(
        &mut tx,
        clock,
        &by,
        Joining {
            workspace,
            from: other,
            to: kept,
        },
        &belongings,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(plaudit.points(RIZKY).await, 14);
    plaudit.comes("2026-02-08T03:00:00Z");
    plaudit.app().desk.expire_points().await.unwrap();
    plaudit.comes("2026-03-03T03:00:00Z");
    plaudit.app().desk.expire_points().await.unwrap();
    assert_eq!(plaudit.expiries().await, ["2026-03-03 10"]);
    plaudit.comes("2026-03-10T03:00:00Z");
    plaudit.app().desk.expire_points().await.unwrap();
    assert_eq!(plaudit.expiries().await, ["2026-03-03 10", "2026-03-10 4"]);
    assert_eq!(plaudit.points(RIZKY).await, 0);
    plaudit.clock.advance(SignedDuration::from_hours(1));
    plaudit.finish().await;
}
