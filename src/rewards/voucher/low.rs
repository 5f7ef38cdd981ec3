//! Whether the account with a provider is low, and who knows.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::Warning;
use crate::database::Ts;
use crate::ids::WorkspaceId;
use crate::money::{Amounts, Money};
use crate::rewards::Fulfilment;

/// A balance below what should be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// The money that is left.
    pub left: Money,
    /// The money that should be.
    pub least: Money,
}

/// The balances that are below what should be left.
pub fn lows(balances: &[Money], least: &Amounts) -> Vec<Short> {
    let low = balances.iter().filter_map(|left| {
        let least = *least.of(left.currency)?;
        let left = *left;
        (left.minor < least.minor).then_some(Short { left, least })
    });
    low.collect()
}

/// Notes what is left with a provider, in the caller's transaction. Returns what admins do not know yet:
/// they are told once, until there was enough again.
pub async fn note_balances(
    conn: &mut PgConnection,
    now: Timestamp,
    (workspace, provider): (WorkspaceId, Fulfilment),
    balances: &[Money],
    least: &Amounts,
) -> Result<Vec<Warning>, sqlx::Error> {
    let low = lows(balances, least);
    let codes = low.iter().map(|it| it.left.currency.code().to_owned());
    let codes: Vec<String> = codes.collect();
    sqlx::query!(
        "DELETE FROM voucher_low WHERE workspace_id = $1 AND provider = $2 AND currency <> ALL ($3)",
        workspace,
        provider.as_str(),
        &codes,
    )
    .execute(&mut *conn)
    .await?;
    let new = sqlx::query_scalar!(
        "INSERT INTO voucher_low (workspace_id, provider, currency, told_at)
         SELECT $1, $2, code, $4 FROM unnest($3::text[]) AS code
         ON CONFLICT DO NOTHING RETURNING currency",
        workspace,
        provider.as_str(),
        &codes,
        Ts(now) as _,
    )
    .fetch_all(conn)
    .await?;
    let told = low
        .into_iter()
        .filter(|it| new.iter().any(|code| code == it.left.currency.code()));
    let told = told.map(|Short { left, .. }| Warning::Low { provider, left });
    Ok(told.collect())
}
