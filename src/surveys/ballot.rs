//! Ballots: one answer each, sealed so that only the key of its run opens it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_AES_256;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke, HpkePrivateKey, HpkePublicKey};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use sha2::Sha256;

use super::question::{Answer, Kind, Question, TEXT_CHARS};
use crate::ids::{RunId, SeatId, WorkspaceId};

/// Hybrid public key encryption: RFC 9180, in its base mode.
const SUITE: &dyn Hpke = DH_KEM_X25519_HKDF_SHA256_AES_256;

/// The purpose of the encryption, which tells ballots from whatever else may be sealed some day.
const INFO: &[u8] = b"plaudit ballot 1";

/// The length of what an X25519 sender encapsulates.
const ENCAPSULATED: usize = 32;

/// The length of what shows that a ballot is of this server: HMAC-SHA256.
const MARK: usize = 32;

/// Nothing, where one of several is chosen.
const NOTHING: u8 = u8::MAX;

/// No character takes more bytes in UTF-8.
const BYTES_PER_CHAR: usize = 4;

/// What seals the ballots of a run, and what opens them.
pub(super) struct RunKey {
    public: Vec<u8>,
    private: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for RunKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RunKey(…)")
    }
}

/// Where a ballot counts: once, in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) workspace: WorkspaceId,
    pub(super) run: RunId,
    /// Of whom, without saying who.
    pub(super) seat: SeatId,
}

/// A ballot does not open: it was altered, or sealed by somebody else, or for another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("damaged, or sealed by somebody else, or for another place")]
pub(super) struct DoesNotOpen;

impl RunKey {
    /// A new one.
    pub(super) fn new() -> Self {
        let (public, private) = SUITE.generate_key_pair().expect("there is chance");
        Self {
            public: public.0,
            private: Zeroizing::new(private.secret_bytes().to_vec()),
        }
    }

    /// The key as it is kept.
    pub(super) fn to_text(&self) -> SecretString {
        let (public, private) = (
            STANDARD.encode(&self.public),
            STANDARD.encode(&*self.private),
        );
        format!("{public} {private}").into()
    }

    /// Reads a key as it was kept.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let (public, private) = text.trim().split_once(' ')?;
        Some(Self {
            public: STANDARD.decode(public).ok()?,
            private: Zeroizing::new(STANDARD.decode(private).ok()?),
        })
    }

    /// Seals an answer. All ballots to a question have one length.
    pub(super) fn seal(&self, place: Place, question: &Question, answer: &Answer) -> Vec<u8> {
        let written = Zeroizing::new(write(&question.kind, answer));
        let key = HpkePublicKey(self.public.clone());
        let (secret, text) = SUITE
            .seal(INFO, &bytes(place, question), &written, &key)
            .expect("a key of ours seals");
        let mark = self.mark(place, question, &[&secret.0, &text]).finalize();
        [&secret.0, &text, &mark.into_bytes()[..]].concat()
    }

    /// Opens a ballot.
    pub(super) fn open(
        &self,
        place: Place,
        question: &Question,
        ballot: &[u8],
    ) -> Result<Answer, DoesNotOpen> {
        let (secret, rest) = ballot.split_at_checked(ENCAPSULATED).ok_or(DoesNotOpen)?;
        let end = rest.len().checked_sub(MARK).ok_or(DoesNotOpen)?;
        let (text, mark) = rest.split_at(end);
        let ours = self
            .mark(place, question, &[secret, text])
            .verify_slice(mark);
        ours.map_err(|_| DoesNotOpen)?;
        let key = HpkePrivateKey::from(self.private.to_vec());
        let secret = EncapsulatedSecret(secret.to_vec());
        let written = SUITE.open(&secret, INFO, &bytes(place, question), text, &key);
        let written = Zeroizing::new(written.map_err(|_| DoesNotOpen)?);
        read(&question.kind, &written).ok_or(DoesNotOpen)
    }

    /// What shows that a ballot is of this server: whoever knows the public key alone cannot make one, and
    /// so cannot fill a run with ballots that they know, to learn the one that they do not.
    fn mark(&self, place: Place, question: &Question, ballot: &[&[u8]]) -> Hmac<Sha256> {
        let mut key = hmac(&self.private);
        key.update(b"plaudit ballot mark 1");
        let mut mark = hmac(&key.finalize().into_bytes());
        mark.update(&bytes(place, question));
        for part in ballot {
            mark.update(part);
        }
        mark
    }
}

fn hmac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("a key may have any length")
}

/// What a ballot is sealed for.
fn bytes(place: Place, question: &Question) -> Vec<u8> {
    let (workspace, run, seat) = (
        place.workspace.value(),
        place.run.value(),
        place.seat.value(),
    );
    [
        workspace.as_bytes(),
        run.as_bytes(),
        seat.as_bytes(),
        question.id.as_bytes(),
    ]
    .concat()
}

/// An answer in as many bytes as any other answer to the question.
fn write(kind: &Kind, answer: &Answer) -> Vec<u8> {
    match (kind, answer) {
        (Kind::Text, answer) => {
            let text = match answer {
                Answer::Text(text) => text.as_bytes(),
                _ => &[],
            };
            let mut written = vec![0; 2 + TEXT_CHARS * BYTES_PER_CHAR];
            let length =
                u16::try_from(text.len()).expect("a text was read as one of bounded length");
            written[..2].copy_from_slice(&length.to_be_bytes());
            written[2..2 + text.len()].copy_from_slice(text);
            written
        }
        (Kind::Choices { .. } | Kind::Interests { .. }, answer) => match answer {
            Answer::Several(marked) => marked.to_be_bytes().to_vec(),
            _ => vec![0; 4],
        },
        (_, Answer::One(one)) => vec![*one],
        _ => vec![NOTHING],
    }
}

fn read(kind: &Kind, written: &[u8]) -> Option<Answer> {
    match kind {
        Kind::Text => {
            let (length, text) = written.split_first_chunk::<2>()?;
            let text = text.get(..usize::from(u16::from_be_bytes(*length)))?;
            Some(match std::str::from_utf8(text).ok()? {
                "" => Answer::Skipped,
                text => Answer::Text(text.to_owned()),
            })
        }
        Kind::Choices { .. } | Kind::Interests { .. } => {
            let marked = u32::from_be_bytes(*written.first_chunk::<4>()?);
            Some(match marked {
                0 => Answer::Skipped,
                marked => Answer::Several(marked),
            })
        }
        _ => match written {
            [NOTHING] => Some(Answer::Skipped),
            [one] => Some(Answer::One(*one)),
            _ => None,
        },
    }
}
