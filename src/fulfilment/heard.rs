//! What is heard of any service, whatever it is called by.

use secrecy::{ExposeSecret, SecretString};

use super::Answer;
use crate::calling;
use crate::rewards::Trouble;
use crate::rewards::codes::is_code;

/// The longest reference that is kept, in characters.
pub(super) const REFERENCE: usize = 200;

/// The longest reason that is kept, in characters.
pub(super) const REASON: usize = 300;

/// A code as its member is shown it.
pub(super) fn shown(code: &SecretString) -> Option<SecretString> {
    let code = code.expose_secret().trim();
    let fits = !code.is_empty() && is_code(code).is_ok();
    fits.then(|| SecretString::from(code))
}

/// A line of somebody else's text, in which nothing is hidden; nothing, where nothing is left of it.
pub(super) fn line(text: &str, most: usize) -> Option<String> {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let line: String = plain.take(most).collect();
    Some(line.trim().to_owned()).filter(|it| !it.is_empty())
}

/// What is known where no answer came.
pub(super) fn unsent(error: &reqwest::Error) -> Answer {
    let why = calling::unreached(error).to_owned();
    if calling::is_not_public(error) {
        Answer::Refused(Trouble::Private)
    } else if error.is_builder() {
        Answer::Refused(Trouble::Unusable)
    } else if error.is_connect() {
        let (why, pause) = (Trouble::Unreached(why), None);
        Answer::NotNow { why, pause }
    } else {
        Answer::Unknown(Trouble::NoAnswer(why))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_line_is_short_and_plain(text in "\\PC*|[\\x00-\\x20a]{0,600}", most in 0_usize..400) {
            if let Some(line) = line(&text, most) {
                prop_assert!(line.chars().count() <= most && !line.chars().any(char::is_control));
            }
        }
    }
}
