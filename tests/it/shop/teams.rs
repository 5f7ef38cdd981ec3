//! The same shop in Teams, where a card is pressed and a dialogue asks.

use plaudit_sandbox::teams::KUDOS;

use super::scene::{coffee, mug};
use crate::harness::Plaudit;

/// Liam has sixty points.
async fn stocked() -> Plaudit {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.offer(&coffee(), Some(1)).await;
    plaudit.offer(&mug(), None).await;
    plaudit.set("kudos.max_points_per_recipient", "100").await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @Liam +60 for everything")
        .await;
    assert_eq!(plaudit.points_of("liam").await, 60);
    plaudit
}

#[tokio::test]
async fn an_item_is_redeemed_and_delivered_in_teams() {
    let plaudit = stocked().await;
    let shop = plaudit.asked_alone("liam", "shop").await;
    let shown = shop.shown();
    assert!(
        shown.contains("You have 60 points") || shown.contains("60 points"),
        "{shown}"
    );
    assert!(
        shown.contains("Coffee voucher") && shown.contains("Mug"),
        "{shown}"
    );
    let card = plaudit.asked_alone("liam", "redeem coffee").await;
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&card, "Redeem for 50 points").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    assert_eq!(plaudit.points_of("liam").await, 10);
    // The card says what was done, and has no such button any more.
    let again = liam.press(&card, "Redeem for 50 points").await;
    assert!(!again.is_ok(), "{again:?}");
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_out_of_reach_is_said_in_ones_own_language() {
    let plaudit = stocked().await;
    let told = plaudit.asked_alone("siti", "tukar coffee").await.shown();
    assert!(told.contains("kurang 50 poin lagi"), "{told}");
    assert_eq!(plaudit.redemptions().await, Vec::<String>::new());
    plaudit.finish().await;
}
