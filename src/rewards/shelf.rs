//! What the shop shows of the catalogue to whom.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Interests, Item, ItemKind, lacking};
use crate::people::{Known, Member};
use crate::script::folded;

/// How many items are on a page.
const ON_A_PAGE: usize = 5;

/// Which items somebody wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this sort alone.
    pub kind: Option<ItemKind>,
    /// With this tag alone.
    pub tag: Option<String>,
    /// What they can pay for alone.
    pub in_reach: bool,
}

impl Filter {
    fn takes(&self, item: &Item, points: i64) -> bool {
        let offer = &item.offer;
        self.kind.is_none_or(|kind| kind == offer.kind)
            && self.tag.as_ref().is_none_or(|tag| offer.tags.contains(tag))
            && (!self.in_reach || (offer.price.least() <= points && !item.is_sold_out()))
    }
}

impl fmt::Display for Filter {
    /// As a button keeps it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.map_or("", ItemKind::as_str);
        let reach = if self.in_reach { "reach" } else { "" };
        write!(f, "{kind}/{reach}/{}", self.tag.as_deref().unwrap_or(""))
    }
}

impl FromStr for Filter {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, rest) = text.split_once('/').ok_or(())?;
        let (reach, tag) = rest.split_once('/').ok_or(())?;
        let kind = match kind {
            "" => None,
            kind => Some(ItemKind::named(kind).map_err(drop)?),
        };
        Ok(Self {
            kind,
            tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
            in_reach: reach == "reach",
        })
    }
}

/// A page of the shop.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The items on it.
    pub items: Vec<Item>,
    /// How many of them, from the first, are of what the reader likes.
    pub suited: usize,
    /// Which page it is; the first is 0.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// Whether there is anything at all, whatever is asked for.
    pub any: bool,
    /// The sorts that there are.
    pub kinds: Vec<ItemKind>,
    /// The tags that there are, the commonest first.
    pub tags: Vec<String>,
}

impl Shelf {
    /// This page for somebody who likes this, whose items [come first](Interests::first).
    #[must_use]
    pub fn suiting(self, likes: &Interests) -> Self {
        let suited = self
            .items
            .iter()
            .take_while(|item| likes.suit(item))
            .count();
        Self { suited, ..self }
    }
}

/// The items that are offered to a member on `today`: for whom an item is not, it is not there.
pub fn offered(catalog: Vec<Item>, member: &Member, known: &Known, today: Date) -> Vec<Item> {
    let mut offered = catalog;
    offered.retain(|item| is_offered_to(item, member, known, today));
    offered
}

/// Whether an item is offered to a member on `today`.
pub fn is_offered_to(item: &Item, member: &Member, known: &Known, today: Date) -> bool {
    item.is_offered(today) && lacking(item, member, known, today).is_none()
}

/// A page of what is offered, as `filter` takes it, to somebody with so many points. After the last
/// page there is the last one.
pub fn shelf(offered: Vec<Item>, filter: &Filter, points: i64, page: usize) -> Shelf {
    let mut kinds: Vec<ItemKind> = offered.iter().map(|item| item.offer.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let tags = common(&offered);
    let any = !offered.is_empty();
    let mut items = offered;
    items.retain(|item| filter.takes(item, points));
    let pages = items.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let items = items.into_iter().skip(page * ON_A_PAGE).take(ON_A_PAGE);
    Shelf {
        items: items.collect(),
        suited: 0,
        page,
        pages,
        any,
        kinds,
        tags,
    }
}

/// The tags of items, the commonest first.
pub(super) fn common(items: &[Item]) -> Vec<String> {
    let mut counted: Vec<(usize, &String)> = Vec::new();
    for tag in items.iter().flat_map(|item| &item.offer.tags) {
        match counted.iter_mut().find(|(_, known)| *known == tag) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, tag)),
        }
    }
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    counted.into_iter().map(|(_, tag)| tag.clone()).collect()
}

/// The items that somebody probably means who types `typed`: by slug or by a name in any language,
/// best first.
pub fn meant<'i>(items: &'i [Item], typed: &str) -> Vec<&'i Item> {
    let wanted = folded(typed);
    let likeness = |item: &Item| {
        let names = item.offer.texts.iter().map(|(_, text)| text.name.as_str());
        names
            .chain([item.offer.slug.as_str()])
            .map(|name| alike(&folded(name), &wanted))
            .fold(0.0, f64::max)
    };
    let mut found: Vec<(f64, &Item)> = items
        .iter()
        .map(|item| (likeness(item), item))
        .filter(|(likeness, _)| *likeness > NEAR)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, item)| item).collect()
}

/// How alike two names must be to be meant for each other.
const NEAR: f64 = 0.8;

/// 1 when a name is exactly so, and a little less when what is typed stands in it.
fn alike(name: &str, typed: &str) -> f64 {
    if name == typed {
        1.0
    } else if !typed.is_empty() && name.contains(typed) {
        0.95
    } else {
        strsim::jaro_winkler(name, typed) * 0.9
    }
}

/// Whether what is typed is exactly how an item is called.
pub fn is_called(item: &Item, typed: &str) -> bool {
    let wanted = folded(typed);
    let mut names = item.offer.texts.iter().map(|(_, text)| text.name.as_str());
    item.offer.slug == wanted || names.any(|name| folded(name) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{RewardId, WorkspaceId};
    use crate::rewards::{Offer, Price};

    fn item(slug: &str, name: &str, kind: ItemKind, price: i64, tags: &[&str]) -> Item {
        let offer = Offer {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Offer::new(slug, kind, name, Price::Fixed(price))
        };
        Item {
            workspace: WorkspaceId::nil(),
            id: RewardId::nil(),
            offer,
            stock: None,
            archived: false,
            version: 1,
        }
    }

    fn catalog() -> Vec<Item> {
        vec![
            item(
                "coffee",
                "Coffee voucher",
                ItemKind::GiftCard,
                50,
                &["local"],
            ),
            item(
                "tree",
                "A tree",
                ItemKind::Donation,
                60,
                &["green", "charity"],
            ),
            item("mug", "Mug", ItemKind::Merchandise, 80, &["green"]),
            item("dinner", "Dinner for two", ItemKind::Experience, 200, &[]),
            item("book", "A book", ItemKind::Learning, 90, &[]),
            item("day", "A day off", ItemKind::TimeOff, 500, &[]),
        ]
    }

    #[test]
    fn a_shelf_shows_what_is_asked_for_page_by_page() {
        let slugs = |filter: &Filter, points, page| {
            let shelf = shelf(catalog(), filter, points, page);
            let slugs: Vec<String> = shelf.items.into_iter().map(|it| it.offer.slug).collect();
            (slugs.join(" "), shelf.page, shelf.pages)
        };
        let all = Filter::default();
        assert_eq!(
            slugs(&all, 0, 0),
            ("coffee tree mug dinner book".to_owned(), 0, 2)
        );
        assert_eq!(slugs(&all, 0, 1), ("day".to_owned(), 1, 2));
        assert_eq!(slugs(&all, 0, 9), ("day".to_owned(), 1, 2));
        let in_reach = Filter {
            in_reach: true,
            ..Filter::default()
        };
        assert_eq!(slugs(&in_reach, 79, 0), ("coffee tree".to_owned(), 0, 1));
        let green = Filter {
            tag: Some("green".to_owned()),
            ..Filter::default()
        };
        assert_eq!(slugs(&green, 0, 0), ("tree mug".to_owned(), 0, 1));
        let gifts = Filter {
            kind: Some(ItemKind::GiftCard),
            ..Filter::default()
        };
        assert_eq!(slugs(&gifts, 0, 0), ("coffee".to_owned(), 0, 1));
        for filter in [all, in_reach, green, gifts] {
            assert_eq!(filter.to_string().parse(), Ok(filter));
        }
        let shelf = shelf(catalog(), &Filter::default(), 0, 0);
        assert_eq!(shelf.tags, ["green", "charity", "local"]);
    }

    #[test]
    fn what_somebody_likes_comes_first_on_every_page() {
        let likes = ["kind:time_off", "tag:green"].map(|it| it.parse().unwrap());
        let likes = Interests(likes.to_vec());
        let page = |number| {
            let mut items = catalog();
            likes.first(&mut items);
            shelf(items, &Filter::default(), 0, number).suiting(&likes)
        };
        let slugs = |shelf: &Shelf| {
            let slugs = shelf.items.iter().map(|it| it.offer.slug.as_str());
            slugs.collect::<Vec<_>>().join(" ")
        };
        let (first, second) = (page(0), page(1));
        assert_eq!(slugs(&first), "tree mug day coffee dinner");
        assert_eq!((first.suited, second.suited), (3, 0));
        let nobody = shelf(catalog(), &Filter::default(), 0, 0);
        assert_eq!(nobody.suiting(&Interests::default()).suited, 0);
    }

    #[test]
    fn an_item_is_found_by_what_people_type() {
        let catalog = catalog();
        for (typed, slug) in [
            ("coffee", Some("coffee")),
            ("Coffee Voucher", Some("coffee")),
            ("cofee", Some("coffee")),
            ("voucher", Some("coffee")),
            ("dinner", Some("dinner")),
            ("diner for two", Some("dinner")),
            ("spaceship", None),
        ] {
            let found = meant(&catalog, typed);
            let found = found.first().map(|item| item.offer.slug.as_str());
            assert_eq!(found, slug, "{typed}");
        }
        assert!(is_called(&catalog[0], "COFFEE voucher"));
        assert!(!is_called(&catalog[0], "coffe"));
    }
}
