//! Delivering what was redeemed, and what is paid for it.

use std::slice::from_ref;

use jiff::civil::date;

use super::samples::said;
use super::shop::{mug, offered};
use super::shown;
use crate::rewards::voucher::Warning;
use crate::rewards::{Asked, Asks, Fulfilment, ItemKind, NoReason, Price, Trouble, Voucher};
use crate::wording::*;

fn wanted(gone: bool) -> Wanted {
    Wanted {
        id: String::new(),
        member: "Ana".to_owned(),
        item: "Enamel mug".to_owned(),
        points: 30,
        left: 15,
        gone,
        instead_of: None,
    }
}

#[test]
fn delivering() {
    said("delivering", |said| {
        let w = said.words;
        let wanted = wanted(true);
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
        said.message("waits", &told_waits(&w, "Enamel mug"));
        said.message("rejected", &told_rejected(&w, "Enamel mug", 30, why));
        said.message("refunded", &told_refunded(&w, "Enamel mug", 30, why));
    });
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
        let wanted = wanted(false);
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

/// Whoever delivers a voucher by hand passes on its code; to a day off, they write a note.
#[test]
fn what_came_is_called_what_it_most_probably_is() {
    let by_hand = |kind| Brought::of(kind, Fulfilment::Manual);
    assert_eq!(by_hand(ItemKind::GiftCard), Brought::Code);
    assert_eq!(by_hand(ItemKind::TimeOff), Brought::Note);
    let by_codes = Brought::of(ItemKind::Experience, Fulfilment::Codes);
    assert_eq!(by_codes, Brought::Code);
}
