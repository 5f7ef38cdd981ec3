//! What is forgotten, and when: the [rules](RULES), and the one task that keeps them.
//!
//! What people typed is kept for long in few places, which ARCHITECTURE names: kudos, reasons of awards and
//! redemptions, what surveys without names came to. And no table grows for ever but those that are the record
//! itself: ledger, kudos, and the keys of what was acted upon.

mod rules;

use jiff::Timestamp;
use metrics::counter;
use sqlx::{AssertSqlSafe, PgPool};

pub use rules::{Age, RULES, Rule, Then, Whose};

use crate::clock::{earlier, minutes};
use crate::database::Ts;
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::settings::{self, Settings};
use crate::workspace;

/// How many rows one statement takes, so that none is held for long.
pub const BATCH: u64 = 1000;

/// How many batches of one rule a sweep takes; what is left is taken by the next.
const BATCHES: usize = 500;

/// Keeps every rule, for each workspace as its settings have it. A rule that fails keeps no other
/// from being kept.
pub async fn sweep(pool: &PgPool, now: Timestamp) -> Result<(), sqlx::Error> {
    let mut conn = pool.acquire().await?;
    let mut workspaces = Vec::new();
    for (workspace, _) in workspace::all(&mut conn).await? {
        workspaces.push((workspace, settings::load(&mut conn, workspace).await?));
    }
    drop(conn);
    let defaults = Settings::default();
    for rule in RULES {
        match rule.whose {
            Whose::Everybody => keep(pool, rule, WorkspaceId::nil(), &defaults, now).await,
            Whose::Workspace => {
                for (workspace, settings) in &workspaces {
                    keep(pool, rule, *workspace, settings, now).await;
                }
            }
        }
    }
    Ok(())
}

async fn keep(
    pool: &PgPool,
    rule: &Rule,
    workspace: WorkspaceId,
    settings: &Settings,
    now: Timestamp,
) {
    let table = rule.table;
    match forget(pool, rule, workspace, settings, now).await {
        Ok(0) => {}
        Ok(rows) => {
            counter!("plaudit_retention_rows_total", "table" => table).increment(rows);
            tracing::info!(workspace.id = %workspace, table, rows, "old rows were forgotten");
        }
        Err(error) => {
            tracing::warn!(workspace.id = %workspace, table, error = explained(&error), "old rows are kept for now");
        }
    }
}

/// Keeps one rule. Returns how many rows it was about.
async fn forget(
    pool: &PgPool,
    rule: &Rule,
    workspace: WorkspaceId,
    settings: &Settings,
    now: Timestamp,
) -> Result<u64, sqlx::Error> {
    let days = match rule.age {
        Age::Days(days) => days,
        Age::MessageDays => settings.retention_message_days,
        Age::DeliveryDays => settings.rewards_delivery_days,
        Age::AnswerDays => settings.survey_answer_days,
        Age::OneOnOneDays => settings.one_on_one_days,
    };
    let before = earlier(now, minutes(i64::from(days) * 24 * 60));
    let statement = rule.statement();
    let mut all = 0;
    for _ in 0..BATCHES {
        let done = sqlx::query(AssertSqlSafe(statement.clone()))
            .bind(Ts(before))
            .bind(Ts(now))
            .bind(workspace)
            .execute(pool)
            .await?;
        all += done.rows_affected();
        if done.rows_affected() < BATCH {
            break;
        }
    }
    Ok(all)
}

impl Rule {
    /// The statement that takes a batch: `$1` is the instant before which rows are old, `$2` is now,
    /// `$3` the workspace. Rows that somebody holds are left for the next sweep.
    fn statement(&self) -> String {
        let Self { table, rows, .. } = self;
        let act = match self.then {
            Then::Delete => format!("DELETE FROM {table}"),
            Then::Set(change) => format!("UPDATE {table} SET {change}"),
        };
        let whose = match self.whose {
            Whose::Workspace => "workspace_id = $3 AND ",
            Whose::Everybody => "",
        };
        format!(
            "{act} WHERE ctid = ANY (ARRAY (SELECT ctid FROM {table} WHERE {whose}{rows}
                                            LIMIT {BATCH} FOR UPDATE SKIP LOCKED))"
        )
    }
}
