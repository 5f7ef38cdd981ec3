//! The keys that values are sealed with.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox, SecretSlice};
use sha2::Sha256;

/// The variable that holds the keys.
pub const ENCRYPTION_KEY: &str = "PLAUDIT_ENCRYPTION_KEY";

/// Text that holds no keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKeys {
    /// One is empty.
    #[error("expected one key, or two separated by a comma: the new one, and the one it replaces")]
    Count,
    /// One of them is no key.
    #[error("expected 32 bytes in base64, as `openssl rand -base64 32` prints them")]
    Shape,
    /// Two of them are one.
    #[error("expected different keys: the new one, and those that it replaces")]
    Same,
}

/// Names a key without telling it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(super) [u8; 4]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Several of them, as a list to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyIds(pub Vec<KeyId>);

impl fmt::Display for KeyIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.0.len() == 1 { "key" } else { "keys" };
        let ids: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        write!(f, "{word} {}", ids.join(", "))
    }
}

/// A key, as a part of its own for each use.
pub(super) struct Key {
    pub(super) id: KeyId,
    pub(super) cipher: RandomizedNonceKey,
    fingerprints: SecretBox<[u8; 32]>,
}

impl Key {
    /// Reads the base64 of 32 bytes.
    pub(super) fn read(text: &str) -> Result<Self, NotKeys> {
        let bytes: SecretSlice<u8> = STANDARD.decode(text).map_err(|_| NotKeys::Shape)?.into();
        let bytes = bytes.expose_secret();
        if bytes.len() != AES_256_GCM.key_len() {
            return Err(NotKeys::Shape);
        }
        let [a, b, c, d, ..] = digest(bytes, &[b"plaudit key id"]);
        let cipher = SecretBox::new(Box::new(digest(bytes, &[b"plaudit sealing"])));
        Ok(Self {
            id: KeyId([a, b, c, d]),
            cipher: RandomizedNonceKey::new(&AES_256_GCM, cipher.expose_secret())
                .expect("a key of 32 bytes"),
            fingerprints: SecretBox::new(Box::new(digest(bytes, &[b"plaudit fingerprints"]))),
        })
    }

    /// What these parts have in common with themselves alone.
    pub(super) fn fingerprint(&self, parts: &[&[u8]]) -> [u8; 32] {
        digest(self.fingerprints.expose_secret(), parts)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id)
    }
}

/// HMAC-SHA-256 of these parts, one after the other.
fn digest(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
