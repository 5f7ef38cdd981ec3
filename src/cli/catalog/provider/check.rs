//! Whether items are sold as they say, where who sells them can be asked.

use super::{account_services, values};
use crate::cli::catalog::{Desk, typed_as};
use crate::cli::output::say;
use crate::fulfilment::{Product, Wanted};
use crate::money::Rates;
use crate::rewards::catalog::Field;
use crate::rewards::{Fulfilment, Item, Voucher};

/// A sentence for each item that its provider does not sell so. A provider who cannot be asked is told of,
/// and refuses nothing.
pub(in crate::cli::catalog) async fn not_sold(
    desk: &Desk<'_>,
    items: &[Item],
    rates: &Rates,
) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for provider in Fulfilment::PROVIDERS {
        let theirs = items.iter().filter(|it| it.offer.fulfilment == provider);
        let theirs: Vec<_> = theirs
            .filter_map(|it| Some((it, it.offer.voucher.as_ref()?)))
            .collect();
        let Some(services) = account_services(desk).filter(|_| !theirs.is_empty()) else {
            continue;
        };
        let services = services?;
        let Some(account) = services.account(provider) else {
            continue;
        };
        match account.products(&Wanted::default()).await {
            Ok(sold) => found.extend(theirs.into_iter().filter_map(|(item, voucher)| {
                let wrong = wrong(&sold, item, voucher, rates)?;
                Some(format!("{}: {wrong}", item.offer.slug))
            })),
            Err(why) => say(format_args!(
                "{} cannot be asked what it sells: {why}",
                provider.called()
            )),
        }
    }
    Ok(found)
}

/// Why it is not sold so.
fn wrong(sold: &[Product], item: &Item, voucher: &Voucher, rates: &Rates) -> Option<String> {
    let (provider, currency) = (item.offer.fulfilment, voucher.currency);
    let same: Vec<&Product> = { sold.iter() }
        .filter(|it| it.id == voucher.product)
        .collect();
    if same.is_empty() {
        let (option, id) = (typed_as(Field::ProviderProduct), &voucher.product);
        return Some(format!(
            "{option}: {} sells no {id}; `plaudit catalog products {provider}` lists what it sells",
            provider.called()
        ));
    }
    let Some(product) = same.iter().find(|it| it.currency == currency) else {
        let option = typed_as(Field::Currency);
        let others: Vec<&str> = same.iter().map(|it| it.currency.code()).collect();
        let others = others.join(", ");
        return Some(format!(
            "{option}: it is sold in {others}, not in {currency}"
        ));
    };
    let rate = rates.of(currency)?;
    let price = item.offer.price;
    (!product.fits(*rate, price)).then(|| {
        let option = typed_as(Field::Price);
        let sold = values(product);
        format!(
            "{option}: {price} is not what it is sold for ({currency} {sold}), at {rate} a point"
        )
    })
}
