//! `plaudit people import` and `plaudit people set`: what the organisation's own lists tell.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::tz::TimeZone;

use super::member;
use crate::chat::{Identity, NotNamed, shown_name};
use crate::cli::given::{InWorkspace, read, refused, unused};
use crate::cli::open::Opened;
use crate::cli::output::{print, say};
use crate::clock::Clock;
use crate::people::{self, Detailed, Details, Edit, ImportError, Imported};
use crate::policy::Actor;

/// A list, and how to take it over.
#[derive(Args, Debug)]
pub(super) struct Import {
    /// The list: CSV in UTF-8, with commas, semicolons or tabs; `-` reads standard input
    file: PathBuf,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave out whoever has no account here, instead of refusing the list
    #[arg(long)]
    skip_unknown: bool,
    #[command(flatten)]
    within: InWorkspace,
}

/// What lists look like.
pub(super) const LISTS: &str = "\
The first line names the columns, in any order; others are ignored:
  email or account   who is meant: ana@example.com, or slack:T0123/U0123
  manager            whom they report to, named likewise
  team               the unit they belong to
  country            two letters, as ID or MY
  hired_on           since when they are there: a day, as 2026-11-27, within a year from now
  birthday           a day of the year, as 03-14; the year of a whole date is not kept
Other names of the same, in capital or small letters:
  email              e_mail, mail, email_address        account    identity
  manager            manager_email, reports_to          team       department
  hired_on           started_on, hire_date, start_date  country    country_code
  birthday           date_of_birth
An empty cell leaves what is known, `-` forgets it. A list with any fault changes nothing, and every
fault is told at once, with its line and column.";

/// What is told of one person.
#[derive(Args, Debug)]
pub(super) struct Set {
    /// An account of theirs
    account: Identity,
    /// An account of whom they report to; `-` for nobody
    #[arg(long, value_name = "ACCOUNT", allow_hyphen_values = true, value_parser = manager)]
    manager: Option<Edit<Identity>>,
    /// The unit they belong to; `-` for none
    #[arg(long, allow_hyphen_values = true, value_parser = cell_of(people::team))]
    team: Option<Edit<String>>,
    /// Where they work, in two letters, as ID or MY; `-` for nowhere
    #[arg(long, allow_hyphen_values = true, value_parser = cell_of(people::country))]
    country: Option<Edit<String>>,
    /// Since when they belong to the organisation, as 2026-11-27; `-` when that is not known
    #[arg(long, value_name = "DAY", allow_hyphen_values = true, value_parser = cell_of(people::day))]
    hired_on: Option<Edit<jiff::civil::Date>>,
    /// Their birthday, as 03-14; `-` when that is not known
    #[arg(long, value_name = "DAY", allow_hyphen_values = true, value_parser = cell_of(people::birthday))]
    birthday: Option<Edit<people::DayOfYear>>,
}

/// Reads an argument as the cell of a list.
fn cell_of<T: 'static>(
    read: fn(&str) -> Result<T, people::Wrong>,
) -> impl Fn(&str) -> Result<Edit<T>, people::Wrong> + Clone + Send + Sync {
    move |typed| people::edit(typed, read)
}

fn manager(typed: &str) -> Result<Edit<Identity>, NotNamed> {
    match typed {
        "-" => Ok(Edit::Clear),
        typed => typed.parse().map(Edit::Set),
    }
}

/// Takes a list over, or says all that is wrong with it.
pub(super) async fn import(opened: &Opened, asked: &Import) -> anyhow::Result<ExitCode> {
    let list = read(&asked.file)?;
    let workspace = opened.workspace(asked.within.named()).await?;
    let (clock, operator) = (Clock::system(), Actor::Operator);
    let mut tx = opened.pool.begin().await?;
    let lenient = asked.skip_unknown;
    let imported = people::import(&mut tx, &clock, &operator, workspace, &list, lenient).await;
    let imported = match imported {
        Ok(imported) => imported,
        Err(ImportError::Faults(faults)) => return Ok(refused(&faults)),
        Err(ImportError::Database(error)) => return Err(error.into()),
    };
    if !asked.dry_run {
        tx.commit().await?;
    }
    report(&imported, asked.dry_run)?;
    Ok(ExitCode::SUCCESS)
}

fn report(imported: &Imported, dry_run: bool) -> anyhow::Result<()> {
    imported
        .changes
        .iter()
        .try_for_each(|change| print(in_words(change)))?;
    for left_out in &imported.left_out {
        say(format_args!("left out: {left_out}"));
    }
    unused(&imported.unused);
    let (people, changes) = (imported.people, imported.changes.len());
    say(if dry_run {
        format!("people in the list: {people}; would change: {changes}; nothing was changed")
    } else {
        format!("people in the list: {people}; changed: {changes}")
    });
    Ok(())
}

fn in_words(change: &Detailed) -> String {
    let value = |of: &Option<String>| of.clone().unwrap_or_else(|| "-".to_owned());
    let (before, after) = (value(&change.before), value(&change.after));
    let name = shown_name(&change.name);
    format!("{name}  {}: {before} -> {after}", change.field)
}

/// Keeps what is told of one person.
pub(super) async fn set(opened: &Opened, asked: Set) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let person = member(&mut tx, &asked.account).await?;
    let manager = match asked.manager.unwrap_or_default() {
        Edit::Set(account) => {
            let manager = member(&mut tx, &account).await?;
            anyhow::ensure!(
                manager.workspace == person.workspace,
                "the two are not of one programme"
            );
            Edit::Set(manager.id)
        }
        Edit::Clear => Edit::Clear,
        Edit::Keep => Edit::Keep,
    };
    let (clock, operator) = (Clock::system(), Actor::Operator);
    if let Some(Edit::Set(day)) = asked.hired_on {
        people::beginning(day, clock.now().to_zoned(TimeZone::UTC).date())?;
    }
    let details = Details {
        manager,
        team: asked.team.unwrap_or_default(),
        country: asked.country.unwrap_or_default(),
        hired_on: asked.hired_on.unwrap_or_default(),
        birthday: asked.birthday.unwrap_or_default(),
    };
    let told = BTreeMap::from([(person.id, details)]);
    let changes = people::describe(&mut tx, &clock, &operator, person.workspace, &told).await?;
    tx.commit().await?;
    if changes.is_empty() {
        say("nothing changed");
    }
    changes
        .iter()
        .try_for_each(|change| print(in_words(change)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_column_is_told() {
        let names = |text: &str| {
            let words = text.split(|c: char| !c.is_ascii_lowercase() && c != '_');
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let told = names(LISTS);
        for name in people::columns() {
            assert!(told.iter().any(|it| it == name), "{name}");
        }
    }
}
