//! When a workspace's board is due.

use jiff::{Timestamp, ToSpan, Zoned};

use super::Period;
use crate::settings::Settings;

/// A board that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// When it fell due.
    pub at: Zoned,
    /// What length it is about.
    pub period: Period,
    /// A day of the period it is about: the one before.
    pub day: jiff::civil::Date,
    /// Where it goes.
    pub channel: String,
}

/// The latest board that fell due in the hour up to `now`, if any: an outage longer than that skips
/// a post rather than sending stale news.
pub fn due(settings: &Settings, now: Timestamp) -> Option<Due> {
    let (channel, schedule) = (
        settings.leaderboard_channel.as_ref()?,
        settings.leaderboard_schedule.as_ref()?,
    );
    let now = now.to_zoned(settings.time_zone.clone());
    let hour_ago = now.checked_sub(1.hour()).ok()?;
    let mut at = schedule.next(&hour_ago)?;
    if at > now {
        return None;
    }
    while let Some(next) = schedule.next(&at).filter(|next| *next <= now) {
        at = next;
    }
    let period = if schedule.is_monthly() {
        Period::Month
    } else {
        Period::Week
    };
    let day = if matches!(period, Period::Month) || at.weekday() == jiff::civil::Weekday::Monday {
        // The first day of a period: the board is about the one that has just ended.
        at.date().yesterday().ok()?
    } else {
        at.date()
    };
    Some(Due {
        at,
        period,
        day,
        channel: channel.clone(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::settings::Key;

    fn settings(schedule: &str) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in [
            ("leaderboard.channel", "C1"),
            ("leaderboard.schedule", schedule),
            ("programme.time_zone", "Asia/Jakarta"),
        ] {
            Key::find(key).unwrap().set(&mut settings, value).unwrap();
        }
        settings
    }

    #[test]
    fn a_weekly_board_is_about_the_week_before() {
        // Monday 23 November, 09:05 in Jakarta.
        let now = "2026-11-23T02:05:00Z".parse().unwrap();
        let due = due(&settings("weekly"), now).unwrap();
        assert_eq!(due.day, date(2026, 11, 22));
        assert_eq!(due.at.hour(), 9);
    }

    #[test]
    fn nothing_is_due_before_its_time_or_long_after() {
        let early = "2026-11-23T01:55:00Z".parse().unwrap();
        let late = "2026-11-23T03:30:00Z".parse().unwrap();
        assert_eq!(due(&settings("weekly"), early), None);
        assert_eq!(due(&settings("weekly"), late), None);
    }

    #[test]
    fn a_friday_board_is_about_the_week_that_ends() {
        // Friday 20 November, 16:31 in Jakarta.
        let now = "2026-11-20T09:31:00Z".parse().unwrap();
        let due = due(&settings("30 16 * * FRI"), now).unwrap();
        assert_eq!(Period::Week.start(due.day), date(2026, 11, 16));
    }
}
