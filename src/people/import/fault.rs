//! What is wrong with a list of people.

use jiff::civil::Date;

use crate::sheet::Broken;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The list itself is broken.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// Nothing tells who is meant.
    #[error("the header names no column `email` or `account`")]
    NoWho,
    /// Nothing is told.
    #[error("the header names none of `manager`, `team`, `country`, `hired_on` and `birthday`")]
    NothingTold,
    /// Nobody is named.
    #[error("nobody is named")]
    Nobody,
    /// It is neither an account nor an e-mail address.
    #[error("{0:?} is neither an e-mail address nor an account such as slack:T0123/U0123")]
    NoAccount(String),
    /// It is no country's code.
    #[error("{0:?} is no two-letter code of a country, such as ID or MY")]
    NoCountry(String),
    /// It is no day.
    #[error("{0:?} is no day such as 2026-11-27")]
    NoDay(String),
    /// It is a day on which nobody alive began.
    #[error("{0} is out of range, which is 1900-01-01 to 2199-12-31")]
    OutOfRange(Date),
    /// Nobody is known to begin so far ahead.
    #[error("{day} is too far ahead: whoever is about to begin does so on {latest} at the latest")]
    FarAhead {
        /// The day.
        day: Date,
        /// The last one that would do.
        latest: Date,
    },
    /// The column has no name that is known.
    #[error("nothing is read from this column")]
    Unused,
    /// It is no birthday.
    #[error("{0:?} is no birthday such as 03-14")]
    NoBirthday(String),
    /// It is too long, or holds line breaks.
    #[error("a team is at most 100 characters on one line; is a quotation mark missing?")]
    NoTeam,
    /// Nobody is known by it.
    #[error("nobody here is known as {0}")]
    Unknown(String),
    /// Several people are known by it.
    #[error("several people here are known as {0}: name an account instead")]
    Several(String),
    /// The person is on another line, too.
    #[error("this is the same person as on line {0}")]
    Again(u64),
    /// They would report to themselves.
    #[error("they would report to themselves in the end")]
    Loop,
}
