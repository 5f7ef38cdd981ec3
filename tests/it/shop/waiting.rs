//! What comes without anybody asking: a wish within reach, a decision that is waited for.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::ids::{Joining, MemberId};
use plaudit::policy::Actor;
use plaudit::rewards::{self, Approval, Offer, Price, catalog};

use super::scene::{ANA, BUDI, SITI, buttons, coffee, label};
use crate::harness::{Plaudit, count};

/// Does now what is done every minute.
async fn a_minute_passes(plaudit: &Plaudit) {
    plaudit.app().desk.tell_reward_news().await.unwrap();
    plaudit.quiet().await;
}

#[tokio::test]
async fn a_wish_is_told_of_once_when_it_is_within_reach() {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), Some(1)).await;
    for who in [ANA, BUDI] {
        plaudit.earn(who, 60).await;
        plaudit.redeem(who, "coffee").await;
    }
    plaudit.presses(ANA, "rewards.redeem").await;
    plaudit.presses(BUDI, "rewards.redeem").await;
    plaudit.presses(BUDI, "rewards.wish").await;
    let before = plaudit.sandbox.dm_with_bot(BUDI).len();
    a_minute_passes(&plaudit).await;
    assert_eq!(
        plaudit.sandbox.dm_with_bot(BUDI).len(),
        before,
        "it is still sold out"
    );

    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let by = Actor::Operator;
    catalog::set_stock(&mut tx, &plaudit.clock, &by, &item, Some(4))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        a_minute_passes(&plaudit).await;
        assert_eq!(plaudit.sandbox.dm_with_bot(BUDI).len(), before + 1, "once");
    }
    let told = plaudit.told_directly(BUDI);
    assert!(told.shown().contains("Coffee voucher"), "{told:?}");
    plaudit.presses_directly(BUDI, "rewards.item").await;
    let card = plaudit.told_directly(BUDI);
    assert_eq!(label(&card, "rewards.redeem"), "Tukar 50 poin");
    let wishes = "SELECT count(*) FROM reward_wish";
    assert_eq!(count(&plaudit.db.pool, wishes).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_decides_is_reminded_and_later_the_admins_are_asked() {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    let offer = Offer {
        approval: Approval::Manager,
        ..coffee()
    };
    plaudit.offer(&offer, None).await;
    plaudit.earn(ANA, 70).await;
    plaudit.reports_to(ANA, BUDI).await;
    plaudit.takes(ANA, "coffee").await;
    let messages = |who: &str| plaudit.sandbox.dm_with_bot(who).len();
    let (budi, admin) = (messages(BUDI), messages(SITI));
    a_minute_passes(&plaudit).await;
    assert_eq!(messages(BUDI), budi, "it has not waited long");

    plaudit.clock.advance(SignedDuration::from_hours(49));
    for _ in 0..2 {
        a_minute_passes(&plaudit).await;
        assert_eq!(messages(BUDI), budi + 1, "once in two days");
    }
    assert!(
        plaudit
            .told_directly(BUDI)
            .shown()
            .contains("Masih menunggu")
    );
    assert_eq!(messages(SITI), admin, "it is the manager's");

    plaudit.clock.advance(SignedDuration::from_hours(73));
    a_minute_passes(&plaudit).await;
    assert_eq!(messages(SITI), admin + 1);
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.approve")
            .await
            .is_ok()
    );
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    // Whoever was asked and reminded has nothing left to press, in any of those messages.
    for who in [BUDI, SITI] {
        for message in plaudit.sandbox.dm_with_bot(who) {
            let buttons = buttons(&message);
            let open = buttons.iter().any(|(it, _)| it == "rewards.approve");
            assert!(!open, "{who}: {message:?}");
        }
    }
    plaudit.clock.advance(SignedDuration::from_hours(73));
    let budi = messages(BUDI);
    a_minute_passes(&plaudit).await;
    assert_eq!(messages(BUDI), budi, "what is decided is not asked for");
    plaudit.finish().await;
}

/// Two accounts that turn out to be one person's wish once.
#[tokio::test]
async fn wishes_go_with_whoever_two_members_turn_out_to_be() {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), None).await;
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let members = "SELECT member_id FROM identity WHERE user_id = ANY ($1) ORDER BY user_id";
    let members = sqlx::query_scalar(members).bind([ANA, BUDI]);
    let members: Vec<MemberId> = members.fetch_all(&mut *tx).await.unwrap();
    for member in &members {
        let now = plaudit.clock.now();
        rewards::wish(&mut tx, item.workspace, item.id, *member, now)
            .await
            .unwrap();
    }
    rewards::hand_on(
        &mut tx,
        Joining {
            workspace: item.workspace,
            from: members[0],
            to: members[1],
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let left: Vec<MemberId> = sqlx::query_scalar("SELECT member_id FROM reward_wish")
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(left, [members[1]]);
    plaudit.finish().await;
}

/// What is in stock and not offered any more is within nobody's reach: the wish waits for the day on
/// which it is offered again.
#[tokio::test]
async fn a_wish_for_what_is_not_offered_waits() {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    let item = plaudit.offer(&coffee(), None).await;
    plaudit.earn(ANA, 38).await;
    plaudit.redeem(ANA, "coffee").await;
    plaudit.presses(ANA, "rewards.wish").await;
    let over = Offer {
        price: Price::Fixed(30),
        available_until: Some("2026-11-09".parse().unwrap()),
        ..coffee()
    };
    plaudit.reoffer(&item, &over).await;
    let before = plaudit.sandbox.dm_with_bot(ANA).len();
    a_minute_passes(&plaudit).await;
    assert_eq!(plaudit.sandbox.dm_with_bot(ANA).len(), before);
    let again = Offer {
        available_until: None,
        ..over
    };
    plaudit.reoffer(&item, &again).await;
    plaudit.clock.advance(SignedDuration::from_mins(2));
    a_minute_passes(&plaudit).await;
    assert_eq!(plaudit.sandbox.dm_with_bot(ANA).len(), before + 1);
    plaudit.finish().await;
}

/// One redemption that nobody can be told of keeps no other waiting.
#[tokio::test]
async fn what_cannot_be_told_keeps_no_other_decision_from_being_reminded_of() {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    let offer = Offer {
        approval: Approval::Manager,
        ..coffee()
    };
    plaudit.offer(&offer, None).await;
    plaudit.earn(ANA, 70).await;
    plaudit.earn(BUDI, 70).await;
    for who in [ANA, BUDI] {
        plaudit.reports_to(who, SITI).await;
        plaudit.takes(who, "coffee").await;
    }
    plaudit.make_unreadable(ANA).await;
    plaudit.clock.advance(SignedDuration::from_hours(49));
    let reminded = || {
        let told = plaudit.sandbox.dm_with_bot(SITI).into_iter();
        told.filter(|it| it.shown().contains("Masih menunggu"))
            .count()
    };
    a_minute_passes(&plaudit).await;
    assert_eq!(reminded(), 1, "of what Budi wants");
    plaudit.make_readable().await;
    plaudit.clock.advance(SignedDuration::from_mins(6));
    a_minute_passes(&plaudit).await;
    assert_eq!(reminded(), 2);
    plaudit.finish().await;
}
