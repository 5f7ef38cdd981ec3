//! What somebody else holds.

use sqlx::Error;

/// Whether somebody else held for too long what was needed (`lock_not_available`): nothing was done,
/// and it may be tried again.
pub fn is_held(error: &Error) -> bool {
    matches!(error, Error::Database(error) if error.code().as_deref() == Some("55P03"))
}
