//! Whether something is what was shown already.

use sha2::{Digest as _, Sha256};

use crate::chat::Message;

/// What is the same has the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest(pub(super) Vec<u8>);

impl Digest {
    /// That of a message; nothing where it cannot be written, so that it counts as new.
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
        assert_eq!(Digest::of(&one), Digest::of(&one.clone()));
        assert_ne!(Digest::of(&one), Digest::of(&other));
    }
}
