//! The keys: what each is called, and how text becomes a value.

mod all;
mod boards;
mod giving;
mod nudges;
#[cfg(test)]
mod page;
mod programme;
mod read;
mod rewards;
mod surveys;
mod value;

pub use all::KEYS;
pub use value::Bounds;

use super::{Celebrated, Group, Kind, Settings};
use crate::chat::signs::as_typed;
use crate::money::{Amounts, NoMoney, Rates, TwoWays, without_doubt};
use crate::script::folded;
use boards::{BOARD_CHANNEL, BOARD_SCHEDULE};
use nudges::{CELEBRATED, CELEBRATIONS_CHANNEL, DIGEST_CHANNEL, DIGEST_DAY};
use read::NOWHERE;
use rewards::PROVIDER_RATES;
use value::Value;

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
        let nudges = &settings.nudges;
        let to_some = nudges.digest_channel.is_some() || nudges.digest_managers;
        let on_some_day = nudges.digest_day.is_some();
        let none = nudges.celebrated == Celebrated::Nothing;
        match self.name {
            BOARD_CHANNEL if somewhere && !sometime => Self::find(BOARD_SCHEDULE),
            BOARD_SCHEDULE if sometime && !somewhere => Self::find(BOARD_CHANNEL),
            DIGEST_CHANNEL if to_some && !on_some_day => Self::find(DIGEST_DAY),
            DIGEST_DAY if on_some_day && !to_some => Self::find(DIGEST_CHANNEL),
            CELEBRATIONS_CHANNEL if nudges.celebrations_channel.is_some() && none => {
                Self::find(CELEBRATED)
            }
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

    /// Where it leads, when it is a channel and not none.
    pub fn channel(&self, settings: &Settings) -> Option<String> {
        let set = (self.kind() == Kind::Channel).then(|| self.get(settings));
        set.filter(|channel| channel != NOWHERE)
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

    /// Sets the value in `settings`, which stay as they were when it is not valid. What was copied from
    /// where it is shown is as good as what was typed.
    pub fn set(&self, settings: &mut Settings, value: &str) -> Result<(), Invalid> {
        let typed = as_typed(value);
        let value = typed.trim();
        let set = match self.value {
            Value::Number { bounds, write, .. } => {
                bounds.read(value).map(|number| write(settings, number))
            }
            Value::Text { write, .. } => write(settings, self.spelled(value)),
        };
        set.map_err(|reason| Invalid {
            key: self.name,
            reason,
        })
    }

    /// What was typed for it and may be either of two amounts, where it is money.
    pub fn two_ways(&self, typed: &str) -> Option<TwoWays> {
        let typed = as_typed(typed);
        let read = if self.name == PROVIDER_RATES.name {
            typed.parse::<Rates>().map(drop)
        } else {
            typed.parse::<Amounts>().map(drop)
        };
        match read {
            Err(NoMoney::TwoWays(both)) => Some(both),
            _ => None,
        }
    }

    /// One of its words, in whichever case it was typed, as it is kept; anything else as it is.
    fn spelled<'a>(&self, typed: &'a str) -> &'a str {
        let words = match self.kind() {
            Kind::Words(words) => words,
            // What may be off is so by one word; a name may be that word.
            _ if self.default == NOWHERE => &[NOWHERE],
            _ => return typed,
        };
        let said = folded(typed);
        let word = words.iter().find(|word| **word == said);
        word.copied().unwrap_or(typed)
    }

    /// Takes over a value that was set under the rules of another release. One that is not valid any
    /// more is told of; of a number, the nearest that is valid holds, and of all else the default.
    pub fn adopt(&self, settings: &mut Settings, kept: &str) -> Result<(), Invalid> {
        let adopted = self.set(settings, kept).or_else(|invalid| {
            // What is read in two ways by now was kept as decimals.
            let clear = without_doubt(kept);
            if clear == kept {
                return Err(invalid);
            }
            self.set(settings, &clear)
        });
        if let (Err(_), Value::Number { bounds, write, .. }) = (&adopted, &self.value)
            && let Ok(number) = kept.trim().parse::<i128>()
        {
            write(settings, bounds.nearest(number));
        }
        adopted
    }
}

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
    fn what_was_kept_before_amounts_were_read_in_two_ways_holds() {
        let key = Key::find("provider.rates").unwrap();
        let mut settings = Settings::default();
        for typed in ["USD 1.125", "IDR 150.000", "IDR 150,000"] {
            assert!(key.set(&mut settings, typed).is_err(), "{typed}");
        }
        key.adopt(&mut settings, "IDR 150, USD 1.125").unwrap();
        assert_eq!(key.get(&settings), "IDR 150, USD 1.1250");
        let kept = key.get(&settings);
        key.adopt(&mut settings, &kept).unwrap();
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

    #[test]
    fn words_are_taken_in_any_case() {
        for key in KEYS {
            let words: &[&str] = match key.kind() {
                Kind::Words(words) => words,
                _ if key.default == NOWHERE => &[NOWHERE],
                _ => continue,
            };
            for word in words {
                let mut capital = (*word).to_owned();
                capital[..1].make_ascii_uppercase();
                for said in [capital, word.to_uppercase()] {
                    let mut settings = Settings::default();
                    key.set(&mut settings, &said).unwrap();
                    assert_eq!(key.get(&settings), *word, "{} {said}", key.name);
                }
            }
        }
        let mut settings = Settings::default();
        for (key, said, is) in [
            ("digest.day", "Senin", "monday"),
            ("digest.day", "Jumaat", "friday"),
            ("digest.day", "MINGGU", "sunday"),
            ("leaderboard.schedule", "Weekly", "weekly"),
            ("leaderboard.schedule", "30 16 * * FRI", "30 16 * * FRI"),
            ("programme.time_zone", "asia/jakarta", "Asia/Jakarta"),
            ("provider.rates", "idr 150", "IDR 150"),
            ("kudos.allow_guests", "Ya", "true"),
            ("allowance.period", "Weekly", "week"),
            ("currency.name", "None", "None"),
        ] {
            let key = Key::find(key).unwrap();
            key.set(&mut settings, said).unwrap();
            assert_eq!(key.get(&settings), is, "{}", key.name);
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
    fn suggests_the_key_that_was_meant() {
        assert_eq!(
            Key::nearest("allowance.point").unwrap().name,
            "allowance.points"
        );
        assert!(Key::nearest("zzz").is_none());
    }
}
