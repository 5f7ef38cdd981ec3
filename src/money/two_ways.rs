//! Numbers that are read in two ways: `150.000` is 150 to some and 150000 to others.

use super::Currency;

/// A number with three digits behind one point or comma.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{currency} {typed} is {thousands}{}", question(.decimal.as_deref()))]
pub struct TwoWays {
    /// The currency.
    pub currency: Currency,
    /// As it was typed.
    pub typed: String,
    /// What it is where thousands are parted so, as it would be understood.
    pub thousands: String,
    /// What it is where decimals are parted so; nothing, where so many of them are not taken.
    pub decimal: Option<String>,
}

fn question(decimal: Option<&str>) -> String {
    match decimal {
        Some(decimal) => format!(", or {decimal}? Type the one that is meant"),
        None => "? Type that if it is meant".to_owned(),
    }
}

impl TwoWays {
    /// Refuses a number that may be either, where one has at most so many decimals.
    pub(super) fn check(currency: Currency, typed: &str, digits: u32) -> Result<(), Self> {
        let Some((whole, rest)) = either(currency, typed) else {
            return Ok(());
        };
        let decimal = match rest.trim_end_matches('0') {
            "" => Some(whole.to_owned()),
            rest if rest.len() > digits as usize => None,
            rest => Some(clear(currency, format!("{whole}.{rest}"))),
        };
        Err(Self {
            currency,
            typed: typed.to_owned(),
            thousands: format!("{whole}{rest}"),
            decimal,
        })
    }
}

/// The two parts of a number that may be either. No thousands begin with a zero, or with more than three digits.
fn either(currency: Currency, typed: &str) -> Option<(&str, &str)> {
    let (whole, rest) = typed.split_once(['.', ','])?;
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let grouped = (1..=3).contains(&whole.len()) && rest.len() == 3;
    let thousands = grouped && digits(whole) && digits(rest) && !whole.starts_with('0');
    // What has three decimals is written with all of them.
    let decimals = typed.contains('.') && currency.digits() == 3;
    (thousands && !decimals).then_some((whole, rest))
}

/// A decimal number as nobody reads it otherwise: one more decimal says that they are decimals.
pub(super) fn clear(currency: Currency, number: String) -> String {
    if either(currency, &number).is_some() {
        number + "0"
    } else {
        number
    }
}

/// A list of amounts as an earlier release kept it, written clearly: there, numbers that are read in two
/// ways were decimals.
pub fn without_doubt(kept: &str) -> String {
    let plain = |part: &str| match super::amount::split(part) {
        Ok((currency, amount)) => format!("{currency} {}", clear(currency, amount.to_owned())),
        Err(_) => part.to_owned(),
    };
    kept.split(", ").map(plain).collect::<Vec<_>>().join(", ")
}
