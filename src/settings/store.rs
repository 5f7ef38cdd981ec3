//! Settings in the database.

use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Invalid, Key, Settings, schedule_board};
use crate::clock::Clock;
use crate::database::Ts;

/// The settings of a workspace: the defaults, and what was set.
pub async fn load(conn: &mut PgConnection, workspace: Uuid) -> Result<Settings, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT key, value FROM setting WHERE workspace_id = $1",
        workspace
    )
    .fetch_all(conn)
    .await?;
    let mut settings = Settings::default();
    for row in rows {
        let Some(key) = Key::find(&row.key) else {
            tracing::warn!(workspace.id = %workspace, setting.key = row.key, "a setting of another release");
            continue;
        };
        if let Err(invalid) = key.adopt(&mut settings, &row.value) {
            tracing::warn!(
                workspace.id = %workspace,
                setting.key = key.name,
                setting.holds = key.get(&settings),
                reason = invalid.reason,
                "a setting is not valid as it was set",
            );
        }
    }
    Ok(settings)
}

/// Why a setting could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// The value is not valid.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Sets `key`, writes the audit log, keeps what recurs in step, and tells running servers once the
/// transaction commits.
///
/// Returns the settings as they are from then on.
pub async fn set(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: Uuid,
    actor: &str,
    key: &Key,
    value: &str,
) -> Result<Settings, SetError> {
    // One change sees the other: what recurs follows from several settings.
    sqlx::query!(
        "SELECT id FROM workspace WHERE id = $1 FOR NO KEY UPDATE",
        workspace
    )
    .fetch_optional(&mut *conn)
    .await?;
    let mut settings = load(conn, workspace).await?;
    let before = key.get(&settings);
    key.set(&mut settings, value)?;
    let after = key.get(&settings);
    sqlx::query!(
        "INSERT INTO setting (workspace_id, key, value) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id, key) DO UPDATE SET value = excluded.value",
        workspace,
        key.name,
        after,
    )
    .execute(&mut *conn)
    .await?;
    let detail = json!({ "key": key.name, "before": before, "after": after });
    audit(conn, clock, workspace, actor, "setting.set", detail).await?;
    schedule_board(conn, workspace, &settings, clock.now()).await?;
    crate::database::announce_change(conn).await?;
    Ok(settings)
}

/// Writes an administrator's act into the audit log.
pub async fn audit(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: Uuid,
    actor: &str,
    action: &str,
    detail: serde_json::Value,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO audit_log (workspace_id, id, at, actor, action, detail) VALUES ($1, $2, $3, $4, $5, $6)",
        workspace,
        clock.new_id(),
        Ts(clock.now()) as _,
        actor,
        action,
        detail,
    )
    .execute(conn)
    .await
    .map(drop)
}
