//! Looking for something to redeem.

use plaudit::clock::Clock;
use plaudit::rewards::{Audience, ItemKind, Offer, Price};

use super::scene::{ANA, BUDI, KUDOS, SITI, buttons, coffee, label, tree};
use crate::harness::Plaudit;

/// Seven items, cheapest first.
async fn stocked(plaudit: &Plaudit) {
    for (slug, name, kind, price, tag) in [
        ("sticker", "Stickers", ItemKind::Merchandise, 10, "green"),
        ("coffee", "Coffee voucher", ItemKind::GiftCard, 50, "local"),
        ("donate", "Clean water", ItemKind::Donation, 60, "charity"),
        ("plant", "A plant", ItemKind::Merchandise, 70, "green"),
        ("book", "A book", ItemKind::Learning, 90, "local"),
        (
            "dinner",
            "Dinner for two",
            ItemKind::Experience,
            300,
            "local",
        ),
        ("day", "A day off", ItemKind::TimeOff, 900, ""),
    ] {
        let offer = Offer {
            tags: Some(tag.to_owned())
                .filter(|tag| !tag.is_empty())
                .into_iter()
                .collect(),
            ..Offer::new(slug, kind, name, Price::Fixed(price))
        };
        plaudit.offer(&offer, None).await;
    }
}

#[tokio::test]
async fn the_shop_has_pages_and_is_narrowed_down() {
    let plaudit = Plaudit::start().await;
    stocked(&plaudit).await;
    plaudit.earn(ANA, 58).await;
    plaudit.redeem(ANA, "").await;
    let shop = plaudit.shown_to(ANA);
    let shown = shop.shown();
    assert!(shown.contains("You have *58 points*"), "{shown}");
    assert!(
        shown.contains("A book") && !shown.contains("Dinner"),
        "{shown}"
    );
    assert!(shown.contains("2 points to go"), "of clean water: {shown}");
    assert!(shown.contains("Page 1 of 2"), "{shown}");

    let press = async |says: &str| {
        let message = plaudit.shown_to(ANA);
        let found = message
            .blocks
            .iter()
            .filter_map(|it| it["elements"].as_array());
        let button = found
            .flatten()
            .find(|it| it["text"]["text"] == says)
            .unwrap();
        let action = button["action_id"].as_str().unwrap().to_owned();
        plaudit.presses(ANA, &action).await.shown()
    };
    let second = press("More →").await;
    assert!(
        second.contains("Dinner for two") && second.contains("A day off"),
        "{second}"
    );
    let afforded = press("What I can afford").await;
    assert!(
        afforded.contains("Stickers") && !afforded.contains("A plant"),
        "{afforded}"
    );
    // Once more, it is not asked for any more.
    assert!(press("What I can afford").await.contains("A plant"));
    press("All").await;
    let card = press("Coffee voucher").await;
    assert!(card.contains("As a code") || card.contains("Somebody from your organisation"));
    assert_eq!(
        label(&plaudit.shown_to(ANA), "rewards.redeem"),
        "Redeem for 50 points"
    );
    assert_eq!(
        plaudit.sandbox.ephemerals(ANA).len(),
        1,
        "all in one message"
    );
    plaudit.finish().await;
}

/// A sort, a tag and what one can afford go together, and each can be left again.
#[tokio::test]
async fn the_shop_is_narrowed_down_in_a_form() {
    let plaudit = Plaudit::start().await;
    stocked(&plaudit).await;
    plaudit.earn(ANA, 58).await;
    plaudit.redeem(ANA, "").await;
    plaudit.presses(ANA, "rewards.find").await;
    let form = || plaudit.sandbox.modals(ANA).pop().unwrap();
    let initial = |view: &plaudit_sandbox::slack::View, question: &str| {
        view.block(question).unwrap()["element"]["initial_option"]["value"].clone()
    };
    assert_eq!(initial(&form(), "kind"), "any");
    plaudit.sends(ANA, [("tag", "green")]).await;
    let green = form().shown();
    assert!(
        green.contains("Only #green") && green.contains("A plant") && !green.contains("Coffee"),
        "{green}"
    );
    // What was chosen is chosen the next time.
    let ana = plaudit.sandbox.as_user(ANA);
    assert!(ana.press_in_view(&form().id, "rewards.find").await.is_ok());
    assert_eq!(initial(&form(), "tag"), "green");
    plaudit
        .sends(ANA, [("tag", "any"), ("kind", "donation")])
        .await;
    let donations = form().shown();
    assert!(
        donations.contains("Clean water") && !donations.contains("A plant"),
        "{donations}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn an_item_is_found_by_what_people_type() {
    let plaudit = Plaudit::start().await;
    stocked(&plaudit).await;
    plaudit.earn(ANA, 60).await;
    for (typed, says) in [
        ("coffee", "Redeem for 50 points"),
        ("Coffee Voucher", "Redeem for 50 points"),
        ("cofee vouchr", "Redeem for 50 points"),
        ("clean water", "Redeem for 60 points"),
    ] {
        plaudit.redeem(ANA, typed).await;
        let card = plaudit.shown_to(ANA);
        assert_eq!(label(&card, "rewards.redeem"), says, "{typed}");
    }
    let seen = plaudit.redeem(ANA, "spaceship").await;
    assert!(seen.text.contains("no reward called"), "{seen:?}");

    // Searched as one types.
    plaudit.redeem(ANA, "").await;
    plaudit.presses(ANA, "rewards.find").await;
    let form = plaudit.sandbox.modals(ANA).pop().unwrap();
    let found = plaudit
        .sandbox
        .as_user(ANA)
        .search(&form.id, "item", "wat")
        .await;
    assert!(found.body.contains("Clean water · 60 points"), "{found:?}");
    plaudit.finish().await;
}

/// What is not for somebody is not shown to them, and refused by name.
#[tokio::test]
async fn an_item_is_there_for_whom_it_is() {
    let plaudit = Plaudit::start().await;
    let sales = Offer {
        audience: Audience {
            teams: vec!["Sales".to_owned()],
            ..Audience::default()
        },
        ..coffee()
    };
    plaudit.offer(&sales, None).await;
    plaudit.offer(&tree(), None).await;
    for who in [ANA, BUDI] {
        plaudit.earn(who, 60).await;
    }
    let describe = "UPDATE member SET team = 'Sales' WHERE id IN
                    (SELECT member_id FROM identity WHERE user_id = $1)";
    sqlx::query(describe)
        .bind(ANA)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.redeem(ANA, "").await;
    assert!(plaudit.shown_to(ANA).shown().contains("Coffee voucher"));
    plaudit.redeem(BUDI, "").await;
    assert!(!plaudit.shown_to(BUDI).shown().contains("Coffee voucher"));
    let seen = plaudit.redeem(BUDI, "coffee").await;
    assert!(seen.text.contains("untuk tim lain"), "{seen:?}");
    plaudit.finish().await;
}

/// What is there by its name and cannot be had now says so; what was typed behind it is no price of it
/// says what is.
#[tokio::test]
async fn what_is_typed_and_cannot_be_had_says_why() {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    let over = Offer {
        available_until: Some("2026-11-09".parse().unwrap()),
        ..coffee()
    };
    plaudit.offer(&over, None).await;
    plaudit.offer(&tree(), None).await;
    plaudit.earn(ANA, 60).await;
    let seen = plaudit.redeem(ANA, "coffee voucher").await;
    assert!(
        seen.text.contains("is not offered at the moment"),
        "{seen:?}"
    );
    let seen = plaudit.redeem(ANA, "tree 55").await;
    assert!(seen.text.contains("in steps of 10"), "{seen:?}");
    assert!(
        !buttons(&plaudit.shown_to(ANA)).is_empty(),
        "and the item: {seen:?}"
    );
    plaudit.finish().await;
}

/// `/kudos redemptions`, in words.
#[tokio::test]
async fn what_one_redeemed_is_there_by_its_name() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&coffee(), None).await;
    plaudit.earn(ANA, 60).await;
    plaudit.takes(ANA, "coffee").await;
    let ana = plaudit.sandbox.as_user(ANA);
    for typed in ["redemptions", "my redemptions", "penebusan"] {
        let seen = ana.slash(KUDOS, "/kudos", typed).await;
        assert!(seen.text.contains("Coffee voucher"), "{typed}: {seen:?}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn an_empty_shop_tells_admins_how_to_fill_it_and_guests_that_it_is_not_for_them() {
    let plaudit = Plaudit::start().await;
    let seen = plaudit.redeem(ANA, "").await;
    assert!(seen.text.contains("There are no rewards yet"), "{seen:?}");
    assert!(!seen.text.contains("plaudit catalog import"), "{seen:?}");
    let seen = plaudit.redeem(SITI, "").await;
    assert!(seen.text.contains("plaudit catalog import"), "{seen:?}");
    let shown = plaudit.shown_to(SITI);
    assert_eq!(label(&shown, "rewards.items"), "Kelola hadiah");
    let guest = plaudit.sandbox.as_user("U0GUEST0020");
    let seen = guest.slash(KUDOS, "/redeem", "").await;
    assert!(seen.is_ok(), "{seen:?}");
    let shown = plaudit.shown_to("U0GUEST0020");
    assert!(buttons(&shown).is_empty(), "{shown:?}");
    plaudit.finish().await;
}
