//! `plaudit catalog products`

use std::process::ExitCode;

use super::{Search, is_of, ours, values};
use crate::cli::catalog::Desk;
use crate::cli::output::ListFormat;
use crate::cli::rows::{Cell, Row, print_list};
use crate::fulfilment::Product;

/// A product as listed.
struct Listed {
    product: Product,
    item: Option<String>,
}

impl Row<7> for Listed {
    const COLUMNS: [&'static str; 7] = [
        "id",
        "name",
        "kind",
        "currency",
        "values",
        "countries",
        "item",
    ];

    fn cells(self) -> [Cell; 7] {
        let values = values(&self.product);
        let Product {
            id,
            name,
            kind,
            currency,
            countries,
            ..
        } = self.product;
        [
            id.into(),
            name.into(),
            kind.to_string().into(),
            currency.to_string().into(),
            values.into(),
            countries.join(";").into(),
            self.item.into(),
        ]
    }
}

fn line(listed: &Listed) -> String {
    let product = &listed.product;
    let ours = listed.item.as_ref().map(|slug| format!("  (is {slug})"));
    format!(
        "{:<14}  {}  {:<28}  {}{}",
        product.id,
        product.currency,
        values(product),
        product.name,
        ours.unwrap_or_default()
    )
}

/// Lists what a provider sells.
pub(in crate::cli::catalog) async fn products(
    desk: &Desk<'_>,
    search: &Search,
    format: ListFormat,
) -> anyhow::Result<ExitCode> {
    let products = search.products(desk).await?;
    let mut conn = desk.opened.pool.acquire().await?;
    let ours = ours(desk, &mut conn, search.provider.fulfilment()).await?;
    let listed = products.into_iter().map(|product| {
        let item = ours.iter().find(|item| is_of(item, &product));
        let item = item.map(|it| it.offer.slug.clone());
        Listed { product, item }
    });
    print_list(listed.collect(), format, "nothing is sold so", line)?;
    Ok(ExitCode::SUCCESS)
}
