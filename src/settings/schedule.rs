//! When boards are posted.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Weekday, time};
use sqlx::PgConnection;

use super::Settings;
use crate::ids::WorkspaceId;
use crate::schedule::{self, DayOfMonth, Entry, Recurrence};
use crate::script::{folded, with_ascii_digits};

/// What the board is called in the schedule.
pub const BOARD: &str = "leaderboard";

/// When boards are posted, in the programme's zone.
#[derive(Clone, Debug)]
pub struct BoardSchedule {
    said: String,
    recurrence: Recurrence,
}

impl BoardSchedule {
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
        let nine = time(9, 0, 0, 0);
        let mut said = with_ascii_digits(said);
        // Of a pattern, the names of days and months are in any case already.
        if let word @ ("weekly" | "monthly") = folded(&said).as_str() {
            said.replace_range(.., word);
        }
        let recurrence = match said.as_str() {
            "weekly" => Some(Recurrence::weekly(Weekday::Monday, nine)),
            "monthly" => Some(Recurrence::monthly(DayOfMonth::Day(1), nine)),
            pattern => Recurrence::cron(pattern),
        };
        match recurrence {
            Some(recurrence) => Ok(Self { said, recurrence }),
            None => Err(
                "must be weekly, monthly, none, or a cron pattern such as 30 16 * * FRI".to_owned(),
            ),
        }
    }
}

/// Brings the board's entry in the schedule in step with the settings; where it was not, it counts
/// from `since`. True when it recurs in another way from now on.
pub async fn schedule_board(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    since: Timestamp,
) -> Result<bool, sqlx::Error> {
    let board = settings.leaderboard_schedule.as_ref();
    let board = board.filter(|_| settings.leaderboard_channel.is_some());
    let entry = board.map(|board| Entry {
        recurrence: board.recurrence.clone(),
        zone: settings.zone_name().to_owned(),
        own_zones: false,
    });
    schedule::keep(conn, workspace, BOARD, entry.as_ref(), since).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_back_what_it_was_told_and_refuses_what_never_comes() {
        for said in ["weekly", "monthly", "30 16 * * FRI"] {
            assert_eq!(said.parse::<BoardSchedule>().unwrap().to_string(), said);
        }
        for said in ["", "whenever", "0 9 30 2 *", "weekly mon 09:00"] {
            assert!(said.parse::<BoardSchedule>().is_err(), "{said}");
        }
    }
}
