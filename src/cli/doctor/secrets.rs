//! Whether what is encrypted in the database can be read.

use super::finding::Finding;
use crate::cli::open::Opened;
use crate::config::EncryptionConfig;
use crate::explained::explained;
use crate::sealed::{ENCRYPTION_KEY, KeyMissing, Sealer, Survey, survey};

const ABOUT: &str = "secrets";

/// Whether the key is one, and opens everything; the latter where there is a database to look into.
pub(super) async fn examine(config: &EncryptionConfig, opened: Option<&Opened>) -> Finding {
    let sealer = match config.sealer() {
        Ok(sealer) => sealer,
        Err(error) => {
            let mend = "`openssl rand -base64 32` makes a key.";
            return Finding::fail(ABOUT, error, mend);
        }
    };
    let Some(opened) = opened else {
        return match sealer {
            Some(_) => Finding::ok(ABOUT, "a key is given"),
            None => Finding::off(ABOUT, format_args!("{ENCRYPTION_KEY} is not set")),
        };
    };
    match look(opened, sealer.as_ref()).await {
        Ok(found) => verdict(&found, sealer.as_ref()),
        Err(error) => Finding::fail(ABOUT, explained(&error), "See the database's log."),
    }
}

async fn look(opened: &Opened, sealer: Option<&Sealer>) -> sqlx::Result<Survey> {
    survey(&mut *opened.pool.acquire().await?, sealer).await
}

fn verdict(found: &Survey, sealer: Option<&Sealer>) -> Finding {
    if let Err(missing) = found.complete() {
        return Finding::fail(ABOUT, missing, KeyMissing::MEND);
    }
    let Some(sealer) = sealer else {
        return Finding::off(
            ABOUT,
            format_args!("{ENCRYPTION_KEY} is not set, and nothing is encrypted"),
        );
    };
    let older = sealer.older();
    if !found.older.0.is_empty() {
        return Finding::warn(
            ABOUT,
            format_args!("{}, which another replaces", found.older),
            "`plaudit secrets rotate` encrypts them anew.",
        );
    }
    if older.0.is_empty() {
        return Finding::ok(ABOUT, "the key opens everything");
    }
    Finding::ok(
        ABOUT,
        format_args!(
            "nothing is encrypted with the {older} any more: it may be taken out of {ENCRYPTION_KEY}"
        ),
    )
}
