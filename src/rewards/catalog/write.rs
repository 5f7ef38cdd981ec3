//! Changing the catalogue.

use serde_json::json;
use sqlx::PgConnection;

use super::check::{CatalogError, check, check_stock};
use super::stock::count_codes;
use super::{Fulfilment, Item, Offer, Why, by_id, lock, move_stock};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::{Day, Ts};
use crate::ids::{RewardId, WorkspaceId};
use crate::policy::Actor;
use crate::subject::Subject;

/// Puts an item into the catalogue, in the caller's transaction, which must be rolled back on an
/// error. Of what is delivered by codes there is none until codes are loaded.
pub async fn add(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, id): (WorkspaceId, RewardId),
    offer: &Offer,
    stock: Option<i64>,
) -> Result<Item, CatalogError> {
    check(offer)?;
    check_stock(offer, stock.is_some())?;
    if stock.is_some_and(|stock| stock < 0) {
        return Err(CatalogError::StockBelowZero);
    }
    let by_codes = offer.fulfilment == Fulfilment::Codes;
    let opening = (by_codes || stock.is_some()).then_some(0_i64);
    let added = sqlx::query!(
        "INSERT INTO reward_item (workspace_id, id, slug, kind, price, approval, fulfilment, webhook_url, webhook_secret,
                                  provider_product, provider_currency, stock, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (workspace_id, slug) DO NOTHING",
        workspace,
        id,
        offer.slug,
        offer.kind.as_str(),
        offer.price.least(),
        offer.approval.as_str(),
        offer.fulfilment.as_str(),
        offer.webhook.as_ref().map(|webhook| webhook.url.as_str()),
        offer.webhook.as_ref().map(|webhook| &webhook.secret) as _,
        offer.voucher.as_ref().map(|voucher| voucher.product.as_str()),
        offer.voucher.as_ref().map(|voucher| voucher.currency.code()),
        opening,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if added.rows_affected() == 0 {
        return Err(CatalogError::Taken(offer.slug.clone()));
    }
    write(conn, workspace, id, offer).await?;
    let mut item = by_id(conn, workspace, id)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    let moved = stock.unwrap_or(0);
    item.stock = move_stock(conn, clock.now(), &item, moved, Why::Set, None).await?;
    let change = Change::new(What::CatalogChanged).to(Subject::Reward(id));
    let change = change
        .changing(&"", &offer.price)
        .with(json!({ "added": offer.slug }));
    audit::record(conn, clock, workspace, by, change).await?;
    Ok(item)
}

/// Says something else of an item, in the caller's transaction, which must be rolled back on an error.
/// What was redeemed before is delivered as it was then. Of what becomes delivered by codes there are as
/// many as codes are loaded; where it is so no longer, its number stays and the codes are kept.
pub async fn edit(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, id): (WorkspaceId, RewardId),
    offer: &Offer,
) -> Result<Item, CatalogError> {
    check(offer)?;
    let mut before = lock(conn, workspace, id)
        .await?
        .ok_or(sqlx::Error::RowNotFound)?;
    if before.offer == *offer {
        return Ok(before);
    }
    let taken = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM reward_item WHERE workspace_id = $1 AND slug = $2 AND id <> $3) AS "taken!""#,
        workspace,
        offer.slug,
        id,
    )
    .fetch_one(&mut *conn)
    .await?;
    if taken {
        return Err(CatalogError::Taken(offer.slug.clone()));
    }
    if before.offer.fulfilment != offer.fulfilment {
        if before.offer.fulfilment == Fulfilment::Webhook {
            nothing_is_ordered(conn, &before).await?;
        }
        if offer.fulfilment == Fulfilment::Codes {
            count_codes(conn, clock.now(), &mut before).await?;
        }
    }
    write(conn, workspace, id, offer).await?;
    let change = Change::new(What::CatalogChanged).to(Subject::Reward(id));
    let change = change.changing(&before.offer.price, &offer.price);
    let change = change.with(json!({ "changed": changed(&before.offer, offer) }));
    audit::record(conn, clock, workspace, by, change).await?;
    let after = by_id(conn, workspace, id).await?;
    Ok(after.ok_or(sqlx::Error::RowNotFound)?)
}

/// Whether nothing waits for the service of an item.
async fn nothing_is_ordered(conn: &mut PgConnection, item: &Item) -> Result<(), CatalogError> {
    let ordered = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM redemption
           WHERE workspace_id = $1 AND item_id = $2 AND provider = 'webhook'
             AND state IN ('requested', 'approved', 'fulfilling', 'unknown', 'failed')"#,
        item.workspace,
        item.id,
    )
    .fetch_one(conn)
    .await?;
    match ordered {
        0 => Ok(()),
        ordered => Err(CatalogError::Ordered(ordered)),
    }
}

/// Takes an item out of the catalogue, or puts it back. What was redeemed goes on as it was.
pub async fn archive(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    item: &Item,
    archived: bool,
) -> Result<(), sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE reward_item SET archived_at = CASE WHEN $3 THEN $4::timestamptz END, version = version + 1
         WHERE workspace_id = $1 AND id = $2 AND (archived_at IS NOT NULL) <> $3",
        item.workspace,
        item.id,
        archived,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    let change = Change::new(What::CatalogChanged)
        .to(Subject::Reward(item.id))
        .with(json!({ "archived": archived }));
    audit::record(conn, clock, item.workspace, by, change).await
}

/// Which of what is said of an item became another.
fn changed(before: &Offer, after: &Offer) -> Vec<&'static str> {
    let same = [
        ("slug", before.slug == after.slug),
        ("kind", before.kind == after.kind),
        ("texts", before.texts == after.texts),
        ("price", before.price == after.price),
        ("limit", before.limit == after.limit),
        (
            "approval",
            (before.approval, before.approval_above) == (after.approval, after.approval_above),
        ),
        ("fulfilment", before.fulfilment == after.fulfilment),
        ("webhook", before.webhook == after.webhook),
        ("voucher", before.voucher == after.voucher),
        ("asks", before.asks == after.asks),
        ("audience", before.audience == after.audience),
        ("tags", before.tags == after.tags),
        ("image", before.image_url == after.image_url),
        (
            "days",
            (before.available_from, before.available_until)
                == (after.available_from, after.available_until),
        ),
    ];
    let changed = same.into_iter().filter(|(_, same)| !same);
    changed.map(|(what, _)| what).collect()
}

/// Writes everything that is said of an item.
async fn write(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: RewardId,
    offer: &Offer,
) -> Result<(), sqlx::Error> {
    let roles = offer.audience.roles.iter();
    let roles: Vec<String> = roles.map(ToString::to_string).collect();
    let voucher = offer.voucher.as_ref();
    sqlx::query!(
        "UPDATE reward_item
         SET slug = $3, kind = $4, price = $5, price_max = $6, price_step = $7, limit_count = $8, limit_period = $9,
             approval = $10, approval_above = $11, fulfilment = $12, webhook_url = $13, webhook_secret = $14, asks = $15,
             roles = $16, teams = $17, countries = $18, min_tenure_days = $19, tags = $20, image_url = $21,
             available_from = $22, available_until = $23, provider_product = $24, provider_currency = $25, version = version + 1
         WHERE workspace_id = $1 AND id = $2",
        workspace,
        id,
        offer.slug,
        offer.kind.as_str(),
        offer.price.least(),
        offer.price.most(),
        offer.price.step(),
        offer.limit.map(|limit| limit.count),
        offer.limit.map(|limit| limit.period.as_str()),
        offer.approval.as_str(),
        offer.approval_above,
        offer.fulfilment.as_str(),
        offer.webhook.as_ref().map(|webhook| webhook.url.as_str()),
        offer.webhook.as_ref().map(|webhook| &webhook.secret) as _,
        offer.asks.as_str(),
        &roles,
        &offer.audience.teams,
        &offer.audience.countries,
        offer.audience.min_tenure_days,
        &offer.tags,
        offer.image_url,
        offer.available_from.map(Day) as _,
        offer.available_until.map(Day) as _,
        voucher.map(|voucher| voucher.product.as_str()),
        voucher.map(|voucher| voucher.currency.code()),
    )
    .execute(&mut *conn)
    .await?;
    let (locales, texts): (Vec<_>, Vec<_>) = offer
        .texts
        .iter()
        .map(|(locale, text)| {
            (
                locale.to_string(),
                (text.name.clone(), text.description.clone()),
            )
        })
        .unzip();
    let (names, descriptions): (Vec<String>, Vec<String>) = texts.into_iter().unzip();
    sqlx::query!(
        "WITH gone AS (
           DELETE FROM reward_text WHERE workspace_id = $1 AND item_id = $2 AND locale <> ALL ($3::text[])
         )
         INSERT INTO reward_text (workspace_id, item_id, locale, name, description)
         SELECT $1, $2, t.locale, t.name, t.description
         FROM unnest($3::text[], $4::text[], $5::text[]) AS t(locale, name, description)
         ON CONFLICT (workspace_id, item_id, locale)
         DO UPDATE SET name = excluded.name, description = excluded.description",
        workspace,
        id,
        &locales,
        &names,
        &descriptions,
    )
    .execute(conn)
    .await
    .map(drop)
}
