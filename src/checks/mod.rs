//! The faults of a programme, as far as the database tells in passing: one list, for `plaudit doctor`, which
//! says how to mend each, and for the homes of admins, which count them.
//!
//! What takes longer (the ledger's proof), or needs more than the database (tokens, keys, accounts with
//! providers), is the doctor's alone. So is that nobody is known or is an admin, since then nobody reads such a
//! home, and what did not arrive, of which a home tells in a line of its own.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::clock::earlier;
use crate::ids::{RunId, WorkspaceId};
use crate::money::{Currency, Money};
use crate::queue::Aside;
use crate::rewards::voucher::{self, Spent};
use crate::settings::Settings;
use crate::{badges, home, notices, schedule, surveys};

/// So long after its time a survey is closed, where nothing is wrong.
const A_WHILE: SignedDuration = SignedDuration::from_mins(10);

/// One thing that is wrong.
#[derive(Debug)]
pub enum Fault {
    /// What should recur, and does not.
    Recurring(schedule::Trouble),
    /// Reactions that somebody should have been told of, and was not.
    Untold(Aside),
    /// Members whose badges could not be looked at.
    Uncounted(Aside),
    /// A survey whose time is up, and that is not closed: what opens its answers may be lost.
    Overdue {
        /// Which run.
        run: RunId,
        /// The survey's title.
        title: String,
    },
    /// Homes that somebody opened, and that the platform does not show.
    Unshown(Aside),
    /// An item that cannot be redeemed, since nobody said what a point is worth in its currency.
    Unpriced {
        /// The item.
        slug: String,
        /// What it is paid in.
        currency: Currency,
    },
    /// The month's budget for vouchers is used up.
    Spent {
        /// What was ordered.
        spent: Money,
        /// The budget of the month.
        budget: Money,
    },
}

/// Everything that is wrong with a programme, in so many statements, whatever there is.
pub async fn faults(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Fault>, sqlx::Error> {
    let troubles = schedule::troubles(conn, workspace).await?;
    let mut found: Vec<Fault> = troubles.into_iter().map(Fault::Recurring).collect();
    let untold = notices::aside(conn, workspace).await?;
    found.extend(untold.map(Fault::Untold));
    let uncounted = badges::aside(conn, workspace).await?;
    found.extend(uncounted.map(Fault::Uncounted));
    let overdue = surveys::overdue(conn, workspace, earlier(now, A_WHILE)).await?;
    let overdue = overdue.into_iter();
    found.extend(overdue.map(|(run, title)| Fault::Overdue { run, title }));
    let unshown = home::hidden(conn, workspace).await?;
    found.extend(unshown.map(Fault::Unshown));
    let unpriced = voucher::unpriced(conn, workspace, settings).await?;
    let unpriced = unpriced.into_iter();
    found.extend(unpriced.map(|(slug, currency)| Fault::Unpriced { slug, currency }));
    // Where there is no budget, none is used up.
    if settings.provider_budget.iter().next().is_some() {
        let spent = voucher::spent(conn, workspace, settings, now).await?;
        found.extend(spent.into_iter().filter_map(used_up));
    }
    Ok(found)
}

fn used_up(Spent { spent, budget }: Spent) -> Option<Fault> {
    let budget = budget.filter(|budget| spent.minor >= budget.minor)?;
    Some(Fault::Spent { spent, budget })
}
