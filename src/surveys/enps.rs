//! The employee net promoter score. Pure.
//!
//! Those who answer 9 or 10 are promoters, 7 or 8 passives, less detractors; the score is the percentage
//! of promoters less that of detractors (Reichheld, "The One Number You Need to Grow", 2003).

use serde::Serialize;

/// 95 of 100 samples lie within so many standard errors.
const CONFIDENCE: f64 = 1.96;

/// How many were what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Enps {
    /// Who would recommend it.
    pub promoters: i32,
    /// Who would not say.
    pub passives: i32,
    /// Who would not.
    pub detractors: i32,
}

impl Enps {
    /// Sums up how often each score was given.
    pub fn of<'a>(counts: impl IntoIterator<Item = (&'a str, i32)>) -> Self {
        let mut enps = Self::default();
        for (score, count) in counts {
            match score.parse::<u8>() {
                Ok(9..) => enps.promoters += count,
                Ok(7..) => enps.passives += count,
                Ok(_) => enps.detractors += count,
                Err(_) => {}
            }
        }
        enps
    }

    /// How many answered.
    pub fn answered(self) -> i32 {
        self.promoters + self.passives + self.detractors
    }

    fn exact(self) -> f64 {
        let share = |count: i32| f64::from(count) / f64::from(self.answered().max(1));
        share(self.promoters) - share(self.detractors)
    }

    /// The score, from -100 to 100.
    pub fn score(self) -> i32 {
        whole(100.0 * self.exact())
    }

    /// The variance of the score of so many, as a share. One more in each band keeps it from being nothing
    /// where all of a few answered alike (Laplace's rule of succession).
    fn variance(self) -> f64 {
        let more = |count: i32| f64::from(count + 1);
        let n = f64::from(self.answered() + 3);
        let decided = (more(self.promoters) + more(self.detractors)) / n;
        let score = (more(self.promoters) - more(self.detractors)) / n;
        (decided - score.powi(2)) / n
    }

    /// How far the score of as many others like them may be off, in points: half of the interval that
    /// holds 95 of 100.
    pub fn margin(self) -> i32 {
        whole((100.0 * CONFIDENCE * self.variance().sqrt()).ceil())
    }

    /// How the score changed since `before`, and whether that is more than chance explains.
    pub fn since(self, before: Self) -> (i32, bool) {
        let change = self.exact() - before.exact();
        let noise = CONFIDENCE * (self.variance() + before.variance()).sqrt();
        (self.score() - before.score(), change.abs() > noise)
    }
}

/// A number within -200 to 200 as a whole one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "scores and margins are small"
)]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enps(promoters: i32, passives: i32, detractors: i32) -> Enps {
        Enps {
            promoters,
            passives,
            detractors,
        }
    }

    #[test]
    fn scores_fall_into_bands() {
        let counts = [("10", 3), ("9", 1), ("8", 1), ("7", 1), ("6", 1), ("0", 1)];
        assert_eq!(Enps::of(counts), enps(4, 2, 2));
        assert_eq!(enps(4, 2, 2).score(), 25);
        assert_eq!(enps(0, 0, 0).score(), 0);
        assert_eq!(enps(0, 1, 5).score(), -83);
    }

    #[test]
    fn a_small_change_of_few_is_noise() {
        assert_eq!(enps(5, 3, 2).since(enps(4, 3, 3)), (20, false));
        let (change, real) = enps(500, 300, 200).since(enps(400, 300, 300));
        assert_eq!((change, real), (20, true));
    }

    #[test]
    fn more_answers_are_surer() {
        assert!(enps(5, 3, 2).margin() > enps(50, 30, 20).margin());
        assert!(enps(5, 0, 0).margin() > 30);
    }
}
