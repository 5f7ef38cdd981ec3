//! Why something is refused or given back, as its member reads it.

use crate::script::is_visible;

/// The longest reason, in characters.
pub const REASON_CHARS: usize = 300;

/// Why a text is no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoReason {
    /// It says nothing.
    #[error("a reason says something")]
    Empty,
    /// It is too long to be shown.
    #[error("a reason has at most {REASON_CHARS} characters")]
    TooLong,
}

/// What somebody typed, as a reason.
pub fn reason(typed: &str) -> Result<&str, NoReason> {
    let reason = typed.trim();
    if !reason.chars().any(is_visible) {
        return Err(NoReason::Empty);
    }
    if reason.chars().count() > REASON_CHARS {
        return Err(NoReason::TooLong);
    }
    Ok(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_no_reason() {
        assert_eq!(reason(" sold out "), Ok("sold out"));
        for nothing in ["", "   ", "\n", "\u{200b}\u{a0}"] {
            assert_eq!(reason(nothing), Err(NoReason::Empty), "{nothing:?}");
        }
        let longest = "é".repeat(REASON_CHARS);
        assert_eq!(reason(&longest), Ok(longest.as_str()));
        assert_eq!(reason(&format!("{longest}é")), Err(NoReason::TooLong));
    }
}
