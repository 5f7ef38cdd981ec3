//! Whether the platforms can reach us where they are told to.

use url::Url;

use super::finding::Finding;
use crate::config::{OperatorListen, ServerConfig};
use crate::secure_url::{SecureUrl, is_loopback};

const ABOUT: &str = "public address";

/// Asks at the public address whether we are there.
pub(super) async fn public(http: &reqwest::Client, server: &ServerConfig) -> Finding {
    let Some(url) = &server.public_url else {
        let mend =
            "Set it to where the platforms reach this server, as https://plaudit.example.com.";
        return Finding::warn(ABOUT, "PLAUDIT_PUBLIC_URL is not set", mend);
    };
    let here_alone = is_loopback(url);
    if SecureUrl::new(url.clone()).is_err() {
        let mend = "Put a web server that speaks TLS before Plaudit, and set PLAUDIT_PUBLIC_URL to \
                    its address.";
        return Finding::fail(ABOUT, format_args!("{url} is not https"), mend);
    }
    match ask(http, url).await {
        Ok(answer) if answer.is_ours && here_alone => Finding::warn(
            ABOUT,
            format_args!("{url} leads here, but from this machine alone"),
            "Set PLAUDIT_PUBLIC_URL to an https address that the platforms reach.",
        ),
        Ok(answer) if answer.is_ours => Finding::ok(ABOUT, format_args!("{url} leads here")),
        Ok(answer) => Finding::fail(
            ABOUT,
            format_args!(
                "{url} answers with {}, and not as Plaudit does",
                answer.status
            ),
            &leading_here(server),
        ),
        // Not every network lets a machine call itself by its public name.
        Err(error) => Finding::warn(
            ABOUT,
            format_args!("{url} is not reached from here: {}", reason(&error)),
            &leading_here(server),
        ),
    }
}

/// No platform is told of, by half ones included: the server runs, and nobody can reach it.
pub(super) fn nobody() -> Finding {
    Finding::warn(
        "platforms",
        "nobody can reach it: neither Slack nor Teams is configured",
        "Set the variables of one of them, or of both; `.env` is read from the working directory.",
    )
}

/// Who can read the metrics.
pub(super) fn operator(server: &ServerConfig) -> Finding {
    const ABOUT: &str = "metrics";
    let address = match server.operator_listen.unwrap_or_default() {
        OperatorListen::Nowhere => return Finding::ok(ABOUT, "shown nowhere"),
        OperatorListen::Usual => OperatorListen::USUAL,
        OperatorListen::At(address) => address,
    };
    // Where, and for whom: nobody else can tell whether the server runs with the same settings.
    let shown = format!("`plaudit serve` shows them at http://{address}/metrics");
    if address.ip().is_loopback() {
        return Finding::ok(ABOUT, format_args!("{shown}, on this machine alone"));
    }
    let mend = "Let PLAUDIT_OPERATOR_LISTEN name an address that only you reach.";
    Finding::warn(ABOUT, format_args!("{shown}, for whoever reaches it"), mend)
}

fn leading_here(server: &ServerConfig) -> String {
    format!(
        "Start `plaudit serve`, and let the address lead to {} without redirects.",
        server.listen
    )
}

struct Answer {
    status: reqwest::StatusCode,
    is_ours: bool,
}

async fn ask(http: &reqwest::Client, url: &Url) -> reqwest::Result<Answer> {
    let health = format!("{}/healthz", url.as_str().trim_end_matches('/'));
    let mut response = http.get(health).send().await?;
    let status = response.status();
    // Our answer fits in the first piece; a stranger's may be of any length.
    let begins = response.chunk().await?.unwrap_or_default();
    let is_ours = status.is_success() && begins.trim_ascii() == b"ok";
    Ok(Answer { status, is_ours })
}

/// The innermost cause, which says what happened; the outer ones repeat the address.
pub(super) fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
