//! What an answer says, whatever was asked for: their page "Error Handling" as a table.

use std::time::Duration;

use reqwest::StatusCode;
use serde::Deserialize;

use crate::fulfilment::heard::{Heard, REASON, line};
use crate::rewards::Trouble;

/// What an answer says.
#[derive(Debug)]
pub(super) enum Said {
    /// It is done, and this is what it came to.
    Done(Vec<u8>),
    /// It is not done, and may be asked for again.
    NotNow {
        why: Trouble,
        pause: Option<Duration>,
    },
    /// There is nothing by that name.
    Nothing(Trouble),
    /// It will not be done.
    No(Trouble),
    /// Whether it is done nobody knows.
    Perhaps(Trouble),
}

/// What lets us in does not, any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stale;

/// What an error says.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wrong {
    code: Option<u16>,
    error_id: Option<String>,
    error_info: Option<String>,
    error: Option<String>,
    message: Option<String>,
    #[serde(default)]
    errors: Vec<Exceeded>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exceeded {
    message: Option<String>,
    penalty_seconds: Option<u64>,
}

/// How they say that it was asked for too often.
const TOO_OFTEN: &str = "auth.request_limit_exceeded";

/// Nobody waits longer for them to say otherwise.
const LONGEST: u64 = 3600;

/// What became of an order is not known by these: it was begun, or failed nobody knows where.
const PERHAPS: &[&str] = &[
    "PLE10004", "PLE10007", "PLE10011", "PLE10012", "PLE10025", "PLE10035",
];

/// Time mends these, and nothing was ordered: rates that are not there, and what is out of stock.
const NOT_NOW: &[&str] = &["PLE10005", "PLE10006", "PLE10020", "PLE10021", "PLE10024"];

/// The user or the company is disabled, or this machine's address is not on their list.
const LOCKED_OUT: &[&str] = &["PIPE10015", "PIPE10016", "PIPE10017"];

/// Reads what was heard.
pub(super) fn read(heard: Heard) -> Result<Said, Stale> {
    let Heard {
        mut status,
        body,
        pause,
    } = heard;
    let wrong: Wrong = serde_json::from_slice(&body).unwrap_or_default();
    let id = wrong.error_id.as_deref().unwrap_or_default();
    // Whatever the status line says, an error is one.
    if status.is_success() && !id.is_empty() {
        let code = wrong.code.and_then(|code| StatusCode::from_u16(code).ok());
        status = code.unwrap_or(StatusCode::BAD_GATEWAY);
    }
    let too_often = |said: &Option<String>| said.as_deref() == Some(TOO_OFTEN);
    let exceeded = wrong.errors.iter().find(|it| too_often(&it.message));
    if status == StatusCode::TOO_MANY_REQUESTS || exceeded.is_some() || too_often(&wrong.message) {
        let penalty = exceeded.and_then(|it| it.penalty_seconds);
        let penalty = penalty.map(|it| Duration::from_secs(it.min(LONGEST)));
        return Ok(Said::NotNow {
            why: Trouble::Answered(429),
            pause: penalty.or(pause),
        });
    }
    if status.is_success() {
        return Ok(Said::Done(body));
    }
    let told = wrong.error_info.as_deref().or(wrong.error.as_deref());
    let told = told.filter(|_| !id.is_empty());
    let told = told.and_then(|it| line(it, REASON)).map(Trouble::Said);
    let why = told.unwrap_or(Trouble::Answered(status.as_u16()));
    let not_now = |why| Said::NotNow { why, pause };
    Ok(match status {
        _ if LOCKED_OUT.contains(&id) => not_now(Trouble::LockedOut),
        _ if id == "PLE10010" => not_now(Trouble::NoMoney),
        _ if NOT_NOW.contains(&id) => not_now(why),
        _ if id == "PLE10016" => Said::Nothing(why),
        _ if PERHAPS.contains(&id) => Said::Perhaps(why),
        // "Clients are not allowed to place international orders" is no matter of tokens.
        StatusCode::UNAUTHORIZED if id.starts_with("PLE") => Said::No(why),
        StatusCode::UNAUTHORIZED => return Err(Stale),
        StatusCode::FORBIDDEN if id.is_empty() => not_now(Trouble::LockedOut),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY => not_now(why),
        status if status.is_server_error() => Said::Perhaps(why),
        _ => Said::No(why),
    })
}

impl Said {
    /// What it came to, where it is done.
    pub(super) fn done(self) -> Result<Vec<u8>, Trouble> {
        match self {
            Self::Done(body) => Ok(body),
            other => Err(other.trouble().0),
        }
    }

    /// Why it is not done, and how long to wait.
    pub(super) fn trouble(self) -> (Trouble, Option<Duration>) {
        match self {
            Self::Done(_) => (Trouble::NotUnderstood, None),
            Self::NotNow { why, pause } => (why, pause),
            Self::Nothing(why) | Self::No(why) | Self::Perhaps(why) => (why, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(status: u16, body: &str) -> String {
        let heard = Heard {
            status: StatusCode::from_u16(status).unwrap(),
            body: body.as_bytes().to_vec(),
            pause: Some(Duration::from_secs(7)),
        };
        match read(heard) {
            Err(Stale) => "stale".to_owned(),
            Ok(Said::Done(_)) => "done".to_owned(),
            Ok(Said::NotNow { why, pause }) => {
                format!("not now: {why}; {}", pause.unwrap().as_secs())
            }
            Ok(Said::Nothing(_)) => "nothing".to_owned(),
            Ok(Said::No(why)) => format!("no: {why}"),
            Ok(Said::Perhaps(why)) => format!("perhaps: {why}"),
        }
    }

    #[test]
    fn every_error_says_one_thing() {
        let error = |id: &str, info: &str| {
            format!(r#"{{"code":422,"errorId":"{id}","errorInfo":"{info}","error":"Eg"}}"#)
        };
        let limit = r#"{"errors":[{"message":"auth.request_limit_exceeded","penaltySeconds":60}]}"#;
        let money = "not now: the account with its provider has too little money; 7";
        let shut = "not now: its provider does not let the server's account in; 7";
        for (status, body, says) in [
            (200, r#"{"data":{}}"#.to_owned(), "done"),
            (200, error("PLE10012", "Failed"), "perhaps: Failed"),
            (
                200,
                limit.to_owned(),
                "not now: the service answered 429; 60",
            ),
            (
                429,
                limit.to_owned(),
                "not now: the service answered 429; 60",
            ),
            (429, String::new(), "not now: the service answered 429; 7"),
            (
                400,
                r#"{"message":"auth.request_limit_exceeded"}"#.to_owned(),
                "not now: the service answered 429; 7",
            ),
            (401, r#"{"error":"invalid_token"}"#.to_owned(), "stale"),
            (
                401,
                error("PIPE10013", "Invalid authorization header"),
                "stale",
            ),
            (401, error("PIPE10017", "Access restricted"), shut),
            (
                401,
                error("PLE10019", "No international orders"),
                "no: No international orders",
            ),
            (
                403,
                error("PLE10015", "KYC is not approved"),
                "no: KYC is not approved",
            ),
            (403, "denied".to_owned(), shut),
            (
                404,
                error("PLE10016", "Failed to get Order details"),
                "nothing",
            ),
            (
                404,
                error("PLE10018", "Invalid denomination"),
                "no: Invalid denomination",
            ),
            (404, String::new(), "no: the service answered 404"),
            (422, error("PLE10010", "Failed to redeem points"), money),
            (
                422,
                error("PLE10007", "Failed to add order"),
                "perhaps: Failed to add order",
            ),
            (
                502,
                error("PLE10024", "Out of stock"),
                "not now: Out of stock; 7",
            ),
            (502, error("PLE10035", "No status"), "perhaps: No status"),
            (
                500,
                "<html>".to_owned(),
                "perhaps: the service answered 500",
            ),
        ] {
            assert_eq!(said(status, &body), says, "{status} {body}");
        }
    }

    proptest! {
        #[test]
        fn any_answer_says_something(status in 100_u16..1000, body in "\\PC{0,60}") {
            let _ = said(status, &body);
        }
    }
}
