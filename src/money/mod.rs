//! Money: whole minor units of a currency, and what a point is worth. No sum here is ever a fraction of
//! what can be paid.

mod amount;
mod currency;
mod list;
mod rate;
mod two_ways;

pub use amount::Money;
pub use currency::Currency;
pub use list::{Amounts, Rates};
pub use rate::Rate;
pub use two_ways::TwoWays;
pub use two_ways::without_doubt;

/// Text that is no money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMoney {
    /// Nobody pays in it.
    #[error("{0:?} is no currency of ISO 4217, such as USD")]
    Currency(String),
    /// It is no amount of that currency.
    #[error(
        "{1:?} is no amount of {0}: digits alone, and a point before decimals, such as 1500000 or 0.5"
    )]
    Amount(Currency, String),
    /// Nobody knows how much is meant.
    #[error(transparent)]
    TwoWays(#[from] TwoWays),
    /// It is not a currency with an amount.
    #[error("{0:?} is not a currency with an amount, such as USD 500")]
    Shape(String),
    /// It is there twice.
    #[error("{0} is there twice")]
    Twice(Currency),
}

/// Reads a decimal number that is no less than nothing, as a whole number of its `digits`-th decimals.
/// More decimals than these are `None` where they say something.
fn decimals(text: &str, digits: u32) -> Option<i64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let rest = rest.trim_end_matches('0');
    let digit = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let kept = u32::try_from(rest.len()).ok()?;
    if whole.is_empty() || !digit(whole) || !digit(rest) || kept > digits {
        return None;
    }
    let number: i64 = format!("{whole}{rest}").parse().ok()?;
    number.checked_mul(10_i64.checked_pow(digits - kept)?)
}

/// Writes such a number with as many decimals as there are, and no fewer than `least`.
fn in_decimals(number: i64, digits: u32, least: usize) -> String {
    let unit = 10_i64.pow(digits);
    let (whole, rest) = (number / unit, number % unit);
    let rest = format!("{rest:0width$}", width = digits as usize);
    let rest = if digits == 0 { "" } else { rest.as_str() };
    let shown = rest.trim_end_matches('0').len().max(least).min(rest.len());
    match &rest[..shown] {
        "" => whole.to_string(),
        rest => format!("{whole}.{rest}"),
    }
}

#[cfg(test)]
mod tests;
