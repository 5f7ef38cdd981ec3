//! What Tremendous sells, and what is left of the account's money.

use serde::Deserialize;
use serde_json::Number;

use crate::fulfilment::account::{Product, Wanted};
use crate::money::{Currency, Money};
use crate::rewards::ItemKind;

#[derive(Deserialize)]
struct Products {
    products: Vec<Sold>,
}

#[derive(Deserialize)]
struct Sold {
    id: String,
    name: String,
    #[serde(default)]
    description: String,
    category: String,
    #[serde(default)]
    skus: Vec<Sku>,
    #[serde(default)]
    currency_codes: Vec<String>,
    #[serde(default)]
    countries: Vec<Country>,
    #[serde(default)]
    images: Vec<Image>,
}

#[derive(Deserialize)]
struct Sku {
    min: Number,
    max: Number,
}

#[derive(Deserialize)]
struct Country {
    abbr: String,
}

#[derive(Deserialize)]
struct Image {
    src: String,
}

/// Reads products, each once for each of its currencies. One whose amounts are no money of a currency is
/// left out of it: nobody could order it.
pub(super) fn read(body: &[u8], wanted: &Wanted) -> Option<Vec<Product>> {
    let sold: Products = serde_json::from_slice(body).ok()?;
    let mut found = Vec::new();
    for it in sold.products {
        for code in &it.currency_codes {
            let Ok(currency) = code.parse::<Currency>() else {
                continue;
            };
            if wanted.currency.is_none_or(|wanted| wanted == currency) {
                found.extend(it.product(currency));
            }
        }
    }
    Some(found)
}

impl Sold {
    fn product(&self, currency: Currency) -> Option<Product> {
        let money = |number: &Number| Money::of_decimal(currency, &number.to_string());
        let band = |sku: &Sku| Some((money(&sku.min)?, money(&sku.max)?));
        let values: Vec<_> = self.skus.iter().filter_map(band).collect();
        let mut images = self.images.iter();
        (!values.is_empty()).then(|| Product {
            id: self.id.clone(),
            name: self.name.clone(),
            description: self.description.clone(),
            kind: match self.category.as_str() {
                "charity" => ItemKind::Donation,
                _ => ItemKind::GiftCard,
            },
            currency,
            values,
            countries: self.countries.iter().map(|it| it.abbr.clone()).collect(),
            image: images.find_map(|it| it.src.parse().ok()),
        })
    }
}

#[derive(Deserialize)]
struct Sources {
    funding_sources: Vec<Source>,
}

#[derive(Deserialize)]
struct One {
    funding_source: Source,
}

#[derive(Deserialize)]
struct Source {
    id: String,
    method: String,
    #[serde(default)]
    meta: Meta,
}

#[derive(Default, Deserialize)]
struct Meta {
    available_amount: Option<Number>,
    currency_code: Option<String>,
}

/// The sources that are a balance.
pub(super) fn balances(body: &[u8]) -> Option<Vec<String>> {
    let sources: Sources = serde_json::from_slice(body).ok()?;
    let plain = |id: &str| id.bytes().all(|it| it.is_ascii_alphanumeric());
    let balances = sources.funding_sources.into_iter();
    let balances = balances.filter(|it| it.method == "balance" && plain(&it.id));
    Some(balances.map(|it| it.id).collect())
}

/// The money that is left of one balance.
pub(super) fn balance(body: &[u8]) -> Option<Money> {
    let one: One = serde_json::from_slice(body).ok()?;
    let meta = one.funding_source.meta;
    let currency = meta.currency_code?.parse().ok()?;
    Money::at_least(currency, &meta.available_amount?.to_string())
}
