//! Counting what is left.

use plaudit::policy::Actor;
use plaudit::rewards::catalog::{self, CatalogError};
use plaudit::rewards::{Fulfilment, Item, Offer, Step};

use super::scene::{Shop, offer};
use crate::harness::prove;

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
    let manual = offer("voucher");
    let place = (item.workspace, item.id);
    let refused = catalog::edit(&mut tx, clock, &Actor::Operator, place, &manual).await;
    assert!(matches!(refused, Err(CatalogError::CodesAreStock)));
}
