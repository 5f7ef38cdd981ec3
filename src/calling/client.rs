//! The HTTP clients.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

use super::public::PublicAlone;

/// A client with deadlines and without redirects: a token must not follow one elsewhere.
pub fn client() -> Result<Client, reqwest::Error> {
    builder().build()
}

/// A client for addresses that somebody typed: it connects to hosts of the internet alone, and to the very
/// addresses that were looked at. It keeps no connection, and takes no proxy, which would look them up
/// again. Else like [`client`].
pub fn public_client() -> Result<Client, reqwest::Error> {
    let builder = builder()
        .dns_resolver(Arc::new(PublicAlone))
        .pool_max_idle_per_host(0)
        .no_proxy();
    builder.build()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that builds a client"
)]
fn builder() -> ClientBuilder {
    Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        .redirect(Policy::none())
        .user_agent(concat!("plaudit/", env!("CARGO_PKG_VERSION")))
}
