//! What a list says of each person. Pure.

use super::Fault;
use super::cell::{Who, birthday, country, day, edit, team};
use super::fault::Wrong;
use crate::people::{DayOfYear, Edit};
use crate::sheet::{self, Line, Sheet};

/// A list that can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// What it says of each person.
    pub(super) rows: Vec<Row>,
    /// What the column is called that names managers, where there is one.
    pub(super) manager_column: String,
    /// What the column is called that says since when somebody is there, likewise.
    pub(super) hired_column: String,
    /// The columns that nothing is read from.
    pub(super) unused: Vec<String>,
    /// The line of the header.
    pub(super) header_line: u64,
    /// All that is wrong with it, whoever is here. What can be read is in `rows` all the same, so that what
    /// else is wrong is told in the same round.
    pub(super) faults: Vec<Fault>,
}

/// What a line says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line.
    pub(super) line: u64,
    /// Whom it is about, where that can be read.
    pub(super) who: Option<Who>,
    /// What the column is called that says so.
    pub(super) who_column: String,
    /// Whom they report to.
    pub(super) manager: Edit<Who>,
    /// Their team.
    pub(super) team: Edit<String>,
    /// Their country.
    pub(super) country: Edit<String>,
    /// Since when they are there.
    pub(super) hired_on: Edit<jiff::civil::Date>,
    /// Their birthday.
    pub(super) birthday: Edit<DayOfYear>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Account,
    Email,
    Manager,
    Team,
    Country,
    HiredOn,
    Birthday,
}

/// The first name is the one that faults use.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Account, &["account", "identity"]),
    (Column::Email, &["email", "e_mail", "mail", "email_address"]),
    (Column::Manager, &["manager", "manager_email", "reports_to"]),
    (Column::Team, &["team", "department"]),
    (Column::Country, &["country", "country_code"]),
    (
        Column::HiredOn,
        &["hired_on", "hire_date", "start_date", "started_on"],
    ),
    (Column::Birthday, &["birthday", "date_of_birth"]),
];

fn meaning(name: &str) -> Option<Column> {
    let found = COLUMNS.iter().find(|(_, names)| names.contains(&name));
    found.map(|(column, _)| *column)
}

/// Reads a list; one without any lines is none.
pub(super) fn read(bytes: &[u8]) -> Result<List, Vec<Fault>> {
    let sheet = Sheet::read(bytes, meaning).map_err(|fault| vec![fault.into()])?;
    let mut faults: Vec<Fault> = sheet
        .broken
        .iter()
        .cloned()
        .map(sheet::Fault::into)
        .collect();
    faults.extend(missing(&sheet));
    let rows = sheet.lines.iter();
    let rows = rows.map(|line| row(&sheet, line, &mut faults)).collect();
    faults.sort_by_key(|fault| fault.line);
    Ok(List {
        rows,
        manager_column: name(&sheet, Column::Manager),
        hired_column: name(&sheet, Column::HiredOn),
        header_line: sheet.header_line,
        unused: sheet.unused,
        faults,
    })
}

/// What the header should name and does not.
fn missing(sheet: &Sheet<Column>) -> Vec<Fault> {
    let has = |wanted: &[Column]| wanted.iter().any(|it| sheet.name(*it).is_some());
    let told = [
        Column::Manager,
        Column::Team,
        Column::Country,
        Column::HiredOn,
        Column::Birthday,
    ];
    [
        (has(&[Column::Account, Column::Email]), Wrong::NoWho),
        (has(&told), Wrong::NothingTold),
    ]
    .into_iter()
    .filter(|(present, _)| !present)
    .map(|(_, wrong)| Fault::of_line(sheet.header_line, wrong))
    .collect()
}

fn name(sheet: &Sheet<Column>, column: Column) -> String {
    sheet.name(column).unwrap_or_default().to_owned()
}

/// What can be read of one line; what is wrong in it goes to the `faults`, and changes nothing.
fn row(sheet: &Sheet<Column>, line: &Line, faults: &mut Vec<Fault>) -> Row {
    let cell = |column| sheet.cell(line, column);
    let by = if cell(Column::Account).is_empty() && sheet.name(Column::Email).is_some() {
        Column::Email
    } else {
        Column::Account
    };
    let mut fault = |column, wrong| faults.push(sheet.fault(line.number, column, wrong));
    let who = match cell(by) {
        "" => Err(Wrong::Nobody),
        named => Who::read(named),
    };
    let who = who.map_err(|wrong| fault(by, wrong)).ok();
    let manager = edit(cell(Column::Manager), Who::read);
    let team = edit(cell(Column::Team), team);
    let country = edit(cell(Column::Country), country);
    let hired_on = edit(cell(Column::HiredOn), day);
    let birthday = edit(cell(Column::Birthday), birthday);
    Row {
        line: line.number,
        who,
        who_column: name(sheet, by),
        manager: or_kept(manager, |wrong| fault(Column::Manager, wrong)),
        team: or_kept(team, |wrong| fault(Column::Team, wrong)),
        country: or_kept(country, |wrong| fault(Column::Country, wrong)),
        hired_on: or_kept(hired_on, |wrong| fault(Column::HiredOn, wrong)),
        birthday: or_kept(birthday, |wrong| fault(Column::Birthday, wrong)),
    }
}

fn or_kept<T>(read: Result<Edit<T>, Wrong>, fault: impl FnOnce(Wrong)) -> Edit<T> {
    read.unwrap_or_else(|wrong| {
        fault(wrong);
        Edit::Keep
    })
}

/// Every name that a column may have.
pub fn columns() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().flat_map(|(_, names)| names.iter().copied())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults(list: &str) -> Vec<String> {
        let faults = match read(list.as_bytes()) {
            Ok(list) => list.faults,
            Err(faults) => faults,
        };
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_column() {
        let list = "email,Country,manager,hire date\n\
                    ana@example.com,Indonesia,nobody,yesterday\n\
                    \"budi\",ID,,\n\
                    citra@example.com,MY\n\
                    \"dewi@example.com\",\"M\nY\",,\n\
                    ,ID,,\n";
        assert_eq!(
            faults(list),
            [
                "line 2, column manager: \"nobody\" is neither an e-mail address nor an account such as slack:T0123/U0123",
                "line 2, column Country: \"Indonesia\" is no two-letter code of a country, such as ID or MY",
                "line 2, column hire date: \"yesterday\" is no day such as 2026-11-27",
                "line 3, column email: \"budi\" is neither an e-mail address nor an account such as slack:T0123/U0123",
                "line 4: the line has 2 cells and the header 4",
                "line 5, column Country: \"M\\nY\" is no two-letter code of a country, such as ID or MY",
                "line 7, column email: nobody is named",
            ]
        );
    }

    #[test]
    fn a_list_without_what_it_needs_says_so() {
        assert_eq!(
            faults(""),
            ["line 1: there is nothing in the list: a header comes first, then the lines"]
        );
        assert_eq!(faults("email,team\n,\n")[0], faults("")[0]);
        assert_eq!(
            faults("name,team,Team\nAna,Sales,Sales"),
            [
                "line 1, column Team: the header names this column twice",
                "line 1: the header names no column `email` or `account`",
                "line 2: nobody is named",
            ]
        );
        assert_eq!(
            faults("email,phone\nana@example.com,1"),
            [
                "line 1: the header names none of `manager`, `team`, `country`, `hired_on` and `birthday`"
            ]
        );
    }

    #[test]
    fn columns_that_say_nothing_are_named() {
        let sheet = read(b"email,phone,team\nana@example.com,1,Sales\n").unwrap();
        assert_eq!(sheet.unused, ["phone"]);
    }

    proptest! {
        #[test]
        fn no_list_is_too_odd_to_be_judged(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Err(faults) = read(&bytes) {
                prop_assert!(!faults.is_empty());
            }
        }

        #[test]
        fn faults_are_on_lines_that_are_there(
            list in "(email|account|team|country|[;,\t\"\r\n -]|@|ID|slack:T/U|ana@example.com){0,40}",
        ) {
            let lines = u64::try_from(list.split('\n').count()).unwrap();
            match read(list.as_bytes()) {
                Ok(sheet) => {
                    prop_assert!(sheet.rows.iter().all(|row| row.line <= lines));
                    prop_assert!(sheet.faults.iter().all(|it| (1..=lines).contains(&it.line)));
                }
                Err(faults) => prop_assert!(faults.iter().all(|it| (1..=lines).contains(&it.line))),
            }
        }
    }
}
