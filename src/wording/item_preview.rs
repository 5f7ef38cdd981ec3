//! An item before it is published, as the shop will show it, and what is still wrong with it.

use super::item::{Offered, item};
use super::item_form::{ItemPage, label};
use super::items::ways_on;
use super::pattern::{arg, none, number};
use super::shop::{kind_name, line, name, price};
use super::{Words, actions};
use crate::chat::{Button, Fact, Form, Item as Piece, Message, Part, Rich};
use crate::people::Wrong;
use crate::rewards::catalog::{CatalogError, Field, NotSaid, Unfinished};
use crate::rewards::{Fulfilment, Item, PriceError};

/// An item that somebody is about to publish.
#[derive(Clone, Debug)]
pub struct ItemPreview<'a> {
    /// What was said of it.
    pub unfinished: &'a Unfinished,
    /// The item as it would be; nothing where it cannot be yet.
    pub item: Option<&'a Item>,
    /// The item as it is; nothing for a new one.
    pub before: Option<&'a Item>,
    /// The faults, field by field.
    pub wrong: &'a [(Field, Rich)],
    /// What has happened meanwhile.
    pub news: Option<Rich>,
    /// What the reader has to spend.
    pub points: i64,
}

/// The last page: the item as the shop shows it to the reader, and what it shows nobody.
pub fn item_preview(w: &Words<'_>, preview: &ItemPreview<'_>) -> Form {
    let blank = preview.unfinished.is_blank();
    let publishable = preview.wrong.is_empty() && preview.item.is_some() && !blank;
    let mut parts: Vec<Part> = preview.news.clone().map(Part::Text).into_iter().collect();
    if !preview.wrong.is_empty() {
        parts.push(Part::Text(w.rich("item-preview-wrong", &none())));
        let wrong = preview.wrong.iter();
        parts.push(Part::Lines(wrong.map(|it| wrong_line(w, it)).collect()));
    }
    if blank {
        parts.push(Part::Text(w.rich("item-preview-unchanged", &none())));
    }
    if let Some(item) = preview.item {
        parts.push(Part::Note(w.rich("item-preview-in-shop", &none())));
        parts.extend(in_the_shop(w, item, preview.points));
        let facts = unseen(w, preview);
        if !facts.is_empty() {
            let key = if preview.before.is_some() {
                "item-preview-changes"
            } else {
                "item-preview-unseen"
            };
            parts.extend([
                Part::Divider,
                Part::Note(w.rich(key, &none())),
                Part::Facts(facts),
            ]);
        }
        parts.extend(how_codes_come(w, item));
    }
    parts.push(Part::Note(w.rich("item-preview-change", &none())));
    parts.push(Part::Buttons(ways_back(w, preview.unfinished)));
    Form {
        id: actions::FORM_PUBLISH.into(),
        title: w.text("item-preview-title", &none()),
        submit: publishable.then(|| w.text("item-preview-publish", &none())),
        cancel: w.text("item-form-close", &none()),
        context: preview.unfinished.id.to_string(),
        items: parts.into_iter().map(Piece::Show).collect(),
        missing: String::new(),
        back: None,
    }
}

/// Its line of the shop, and the item by itself, without what would redeem it.
fn in_the_shop(w: &Words<'_>, it: &Item, points: i64) -> Vec<Part> {
    let offered = Offered {
        item: it,
        shown: String::new(),
        points: None,
        used_up: None,
    };
    let card = item(w, &offered, points).parts.into_iter();
    let card = card.filter(|part| !matches!(part, Part::Buttons(_)));
    [line(w, it, points), Part::Divider]
        .into_iter()
        .chain(card)
        .collect()
}

/// A page for each change.
fn ways_back(w: &Words<'_>, unfinished: &Unfinished) -> Vec<Button> {
    let button = |page: ItemPage| {
        let label = w.text("item-page-title", &none().choice("page", page.as_str()));
        let value = format!("{}/{page}", unfinished.id);
        Button::new(label, actions::ITEM_PAGE, value).opening_a_form()
    };
    ItemPage::ALL.map(button).to_vec()
}

/// How codes are loaded: they do not go through a chat.
pub(super) fn how_codes_come(w: &Words<'_>, item: &Item) -> Option<Part> {
    let command = format!("plaudit catalog codes load {} codes.txt", item.offer.slug);
    let by_codes = item.offer.fulfilment == Fulfilment::Codes;
    by_codes.then(|| Part::Note(w.rich("item-codes-how", &arg("command", command))))
}

/// What the shop does not show of a new item; what becomes another of one that is there.
fn unseen(w: &Words<'_>, preview: &ItemPreview<'_>) -> Vec<Fact> {
    let (Some(after), before) = (preview.item, preview.before) else {
        return Vec::new();
    };
    let seen = [
        Field::Kind,
        Field::Price,
        Field::Approval,
        Field::Fulfilment,
        Field::Limit,
        Field::Image,
        Field::Until,
        Field::name_in(w.locale),
        Field::description_in(w.locale),
    ];
    let told = |field: Field| {
        let is = shown(w, field, after);
        let Some(before) = before else {
            return Some(is)
                .filter(|_| !seen.contains(&field))
                .filter(|is| !is.is_empty());
        };
        let was = shown(w, field, before);
        let args = arg("before", or_nothing(w, was)).with("after", or_nothing(w, is));
        Some(w.text("item-preview-became", &args))
    };
    let facts = preview.unfinished.said().filter_map(|field| {
        Some(Fact {
            label: label(w, field.as_str()),
            value: Rich::plain(told(field)?),
        })
    });
    facts.collect()
}

fn or_nothing(w: &Words<'_>, said: String) -> String {
    if said.is_empty() {
        w.text("item-preview-nothing", &none())
    } else {
        said
    }
}

/// What an item says of a field, for people.
fn shown(w: &Words<'_>, field: Field, item: &Item) -> String {
    let offer = &item.offer;
    let word =
        |key: &str, name: &'static str, word: &'static str| w.text(key, &none().choice(name, word));
    match field {
        Field::Kind => kind_name(w, offer.kind),
        Field::Price => price(w, offer.price),
        Field::Approval => word("item-ask", "by", offer.approval.as_str()),
        Field::Fulfilment => word("item-way", "how", offer.fulfilment.as_str()),
        Field::Asks => word("item-asks", "what", offer.asks.as_str()),
        Field::Roles => {
            let roles = offer.audience.roles.iter();
            let roles = roles.map(|role| word("item-role", "role", role.as_str()));
            roles.collect::<Vec<_>>().join(", ")
        }
        Field::Tags => offer.tags.join(", "),
        Field::Teams => offer.audience.teams.join(", "),
        Field::Countries => offer.audience.countries.join(", "),
        Field::Stock if item.stock.is_none() => w.text("items-unlimited", &none()),
        _ => field.of(item),
    }
}

fn wrong_line(w: &Words<'_>, (field, why): &(Field, Rich)) -> Rich {
    let args = arg("what", label(w, field.as_str())).with("why", why.clone());
    w.rich("item-preview-wrong-line", &args)
}

/// Why something is not what can be said of an item.
pub fn not_said(w: &Words<'_>, why: &NotSaid) -> Rich {
    match why {
        NotSaid::Needed => w.rich("form-missing", &none()),
        NotSaid::Price(why) => price_wrong(w, *why),
        NotSaid::NoNumber(typed) => w.rich("item-wrong-number", &arg("typed", typed.as_str())),
        NotSaid::NoStock(typed) => w.rich("item-wrong-stock", &arg("typed", typed.as_str())),
        NotSaid::NoLimit(_) => w.rich("item-wrong-limit", &none()),
        NotSaid::NoTag(typed) => w.rich("item-wrong-tag", &arg("typed", typed.as_str())),
        NotSaid::Person(Wrong::NoCountry(typed)) => {
            w.rich("item-wrong-country", &arg("typed", typed.as_str()))
        }
        NotSaid::Person(Wrong::NoDay(typed)) => {
            w.rich("item-wrong-day", &arg("typed", typed.as_str()))
        }
        NotSaid::Person(Wrong::OutOfRange(day)) => {
            w.rich("item-wrong-range", &arg("day", day.to_string()))
        }
        NotSaid::Person(_) => w.rich("item-wrong-team", &none()),
        NotSaid::Currency(_) => w.rich("item-wrong-currency", &none()),
        NotSaid::NoProduct(typed) => w.rich("item-wrong-product", &arg("typed", typed.as_str())),
        NotSaid::Image(_) => w.rich("item-wrong-image", &none()),
        NotSaid::NoWord { typed, .. } => w.rich("item-wrong-word", &arg("typed", typed.as_str())),
        NotSaid::Address(_) | NotSaid::NoSecret(_) => elsewhere(w),
    }
}

/// Why the catalogue does not take an item.
pub fn not_taken(w: &Words<'_>, why: &CatalogError) -> Rich {
    let key = match why {
        CatalogError::Taken(slug) => {
            return w.rich("item-wrong-taken", &arg("slug", slug.as_str()));
        }
        CatalogError::Price(why) => return price_wrong(w, *why),
        CatalogError::Slug => "item-wrong-slug",
        CatalogError::Name(_) => "item-wrong-name",
        CatalogError::Description(_) => "item-wrong-description",
        CatalogError::Image(_) => "item-wrong-no-address",
        CatalogError::CodesAreStock => "item-wrong-codes",
        CatalogError::Ordered(count) => {
            return w.rich("item-wrong-ordered", &number("count", *count));
        }
        CatalogError::StockBelowZero | CatalogError::NotPositive(_) => "item-wrong-count",
        CatalogError::Days => "item-wrong-days",
        CatalogError::Voucher => "item-wrong-voucher",
        CatalogError::NoAccount(provider) => {
            return w.rich("item-wrong-account", &arg("provider", provider.called()));
        }
        CatalogError::Webhook | CatalogError::NoKey => return elsewhere(w),
        CatalogError::Database(_) => "item-wrong-database",
    };
    w.rich(key, &none())
}

fn elsewhere(w: &Words<'_>) -> Rich {
    w.rich(
        "item-wrong-webhook",
        &arg("command", "plaudit catalog edit"),
    )
}

fn price_wrong(w: &Words<'_>, why: PriceError) -> Rich {
    let why = match why {
        PriceError::Unreadable => "unreadable",
        PriceError::Nothing => "nothing",
        PriceError::TooMuch => "much",
        PriceError::Steps => "steps",
    };
    w.rich("item-wrong-price", &none().choice("why", why))
}

/// The item is in the shop, or changed in it.
pub fn item_published(w: &Words<'_>, item: &Item, is_new: bool) -> Message {
    let key = if is_new {
        "item-published"
    } else {
        "item-published-change"
    };
    let said = w.rich(key, &arg("name", name(w, item)));
    let mut message = Message::new(said.clone()).with(Part::Text(said));
    if item.archived {
        message = message.with(Part::Note(w.rich("item-published-archived", &none())));
    }
    let codes = how_codes_come(w, item).filter(|_| is_new);
    message = codes.into_iter().fold(message, Message::with);
    message.with(Part::Buttons(ways_on(w)))
}
