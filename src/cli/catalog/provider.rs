//! `plaudit catalog products`, `take` and `sync`: what providers sell, and what of it is ours.

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use sqlx::PgConnection;

use super::{Desk, in_words};
use crate::cli::output::{ListFormat, print, say};
use crate::cli::rows::{Cell, Row, print_list};
use crate::config::ProvidersConfig;
use crate::fulfilment::{Account, Product, Services, Wanted};
use crate::money::{Currency, Money, Rate};
use crate::rewards::catalog::{self, ACCOUNT, Draft, Field, NAME, picture_at, slug_of};
use crate::rewards::{Fulfilment, Item, Price};
use crate::settings::{self, Settings};

/// Who sells vouchers.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Provider {
    /// Tremendous
    Tremendous,
}

impl Provider {
    const fn fulfilment(self) -> Fulfilment {
        match self {
            Self::Tremendous => Fulfilment::Tremendous,
        }
    }
}

/// What is looked for at which provider.
#[derive(Args, Debug)]
pub(super) struct Search {
    /// Who sells it
    provider: Provider,
    /// Only what is for this country, as ID
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// Only in this currency, as IDR
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    #[command(flatten)]
    pub(super) account: ProvidersConfig,
}

/// What is taken into the catalogue.
#[derive(Args, Debug)]
pub(super) struct Take {
    #[command(flatten)]
    pub(super) search: Search,
    /// The ids of products, as `products` lists them
    #[arg(required = true, value_name = "PRODUCT")]
    products: Vec<String>,
    /// Say what would be added, and add nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is brought in step.
#[derive(Args, Debug)]
pub(super) struct Sync {
    #[command(flatten)]
    pub(super) search: Search,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

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

fn values(product: &Product) -> String {
    let value = |(low, high): &(Money, Money)| {
        if low == high {
            low.decimal()
        } else {
            format!("{}-{}", low.decimal(), high.decimal())
        }
    };
    let values: Vec<String> = product.values.iter().map(value).collect();
    values.join(" ")
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

impl Search {
    /// What the provider sells of it, by what our catalogue has of it.
    async fn products(&self) -> anyhow::Result<Vec<Product>> {
        let provider = self.provider.fulfilment();
        let services = Services::new(false, self.account.settings()?)?;
        let account = services.account(provider);
        let account: &dyn Account = account.with_context(|| {
            format!(
                "{} has no account here: {ACCOUNT} is not set",
                provider.called()
            )
        })?;
        let country = self.country.as_deref().map(str::to_uppercase);
        let wanted = Wanted {
            country,
            currency: self.currency,
        };
        let found = account.products(&wanted).await;
        found.map_err(|why| anyhow::anyhow!("{}: {why}", provider.called()))
    }
}

/// What of our catalogue a provider delivers.
async fn ours(
    desk: &Desk<'_>,
    conn: &mut PgConnection,
    provider: Fulfilment,
) -> anyhow::Result<Vec<Item>> {
    let items = catalog::list(conn, desk.workspace, false).await?;
    let theirs = items
        .into_iter()
        .filter(|it| it.offer.fulfilment == provider);
    Ok(theirs.collect())
}

fn is_of(item: &Item, product: &Product) -> bool {
    let voucher = item.offer.voucher.as_ref();
    voucher.is_some_and(|it| it.product == product.id && it.currency == product.currency)
}

/// Lists what a provider sells.
pub(super) async fn products(
    desk: &Desk<'_>,
    search: &Search,
    format: ListFormat,
) -> anyhow::Result<ExitCode> {
    let products = search.products().await?;
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

/// Adds chosen products to the catalogue.
pub(super) async fn take(desk: &Desk<'_>, asked: &Take) -> anyhow::Result<ExitCode> {
    let sold = asked.search.products().await?;
    let provider = asked.search.provider.fulfilment();
    let mut tx = desk.opened.pool.begin().await?;
    let settings = settings::load(&mut tx, desk.workspace).await?;
    let mut added = 0;
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
            let item = draft.keep(&mut tx, desk.keeping()).await?;
            let changes = catalog::changes(None, &item);
            changes.iter().try_for_each(|it| print(in_words(it)))?;
            added += 1;
        }
    }
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
        format!("what a point is worth in {currency} is not set: `plaudit settings set provider.rates \"{currency} 0.01\"`")
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
        Some(country) => country.to_uppercase(),
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

/// Brings what is ours in step with what is sold: prices that it is not sold for any more, and pictures.
pub(super) async fn sync(desk: &Desk<'_>, asked: &Sync) -> anyhow::Result<ExitCode> {
    let sold = asked.search.products().await?;
    let provider = asked.search.provider.fulfilment();
    let mut tx = desk.opened.pool.begin().await?;
    let settings = settings::load(&mut tx, desk.workspace).await?;
    let items = ours(desk, &mut tx, provider).await?;
    let looked_for = |item: &Item| {
        let voucher = item.offer.voucher.as_ref();
        let currency = voucher.map(|it| it.currency);
        asked
            .search
            .currency
            .is_none_or(|wanted| currency == Some(wanted))
    };
    let (mut changed, mut look) = (0, 0);
    for item in items.into_iter().filter(looked_for) {
        let slug = item.offer.slug.clone();
        let Some(product) = sold.iter().find(|product| is_of(&item, product)) else {
            // It may be for another country than what was looked for.
            if asked.search.country.is_none() {
                print(format_args!(
                    "{slug}: is not sold any more: `plaudit catalog archive {slug}` takes it out"
                ))?;
                look += 1;
            }
            continue;
        };
        let (draft, wrong) = in_step(&item, product, &settings);
        if let Some(wrong) = wrong {
            print(format_args!("{slug}: {wrong}"))?;
            look += 1;
        }
        let after = draft.keep(&mut tx, desk.keeping()).await?;
        let news = catalog::changes(Some(&item), &after);
        changed += usize::from(!news.is_empty());
        news.iter().try_for_each(|it| print(in_words(it)))?;
    }
    let tail = format!("to be looked at: {look}");
    if asked.dry_run {
        say(format_args!(
            "items that would change: {changed}; {tail}; nothing was changed"
        ));
    } else {
        tx.commit().await?;
        say(format_args!("items changed: {changed}; {tail}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// An item as its product has it by now, and what only somebody who looks can mend.
fn in_step(item: &Item, product: &Product, settings: &Settings) -> (Draft, Option<String>) {
    let mut draft = Draft::of(item.clone());
    let theirs = |address: &String| picture_at(address).is_none();
    if item.offer.image_url.as_ref().is_some_and(theirs)
        && let Some(image) = &product.image
    {
        // It was an address, and is one.
        let _ = draft.put(Field::Image, image.as_str());
    }
    let currency = product.currency;
    let Some(rate) = settings.provider_rates.of(currency) else {
        let wrong =
            format!("what a point is worth in {currency} is not set: it cannot be redeemed");
        return (draft, Some(wrong));
    };
    if product.fits(*rate, item.offer.price) {
        return (draft, None);
    }
    match product.prices(*rate)[..] {
        [price] => {
            let _ = draft.put(Field::Price, &price.to_string());
            (draft, None)
        }
        _ => {
            let sold = values(product);
            let wrong = format!(
                "its price of {} is not what it is sold for ({currency} {sold}): `plaudit catalog edit` sets another",
                item.offer.price
            );
            (draft, Some(wrong))
        }
    }
}
