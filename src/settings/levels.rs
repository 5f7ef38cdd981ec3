//! Levels by points received.

use std::fmt;
use std::str::FromStr;

use crate::script::with_ascii_digits;

/// How many levels there are at most.
const MOST: usize = 50;

/// How many points lead to each level, the first first; none where there are no levels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<i64>);

impl Levels {
    /// Whether there are any.
    pub fn exist(&self) -> bool {
        !self.0.is_empty()
    }

    /// Which level somebody is on who received so many points: 0 before the first.
    pub fn reached(&self, points: i64) -> i64 {
        let reached = self.0.iter().filter(|threshold| points >= **threshold);
        i64::try_from(reached.count()).unwrap_or(i64::MAX)
    }

    /// How many points lead to the next level, if there is one.
    pub fn next(&self, points: i64) -> Option<i64> {
        self.0.iter().copied().find(|threshold| points < *threshold)
    }
}

impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let said: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&said.join(", "))
    }
}

impl FromStr for Levels {
    type Err = String;

    /// Reads `100, 500, 2000`, or `none`.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim() == "none" {
            return Ok(Self::default());
        }
        let said = with_ascii_digits(text);
        let numbers: Result<Vec<i64>, _> = said.split(',').map(|it| it.trim().parse()).collect();
        let numbers = numbers.unwrap_or_default();
        let rises = numbers.windows(2).all(|pair| pair[0] < pair[1]);
        let first = numbers.first().is_some_and(|first| *first > 0);
        if first && rises && numbers.len() <= MOST {
            Ok(Self(numbers))
        } else {
            Err("must be numbers of points that rise, such as 100, 500, 2000, or none".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_rise_and_say_back_what_they_were_told() {
        for said in ["none", "100", "100, 500, 2000"] {
            assert_eq!(said.parse::<Levels>().unwrap().to_string(), said);
        }
        for said in ["", "0", "-5", "5, 5", "9, 3", "ten", "1, , 2"] {
            assert!(said.parse::<Levels>().is_err(), "{said}");
        }
        let levels: Levels = "10,50".parse().unwrap();
        for (points, level, next) in [
            (0, 0, Some(10)),
            (10, 1, Some(50)),
            (49, 1, Some(50)),
            (50, 2, None),
        ] {
            assert_eq!(
                (levels.reached(points), levels.next(points)),
                (level, next),
                "{points}"
            );
        }
    }
}
