//! What kinds of values settings have.

use crate::script::with_ascii_digits;
use crate::settings::{Kind, Settings};

/// How a setting is read and written.
#[derive(Debug)]
pub(super) enum Value {
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

impl Bounds {
    pub(super) fn read(self, value: &str) -> Result<i64, String> {
        let Self { least, most } = self;
        let number = with_ascii_digits(value).parse().ok();
        number
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| format!("must be a whole number from {least} to {most}"))
    }

    pub(super) fn nearest(self, number: i128) -> i64 {
        let within = number.clamp(self.least.into(), self.most.into());
        i64::try_from(within).unwrap_or(self.least)
    }
}

/// A yes or no, as it is set and said.
pub(super) const YES_OR_NO: Kind = Kind::Words(&["true", "false"]);

/// A setting that is a number from `least` to `most`.
pub(super) const fn number(
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

/// A setting that is anything else.
pub(super) const fn text(
    kind: Kind,
    read: fn(&Settings) -> String,
    write: fn(&mut Settings, &str) -> Result<(), String>,
) -> Value {
    Value::Text { kind, read, write }
}

/// A number within bounds, as one that counts things.
pub(super) fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// A count, as the number of its setting.
pub(super) fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A number within bounds that are small, such as one of days.
pub(super) fn small(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
