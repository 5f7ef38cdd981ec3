//! A sealed value, as it is written.

use std::fmt;

use aws_lc_rs::aead::{MAX_TAG_LEN, NONCE_LEN};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, PgValueRef};
use sqlx::{Decode, Encode, Postgres, Type};

use super::KeyId;

/// What begins a value, and says how the rest is to be read.
const VERSION: u8 = 1;

/// The version and the id of the key.
pub(super) const HEAD: usize = 5;
const NONCE_END: usize = HEAD + NONCE_LEN;

/// What one needs a key to read: the version, the key's id, the nonce, what was encrypted, and the
/// tag that proves it.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

/// Bytes that no value begins or ends like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a sealed value")]
pub struct NotSealed;

/// The head of whatever a key seals.
pub(super) const fn head(key: KeyId) -> [u8; HEAD] {
    let [a, b, c, d] = key.0;
    [VERSION, a, b, c, d]
}

/// The key that a head names; nothing where it is no head of ours.
pub(super) fn key_of(head: [u8; HEAD]) -> Option<KeyId> {
    let [version, a, b, c, d] = head;
    (version == VERSION).then_some(KeyId([a, b, c, d]))
}

impl Sealed {
    /// Puts a value together; `rest` is what was encrypted, and its tag.
    pub(super) fn new(key: KeyId, nonce: &[u8; NONCE_LEN], rest: &[u8]) -> Self {
        Self([&head(key)[..], nonce, rest].concat())
    }

    /// Which key it opens with.
    pub fn key_id(&self) -> KeyId {
        let [_, a, b, c, d] = *self.head();
        KeyId([a, b, c, d])
    }

    pub(super) fn head(&self) -> &[u8; HEAD] {
        self.0.first_chunk().expect(WHOLE)
    }

    pub(super) fn nonce(&self) -> &[u8; NONCE_LEN] {
        self.0[HEAD..].first_chunk().expect(WHOLE)
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.0[NONCE_END..]
    }
}

const WHOLE: &str = "a sealed value is never shorter than what it is made of";

impl TryFrom<Vec<u8>> for Sealed {
    type Error = NotSealed;

    fn try_from(bytes: Vec<u8>) -> Result<Self, NotSealed> {
        if bytes.first() == Some(&VERSION) && bytes.len() >= NONCE_END + MAX_TAG_LEN {
            Ok(Self(bytes))
        } else {
            Err(NotSealed)
        }
    }
}

impl AsRef<[u8]> for Sealed {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed")
    }
}

impl Type<Postgres> for Sealed {
    fn type_info() -> PgTypeInfo {
        <Vec<u8> as Type<Postgres>>::type_info()
    }
}

impl PgHasArrayType for Sealed {
    fn array_type_info() -> PgTypeInfo {
        <Vec<u8> as PgHasArrayType>::array_type_info()
    }
}

impl<'r> Decode<'r, Postgres> for Sealed {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(<Vec<u8> as Decode<Postgres>>::decode(value)?.try_into()?)
    }
}

impl Encode<'_, Postgres> for Sealed {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        <Vec<u8> as Encode<Postgres>>::encode_by_ref(&self.0, buffer)
    }
}
