//! What the sample company's points are exchanged for.

use anyhow::{Context, bail};
use plaudit::app::App;
use plaudit::policy::Actor;
use plaudit::rewards::catalog::{self, ImportError, Keeping};
use plaudit::workspace;

/// The list that `plaudit catalog import` would read.
const LIST: &str = include_str!("../catalog.csv");

/// Fills the catalogue, unless data were kept: then it is there. Pictures are shown at `address`.
pub(crate) async fn fill(app: &App, address: &str) -> anyhow::Result<()> {
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = programmes.first().context("nobody founded a programme")?;
    if !catalog::list(&mut tx, *programme, true).await?.is_empty() {
        return Ok(());
    }
    let public = address.parse()?;
    let how = Keeping {
        clock: &app.clock,
        by: &Actor::Operator,
        workspace: *programme,
        sealer: None,
        public: Some(&public),
    };
    match catalog::import(&mut tx, how, LIST.as_bytes()).await {
        Ok(_) => Ok(tx.commit().await?),
        Err(ImportError::Faults(faults)) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            bail!("the catalogue is no list of items: {}", faults.join("; "))
        }
        Err(failed @ ImportError::Database(_)) => Err(failed.into()),
    }
}
