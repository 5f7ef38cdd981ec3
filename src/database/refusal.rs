//! What it means that the database refused, or that its answer was not understood.

use sqlx::Error;

/// Whether somebody else held for too long what was needed (`lock_not_available`): nothing was done,
/// and it may be tried again.
pub fn is_held(error: &Error) -> bool {
    has_code(error, |code| code == "55P03")
}

/// Whether the database will never take down what it was given: data exceptions and violated
/// constraints.
pub fn is_invalid(error: &Error) -> bool {
    has_code(error, |code| {
        code.starts_with("22") || code.starts_with("23")
    })
}

/// Whether a row holds what is not understood here: it is this row's own, and others may be read.
pub fn is_unreadable(error: &Error) -> bool {
    matches!(error, Error::ColumnDecode { .. } | Error::Decode(_))
}

fn has_code(error: &Error, is: impl Fn(&str) -> bool) -> bool {
    matches!(error, Error::Database(error) if error.code().is_some_and(|code| is(&code)))
}
