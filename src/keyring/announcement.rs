//! What an issuer announces: who it is, and the keys that it signs with.

use std::time::Duration;

use reqwest::Client;
use serde::Deserialize;
use url::Url;

use super::keys::{Keys, published};
use crate::calling::{Unread, contents};
use crate::secure_url::SecureUrl;

/// How long asking may take: somebody waits who sent a token, some ten seconds as a rule.
const DEADLINE: Duration = Duration::from_secs(5);

/// The most that is read of an answer: the Bot Framework's keys take some tens of kilobytes.
const MOST: usize = 1024 * 1024;

/// An announcement, whose keys can be used.
pub struct Announcement {
    /// The issuer's own name.
    pub issuer: Option<String>,
    pub(super) keys: Keys,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The network or the issuer failed.
    #[error("{0}")]
    Unreached(reqwest::Error),
    /// The issuer answered with something else.
    #[error("status {0}")]
    Status(u16),
    /// The answer is longer than any announcement.
    #[error("the answer is too long")]
    TooLong,
    /// The issuer did not answer in time.
    #[error("the answer took too long")]
    TooSlow,
    /// The answer is no announcement.
    #[error("the answer is not readable")]
    Unreadable,
    /// The keys would come over plain HTTP.
    #[error("the keys are at an address that anybody could answer for")]
    Insecure,
    /// No key is of a kind that we know.
    #[error("no key is usable")]
    NoneUsable,
}

#[derive(Deserialize)]
struct Metadata {
    #[serde(default)]
    issuer: Option<String>,
    jwks_uri: Url,
}

impl Announcement {
    /// Asks an issuer.
    pub async fn fetch(http: &Client, metadata: &SecureUrl) -> Result<Self, FetchError> {
        tokio::time::timeout(DEADLINE, fetch(http, metadata))
            .await
            .unwrap_or(Err(FetchError::TooSlow))
    }

    /// How many keys may sign for a channel of the Bot Framework.
    pub fn keys_for(&self, channel: &str) -> usize {
        let keys = self.keys.values();
        keys.filter(|key| key.endorses(channel)).count()
    }
}

async fn fetch(http: &Client, metadata: &SecureUrl) -> Result<Announcement, FetchError> {
    let metadata = get(http, metadata.clone()).await?;
    let metadata: Metadata =
        serde_json::from_slice(&metadata).map_err(|_| FetchError::Unreadable)?;
    let keys = SecureUrl::new(metadata.jwks_uri).map_err(|_| FetchError::Insecure)?;
    let set = get(http, keys).await?;
    let keys = published(&set).map_err(|_| FetchError::Unreadable)?;
    if keys.is_empty() {
        return Err(FetchError::NoneUsable);
    }
    Ok(Announcement {
        issuer: metadata.issuer,
        keys,
    })
}

async fn get(http: &Client, url: SecureUrl) -> Result<Vec<u8>, FetchError> {
    let unreached = |error: reqwest::Error| FetchError::Unreached(error.without_url());
    let response = http.get(url.into_url()).send().await.map_err(unreached)?;
    if !response.status().is_success() {
        return Err(FetchError::Status(response.status().as_u16()));
    }
    contents(response, MOST).await.map_err(|error| match error {
        Unread::Broken(error) => FetchError::Unreached(error),
        Unread::TooLong => FetchError::TooLong,
    })
}
