//! The shop: what somebody finds there, and what they redeem.

use jiff::civil::date;

use super::samples::said;
use super::shown;
use crate::chat::Locale;
use crate::ids::{RewardId, WorkspaceId};
use crate::rewards::{
    Approval, Asks, Filter, Fulfilment, Interests, Item, ItemKind, Lacking, Limit, Offer, Price,
    RedeemRefusal, Shelf, State,
};
use crate::wording::*;

pub(super) fn mug() -> Item {
    let mut offer = Offer::new("mug", ItemKind::Merchandise, "Enamel mug", Price::Fixed(30));
    offer.texts.change(Locale::Id, |text| {
        "Mug enamel".clone_into(&mut text.name);
        "Muat 300 ml.".clone_into(&mut text.description);
    });
    offer.approval = Approval::Manager;
    offer.asks = Asks::Address;
    offer.limit = Some(Limit {
        count: 1,
        period: crate::calendar::Period::Year,
    });
    offer.tags = vec!["green".to_owned(), "home".to_owned()];
    offer.available_until = Some(date(2026, 12, 31));
    Item {
        workspace: WorkspaceId::nil(),
        id: RewardId::nil(),
        offer,
        stock: Some(3),
        archived: false,
        version: 1,
    }
}

pub(super) fn tree() -> Item {
    let price = Price::range(20, 100, 10).unwrap();
    Item {
        offer: Offer {
            fulfilment: Fulfilment::Codes,
            ..Offer::new("tree", ItemKind::Donation, "A tree", price)
        },
        stock: Some(0),
        archived: true,
        ..mug()
    }
}

pub(super) fn offered(item: &Item) -> Offered<'_> {
    Offered {
        item,
        shown: String::new(),
        points: None,
        used_up: None,
    }
}

#[test]
fn shopping() {
    said("shop", |said| {
        let w = said.words;
        let mut shelf = Shelf {
            pages: 1,
            ..Shelf::default()
        };
        let all = Filter::default();
        said.message("empty", &shop(&w, &shelf, &all, 0, false));
        said.message("empty, for admins", &shop(&w, &shelf, &all, 0, true));
        shelf.any = true;
        shelf.kinds = vec![ItemKind::Merchandise, ItemKind::Donation];
        shelf.tags = vec!["green".to_owned()];
        let narrow = Filter {
            kind: Some(ItemKind::Donation),
            tag: Some("green".to_owned()),
            in_reach: true,
        };
        said.message("nothing matches", &shop(&w, &shelf, &narrow, 5, false));
        said.text("find", &shown::form(&find_form(&w, &shelf, &narrow)));
        shelf.items = vec![mug(), tree()];
        (shelf.page, shelf.pages) = (1, 3);
        said.message("page", &shop(&w, &shelf, &all, 25, true));
        shelf.suited = 1;
        said.message("for somebody", &shop(&w, &shelf, &all, 25, false));
        let likes = ["kind:donation", "tag:green"].map(|it| it.parse().unwrap());
        said.message("likes", &interests(&w, &Interests(likes.to_vec())));
        said.message("likes nothing", &interests(&w, &Interests::default()));
        said.message("forgotten", &interests_forgotten(&w));
        for (name, it, points) in [
            ("item", mug(), 45),
            ("sold out", tree(), 45),
            ("out of reach", mug(), 25),
        ] {
            let offered = offered(&it);
            said.message(name, &item(&w, &offered, points));
            said.text(
                &format!("{name}, form"),
                &shown::form(&redeem_form(&w, &offered, points)),
            );
        }
        let it = mug();
        let offered = Offered {
            used_up: Some(Some(date(2027, 1, 1))),
            ..offered(&it)
        };
        let used_up = item(&w, &offered, 45);
        said.message("had as often as one may", &used_up);
        let dearer = item_at_another_price(&w, &it, &used_up);
        said.text("at another price", &shown::rich(&dearer.summary));
        let own = |state, cancellable, brought| OwnRedemption {
            id: String::new(),
            name: "Enamel mug".to_owned(),
            points: 30,
            day: date(2026, 11, 27),
            state,
            cancellable,
            brought,
        };
        let own = [
            own(State::Requested, true, None),
            own(State::Failed, false, None),
            own(State::Fulfilled, false, Some(Brought::Code)),
            own(State::Fulfilled, false, Some(Brought::Note)),
        ];
        said.message("mine", &own_redemptions(&w, &own));
        said.message("nothing mine", &own_redemptions(&w, &[]));
    });
}

#[test]
fn not_redeeming() {
    said("redeem_refused", |said| {
        let (w, it) = (said.words, mug());
        let offered = offered(&it);
        let limit = |again| RedeemRefusal::Limit {
            count: 1,
            period: crate::calendar::Period::Year,
            again,
        };
        let refusals = [
            RedeemRefusal::NotForYou,
            RedeemRefusal::NotOffered,
            RedeemRefusal::NotForThem(Lacking::Team),
            RedeemRefusal::SoldOut,
            RedeemRefusal::Amount(Price::range(20, 100, 10).unwrap()),
            limit(Some(date(2027, 1, 1))),
            limit(None),
            RedeemRefusal::Short {
                have: 5,
                needed: 30,
            },
            RedeemRefusal::NoRate("USD".parse().unwrap()),
            RedeemRefusal::NeedsDelivery,
            RedeemRefusal::UnfitDelivery(Asks::Email),
            RedeemRefusal::Changed,
        ];
        for why in &refusals {
            let message = redeem_refused(&w, why, Some(&offered), 5);
            said.message(&format!("{why:?}"), &message);
        }
        let gone = redeem_refused(&w, &RedeemRefusal::NotOffered, None, 5);
        said.message("it is not there", &gone);
    });
}
