//! Finding lines and cells in a list.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{Broken, Fault};
use crate::script::folded;

/// A list whose columns mean `C`.
#[derive(Clone, Debug)]
pub struct Sheet<C> {
    /// The line of the header.
    pub header_line: u64,
    /// The lines below it.
    pub lines: Vec<Line>,
    /// The columns that mean nothing to us.
    pub unused: Vec<String>,
    /// The faults of the list, whatever the cells mean.
    pub broken: Vec<Fault<Broken>>,
    header: StringRecord,
    columns: Vec<Option<C>>,
}

/// A line that has as many cells as the header.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which one, as an editor counts them.
    pub number: u64,
    cells: StringRecord,
}

impl<C: Copy + PartialEq> Sheet<C> {
    /// Reads a list in UTF-8, with commas, semicolons or tabs. `meaning` tells what a column means by
    /// its name, in small letters with `_` between them.
    pub fn read(bytes: &[u8], meaning: impl Fn(&str) -> Option<C>) -> Result<Self, Fault<Broken>> {
        let text = text(bytes)?;
        let (text, skipped, delimiter) = announced(text);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        let mut counted = Counted::new(text, skipped);
        let records = reader.records().filter_map(Result::ok);
        let mut records = records.map(|record| (counted.line_of(&record), record));
        let header = records.next();
        let (header_line, header) = header.ok_or(Fault::of_line(1, Broken::Empty))?;
        let mut sheet = Self {
            header_line,
            lines: Vec::new(),
            unused: Vec::new(),
            broken: Vec::new(),
            header: StringRecord::new(),
            columns: Vec::new(),
        };
        sheet.name_columns(header, meaning);
        // A mark that nothing closes takes in all that follows it.
        let unclosed = text.matches('"').count() % 2 == 1;
        let mut records = records.peekable();
        while let Some((number, cells)) = records.next() {
            let is_last = records.peek().is_none();
            sheet.add(number, cells, unclosed && is_last);
        }
        if sheet.lines.is_empty() && sheet.broken.is_empty() {
            let empty = Fault::of_line(header_line, Broken::Empty);
            sheet.broken.push(empty);
        }
        Ok(sheet)
    }

    fn name_columns(&mut self, header: StringRecord, meaning: impl Fn(&str) -> Option<C>) {
        if !header.iter().all(is_readable) {
            let unreadable = Fault::of_line(self.header_line, Broken::Unreadable);
            self.broken.push(unreadable);
        }
        for name in &header {
            let column = meaning(&folded(name).replace([' ', '-'], "_"));
            match column {
                None if name.is_empty() => {}
                None => self.unused.push(name.to_owned()),
                Some(_) if self.columns.contains(&column) => self.broken.push(Fault {
                    line: self.header_line,
                    column: Some(name.to_owned()),
                    wrong: Broken::Twice,
                }),
                Some(_) => {}
            }
            self.columns.push(column);
        }
        self.header = header;
    }

    fn add(&mut self, number: u64, cells: StringRecord, unclosed: bool) {
        // Spreadsheets leave lines of nothing but separators.
        if cells.iter().all(str::is_empty) {
            return;
        }
        let (expected, found) = (self.header.len(), cells.len());
        if !cells.iter().all(is_readable) {
            let unreadable = Fault::of_line(number, Broken::Unreadable);
            self.broken.push(unreadable);
        } else if expected == found {
            self.lines.push(Line { number, cells });
        } else {
            let wrong = Broken::Cells {
                expected,
                found,
                open: unclosed || cells.iter().any(|cell| cell.contains('\n')),
            };
            self.broken.push(Fault::of_line(number, wrong));
        }
    }

    /// What the header calls a column, where it is there.
    pub fn name(&self, column: C) -> Option<&str> {
        self.place(column).and_then(|at| self.header.get(at))
    }

    /// What a line says in a column; nothing where there is no such column.
    pub fn cell<'a>(&self, line: &'a Line, column: C) -> &'a str {
        let cell = self.place(column).and_then(|at| line.cells.get(at));
        cell.unwrap_or_default()
    }

    /// The fault of a column in a line.
    pub fn fault<W>(&self, line: u64, column: C, wrong: W) -> Fault<W> {
        Fault {
            line,
            column: self.name(column).map(str::to_owned),
            wrong,
        }
    }

    fn place(&self, column: C) -> Option<usize> {
        self.columns.iter().position(|it| *it == Some(column))
    }
}

/// Whether a cell holds nothing but what is shown, and the ends of its lines.
fn is_readable(cell: &str) -> bool {
    let unreadable = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    !cell.contains(unreadable)
}

/// How many lines of a text were passed.
struct Counted<'a> {
    rest: &'a [u8],
    passed: u64,
    line: u64,
}

impl<'a> Counted<'a> {
    /// Nothing of a text, before which there were lines already.
    const fn new(text: &'a str, before: u64) -> Self {
        Self {
            rest: text.as_bytes(),
            passed: 0,
            line: before.saturating_add(1),
        }
    }

    /// The line that the next record begins on. The ends of lines before it, of empty ones and what is
    /// left of the one before, are read with it.
    fn line_of(&mut self, record: &StringRecord) -> u64 {
        let begin = record.position().map_or(0, csv::Position::byte);
        let ahead = begin.saturating_sub(self.passed);
        let ahead = usize::try_from(ahead).unwrap_or(usize::MAX);
        let (before, rest) = self.rest.split_at(ahead.min(self.rest.len()));
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let (between, rest) = rest.split_at(ends.count());
        let lines = before.iter().chain(between).filter(|byte| **byte == b'\n');
        let more = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        self.line = self.line.saturating_add(more(lines.count()));
        let moved = before.len().saturating_add(between.len());
        self.passed = self.passed.saturating_add(more(moved));
        self.rest = rest;
        self.line
    }
}

/// The text, without the mark that some spreadsheets begin with.
fn text(bytes: &[u8]) -> Result<&str, Fault<Broken>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let lines = before.split(|byte| *byte == b'\n').count();
        Fault::of_line(u64::try_from(lines).unwrap_or(u64::MAX), Broken::NotUtf8)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> Result<Sheet<char>, Fault<Broken>> {
        Sheet::read(bytes, |name| match name {
            "a" => Some('a'),
            "b_c" => Some('b'),
            _ => None,
        })
    }

    #[test]
    fn lists_of_every_spreadsheet_say_the_same() {
        for (list, line) in [
            ("a,B c\n1,2\n", 2),
            ("\u{feff}a;b-C\r\n1;2\r\n;\r\n", 2),
            ("A\tb_c\n1\t 2 ", 2),
            ("\"b,c\";\"a\";\"b_c\"\n0;\"1\";\" 2 \"", 2),
            ("sep=;\na;b c\n1;2", 3),
        ] {
            let sheet = read(list.as_bytes()).unwrap();
            assert_eq!((sheet.lines.len(), sheet.broken.len()), (1, 0), "{list:?}");
            let found = &sheet.lines[0];
            assert_eq!(found.number, line, "{list:?}");
            let cells = ['a', 'b'].map(|column| sheet.cell(found, column));
            assert_eq!(cells, ["1", "2"], "{list:?}");
        }
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        let sheet = read(b"a,x,A\n1,2\n\n1,2,3,4\n").unwrap();
        let faults: Vec<String> = sheet.broken.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                "line 1, column A: the header names this column twice",
                "line 2: the line has 2 cells and the header 3",
                "line 4: the line has 4 cells and the header 3",
            ]
        );
        assert_eq!(sheet.unused, ["x"]);
        let quoted = read(b"a,b c\n1,2\n\"3,4\n5,6\n").unwrap();
        assert_eq!(
            quoted.broken[0].to_string(),
            "line 3: the line has 1 cell and the header 2: is a quotation mark in it never closed?"
        );
        let empty = Fault::of_line(1, Broken::Empty);
        assert_eq!(read(b"").unwrap_err(), empty);
        assert_eq!(read(b"a,b c\n,\n").unwrap().broken, [empty]);
        let latin = read(b"a\nJos\xe9\n").unwrap_err();
        assert_eq!(latin, Fault::of_line(2, Broken::NotUtf8));
        let utf16: Vec<u8> = "\u{feff}a"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16).unwrap_err().wrong, Broken::NotUtf8);
    }

    proptest! {
        #[test]
        fn no_list_is_too_odd_to_be_read(list in "([a-c;,\t\"\r\n -]|sep=){0,60}") {
            let lines = u64::try_from(list.split('\n').count()).unwrap();
            let told = match read(list.as_bytes()) {
                Ok(sheet) => {
                    let broken = sheet.broken.iter().map(|fault| fault.line);
                    sheet.lines.iter().map(|line| line.number).chain(broken).collect()
                }
                Err(fault) => vec![fault.line],
            };
            prop_assert!(told.iter().all(|line| (1..=lines).contains(line)));
        }
    }
}
