//! The items of the shop, for whoever looks after them.

use super::pattern::{arg, none, number};
use super::shop::{name, price};
use super::words::count;
use super::{Words, actions};
use crate::chat::{Button, Confirm, Message, Part, Rich, Span, Style};
use crate::rewards::Item;
use crate::rewards::catalog::{Field, Unfinished};

/// A page of the items.
#[derive(Clone, Debug)]
pub struct ItemList<'a> {
    /// The items on it.
    pub items: &'a [Item],
    /// Which page it is; the first is 0.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// What the reader has begun to describe and not finished.
    pub unfinished: Option<&'a Unfinished>,
    /// What they looked for.
    pub typed: Option<&'a str>,
}

/// The items, each with what can be done about it.
pub fn items(w: &Words<'_>, list: &ItemList<'_>) -> Message {
    let title = w.text("items-title", &none());
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if let Some(unfinished) = list.unfinished {
        message = unfinished_parts(w, unfinished)
            .into_iter()
            .fold(message, Message::with);
    }
    if list.items.is_empty() {
        let none_there = match list.typed {
            Some(typed) => w.rich("items-none-called", &arg("typed", typed)),
            None => w.rich("items-none", &none()),
        };
        message = message.with(Part::Text(none_there));
    }
    for item in list.items {
        message = message
            .with(Part::Text(line(w, item)))
            .with(Part::Buttons(about(w, item, list.page)));
    }
    if list.pages > 1 {
        let page = number("page", count(list.page + 1)).number("pages", count(list.pages));
        message = message.with(Part::Note(w.rich("shop-page", &page)));
    }
    message
        .with(Part::Divider)
        .with(Part::Buttons(turns(w, list)))
}

/// "*Mug* (`mug`) · 30 points · 12 left", and below it why nobody sees it.
fn line(w: &Words<'_>, item: &Item) -> Rich {
    let offer = &item.offer;
    let left = match item.stock {
        None => w.text("items-unlimited", &none()),
        Some(left) => w.text("items-left", &number("count", left)),
    };
    let args = arg("name", name(w, item))
        .with("slug", offer.slug.as_str())
        .with("price", price(w, offer.price))
        .with("left", left);
    let mut said = w.rich("items-line", &args);
    let mut add = |note: Rich| {
        said.0.push(Span::Text("\n".to_owned()));
        said.0.extend(note.0);
    };
    if item.archived {
        add(w.rich("items-archived", &none()));
    }
    if let Some(from) = offer.available_from {
        add(w.rich("items-from", &arg("day", from.to_string())));
    }
    if let Some(until) = offer.available_until {
        add(w.rich("items-until", &arg("day", until.to_string())));
    }
    said
}

fn about(w: &Words<'_>, item: &Item, page: usize) -> Vec<Button> {
    let edit = Button::new(
        w.text("items-edit", &none()),
        actions::ITEM_EDIT,
        item.id.to_string(),
    );
    let value = format!("{page}/{}", item.id);
    let other = if item.archived {
        Button::new(
            w.text("items-bring-back", &none()),
            actions::ITEM_BRING_BACK,
            value,
        )
    } else {
        let name = arg("name", name(w, item));
        let confirm = Confirm {
            title: w.text("items-archive-sure", &name),
            text: w.text("items-archive-what", &none()),
            yes: w.text("items-archive", &none()),
            no: w.text("items-archive-no", &none()),
        };
        Button {
            confirm: Some(confirm),
            ..Button::new(
                w.text("items-archive", &none()),
                actions::ITEM_ARCHIVE,
                value,
            )
        }
    };
    vec![edit.opening_a_form(), other]
}

fn unfinished_parts(w: &Words<'_>, unfinished: &Unfinished) -> [Part; 2] {
    let names = [w.locale, w.settings.locale].map(Field::name_in);
    let called = names.into_iter().map(|field| unfinished.says(field));
    let called = called.chain([unfinished.says(Field::Slug)]);
    let name = called
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or("…");
    let said = w.rich("items-unfinished", &arg("name", name));
    let id = unfinished.id.to_string();
    let go_on = Button::new(
        w.text("items-go-on", &none()),
        actions::ITEM_GO_ON,
        id.clone(),
    );
    let forget = Button::new(w.text("items-forget", &none()), actions::ITEM_FORGET, id);
    [
        Part::Text(said),
        Part::Buttons(vec![go_on.opening_a_form(), forget]),
    ]
}

fn turns(w: &Words<'_>, list: &ItemList<'_>) -> Vec<Button> {
    let to = |key: &str, page: usize| {
        Button::new(w.text(key, &none()), actions::ITEMS, page.to_string())
    };
    let earlier = list
        .page
        .checked_sub(1)
        .map(|page| to("shop-earlier", page));
    let later = list.page + 1;
    let more = (later < list.pages).then(|| to("shop-more", later));
    let mut turns = vec![add(w)];
    turns.extend(earlier);
    turns.extend(more);
    if list.typed.is_some() {
        turns.push(manage(w));
    }
    turns
}

fn add(w: &Words<'_>) -> Button {
    let add = Button::new(
        w.text("items-add", &none()),
        actions::ITEM_ADD,
        String::new(),
    );
    Button {
        style: Style::Primary,
        ..add.opening_a_form()
    }
}

/// The button that leads to the items from elsewhere.
pub(super) fn manage(w: &Words<'_>) -> Button {
    Button::new(
        w.text("items-manage", &none()),
        actions::ITEMS,
        "0".to_owned(),
    )
}

/// What to do after an item is published.
pub(super) fn ways_on(w: &Words<'_>) -> Vec<Button> {
    let add = Button {
        style: Style::Plain,
        ..add(w)
    };
    vec![manage(w), add]
}
