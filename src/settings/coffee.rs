//! When coffee draws are.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, Time, date, time};
use sqlx::PgConnection;

use super::Settings;
use crate::ids::WorkspaceId;
use crate::schedule::{self, EARLIEST, Entry, Recurrence, Rhythm};

/// What coffee draws are called in the schedule.
pub const COFFEE: &str = "coffee";

/// The hour of each one's own clock at which they are told with whom.
pub const COFFEE_AT: Time = time(9, 0, 0, 0);

/// A Monday, the first of its month: draws are on Mondays, every other one counted from this.
const MONDAY: Date = date(2026, 1, 5);

words! {
    /// How often there is a coffee draw.
    pub enum CoffeeDraws {
        /// There is none.
        Never = "none",
        /// Every Monday.
        Weekly = "weekly",
        /// Every other Monday.
        Fortnightly = "fortnightly",
        /// On the first Monday of the month.
        Monthly = "monthly",
    }
}

impl CoffeeDraws {
    /// On which days there are draws, if there are any.
    pub const fn rhythm(self) -> Option<Rhythm> {
        match self {
            Self::Never => None,
            Self::Weekly => Some(Rhythm::Weekly),
            Self::Fortnightly => Some(Rhythm::Fortnightly),
            Self::Monthly => Some(Rhythm::MonthlyByWeekday),
        }
    }

    /// The date after which everybody is told of the next draw, which has not begun at `now`.
    pub fn next(self, now: Timestamp) -> Option<Date> {
        let recurrence = self.recurrence()?;
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let mut dates = recurrence.dates(today);
        dates.find(|day| recurrence.begins(*day).is_some_and(|at| at > now))
    }

    fn recurrence(self) -> Option<Recurrence> {
        Some(self.rhythm()?.from(MONDAY, COFFEE_AT))
    }
}

impl FromStr for CoffeeDraws {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::named(word).map_err(|_| "must be none, weekly, fortnightly or monthly".to_owned())
    }
}

/// Brings the draws' entry in the schedule in step with the settings; where it was not, it counts from `since`.
pub async fn schedule_coffee(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    since: Timestamp,
) -> Result<(), sqlx::Error> {
    let entry = settings.coffee.recurrence().map(|recurrence| Entry {
        recurrence,
        zone: EARLIEST.to_owned(),
        own_zones: false,
    });
    let kept = schedule::keep(conn, workspace, COFFEE, entry.as_ref(), since).await;
    kept.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_on_mondays_and_the_next_is_one_that_has_begun_nowhere() {
        for (draws, now, next) in [
            (
                CoffeeDraws::Weekly,
                "2026-11-28T08:00:00Z",
                Some(date(2026, 11, 30)),
            ),
            // Nine on Monday in the east of Kiribati.
            (
                CoffeeDraws::Weekly,
                "2026-11-29T19:00:00Z",
                Some(date(2026, 12, 7)),
            ),
            (
                CoffeeDraws::Fortnightly,
                "2026-11-28T08:00:00Z",
                Some(date(2026, 12, 7)),
            ),
            (
                CoffeeDraws::Monthly,
                "2026-12-08T08:00:00Z",
                Some(date(2027, 1, 4)),
            ),
            (CoffeeDraws::Never, "2026-12-08T08:00:00Z", None),
        ] {
            assert_eq!(draws.next(now.parse().unwrap()), next, "{draws} {now}");
        }
    }
}
