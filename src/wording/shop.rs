//! The shop, page by page, and the search in it.

use super::items::manage;
use super::pattern::{arg, none, number};
use super::words::{count, value_label};
use super::{Words, actions};
use crate::chat::{Button, Choice, Field, Form, Input, LISTED, Message, Part, Rich, Span, Style};
use crate::rewards::{Filter, Item, ItemKind, Price, Shelf};

/// A page of the shop. Whoever looks after its items has a way to them.
pub fn shop(w: &Words<'_>, shelf: &Shelf, filter: &Filter, points: i64, manages: bool) -> Message {
    let title = w.text("shop-title", &none());
    let have = w.rich("shop-have", &arg("points", w.points(points)));
    let mut message = Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Text(have));
    if !shelf.any {
        return empty(w, message, manages);
    }
    message = message.with(Part::Buttons(filters(w, filter)));
    if let Some(narrowed) = narrowed(w, filter) {
        message = message.with(Part::Note(narrowed));
    }
    if shelf.items.is_empty() {
        message = message.with(Part::Text(w.rich("shop-none-match", &none())));
    }
    for (number, item) in shelf.items.iter().enumerate() {
        message = message.with(Part::Divider);
        if shelf.suited > 0 && (number == 0 || number == shelf.suited) {
            let suits = number < shelf.suited;
            let key = if suits { "shop-for-you" } else { "shop-others" };
            message = message.with(Part::Text(w.rich(key, &none())));
        }
        message = message.with(line(w, item, points));
    }
    let looks = shelf.items.iter().map(|item| {
        let name = arg("name", name(w, item));
        let label = w.text("shop-look-at", &name);
        Button::new(label, actions::ITEM, item.id.to_string())
    });
    message = message.with(Part::Divider);
    if !shelf.items.is_empty() {
        message = message.with(Part::Buttons(looks.collect()));
    }
    if shelf.pages > 1 {
        let page = number("page", count(shelf.page + 1)).number("pages", count(shelf.pages));
        message = message.with(Part::Note(w.rich("shop-page", &page)));
    }
    message.with(Part::Buttons(turns(w, shelf, filter, manages)))
}

/// There is nothing in the shop; whoever could change that is told how.
fn empty(w: &Words<'_>, message: Message, manages: bool) -> Message {
    let message = message.with(Part::Text(w.rich("shop-empty", &none())));
    if !manages {
        return message.with(Part::Buttons(vec![mine(w)]));
    }
    let command = arg("command", "plaudit catalog import");
    message
        .with(Part::Note(w.rich("shop-empty-for-admins", &command)))
        .with(Part::Buttons(vec![manage(w), mine(w)]))
}

fn mine(w: &Words<'_>) -> Button {
    Button::new(
        w.text("shop-mine", &none()),
        actions::MY_REDEMPTIONS,
        String::new(),
    )
}

/// Everything, what is in reach, and the form that narrows the shop down by more than that.
fn filters(w: &Words<'_>, filter: &Filter) -> Vec<Button> {
    let button = |key: &str, to: Filter, chosen: bool| {
        let button = Button::new(w.text(key, &none()), actions::SHOP, format!("0/{to}"));
        let style = if chosen { Style::Primary } else { Style::Plain };
        Button { style, ..button }
    };
    let whole = *filter == Filter::default();
    let reach = Filter {
        in_reach: !filter.in_reach,
        ..filter.clone()
    };
    let find = w.text("shop-find", &none());
    vec![
        button("shop-all", Filter::default(), whole),
        button("shop-in-reach", reach, filter.in_reach),
        Button::new(find, actions::FIND, filter.to_string()).opening_a_form(),
    ]
}

/// "Donations · #green"
fn narrowed(w: &Words<'_>, filter: &Filter) -> Option<Rich> {
    let kind = filter.kind.map(|kind| kind_name(w, kind));
    let tag = filter.tag.as_deref().map(value_label);
    let by: Vec<String> = kind.into_iter().chain(tag).collect();
    (!by.is_empty()).then(|| w.rich("shop-narrowed", &arg("by", by.join(" · "))))
}

/// To the pages before and after, and what was redeemed.
fn turns(w: &Words<'_>, shelf: &Shelf, filter: &Filter, manages: bool) -> Vec<Button> {
    let to = |key: &str, page: usize| {
        let value = format!("{page}/{filter}");
        Button::new(w.text(key, &none()), actions::SHOP, value)
    };
    let earlier = shelf
        .page
        .checked_sub(1)
        .map(|page| to("shop-earlier", page));
    let later = shelf.page + 1;
    let more = (later < shelf.pages).then(|| to("shop-more", later));
    let mut turns: Vec<Button> = earlier.into_iter().chain(more).collect();
    turns.push(mine(w));
    let likes = || {
        Button::new(
            w.text("shop-interests", &none()),
            actions::INTERESTS,
            String::new(),
        )
    };
    turns.extend((shelf.suited > 0).then(likes));
    turns.extend(manages.then(|| manage(w)));
    turns
}

/// The name of a sort of items.
pub fn kind_name(w: &Words<'_>, kind: ItemKind) -> String {
    w.text("shop-kind", &none().choice("kind", kind.as_str()))
}

pub(super) fn name(w: &Words<'_>, item: &Item) -> String {
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
pub(super) fn line(w: &Words<'_>, item: &Item, points: i64) -> Part {
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

pub(super) fn pictured(item: &Item, w: &Words<'_>, text: Rich) -> Part {
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
pub(super) fn standing(w: &Words<'_>, item: &Item, points: i64) -> Option<Rich> {
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

/// Looks for an item, or narrows the shop down. Its questions are `item`, `kind` and `tag`.
pub fn find_form(w: &Words<'_>, shelf: &Shelf, filter: &Filter) -> Form {
    let item = Field {
        name: "item".into(),
        label: w.text("shop-find-question", &none()),
        hint: None,
        optional: true,
        input: Input::Search {
            initial: Vec::new(),
            several: false,
        },
    };
    let kinds = shelf.kinds.iter().map(|kind| Choice {
        value: kind.to_string(),
        label: kind_name(w, *kind),
    });
    let kind = filter.kind.map(|kind| kind.to_string());
    let tags = shelf.tags.iter().take(LISTED - 1).map(|tag| Choice {
        value: tag.clone(),
        label: value_label(tag),
    });
    let questions = [
        (shelf.kinds.len() > 1).then(|| choice(w, "kind", kinds.collect(), kind)),
        (!shelf.tags.is_empty()).then(|| choice(w, "tag", tags.collect(), filter.tag.clone())),
    ];
    Form {
        id: actions::FORM_FIND.into(),
        title: w.text("shop-find-title", &none()),
        submit: Some(w.text("shop-find-show", &none())),
        cancel: w.text("redeem-form-cancel", &none()),
        context: filter.to_string(),
        items: std::iter::once(item)
            .chain(questions.into_iter().flatten())
            .map(Into::into)
            .collect(),
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

/// What says that anything will do.
pub const ANY: &str = "any";

/// One of several that the shop is narrowed down to, or any.
fn choice(w: &Words<'_>, by: &'static str, all: Vec<Choice>, chosen: Option<String>) -> Field {
    let of = || none().choice("by", by);
    let any = Choice {
        value: ANY.to_owned(),
        label: w.text("shop-find-any", &of()),
    };
    Field {
        name: by.to_owned(),
        label: w.text("shop-find-by", &of()),
        hint: None,
        optional: true,
        input: Input::Choice {
            options: std::iter::once(any).chain(all).collect(),
            initial: vec![chosen.unwrap_or_else(|| ANY.to_owned())],
            several: false,
        },
    }
}

/// An item as a search finds it.
pub fn item_choice(w: &Words<'_>, item: &Item) -> Choice {
    Choice {
        value: item.id.to_string(),
        label: format!("{} · {}", name(w, item), price(w, item.offer.price)),
    }
}
