//! Whether vouchers can be bought: the accounts with providers, their money, and what points are worth.

use sqlx::PgConnection;

use super::finding::Finding;
use crate::cli::open::Opened;
use crate::clock::Clock;
use crate::config::{ConfigError, ProvidersConfig, can_deliver};
use crate::explained::explained;
use crate::fulfilment::{Keeping, Services};
use crate::ids::WorkspaceId;
use crate::money::Money;
use crate::rewards::voucher::{self, Spent};
use crate::rewards::{Accounts, Fulfilment, Trouble};
use crate::sealed::Sealer;
use crate::{settings, workspace};

const ABOUT: &str = "providers";

/// Asks each account for its money, and looks at what is bought of it; the latter where there is a database
/// to look into.
pub(super) async fn examine(
    config: &ProvidersConfig,
    sealer: Option<&Sealer>,
    opened: Option<&Opened>,
) -> Vec<Finding> {
    let delivers = |providers| can_deliver(&providers, sealer).map(|()| providers);
    let providers = match config.settings().and_then(delivers) {
        Ok(providers) => providers,
        Err(error) => {
            let mend = match error {
                ConfigError::NoKey { .. } => "`openssl rand -base64 32` makes a key.",
                _ => "Set all of it, or nothing.",
            };
            return vec![Finding::fail(ABOUT, error, mend)];
        }
    };
    let accounts = providers.accounts();
    if accounts == Accounts::default() {
        let unset = "nobody has an account with a provider of vouchers";
        let mut found = vec![Finding::off(ABOUT, unset)];
        found.extend(bought(opened, accounts, &[]).await);
        return found;
    }
    let keeping = opened.map(|opened| Keeping {
        pool: opened.pool.clone(),
        sealer: sealer.cloned(),
        clock: Clock::system(),
    });
    let services = match Services::new(false, providers, keeping) {
        Ok(services) => services,
        Err(error) => return vec![Finding::fail(ABOUT, explained(&error), "See the message.")],
    };
    let (mut found, mut left) = (Vec::new(), Vec::new());
    for provider in Fulfilment::PROVIDERS {
        let Some(account) = services.account(provider) else {
            continue;
        };
        match account.balances().await {
            Ok(balances) => {
                found.push(with_money(provider, &balances));
                left.push((provider, balances));
            }
            Err(why) => found.push(unreached(provider, &why)),
        }
    }
    found.extend(bought(opened, accounts, &left).await);
    found
}

fn with_money(provider: Fulfilment, balances: &[Money]) -> Finding {
    let shown: Vec<String> = balances.iter().map(ToString::to_string).collect();
    let (name, shown) = (provider.called(), shown.join(", "));
    if balances.iter().all(|it| it.minor == 0) {
        let what = format_args!("{name} lets us in, and there is no money");
        return Finding::warn(
            ABOUT,
            what,
            "Put money into the account: until then, orders wait.",
        );
    }
    Finding::ok(ABOUT, format_args!("{name} lets us in; left: {shown}"))
}

fn unreached(provider: Fulfilment, why: &Trouble) -> Finding {
    let mend = match why {
        Trouble::LockedOut => format!(
            "Let {} hold one that is valid there: the account's own pages make a new one.",
            provider.account()
        ),
        Trouble::Answered(404) => format!(
            "{} is not where its API is called: the README names the addresses.",
            provider.address()
        ),
        _ => "Let this machine reach it, through HTTPS_PROXY if need be; what was ordered waits."
            .to_owned(),
    };
    Finding::fail(ABOUT, format_args!("{}: {why}", provider.called()), &mend)
}

/// What each programme buys.
async fn bought(
    opened: Option<&Opened>,
    accounts: Accounts,
    left: &[(Fulfilment, Vec<Money>)],
) -> Vec<Finding> {
    let Some(opened) = opened else {
        return Vec::new();
    };
    let look = async {
        let mut conn = opened.pool.acquire().await?;
        let mut found = Vec::new();
        for (workspace, name) in workspace::all(&mut conn).await? {
            found.extend(of_programme(&mut conn, (workspace, &name), accounts, left).await?);
        }
        Ok::<_, sqlx::Error>(found)
    };
    look.await.unwrap_or_else(|error| {
        vec![Finding::fail(
            ABOUT,
            explained(&error),
            "See the database's log.",
        )]
    })
}

async fn of_programme(
    conn: &mut PgConnection,
    (workspace, name): (WorkspaceId, &str),
    accounts: Accounts,
    left: &[(Fulfilment, Vec<Money>)],
) -> sqlx::Result<Vec<Finding>> {
    let settings = settings::load(conn, workspace).await?;
    let mut found = Vec::new();
    for provider in Fulfilment::PROVIDERS {
        let buys = voucher::buyers(conn, provider).await?.contains(&workspace);
        if buys && !accounts.has(provider) {
            found.push(Finding::fail(
                ABOUT,
                format_args!(
                    "{name} offers what {} delivers, and there is no account",
                    provider.called()
                ),
                &format!("Set {}: what is redeemed waits.", provider.needs()),
            ));
        }
        let theirs = left.iter().find(|(it, _)| *it == provider && buys);
        let low =
            theirs.map(|(_, balances)| voucher::lows(balances, &settings.provider_balance_low));
        for short in low.into_iter().flatten() {
            found.push(Finding::warn(
                ABOUT,
                format_args!(
                    "{}: {} is left, and {name} wants {}",
                    provider.called(),
                    short.left,
                    short.least
                ),
                "Put money into the account.",
            ));
        }
    }
    let spent = voucher::spent(conn, workspace, &settings, Clock::system().now()).await?;
    let ordered = spent.into_iter().filter_map(|it| of_budget(name, it));
    found.extend(ordered);
    Ok(found)
}

/// What was ordered; a budget that is used up is one of the faults of the database.
fn of_budget(name: &str, Spent { spent, budget }: Spent) -> Option<Finding> {
    match budget {
        None => Some(Finding::ok(
            ABOUT,
            format_args!("{name} ordered {spent} this month, without a budget"),
        )),
        Some(budget) if spent.minor < budget.minor => Some(Finding::ok(
            ABOUT,
            format_args!("{name} ordered {spent} this month, of {budget}"),
        )),
        Some(_) => None,
    }
}
