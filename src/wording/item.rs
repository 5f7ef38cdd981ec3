//! An item of the shop, as it is offered to somebody.

use jiff::civil::Date;

use super::pattern::{arg, none, number};
use super::redeeming::{amount, limit};
use super::shop::{kind_name, name, pictured, price, standing};
use super::{Words, actions};
use crate::chat::{Button, Fact, Message, Part, Rich, Style};
use crate::ids::RewardId;
use crate::money::Currency;
use crate::rewards::{Asks, Filter, Item, Offer, Price};

/// An item as it is offered to somebody.
#[derive(Clone, Debug)]
pub struct Offered<'a> {
    /// The item.
    pub item: &'a Item,
    /// Which showing of it this is: each redeems once.
    pub shown: String,
    /// For how many points, where they said so.
    pub points: Option<i64>,
    /// From when on they may have it again, where they have had it as often as one may: from some day, or
    /// never.
    pub used_up: Option<Option<Date>>,
}

impl Offered<'_> {
    /// What a button or a form that redeems it comes back with.
    pub(super) fn value(&self) -> String {
        let Item { id, version, .. } = self.item;
        let points = self.points.map(|points| format!("/{points}"));
        format!(
            "{id}/{version}/{}{}",
            self.shown,
            points.unwrap_or_default()
        )
    }

    /// What it would cost, where that is settled.
    pub(super) fn price(&self) -> Option<i64> {
        let price = self.item.offer.price;
        match (price, self.points) {
            (Price::Fixed(points), _) => Some(points),
            (Price::Range { .. }, chosen) => chosen.filter(|points| price.accepts(*points)),
        }
    }
}

/// An item, with a button that redeems it.
pub fn item(w: &Words<'_>, offered: &Offered<'_>, points: i64) -> Message {
    let item = offered.item;
    let text = item.offer.texts.text(w.locale);
    let offer = &item.offer;
    let mut message = Message::new(text.name.as_str()).with(Part::Heading(text.name.clone()));
    let about = if text.description.is_empty() {
        Rich::plain(kind_name(w, offer.kind))
    } else {
        Rich::plain(&text.description)
    };
    message = message.with(pictured(item, w, about));
    message = message.with(Part::Facts(facts(w, offered, points)));
    if let Some(again) = offered.used_up {
        let named = arg("name", text.name.as_str());
        return message
            .with(Part::Note(limit(w, named, again)))
            .with(Part::Buttons(vec![back(w)]));
    }
    if let Some(currency) = unpriced(w, offer) {
        let currency = arg("currency", currency.to_string());
        return message
            .with(Part::Note(w.rich("item-no-rate", &currency)))
            .with(Part::Buttons(vec![back(w)]));
    }
    if let Some(standing) = standing(w, item, points) {
        message = message.with(Part::Note(standing));
    }
    let within = !item.is_sold_out() && offer.price.least() <= points;
    let first = if within {
        redeem(w, offered)
    } else {
        wish(w, item.id)
    };
    message.with(Part::Buttons(vec![first, back(w)]))
}

pub(super) fn facts(w: &Words<'_>, offered: &Offered<'_>, points: i64) -> Vec<Fact> {
    let offer = &offered.item.offer;
    let fact = |label: &str, value: Rich| Fact {
        label: w.text(label, &none()),
        value,
    };
    let plainly = |text: String| Rich::plain(text);
    let mut facts = vec![
        fact("item-price", plainly(price(w, offer.price))),
        fact("item-have", plainly(w.points(points))),
    ];
    if let Some(price) = offered.price()
        && price <= points
    {
        facts.push(fact("item-after", plainly(w.points(points - price))));
    }
    facts.extend(worth(w, offer).map(|worth| fact("item-worth", worth)));
    let how = match (offer.fulfilment.is_provider(), offer.asks) {
        (false, _) => offer.fulfilment.as_str(),
        // It comes from the provider itself.
        (true, Asks::Email) => "webhook",
        (true, _) => "voucher",
    };
    let how = none().choice("how", how);
    facts.push(fact("item-delivery", w.rich("item-delivered-how", &how)));
    let by = offer.approval_of(offer.price.least());
    let by = none().choice("by", by.as_str());
    facts.push(fact("item-approval", w.rich("item-approved-by", &by)));
    if let Some(limit) = offer.limit {
        let period =
            number("count", i64::from(limit.count)).choice("period", limit.period.as_str());
        facts.push(fact("item-limit", w.rich("item-limit-is", &period)));
    }
    if let Some(until) = offer.available_until {
        facts.push(fact("item-until", plainly(w.day(until))));
    }
    facts
}

/// The currency of a voucher, where nobody said what points are worth in it: nobody can redeem it.
fn unpriced(w: &Words<'_>, offer: &Offer) -> Option<Currency> {
    let currency = offer.voucher.as_ref()?.currency;
    let priced = w.settings.provider_rates.of(currency).is_some();
    (!priced).then_some(currency)
}

/// What a voucher is worth, where that is known.
fn worth(w: &Words<'_>, offer: &Offer) -> Option<Rich> {
    let rate = w
        .settings
        .provider_rates
        .of(offer.voucher.as_ref()?.currency)?;
    let worth = |points| rate.of_points(points).map(|it| it.to_string());
    let least = worth(offer.price.least())?;
    let Some(most) = offer.price.most() else {
        return Some(Rich::plain(least));
    };
    let range = arg("least", least).with("most", worth(most)?);
    Some(w.rich("item-worth-range", &range))
}

/// The button that redeems at once what has one price and asks nothing; all else opens the form.
fn redeem(w: &Words<'_>, offered: &Offered<'_>) -> Button {
    let asks = offered.item.offer.asks != Asks::Nothing;
    let (label, action) = match offered.price() {
        None => (w.text("item-redeem-range", &none()), actions::REDEEM_FORM),
        Some(price) => {
            let points = arg("points", w.points(price));
            if asks {
                (w.text("item-redeem-asks", &points), actions::REDEEM_FORM)
            } else {
                (w.text("item-redeem", &points), actions::REDEEM)
            }
        }
    };
    Button {
        style: Style::Primary,
        opens_form: action == actions::REDEEM_FORM,
        ..Button::new(label, action, offered.value())
    }
}

/// The button that leads to the first page of the shop.
fn back(w: &Words<'_>) -> Button {
    let first = format!("0/{}", Filter::default());
    Button::new(w.text("item-back", &none()), actions::SHOP, first)
}

pub(super) fn wish(w: &Words<'_>, item: RewardId) -> Button {
    Button::new(
        w.text("item-wish", &none()),
        actions::WISH,
        item.to_string(),
    )
}

/// Nothing is called so, but perhaps this was meant.
pub fn item_meant(w: &Words<'_>, typed: &str, item: &Message) -> Message {
    before(w.rich("item-unknown-nearest", &arg("typed", typed)), item)
}

/// It does not cost as much as was typed: what it costs, and the item.
pub fn item_at_another_price(w: &Words<'_>, offered: &Item, item: &Message) -> Message {
    let named = arg("name", name(w, offered));
    before(amount(w, named, offered.offer.price), item)
}

/// Nothing is called so.
pub fn item_unknown(w: &Words<'_>, typed: &str) -> Message {
    let unknown = w.rich("item-unknown", &arg("typed", typed));
    Message::new(unknown.clone())
        .with(Part::Text(unknown))
        .with(Part::Buttons(vec![back(w)]))
}

pub(super) fn before(first: Rich, then: &Message) -> Message {
    let parts = then.shown();
    let message = Message::new(first.clone()).with(Part::Text(first));
    parts.into_iter().fold(message, Message::with)
}

/// They are told when an item is within their reach.
pub fn wish_kept(w: &Words<'_>, item: &Item) -> Message {
    w.say("wish-kept", &arg("name", name(w, item)))
}

/// What they wished for is within their reach.
pub fn wish_come_true(w: &Words<'_>, item: &Item) -> Message {
    let args = arg("name", name(w, item)).with("price", price(w, item.offer.price));
    let said = w.rich("wish-come-true", &args);
    let look = Button::new(
        w.text("shop-look", &none()),
        actions::ITEM,
        item.id.to_string(),
    );
    Message::new(said.clone())
        .with(Part::Text(said))
        .with(Part::Buttons(vec![look]))
}
