//! Faults of a list.

use std::fmt;

/// Something wrong in a list, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<W> {
    /// The line, as an editor counts them.
    pub line: u64,
    /// The column, as its header calls it, where it is one.
    pub column: Option<String>,
    /// What is wrong.
    pub wrong: W,
}

impl<W> Fault<W> {
    /// A fault of a whole line.
    pub const fn of_line(line: u64, wrong: W) -> Self {
        Self {
            line,
            column: None,
            wrong,
        }
    }

    /// This fault, as one of a wider type.
    pub fn into<V: From<W>>(self) -> Fault<V> {
        Fault {
            line: self.line,
            column: self.column,
            wrong: self.wrong.into(),
        }
    }
}

impl<W: fmt::Display> fmt::Display for Fault<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.wrong)
    }
}

/// Why a list cannot be read, whatever it is of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It cannot be read as text.
    #[error("this is not UTF-8: save the list as “CSV UTF-8”")]
    NotUtf8,
    /// There is no header, or nothing below it.
    #[error("there is nothing in the list: a header comes first, then the lines")]
    Empty,
    /// A column comes twice.
    #[error("the header names this column twice")]
    Twice,
    /// It holds what no spreadsheet shows.
    #[error("this holds a character that cannot be shown: delete it")]
    Unreadable,
    /// A line has more or fewer cells than the header.
    #[error("the line has {} and the header {expected}{}", cells(*found), hint(*open))]
    Cells {
        /// How many the header has.
        expected: usize,
        /// How many the line has.
        found: usize,
        /// Whether a quotation mark may hold together what belongs to several.
        open: bool,
    },
}

fn cells(count: usize) -> String {
    match count {
        1 => "1 cell".to_owned(),
        count => format!("{count} cells"),
    }
}

const fn hint(open: bool) -> &'static str {
    if open {
        ": is a quotation mark in it never closed?"
    } else {
        ""
    }
}
