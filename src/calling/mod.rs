//! Calling out: the one HTTP client, and what every call to somebody else's server has in common.
//!
//! Of an answer no more is read than is waited for, and no error tells the address that was called,
//! which may hold a secret.

mod answer;
mod client;
mod pause;

pub use answer::{Unread, contents, unreached};
pub use client::client;
pub use pause::retry_after;
