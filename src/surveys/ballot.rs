//! Ballots: one answer each, sealed so that only the key of its run opens it.

use std::fmt;

use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_AES_256;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke, HpkePrivateKey, HpkePublicKey};
use secrecy::zeroize::Zeroizing;

use super::question::{Answer, Kind, Question, TEXT_CHARS};
use crate::ids::{RunId, WorkspaceId};

/// Hybrid public key encryption: RFC 9180, in its base mode.
const SUITE: &dyn Hpke = DH_KEM_X25519_HKDF_SHA256_AES_256;

/// What is sealed, apart from whatever else may be some day.
const INFO: &[u8] = b"plaudit ballot 1";

/// The length of what an X25519 sender encapsulates.
const ENCAPSULATED: usize = 32;

/// Nothing, where one of several is chosen.
const NOTHING: u8 = u8::MAX;

/// No character takes more bytes in UTF-8.
const BYTES_PER_CHAR: usize = 4;

/// What seals ballots of a run. Anybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SealingKey(pub(super) Vec<u8>);

/// What opens them.
pub(super) struct OpeningKey(pub(super) Zeroizing<Vec<u8>>);

impl fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpeningKey(…)")
    }
}

/// A ballot does not open: it was altered, or sealed for another run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("damaged, or sealed for another run")]
pub(super) struct DoesNotOpen;

/// A new pair of keys.
pub(super) fn new_keys() -> (SealingKey, OpeningKey) {
    let (public, private) = SUITE.generate_key_pair().expect("there is chance");
    let private = Zeroizing::new(private.secret_bytes().to_vec());
    (SealingKey(public.0), OpeningKey(private))
}

/// Seals an answer. All ballots to a question have one length.
pub(super) fn seal(
    key: &SealingKey,
    run: (WorkspaceId, RunId),
    question: &Question,
    answer: &Answer,
) -> Vec<u8> {
    let written = Zeroizing::new(write(&question.kind, answer));
    let key = HpkePublicKey(key.0.clone());
    let (secret, text) = SUITE
        .seal(INFO, &place(run, question), &written, &key)
        .expect("a key of ours seals");
    [secret.0, text].concat()
}

/// Opens a ballot.
pub(super) fn open(
    key: &OpeningKey,
    run: (WorkspaceId, RunId),
    question: &Question,
    ballot: &[u8],
) -> Result<Answer, DoesNotOpen> {
    let (secret, text) = ballot.split_at_checked(ENCAPSULATED).ok_or(DoesNotOpen)?;
    let key = HpkePrivateKey::from(key.0.to_vec());
    let secret = EncapsulatedSecret(secret.to_vec());
    let written = SUITE.open(&secret, INFO, &place(run, question), text, &key);
    let written = Zeroizing::new(written.map_err(|_| DoesNotOpen)?);
    read(&question.kind, &written).ok_or(DoesNotOpen)
}

/// What a ballot is sealed for. Whose it is, is no part of it: two members may turn out to be one.
fn place((workspace, run): (WorkspaceId, RunId), question: &Question) -> Vec<u8> {
    let (workspace, run) = (workspace.value(), run.value());
    [workspace.as_bytes(), run.as_bytes(), question.id.as_bytes()].concat()
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
