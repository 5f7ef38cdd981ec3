//! What the database's refusals mean.

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

fn has_code(error: &Error, is: impl Fn(&str) -> bool) -> bool {
    matches!(error, Error::Database(error) if error.code().is_some_and(|code| is(&code)))
}
