//! The one HTTP client.

use std::time::Duration;

use reqwest::redirect::Policy;

/// A client with deadlines and without redirects: a token must not follow one elsewhere.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that builds a client"
)]
pub fn client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        .redirect(Policy::none())
        .user_agent(concat!("plaudit/", env!("CARGO_PKG_VERSION")))
        .build()
}
