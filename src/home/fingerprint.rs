//! Whether what is to be shown is what was shown already.

use sha2::{Digest as _, Sha256};

use crate::chat::Message;

/// A hash of what was shown, to tell whether it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub(super) Vec<u8>);

impl Fingerprint {
    /// The fingerprint of a message; nothing where it cannot be written, so that it counts as new.
    pub fn of(message: &Message) -> Option<Self> {
        let written = serde_json::to_vec(message).ok()?;
        Some(Self(Sha256::digest(written).to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_something_else_is_another() {
        let (one, other) = (Message::text("12 points"), Message::text("13 points"));
        assert_eq!(Fingerprint::of(&one), Fingerprint::of(&one.clone()));
        assert_ne!(Fingerprint::of(&one), Fingerprint::of(&other));
    }
}
