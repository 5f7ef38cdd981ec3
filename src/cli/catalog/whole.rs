//! `plaudit catalog import` and `export`: the catalogue as a list.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Desk, in_words, private, provider};
use crate::cli::given::{read, refused, unused};
use crate::cli::output::{print, say};
use crate::cli::rows::{Cell, Format, Row, Rows};
use crate::config::{EncryptionConfig, ProvidersConfig};
use crate::rewards::Item;
use crate::rewards::catalog::{self, Changed, Field, ImportError};
use crate::settings;

/// A list, and how to take it over.
#[derive(Args, Debug)]
pub(super) struct Import {
    /// The list: CSV in UTF-8, with commas, semicolons or tabs; `-` reads standard input
    file: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    pub(super) encryption: EncryptionConfig,
    #[command(flatten)]
    pub(super) providers: ProvidersConfig,
}

/// What lists look like.
pub(super) const LISTS: &str = "\
The first line names the columns, in any order; others are ignored:
  slug                       which item; one that is not there yet is added
  name, name_id, name_ms     what it is called, per language; so description, description_id, …
  kind, price, stock         as for `plaudit catalog add`, and so are approval, approval_above,
  …                          fulfilment, provider_product, currency, asks, limit,
  …                          min_tenure_days, image, from, until
  tags, roles, teams,        several with semicolons between them: green;charity
  countries
An empty cell leaves what is known, `-` forgets it. A list with any fault changes nothing, and every
fault is told with its line and column. `plaudit catalog export` writes such a list.";

/// Takes a list over, or says all that is wrong with it.
pub(super) async fn import(desk: &Desk<'_>, asked: &Import) -> anyhow::Result<ExitCode> {
    let list = read(&asked.file)?;
    let mut tx = desk.opened.pool.begin().await?;
    let imported = match catalog::import(&mut tx, desk.keeping(), &list).await {
        Ok(imported) => imported,
        Err(ImportError::Faults(faults)) => return Ok(refused(&faults)),
        Err(ImportError::Database(error)) => return Err(error.into()),
    };
    let (items, changes) = (imported.items, imported.changes.len());
    imported
        .changes
        .iter()
        .try_for_each(|change| print(in_words(change)))?;
    unused(&imported.unused);
    let asked_where = |change: &&Changed| matches!(change.field, None | Some(Field::WebhookUrl));
    for change in imported.changes.iter().filter(asked_where) {
        private::warn(&desk.item(&mut tx, &change.slug).await?);
    }
    let mut looked_at = Vec::new();
    for item in catalog::list(&mut tx, desk.workspace, true).await? {
        let slug = &item.offer.slug;
        if !imported.changes.iter().any(|it| it.slug == *slug) {
            continue;
        }
        if item.archived {
            say(format_args!(
                "{slug} is archived: `plaudit catalog archive {slug} --undo` offers it again"
            ));
        } else {
            looked_at.push(item);
        }
    }
    let rates = settings::load(&mut tx, desk.workspace)
        .await?
        .provider_rates;
    if asked.dry_run {
        drop(tx);
        say(format_args!(
            "items in the list: {items}; would change: {changes}; nothing was changed"
        ));
    } else {
        tx.commit().await?;
        say(format_args!(
            "items in the list: {items}; changed: {changes}"
        ));
    }
    // A list may be of another day than an account: it is told, and nothing is refused.
    let wrong = provider::not_sold(desk, &looked_at, &rates).await?;
    wrong.iter().for_each(say);
    Ok(ExitCode::SUCCESS)
}

/// An item as a line of the list.
struct Whole(Item);

impl Row<{ Field::ALL.len() }> for Whole {
    const COLUMNS: [&'static str; Field::ALL.len()] = {
        let mut columns = [""; Field::ALL.len()];
        let mut at = 0;
        while at < columns.len() {
            columns[at] = Field::ALL[at].as_str();
            at += 1;
        }
        columns
    };

    fn cells(self) -> [Cell; Field::ALL.len()] {
        Field::ALL.map(|field| field.of(&self.0).into())
    }
}

/// Writes what is offered.
pub(super) async fn export(desk: &Desk<'_>, excel: bool) -> anyhow::Result<ExitCode> {
    let mut conn = desk.opened.pool.acquire().await?;
    let items = catalog::list(&mut conn, desk.workspace, false).await?;
    let format = if excel { Format::Excel } else { Format::Csv };
    let mut rows = Rows::on_stdout::<Whole, _>(format)?;
    for item in items {
        rows.write(Whole(item))?;
    }
    rows.finish()?;
    Ok(ExitCode::SUCCESS)
}
