//! The keys, one by one: name, default, and how text becomes a value.

use jiff::tz::TimeZone;

use super::{AllowancePeriod, BoardSchedule, CompanyValues, Group, Kind, Settings, SharedChannels};
use crate::chat::Locale;

/// The key of the channel that boards are posted to.
pub const BOARD_CHANNEL: &str = "leaderboard.channel";
/// The key of when they are.
const BOARD_SCHEDULE: &str = "leaderboard.schedule";

/// A value that cannot be set, in words for the person who tried.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct Invalid {
    /// The key.
    pub key: &'static str,
    /// Why not.
    pub reason: String,
}

/// A setting's name and meaning.
#[derive(Debug)]
pub struct Key {
    /// As it is typed.
    pub name: &'static str,
    /// What holds while nothing was set.
    pub default: &'static str,
    /// What it does, and in which unit.
    pub help: &'static str,
    /// What may be typed, for whoever typed something else.
    pub example: &'static str,
    /// With which others it is chosen.
    pub group: Group,
    value: Value,
}

/// How a setting is read and written.
#[derive(Debug)]
enum Value {
    /// A whole number within bounds.
    Number {
        bounds: Bounds,
        read: fn(&Settings) -> i64,
        write: fn(&mut Settings, i64),
    },
    /// Anything else.
    Text {
        kind: Kind,
        read: fn(&Settings) -> String,
        write: fn(&mut Settings, &str) -> Result<(), String>,
    },
}

/// Between which numbers a setting is, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
}

impl Key {
    /// The key called `name`.
    pub fn find(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// The key that `name` was probably meant to be.
    pub fn nearest(name: &str) -> Option<&'static Self> {
        KEYS.iter()
            .map(|key| (strsim::jaro_winkler(key.name, name), key))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, key)| key)
    }

    /// What has to be set as well before this one, as it is set, does anything.
    pub fn lacks(&self, settings: &Settings) -> Option<&'static Self> {
        let somewhere = settings.leaderboard_channel.is_some();
        let sometime = settings.leaderboard_schedule.is_some();
        match self.name {
            BOARD_CHANNEL if somewhere && !sometime => Self::find(BOARD_SCHEDULE),
            BOARD_SCHEDULE if sometime && !somewhere => Self::find(BOARD_CHANNEL),
            _ => None,
        }
    }

    /// What it holds.
    pub fn kind(&self) -> Kind {
        match self.value {
            Value::Number { bounds, .. } => Kind::Number(bounds),
            Value::Text { kind, .. } => kind,
        }
    }

    /// Between which numbers it is, when it is a number.
    pub fn bounds(&self) -> Option<Bounds> {
        match self.kind() {
            Kind::Number(bounds) => Some(bounds),
            _ => None,
        }
    }

    /// The value in `settings`, as it would be set.
    pub fn get(&self, settings: &Settings) -> String {
        match self.value {
            Value::Number { read, .. } => read(settings).to_string(),
            Value::Text { read, .. } => read(settings),
        }
    }

    /// Sets the value in `settings`, which stay as they were when it is not valid.
    pub fn set(&self, settings: &mut Settings, value: &str) -> Result<(), Invalid> {
        let value = value.trim();
        let set = match self.value {
            Value::Number { bounds, write, .. } => {
                bounds.read(value).map(|number| write(settings, number))
            }
            Value::Text { write, .. } => write(settings, value),
        };
        set.map_err(|reason| Invalid {
            key: self.name,
            reason,
        })
    }

    /// Takes over a value that was set under the rules of another release. One that is not valid any
    /// more is told of; of a number, the nearest that is valid holds, and of all else the default.
    pub fn adopt(&self, settings: &mut Settings, kept: &str) -> Result<(), Invalid> {
        let adopted = self.set(settings, kept);
        if let (Err(_), Value::Number { bounds, write, .. }) = (&adopted, &self.value)
            && let Ok(number) = kept.trim().parse::<i128>()
        {
            write(settings, bounds.nearest(number));
        }
        adopted
    }
}

impl Bounds {
    fn read(self, value: &str) -> Result<i64, String> {
        let Self { least, most } = self;
        let number = value.parse().ok();
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| format!("must be a whole number from {least} to {most}"))
    }

    fn nearest(self, number: i128) -> i64 {
        let within = number.clamp(self.least.into(), self.most.into());
        i64::try_from(within).unwrap_or(self.least)
    }
}

const fn number(
    least: i64,
    most: i64,
    read: fn(&Settings) -> i64,
    write: fn(&mut Settings, i64),
) -> Value {
    Value::Number {
        bounds: Bounds { least, most },
        read,
        write,
    }
}

const fn text(
    kind: Kind,
    read: fn(&Settings) -> String,
    write: fn(&mut Settings, &str) -> Result<(), String>,
) -> Value {
    Value::Text { kind, read, write }
}

/// A yes or no, as it is set and said.
const YES_OR_NO: Kind = Kind::Words(&["true", "false"]);

fn yes_or_no(value: &str) -> Result<bool, String> {
    match value.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "ya" => Ok(true),
        "false" | "no" | "off" | "0" | "tidak" => Ok(false),
        _ => Err("must be true or false".into()),
    }
}

fn words(value: &str) -> Result<String, String> {
    let length = value.chars().count();
    if (1..=40).contains(&length) && !value.chars().any(char::is_control) {
        Ok(value.to_owned())
    } else {
        Err("must be 1 to 40 characters".into())
    }
}

fn emoji(value: &str) -> Result<String, String> {
    let name = value.trim_matches(':');
    let valid = |c: char| c.is_ascii_alphanumeric() || "_-+'".contains(c);
    if !name.is_empty() && name.len() <= 100 && name.chars().all(valid) {
        Ok(name.to_lowercase())
    } else {
        Err("must be an emoji's short name, such as :clap:".into())
    }
}

/// A channel's id, as it is, with its team as `slack:T1/C1`, or as the mention `<#C1|name>`.
fn channel(value: &str) -> Result<Option<String>, String> {
    let id = value.trim_start_matches("<#").trim_end_matches('>');
    let id = id.split('|').next().unwrap_or(id).trim();
    match id {
        "" | "none" => Ok(None),
        // Every platform's ids have a digit; names and words such as `here` mostly have none.
        id if id.starts_with('#')
            || id.contains(' ')
            || !id.contains(|c: char| c.is_ascii_digit()) =>
        {
            Err("must be the id of a channel, or none".into())
        }
        id => Ok(Some(id.to_owned())),
    }
}

/// What nobody needs more of, and sums of which still fit: points at once, and minutes of a year.
const MOST_POINTS: i64 = 1_000_000;
const YEAR: i64 = 365 * 24 * 60;

/// A number within bounds, as one that counts things.
fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Every key, in the order they are shown.
pub static KEYS: &[Key] = &[
    Key {
        name: "allowance.points",
        default: "100",
        help: "points each member may give per period",
        example: "200",
        group: Group::Allowance,
        value: number(
            0,
            MOST_POINTS,
            |s| s.allowance_points,
            |s, n| s.allowance_points = n,
        ),
    },
    Key {
        name: "allowance.period",
        default: "month",
        help: "day, week or month, in the programme's time zone",
        example: "month",
        group: Group::Allowance,
        value: text(
            Kind::Words(&["day", "week", "month"]),
            |s| s.allowance_period.as_str().to_owned(),
            |s, v| v.parse::<AllowancePeriod>().map(|p| s.allowance_period = p),
        ),
    },
    Key {
        name: "kudos.max_points_per_recipient",
        default: "50",
        help: "the most one recipient may get at once",
        example: "50",
        group: Group::Giving,
        value: number(
            1,
            MOST_POINTS,
            |s| s.max_points_per_recipient,
            |s, n| s.max_points_per_recipient = n,
        ),
    },
    Key {
        name: "kudos.max_recipients",
        default: "20",
        help: "the most recipients of one kudos; a larger user group asks to confirm",
        example: "20",
        group: Group::Giving,
        value: number(
            1,
            10_000,
            |s| counted(s.max_recipients),
            |s, n| s.max_recipients = count(n),
        ),
    },
    Key {
        name: "kudos.max_group",
        default: "5000",
        help: "the most people one kudos may go to, confirmed or not",
        example: "5000",
        group: Group::Giving,
        value: number(
            1,
            10_000,
            |s| counted(s.max_group),
            |s, n| s.max_group = count(n),
        ),
    },
    Key {
        name: "kudos.reason_min_chars",
        default: "0",
        help: "the shortest reason, in characters; 0 asks for none",
        example: "20",
        group: Group::Giving,
        value: number(
            0,
            500,
            |s| counted(s.reason_min_chars),
            |s, n| s.reason_min_chars = count(n),
        ),
    },
    Key {
        name: "kudos.value_required",
        default: "false",
        help: "whether a company value must be named",
        example: "false",
        group: Group::Giving,
        value: text(
            YES_OR_NO,
            |s| s.value_required.to_string(),
            |s, v| yes_or_no(v).map(|b| s.value_required = b),
        ),
    },
    Key {
        name: "kudos.undo_minutes",
        default: "15",
        help: "how long the giver may undo, in minutes",
        example: "15",
        group: Group::Giving,
        value: number(0, YEAR, |s| s.undo_minutes, |s, n| s.undo_minutes = n),
    },
    Key {
        name: "kudos.allow_guests",
        default: "false",
        help: "whether guests may give and receive",
        example: "false",
        group: Group::Giving,
        value: text(
            YES_OR_NO,
            |s| s.allow_guests.to_string(),
            |s, v| yes_or_no(v).map(|b| s.allow_guests = b),
        ),
    },
    Key {
        name: "kudos.allow_direct",
        default: "true",
        help: "whether kudos may be given in a direct message",
        example: "true",
        group: Group::Giving,
        value: text(
            YES_OR_NO,
            |s| s.allow_direct.to_string(),
            |s, v| yes_or_no(v).map(|b| s.allow_direct = b),
        ),
    },
    Key {
        name: "privacy.shared_channels",
        default: "nothing",
        help: "what is posted in a channel shared with another organisation: nothing, or announcements of kudos",
        example: "announcements",
        group: Group::Privacy,
        value: text(
            Kind::Words(&["nothing", "announcements"]),
            |s| s.shared_channels.to_string(),
            |s, v| v.parse::<SharedChannels>().map(|it| s.shared_channels = it),
        ),
    },
    Key {
        name: "currency.name",
        default: "points",
        help: "what points are called; the default is translated",
        example: "stars",
        group: Group::Programme,
        value: text(
            Kind::Text { most: 40 },
            |s| s.currency_name.clone(),
            |s, v| words(v).map(|name| s.currency_name = name),
        ),
    },
    Key {
        name: "currency.emoji",
        default: ":clap:",
        help: "the emoji that gives, as a reaction or in a command",
        example: ":clap:",
        group: Group::Programme,
        value: text(
            Kind::Text { most: 102 },
            |s| format!(":{}:", s.currency_emoji),
            |s, v| emoji(v).map(|name| s.currency_emoji = name),
        ),
    },
    Key {
        name: "programme.time_zone",
        default: "UTC",
        help: "an IANA time zone, such as Asia/Jakarta: where days begin",
        example: "Asia/Jakarta",
        group: Group::Programme,
        value: text(
            Kind::TimeZone,
            |s| s.time_zone.iana_name().unwrap_or("UTC").to_owned(),
            |s, v| {
                TimeZone::get(v)
                    .map(|zone| s.time_zone = zone)
                    .map_err(|_| "must be an IANA time zone, such as Asia/Jakarta".into())
            },
        ),
    },
    Key {
        name: "programme.locale",
        default: "en",
        help: "en, id or ms: the language of what everyone sees",
        example: "en",
        group: Group::Programme,
        value: text(
            Kind::Words(&["en", "id", "ms"]),
            |s| s.locale.as_str().to_owned(),
            |s, v| {
                v.parse::<Locale>()
                    .map(|l| s.locale = l)
                    .map_err(|_| "must be en, id or ms".into())
            },
        ),
    },
    Key {
        name: BOARD_CHANNEL,
        default: "none",
        help: "the channel that boards are posted to, by its id or as slack:TEAM/ID; none for nowhere",
        example: "here",
        group: Group::Boards,
        value: text(
            Kind::Channel,
            |s| {
                s.leaderboard_channel
                    .clone()
                    .unwrap_or_else(|| "none".into())
            },
            |s, v| channel(v).map(|id| s.leaderboard_channel = id),
        ),
    },
    Key {
        name: BOARD_SCHEDULE,
        default: "none",
        help: "weekly (Monday 09:00), monthly (the 1st, 09:00), a cron pattern, or none",
        example: "weekly",
        group: Group::Boards,
        value: text(
            Kind::Text { most: 100 },
            |s| {
                s.leaderboard_schedule
                    .as_ref()
                    .map_or_else(|| "none".into(), ToString::to_string)
            },
            |s, v| {
                s.leaderboard_schedule = if v == "none" {
                    None
                } else {
                    Some(v.parse::<BoardSchedule>()?)
                };
                Ok(())
            },
        ),
    },
    Key {
        name: "survey.anonymity_threshold",
        default: "5",
        help: "the smallest group whose survey results are shown",
        example: "5",
        group: Group::Privacy,
        value: number(
            3,
            1000,
            |s| counted(s.survey_anonymity_threshold),
            |s, n| s.survey_anonymity_threshold = count(n),
        ),
    },
    Key {
        name: "retention.message_days",
        default: "30",
        help: "how long what people typed is kept outside their kudos, in days",
        example: "30",
        group: Group::Privacy,
        value: number(
            1,
            365,
            |s| s.retention_message_days.into(),
            |s, n| s.retention_message_days = u16::try_from(n).unwrap_or(u16::MAX),
        ),
    },
    Key {
        name: "values",
        default: "teamwork=kolaborasi,kerjasama,kerja_tim,kerja_berpasukan,gotong_royong; \
                  customer=pelanggan; innovation=inovasi; \
                  ownership=tanggung_jawab,tanggungjawab,kepemilikan; \
                  learning=belajar,pembelajaran",
        help: "company values with their aliases: slug=alias,alias; slug; …",
        example: "teamwork=kolaborasi; customer=pelanggan; craft",
        group: Group::Values,
        value: text(
            Kind::Lines,
            |s| s.values.to_string(),
            |s, v| v.parse::<CompanyValues>().map(|values| s.values = values),
        ),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_makes_no_sense() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("allowance.points", "-1"),
            ("allowance.points", "ten"),
            ("allowance.period", "fortnight"),
            ("kudos.max_recipients", "0"),
            ("kudos.max_recipients", "10001"),
            ("kudos.undo_minutes", "9223372036854775807"),
            ("kudos.undo_minutes", "9223372036854775808"),
            ("kudos.value_required", "perhaps"),
            ("programme.time_zone", "Mars/Olympus"),
            ("programme.locale", "de"),
            ("privacy.shared_channels", "true"),
            ("currency.emoji", "::"),
            ("leaderboard.schedule", "whenever"),
            ("retention.message_days", "0"),
            ("retention.message_days", "366"),
            ("values", ""),
            ("values", "a=b; c=b"),
        ] {
            let refused = Key::find(key)
                .unwrap()
                .set(&mut settings, value)
                .unwrap_err();
            assert!(!refused.reason.is_empty());
        }
    }

    #[test]
    fn a_board_takes_a_place_and_a_time() {
        let [place, time] = [BOARD_CHANNEL, BOARD_SCHEDULE].map(|name| Key::find(name).unwrap());
        let mut settings = Settings::default();
        let lacking = |key: &Key, settings: &Settings| key.lacks(settings).map(|other| other.name);
        assert_eq!(lacking(place, &settings), None, "none is posted on purpose");
        time.set(&mut settings, "weekly").unwrap();
        assert_eq!(lacking(time, &settings), Some(BOARD_CHANNEL));
        assert_eq!(lacking(place, &settings), None);
        place.set(&mut settings, "C1").unwrap();
        assert_eq!(lacking(time, &settings), None);
        time.set(&mut settings, "none").unwrap();
        assert_eq!(lacking(place, &settings), Some(BOARD_SCHEDULE));
    }

    #[test]
    fn every_example_fits() {
        for key in KEYS {
            // Said in a channel, it stands for that channel's id.
            let said = if key.example == "here" {
                "C1"
            } else {
                key.example
            };
            let mut settings = Settings::default();
            key.set(&mut settings, said).unwrap();
            assert_eq!(key.get(&settings), said, "{}", key.name);
            assert_ne!(key.example, "none", "{} as it is without", key.name);
        }
    }

    /// Whoever chooses from a list is never refused, and finds in it what is set.
    #[test]
    fn every_word_that_is_offered_can_be_set() {
        for key in KEYS {
            if let Kind::Words(words) = key.kind() {
                for word in words {
                    let mut settings = Settings::default();
                    key.set(&mut settings, word).unwrap();
                    assert_eq!(key.get(&settings), *word, "{}", key.name);
                }
            }
        }
    }

    #[test]
    fn every_number_has_two_ends() {
        for key in KEYS {
            let Some(Bounds { least, most }) = key.bounds() else {
                continue;
            };
            let set = |number: i64| key.set(&mut Settings::default(), &number.to_string());
            for (number, valid) in [
                (least, true),
                (most, true),
                (least - 1, false),
                (most + 1, false),
                (i64::MIN, false),
                (i64::MAX, false),
            ] {
                assert_eq!(set(number).is_ok(), valid, "{} {number}", key.name);
            }
            for (kept, holds) in [
                ("-170141183460469231731687303715884105728", least),
                ("9223372036854775808", most),
            ] {
                let mut settings = Settings::default();
                assert!(key.adopt(&mut settings, kept).is_err(), "it is told of");
                assert_eq!(key.get(&settings), holds.to_string(), "{}", key.name);
            }
            let mut settings = Settings::default();
            assert!(key.adopt(&mut settings, "many").is_err());
            assert_eq!(key.get(&settings), key.default, "{}", key.name);
        }
    }

    #[test]
    fn suggests_the_key_that_was_meant() {
        assert_eq!(
            Key::nearest("allowance.point").unwrap().name,
            "allowance.points"
        );
        assert!(Key::nearest("zzz").is_none());
    }

    #[test]
    fn takes_a_channel_as_id_or_mention() {
        assert_eq!(channel("<#C1|kudos>"), Ok(Some("C1".to_owned())));
        assert_eq!(channel("C1"), Ok(Some("C1".to_owned())));
        assert_eq!(channel("none"), Ok(None));
        assert_eq!(channel("slack:T1/C1"), Ok(Some("slack:T1/C1".to_owned())));
        for word in ["here", "#general", "#team-2", "the first 1"] {
            assert!(channel(word).is_err(), "{word}");
        }
    }
}
