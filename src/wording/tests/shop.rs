//! The shop, and the form that says what is in it.

use std::slice::from_ref;

use jiff::civil::date;

use super::samples::{fits, said};
use super::shown;
use crate::chat::Locale;
use crate::ids::{ItemDraftId, RewardId, WorkspaceId};
use crate::people::Wrong;
use crate::rewards::catalog::{CatalogError, Draft, Field, NoAddress, NotSaid, Unfinished};
use crate::rewards::voucher::Warning;
use crate::rewards::{
    Accounts, Approval, Asked, Asks, Filter, Fulfilment, Item, ItemKind, Offer, Price, Voucher,
};
use crate::rewards::{
    Interests, Lacking, Limit, NoReason, PriceError, RedeemRefusal, Shelf, State, Trouble,
};
use crate::wording::*;

fn mug() -> Item {
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

fn tree() -> Item {
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
            let offered = Offered {
                item: &it,
                shown: String::new(),
                points: None,
                used_up: None,
            };
            said.message(name, &item(&w, &offered, points));
            said.text(
                &format!("{name}, form"),
                &shown::form(&redeem_form(&w, &offered, points)),
            );
        }
        let it = mug();
        let offered = Offered {
            item: &it,
            shown: String::new(),
            points: None,
            used_up: Some(Some(date(2027, 1, 1))),
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
        let offered = Offered {
            item: &it,
            shown: String::new(),
            points: None,
            used_up: None,
        };
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

#[test]
fn delivering() {
    said("delivering", |said| {
        let w = said.words;
        let wanted = Wanted {
            id: String::new(),
            member: "Ana".to_owned(),
            item: "Enamel mug".to_owned(),
            points: 30,
            left: 15,
            gone: true,
            instead_of: None,
        };
        let due = Due {
            wanted: &wanted,
            why: DueWhy::ByHand,
            taken_by: None,
            delivery: None,
        };
        said.message("for somebody who left", &delivery_asked(&w, &due));
        said.message("and more", &deliveries_due(&w, from_ref(&due), 2));
        said.message("a code reaches nobody", &code_not_told(&w, &wanted));
        said.message("without a key", &code_needs_key(&w));
        said.text("no code", &no_code(&w));
        for wrong in [NoReason::Empty, NoReason::TooLong] {
            said.text(&format!("{wrong:?}"), &no_reason(&w, wrong));
        }
        for kind in [ItemKind::GiftCard, ItemKind::Donation, ItemKind::TimeOff] {
            let told = told_fulfilled(&w, "Enamel mug", kind, false);
            said.message(kind.as_str(), &told);
        }
        let coded = told_fulfilled(&w, "Enamel mug", ItemKind::GiftCard, true);
        said.message("with a code", &coded);
        for kind in [ItemKind::Donation, ItemKind::TimeOff, ItemKind::Merchandise] {
            let noted = told_fulfilled(&w, "Enamel mug", kind, true);
            said.message(&format!("{kind} with a note"), &noted);
        }
        let voucher = ("Enamel mug", ItemKind::GiftCard);
        let form = code_form(&w, voucher, Brought::Code, "AB-`1`");
        said.text("the code again", &shown::form(&form));
        let day_off = ("Enamel mug", ItemKind::TimeOff);
        let form = code_form(&w, day_off, Brought::Note, "Your day is 4 Dec.");
        said.text("the note again", &shown::form(&form));
        said.message("the code is not shown", &code_again(&w));
        said.message("the code is gone", &code_gone(&w));
        for asked in [
            Asked::Manager,
            Asked::Admins,
            Asked::NobodyYet,
            Asked::Nobody,
        ] {
            let taken = Taken {
                id: String::new(),
                name: "Enamel mug".to_owned(),
                points: 30,
                left: 15,
                asked,
                fulfilment: Fulfilment::Manual,
            };
            said.message(&format!("redeemed, {asked:?}"), &redeemed(&w, &taken));
        }
        let why = Some("We are out of mugs.");
        said.message("rejected", &told_rejected(&w, "Enamel mug", 30, why));
        said.message("refunded", &told_refunded(&w, "Enamel mug", 30, why));
    });
}

fn offered(item: &Item) -> Offered<'_> {
    Offered {
        item,
        shown: String::new(),
        points: None,
        used_up: None,
    }
}

#[test]
fn paying_for_vouchers() {
    said("vouchers", |said| {
        let w = said.words;
        let value = "IDR 150000".parse().unwrap();
        let provider = Fulfilment::Tremendous;
        for warning in [
            Warning::Budget {
                budget: value,
                month: date(2026, 11, 1),
            },
            Warning::TooLittle {
                provider,
                value,
                day: date(2026, 11, 28),
            },
            Warning::LockedOut {
                provider: Fulfilment::Xoxoday,
                day: date(2026, 11, 28),
            },
            Warning::Low {
                provider,
                left: value,
            },
        ] {
            said.message(&format!("{warning:?}"), &money_warning(&w, &warning));
        }
        let mut card = mug();
        card.offer.fulfilment = provider;
        card.offer.asks = Asks::Nothing;
        card.offer.voucher = Some(Voucher {
            product: "WORLDCARD001".to_owned(),
            currency: "USD".parse().unwrap(),
        });
        said.message(
            "nobody says what it is worth",
            &item(&w, &offered(&card), 45),
        );
        let mut settings = w.settings.clone();
        settings.provider_rates = "USD 0.05".parse().unwrap();
        let w = Words {
            settings: &settings,
            ..w
        };
        said.message("worth something", &item(&w, &offered(&card), 45));
        card.offer.price = Price::range(100, 500, 100).unwrap();
        card.offer.asks = Asks::Email;
        said.message("worth what one likes", &item(&w, &offered(&card), 450));
    });
}

#[test]
fn not_delivering() {
    said("delivery_failed", |said| {
        let w = said.words;
        let wanted = Wanted {
            id: String::new(),
            member: "Ana".to_owned(),
            item: "Enamel mug".to_owned(),
            points: 30,
            left: 15,
            gone: false,
            instead_of: None,
        };
        let detail = || "timeout".to_owned();
        for why in [
            Trouble::NoCode,
            Trouble::Busy,
            Trouble::Closed("KEY"),
            Trouble::Unusable,
            Trouble::ByHand,
            Trouble::Private,
            Trouble::Answered(503),
            Trouble::Unreached(detail()),
            Trouble::NoAnswer(detail()),
            Trouble::NotUnderstood,
            Trouble::Failed,
            Trouble::Silent,
            Trouble::NoAccount,
            Trouble::LockedOut,
            Trouble::NoMoney,
            Trouble::OverBudget,
            Trouble::Here(detail()),
            Trouble::Said("Out of print".to_owned()),
        ] {
            let name = format!("{why:?}");
            let due = Due {
                wanted: &wanted,
                why: DueWhy::Failed(why),
                taken_by: None,
                delivery: None,
            };
            said.text(&name, &shown::rich(&delivery_asked(&w, &due).summary));
        }
    });
}

#[test]
fn looking_after_items() {
    said("items", |said| {
        let w = said.words;
        let mut unfinished = Unfinished::new(ItemDraftId::nil());
        unfinished.say(Field::Name, "Tote bag");
        let both = [mug(), tree()];
        let mut list = ItemList {
            items: &[],
            page: 0,
            pages: 1,
            unfinished: None,
            typed: None,
        };
        said.message("none", &items(&w, &list));
        list.typed = Some("spaceship");
        said.message("none called so", &items(&w, &list));
        list.typed = None;
        list.items = &both;
        list.pages = 2;
        list.unfinished = Some(&unfinished);
        said.message("items", &items(&w, &list));
        said.message("published", &item_published(&w, &mug(), true));
        said.message("published by codes", &item_published(&w, &tree(), true));
        said.message("changed", &item_published(&w, &mug(), false));
        said.message("gone", &item_draft_gone(&w));
    });
}

#[test]
fn describing_an_item() {
    said("item_form", |said| {
        let w = said.words;
        let (new, mug) = (Unfinished::new(ItemDraftId::nil()), mug());
        let same = Unfinished::of(ItemDraftId::nil(), &mug);
        for page in ItemPage::ALL {
            let form = ItemForm {
                page,
                guided: page != ItemPage::Words,
                context: String::new(),
                unfinished: &new,
                delivered: None,
                accounts: Accounts::default(),
            };
            let page = item_page(&w, &form);
            fits(&page);
            said.text(form.page.as_str(), &shown::form(&page));
            let bought = ItemForm {
                accounts: Accounts {
                    tremendous: true,
                    xoxoday: true,
                },
                ..form
            };
            let page = item_page(&w, &bought);
            fits(&page);
            if bought.page == ItemPage::Basics {
                said.text("with accounts", &shown::form(&page));
            }
        }
        let mut preview = ItemPreview {
            unfinished: &same,
            item: Some(&mug),
            before: Some(&mug),
            wrong: &[],
            news: Some(item_changed_meanwhile(&w)),
            points: 45,
        };
        let form = item_preview(&w, &preview);
        fits(&form);
        said.text("unchanged", &shown::form(&form));
        let dearer = Item {
            offer: Offer {
                price: Price::Fixed(40),
                tags: Vec::new(),
                ..mug.offer.clone()
            },
            stock: None,
            ..mug.clone()
        };
        let mut changed = Unfinished::of(ItemDraftId::nil(), &mug);
        for (field, typed) in [(Field::Price, "40"), (Field::Tags, ""), (Field::Stock, "")] {
            changed.say(field, typed);
        }
        preview.unfinished = &changed;
        preview.item = Some(&dearer);
        preview.news = None;
        said.text("changed", &shown::form(&item_preview(&w, &preview)));
        preview.before = None;
        said.text("new", &shown::form(&item_preview(&w, &preview)));
        let why = not_said(&w, &NotSaid::Needed);
        let wrong = (Field::Slug, why);
        preview.wrong = from_ref(&wrong);
        preview.item = None;
        said.text("wrong", &shown::form(&item_preview(&w, &preview)));
    });
}

#[test]
fn what_is_wrong_with_an_item() {
    said("item_wrong", |said| {
        let w = said.words;
        let typed = || "two words".to_owned();
        for why in [
            NotSaid::Needed,
            NotSaid::Price(PriceError::Unreadable),
            NotSaid::Price(PriceError::Nothing),
            NotSaid::Price(PriceError::Steps),
            NotSaid::Price(PriceError::TooMuch),
            NotSaid::NoNumber(typed()),
            NotSaid::NoStock(typed()),
            NotSaid::NoLimit(typed()),
            NotSaid::NoTag(typed()),
            NotSaid::Person(Wrong::NoTeam),
            NotSaid::Person(Wrong::NoCountry(typed())),
            NotSaid::Person(Wrong::NoDay(typed())),
            Draft::new().put(Field::Image, "tea").unwrap_err(),
            Draft::new().put(Field::Kind, "tea").unwrap_err(),
            Draft::new().put(Field::Currency, "tea").unwrap_err(),
            Draft::new()
                .put(Field::ProviderProduct, "t e a")
                .unwrap_err(),
            Draft::new().put(Field::WebhookSecret, "tea").unwrap_err(),
        ] {
            said.text(&format!("{why:?}"), &shown::rich(&not_said(&w, &why)));
        }
        for why in [
            CatalogError::Taken("mug".to_owned()),
            CatalogError::Slug,
            CatalogError::Name(Locale::Id),
            CatalogError::Description(Locale::Id),
            CatalogError::Image(NoAddress),
            CatalogError::CodesAreStock,
            CatalogError::Ordered(3),
            CatalogError::NotPositive(Field::Limit),
            CatalogError::Days,
            CatalogError::Voucher,
            CatalogError::NoAccount(Fulfilment::Tremendous),
            CatalogError::Database(sqlx::Error::RowNotFound),
        ] {
            said.text(&format!("{why:?}"), &shown::rich(&not_taken(&w, &why)));
        }
    });
}

/// Whoever delivers a voucher by hand passes on its code; to a day off, they write a note.
#[test]
fn what_came_is_called_what_it_most_probably_is() {
    let by_hand = |kind| Brought::of(kind, Fulfilment::Manual);
    assert_eq!(by_hand(ItemKind::GiftCard), Brought::Code);
    assert_eq!(by_hand(ItemKind::TimeOff), Brought::Note);
    let by_codes = Brought::of(ItemKind::Experience, Fulfilment::Codes);
    assert_eq!(by_codes, Brought::Code);
}
