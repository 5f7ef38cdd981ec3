//! Several who act at once.

use futures_util::future::join_all;
use plaudit::app::Register;
use plaudit::ids::Joining;
use plaudit::people;
use plaudit::policy::Actor;
use plaudit::rewards::{
    Approval, NotAdvanced, NotRedeemed, Offer, Price, RedeemRefusal, Redeemed, State, Step,
};

use super::scene::{Shop, offer, redeem};
use crate::harness::{comes_to, holds, prove};

/// Redeems for several members at once; each commits what succeeds.
async fn at_once(
    shop: &Shop,
    members: &[usize],
    offer: &Offer,
    stock: Option<i64>,
) -> Vec<Result<Redeemed, NotRedeemed>> {
    let item = shop.offer(offer, stock).await;
    let points = item.offer.price.least();
    let redeeming = members.iter().map(|member| {
        let item = &item;
        async move {
            let mut tx = shop.conn().await;
            let done = redeem(&mut tx, &shop.books, *member, item, points).await?;
            tx.commit().await.unwrap();
            Ok(done)
        }
    });
    join_all(redeeming).await
}

#[tokio::test]
async fn the_last_unit_goes_to_one() {
    let shop = Shop::open(6).await;
    let done = at_once(&shop, &[0, 1, 2, 3, 4, 5], &offer("mug"), Some(1)).await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1, "{done:?}");
    let sold_out =
        |it: &&Result<_, _>| matches!(it, Err(NotRedeemed::Refused(RedeemRefusal::SoldOut)));
    assert_eq!(done.iter().filter(sold_out).count(), 5, "{done:?}");
    prove(&mut *shop.conn().await).await;
}

#[tokio::test]
async fn points_are_spent_once() {
    let shop = Shop::open(2).await;
    let dear = Offer {
        price: Price::Fixed(60),
        ..offer("dinner")
    };
    let done = at_once(&shop, &[0, 0, 0], &dear, None).await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1, "{done:?}");
    let short = |it: &&Result<_, _>| {
        let have = 40;
        matches!(it, Err(NotRedeemed::Refused(RedeemRefusal::Short { have: h, needed: 60 })) if *h == have)
    };
    assert_eq!(done.iter().filter(short).count(), 2, "{done:?}");
    assert_eq!(holds(&shop.db, &shop.books.points_of(0)).await, 40);
    prove(&mut *shop.conn().await).await;
}

#[tokio::test]
async fn the_first_decision_counts() {
    let shop = Shop::open(2).await;
    let asked = Offer {
        approval: Approval::Admin,
        ..offer("mug")
    };
    let item = shop.offer(&asked, Some(4)).await;
    for _ in 0..4 {
        let id = shop.redeemed(0, &item).await;
        let steps = [Step::Approve, Step::Reject, Step::Approve, Step::Reject];
        let done = join_all(steps.map(|step| shop.advance(id, step))).await;
        assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1, "{done:?}");
        let late = |it: &&Result<_, _>| {
            matches!(
                it,
                Err(NotAdvanced::Stands(State::Approved | State::Rejected))
            )
        };
        assert_eq!(done.iter().filter(late).count(), 3, "{done:?}");
    }
    prove(&mut *shop.conn().await).await;
}

/// Whoever gives points back while two members become one holds nothing of the first when it asks for
/// the second: somebody who redeems as the second waits for nobody who waits for them.
#[tokio::test]
async fn members_become_one_while_their_points_come_back() {
    let shop = Shop::open(2).await;
    let item = shop.offer(&offer("mug"), Some(4)).await;
    let id = shop.redeemed(1, &item).await;
    let [keep, other] = [shop.books.members[0], shop.books.members[1]];
    let mut joining = shop.conn().await;
    people::join(
        &mut joining,
        &shop.books.clock,
        &Actor::Operator,
        Joining {
            workspace: shop.books.workspace,
            from: other,
            to: keep,
        },
        &Register::new(&shop.books.clock),
    )
    .await
    .unwrap();
    let back = shop.advance(id, Step::Refund);
    let spent = async {
        let mut tx = shop.conn().await;
        let done = shop.redeem(&mut tx, 0, &item).await?;
        tx.commit().await.unwrap();
        Ok::<_, NotRedeemed>(done)
    };
    let joined = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        comes_to(&shop.db.pool, 2, waiting).await;
        joining.commit().await.unwrap();
    };
    let (back, spent, ()) = tokio::join!(back, spent, joined);
    back.unwrap();
    spent.unwrap();
    assert_eq!(holds(&shop.db, &shop.books.points_of(0)).await, 190);
    prove(&mut *shop.conn().await).await;
}
