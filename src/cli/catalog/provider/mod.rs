//! What providers of vouchers sell, and what of it is ours.

mod check;
mod products;
mod sync;
mod take;

use anyhow::Context;
use clap::{Args, ValueEnum};
use sqlx::PgConnection;

pub(super) use check::not_sold;
pub(super) use products::products;
pub(super) use sync::{Sync, sync};
pub(super) use take::{Take, take};

use super::Desk;
use crate::config::{EncryptionConfig, ProvidersConfig, can_be_kept};
use crate::fulfilment::{Account, Keeping, Product, Providers, Services, Wanted};
use crate::money::{Currency, Money};
use crate::people;
use crate::rewards::catalog;
use crate::rewards::{Fulfilment, Item};

/// Who sells vouchers.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Provider {
    /// Tremendous
    Tremendous,
    /// Xoxoday Plum
    Xoxoday,
}

impl Provider {
    const fn fulfilment(self) -> Fulfilment {
        match self {
            Self::Tremendous => Fulfilment::Tremendous,
            Self::Xoxoday => Fulfilment::Xoxoday,
        }
    }
}

/// What is looked for at which provider.
#[derive(Args, Debug)]
pub(super) struct Search {
    /// Who sells it
    provider: Provider,
    /// Only what is for this country, as ID
    #[arg(long, value_name = "COUNTRY", value_parser = people::country)]
    country: Option<String>,
    /// Only in this currency, as IDR
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    #[command(flatten)]
    pub(super) account: ProvidersConfig,
    #[command(flatten)]
    pub(super) encryption: EncryptionConfig,
}

impl Search {
    /// What the provider sells of it, by what our catalogue has of it.
    async fn products(&self, desk: &Desk<'_>) -> anyhow::Result<Vec<Product>> {
        let provider = self.provider.fulfilment();
        let providers = self.account.settings()?;
        can_be_kept(&providers, desk.sealer.as_ref())?;
        let services = services(desk, providers)?;
        let account = services.account(provider);
        let account: &dyn Account = account.with_context(|| provider.no_account())?;
        let wanted = Wanted {
            country: self.country.clone(),
            currency: self.currency,
        };
        let found = account.products(&wanted).await;
        found.map_err(|why| anyhow::anyhow!("{}: {why}", provider.called()))
    }
}

fn services(desk: &Desk<'_>, providers: Providers) -> Result<Services, reqwest::Error> {
    let keeping = Keeping {
        pool: desk.opened.pool.clone(),
        sealer: desk.sealer.clone(),
        clock: desk.clock.clone(),
    };
    Services::new(false, providers, Some(keeping))
}

/// The accounts that a command was told of; nothing, where what changes in them could not be kept.
fn account_services(desk: &Desk<'_>) -> Option<Result<Services, reqwest::Error>> {
    can_be_kept(&desk.providers, desk.sealer.as_ref()).ok()?;
    Some(services(desk, desk.providers.clone()))
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

/// For how much it is sold, in its currency.
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
