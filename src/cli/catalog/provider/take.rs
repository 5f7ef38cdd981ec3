//! `plaudit catalog take`

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::Search;
use crate::cli::catalog::{Desk, in_words, set_rate, whom};
use crate::cli::output::{print, say};
use crate::fulfilment::Product;
use crate::money::{Currency, Rate};
use crate::rewards::catalog::{self, Draft, Field, NAME, slug_of};
use crate::rewards::{Fulfilment, Price};
use crate::settings::{self, Settings};

/// What is taken into the catalogue.
#[derive(Args, Debug)]
pub(in crate::cli::catalog) struct Take {
    /// Say what would be added, and add nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    pub(in crate::cli::catalog) search: Search,
    // Behind the provider, and not under the heading that is last there.
    /// The ids of products, as `products` lists them
    #[arg(required = true, value_name = "PRODUCT", help_heading = None::<&'static str>)]
    products: Vec<String>,
}

/// Adds chosen products to the catalogue.
pub(in crate::cli::catalog) async fn take(
    desk: &Desk<'_>,
    asked: &Take,
) -> anyhow::Result<ExitCode> {
    let sold = asked.search.products(desk).await?;
    let provider = asked.search.provider.fulfilment();
    let mut tx = desk.opened.pool.begin().await?;
    let settings = settings::load(&mut tx, desk.workspace).await?;
    let mut added = Vec::new();
    for id in &asked.products {
        let found: Vec<&Product> = sold.iter().filter(|it| it.id == *id).collect();
        let product = match found[..] {
            [] => bail!("{} sells no {id}, as it was looked for", provider.called()),
            [product] => product,
            _ => bail!("{id} is sold in several currencies: say which with --currency"),
        };
        for draft in drafts(
            provider,
            product,
            rate(&settings, product.currency)?,
            &asked.search,
        )? {
            added.push(draft.keep(&mut tx, desk.keeping()).await?);
        }
    }
    // What is not taken after all was never added.
    let changes = added.iter().flat_map(|item| catalog::changes(None, item));
    { changes }.try_for_each(|it| print(in_words(&it)))?;
    let slugs: Vec<String> = added.iter().map(|it| it.offer.slug.clone()).collect();
    for item in catalog::reached(&mut tx, desk.workspace, Some(&slugs)).await? {
        let tell = "`plaudit people import` tells who works where";
        let tell = (item.people < item.of).then(|| format!(": {tell}"));
        say(format_args!("{}{}", whom(&item), tell.unwrap_or_default()));
    }
    let added = added.len();
    if asked.dry_run {
        say(format_args!(
            "items that would be added: {added}; nothing was changed"
        ));
    } else {
        tx.commit().await?;
        say(format_args!("items added: {added}"));
    }
    Ok(ExitCode::SUCCESS)
}

fn rate(settings: &Settings, currency: Currency) -> anyhow::Result<Rate> {
    let rate = settings.provider_rates.of(currency).copied();
    rate.with_context(|| {
        let how = set_rate(settings, currency);
        format!("what a point is worth in {currency} is not set: {how}")
    })
}

/// What a product becomes: one item for each price that it can be offered for.
fn drafts(
    provider: Fulfilment,
    product: &Product,
    rate: Rate,
    search: &Search,
) -> anyhow::Result<Vec<Draft>> {
    let prices = product.prices(rate);
    if prices.is_empty() {
        bail!(
            "no number of points is worth what {} is sold for, at {rate}",
            product.name
        );
    }
    let several = prices.len() > 1;
    let countries = match &search.country {
        Some(country) => country.clone(),
        None => product.countries.join(";"),
    };
    let draft = |price: Price| {
        let worth = rate.of_points(price.least()).filter(|_| several);
        let name: String = match worth {
            Some(worth) => format!("{} {worth}", product.name),
            None => product.name.clone(),
        };
        let name: String = name.chars().take(NAME).collect();
        let mut draft = Draft::new();
        for (field, said) in [
            (Field::Slug, slug_of(&name)),
            (Field::Name, name),
            (Field::Kind, product.kind.to_string()),
            (Field::Price, price.to_string()),
            (Field::Fulfilment, provider.to_string()),
            (Field::ProviderProduct, product.id.clone()),
            (Field::Currency, product.currency.to_string()),
            (Field::Countries, countries.clone()),
            (
                Field::Image,
                product
                    .image
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ),
        ] {
            draft
                .put(field, &said)
                .with_context(|| format!("{field}"))?;
        }
        Ok(draft)
    };
    prices.into_iter().map(draft).collect()
}
