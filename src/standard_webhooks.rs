//! Signatures as <https://www.standardwebhooks.com> describes them: what is sent is signed, with its id
//! and time, by a secret that both sides know.

use std::str::FromStr;

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

/// The header with the id of what is sent: whoever sends it again sends the same.
pub const ID: &str = "webhook-id";
/// The header with the time of this try, in seconds.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header with the signatures, separated by spaces.
pub const SIGNATURE: &str = "webhook-signature";

/// How secrets are marked.
const PREFIX: &str = "whsec_";

/// How far two clocks may be apart, in seconds: what is older may be a replay.
const TOLERANCE: u64 = 300;

/// How many signatures are looked at: while a secret is replaced there are two.
const SIGNATURES: usize = 8;

/// What both sides know.
#[derive(Clone, Debug)]
pub struct Secret(SecretSlice<u8>);

/// Text that is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected whsec_ and the base64 of 24 to 64 bytes, as of `openssl rand -base64 32`")]
pub struct NotSecret;

impl FromStr for Secret {
    type Err = NotSecret;

    fn from_str(text: &str) -> Result<Self, NotSecret> {
        let key = text.trim().strip_prefix(PREFIX).ok_or(NotSecret)?;
        let key: SecretSlice<u8> = STANDARD.decode(key).map_err(|_| NotSecret)?.into();
        if (24..=64).contains(&key.expose_secret().len()) {
            Ok(Self(key))
        } else {
            Err(NotSecret)
        }
    }
}

/// Why something is not believed. The sender is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not signed.
    #[error("not signed")]
    Missing,
    /// A header is not written as it should be.
    #[error("malformed headers")]
    Malformed,
    /// It is too old, or of the future.
    #[error("outside the time window")]
    Stale,
    /// Somebody else signed it, or it was altered.
    #[error("wrong signature")]
    Forged,
}

/// What the headers claim: to be signed, within these minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    id: String,
    timestamp: String,
    signatures: Vec<Vec<u8>>,
}

impl Claim {
    /// Reads the headers, and refuses what can be refused by them alone.
    pub fn read(headers: &HeaderMap, now: Timestamp) -> Result<Self, Refused> {
        let header = |name: &str| {
            let value = headers.get(name).ok_or(Refused::Missing)?;
            value.to_str().map_err(|_| Refused::Malformed)
        };
        let (id, timestamp, signatures) = (header(ID)?, header(TIMESTAMP)?, header(SIGNATURE)?);
        // Digits only: what is signed is the text, so it must have one way to be written.
        let digits = timestamp.bytes().all(|b| b.is_ascii_digit());
        let signed_at: i64 = timestamp.parse().map_err(|_| Refused::Malformed)?;
        if !digits || id.is_empty() {
            return Err(Refused::Malformed);
        }
        if now.as_second().abs_diff(signed_at) > TOLERANCE {
            return Err(Refused::Stale);
        }
        let signatures = signatures.split(' ').take(SIGNATURES);
        let signatures = signatures.filter_map(|it| STANDARD.decode(it.strip_prefix("v1,")?).ok());
        let signatures: Vec<Vec<u8>> = signatures.collect();
        if signatures.is_empty() {
            return Err(Refused::Malformed);
        }
        Ok(Self {
            id: id.to_owned(),
            timestamp: timestamp.to_owned(),
            signatures,
        })
    }

    /// What it is called.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl Secret {
    /// The signature of a body, as its header says it.
    pub fn sign(&self, id: &str, at: Timestamp, body: &[u8]) -> String {
        let mac = self.mac(id, &at.as_second().to_string(), body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }

    /// Whether a body is what its headers claim.
    pub fn verify(&self, claim: &Claim, body: &[u8]) -> Result<(), Refused> {
        let mac = self.mac(&claim.id, &claim.timestamp, body);
        // Each is compared, in a time that tells nothing.
        let genuine = claim.signatures.iter().fold(false, |genuine, signature| {
            mac.clone().verify_slice(signature).is_ok() | genuine
        });
        if genuine {
            Ok(())
        } else {
            Err(Refused::Forged)
        }
    }

    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
        let key = self.0.expose_secret();
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key may have any length");
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // What the published libraries are tested with.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const MESSAGE: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const AT: i64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const OTHER: &str = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    fn secret() -> Secret {
        SECRET.parse().unwrap()
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn headers(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
        let pairs = [(ID, id), (TIMESTAMP, timestamp), (SIGNATURE, signature)];
        let named = pairs.map(|(name, value)| {
            let name = axum::http::HeaderName::from_static(name);
            (name, value.parse().unwrap())
        });
        HeaderMap::from_iter(named)
    }

    fn check(signature: &str, now: i64, body: &[u8]) -> Result<(), Refused> {
        let headers = headers(MESSAGE, &AT.to_string(), signature);
        secret().verify(&Claim::read(&headers, at(now))?, body)
    }

    #[test]
    fn signs_as_the_published_libraries_do() {
        assert_eq!(secret().sign(MESSAGE, at(AT), BODY), SIGNED);
        assert_eq!(check(SIGNED, AT, BODY), Ok(()));
        let shown = format!("{:?}", secret());
        assert!(!shown.contains("MfKQ"), "{shown}");
    }

    #[test]
    fn one_of_several_signatures_is_enough() {
        let several = format!("{OTHER} v1a,{} {SIGNED}", &SIGNED[3..]);
        assert_eq!(check(&several, AT, BODY), Ok(()));
        assert_eq!(check(OTHER, AT, BODY), Err(Refused::Forged));
        let many = [OTHER; SIGNATURES].join(" ");
        let late = format!("{many} {SIGNED}");
        assert_eq!(check(&late, AT, BODY), Err(Refused::Forged));
    }

    #[test]
    fn what_is_altered_old_or_not_signed_is_not_believed() {
        let wrong = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=";
        assert_eq!(check(wrong, AT, BODY), Err(Refused::Forged));
        assert_eq!(check(SIGNED, AT, b"{}"), Err(Refused::Forged));
        for (now, outcome) in [
            (AT + 300, Ok(())),
            (AT - 300, Ok(())),
            (AT + 301, Err(Refused::Stale)),
            (AT - 301, Err(Refused::Stale)),
        ] {
            assert_eq!(check(SIGNED, now, BODY), outcome, "{now}");
        }
        assert_eq!(check("v2,AAAA", AT, BODY), Err(Refused::Malformed));
        assert_eq!(check("v1,%%%", AT, BODY), Err(Refused::Malformed));
        for timestamp in ["", "soon", "+1614265330", "-1", "1614265330.0"] {
            let headers = headers(MESSAGE, timestamp, SIGNED);
            assert_eq!(
                Claim::read(&headers, at(AT)),
                Err(Refused::Malformed),
                "{timestamp:?}"
            );
        }
        for name in [ID, TIMESTAMP, SIGNATURE] {
            let mut headers = headers(MESSAGE, &AT.to_string(), SIGNED);
            headers.remove(name);
            assert_eq!(
                Claim::read(&headers, at(AT)),
                Err(Refused::Missing),
                "{name}"
            );
        }
    }

    #[test]
    fn a_secret_is_marked_and_long_enough() {
        for bad in [
            "",
            "whsec_",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_c2hvcnQ=",
            "whsec_not base64 at all, not base64 at all",
        ] {
            assert_eq!(bad.parse::<Secret>().err(), Some(NotSecret), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_signed_is_believed_and_nothing_else(
            id in "[a-z0-9-]{1,40}", body in proptest::collection::vec(any::<u8>(), 0..200), flip in any::<usize>(),
        ) {
            let signature = secret().sign(&id, at(AT), &body);
            let claim = Claim::read(&headers(&id, &AT.to_string(), &signature), at(AT)).unwrap();
            prop_assert_eq!(secret().verify(&claim, &body), Ok(()));
            let mut altered = body.clone();
            match altered.len() {
                0 => altered.push(0),
                length => altered[flip % length] ^= 1,
            }
            prop_assert_eq!(secret().verify(&claim, &altered), Err(Refused::Forged));
            let other = Claim::read(&headers(&format!("{id}x"), &AT.to_string(), &signature), at(AT)).unwrap();
            prop_assert_eq!(secret().verify(&other, &body), Err(Refused::Forged));
        }
    }
}
