//! Counting what is left.

use plaudit::policy::Actor;
use plaudit::rewards::catalog::{self, CatalogError};
use plaudit::rewards::{Fulfilment, Item, Offer, Step, codes, verify_rewards};

use super::scene::{Shop, offer};
use crate::harness::{prove, sealer};

async fn count_anew(shop: &Shop, item: &Item, stock: Option<i64>) {
    let mut tx = shop.conn().await;
    let clock = &shop.books.clock;
    let counted = catalog::set_stock(&mut tx, clock, &Actor::Operator, item, stock).await;
    counted.unwrap();
    tx.commit().await.unwrap();
}

async fn left(shop: &Shop, item: &Item) -> Option<i64> {
    let mut tx = shop.conn().await;
    let found = catalog::by_id(&mut tx, item.workspace, item.id).await;
    found.unwrap().unwrap().stock
}

/// What was taken while things were counted comes back when they are not, and the other way round.
#[tokio::test]
async fn a_stock_may_begin_and_cease_to_be_counted() {
    let shop = Shop::open(2).await;
    let item = shop.offer(&offer("mug"), Some(3)).await;
    let counted = shop.redeemed(0, &item).await;
    assert_eq!(left(&shop, &item).await, Some(2));
    count_anew(&shop, &item, None).await;
    assert_eq!(left(&shop, &item).await, None);
    let uncounted = shop.redeemed(0, &item).await;
    shop.cancel(counted, 0).await;
    assert_eq!(left(&shop, &item).await, None);
    count_anew(&shop, &item, Some(5)).await;
    shop.cancel(uncounted, 0).await;
    assert_eq!(left(&shop, &item).await, Some(5));
    count_anew(&shop, &item, Some(0)).await;
    count_anew(&shop, &item, Some(4)).await;
    assert_eq!(left(&shop, &item).await, Some(4));
    prove(&mut *shop.conn().await).await;
}

#[tokio::test]
async fn what_was_delivered_does_not_come_back() {
    let shop = Shop::open(2).await;
    let item = shop.offer(&offer("mug"), Some(3)).await;
    let delivered = shop.redeemed(0, &item).await;
    let lost = shop.redeemed(0, &item).await;
    for (id, step) in [
        (delivered, Step::Fulfil),
        (delivered, Step::Refund),
        (lost, Step::Fail),
        (lost, Step::Refund),
    ] {
        shop.advance(id, step).await.unwrap();
    }
    assert_eq!(left(&shop, &item).await, Some(2));
    prove(&mut *shop.conn().await).await;
}

#[tokio::test]
async fn codes_are_counted_by_themselves() {
    let shop = Shop::open(2).await;
    let by_codes = Offer {
        fulfilment: Fulfilment::Codes,
        ..offer("voucher")
    };
    let item = shop.offer(&by_codes, None).await;
    assert_eq!(item.stock, Some(0));
    let mut tx = shop.conn().await;
    let clock = &shop.books.clock;
    let refused = catalog::set_stock(&mut tx, clock, &Actor::Operator, &item, Some(5)).await;
    assert!(matches!(refused, Err(CatalogError::CodesAreStock)));
}

async fn become_delivered(shop: &Shop, item: &Item, how: Fulfilment) -> Item {
    let mut tx = shop.conn().await;
    let offer = Offer {
        fulfilment: how,
        ..item.offer.clone()
    };
    let (clock, place) = (&shop.books.clock, (item.workspace, item.id));
    let edited = catalog::edit(&mut tx, clock, &Actor::Operator, place, &offer).await;
    tx.commit().await.unwrap();
    edited.unwrap()
}

async fn load(shop: &Shop, item: &Item, codes: &str) {
    let mut tx = shop.conn().await;
    let (clock, which) = (&shop.books.clock, (item.workspace, item.id));
    let codes = codes::read(codes).unwrap();
    let sealer = sealer();
    let loaded = codes::load(&mut tx, clock, &Actor::Operator, &sealer, which, &codes);
    loaded.await.unwrap();
    tx.commit().await.unwrap();
}

/// By hand, then by codes, then by hand again: what waits is delivered as it was asked for, no code is
/// had twice, and none is lost.
#[tokio::test]
async fn what_is_by_hand_becomes_by_codes_and_back() {
    let shop = Shop::open(2).await;
    let item = shop.offer(&offer("voucher"), None).await;
    let by_hand = shop.redeemed(0, &item).await;
    let item = become_delivered(&shop, &item, Fulfilment::Codes).await;
    assert_eq!(item.stock, Some(0), "none is loaded");
    load(&shop, &item, "A\nB\nC").await;
    let coded = shop.redeemed(0, &item).await;
    assert_eq!(left(&shop, &item).await, Some(2));
    // What was by hand takes no code with it, and gives none back.
    shop.cancel(by_hand, 0).await;
    assert_eq!(left(&shop, &item).await, Some(2));
    prove(&mut *shop.conn().await).await;

    let item = become_delivered(&shop, &item, Fulfilment::Manual).await;
    assert_eq!(item.stock, Some(2), "their number stays");
    count_anew(&shop, &item, None).await;
    shop.cancel(coded, 0).await;
    assert_eq!(left(&shop, &item).await, None);
    let item = become_delivered(&shop, &item, Fulfilment::Codes).await;
    assert_eq!(item.stock, Some(3), "the codes were kept");
    prove(&mut *shop.conn().await).await;
}

/// Who is delivered something else by hand leaves the code that was promised to the next.
#[tokio::test]
async fn a_promised_code_that_is_not_given_is_there_again() {
    let shop = Shop::open(2).await;
    let by_codes = Offer {
        fulfilment: Fulfilment::Codes,
        ..offer("voucher")
    };
    let item = shop.offer(&by_codes, None).await;
    load(&shop, &item, "A\nB\nC").await;
    let id = shop.redeemed(0, &item).await;
    assert_eq!(left(&shop, &item).await, Some(2));
    shop.advance(id, Step::Fulfil).await.unwrap();
    assert_eq!(left(&shop, &item).await, Some(3));
    prove(&mut *shop.conn().await).await;
    shop.advance(id, Step::Refund).await.unwrap();
    assert_eq!(left(&shop, &item).await, Some(3), "it comes back once");
    prove(&mut *shop.conn().await).await;
    let mut tampering = shop.db.tampering().await;
    let taken = "DELETE FROM reward_code WHERE id = (SELECT min(id) FROM reward_code)";
    sqlx::query(taken).execute(&mut tampering).await.unwrap();
    let fault = verify_rewards(&mut *shop.conn().await)
        .await
        .unwrap()
        .unwrap();
    let says = "has 3 left, but 2 codes are loaded and given to nobody, of which 0 are promised";
    assert!(fault.to_string().contains(says), "{fault}");
}
