//! The shop, an item of it, and redeeming it.

use jiff::civil::Date;

use super::pattern::{Args, arg, none, number};
use super::words::{count, value_label};
use super::{Words, actions};
use crate::chat::{
    Button, Choice, Confirm, Fact, Field, Form, Input, Message, Part, Rich, Span, Style,
};
use crate::ids::RewardId;
use crate::rewards::{
    Asked, Asks, Filter, Fulfilment, Item, ItemKind, Lacking, Price, RedeemRefusal, Shelf, State,
};

/// The most tags that are offered to filter by.
const TAGS: usize = 5;

/// A page of the shop.
pub fn shop(w: &Words<'_>, shelf: &Shelf, filter: &Filter, points: i64) -> Message {
    let title = w.text("shop-title", &none());
    let have = w.rich("shop-have", &arg("points", w.points(points)));
    let mut message = Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Text(have));
    if !shelf.any {
        let empty = w.rich("shop-empty", &none());
        return message
            .with(Part::Text(empty))
            .with(Part::Buttons(vec![mine(w)]));
    }
    message = message.with(Part::Buttons(filters(w, shelf, filter)));
    if shelf.items.is_empty() {
        message = message.with(Part::Text(w.rich("shop-none-match", &none())));
    }
    for item in &shelf.items {
        message = message.with(Part::Divider).with(line(w, item, points));
    }
    let looks = shelf.items.iter().map(|item| {
        let name = arg("name", name(w, item));
        plain(
            w.text("shop-look-at", &name),
            actions::ITEM,
            item.id.to_string(),
        )
    });
    message = message
        .with(Part::Divider)
        .with(Part::Buttons(looks.collect()));
    if shelf.pages > 1 {
        let page = number("page", count(shelf.page + 1)).number("pages", count(shelf.pages));
        message = message.with(Part::Note(w.rich("shop-page", &page)));
    }
    message.with(Part::Buttons(turns(w, shelf, filter)))
}

/// There is nothing in the shop, for whoever could change that.
pub fn shop_empty_for_admins(w: &Words<'_>, message: Message, command: &str) -> Message {
    message.with(Part::Note(
        w.rich("shop-empty-for-admins", &arg("command", command)),
    ))
}

fn mine(w: &Words<'_>) -> Button {
    plain(
        w.text("shop-mine", &none()),
        actions::MY_REDEMPTIONS,
        String::new(),
    )
}

/// What narrows the shop down: everything, what is in reach, each sort, and the commonest tags.
fn filters(w: &Words<'_>, shelf: &Shelf, filter: &Filter) -> Vec<Button> {
    let button = |label: String, to: Filter| {
        let chosen = to == *filter;
        let mut button = plain(label, actions::SHOP, format!("0/{to}"));
        if chosen {
            button.style = Style::Primary;
        }
        button
    };
    let all = button(w.text("shop-all", &none()), Filter::default());
    let reach = Filter {
        in_reach: true,
        ..Filter::default()
    };
    let reach = button(w.text("shop-in-reach", &none()), reach);
    let kinds = shelf.kinds.iter().map(|kind| {
        let to = Filter {
            kind: Some(*kind),
            ..Filter::default()
        };
        button(kind_name(w, *kind), to)
    });
    let tags = shelf.tags.iter().take(TAGS).map(|tag| {
        let to = Filter {
            tag: Some(tag.clone()),
            ..Filter::default()
        };
        button(value_label(tag), to)
    });
    let kinds = kinds.filter(|_| shelf.kinds.len() > 1);
    [all, reach].into_iter().chain(kinds).chain(tags).collect()
}

/// To the pages before and after, the search, and what was redeemed.
fn turns(w: &Words<'_>, shelf: &Shelf, filter: &Filter) -> Vec<Button> {
    let to = |key: &str, page: usize| {
        plain(
            w.text(key, &none()),
            actions::SHOP,
            format!("{page}/{filter}"),
        )
    };
    let earlier = shelf
        .page
        .checked_sub(1)
        .map(|page| to("shop-earlier", page));
    let later = shelf.page + 1;
    let more = (later < shelf.pages).then(|| to("shop-more", later));
    let find = Button {
        opens_form: true,
        ..plain(w.text("shop-find", &none()), actions::FIND, String::new())
    };
    let mut turns: Vec<Button> = earlier.into_iter().chain(more).collect();
    turns.extend([find, mine(w)]);
    turns
}

/// The name of a sort of items.
pub fn kind_name(w: &Words<'_>, kind: ItemKind) -> String {
    w.text("shop-kind", &none().choice("kind", kind.as_str()))
}

fn name(w: &Words<'_>, item: &Item) -> String {
    item.offer.texts.text(w.locale).name.clone()
}

/// "50 points", or "50 to 500 points".
pub(super) fn price(w: &Words<'_>, price: Price) -> String {
    match price {
        Price::Fixed(points) => w.points(points),
        Price::Range { least, most, .. } => {
            let least = Rich::plain(least.to_string());
            let args = arg("least", least).with("most", w.points(most));
            w.text("shop-price-range", &args)
        }
    }
}

/// An item as a line of the shop: what it is, what it costs, and what is still to go.
fn line(w: &Words<'_>, item: &Item, points: i64) -> Part {
    let text = item.offer.texts.text(w.locale);
    let args = arg("name", text.name.as_str()).with("price", price(w, item.offer.price));
    let mut said = w.rich("shop-item", &args).0;
    let mut add = |rich: Rich| {
        said.push(Span::Text("\n".to_owned()));
        said.extend(rich.0);
    };
    if !text.description.is_empty() {
        add(Rich::plain(&text.description));
    }
    if let Some(standing) = standing(w, item, points) {
        add(standing);
    }
    pictured(item, w, Rich(said))
}

fn pictured(item: &Item, w: &Words<'_>, text: Rich) -> Part {
    match &item.offer.image_url {
        Some(url) => Part::Pictured {
            text,
            url: url.clone(),
            alt: name(w, item),
        },
        None => Part::Text(text),
    }
}

/// What keeps somebody from it, or hurries them.
fn standing(w: &Words<'_>, item: &Item, points: i64) -> Option<Rich> {
    let missing = item.offer.price.least().saturating_sub(points);
    if item.is_sold_out() {
        Some(w.rich("shop-sold-out", &none()))
    } else if missing > 0 {
        Some(w.rich("shop-to-go", &arg("points", w.points(missing))))
    } else {
        let left = item.stock.filter(|left| *left <= FEW)?;
        Some(w.rich("shop-left", &number("count", left)))
    }
}

/// So few are left that it is said.
const FEW: i64 = 5;

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
    fn value(&self) -> String {
        let Item { id, version, .. } = self.item;
        let points = self.points.map(|points| format!("/{points}"));
        format!(
            "{id}/{version}/{}{}",
            self.shown,
            points.unwrap_or_default()
        )
    }

    /// What it would cost, where that is settled.
    fn price(&self) -> Option<i64> {
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

fn facts(w: &Words<'_>, offered: &Offered<'_>, points: i64) -> Vec<Fact> {
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
    let how = none().choice("how", offer.fulfilment.as_str());
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
        ..plain(label, action, offered.value())
    }
}

/// To the first page of the shop.
fn back(w: &Words<'_>) -> Button {
    let first = format!("0/{}", Filter::default());
    plain(w.text("item-back", &none()), actions::SHOP, first)
}

fn wish(w: &Words<'_>, item: RewardId) -> Button {
    plain(
        w.text("item-wish", &none()),
        actions::WISH,
        item.to_string(),
    )
}

fn plain(label: String, action: &str, value: String) -> Button {
    Button {
        label,
        action: action.into(),
        value,
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    }
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

fn before(first: Rich, then: &Message) -> Message {
    let parts = then.shown();
    let message = Message::new(first.clone()).with(Part::Text(first));
    parts.into_iter().fold(message, Message::with)
}

/// The search for an item.
pub fn find_form(w: &Words<'_>) -> Form {
    Form {
        id: actions::FORM_FIND.into(),
        title: w.text("shop-find-title", &none()),
        submit: Some(w.text("shop-find-show", &none())),
        cancel: w.text("redeem-form-cancel", &none()),
        context: String::new(),
        items: vec![
            Field {
                name: "item".into(),
                label: w.text("shop-find-question", &none()),
                hint: None,
                optional: false,
                input: Input::Search {
                    initial: Vec::new(),
                    several: false,
                },
            }
            .into(),
        ],
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

/// An item as a search finds it.
pub fn item_choice(w: &Words<'_>, item: &Item) -> Choice {
    Choice {
        value: item.id.to_string(),
        label: format!("{} · {}", name(w, item), price(w, item.offer.price)),
    }
}

/// The form that redeems an item: how many points, and what its delivery needs to know.
pub fn redeem_form(w: &Words<'_>, offered: &Offered<'_>, points: i64) -> Form {
    let offer = &offered.item.offer;
    let text = offer.texts.text(w.locale);
    let shown = Part::Text(Rich(vec![Span::Bold(text.name.clone())]));
    let facts = Part::Facts(facts(w, offered, points));
    let mut items = vec![shown.into(), facts.into()];
    if let Price::Range { least, most, step } = offer.price {
        let range = none().with("least", least.to_string());
        let range = range
            .with("most", most.to_string())
            .with("step", step.to_string());
        let field = Field {
            name: "points".into(),
            label: w.text("redeem-form-points", &arg("currency", w.currency())),
            hint: Some(w.text("redeem-form-points-hint", &range)),
            optional: false,
            input: Input::Number {
                initial: offered.price().or(Some(least)),
                min: least,
                max: most,
            },
        };
        items.push(field.into());
    }
    if offer.asks != Asks::Nothing {
        let what = none().choice("what", offer.asks.as_str());
        let field = Field {
            name: "delivery".into(),
            label: w.text("redeem-form-asks", &what),
            hint: Some(w.text("redeem-form-private", &none())),
            optional: offer.asks == Asks::Note,
            input: Input::Text {
                initial: String::new(),
                multiline: offer.asks == Asks::Address,
                max_chars: Asks::LONGEST,
            },
        };
        items.push(field.into());
    }
    Form {
        id: actions::FORM_REDEEM.into(),
        title: w.text("redeem-form-title", &none()),
        submit: Some(w.text("redeem-form-submit", &none())),
        cancel: w.text("redeem-form-cancel", &none()),
        context: offered.value(),
        items,
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

/// What is to be known of a redemption to tell its member of it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// How many points.
    pub points: i64,
    /// What is left.
    pub left: i64,
    /// Who is asked first.
    pub asked: Asked,
    /// How it is delivered then.
    pub fulfilment: Fulfilment,
}

/// It is redeemed; what happens next; and a way back, while there is one.
pub fn redeemed(w: &Words<'_>, taken: &Taken) -> Message {
    let args = arg("name", taken.name.as_str())
        .with("points", w.points(taken.points))
        .with("left", w.points(taken.left));
    let said = w.rich("redeemed", &args);
    let next = match (taken.asked, taken.fulfilment) {
        (Asked::Manager, _) => "manager",
        (Asked::Admins, _) => "admin",
        (Asked::NobodyYet, _) => "nobody",
        (Asked::Nobody, Fulfilment::Manual) => "manual",
        (Asked::Nobody, _) => "coming",
    };
    let next_said = w.rich("redeemed-next", &none().choice("next", next));
    let message = Message::new(said.clone())
        .with(Part::Text(said))
        .with(Part::Note(next_said));
    if next == "coming" {
        return message;
    }
    let cancel = cancel(w, &taken.id, &taken.name, taken.points);
    message.with(Part::Buttons(vec![cancel]))
}

/// The button that cancels a redemption, once they say that they mean it.
fn cancel(w: &Words<'_>, id: &str, name: &str, points: i64) -> Button {
    let confirm = Confirm {
        title: w.text("redeem-cancel-sure", &arg("name", name)),
        text: w.text("redeem-cancel-what", &arg("points", w.points(points))),
        yes: w.text("redeem-cancel-yes", &none()),
        no: w.text("redeem-cancel-no", &none()),
    };
    Button {
        confirm: Some(confirm),
        ..plain(
            w.text("redeem-cancel", &none()),
            actions::CANCEL_REDEMPTION,
            id.to_owned(),
        )
    }
}

/// It is cancelled.
pub fn redemption_cancelled(w: &Words<'_>, name: &str, points: i64) -> Message {
    w.say(
        "redeem-cancelled",
        &arg("name", name).with("points", w.points(points)),
    )
}

/// It is not redeemed; and what they can do about it.
pub fn redeem_refused(
    w: &Words<'_>,
    refusal: &RedeemRefusal,
    offered: Option<&Offered<'_>>,
    points: i64,
) -> Message {
    let name = offered.map(|it| name(w, it.item)).unwrap_or_default();
    let named = || arg("name", name.as_str());
    let said = match refusal {
        RedeemRefusal::NotForYou => w.rich("redeem-refused-not-for-you", &none()),
        RedeemRefusal::NotOffered if offered.is_none() => w.rich("redeem-refused-gone", &none()),
        RedeemRefusal::NotOffered | RedeemRefusal::Changed => {
            w.rich("redeem-refused-not-offered", &named())
        }
        RedeemRefusal::NotForThem(lacking) => {
            let what = named().choice("what", lacking_word(*lacking));
            w.rich("redeem-refused-not-for-them", &what)
        }
        RedeemRefusal::SoldOut => w.rich("redeem-refused-sold-out", &named()),
        RedeemRefusal::Amount(price) => amount(w, named(), *price),
        RedeemRefusal::Limit { again, .. } => limit(w, named(), *again),
        RedeemRefusal::Short { have, needed } => {
            let missing = w.points(needed.saturating_sub(*have));
            let args = named().with("missing", missing);
            let args = args
                .with("points", w.points(*needed))
                .with("have", w.points(*have));
            w.rich("redeem-refused-short", &args)
        }
        RedeemRefusal::NeedsDelivery => w.rich("redeem-refused-needs-delivery", &none()),
        RedeemRefusal::UnfitDelivery(asks) => {
            let what = none().choice("what", asks.as_str());
            w.rich("redeem-refused-unfit-delivery", &what)
        }
    };
    let message = Message::new(said.clone()).with(Part::Text(said));
    let waits = matches!(
        refusal,
        RedeemRefusal::SoldOut | RedeemRefusal::Short { .. }
    );
    match offered {
        Some(changed) if *refusal == RedeemRefusal::Changed => {
            before(w.rich("item-changed", &none()), &item(w, changed, points))
        }
        Some(it) if waits => message.with(Part::Buttons(vec![wish(w, it.item.id)])),
        _ => message,
    }
}

fn amount(w: &Words<'_>, named: Args, price: Price) -> Rich {
    match price {
        Price::Fixed(price) => w.rich(
            "redeem-refused-amount",
            &named.with("price", w.points(price)),
        ),
        Price::Range { least, most, step } => {
            let args = named.with("least", least.to_string());
            let args = args
                .with("most", w.points(most))
                .with("step", step.to_string());
            w.rich("redeem-refused-amount-steps", &args)
        }
    }
}

const fn lacking_word(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Role => "role",
        Lacking::Team => "team",
        Lacking::Country => "country",
        Lacking::Tenure { .. } => "tenure",
    }
}

fn limit(w: &Words<'_>, named: Args, again: Option<Date>) -> Rich {
    match again {
        Some(day) => w.rich("redeem-refused-limit", &named.with("when", w.day(day))),
        None => w.rich("redeem-refused-limit-ever", &named),
    }
}

/// They are told when an item is within their reach.
pub fn wish_kept(w: &Words<'_>, item: &Item) -> Message {
    w.say("wish-kept", &arg("name", name(w, item)))
}

/// What they wished for is within their reach.
pub fn wish_come_true(w: &Words<'_>, item: &Item) -> Message {
    let args = arg("name", name(w, item)).with("price", price(w, item.offer.price));
    let said = w.rich("wish-come-true", &args);
    let look = plain(
        w.text("shop-look", &none()),
        actions::ITEM,
        item.id.to_string(),
    );
    Message::new(said.clone())
        .with(Part::Text(said))
        .with(Part::Buttons(vec![look]))
}

/// One of one's own redemptions.
#[derive(Clone, Debug)]
pub struct OwnRedemption {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// How many points.
    pub points: i64,
    /// When it was asked for.
    pub day: Date,
    /// Where it stands.
    pub state: State,
    /// Whether it may still be cancelled.
    pub cancellable: bool,
    /// Whether a code came with it, and is kept.
    pub coded: bool,
}

/// What somebody redeemed, latest first.
pub fn own_redemptions(w: &Words<'_>, own: &[OwnRedemption]) -> Message {
    let title = w.text("mine-title", &none());
    let message = Message::new(title.clone()).with(Part::Heading(title));
    if own.is_empty() {
        return message.with(Part::Text(w.rich("mine-none", &none())));
    }
    let line = |it: &OwnRedemption| {
        let state = w.text("mine-state", &none().choice("state", it.state.as_str()));
        let args = arg("name", it.name.as_str()).with("points", w.points(it.points));
        w.rich(
            "mine-line",
            &args.with("day", w.day(it.day)).with("state", state),
        )
    };
    let message = message.with(Part::Lines(own.iter().map(line).collect()));
    let cancels = own.iter().filter(|it| it.cancellable).map(|it| {
        let button = cancel(w, &it.id, &it.name, it.points);
        let label = w.text("redeem-cancel-sure", &arg("name", it.name.as_str()));
        Button { label, ..button }
    });
    let codes = own.iter().filter(|it| it.coded).map(|it| {
        let name = arg("name", it.name.as_str());
        let label = w.text("mine-show-code", &name);
        Button {
            opens_form: true,
            ..plain(label, actions::SHOW_CODE, it.id.clone())
        }
    });
    message.with(Part::Buttons(codes.chain(cancels).collect()))
}
