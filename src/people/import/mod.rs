//! Lists of people, as an organisation keeps them: read, matched with those who are here, and taken
//! over whole or not at all.

mod cell;
mod fault;
mod row;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

pub use cell::{Who, beginning, birthday, country, day, edit, team};
pub use fault::Wrong;
pub use row::columns;

use super::details::{Detailed, Details, DetailsError, Edit, describe};
use super::store::find_all;
use crate::chat::Identity;
use crate::clock::Clock;
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Actor;
use crate::sheet;
use row::{List, Row};

/// Something wrong in a list of people.
pub type Fault = sheet::Fault<Wrong>;

/// What came of a list.
#[derive(Clone, Debug)]
pub struct Imported {
    /// How many people it tells of.
    pub people: usize,
    /// What it changed.
    pub changes: Vec<Detailed>,
    /// Lines of which something was left out, since nobody is known by a name in it.
    pub left_out: Vec<Fault>,
    /// The columns that nothing was read from.
    pub unused: Vec<String>,
}

/// Why a list is not taken over.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// These are wrong.
    #[error("nothing was changed")]
    Faults(Vec<Fault>),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Takes a list over, in the caller's transaction, which must be rolled back on an error. Whom nobody
/// knows is a fault, or left out where `lenient`.
pub async fn import(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    workspace: WorkspaceId,
    list: &[u8],
    lenient: bool,
) -> Result<Imported, ImportError> {
    let mut list = row::read(list).map_err(ImportError::Faults)?;
    let known = identify(conn, workspace, &list.rows).await?;
    let mut matched = Matched::default();
    // A day further ahead than anybody begins is one wherever they are.
    let today = clock.now().to_zoned(TimeZone::UTC).date();
    for row in &list.rows {
        matched.add(row, &list, &known, today);
    }
    let (mut faults, mut left_out) = (std::mem::take(&mut list.faults), matched.faults);
    if lenient {
        let wrong;
        (left_out, wrong) = left_out
            .into_iter()
            .partition(|fault| matches!(fault.wrong, Wrong::Unknown(_)));
        faults.extend(wrong);
    } else {
        faults.append(&mut left_out);
    }
    // Where everybody and all managers can be read, a loop of them is told in the same round.
    let who = list.rows.iter().map(|row| &row.who_column);
    let people: Vec<&String> = who.chain([&list.manager_column]).collect();
    let told = &matched.told;
    let mut changes = Vec::new();
    let of_people = |fault: &Fault| fault.column.as_ref().is_some_and(|it| people.contains(&it));
    if !faults.iter().any(of_people) {
        match describe(conn, clock, actor, workspace, told).await {
            Ok(described) => changes = described,
            Err(DetailsError::Database(error)) => return Err(error.into()),
            Err(DetailsError::Loop { member }) => {
                let line = matched.lines.get(&member).copied().unwrap_or(1);
                faults.push(about(line, &list.manager_column, Wrong::Loop));
            }
        }
    }
    if !faults.is_empty() {
        // What is missing may be there, under a name that nobody reads.
        let unused = list.unused.iter();
        faults.extend(unused.map(|column| about(list.header_line, column, Wrong::Unused)));
        faults.sort_by_key(|fault| fault.line);
        return Err(ImportError::Faults(faults));
    }
    Ok(Imported {
        people: told.len(),
        changes,
        left_out,
        unused: list.unused,
    })
}

fn about(line: u64, column: &str, wrong: Wrong) -> Fault {
    Fault {
        line,
        column: Some(column.to_owned()),
        wrong,
    }
}

/// Who each of those whom a list names may be.
type Candidates = HashMap<Who, Vec<MemberId>>;

/// Finds all whom a list names, in two questions.
async fn identify(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    rows: &[Row],
) -> Result<Candidates, sqlx::Error> {
    let mut candidates = Candidates::new();
    for row in rows {
        if let Some(who) = &row.who {
            candidates.entry(who.clone()).or_default();
        }
        if let Edit::Set(manager) = &row.manager {
            candidates.entry(manager.clone()).or_default();
        }
    }
    let accounts: Vec<Identity> = candidates
        .keys()
        .filter_map(|who| match who {
            Who::Account(account) => Some(account.clone()),
            Who::Address(_) => None,
        })
        .collect();
    for (account, member) in find_all(conn, workspace, &accounts).await? {
        if member.workspace == workspace {
            candidates
                .entry(Who::Account(account))
                .or_default()
                .push(member.id);
        }
    }
    let addresses: Vec<String> = candidates
        .keys()
        .filter_map(|who| match who {
            Who::Address(address) => Some(address.clone()),
            Who::Account(_) => None,
        })
        .collect();
    let rows = sqlx::query!(
        r#"SELECT DISTINCT lower(i.email) AS "address!", i.member_id FROM identity i
           WHERE i.workspace_id = $1 AND lower(i.email) = ANY($2) AND i.standing <> 'bot'"#,
        workspace,
        &addresses,
    )
    .fetch_all(conn)
    .await?;
    for row in rows {
        let who = Who::Address(row.address);
        candidates.entry(who).or_default().push(row.member_id);
    }
    Ok(candidates)
}

/// What a list tells of whom, and on which lines.
#[derive(Default)]
struct Matched {
    told: BTreeMap<MemberId, Details>,
    lines: HashMap<MemberId, u64>,
    faults: Vec<Fault>,
}

impl Matched {
    fn add(&mut self, row: &Row, list: &List, known: &Candidates, today: Date) {
        let manager_column = &list.manager_column;
        let who = row.who.as_ref();
        let who = who.and_then(|who| self.one(row.line, &row.who_column, who, known));
        let manager = match &row.manager {
            Edit::Set(manager) => {
                let found = self.one(row.line, manager_column, manager, known);
                found.map_or(Edit::Keep, Edit::Set)
            }
            Edit::Clear => Edit::Clear,
            Edit::Keep => Edit::Keep,
        };
        let hired_on = match row.hired_on {
            Edit::Set(day) => match beginning(day, today) {
                Ok(day) => Edit::Set(day),
                Err(wrong) => {
                    self.faults.push(about(row.line, &list.hired_column, wrong));
                    Edit::Keep
                }
            },
            other => other,
        };
        let Some(member) = who else {
            return;
        };
        if let Some(before) = self.lines.insert(member, row.line) {
            self.faults
                .push(about(row.line, &row.who_column, Wrong::Again(before)));
        }
        if manager == Edit::Set(member) {
            self.faults
                .push(about(row.line, manager_column, Wrong::Loop));
        }
        let details = Details {
            manager,
            team: row.team.clone(),
            country: row.country.clone(),
            hired_on,
            birthday: row.birthday,
        };
        self.told.insert(member, details);
    }

    fn one(&mut self, line: u64, column: &str, who: &Who, known: &Candidates) -> Option<MemberId> {
        let wrong = match known.get(who).map(Vec::as_slice) {
            Some([only]) => return Some(*only),
            None | Some([]) => Wrong::Unknown(who.to_string()),
            Some(_) => Wrong::Several(who.to_string()),
        };
        self.faults.push(about(line, column, wrong));
        None
    }
}
