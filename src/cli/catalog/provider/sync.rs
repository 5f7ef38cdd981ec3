//! `plaudit catalog sync`

use std::process::ExitCode;

use clap::Args;

use super::{Search, is_of, ours, values};
use crate::cli::catalog::{Desk, in_words, set_rate};
use crate::cli::output::{print, say};
use crate::fulfilment::Product;
use crate::rewards::Item;
use crate::rewards::catalog::{self, Draft, Field, NotSaid, picture_at};
use crate::settings::{self, Settings};

/// What is brought in step.
#[derive(Args, Debug)]
pub(in crate::cli::catalog) struct Sync {
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    pub(in crate::cli::catalog) search: Search,
}

/// Brings what is ours in step with what is sold: prices that it is not sold for any more, and pictures.
pub(in crate::cli::catalog) async fn sync(
    desk: &Desk<'_>,
    asked: &Sync,
) -> anyhow::Result<ExitCode> {
    let sold = asked.search.products(desk).await?;
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
                let voucher = item.offer.voucher.as_ref();
                let what = voucher.map(|it| format!("{} in {}", it.product, it.currency));
                print(format_args!(
                    "{slug}: {} does not sell {}, or not any more: `plaudit catalog edit {slug}` says what it is, \
                     and `plaudit catalog archive {slug}` takes it out",
                    provider.called(),
                    what.unwrap_or_default(),
                ))?;
                look += 1;
            }
            continue;
        };
        let (draft, wrong) = in_step(&item, product, &settings)?;
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
fn in_step(
    item: &Item,
    product: &Product,
    settings: &Settings,
) -> Result<(Draft, Option<String>), NotSaid> {
    let mut draft = Draft::of(item.clone());
    let theirs = |address: &String| picture_at(address).is_none();
    if item.offer.image_url.as_ref().is_some_and(theirs)
        && let Some(image) = &product.image
    {
        draft.put(Field::Image, image.as_str())?;
    }
    let currency = product.currency;
    let Some(rate) = settings.provider_rates.of(currency) else {
        let how = set_rate(settings, currency);
        let wrong = format!(
            "what a point is worth in {currency} is not set, and it cannot be redeemed: {how}"
        );
        return Ok((draft, Some(wrong)));
    };
    if product.fits(*rate, item.offer.price) {
        return Ok((draft, None));
    }
    if let [price] = product.prices(*rate)[..] {
        draft.put(Field::Price, &price.to_string())?;
        return Ok((draft, None));
    }
    let sold = values(product);
    let wrong = format!(
        "its price of {} is not what it is sold for ({currency} {sold}): `plaudit catalog edit` sets another",
        item.offer.price
    );
    Ok((draft, Some(wrong)))
}
