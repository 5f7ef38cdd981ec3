//! Texts about the items of the shop, and the form that makes them.

use std::slice::from_ref;

use super::samples::{fits, said};
use super::shop::{mug, tree};
use super::shown;
use crate::chat::Locale;
use crate::ids::ItemDraftId;
use crate::people::Wrong;
use crate::rewards::catalog::{CatalogError, Draft, Field, NoAddress, NotSaid, Unfinished};
use crate::rewards::{Accounts, Fulfilment, Item, Offer, Price, PriceError};
use crate::wording::*;

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
            NotSaid::Person(Wrong::OutOfRange(jiff::civil::date(3020, 1, 1))),
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
