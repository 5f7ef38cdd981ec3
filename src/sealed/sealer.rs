//! Sealing and opening.

use std::str::FromStr;
use std::sync::Arc;

use aws_lc_rs::aead::{Aad, MAX_TAG_LEN, Nonce};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::key::Key;
use super::value::head;
use super::{Context, KeyId, KeyIds, NotKeys, Owner, Sealed};

/// Who seals and opens. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Sealer {
    /// Seals, and opens.
    first: Arc<Key>,
    /// Open what was sealed before the first took their place.
    older: Vec<Arc<Key>>,
}

/// Why a value does not open. It tells nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotOpen {
    /// It was sealed with a key that is not given.
    #[error("sealed with the key {0}, which is not given")]
    UnknownKey(KeyId),
    /// It was altered, or sealed for another place.
    #[error("damaged, or sealed for another place")]
    Damaged,
}

impl FromStr for Sealer {
    type Err = NotKeys;

    fn from_str(text: &str) -> Result<Self, NotKeys> {
        let keys: Vec<&str> = text.split(',').map(str::trim).collect();
        if keys.contains(&"") {
            return Err(NotKeys::Count);
        }
        let mut keys = keys.into_iter().map(|key| Key::read(key).map(Arc::new));
        let first = keys.next().ok_or(NotKeys::Count)??;
        let mut seen = vec![first.id];
        let mut older = Vec::new();
        for key in keys {
            let key = key?;
            if seen.contains(&key.id) {
                return Err(NotKeys::Same);
            }
            seen.push(key.id);
            older.push(key);
        }
        Ok(Self { first, older })
    }
}

impl Sealer {
    /// Seals a value for its place, with the first key.
    pub fn seal(&self, context: &Context, secret: &SecretString) -> Sealed {
        let key = &self.first;
        let secret = secret.expose_secret().as_bytes();
        // With room for the tag: growing would leave a copy of the text behind.
        let mut text = Vec::with_capacity(secret.len() + MAX_TAG_LEN);
        text.extend_from_slice(secret);
        let aad = Aad::from(context.associated(&head(key.id)));
        let nonce = key
            .cipher
            .seal_in_place_append_tag(aad, &mut text)
            .expect("no text is too long to be sealed");
        Sealed::new(key.id, nonce.as_ref(), &text)
    }

    /// Opens a value that was sealed for this place.
    pub fn open(&self, context: &Context, sealed: &Sealed) -> Result<SecretString, CannotOpen> {
        let id = sealed.key_id();
        let mut keys = self.keys();
        let key = keys
            .find(|key| key.id == id)
            .ok_or(CannotOpen::UnknownKey(id))?;
        let aad = Aad::from(context.associated(sealed.head()));
        let nonce = Nonce::assume_unique_for_key(*sealed.nonce());
        let mut text = Zeroizing::new(sealed.rest().to_vec());
        let text = key.cipher.open_in_place(nonce, aad, &mut text);
        let text = text.map_err(|_| CannotOpen::Damaged)?;
        let text = std::str::from_utf8(text).map_err(|_| CannotOpen::Damaged)?;
        Ok(SecretString::from(text))
    }

    /// What tells whether two texts of one owner are the same, and nothing else of them: what is
    /// recorded beside a value in which duplicates are looked for. It follows from the first key, and
    /// is recorded anew when the value is sealed anew.
    pub fn fingerprint(&self, owner: impl Into<Owner>, text: &SecretString) -> [u8; 32] {
        fingerprint(&self.first, owner.into(), text)
    }

    /// What may be recorded as the fingerprint of this text, as long as not everything is sealed with
    /// the first key: look for all of them, and record the first.
    pub fn fingerprints(&self, owner: impl Into<Owner>, text: &SecretString) -> Vec<[u8; 32]> {
        let owner = owner.into();
        let each = self.keys().map(|key| fingerprint(key, owner, text));
        each.collect()
    }

    /// Which key seals.
    pub fn first(&self) -> KeyId {
        self.first.id
    }

    /// Which keys open besides, while the first takes their place: one, as a rule.
    pub fn older(&self) -> KeyIds {
        KeyIds(self.older.iter().map(|key| key.id).collect())
    }

    /// Whether what this key sealed can be opened.
    pub fn knows(&self, key: KeyId) -> bool {
        self.keys().any(|it| it.id == key)
    }

    /// How values begin that open.
    pub fn heads(&self) -> Vec<Vec<u8>> {
        self.keys().map(|key| head(key.id).to_vec()).collect()
    }

    fn keys(&self) -> impl Iterator<Item = &Arc<Key>> {
        std::iter::once(&self.first).chain(&self.older)
    }
}

fn fingerprint(key: &Key, owner: Owner, text: &SecretString) -> [u8; 32] {
    let text = text.expose_secret().as_bytes();
    key.fingerprint(&[owner.id().value().as_bytes(), text])
}
