//! What nudges are set to: each is off unless it is set, and recurs by itself where it is on.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Weekday;
use sqlx::PgConnection;

use super::{Group, Settings};
use crate::ids::WorkspaceId;
use crate::schedule::{self, Entry, Recurrence};
use crate::script::folded;

words! {
    /// What people are told at times that recur.
    pub enum Nudge {
        /// A channel: who was thanked for what in a week.
        Digest = "digest",
        /// Whoever others report to: the same of their people.
        TeamDigest = "team_digest",
        /// Whoever thanked nobody for long.
        Thanking = "thanking",
        /// A channel: who is new.
        Welcome = "welcome",
        /// Whoever is new: how kudos work.
        Hello = "hello",
        /// A channel: whose birthday it is, and who has been there for years.
        Celebrations = "celebrations",
        /// The one whose birthday or anniversary it is: that it is.
        OwnCelebrations = "own_celebrations",
        /// Whoever's days are known: whether they want others to be told of them.
        CelebrationChoice = "celebration_choice",
    }
}

words! {
    /// The weekday of a digest.
    pub enum DigestDay {
        /// Mondays.
        Monday = "monday",
        /// Tuesdays.
        Tuesday = "tuesday",
        /// Wednesdays.
        Wednesday = "wednesday",
        /// Thursdays.
        Thursday = "thursday",
        /// Fridays.
        Friday = "friday",
        /// Saturdays.
        Saturday = "saturday",
        /// Sundays.
        Sunday = "sunday",
    }
}

impl DigestDay {
    /// The weekday.
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }
}

impl FromStr for DigestDay {
    type Err = String;

    /// Reads a weekday, by its name in each language that people are spoken to.
    fn from_str(word: &str) -> Result<Self, String> {
        match folded(word).as_str() {
            "senin" | "isnin" => Ok(Self::Monday),
            "selasa" => Ok(Self::Tuesday),
            "rabu" => Ok(Self::Wednesday),
            "kamis" | "khamis" => Ok(Self::Thursday),
            "jumat" | "jum'at" | "jumaat" => Ok(Self::Friday),
            "sabtu" => Ok(Self::Saturday),
            "minggu" | "ahad" => Ok(Self::Sunday),
            word => {
                let day = Self::named(word);
                day.map_err(|_| "must be a weekday, such as monday, or none".to_owned())
            }
        }
    }
}

words! {
    /// Which days of people are celebrated.
    pub enum Celebrated {
        /// None.
        Nothing = "nothing",
        /// Birthdays.
        Birthdays = "birthdays",
        /// The days on which people began.
        Anniversaries = "anniversaries",
        /// Both.
        Both = "both",
    }
}

impl Celebrated {
    /// Whether birthdays are.
    pub const fn birthdays(self) -> bool {
        matches!(self, Self::Birthdays | Self::Both)
    }

    /// Whether the days on which people began are.
    pub const fn anniversaries(self) -> bool {
        matches!(self, Self::Anniversaries | Self::Both)
    }
}

impl FromStr for Celebrated {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::named(word)
            .map_err(|_| "must be birthdays, anniversaries, both or nothing".to_owned())
    }
}

/// The settings of all nudges.
#[derive(Clone, Debug)]
pub struct Nudges {
    /// Where the digest is posted: a channel id.
    pub digest_channel: Option<String>,
    /// On which day digests come.
    pub digest_day: Option<DigestDay>,
    /// Whether whoever others report to gets one of their people.
    pub digest_managers: bool,
    /// After how many days without giving somebody is asked whom they could thank; 0 asks nobody.
    pub thanking_days: u16,
    /// Where new colleagues are welcomed: a channel id.
    pub welcome_channel: Option<String>,
    /// Whether they are told how kudos work.
    pub welcome_direct: bool,
    /// Which days are celebrated.
    pub celebrated: Celebrated,
    /// Where: a channel id.
    pub celebrations_channel: Option<String>,
    /// At which hour.
    pub celebrations_hour: u16,
}

impl Default for Nudges {
    fn default() -> Self {
        Self {
            digest_channel: None,
            digest_day: None,
            digest_managers: false,
            thanking_days: 0,
            welcome_channel: None,
            welcome_direct: false,
            celebrated: Celebrated::Nothing,
            celebrations_channel: None,
            celebrations_hour: 0,
        }
    }
}

impl Nudge {
    /// Every nudge.
    pub const ALL: [Self; 8] = [
        Self::Digest,
        Self::TeamDigest,
        Self::Thanking,
        Self::Welcome,
        Self::Hello,
        Self::Celebrations,
        Self::OwnCelebrations,
        Self::CelebrationChoice,
    ];

    /// Whether it comes to each one alone, by their own clock.
    pub const fn is_private(self) -> bool {
        match self {
            Self::Digest | Self::Welcome | Self::Celebrations => false,
            Self::TeamDigest
            | Self::Thanking
            | Self::Hello
            | Self::OwnCelebrations
            | Self::CelebrationChoice => true,
        }
    }

    /// The channel it is posted to, and the key that says so; nothing where it comes to each one alone, or to
    /// none.
    pub fn channel(self, set: &Nudges) -> Option<(&'static str, &str)> {
        let (key, channel) = match self {
            Self::Digest => ("digest.channel", &set.digest_channel),
            Self::Welcome => ("welcome.channel", &set.welcome_channel),
            Self::Celebrations => ("celebrations.channel", &set.celebrations_channel),
            Self::TeamDigest
            | Self::Thanking
            | Self::Hello
            | Self::OwnCelebrations
            | Self::CelebrationChoice => return None,
        };
        Some((key, channel.as_deref()?))
    }

    /// Whether it is on.
    pub fn is_on(self, set: &Nudges) -> bool {
        self.hour(set).is_some()
    }

    /// The keys that turn it on.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Digest => &["digest.day", "digest.channel"],
            Self::TeamDigest => &["digest.day", "digest.managers"],
            Self::Thanking => &["kudos.thank_days"],
            Self::Welcome => &["welcome.channel"],
            Self::Hello => &["welcome.direct"],
            Self::Celebrations => &["celebrations.of", "celebrations.channel"],
            Self::OwnCelebrations | Self::CelebrationChoice => &["celebrations.of"],
        }
    }

    /// At which hour of every day it begins, where it is on.
    fn hour(self, set: &Nudges) -> Option<u16> {
        let (on, hour) = match self {
            Self::Digest => (set.digest_day.is_some() && set.digest_channel.is_some(), 9),
            Self::TeamDigest => (set.digest_day.is_some() && set.digest_managers, 9),
            Self::Thanking => (set.thanking_days > 0, 10),
            Self::Welcome => (set.welcome_channel.is_some(), 10),
            Self::Hello => (set.welcome_direct, 10),
            Self::Celebrations => (
                set.celebrated != Celebrated::Nothing && set.celebrations_channel.is_some(),
                set.celebrations_hour,
            ),
            Self::OwnCelebrations => (set.celebrated != Celebrated::Nothing, set.celebrations_hour),
            Self::CelebrationChoice => (set.celebrated != Celebrated::Nothing, 11),
        };
        on.then_some(hour)
    }

    fn entry(self, settings: &Settings) -> Option<Entry> {
        let hour = self.hour(&settings.nudges)?;
        Some(Entry {
            recurrence: Recurrence::cron(&format!("0 {hour} * * *"))?,
            zone: settings.zone_name().to_owned(),
            own_zones: self.is_private(),
        })
    }
}

impl Group {
    /// The nudges that are set by it, the one for everybody first.
    pub const fn nudges(self) -> &'static [Nudge] {
        match self {
            Self::Digest => &[Nudge::Digest, Nudge::TeamDigest],
            Self::Welcome => &[Nudge::Welcome, Nudge::Hello],
            Self::Celebrations => &[Nudge::Celebrations, Nudge::OwnCelebrations],
            _ => &[],
        }
    }
}

/// Brings the entries of nudges in the schedule in step with the settings; what was not there counts from
/// `since`.
pub async fn schedule_nudges(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    since: Timestamp,
) -> Result<(), sqlx::Error> {
    for nudge in Nudge::ALL {
        let entry = nudge.entry(settings);
        schedule::keep(conn, workspace, nudge.as_str(), entry.as_ref(), since).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Key;

    fn on(set: &[(&str, &str)]) -> Vec<Nudge> {
        let mut settings = Settings::default();
        for (key, value) in set {
            Key::find(key).unwrap().set(&mut settings, value).unwrap();
        }
        let mut on: Vec<Nudge> = Nudge::ALL.to_vec();
        on.retain(|nudge| nudge.entry(&settings).is_some());
        on
    }

    #[test]
    fn every_nudge_is_off_unless_it_is_set() {
        assert_eq!(on(&[]), []);
        for (set, expected) in [
            (&[("digest.channel", "C1")][..], &[][..]),
            (&[("digest.day", "monday")], &[]),
            (
                &[("digest.channel", "C1"), ("digest.day", "friday")],
                &[Nudge::Digest],
            ),
            (
                &[("digest.managers", "true"), ("digest.day", "friday")],
                &[Nudge::TeamDigest],
            ),
            (&[("kudos.thank_days", "30")], &[Nudge::Thanking]),
            (&[("welcome.channel", "C1")], &[Nudge::Welcome]),
            (&[("welcome.direct", "true")], &[Nudge::Hello]),
            (&[("celebrations.channel", "C1")], &[]),
            (
                &[("celebrations.of", "both")],
                &[Nudge::OwnCelebrations, Nudge::CelebrationChoice],
            ),
        ] {
            assert_eq!(on(set), expected, "{set:?}");
        }
    }

    #[test]
    fn its_keys_turn_a_nudge_on_and_none_of_them_can_be_left_out() {
        for nudge in Nudge::ALL {
            let keys = nudge.keys().iter().map(|key| Key::find(key).unwrap());
            let set: Vec<(&str, &str)> = keys
                .map(|key| {
                    let is_channel = key.name.ends_with(".channel");
                    (key.name, if is_channel { "C1" } else { key.example })
                })
                .collect();
            assert!(on(&set).contains(&nudge), "{nudge}");
            for left_out in 0..set.len() {
                let mut less = set.clone();
                less.remove(left_out);
                assert!(!on(&less).contains(&nudge), "{nudge}: {less:?}");
            }
        }
    }

    #[test]
    fn a_nudge_is_known_by_its_name() {
        for nudge in Nudge::ALL {
            assert_eq!(Nudge::named(nudge.as_str()), Ok(nudge));
        }
        for day in ["monday", "sunday"] {
            let weekday = day.parse::<DigestDay>().unwrap().weekday();
            assert_eq!(format!("{weekday:?}").to_lowercase(), day);
        }
    }
}
