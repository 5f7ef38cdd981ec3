//! What a service answers, and what it says when it calls back.

use std::time::Duration;

use reqwest::StatusCode;
use secrecy::SecretString;
use serde::Deserialize;

use crate::fulfilment::Answer;
use crate::fulfilment::heard::{REASON, REFERENCE, line, shown};
use crate::rewards::Trouble;

/// What a body may say.
#[derive(Deserialize)]
struct Said {
    status: Option<Status>,
    code: Option<SecretString>,
    reference: Option<String>,
    reason: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Fulfilled,
    Pending,
    Failed,
}

impl Said {
    /// What it says, where it makes sense: a code that nobody can be shown is none.
    fn read(body: &[u8]) -> Option<Self> {
        let mut said: Self = serde_json::from_slice(body).ok()?;
        said.code = match said.code {
            Some(code) => Some(shown(&code)?),
            None => None,
        };
        said.reference = said.reference.and_then(|it| line(&it, REFERENCE));
        Some(said)
    }

    fn refused(self) -> Answer {
        let reason = self.reason.and_then(|it| line(&it, REASON));
        Answer::Refused(reason.map_or(Trouble::Failed, Trouble::Said))
    }
}

/// What a status of success says, with its body.
pub(super) fn success(body: &[u8]) -> Answer {
    if body.trim_ascii().is_empty() {
        return Answer::Later {
            reference: None,
            again: None,
        };
    }
    let Some(said) = Said::read(body) else {
        return Answer::Unknown(Trouble::NotUnderstood);
    };
    match said.status {
        Some(Status::Failed) => said.refused(),
        Some(Status::Pending) if said.code.is_none() => Answer::Later {
            reference: said.reference,
            again: None,
        },
        None if said.code.is_none() => Answer::Unknown(Trouble::NotUnderstood),
        Some(Status::Fulfilled | Status::Pending) | None => Answer::Delivered {
            code: said.code,
            reference: said.reference,
        },
    }
}

/// What another status says: a mistake of ours stays one, and what is too much now may not be later.
pub(super) fn refusal(status: StatusCode, pause: Option<Duration>) -> Answer {
    const NOT_NOW: [StatusCode; 4] = [
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::CONFLICT,
        StatusCode::TOO_EARLY,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    let why = Trouble::Answered(status.as_u16());
    if status.is_server_error() || NOT_NOW.contains(&status) {
        Answer::NotNow { why, pause }
    } else {
        Answer::Refused(why)
    }
}

/// What a service says when it calls back.
#[derive(Debug)]
pub(in crate::fulfilment) enum Callback {
    /// It is delivered.
    Fulfilled {
        code: Option<SecretString>,
        reference: Option<String>,
    },
    /// It never will be.
    Failed(Trouble),
}

/// Reads what a service says when it calls back; nothing, where it makes no sense.
pub(in crate::fulfilment) fn called_back(body: &[u8]) -> Option<Callback> {
    let said = Said::read(body)?;
    match said.status? {
        Status::Fulfilled => Some(Callback::Fulfilled {
            code: said.code,
            reference: said.reference,
        }),
        Status::Failed => match said.refused() {
            Answer::Refused(reason) => Some(Callback::Failed(reason)),
            _ => None,
        },
        Status::Pending => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::ExposeSecret;

    use super::*;

    fn told(answer: &Answer) -> String {
        match answer {
            Answer::Delivered { code, reference } => {
                let code = code.as_ref().map(ExposeSecret::expose_secret);
                format!(
                    "delivered {} {}",
                    code.unwrap_or("-"),
                    reference.as_deref().unwrap_or("-")
                )
            }
            Answer::Refused(why) => format!("refused {why}"),
            other => other.as_str().to_owned(),
        }
    }

    #[test]
    fn a_success_says_what_was_done() {
        for (body, says) in [
            (r#"{"code":"AB-1"}"#, "delivered AB-1 -"),
            (
                r#"{"code":" AB-1\n","reference":"R1","more":1}"#,
                "delivered AB-1 R1",
            ),
            (r#"{"status":"fulfilled"}"#, "delivered - -"),
            (r#"{"status":"pending","reference":"R1"}"#, "later"),
            (
                r#"{"status":"failed","reason":"no\nsuch\u0000thing"}"#,
                "refused no such thing",
            ),
            (
                r#"{"status":"failed"}"#,
                "refused the service says that it failed",
            ),
            ("", "later"),
            (" \r\n", "later"),
            ("{}", "unknown"),
            ("OK", "unknown"),
            (r#"{"status":"shipped"}"#, "unknown"),
            (r#"{"code":""}"#, "unknown"),
            (r#"{"code":"A\u0000B"}"#, "unknown"),
            (r#"{"code":7}"#, "unknown"),
            (r#"{"code":"AB-"#, "unknown"),
            ("[]", "unknown"),
        ] {
            assert_eq!(told(&success(body.as_bytes())), says, "{body}");
        }
        assert!(!format!("{:?}", success(br#"{"code":"AB-1"}"#)).contains("AB-1"));
    }

    #[test]
    fn a_mistake_stays_one_and_too_much_does_not() {
        for status in [408, 409, 425, 429, 500, 502, 503, 599] {
            let answer = refusal(StatusCode::from_u16(status).unwrap(), None);
            assert_eq!(told(&answer), "not_now", "{status}");
        }
        for status in [301, 302, 307, 400, 401, 403, 404, 410, 422] {
            let answer = refusal(StatusCode::from_u16(status).unwrap(), None);
            let says = format!("refused the service answered {status}");
            assert_eq!(told(&answer), says);
        }
    }

    #[test]
    fn a_callback_is_an_end() {
        for nonsense in [
            "",
            "{}",
            "OK",
            r#"{"status":"pending"}"#,
            r#"{"code":"AB-1"}"#,
        ] {
            assert!(called_back(nonsense.as_bytes()).is_none(), "{nonsense}");
        }
        let failed = called_back(br#"{"status":"failed","reason":"out of print"}"#);
        assert!(matches!(failed, Some(Callback::Failed(why)) if why.to_string() == "out of print"));
        let done = called_back(br#"{"status":"fulfilled","code":"AB-1"}"#);
        assert!(matches!(
            done,
            Some(Callback::Fulfilled { code: Some(_), .. })
        ));
    }

    proptest! {
        #[test]
        fn any_answer_is_one_of_five(body in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = success(&body);
            let _ = called_back(&body);
        }
    }
}
