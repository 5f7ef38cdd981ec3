//! The terms of an order for a redemption.

use sqlx::PgConnection;

use crate::ids::{RedemptionId, WorkspaceId};
use crate::money::{Currency, Money};
use crate::rewards::{Fulfilment, Item, Redemption};
use crate::settings::Settings;

/// What was agreed when it was redeemed. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What the provider calls it.
    pub product: String,
    /// What it is worth.
    pub value: Money,
}

/// What so many points of an item come to; nothing, where no provider delivers it. The currency, where
/// nobody says what a point of it is worth, or where so many are worth nothing.
pub(in crate::rewards) fn agreed(
    item: &Item,
    points: i64,
    settings: &Settings,
) -> Result<Option<Terms>, Currency> {
    let Some(voucher) = &item.offer.voucher else {
        return Ok(None);
    };
    let rate = settings.provider_rates.of(voucher.currency);
    let value = rate.and_then(|rate| rate.of_points(points));
    let value = value.ok_or(voucher.currency)?;
    let product = voucher.product.clone();
    Ok(Some(Terms { product, value }))
}

/// Keeps what was agreed, in the transaction that redeems.
pub(in crate::rewards) async fn agree(
    conn: &mut PgConnection,
    redemption: &Redemption,
    terms: &Terms,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO voucher_order (workspace_id, redemption_id, product, currency, minor) VALUES ($1, $2, $3, $4, $5)",
        redemption.workspace,
        redemption.id,
        terms.product,
        terms.value.currency.code(),
        terms.value.minor,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What was agreed for a redemption; nothing, where no provider delivers it.
pub async fn of_redemption(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    redemption: RedemptionId,
) -> Result<Option<Terms>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT product, currency, minor FROM voucher_order WHERE workspace_id = $1 AND redemption_id = $2",
        workspace,
        redemption,
    )
    .fetch_optional(conn)
    .await?;
    let terms = row.map(|row| {
        let currency = currency(&row.currency)?;
        let minor = row.minor;
        Ok(Terms {
            product: row.product,
            value: Money { currency, minor },
        })
    });
    terms.transpose()
}

/// The programmes that buy of a provider.
pub async fn buyers(
    conn: &mut PgConnection,
    provider: Fulfilment,
) -> Result<Vec<WorkspaceId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT DISTINCT workspace_id FROM reward_item WHERE fulfilment = $1 AND archived_at IS NULL",
        provider.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// The items that are offered and cannot be redeemed: nobody says what a point is worth in their
/// currency.
pub async fn unpriced(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    settings: &Settings,
) -> Result<Vec<(String, Currency)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT slug, provider_currency AS "currency!" FROM reward_item
           WHERE workspace_id = $1 AND provider_currency IS NOT NULL AND archived_at IS NULL ORDER BY slug"#,
        workspace,
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        let currency = currency(&row.currency)?;
        if settings.provider_rates.of(currency).is_none() {
            found.push((row.slug, currency));
        }
    }
    Ok(found)
}

/// A currency as a column keeps it.
pub(in crate::rewards) fn currency(code: &str) -> Result<Currency, sqlx::Error> {
    code.parse()
        .map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
