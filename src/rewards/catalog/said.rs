//! What somebody typed of an item, read.

use jiff::civil::Date;

use super::field::BETWEEN;
use super::{Limit, PriceError};
use crate::calendar::Period;
use crate::money::NoMoney;
use crate::people;
use crate::script::folded;
use crate::secure_url::{Insecure, SecureUrl};
use crate::standard_webhooks::{NotSecret, Secret};
use crate::words::UnknownWord;

/// The longest tag, in characters.
const TAG: usize = 30;

/// The longest id of a product.
const PRODUCT: usize = 64;

/// Why something is not what is said of an item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaid {
    /// It is none of a few words.
    #[error("{typed:?} is none of {words}")]
    NoWord {
        /// What was typed.
        typed: String,
        /// The words.
        words: &'static str,
    },
    /// The price cannot be.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// It counts nothing.
    #[error("{0:?} is no number of 1 or more")]
    NoNumber(String),
    /// It is no stock.
    #[error("{0:?} is no number of things that are left, nor `unlimited`")]
    NoStock(String),
    /// It is no limit.
    #[error("{0:?} is no limit such as 1/month (day, week, month, quarter, year, all)")]
    NoLimit(String),
    /// It is no tag.
    #[error("{0:?} is no tag: one word of at most {TAG} letters, digits, - and _")]
    NoTag(String),
    /// It is no team, country or day.
    #[error(transparent)]
    Person(people::Wrong),
    /// Orders are not sent there.
    #[error("a webhook {0}")]
    Address(Insecure),
    /// It is no secret. It is not repeated.
    #[error("no secret of a webhook: {0}")]
    NoSecret(NotSecret),
    /// It is no currency.
    #[error(transparent)]
    Currency(#[from] NoMoney),
    /// No provider calls anything so.
    #[error(
        "{0:?} is no product of a provider: its id, of at most {PRODUCT} letters, digits, - and _"
    )]
    NoProduct(String),
    /// It is no picture.
    #[error(transparent)]
    Image(#[from] super::NoImage),
    /// It is always something.
    #[error("it cannot be left out")]
    Needed,
}

/// Reads one of the words of an enum; `Gift card` is `gift_card`, too.
pub(super) fn word<T>(
    typed: &str,
    named: fn(&str) -> Result<T, UnknownWord>,
    words: &'static str,
) -> Result<T, NotSaid> {
    named(&folded(typed).replace([' ', '-'], "_")).map_err(|_| NotSaid::NoWord {
        typed: typed.to_owned(),
        words,
    })
}

/// Reads a number that counts something.
pub(super) fn number<T: TryFrom<i64>>(typed: &str) -> Result<T, NotSaid> {
    let number = typed.parse::<i64>().ok().filter(|number| *number > 0);
    let number = number.and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| NotSaid::NoNumber(typed.to_owned()))
}

/// Reads how many are left.
pub(super) fn stock(typed: &str) -> Result<i64, NotSaid> {
    let number = typed.parse::<i64>().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| NotSaid::NoStock(typed.to_owned()))
}

/// Reads a limit such as `1/month`.
pub(super) fn limit(typed: &str) -> Result<Limit, NotSaid> {
    let read = || {
        let (count, period) = typed.split_once('/')?;
        let count = number(count.trim()).ok()?;
        let period = Period::named(period.trim());
        period.ok().map(|period| Limit { count, period })
    };
    read().ok_or_else(|| NotSaid::NoLimit(typed.to_owned()))
}

/// Reads a tag.
pub(super) fn tag(typed: &str) -> Result<String, NotSaid> {
    let tag = folded(typed);
    let fits = tag.chars().count() <= TAG && !tag.is_empty();
    if fits
        && tag
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    {
        Ok(tag)
    } else {
        Err(NotSaid::NoTag(typed.to_owned()))
    }
}

/// Reads the name of a team.
pub(super) fn team(typed: &str) -> Result<String, NotSaid> {
    people::team(typed).map_err(NotSaid::Person)
}

/// Reads the code of a country.
pub(super) fn country(typed: &str) -> Result<String, NotSaid> {
    people::country(typed).map_err(NotSaid::Person)
}

/// Reads a day.
pub(super) fn day(typed: &str) -> Result<Date, NotSaid> {
    people::day(typed).map_err(NotSaid::Person)
}

/// Reads where orders are sent.
pub(super) fn address(typed: &str) -> Result<String, NotSaid> {
    let url: SecureUrl = typed.parse().map_err(NotSaid::Address)?;
    Ok(url.to_string())
}

/// Reads what orders are signed with.
pub(super) fn secret(typed: &str) -> Result<String, NotSaid> {
    typed.parse::<Secret>().map_err(NotSaid::NoSecret)?;
    Ok(typed.to_owned())
}

/// Reads what a provider calls a product.
pub(super) fn product(typed: &str) -> Result<String, NotSaid> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if typed.len() <= PRODUCT && typed.chars().all(plain) {
        Ok(typed.to_owned())
    } else {
        Err(NotSaid::NoProduct(typed.to_owned()))
    }
}

/// Reads several things; each comes once.
pub(super) fn several<T: PartialEq>(
    typed: &str,
    read: impl Fn(&str) -> Result<T, NotSaid>,
) -> Result<Vec<T>, NotSaid> {
    let mut found = Vec::new();
    for part in typed.split(BETWEEN).map(str::trim) {
        if part.is_empty() {
            continue;
        }
        let one = read(part)?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    Ok(found)
}
