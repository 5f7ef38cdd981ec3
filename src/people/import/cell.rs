//! What a cell of a list says.

use jiff::ToSpan;
use jiff::civil::Date;

use super::fault::Wrong;
use crate::chat::Identity;
use crate::people::{DayOfYear, Edit};

/// Somebody, as a list names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// By an account.
    Account(Identity),
    /// By an e-mail address, in lower case.
    Address(String),
}

impl Who {
    /// Reads an account or an address.
    pub fn read(cell: &str) -> Result<Self, Wrong> {
        if let Ok(account) = cell.parse() {
            return Ok(Self::Account(account));
        }
        let address = cell.to_lowercase();
        let parts = address.split_once('@');
        match parts {
            Some((user, host))
                if !user.is_empty()
                    && host.contains('.')
                    && !address.contains(char::is_whitespace) =>
            {
                Ok(Self::Address(address))
            }
            _ => Err(Wrong::NoAccount(cell.to_owned())),
        }
    }
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Account(account) => account.fmt(f),
            Self::Address(address) => f.write_str(address),
        }
    }
}

/// What a cell does: nothing when it is empty, `-` forgets, anything else is read.
pub fn edit<T>(cell: &str, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Result<Edit<T>, Wrong> {
    match cell.trim() {
        "" => Ok(Edit::Keep),
        "-" => Ok(Edit::Clear),
        cell => read(cell).map(Edit::Set),
    }
}

/// The longest name of a team, in characters.
const TEAM_MAX: usize = 100;

/// Reads the name of a team.
pub fn team(cell: &str) -> Result<String, Wrong> {
    if cell.chars().count() > TEAM_MAX || cell.contains(char::is_control) {
        return Err(Wrong::NoTeam);
    }
    Ok(cell.to_owned())
}

/// Reads the code of a country.
pub fn country(cell: &str) -> Result<String, Wrong> {
    if cell.len() == 2 && cell.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        Ok(cell.to_ascii_uppercase())
    } else {
        Err(Wrong::NoCountry(cell.to_owned()))
    }
}

/// Reads a day. One that nobody alive was hired on is a mistake.
pub fn day(cell: &str) -> Result<Date, Wrong> {
    let day = Date::strptime("%Y-%m-%d", cell).map_err(|_| Wrong::NoDay(cell.to_owned()))?;
    if (1900..2200).contains(&day.year()) {
        Ok(day)
    } else {
        Err(Wrong::OutOfRange(day))
    }
}

/// How far ahead somebody may be known to begin: what is further is a slip of the keyboard.
const AHEAD_MONTHS: i32 = 12;

/// Whether somebody may have begun on a day, or be about to.
pub fn beginning(day: Date, today: Date) -> Result<Date, Wrong> {
    let latest = today.saturating_add(AHEAD_MONTHS.months());
    if day <= latest {
        Ok(day)
    } else {
        Err(Wrong::FarAhead { day, latest })
    }
}

/// Reads a birthday, of which the year is not kept.
pub fn birthday(cell: &str) -> Result<DayOfYear, Wrong> {
    cell.parse().map_err(|_| Wrong::NoBirthday(cell.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_what_they_mean() {
        assert_eq!(country("id"), Ok("ID".to_owned()));
        for typed in ["", "I", "IDN", "1D", "é"] {
            country(typed).unwrap_err();
        }
        assert_eq!(day("2020-02-29").unwrap().to_string(), "2020-02-29");
        for typed in ["29/02/2020", "2021-02-29", "2020-1", "2020-02-29T00"] {
            assert_eq!(day(typed), Err(Wrong::NoDay(typed.to_owned())));
        }
        for typed in ["0202-01-01", "1899-12-31", "3020-01-01"] {
            let told = day(typed).unwrap_err().to_string();
            let range = "is out of range, which is 1900-01-01 to 2199-12-31";
            assert_eq!(told, format!("{typed} {range}"));
        }
        let today = day("2026-11-28").unwrap();
        for (typed, may) in [
            ("1990-01-01", true),
            ("2027-11-28", true),
            ("2027-11-29", false),
        ] {
            let begins = beginning(day(typed).unwrap(), today);
            assert_eq!(begins.is_ok(), may, "{typed}");
        }
        assert!(team(&"x".repeat(TEAM_MAX)).is_ok());
        for typed in ["x".repeat(TEAM_MAX + 1), "a\nb".to_owned()] {
            assert_eq!(team(&typed), Err(Wrong::NoTeam));
        }
        let ana = Who::read("Ana@Example.com").unwrap();
        assert_eq!(ana.to_string(), "ana@example.com");
        assert_eq!(Who::read("slack:T1/U1").unwrap().to_string(), "slack:T1/U1");
        for typed in [
            "Ana",
            "ana@",
            "@example.com",
            "ana@local",
            "a b@example.com",
        ] {
            Who::read(typed).unwrap_err();
        }
    }

    #[test]
    fn an_empty_cell_changes_nothing_and_a_dash_forgets() {
        assert_eq!(edit(" ", country), Ok(Edit::Keep));
        assert_eq!(edit("-", country), Ok(Edit::Clear));
        assert_eq!(edit(" my ", country), Ok(Edit::Set("MY".to_owned())));
    }
}
