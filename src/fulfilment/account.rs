//! An account with a provider: what it may buy, and how much it has left.

use futures_util::future::BoxFuture;

use crate::money::{Currency, Money};
use crate::rewards::{ItemKind, Trouble};
use crate::secure_url::SecureUrl;

/// A product, as its provider sells it in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// What the provider calls it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What one gets.
    pub description: String,
    /// What sort of thing it is.
    pub kind: ItemKind,
    /// The currency.
    pub currency: Currency,
    /// For how much it is sold: each from the least to the most, both included.
    pub values: Vec<(Money, Money)>,
    /// The countries it is for, ISO 3166-1; everywhere where there is none.
    pub countries: Vec<String>,
    /// A picture of it.
    pub image: Option<SecureUrl>,
}

impl Product {
    /// Whether it is sold for exactly so much.
    pub fn sells(&self, value: Money) -> bool {
        let within = |(least, most): &(Money, Money)| {
            value.currency == self.currency && (least.minor..=most.minor).contains(&value.minor)
        };
        self.values.iter().any(within)
    }
}

/// Which products are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// For this country.
    pub country: Option<String>,
    /// In this currency.
    pub currency: Option<Currency>,
}

/// An account with a provider.
pub trait Account: Send + Sync {
    /// What it may buy, each product once for each of its currencies.
    fn products<'a>(&'a self, wanted: &'a Wanted) -> BoxFuture<'a, Result<Vec<Product>, Trouble>>;

    /// The money that is left in it.
    fn balances(&self) -> BoxFuture<'_, Result<Vec<Money>, Trouble>>;
}
