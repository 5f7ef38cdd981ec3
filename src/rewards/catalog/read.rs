//! Items in the database.

use sqlx::PgConnection;
use sqlx::types::Json;

use super::{
    Approval, Asks, Audience, Fulfilment, Item, ItemKind, Limit, Offer, Price, Texts, Voucher,
    Webhook,
};
use crate::calendar::Period;
use crate::database::Day;
use crate::ids::{RewardId, WorkspaceId};
use crate::policy::Role;
use crate::rewards::voucher::currency;
use crate::sealed::Sealed;

/// An item as its columns.
struct Row {
    workspace_id: WorkspaceId,
    id: RewardId,
    slug: String,
    kind: ItemKind,
    texts: Json<Texts>,
    price: i64,
    price_max: Option<i64>,
    price_step: Option<i64>,
    stock: Option<i64>,
    limit_count: Option<i32>,
    limit_period: Option<Period>,
    approval: Approval,
    approval_above: Option<i64>,
    fulfilment: Fulfilment,
    webhook_url: Option<String>,
    webhook_secret: Option<Sealed>,
    provider_product: Option<String>,
    provider_currency: Option<String>,
    asks: Asks,
    roles: Vec<String>,
    teams: Vec<String>,
    countries: Vec<String>,
    min_tenure_days: Option<i32>,
    tags: Vec<String>,
    image_url: Option<String>,
    available_from: Option<Day>,
    available_until: Option<Day>,
    archived: bool,
    version: i64,
}

impl TryFrom<Row> for Item {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        let roles = row.roles.iter().map(|role| Role::named(role));
        let roles = roles.collect::<Result<_, _>>();
        Ok(Self {
            workspace: row.workspace_id,
            id: row.id,
            offer: Offer {
                slug: row.slug,
                kind: row.kind,
                texts: row.texts.0,
                price: Price::of_columns(row.price, row.price_max, row.price_step),
                limit: row
                    .limit_count
                    .zip(row.limit_period)
                    .map(|(count, period)| Limit { count, period }),
                approval: row.approval,
                approval_above: row.approval_above,
                fulfilment: row.fulfilment,
                webhook: row
                    .webhook_url
                    .zip(row.webhook_secret)
                    .map(|(url, secret)| Webhook { url, secret }),
                voucher: match row.provider_product.zip(row.provider_currency) {
                    Some((product, code)) => Some(Voucher {
                        product,
                        currency: currency(&code)?,
                    }),
                    None => None,
                },
                asks: row.asks,
                audience: Audience {
                    roles: roles.map_err(|error| sqlx::Error::Decode(Box::new(error)))?,
                    teams: row.teams,
                    countries: row.countries,
                    min_tenure_days: row.min_tenure_days,
                },
                tags: row.tags,
                image_url: row.image_url,
                available_from: row.available_from.map(Into::into),
                available_until: row.available_until.map(Into::into),
            },
            stock: row.stock,
            archived: row.archived,
            version: row.version,
        })
    }
}

/// Items by what `$after` says, which begins with `WHERE` and may end with a lock.
macro_rules! items {
    ($after:literal, $($arg:expr),+ $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"SELECT i.workspace_id, i.id, i.slug, i.kind AS "kind: ItemKind",
                      (SELECT coalesce(jsonb_object_agg(t.locale, jsonb_build_object('name', t.name, 'description', t.description)), '{}')
                       FROM reward_text t WHERE t.workspace_id = i.workspace_id AND t.item_id = i.id) AS "texts!: Json<Texts>",
                      i.price, i.price_max, i.price_step, i.stock, i.limit_count, i.limit_period AS "limit_period: Period",
                      i.approval AS "approval: Approval", i.approval_above, i.fulfilment AS "fulfilment: Fulfilment",
                      i.webhook_url, i.webhook_secret AS "webhook_secret: Sealed", i.provider_product, i.provider_currency, i.asks AS "asks: Asks", i.roles, i.teams, i.countries,
                      i.min_tenure_days, i.tags, i.image_url, i.available_from, i.available_until,
                      i.archived_at IS NOT NULL AS "archived!", i.version
               FROM reward_item i "# + $after,
            $($arg),+
        )
    };
}

/// The item that is typed as `slug`.
pub async fn find(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    slug: &str,
) -> Result<Option<Item>, sqlx::Error> {
    let row = items!("WHERE i.workspace_id = $1 AND i.slug = $2", workspace, slug);
    let row = row.fetch_optional(conn).await?;
    row.map(Item::try_from).transpose()
}

/// The item with this id.
pub async fn by_id(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    item: RewardId,
) -> Result<Option<Item>, sqlx::Error> {
    let row = items!("WHERE i.workspace_id = $1 AND i.id = $2", workspace, item);
    let row = row.fetch_optional(conn).await?;
    row.map(Item::try_from).transpose()
}

/// The items with these ids, as far as there are any.
pub async fn by_ids(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    items: &[RewardId],
) -> Result<Vec<Item>, sqlx::Error> {
    let rows = items!(
        "WHERE i.workspace_id = $1 AND i.id = ANY ($2)",
        workspace,
        items,
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter().map(Item::try_from).collect()
}

/// The item with this id, which nobody else changes until the transaction ends.
pub(in crate::rewards) async fn lock(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    item: RewardId,
) -> Result<Option<Item>, sqlx::Error> {
    let row = items!(
        "WHERE i.workspace_id = $1 AND i.id = $2 FOR NO KEY UPDATE OF i",
        workspace,
        item,
    );
    let row = row.fetch_optional(conn).await?;
    row.map(Item::try_from).transpose()
}

/// Every item, cheapest first; those not offered any more come last, where they are asked for.
pub async fn list(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    archived: bool,
) -> Result<Vec<Item>, sqlx::Error> {
    let rows = items!(
        "WHERE i.workspace_id = $1 AND ($2 OR i.archived_at IS NULL)
         ORDER BY i.archived_at IS NOT NULL, i.price, i.slug",
        workspace,
        archived,
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter().map(Item::try_from).collect()
}
