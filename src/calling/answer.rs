//! Answers, read within bounds.

use reqwest::Response;

/// Why an answer is not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The connection broke.
    #[error("the connection broke")]
    Broken(#[source] reqwest::Error),
    /// It is longer than what is waited for.
    #[error("the answer is too long")]
    TooLong,
}

/// The whole answer, of `most` bytes at most.
pub async fn contents(mut response: Response, most: usize) -> Result<Vec<u8>, Unread> {
    let broken = |error: reqwest::Error| Unread::Broken(error.without_url());
    let mut contents = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if contents.len() + chunk.len() > most {
            return Err(Unread::TooLong);
        }
        contents.extend_from_slice(&chunk);
    }
    Ok(contents)
}

/// How a call failed below HTTP, told without the address.
pub fn unreached(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "timeout"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    }
}
