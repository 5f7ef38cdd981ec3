//! Redeeming, and thinking better of it.

use plaudit::calendar::Period;
use plaudit::rewards::{Asks, Limit, Offer, Price};
use plaudit_sandbox::slack::Message;

use super::scene::{ANA, BUDI, SITI, buttons, coffee, label, mug, tree};
use crate::harness::{Plaudit, count};

#[tokio::test]
async fn an_item_is_redeemed_by_a_button_that_says_the_price() {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), Some(3)).await;
    plaudit.earn(ANA, 62).await;
    plaudit.redeem(ANA, "coffee").await;
    let card = plaudit.shown_to(ANA);
    assert_eq!(label(&card, "rewards.redeem"), "Redeem for 50 points");
    assert!(
        card.shown().contains("12 points"),
        "what is left afterwards: {card:?}"
    );
    assert_eq!(plaudit.points(ANA).await, 62, "showing takes nothing");

    let done = plaudit.presses(ANA, "rewards.redeem").await;
    assert_eq!(done.ts, card.ts, "in place of the card");
    assert!(done.shown().contains("You have 12 points left"), "{done:?}");
    assert_eq!(plaudit.points(ANA).await, 12);
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    assert_eq!(plaudit.stock(&item).await, Some(2));
    let asked = plaudit.told_directly(SITI);
    assert!(asked.shown().contains("Coffee voucher"), "{asked:?}");
    plaudit.finish().await;
}

/// The same showing of an item redeems once, however often its button is pressed.
#[tokio::test]
async fn a_double_click_redeems_once() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&coffee(), None).await;
    plaudit.earn(ANA, 100).await;
    plaudit.redeem(ANA, "coffee").await;
    let card = plaudit.shown_to(ANA);
    let ana = plaudit.sandbox.as_user(ANA);
    let press = || ana.press(&card.channel, &card.ts, "rewards.redeem");
    let (first, second) = tokio::join!(press(), press());
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    assert_eq!(plaudit.points(ANA).await, 50);
    // Shown anew, it is another wish.
    plaudit.takes(ANA, "coffee").await;
    assert_eq!(plaudit.redemptions().await, ["approved 50", "approved 50"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_last_one_goes_to_one_and_the_other_may_wish_for_more() {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), Some(1)).await;
    for who in [ANA, BUDI] {
        plaudit.earn(who, 60).await;
        plaudit.redeem(who, "coffee").await;
    }
    plaudit.presses(ANA, "rewards.redeem").await;
    let told = plaudit.presses(BUDI, "rewards.redeem").await;
    assert!(
        told.shown().contains("baru saja habis"),
        "in his language: {told:?}"
    );
    assert_eq!(plaudit.points(BUDI).await, 60, "nothing is taken");
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    assert_eq!(plaudit.stock(&item).await, Some(0));
    plaudit.presses(BUDI, "rewards.wish").await;
    let wishes = "SELECT count(*) FROM reward_wish";
    assert_eq!(count(&plaudit.db.pool, wishes).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_pays_another_price_than_they_saw() {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), None).await;
    plaudit.earn(ANA, 100).await;
    plaudit.redeem(ANA, "coffee").await;
    let dearer = Offer {
        price: Price::Fixed(80),
        ..coffee()
    };
    plaudit.reoffer(&item, &dearer).await;
    let anew = plaudit.presses(ANA, "rewards.redeem").await;
    assert!(anew.shown().contains("changed a moment ago"), "{anew:?}");
    assert_eq!(label(&anew, "rewards.redeem"), "Redeem for 80 points");
    assert_eq!(plaudit.redemptions().await, Vec::<String>::new());
    plaudit.presses(ANA, "rewards.redeem").await;
    assert_eq!(plaudit.redemptions().await, ["approved 80"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_not_in_reach_says_how_much_is_to_go() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&coffee(), None).await;
    plaudit.earn(ANA, 38).await;
    plaudit.redeem(ANA, "coffee").await;
    let card = plaudit.shown_to(ANA);
    assert!(card.shown().contains("12 points to go"), "{card:?}");
    let actions: Vec<String> = buttons(&card)
        .into_iter()
        .map(|(action, _)| action)
        .collect();
    assert_eq!(actions, ["rewards.wish", "rewards.shop"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_item_is_had_as_often_as_one_may() {
    let plaudit = Plaudit::start().await;
    let limit = Limit {
        count: 1,
        period: Period::Month,
    };
    let once = Offer {
        limit: Some(limit),
        ..coffee()
    };
    plaudit.offer(&once, None).await;
    plaudit.earn(ANA, 100).await;
    plaudit.takes(ANA, "coffee").await;
    // It is said before anything is pressed; and again to whoever looked at it earlier.
    let told = plaudit.redeem(ANA, "coffee").await;
    assert!(told.text.contains("as often as one may"), "{told:?}");
    let actions = buttons(&plaudit.shown_to(ANA));
    assert_eq!(actions.len(), 1, "back alone: {actions:?}");
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    // What came to nothing does not count.
    let own = "rewards.cancel";
    plaudit.redeem(ANA, "").await;
    plaudit.presses(ANA, "rewards.mine").await;
    plaudit.presses(ANA, own).await;
    plaudit.takes(ANA, "coffee").await;
    assert_eq!(plaudit.redemptions().await, ["cancelled 50", "approved 50"]);
    plaudit.finish().await;
}

/// An old card still has the button of the form; what the form could not send is said before it opens.
#[tokio::test]
async fn a_limit_is_told_before_a_form_is_filled_in() {
    let plaudit = Plaudit::start().await;
    let once = Offer {
        limit: Some(Limit {
            count: 1,
            period: Period::Month,
        }),
        ..tree()
    };
    plaudit.offer(&once, None).await;
    plaudit.earn(ANA, 100).await;
    plaudit.redeem(ANA, "tree").await;
    let old = plaudit.shown_to(ANA);
    plaudit.redeem(ANA, "tree").await;
    plaudit.presses(ANA, "rewards.redeem_form").await;
    plaudit.sends(ANA, [("points", "40")]).await;
    let open = plaudit.sandbox.modals(ANA).len();
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana
        .press(&old.channel, &old.ts, "rewards.redeem_form")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.sandbox.modals(ANA).len(), open, "a form opened");
    let shown = plaudit.sandbox.ephemerals(ANA);
    let told = shown.iter().map(Message::shown);
    let told: Vec<String> = told.collect();
    let limit = told.iter().any(|it| it.contains("as often as one may"));
    assert!(limit, "{told:?}");
    assert_eq!(plaudit.redemptions().await, ["approved 40"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn cancelled_in_time_everything_is_as_before() {
    let plaudit = Plaudit::start().await;
    let item = plaudit.offer(&coffee(), Some(1)).await;
    plaudit.earn(ANA, 50).await;
    plaudit.takes(ANA, "coffee").await;
    let cancelled = plaudit.presses(ANA, "rewards.cancel").await;
    assert!(cancelled.shown().contains("yours again"), "{cancelled:?}");
    assert_eq!(plaudit.points(ANA).await, 50);
    assert_eq!(plaudit.stock(&item).await, Some(1));
    assert_eq!(plaudit.redemptions().await, ["cancelled 50"]);
    plaudit.finish().await;
}

/// A range is chosen in a form; an address is asked for there, and is in no message, nor readable in
/// the database.
#[tokio::test]
async fn a_form_asks_how_much_and_where_to() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&tree(), None).await;
    plaudit.offer(&mug(), None).await;
    plaudit.earn(ANA, 100).await;
    plaudit.redeem(ANA, "tree").await;
    plaudit.presses(ANA, "rewards.redeem_form").await;
    let refused = plaudit.sends(ANA, [("points", "45")]).await;
    assert!(
        refused.body.contains("in steps of 10"),
        "the form stays open: {refused:?}"
    );
    plaudit.sends(ANA, [("points", "40")]).await;
    assert_eq!(plaudit.redemptions().await, ["approved 40"]);
    // Typed with its amount, it needs no form.
    plaudit.redeem(ANA, "tree 20").await;
    assert_eq!(
        label(&plaudit.shown_to(ANA), "rewards.redeem"),
        "Redeem for 20 points"
    );

    plaudit.redeem(ANA, "mug").await;
    plaudit.presses(ANA, "rewards.redeem_form").await;
    plaudit.sends(ANA, [("delivery", "Jalan Sudirman 1")]).await;
    assert_eq!(plaudit.redemptions().await, ["approved 40", "approved 30"]);
    let asked = plaudit.told_directly(SITI);
    assert!(!format!("{asked:?}").contains("Sudirman"), "{asked:?}");
    let readable = "SELECT count(*) FROM redemption
                    WHERE position('Sudirman'::bytea IN delivery) > 0";
    assert_eq!(count(&plaudit.db.pool, readable).await, 0);
    let letters = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%Sudirman%'";
    assert_eq!(count(&plaudit.db.pool, letters).await, 0);
    // Whoever delivers it reads it in the form.
    plaudit.presses_directly(SITI, "rewards.deliver").await;
    let form = plaudit.sandbox.modals(SITI).pop().unwrap();
    assert!(
        form.shown().contains("Jalan Sudirman 1"),
        "{}",
        form.shown()
    );
    plaudit.finish().await;
}

/// An e-mail address has the shape of one, and an address is something to be seen.
#[tokio::test]
async fn what_cannot_be_an_address_is_asked_for_again() {
    let plaudit = Plaudit::start().await;
    let by_mail = Offer {
        asks: Asks::Email,
        ..coffee()
    };
    plaudit.offer(&by_mail, None).await;
    plaudit.offer(&mug(), None).await;
    plaudit.earn(ANA, 100).await;
    for (item, wrong, says, right) in [
        (
            "coffee",
            "ana at home",
            "no e-mail address",
            "ana@example.com",
        ),
        (
            "mug",
            "\u{200b}\u{2060}",
            "where it should go",
            "Jalan Satu 1",
        ),
    ] {
        plaudit.redeem(ANA, item).await;
        plaudit.presses(ANA, "rewards.redeem_form").await;
        let refused = plaudit.sends(ANA, [("delivery", wrong)]).await;
        assert!(
            refused.body.contains(says),
            "the form stays open: {refused:?}"
        );
        plaudit.sends(ANA, [("delivery", right)]).await;
    }
    assert_eq!(plaudit.redemptions().await, ["approved 50", "approved 30"]);
    plaudit.finish().await;
}
