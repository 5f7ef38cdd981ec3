//! `plaudit catalog codes`: the codes that items are delivered by.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::Subcommand;
use secrecy::{ExposeSecret, SecretString};
use sqlx::PgConnection;

use crate::cli::given::read;
use crate::cli::open::Opened;
use crate::cli::output::{print, say};
use crate::clock::Clock;
use crate::ids::WorkspaceId;
use crate::policy::Actor;
use crate::rewards::codes::{self, Count, LineFault, LoadError};
use crate::rewards::{Fulfilment, Item, catalog};
use crate::sealed::{ENCRYPTION_KEY, Sealer};

#[derive(Debug, Subcommand)]
pub(super) enum Codes {
    /// Load codes, one on each line: all of them, or none
    Load {
        /// What the item is typed as
        item: String,
        /// The file; - reads standard input
        file: PathBuf,
        /// Say what would be loaded, and load nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Count the codes of an item
    Count {
        /// What the item is typed as
        item: String,
    },
}

/// Loads codes, or counts them.
pub(super) async fn run(
    opened: &Opened,
    workspace: WorkspaceId,
    sealer: Option<&Sealer>,
    codes: &Codes,
) -> anyhow::Result<ExitCode> {
    match codes {
        Codes::Load {
            item,
            file,
            dry_run,
        } => {
            let sealer = sealer
                .ok_or_else(|| anyhow!("{ENCRYPTION_KEY} is not set: codes are kept encrypted"))?;
            load(opened, workspace, sealer, (item, file), *dry_run).await
        }
        Codes::Count { item } => {
            let mut conn = opened.pool.acquire().await?;
            let item = find(&mut conn, workspace, item).await?;
            let Count { loaded, left } = codes::count(&mut conn, workspace, item.id).await?;
            let stock = item.stock.unwrap_or(0);
            print(format_args!(
                "{}: {loaded} loaded, {} given, {left} left, of which {} promised",
                item.offer.slug,
                loaded - left,
                left - stock
            ))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn load(
    opened: &Opened,
    workspace: WorkspaceId,
    sealer: &Sealer,
    (item, file): (&str, &Path),
    dry_run: bool,
) -> anyhow::Result<ExitCode> {
    let text = text(file)?;
    let mut tx = opened.pool.begin().await?;
    let item = find(&mut tx, workspace, item).await?;
    let read = match codes::read(text.expose_secret()) {
        Ok(read) => read,
        Err(faults) => return Ok(refused(&faults)),
    };
    if let Some(header) = codes::header(&read) {
        say(format_args!(
            "line {}: this reads like the header of a list, and is loaded as a code",
            header.line
        ));
    }
    let (clock, which) = (Clock::system(), (workspace, item.id));
    let loaded = codes::load(&mut tx, &clock, &Actor::Operator, sealer, which, &read).await;
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(LoadError::Faults(faults)) => return Ok(refused(&faults)),
        Err(error) => return Err(error).context("no code was loaded"),
    };
    let slug = &item.offer.slug;
    let codes = counted(loaded.codes);
    if dry_run {
        tx.rollback().await?;
        print(format_args!("{codes} would be loaded for {slug}"))?;
    } else {
        tx.commit().await?;
        let left = loaded.stock;
        print(format_args!(
            "{codes} loaded for {slug}; {left} can be redeemed"
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn counted(codes: i64) -> String {
    let word = if codes == 1 { "code" } else { "codes" };
    format!("{codes} {word}")
}

/// What the file holds.
fn text(file: &Path) -> anyhow::Result<SecretString> {
    // What is wrong with it is not quoted: it is made of codes.
    let text = String::from_utf8(read(file)?);
    let text = text.map_err(|_| anyhow!("{} is not text in UTF-8", file.display()))?;
    Ok(text.into())
}

async fn find(conn: &mut PgConnection, workspace: WorkspaceId, slug: &str) -> anyhow::Result<Item> {
    let Some(item) = catalog::find(conn, workspace, slug).await? else {
        bail!("there is no item {slug}");
    };
    if item.offer.fulfilment != Fulfilment::Codes {
        bail!("{slug} is not delivered by codes");
    }
    Ok(item)
}

fn refused(faults: &[LineFault]) -> ExitCode {
    for fault in faults {
        say(fault);
    }
    say("no code was loaded");
    ExitCode::FAILURE
}
