//! `plaudit audit`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use futures_util::TryStreamExt;
use jiff::Timestamp;
use serde_json::Value;

use super::days::{Days, Span};
use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::print;
use super::rows::{self, Cell, Row, Rows};
use super::snapshot::snapshot;
use crate::audit::{self, Entry};
use crate::chat::shown_name;
use crate::config::DatabaseConfig;
use crate::ids::WorkspaceId;

/// Show who did what to the programme: settings, roles, people, corrections.
#[derive(Args, Debug)]
pub(super) struct Audit {
    #[command(flatten)]
    days: Days,
    /// For people or for machines
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    within: InWorkspace,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// A line per act
    Text,
    /// A JSON object per line
    Jsonl,
    /// Comma-separated values, with a header
    Csv,
}

/// Writes the audit log, oldest first.
pub(super) async fn run(audit: Audit, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let days = match audit.days.read() {
        Ok(days) => days,
        Err(misused) => return Ok(misused),
    };
    with_database(database, async |opened| write(opened, &audit, days).await).await?;
    Ok(ExitCode::SUCCESS)
}

async fn write(opened: &Opened, asked: &Audit, days: Span) -> anyhow::Result<()> {
    let workspace = opened.workspace(asked.within.named()).await?;
    let mut tx = snapshot(&opened.pool).await?;
    let bounds = days.bounds(&mut tx, workspace).await?;
    match asked.format {
        Format::Text => {
            let mut entries = audit::between(&mut *tx, workspace, bounds.0, bounds.1);
            while let Some(entry) = entries.try_next().await? {
                print(in_words(&entry))?;
            }
            Ok(())
        }
        Format::Jsonl => table(&mut tx, workspace, bounds, rows::Format::Jsonl).await,
        Format::Csv => table(&mut tx, workspace, bounds, rows::Format::Csv).await,
    }
}

async fn table(
    conn: &mut sqlx::PgConnection,
    workspace: WorkspaceId,
    (from, until): (Option<Timestamp>, Option<Timestamp>),
    format: rows::Format,
) -> anyhow::Result<()> {
    let mut entries = audit::between(conn, workspace, from, until);
    let mut rows = Rows::on_stdout::<Entry, _>(format)?;
    while let Some(entry) = entries.try_next().await? {
        rows.write(entry)?;
    }
    rows.finish()
}

fn in_words(entry: &Entry) -> String {
    let name = entry.actor_name.as_deref().map(shown_name);
    let who = name.as_ref().unwrap_or(&entry.actor);
    let via = entry.account.iter().map(|account| format!(" ({account})"));
    let subject = match (&entry.subject, &entry.subject_name) {
        (Some(subject), Some(name)) => format!("  {subject} ({})", shown_name(name)),
        (Some(subject), None) => format!("  {subject}"),
        (None, _) => String::new(),
    };
    let change = match (&entry.before, &entry.after) {
        (None, None) => String::new(),
        (before, after) => {
            let [before, after] = [before, after].map(|it| value(it.as_deref()));
            format!("  {before} -> {after}")
        }
    };
    let noted = entry.detail.as_object().filter(|it| !it.is_empty());
    let detail = noted.map(|_| format!("  {}", said(&entry.detail)));
    let rest: String = [subject, change].into_iter().chain(detail).collect();
    let who: String = std::iter::once(who.clone()).chain(via).collect();
    format!("{:.0}  {who}  {}{rest}", entry.at, entry.action)
}

/// What something was or became.
fn value(of: Option<&str>) -> &str {
    match of {
        None | Some("") => NOT_SET,
        Some(value) => value,
    }
}

/// What was noted besides, in words.
fn said(detail: &Value) -> String {
    match detail {
        Value::Null => NOT_SET.to_owned(),
        Value::String(text) if text.is_empty() => NOT_SET.to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            let each = members.iter().map(|(name, it)| {
                let name = name.replace('_', " ");
                match it {
                    Value::Object(_) => format!("{name} ({})", said(it)),
                    _ => format!("{name}: {}", said(it)),
                }
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}

const NOT_SET: &str = "(not set)";

impl Row<10> for Entry {
    const COLUMNS: [&'static str; 10] = [
        "at",
        "actor",
        "actor_name",
        "account",
        "action",
        "subject",
        "subject_name",
        "before",
        "after",
        "detail",
    ];

    fn cells(self) -> [Cell; 10] {
        [
            self.at.into(),
            self.actor.into(),
            self.actor_name.into(),
            self.account.into(),
            self.action.into(),
            self.subject.into(),
            self.subject_name.into(),
            self.before.into(),
            self.after.into(),
            self.detail.to_string().into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_noted_is_said_in_words() {
        for (detail, expected) in [
            (json!({"from": null}), "from: (not set)"),
            (json!({"codes": 5}), "codes: 5"),
            (json!({"archived": true}), "archived: yes"),
            (
                json!({"changed": ["name", "price"]}),
                "changed: name, price",
            ),
            (
                json!({"item": "coffee", "provider_reference": "", "was": {"team": "A"}}),
                "item: coffee; provider reference: (not set); was (team: A)",
            ),
        ] {
            assert_eq!(said(&detail), expected);
        }
    }
}
