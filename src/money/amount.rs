//! An amount of money.

use std::fmt;
use std::str::FromStr;

use super::{Currency, NoMoney, TwoWays, decimals, in_decimals};

/// So many whole minor units of a currency: cents of a dollar, and the yen itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// The currency.
    pub currency: Currency,
    /// How many.
    pub minor: i64,
}

impl Money {
    /// Reads a decimal number of a currency, which has no more decimals than the currency.
    pub fn of_decimal(currency: Currency, text: &str) -> Option<Self> {
        let minor = decimals(text, currency.digits())?;
        Some(Self { currency, minor })
    }

    /// Reads a balance, which may be finer than can be paid, and less than nothing: what is too fine is left
    /// out, and who owes has nothing.
    pub fn at_least(currency: Currency, text: &str) -> Option<Self> {
        if text.starts_with('-') {
            return Some(Self { currency, minor: 0 });
        }
        let digits = currency.digits() as usize;
        let coarse = match text.split_once('.') {
            Some((whole, rest)) => format!("{whole}.{}", rest.get(..digits).unwrap_or(rest)),
            None => text.to_owned(),
        };
        Self::of_decimal(currency, &coarse)
    }

    /// The decimal number, without the currency: with all of its decimals, or with none where it is whole.
    pub fn decimal(self) -> String {
        let digits = self.currency.digits();
        let whole = self.minor % 10_i64.pow(digits) == 0;
        in_decimals(self.minor, digits, if whole { 0 } else { digits as usize })
    }
}

impl FromStr for Money {
    type Err = NoMoney;

    fn from_str(text: &str) -> Result<Self, NoMoney> {
        let (currency, amount) = split(text)?;
        TwoWays::check(currency, amount, currency.digits())?;
        let read = Self::of_decimal(currency, amount);
        read.ok_or_else(|| NoMoney::Amount(currency, amount.to_owned()))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}

/// A currency, and what stands behind it.
pub(super) fn split(text: &str) -> Result<(Currency, &str), NoMoney> {
    let shape = || NoMoney::Shape(text.trim().to_owned());
    let (code, amount) = text.trim().split_once(' ').ok_or_else(shape)?;
    Ok((code.parse()?, amount.trim()))
}
