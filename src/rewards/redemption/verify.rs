//! The books of rewards agree with the ledger.

use sqlx::PgConnection;

use crate::ledger::Fault;

/// Each redemption's points are where its state says, moved by the transfers that its history names
/// and no others; the reserve and what is spent are what redemptions come to; each stock is what its
/// movements come to, and of what is delivered by codes as many as are loaded and promised to nobody.
pub async fn verify_rewards(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    for check in [
        untrue_redemption(conn).await?,
        transfer_of_no_redemption(conn).await?,
        untrue_sum(conn).await?,
        untrue_history(conn).await?,
        untrue_stock(conn).await?,
        untrue_unit(conn).await?,
        untrue_codes(conn).await?,
    ] {
        if check.is_some() {
            return Ok(check);
        }
    }
    Ok(None)
}

async fn untrue_redemption(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT r.workspace_id, r.id, r.points, r.state, coalesce(l.reserve, 0)::bigint AS "reserve!",
                  coalesce(l.redeemed, 0)::bigint AS "redeemed!"
           FROM redemption r
           LEFT JOIN (
             SELECT e.workspace_id, e.source, sum(e.amount) FILTER (WHERE a.kind = 'reserve') AS reserve,
                    sum(e.amount) FILTER (WHERE a.kind = 'redeemed') AS redeemed
             FROM ledger_entry e
             JOIN ledger_account a ON a.workspace_id = e.workspace_id AND a.id = e.account_id
             WHERE a.kind IN ('reserve', 'redeemed')
             GROUP BY 1, 2
           ) l ON l.workspace_id = r.workspace_id AND l.source = 'redemption:' || r.id
           WHERE (coalesce(l.reserve, 0), coalesce(l.redeemed, 0)) IS DISTINCT FROM (
             CASE WHEN r.state IN ('requested', 'approved', 'fulfilling', 'unknown', 'failed') THEN r.points ELSE 0 END,
             CASE WHEN r.state = 'fulfilled' THEN r.points ELSE 0 END)
           ORDER BY r.workspace_id, r.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("redemption {}/{}", row.workspace_id, row.id),
        what: format!(
            "is {} for {} points; its transfers hold {} in reserve and {} as redeemed",
            row.state, row.points, row.reserve, row.redeemed
        ),
    }))
}

async fn transfer_of_no_redemption(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT t.workspace_id, t.id FROM ledger_transfer t
           WHERE t.kind IN ('reserve', 'redemption', 'refund')
             AND NOT EXISTS (SELECT FROM redemption_step s
                             WHERE s.workspace_id = t.workspace_id AND s.transfer_id = t.id
                               AND t.source = 'redemption:' || s.redemption_id)
           ORDER BY t.workspace_id, t.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_transfer {}/{}", row.workspace_id, row.id),
        what: "moves points of no redemption".to_owned(),
    }))
}

async fn untrue_sum(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT a.workspace_id, a.id, a.kind, a.balance, coalesce(r.points, 0)::bigint AS "points!"
           FROM ledger_account a
           LEFT JOIN (
             SELECT workspace_id, CASE WHEN state = 'fulfilled' THEN 'redeemed' ELSE 'reserve' END AS kind,
                    sum(points) AS points
             FROM redemption WHERE state NOT IN ('rejected', 'cancelled', 'refunded') GROUP BY 1, 2
           ) r USING (workspace_id, kind)
           WHERE a.kind IN ('reserve', 'redeemed') AND a.balance <> coalesce(r.points, 0)
           ORDER BY a.workspace_id, a.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!(
            "ledger_account {}/{} ({})",
            row.workspace_id, row.id, row.kind
        ),
        what: format!(
            "holds {}, but its redemptions come to {}",
            row.balance, row.points
        ),
    }))
}

/// Each step begins where the one before ended, and the last is where the redemption stands.
async fn untrue_history(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT workspace_id AS "workspace_id!", id AS "id!" FROM (
             SELECT r.workspace_id, r.id, r.state, s.number, s.before, s.after,
                    lag(s.after) OVER w AS expected, lead(s.number) OVER w IS NULL AS last,
                    row_number() OVER w AS place
             FROM redemption r
             LEFT JOIN redemption_step s ON s.workspace_id = r.workspace_id AND s.redemption_id = r.id
             WINDOW w AS (PARTITION BY r.workspace_id, r.id ORDER BY s.number)
           ) step
           WHERE number IS DISTINCT FROM place OR before IS DISTINCT FROM expected OR (last AND after <> state)
           ORDER BY workspace_id, id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("redemption {}/{}", row.workspace_id, row.id),
        what: "does not stand where its history ends".to_owned(),
    }))
}

async fn untrue_stock(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT i.workspace_id, i.id, i.slug, i.stock, coalesce(m.amount, 0)::bigint AS "amount!"
           FROM reward_item i
           LEFT JOIN (
             SELECT workspace_id, item_id, sum(amount) AS amount FROM stock_movement GROUP BY 1, 2
           ) m ON m.workspace_id = i.workspace_id AND m.item_id = i.id
           WHERE i.stock IS NOT NULL AND i.stock <> coalesce(m.amount, 0)
           ORDER BY i.workspace_id, i.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("reward_item {}/{} ({})", row.workspace_id, row.id, row.slug),
        what: format!(
            "has {} left, but its movements come to {}",
            row.stock.unwrap_or(0),
            row.amount
        ),
    }))
}

/// What came to nothing gave its unit back, and so did what was promised a code and got something else.
async fn untrue_unit(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT r.workspace_id, r.id FROM redemption r
           LEFT JOIN (
             SELECT workspace_id, redemption_id, sum(amount) AS amount
             FROM stock_movement WHERE redemption_id IS NOT NULL GROUP BY 1, 2
           ) m ON m.workspace_id = r.workspace_id AND m.redemption_id = r.id
           WHERE coalesce(m.amount, 0) <> CASE
                   WHEN NOT r.took_stock THEN 0
                   WHEN r.state IN ('rejected', 'cancelled') THEN 0
                   WHEN r.state = 'refunded' AND r.fulfilled_at IS NULL THEN 0
                   WHEN r.provider = 'codes' AND r.fulfilled_at IS NOT NULL
                     AND NOT EXISTS (SELECT FROM reward_code c
                                     WHERE c.workspace_id = r.workspace_id AND c.redemption_id = r.id) THEN 0
                   ELSE -1 END
           ORDER BY r.workspace_id, r.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("redemption {}/{}", row.workspace_id, row.id),
        what: "did not take, or give back, the unit that it should have".to_owned(),
    }))
}

async fn untrue_codes(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT i.workspace_id, i.id, i.slug, i.stock AS "stock!", coalesce(c.free, 0)::bigint AS "free!",
                  coalesce(r.promised, 0)::bigint AS "promised!"
           FROM reward_item i
           LEFT JOIN (
             SELECT workspace_id, item_id, count(*) AS free FROM reward_code WHERE redemption_id IS NULL GROUP BY 1, 2
           ) c ON c.workspace_id = i.workspace_id AND c.item_id = i.id
           LEFT JOIN (
             SELECT workspace_id, item_id, count(*) AS promised FROM redemption
             WHERE provider = 'codes' AND took_stock
               AND state IN ('requested', 'approved', 'fulfilling', 'unknown', 'failed')
             GROUP BY 1, 2
           ) r ON r.workspace_id = i.workspace_id AND r.item_id = i.id
           WHERE i.fulfilment = 'codes' AND i.stock <> coalesce(c.free, 0) - coalesce(r.promised, 0)
           ORDER BY i.workspace_id, i.id LIMIT 1"#
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Fault {
        row: format!("reward_item {}/{} ({})", row.workspace_id, row.id, row.slug),
        what: format!(
            "has {} left, but {} codes are loaded and given to nobody, of which {} are promised",
            row.stock, row.free, row.promised
        ),
    }))
}
