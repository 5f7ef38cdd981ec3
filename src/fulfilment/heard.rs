//! Calls to a provider, and its answers, whichever provider it is.

use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode};
use secrecy::{ExposeSecret, SecretString};

use super::Answer;
use crate::calling;
use crate::explained::explained;
use crate::rewards::Trouble;
use crate::rewards::codes::is_code;

/// The longest answer of a provider that is read: thousands of products are told in one.
const MOST: usize = 32 * 1024 * 1024;

/// What a provider answered.
pub(super) struct Heard {
    pub(super) status: StatusCode,
    pub(super) body: Vec<u8>,
    /// For how long it wants to be left alone, where it says so.
    pub(super) pause: Option<Duration>,
}

/// Asks a provider for something that may change what is there.
pub(super) async fn hear(request: RequestBuilder) -> Result<Heard, Answer> {
    let response = request.send().await.map_err(|error| unsent(&error))?;
    let (status, pause) = (response.status(), calling::retry_asked(response.headers()));
    match calling::contents(response, MOST).await {
        Ok(body) => Ok(Heard {
            status,
            body,
            pause,
        }),
        Err(error) => Err(Answer::Unknown(Trouble::NoAnswer(explained(&error)))),
    }
}

/// Asks a provider to show something: that changes nothing, whether an answer comes or not.
pub(super) async fn seen(request: RequestBuilder) -> Result<Heard, Answer> {
    hear(request).await.map_err(|unsent| Answer::NotNow {
        why: unsent.trouble(),
        pause: None,
    })
}

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

/// The outcome of a call to which no answer came.
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
