//! `plaudit settings`

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand};
use sqlx::PgConnection;

use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::{Format, misused, print, print_document, say};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::ids::WorkspaceId;
use crate::policy::Actor;
use crate::rewards::voucher;
use crate::settings::{self, KEYS, Key};
use crate::workspace;

/// Show and change a workspace's settings.
#[derive(Args, Debug)]
pub(super) struct Settings {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print every setting as `key = value`, or the value of one
    Get {
        /// The setting
        key: Option<String>,
        /// For people, or for machines: an object with every value as `settings set` takes it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: Format,
    },
    /// Change a setting, from now on and for everyone
    #[command(after_help = known())]
    Set {
        /// The setting
        key: String,
        /// Its new value
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
}

/// Shows or changes settings.
pub(super) async fn run(settings: Settings, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let workspace = settings.within.named();
    // What makes no sense is said without looking for a database.
    match settings.command {
        Command::Get { key: None, format } => {
            let settings = with_database(database, async |db| load(db, workspace).await).await?;
            show(KEYS, &settings, format)?;
        }
        Command::Get {
            key: Some(name),
            format,
        } => {
            let Some(key) = Key::find(&name) else {
                return Ok(unknown(&name));
            };
            let settings = with_database(database, async |db| load(db, workspace).await).await?;
            match format {
                Format::Text => print(key.get(&settings))?,
                Format::Json => show([key], &settings, format)?,
            }
        }
        Command::Set { key: name, value } => {
            let Some(key) = Key::find(&name) else {
                return Ok(unknown(&name));
            };
            if let Err(invalid) = key.set(&mut settings::Settings::default(), &value) {
                return Ok(misused(invalid));
            }
            with_database(database, async |db| set(db, workspace, key, &value).await).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn show<'a>(
    keys: impl IntoIterator<Item = &'a Key>,
    settings: &settings::Settings,
    format: Format,
) -> anyhow::Result<()> {
    let mut shown = keys.into_iter().map(|key| (key.name, key.get(settings)));
    match format {
        Format::Text => shown.try_for_each(|(key, value)| print(format_args!("{key} = {value}"))),
        Format::Json => {
            let object = shown.map(|(key, value)| (key.to_owned(), value.into()));
            print_document(serde_json::Value::Object(object.collect()))
        }
    }
}

async fn load(opened: &Opened, workspace: Option<&str>) -> anyhow::Result<settings::Settings> {
    let workspace = opened.workspace(workspace).await?;
    let mut conn = opened.pool.acquire().await?;
    Ok(settings::load(&mut conn, workspace).await?)
}

async fn set(
    opened: &Opened,
    workspace: Option<&str>,
    key: &Key,
    value: &str,
) -> anyhow::Result<()> {
    let workspace = opened.workspace(workspace).await?;
    let mut tx = opened.pool.begin().await?;
    let unchecked = check_place(&mut tx, workspace, key, value).await?;
    let settings = settings::set(
        &mut tx,
        &Clock::system(),
        workspace,
        &Actor::Operator,
        key,
        value,
    )
    .await?;
    voucher::setting_changed(&mut tx, Clock::system().now(), workspace, key).await?;
    tx.commit().await?;
    say(format_args!("{} = {}", key.name, key.get(&settings)));
    if let Some(unchecked) = unchecked {
        say(unchecked);
    }
    if let Some(other) = key.lacks(&settings) {
        say(format_args!(
            "Nothing is posted until {} is set, too.",
            other.name
        ));
    }
    Ok(())
}

/// Every setting with its meaning.
fn known() -> String {
    let lines = KEYS.iter().map(|key| {
        let bounds = key.bounds();
        let bounds = bounds.map(|it| format!(", {} to {}", it.least, it.most));
        format!("  {}: {}{}", key.name, key.help, bounds.unwrap_or_default())
    });
    let lines: Vec<String> = lines.collect();
    format!("Settings:\n{}", lines.join("\n"))
}

/// Looks as far as one can see from here whether a channel takes what the bot posts. Returns what remains
/// to be seen.
async fn check_place(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    key: &Key,
    value: &str,
) -> anyhow::Result<Option<String>> {
    let mut chosen = settings::Settings::default();
    key.set(&mut chosen, value)?;
    let Some(named) = key.channel(&chosen) else {
        return Ok(None);
    };
    if let Some(place) = workspace::named_place(conn, workspace, &named).await? {
        return Ok(Some(format!(
            "Not checked: whether {place} is there, and takes what the bot posts. In a chat, \
             `settings {}` tries it.",
            key.name
        )));
    }
    if workspace::connections(conn, workspace).await?.is_empty() {
        return Ok(Some(format!(
            "Not checked: no team is connected yet in which {named} could be."
        )));
    }
    bail!("{named} is in no team of this workspace; `plaudit connect` shows them")
}

fn unknown(name: &str) -> ExitCode {
    match Key::nearest(name) {
        Some(key) => misused(format_args!(
            "there is no setting {name}; did you mean {}?",
            key.name
        )),
        None => misused(format_args!(
            "there is no setting {name}; `plaudit settings get` shows all of them"
        )),
    }
}
