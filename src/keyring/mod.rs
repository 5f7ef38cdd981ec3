//! The keys that others sign their tokens with, as they announce them.
//!
//! An issuer announces where its keys are (`OpenID` Connect Discovery), and publishes them there (RFC
//! 7517). A [`Keyring`] fetches them when they are needed, and keeps them for a day.

mod announcement;
mod keys;
mod ring;

pub use announcement::{Announcement, FetchError};
pub use keys::{Key, Keys, published};
pub use ring::{Keyring, NoKey};
