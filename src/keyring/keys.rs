//! An issuer's keys, as it publishes them.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use serde::Deserialize;
use serde_json::Value;

/// The shortest modulus, in bits (NIST SP 800-131A).
const FEWEST_BITS: usize = 2048;

/// A key that signs tokens.
pub struct Key {
    decoding: DecodingKey,
    endorsements: Vec<String>,
}

impl Key {
    /// What its signatures are checked with.
    pub const fn decoding(&self) -> &DecodingKey {
        &self.decoding
    }

    /// Whether the key may sign for a channel of the Bot Framework. A key without endorsements may for
    /// any.
    pub fn endorses(&self, channel: &str) -> bool {
        self.endorsements.is_empty() || self.endorsements.iter().any(|it| it == channel)
    }
}

/// Keys by their id.
pub type Keys = HashMap<String, Arc<Key>>;

#[derive(Deserialize)]
struct Published {
    keys: Vec<Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: String,
    n: String,
    e: String,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    #[serde(default)]
    endorsements: Option<Vec<String>>,
}

/// The usable keys of a published set (RFC 7517). One that we cannot use does not spoil the others.
pub fn published(set: &[u8]) -> Result<Keys, serde_json::Error> {
    let published: Published = serde_json::from_slice(set)?;
    Ok(published.keys.into_iter().filter_map(usable).collect())
}

fn usable(jwk: Value) -> Option<(String, Arc<Key>)> {
    let jwk: Jwk = serde_json::from_value(jwk).ok()?;
    let for_signing = jwk.purpose.is_none_or(|purpose| purpose == "sig");
    let for_us = jwk.alg.is_none_or(|algorithm| algorithm == "RS256");
    if jwk.kty != "RSA" || !for_signing || !for_us {
        return None;
    }
    let (n, e) = (number(&jwk.n)?, number(&jwk.e)?);
    if bits(&n) < FEWEST_BITS {
        return None;
    }
    let key = Key {
        decoding: DecodingKey::from_rsa_raw_components(&n, &e),
        endorsements: jwk.endorsements.unwrap_or_default(),
    };
    Some((jwk.kid, Arc::new(key)))
}

/// A positive number, big end first, without leading zeros.
fn number(text: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let start = bytes.iter().position(|byte| *byte != 0)?;
    Some(bytes[start..].to_vec())
}

fn bits(number: &[u8]) -> usize {
    let unused = number.first().map_or(0, |byte| byte.leading_zeros());
    number.len() * 8 - unused as usize
}
