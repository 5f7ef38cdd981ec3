//! Calling out: the one kind of HTTP client, and what every call to somebody else's server has in
//! common.
//!
//! Of an answer no more is read than is waited for, and no error tells the address that was called,
//! which may hold a secret.

mod answer;
mod client;
mod pause;
mod public;

pub use answer::{Unread, contents, unreached};
pub use client::{client, public_client};
pub use pause::{retry_after, retry_asked};
pub use public::{NotPublic, is_not_public, is_public, public_literal};
