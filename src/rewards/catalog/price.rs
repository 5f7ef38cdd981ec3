//! What an item costs, in points.

use std::fmt;
use std::str::FromStr;

/// One price, or a range in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// Exactly so much.
    Fixed(i64),
    /// As much as one likes, in steps from the least.
    Range {
        /// The least.
        least: i64,
        /// The most: a whole number of steps above the least.
        most: i64,
        /// What lies between two prices.
        step: i64,
    },
}

/// The highest price, in points.
const MOST: i64 = 1_000_000_000;

/// A price that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// It is none of the two forms.
    #[error("a price is points such as 50, or a range with a step such as 50-500/50")]
    Unreadable,
    /// It is not more than nothing.
    #[error("a price is more than 0")]
    Nothing,
    /// It is more than anybody ever has.
    #[error("a price is at most {MOST} points")]
    TooMuch,
    /// The steps do not lead from the least to the most.
    #[error("the most is a whole number of steps above the least")]
    Steps,
}

impl Price {
    /// A range, if it can be one.
    pub fn range(least: i64, most: i64, step: i64) -> Result<Self, PriceError> {
        if least <= 0 {
            return Err(PriceError::Nothing);
        }
        let reach = most.checked_sub(least).filter(|reach| *reach > 0);
        match reach {
            Some(reach) if step > 0 && reach % step == 0 => Ok(Self::Range { least, most, step }),
            _ => Err(PriceError::Steps),
        }
    }

    /// Whether it is a price that somebody may pay one day.
    pub fn check(self) -> Result<(), PriceError> {
        if self.least() <= 0 {
            return Err(PriceError::Nothing);
        }
        if self.most().unwrap_or(self.least()) > MOST {
            return Err(PriceError::TooMuch);
        }
        Ok(())
    }

    /// The least that it costs.
    pub const fn least(self) -> i64 {
        match self {
            Self::Fixed(points) => points,
            Self::Range { least, .. } => least,
        }
    }

    /// The most of a range.
    pub const fn most(self) -> Option<i64> {
        match self {
            Self::Fixed(_) => None,
            Self::Range { most, .. } => Some(most),
        }
    }

    /// What lies between two prices of a range.
    pub const fn step(self) -> Option<i64> {
        match self {
            Self::Fixed(_) => None,
            Self::Range { step, .. } => Some(step),
        }
    }

    /// Whether it can be had for so much.
    pub const fn accepts(self, points: i64) -> bool {
        match self {
            Self::Fixed(price) => points == price,
            Self::Range { least, most, step } => {
                points >= least && points <= most && (points - least) % step == 0
            }
        }
    }

    /// Its columns as a price again.
    pub(super) const fn of_columns(least: i64, most: Option<i64>, step: Option<i64>) -> Self {
        match (most, step) {
            (Some(most), Some(step)) => Self::Range { least, most, step },
            _ => Self::Fixed(least),
        }
    }
}

impl fmt::Display for Price {
    /// As it is typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(points) => points.fmt(f),
            Self::Range { least, most, step } => write!(f, "{least}-{most}/{step}"),
        }
    }
}

impl FromStr for Price {
    type Err = PriceError;

    fn from_str(text: &str) -> Result<Self, PriceError> {
        let number = |text: &str| {
            text.trim()
                .parse::<i64>()
                .map_err(|_| PriceError::Unreadable)
        };
        match text.split_once('-') {
            None => match number(text)? {
                points if points > 0 => Ok(Self::Fixed(points)),
                _ => Err(PriceError::Nothing),
            },
            Some((least, rest)) => {
                let (most, step) = rest.split_once('/').ok_or(PriceError::Unreadable)?;
                Self::range(number(least)?, number(most)?, number(step)?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prices_are_read_as_they_are_typed() {
        let range = Price::range(50, 500, 50).unwrap();
        for (typed, price) in [
            ("50", Ok(Price::Fixed(50))),
            (" 50 ", Ok(Price::Fixed(50))),
            ("50-500/50", Ok(range)),
            ("50 - 500 / 50", Ok(range)),
            ("0", Err(PriceError::Nothing)),
            ("-5", Err(PriceError::Unreadable)),
            ("50-500", Err(PriceError::Unreadable)),
            ("50-500/40", Err(PriceError::Steps)),
            ("50-50/10", Err(PriceError::Steps)),
            ("500-50/50", Err(PriceError::Steps)),
            ("50-500/0", Err(PriceError::Steps)),
            ("0-500/50", Err(PriceError::Nothing)),
            ("fifty", Err(PriceError::Unreadable)),
        ] {
            assert_eq!(typed.parse::<Price>(), price, "{typed}");
        }
    }

    #[test]
    fn a_price_is_one_that_somebody_may_pay() {
        assert_eq!(Price::Fixed(MOST).check(), Ok(()));
        assert_eq!(Price::Fixed(MOST + 1).check(), Err(PriceError::TooMuch));
        let range = Price::range(1, i64::MAX, i64::MAX - 1).unwrap();
        assert_eq!(range.check(), Err(PriceError::TooMuch));
        assert_eq!(Price::Fixed(0).check(), Err(PriceError::Nothing));
    }

    proptest! {
        #[test]
        fn what_a_range_accepts_lies_on_its_steps(
            least in 1..1000_i64, steps in 1..50_i64, step in 1..100_i64, asked in -10..10_000_i64,
        ) {
            let most = least + steps * step;
            let price = Price::range(least, most, step).unwrap();
            let on_it = (0..=steps).any(|n| least + n * step == asked);
            prop_assert_eq!(price.accepts(asked), on_it);
            prop_assert_eq!(price.to_string().parse::<Price>(), Ok(price));
        }
    }
}
