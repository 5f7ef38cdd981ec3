//! A token: the key it names, its signature, and what it says.

use jiff::Timestamp;
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, Validation};
use serde::Deserialize;

use super::{Refused, Trust};
use crate::keyring::Key;

/// How far the issuer's clock and ours may be apart, in seconds.
const SKEW: i64 = 300;

/// What a token says, as far as it matters.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    iss: Option<String>,
    aud: Option<Audience>,
    exp: Option<i64>,
    nbf: Option<i64>,
    #[serde(rename = "serviceurl")]
    service_url: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// The key that a token says it is signed with.
pub(super) fn key_id(token: &str) -> Result<String, Refused> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| Refused::Malformed)?;
    // Ours to expect, not the token's to choose.
    if header.alg != Algorithm::RS256 {
        return Err(Refused::Algorithm);
    }
    // An extension that must be understood is one that we do not (RFC 7515, 4.1.11).
    if header.crit.is_some() {
        return Err(Refused::Malformed);
    }
    header.kid.ok_or(Refused::Malformed)
}

impl Claims {
    /// What a token says, when it was signed with the key.
    pub(super) fn proven(token: &str, key: &Key) -> Result<Self, Refused> {
        // The library would read the machine's clock, and take any audience of several.
        let mut only_signature = Validation::new(Algorithm::RS256);
        only_signature.required_spec_claims.clear();
        only_signature.validate_exp = false;
        only_signature.validate_nbf = false;
        only_signature.validate_aud = false;
        jsonwebtoken::decode(token, key.decoding(), &only_signature)
            .map(|token| token.claims)
            .map_err(|error| refusal(&error))
    }

    /// Whether the token is of our issuer, for us, and of today.
    pub(super) fn check(&self, trust: &Trust, now: Timestamp) -> Result<(), Refused> {
        if self.iss.as_ref() != Some(&trust.issuer) {
            return Err(Refused::Issuer);
        }
        if !self.audience().is_some_and(|named| is_us(named, trust)) {
            return Err(Refused::Audience);
        }
        let now = now.as_second();
        if self.exp.is_none_or(|end| end.saturating_add(SKEW) <= now) {
            return Err(Refused::Expired);
        }
        if self
            .nbf
            .is_some_and(|start| start.saturating_sub(SKEW) > now)
        {
            return Err(Refused::Early);
        }
        Ok(())
    }

    /// Whether the token was issued for the service that an activity names.
    pub(super) fn serves(&self, address: Option<&str>) -> bool {
        match (self.service_url.as_deref(), address) {
            (Some(ours), Some(theirs)) => bare(ours).eq_ignore_ascii_case(bare(theirs)),
            _ => false,
        }
    }

    /// The audience, if it is one alone.
    fn audience(&self) -> Option<&str> {
        match self.aud.as_ref()? {
            Audience::One(one) => Some(one),
            Audience::Many(many) => match many.as_slice() {
                [one] => Some(one),
                _ => None,
            },
        }
    }
}

/// The ways in which the issuer names a bot.
fn is_us(named: &str, trust: &Trust) -> bool {
    let resource = named.strip_prefix("api://");
    let bot = resource.and_then(|resource| resource.strip_prefix("botid-"));
    [Some(named), resource, bot].contains(&Some(&trust.app_id))
}

fn bare(address: &str) -> &str {
    address.strip_suffix('/').unwrap_or(address)
}

fn refusal(error: &Error) -> Refused {
    match error.kind() {
        ErrorKind::InvalidSignature => Refused::Forged,
        ErrorKind::InvalidAlgorithm => Refused::Algorithm,
        _ => Refused::Malformed,
    }
}
