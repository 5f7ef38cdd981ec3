//! What counts against the budget of a month.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::terms::currency;
use crate::calendar::Period;
use crate::database::{Day, Ts};
use crate::ids::{RedemptionId, WorkspaceId};
use crate::money::{Currency, Money};
use crate::rewards::Trouble;
use crate::settings::{self, Key, Settings};

/// Whether there is money for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It counts from now on.
    Counted,
    /// It did before.
    Before,
    /// There is not enough left of the budget.
    Full {
        /// How much there is for the month.
        budget: Money,
        /// The month's first day.
        month: Date,
    },
}

/// What was spent of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// What was spent.
    pub spent: Money,
    /// The budget, where there is one.
    pub budget: Option<Money>,
}

/// Counts an order against the budget of this month, in the transaction that begins it. One order is
/// counted after the other: settings are [held](settings::load_to_change) meanwhile.
pub async fn hold(
    conn: &mut PgConnection,
    now: Timestamp,
    (workspace, redemption): (WorkspaceId, RedemptionId),
    value: Money,
) -> Result<Held, sqlx::Error> {
    let settings = settings::load_to_change(conn, workspace).await?;
    if held(conn, workspace, redemption).await?.is_some() {
        return Ok(Held::Before);
    }
    let day = settings.day(now);
    if let Some(budget) = settings.provider_budget.of(value.currency) {
        let spent = in_month(conn, workspace, value.currency, day).await?;
        if spent.saturating_add(value.minor) > budget.minor {
            return Ok(Held::Full {
                budget: *budget,
                month: Period::Month.start(day),
            });
        }
    }
    note(conn, now, (workspace, redemption), (day, value)).await?;
    Ok(Held::Counted)
}

/// What orders wait for.
const BUDGET: &str = "provider.monthly_budget";

/// Lets what waits for the budget be looked at at once, in the transaction that sets it; a setting that is another
/// one lets nothing happen.
pub async fn setting_changed(
    conn: &mut PgConnection,
    now: Timestamp,
    workspace: WorkspaceId,
    key: &Key,
) -> Result<(), sqlx::Error> {
    if key.name != BUDGET {
        return Ok(());
    }
    sqlx::query!(
        "UPDATE fulfilment SET available_at = $2, created_at = $2
         WHERE workspace_id = $1 AND settled_at IS NULL AND lease IS NULL AND available_at > $2
           AND last_error = $3",
        workspace,
        Ts(now) as _,
        Trouble::OverBudget.to_string(),
    )
    .execute(conn)
    .await
    .map(drop)
}

/// An order is known not to be placed: what was counted for it is there again. Nothing, where nothing
/// was.
pub async fn release(
    conn: &mut PgConnection,
    now: Timestamp,
    which: (WorkspaceId, RedemptionId),
) -> Result<(), sqlx::Error> {
    let Some((day, value)) = held(conn, which.0, which.1).await? else {
        return Ok(());
    };
    let back = Money {
        minor: -value.minor,
        ..value
    };
    note(conn, now, which, (day, back)).await
}

/// What was spent in the month of `now`, in each currency in which something was, or may be.
pub async fn spent(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Spent>, sqlx::Error> {
    let day = settings.day(now);
    let budgets = settings.provider_budget.iter().map(|it| it.currency);
    let rates = settings.provider_rates.iter().map(|it| it.currency());
    let mut currencies: Vec<Currency> = budgets.chain(rates).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let ordered = all_in_month(conn, workspace, day).await?;
    let found = currencies.into_iter().map(|currency| {
        let ordered = ordered.iter().find(|it| it.currency == currency);
        let minor = ordered.map_or(0, |it| it.minor);
        Spent {
            spent: Money { currency, minor },
            budget: settings.provider_budget.of(currency).copied(),
        }
    });
    Ok(found.collect())
}

/// What was spent in a month, of every currency in which something was.
async fn all_in_month(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    day: Date,
) -> Result<Vec<Money>, sqlx::Error> {
    let first = Period::Month.start(day);
    let next = Period::Month.next(day).unwrap_or(Date::MAX);
    let rows = sqlx::query!(
        r#"SELECT currency, coalesce(sum(minor), 0)::bigint AS "spent!" FROM voucher_spending
           WHERE workspace_id = $1 AND day >= $2 AND day < $3 GROUP BY currency"#,
        workspace,
        Day(first) as _,
        Day(next) as _,
    )
    .fetch_all(conn)
    .await?;
    let spent = rows.into_iter().map(|row| {
        let currency = currency(&row.currency)?;
        let minor = row.spent;
        Ok(Money { currency, minor })
    });
    spent.collect()
}

async fn in_month(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    currency: Currency,
    day: Date,
) -> Result<i64, sqlx::Error> {
    let first = Period::Month.start(day);
    let next = Period::Month.next(day).unwrap_or(Date::MAX);
    sqlx::query_scalar!(
        r#"SELECT coalesce(sum(minor), 0)::bigint AS "spent!" FROM voucher_spending
           WHERE workspace_id = $1 AND currency = $2 AND day >= $3 AND day < $4"#,
        workspace,
        currency.code(),
        Day(first) as _,
        Day(next) as _,
    )
    .fetch_one(conn)
    .await
}

/// What counts for a redemption, and in which month.
async fn held(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    redemption: RedemptionId,
) -> Result<Option<(Date, Money)>, sqlx::Error> {
    let last = sqlx::query!(
        "SELECT day, currency, minor FROM voucher_spending WHERE workspace_id = $1 AND redemption_id = $2
         ORDER BY number DESC LIMIT 1",
        workspace,
        redemption,
    )
    .fetch_optional(conn)
    .await?;
    // What was given back last counts for nothing.
    let Some(last) = last.filter(|it| it.minor > 0) else {
        return Ok(None);
    };
    let currency = currency(&last.currency)?;
    let minor = last.minor;
    Ok(Some((last.day.0, Money { currency, minor })))
}

async fn note(
    conn: &mut PgConnection,
    now: Timestamp,
    (workspace, redemption): (WorkspaceId, RedemptionId),
    (day, value): (Date, Money),
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO voucher_spending (workspace_id, redemption_id, number, at, day, currency, minor)
         SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6
         FROM voucher_spending WHERE workspace_id = $1 AND redemption_id = $2",
        workspace,
        redemption,
        Ts(now) as _,
        Day(day) as _,
        value.currency.code(),
        value.minor,
    )
    .execute(conn)
    .await
    .map(drop)
}
