//! `plaudit catalog list` and `show`.

use std::process::ExitCode;

use super::Desk;
use crate::chat::Locale;
use crate::cli::output::{ListFormat, print};
use crate::cli::rows::{Cell, Row, print_list};
use crate::rewards::Item;
use crate::rewards::catalog::{self, Field};

/// An item as listed.
struct Listed(Item);

impl Row<7> for Listed {
    const COLUMNS: [&'static str; 7] = [
        "slug",
        "name",
        "kind",
        "price",
        "price_max",
        "stock",
        "archived",
    ];

    fn cells(self) -> [Cell; 7] {
        let Self(item) = self;
        [
            item.offer.slug.clone().into(),
            item.offer.texts.text(Locale::En).name.clone().into(),
            item.offer.kind.to_string().into(),
            item.offer.price.least().into(),
            item.offer.price.most().into(),
            item.stock.into(),
            item.archived.into(),
        ]
    }
}

fn in_words(Listed(item): &Listed) -> String {
    let offer = &item.offer;
    let left = match item.stock {
        _ if item.archived => "archived".to_owned(),
        Some(left) => format!("{left} left"),
        None => "unlimited".to_owned(),
    };
    let (price, name) = (offer.price.to_string(), &offer.texts.text(Locale::En).name);
    // Wide enough for 100000-20000000/500; slugs that are longer shift their own line alone.
    format!(
        "{:<20}  {price:>20}  {:<11}  {left:>9}  {name}",
        offer.slug,
        offer.kind.as_str()
    )
}

/// Lists the items.
pub(super) async fn all(
    desk: &Desk<'_>,
    archived: bool,
    format: ListFormat,
) -> anyhow::Result<ExitCode> {
    let mut conn = desk.opened.pool.acquire().await?;
    let items = catalog::list(&mut conn, desk.workspace, archived).await?;
    let items = items.into_iter().map(Listed).collect();
    let nothing = "there is nothing to redeem yet: `plaudit catalog add` adds it";
    print_list(items, format, nothing, in_words)?;
    Ok(ExitCode::SUCCESS)
}

/// Shows one item: what is said of it, a line each.
pub(super) async fn one(desk: &Desk<'_>, slug: &str) -> anyhow::Result<ExitCode> {
    let mut conn = desk.opened.pool.acquire().await?;
    let item = desk.item(&mut conn, slug).await?;
    for field in Field::ALL {
        let said = field.of(&item);
        if !said.is_empty() {
            print(format_args!("{field}: {said}"))?;
        }
    }
    match item.stock {
        Some(codes) if Field::Stock.of(&item).is_empty() => print(format_args!("codes: {codes}"))?,
        _ => {}
    }
    if item.archived {
        print("archived: true")?;
    }
    Ok(ExitCode::SUCCESS)
}
