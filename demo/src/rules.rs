//! What the sample company has chosen for itself.

use anyhow::Context;
use plaudit::app::App;
use plaudit::policy::Actor;
use plaudit::settings::{self, Key};
use plaudit::workspace;

use crate::past::CHANNEL;

/// Points last a year, so that `balance` says what expires next, and are worth money at the stand-ins that
/// sell vouchers; there are levels beside badges, and coffee draws; and the week's thanks and everybody's days are told
/// in the channel of kudos.
pub(crate) const USUAL: &[(&str, &str)] = &[
    ("rewards.expiry_months", "12"),
    ("levels.points", "10, 50, 200"),
    ("coffee.draws", "weekly"),
    ("provider.rates", "USD 0.2, IDR 2500"),
    ("provider.monthly_budget", "USD 500, IDR 7500000"),
    ("digest.day", "monday"),
    ("digest.channel", CHANNEL),
    ("digest.managers", "true"),
    ("celebrations.of", "both"),
    ("celebrations.channel", CHANNEL),
];

/// Whoever is new is welcomed. Chosen once everybody of the company is known: they are not new.
pub(crate) const WELCOMES: &[(&str, &str)] =
    &[("welcome.channel", CHANNEL), ("welcome.direct", "true")];

/// Chooses that, unless somebody chose before, where data were kept.
pub(crate) async fn choose(app: &App, chosen: &[(&str, &str)]) -> anyhow::Result<()> {
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = programmes.first().context("nobody founded a programme")?;
    for (name, value) in chosen {
        let key = Key::find(name).context("there is no such setting")?;
        let known = "SELECT EXISTS (SELECT FROM setting WHERE workspace_id = $1 AND key = $2)";
        let known = sqlx::query_scalar(known).bind(*programme).bind(*name);
        let known: bool = known.fetch_one(&mut *tx).await?;
        if !known {
            let (clock, by) = (&app.clock, &Actor::Operator);
            settings::set(&mut tx, clock, *programme, by, key, value).await?;
        }
    }
    Ok(tx.commit().await?)
}
