//! Rows on their way out: JSON lines, or CSV that is safe to open in a spreadsheet.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::output::{ListFormat, print, print_document, say, written};
use crate::database::Ts;
use crate::sheet::harmless;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A JSON object per line
    Jsonl,
    /// Comma-separated values, with a header
    Csv,
    /// The same for a spreadsheet, which takes other letters than those of English for another
    /// encoding's unless the first bytes say which it is
    #[value(skip)]
    Excel,
}

/// How a file says that it is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The value in one column of one row.
#[derive(Debug)]
pub(super) enum Cell {
    Text(String),
    Number(i64),
    /// In RFC 3339, in UTC.
    Time(Ts),
    /// An array in JSON; in CSV, the items with semicolons between them.
    List(Vec<String>),
    Flag(bool),
    Nothing,
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

macro_rules! cells {
    ($($of:ty => $cell:ident),*) => {$(
        impl From<$of> for Cell {
            fn from(value: $of) -> Self {
                Self::$cell(value)
            }
        }
    )*};
}
cells!(String => Text, i64 => Number, Ts => Time, Vec<String> => List, bool => Flag);

impl From<crate::subject::Subject> for Cell {
    fn from(subject: crate::subject::Subject) -> Self {
        Self::Text(subject.to_string())
    }
}

impl<T> From<crate::ids::Id<T>> for Cell {
    fn from(id: crate::ids::Id<T>) -> Self {
        Self::Text(id.to_string())
    }
}

impl Cell {
    fn in_csv(self) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Number(number) => number.to_string(),
            Self::Time(at) => at.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => harmless(items.join(";")),
            Self::Nothing => String::new(),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Time(at) => at.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Nothing => serializer.serialize_none(),
        }
    }
}

/// A row of `N` columns.
pub(super) trait Row<const N: usize> {
    /// What the columns are called.
    const COLUMNS: [&'static str; N];

    /// The cells under them.
    fn cells(self) -> [Cell; N];
}

/// An object whose members keep the order of the columns.
struct Object<const N: usize> {
    names: [&'static str; N],
    cells: [Cell; N],
}

impl<const N: usize> Serialize for Object<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(N))?;
        for (name, cell) in self.names.iter().zip(&self.cells) {
            object.serialize_entry(name, cell)?;
        }
        object.end()
    }
}

/// Prints a list that is short enough to be held. People get a line for each, `in_words`, or are told
/// that there is `nothing`.
pub(super) fn print_list<R: Row<N>, const N: usize>(
    list: Vec<R>,
    format: ListFormat,
    nothing: &str,
    in_words: impl Fn(&R) -> String,
) -> anyhow::Result<()> {
    match format {
        ListFormat::Text if list.is_empty() => {
            say(nothing);
            Ok(())
        }
        ListFormat::Text => list.iter().try_for_each(|row| print(in_words(row))),
        ListFormat::Json => {
            let objects = list.into_iter().map(|row| Object {
                names: R::COLUMNS,
                cells: row.cells(),
            });
            print_document(serde_json::to_string(&objects.collect::<Vec<_>>())?)
        }
        ListFormat::Jsonl => print_rows(list, Format::Jsonl),
        ListFormat::Csv => print_rows(list, Format::Csv),
    }
}

fn print_rows<R: Row<N>, const N: usize>(list: Vec<R>, format: Format) -> anyhow::Result<()> {
    let mut rows = Rows::on_stdout::<R, N>(format)?;
    for row in list {
        rows.write(row)?;
    }
    rows.finish()
}

/// Writes rows, one after the other.
pub(super) enum Rows<W: Write> {
    Jsonl(io::BufWriter<W>),
    Csv(Box<csv::Writer<W>>),
}

impl Rows<io::Stdout> {
    /// Writes rows like `R` to standard output; a header first, where the format has one.
    pub(super) fn on_stdout<R: Row<N>, const N: usize>(format: Format) -> anyhow::Result<Self> {
        Self::start::<R, N>(io::stdout(), format)
    }
}

impl<W: Write> Rows<W> {
    fn start<R: Row<N>, const N: usize>(mut to: W, format: Format) -> anyhow::Result<Self> {
        Ok(match format {
            Format::Jsonl => Self::Jsonl(io::BufWriter::new(to)),
            Format::Csv | Format::Excel => {
                if format == Format::Excel {
                    written(to.write_all(BYTE_ORDER_MARK.as_bytes()))?;
                }
                let mut csv = csv::Writer::from_writer(to);
                written(csv.write_record(R::COLUMNS).map_err(io::Error::from))?;
                Self::Csv(Box::new(csv))
            }
        })
    }

    /// Writes one row.
    pub(super) fn write<R: Row<N>, const N: usize>(&mut self, row: R) -> anyhow::Result<()> {
        let cells = row.cells();
        written(match self {
            Self::Jsonl(to) => {
                let names = R::COLUMNS;
                serde_json::to_writer(&mut *to, &Object { names, cells })
                    .map_err(io::Error::from)
                    .and_then(|()| to.write_all(b"\n"))
            }
            Self::Csv(csv) => csv
                .write_record(cells.map(Cell::in_csv))
                .map_err(io::Error::from),
        })
    }

    /// Writes what is still held back.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        written(match &mut self {
            Self::Jsonl(to) => to.flush(),
            Self::Csv(csv) => csv.flush(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Said(&'static str, i64);

    impl Row<3> for Said {
        const COLUMNS: [&'static str; 3] = ["said", "points", "values"];

        fn cells(self) -> [Cell; 3] {
            let values = vec!["=a".to_owned(), "b".to_owned()];
            [self.0.to_owned().into(), self.1.into(), values.into()]
        }
    }

    fn all(format: Format, rows: impl IntoIterator<Item = Said>) -> String {
        let mut to = Vec::new();
        let mut writer = Rows::start::<Said, 3>(&mut to, format).unwrap();
        for row in rows {
            writer.write(row).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn no_cell_of_text_is_a_formula_and_numbers_stay_numbers() {
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let said: &'static str = format!("{start}1+1").leak();
            let csv = all(Format::Csv, [Said(said, -5)]);
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            assert_eq!(&record[0], format!("'{said}"));
            assert_eq!(&record[1], "-5");
            assert_eq!(&record[2], "'=a;b");
        }
        let harmless = all(Format::Csv, [Said("1 = 1", 1)]);
        assert!(harmless.contains("\n1 = 1,1,"), "{harmless}");
    }

    #[test]
    fn json_keeps_the_order_of_the_columns_and_the_text_as_it_is() {
        let json = all(Format::Jsonl, [Said("=1\n\"2\"", 3)]);
        let expected = r#"{"said":"=1\n\"2\"","points":3,"values":["=a","b"]}"#;
        assert_eq!(json, format!("{expected}\n"));
    }

    #[test]
    fn an_empty_table_has_a_header_in_csv_alone() {
        assert_eq!(all(Format::Csv, []), "said,points,values\n");
        assert_eq!(all(Format::Jsonl, []), "");
    }

    #[test]
    fn a_spreadsheet_is_told_the_encoding_first() {
        let said = all(Format::Excel, [Said("Zoë", 1)]);
        assert_eq!(said, "\u{feff}said,points,values\nZoë,1,'=a;b\n");
    }

    #[test]
    fn a_reader_that_has_seen_enough_is_told_apart() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for format in [Format::Jsonl, Format::Csv] {
            let mut rows = Rows::start::<Said, 3>(Closed, format).unwrap();
            rows.write(Said("a", 1)).unwrap();
            let error = rows.finish().unwrap_err();
            assert!(error.is::<super::super::output::NobodyReads>());
        }
    }
}
