//! Something of each of several currencies, as it is typed: `IDR 150, USD 0.01`.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use super::{Currency, Money, NoMoney, Rate};

/// One thing for each of some currencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerCurrency<T>(BTreeMap<Currency, T>);

/// What a point is worth.
pub type Rates = PerCurrency<Rate>;

/// Amounts of money.
pub type Amounts = PerCurrency<Money>;

/// What there is for no currency.
const NONE: &str = "none";

/// Something that belongs to one currency.
pub trait OfCurrency {
    /// Which.
    fn currency(&self) -> Currency;
}

impl OfCurrency for Rate {
    fn currency(&self) -> Currency {
        self.currency
    }
}

impl OfCurrency for Money {
    fn currency(&self) -> Currency {
        self.currency
    }
}

impl<T> PerCurrency<T> {
    /// What there is for a currency.
    pub fn of(&self, currency: Currency) -> Option<&T> {
        self.0.get(&currency)
    }

    /// All of them, by currency.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }
}

impl<T> Default for PerCurrency<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: OfCurrency + FromStr<Err = NoMoney>> FromStr for PerCurrency<T> {
    type Err = NoMoney;

    fn from_str(text: &str) -> Result<Self, NoMoney> {
        let mut read = BTreeMap::new();
        if text.trim().eq_ignore_ascii_case(NONE) {
            return Ok(Self(read));
        }
        for part in parts(text) {
            let one: T = part.parse()?;
            let currency = one.currency();
            if read.insert(currency, one).is_some() {
                return Err(NoMoney::Twice(currency));
            }
        }
        Ok(Self(read))
    }
}

/// What stands between commas, semicolons and ends of lines. A comma within a number is no end of one.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let digit = |it: Option<u8>| it.is_some_and(|it| it.is_ascii_digit());
    let within = move |at: usize| {
        let bytes = text.as_bytes();
        let before = at.checked_sub(1).and_then(|at| bytes.get(at).copied());
        digit(before) && digit(bytes.get(at + 1).copied())
    };
    let mut ends: Vec<usize> = { text.match_indices([',', ';', '\n']) }
        .filter(|(at, end)| *end != "," || !within(*at))
        .map(|(at, _)| at)
        .collect();
    ends.push(text.len());
    let mut begin = 0;
    ends.into_iter().map(move |end| {
        let part = &text[begin..end];
        begin = end + 1;
        part
    })
}

impl<T: Display> Display for PerCurrency<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str(NONE);
        }
        for (at, one) in self.0.values().enumerate() {
            let between = if at == 0 { "" } else { ", " };
            write!(f, "{between}{one}")?;
        }
        Ok(())
    }
}
