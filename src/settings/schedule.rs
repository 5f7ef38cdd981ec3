//! When boards are posted.

use std::fmt;
use std::str::FromStr;

use croner::Cron;
use jiff::Zoned;

/// A recurring time, in the programme's zone.
#[derive(Clone, Debug)]
pub struct BoardSchedule {
    said: String,
    cron: Cron,
}

impl BoardSchedule {
    /// The first due time after `after`.
    pub fn next(&self, after: &Zoned) -> Option<Zoned> {
        self.cron.find_next_occurrence(after, false).ok()
    }

    /// Whether each post is about the month before it; otherwise about the week before it.
    pub fn is_monthly(&self) -> bool {
        self.said == "monthly"
    }
}

impl fmt::Display for BoardSchedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl FromStr for BoardSchedule {
    type Err = String;

    fn from_str(said: &str) -> Result<Self, String> {
        let pattern = match said {
            "weekly" => "0 9 * * MON",
            "monthly" => "0 9 1 * *",
            pattern => pattern,
        };
        let cron = Cron::from_str(pattern).map_err(|_| {
            "must be weekly, monthly, none, or a cron pattern such as 30 16 * * FRI".to_owned()
        })?;
        Ok(Self {
            said: said.to_owned(),
            cron,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekly_is_monday_morning_where_the_programme_lives() {
        let weekly: BoardSchedule = "weekly".parse().unwrap();
        let sunday: Zoned = "2026-11-22T12:00[Asia/Jakarta]".parse().unwrap();
        let next = weekly.next(&sunday).unwrap();
        assert_eq!(next.to_string(), "2026-11-23T09:00:00+07:00[Asia/Jakarta]");
    }
}
