//! What a point is worth.

use std::fmt;
use std::str::FromStr;

use super::amount::split;
use super::two_ways::{TwoWays, clear};
use super::{Currency, Money, NoMoney, decimals, in_decimals};

/// Money per point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub(super) currency: Currency,
    /// In millionths of the currency's unit; more than none.
    millionths: i64,
}

/// How many decimals a rate may have.
const DIGITS: u32 = 6;
const UNIT: i128 = 1_000_000;

impl Rate {
    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// What so many points are worth: what is less than the least that can be paid is left out. Nothing,
    /// where that leaves nothing, or more than can be counted.
    pub fn of_points(self, points: i64) -> Option<Money> {
        let minor = i128::from(points).checked_mul(self.per_point())? / UNIT;
        let minor = i64::try_from(minor).ok().filter(|it| *it > 0)?;
        let currency = self.currency;
        Some(Money { currency, minor })
    }

    /// The fewest points that are worth so much, or more.
    pub fn points_for(self, money: Money) -> Option<i64> {
        let (minor, per_point) = (i128::from(money.minor), self.per_point());
        let points = (minor * UNIT).div_euclid(per_point);
        let more = i128::from((minor * UNIT).rem_euclid(per_point) > 0);
        (money.currency == self.currency).then(|| i64::try_from(points + more).ok())?
    }

    /// The points that are worth exactly so much, where there are any.
    pub fn exactly(self, money: Money) -> Option<i64> {
        let points = self.points_for(money)?;
        (self.of_points(points)? == money).then_some(points)
    }

    /// Millionths of the minor unit.
    fn per_point(self) -> i128 {
        i128::from(self.millionths) * 10_i128.pow(self.currency.digits())
    }
}

impl FromStr for Rate {
    type Err = NoMoney;

    fn from_str(text: &str) -> Result<Self, NoMoney> {
        let (currency, amount) = split(text)?;
        TwoWays::check(currency, amount, DIGITS)?;
        let millionths = decimals(amount, DIGITS).filter(|it| *it > 0);
        let no_amount = || NoMoney::Amount(currency, amount.to_owned());
        let millionths = millionths.ok_or_else(no_amount)?;
        Ok(Self {
            currency,
            millionths,
        })
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = clear(self.currency, in_decimals(self.millionths, DIGITS, 0));
        write!(f, "{} {amount}", self.currency)
    }
}
