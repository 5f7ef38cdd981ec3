//! A list as spreadsheets write it, read cell by cell. Pure.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::cell::{Who, country, day, edit, team};
use super::fault::{Fault, Wrong};
use crate::people::Edit;
use crate::script::folded;

/// A list that can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What it says of each person.
    pub(super) rows: Vec<SheetRow>,
    /// What the column is called that names managers, where there is one.
    pub(super) manager_column: String,
    /// The columns that nothing is read from.
    pub(super) unused: Vec<String>,
}

/// What a line says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetRow {
    /// The line.
    pub(super) line: u64,
    /// Of whom.
    pub(super) who: Who,
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
}

/// The first name is the one that faults use.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Account, &["account", "identity"]),
    (Column::Email, &["email", "e_mail", "mail", "email_address"]),
    (Column::Manager, &["manager", "manager_email", "reports_to"]),
    (Column::Team, &["team", "department"]),
    (Column::Country, &["country", "country_code"]),
    (Column::HiredOn, &["hired_on", "hire_date", "start_date"]),
];

/// Reads a list, or says all that is wrong with it.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Vec<Fault>> {
    let text = text(bytes).map_err(|fault| vec![fault])?;
    let (text, skipped, delimiter) = announced(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().filter_map(Result::ok).map(|record| {
        let line = record.position().map_or(1, csv::Position::line);
        (line.saturating_add(skipped), record)
    });
    let whole = |line, wrong| Fault {
        line,
        column: None,
        wrong,
    };
    let Some((line, header)) = records.next() else {
        return Err(vec![whole(1, Wrong::Empty)]);
    };
    let (columns, unused, mut faults) = columns(line, &header);
    let mut rows = Vec::new();
    let mut any = false;
    for (line, record) in records {
        // Spreadsheets leave lines of nothing but separators.
        if record.iter().all(str::is_empty) {
            continue;
        }
        any = true;
        if record.len() != header.len() {
            let (expected, found) = (header.len(), record.len());
            faults.push(whole(line, Wrong::Cells { expected, found }));
            continue;
        }
        match row(line, &columns, &header, &record) {
            Ok(row) => rows.push(row),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if !any && faults.is_empty() {
        faults.push(whole(line, Wrong::Empty));
    }
    if faults.is_empty() {
        let manager = columns.iter().position(|it| *it == Some(Column::Manager));
        let manager_column = manager.and_then(|at| header.get(at)).unwrap_or_default();
        Ok(Sheet {
            rows,
            manager_column: manager_column.to_owned(),
            unused,
        })
    } else {
        Err(faults)
    }
}

/// The text, without the mark that some spreadsheets begin with.
fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let lines = before.split(|byte| *byte == b'\n').count();
        Fault {
            line: u64::try_from(lines).unwrap_or(u64::MAX),
            column: None,
            wrong: Wrong::NotUtf8,
        }
    })
}

/// What stands between cells: as the list itself says (`sep=;`), else what the header has most of.
/// Returns the text without that line, and how many lines it had.
fn announced(text: &str) -> (&str, u64, u8) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(&[delimiter]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (rest, 1, delimiter);
    }
    let outside = first.split('"').step_by(2);
    let header: String = outside.collect();
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    // Of several that are equal the last is the greatest, and a comma is the likeliest.
    let delimiter = *b"\t;,".iter().max_by_key(|it| count(it)).unwrap_or(&b',');
    (text, 0, delimiter)
}

/// What each cell of the header says, which of them say nothing to us, and what is wrong.
fn columns(line: u64, header: &StringRecord) -> (Vec<Option<Column>>, Vec<String>, Vec<Fault>) {
    let mut columns: Vec<Option<Column>> = Vec::with_capacity(header.len());
    let (mut unused, mut faults) = (Vec::new(), Vec::new());
    for name in header {
        let plain = folded(name).replace([' ', '-'], "_");
        let known = COLUMNS.iter().find(|(_, names)| names.contains(&&*plain));
        let column = known.map(|(column, _)| *column);
        match column {
            None => unused.push(name.to_owned()),
            Some(_) if columns.contains(&column) => faults.push(Fault {
                line,
                column: Some(name.to_owned()),
                wrong: Wrong::Twice,
            }),
            Some(_) => {}
        }
        columns.push(column);
    }
    let has = |wanted: &[Column]| columns.iter().flatten().any(|it| wanted.contains(it));
    let told = [
        Column::Manager,
        Column::Team,
        Column::Country,
        Column::HiredOn,
    ];
    for (present, wrong) in [
        (has(&[Column::Account, Column::Email]), Wrong::NoWho),
        (has(&told), Wrong::NothingTold),
    ] {
        if !present {
            faults.push(Fault {
                line,
                column: None,
                wrong,
            });
        }
    }
    unused.retain(|name| !name.is_empty());
    (columns, unused, faults)
}

/// One line, or all that is wrong in it.
fn row(
    line: u64,
    columns: &[Option<Column>],
    header: &StringRecord,
    record: &StringRecord,
) -> Result<SheetRow, Vec<Fault>> {
    let mut faults = Vec::new();
    let place = |column| columns.iter().position(|it| *it == Some(column));
    let cell = |column| place(column).and_then(|at| record.get(at)).unwrap_or("");
    let mut fault = |column, wrong| {
        let name = place(column).and_then(|at| header.get(at));
        faults.push(Fault {
            line,
            column: name.map(str::to_owned),
            wrong,
        });
    };
    let by = if cell(Column::Account).is_empty() && place(Column::Email).is_some() {
        Column::Email
    } else {
        Column::Account
    };
    let who = match cell(by) {
        "" => Err(Wrong::Nobody),
        named => Who::read(named),
    };
    let who = who.map_err(|wrong| fault(by, wrong)).ok();
    let manager =
        edit(cell(Column::Manager), Who::read).map_err(|wrong| fault(Column::Manager, wrong));
    let team = edit(cell(Column::Team), team).map_err(|wrong| fault(Column::Team, wrong));
    let country =
        edit(cell(Column::Country), country).map_err(|wrong| fault(Column::Country, wrong));
    let hired_on = edit(cell(Column::HiredOn), day).map_err(|wrong| fault(Column::HiredOn, wrong));
    match (who, manager, team, country, hired_on) {
        (Some(who), Ok(manager), Ok(team), Ok(country), Ok(hired_on)) => Ok(SheetRow {
            line,
            who,
            who_column: place(by)
                .and_then(|at| header.get(at))
                .unwrap_or_default()
                .to_owned(),
            manager,
            team,
            country,
            hired_on,
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults(list: &str) -> Vec<String> {
        let faults = read(list.as_bytes()).unwrap_err();
        faults.iter().map(ToString::to_string).collect()
    }

    /// What a list says of its first person.
    fn said(sheet: &Sheet) -> (&Who, &Edit<String>, &Edit<jiff::civil::Date>) {
        let row = &sheet.rows[0];
        (&row.who, &row.team, &row.hired_on)
    }

    #[test]
    fn lists_of_every_spreadsheet_say_the_same() {
        let expected = read(b"email,team,hired_on\nana@example.com,Sales,2020-01-31\n").unwrap();
        assert_eq!(expected.rows.len(), 1);
        for list in [
            "\u{feff}email,team,hired_on\r\nana@example.com,Sales,2020-01-31\r\n",
            "Email;Team;Hired on\r\nANA@example.com;Sales;2020-01-31\r\n;;\r\n",
            "E-mail\tDepartment\tStart date\nana@example.com\tSales\t2020-01-31",
            "\"email\",\"team\",\"hired_on\"\n\"ana@example.com\",\" Sales \",\"2020-01-31\"",
        ] {
            let read = read(list.as_bytes()).unwrap();
            assert_eq!(said(&read), said(&expected), "{list:?}");
        }
        let announced =
            read(b"sep=;\nemail;team;hired_on\nana@example.com;Sales;2020-01-31").unwrap();
        assert_eq!(announced.rows[0].line, 3);
        assert_eq!(said(&announced), said(&expected));
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
            [
                "line 1: there is nobody in the list: a header comes first, then a line for each person"
            ]
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
            ["line 1: the header names none of `manager`, `team`, `country` and `hired_on`"]
        );
        let latin = b"email,team\nana@example.com,Jos\xe9\n";
        let fault = read(latin).unwrap_err().pop().unwrap();
        assert_eq!((fault.line, fault.wrong), (2, Wrong::NotUtf8));
        let utf16: Vec<u8> = "\u{feff}email"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16).unwrap_err()[0].wrong, Wrong::NotUtf8);
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
                Ok(sheet) => prop_assert!(sheet.rows.iter().all(|row| row.line <= lines)),
                Err(faults) => prop_assert!(faults.iter().all(|it| (1..=lines).contains(&it.line))),
            }
        }
    }
}
