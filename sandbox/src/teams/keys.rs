//! The key that signs deliveries, and the set in which its public half is published.

use anyhow::Context;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use uuid::Uuid;

/// Where the modulus of 2048 bits stands in a DER `RSAPublicKey`, after the headers and the zero
/// that keeps it positive.
const MODULUS: std::ops::Range<usize> = 9..265;

/// The key in use.
pub(super) struct Keys {
    id: String,
    pair: RsaKeyPair,
    /// The channels that the key may speak for.
    pub(super) endorsements: Vec<String>,
}

impl Keys {
    /// A fresh key for Teams and its siblings.
    pub(super) fn generate() -> anyhow::Result<Self> {
        Ok(Self {
            id: format!("sandbox-{}", Uuid::new_v4().simple()),
            pair: RsaKeyPair::generate(KeySize::Rsa2048).context("cannot make a signing key")?,
            endorsements: ["msteams", "webchat", "directline"]
                .map(str::to_owned)
                .to_vec(),
        })
    }

    /// The JSON Web Key Set.
    pub(super) fn published(&self) -> Value {
        let der = self.pair.public_key().as_ref();
        let modulus = URL_SAFE_NO_PAD.encode(der.get(MODULUS).unwrap_or_default());
        json!({"keys": [{
            "kty": "RSA", "use": "sig", "kid": self.id, "x5t": self.id, "n": modulus,
            "e": "AQAB", "endorsements": self.endorsements,
        }]})
    }

    /// A JSON Web Token with these claims, signed with RS256.
    pub(super) fn sign(&self, claims: &Value) -> String {
        let header = json!({"alg": "RS256", "kid": self.id, "typ": "JWT", "x5t": self.id});
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = SystemRandom::new();
        // Fails only when the buffer has another length than the key.
        let done = self.pair.sign(
            &RSA_PKCS1_SHA256,
            &random,
            signed.as_bytes(),
            &mut signature,
        );
        if let Err(error) = done {
            tracing::error!(%error, "the stand-in cannot sign");
        }
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
