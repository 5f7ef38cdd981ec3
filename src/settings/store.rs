//! Settings in the database.

use sqlx::PgConnection;

use super::{Invalid, Key, Settings, schedule_board, schedule_coffee};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::ids::WorkspaceId;
use crate::policy::Actor;
use crate::subject::Subject;

/// The settings of a workspace: the defaults, and what was set.
pub async fn load(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Settings, sqlx::Error> {
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

/// The settings of a workspace, which nobody else changes until the transaction ends: one change sees the
/// other, as what recurs follows from several settings.
pub async fn load_to_change(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Settings, sqlx::Error> {
    sqlx::query!(
        "SELECT id FROM workspace WHERE id = $1 FOR NO KEY UPDATE",
        workspace
    )
    .fetch_optional(&mut *conn)
    .await?;
    load(conn, workspace).await
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
    workspace: WorkspaceId,
    actor: &Actor,
    key: &Key,
    value: &str,
) -> Result<Settings, SetError> {
    let mut settings = load_to_change(conn, workspace).await?;
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
    // What it was already is kept as what was wanted, and is no change.
    if before != after {
        let change = Change::new(What::SettingSet).to(Subject::Setting(key.name.to_owned()));
        let change = change.changing(&before, &after);
        audit::record(conn, clock, workspace, actor, change).await?;
    }
    schedule_board(conn, workspace, &settings, clock.now()).await?;
    schedule_coffee(conn, workspace, &settings, clock.now()).await?;
    crate::database::announce_change(conn).await?;
    Ok(settings)
}
