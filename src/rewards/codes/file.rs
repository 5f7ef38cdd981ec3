//! A file of codes, read without I/O: one on each line.

use std::collections::HashMap;
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::script::{folded, is_invisible, is_visible};

/// The longest code, in characters: what a message shows as one.
const LONGEST: usize = 1000;

/// A code, and the line that it stands on.
#[derive(Clone, Debug)]
pub struct Code {
    /// The line; the first is 1.
    pub line: usize,
    /// The code.
    pub text: SecretString,
}

/// The codes of a file, in its order.
pub type Codes = Vec<Code>;

/// What is wrong with a line. It never tells the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What may be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The same code stands on an earlier line.
    Twice(usize),
    /// It was loaded before.
    Loaded,
    /// There is nothing to be seen of it.
    Empty,
    /// It is too long to be shown.
    TooLong,
    /// It holds what cannot be shown.
    Unreadable,
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.wrong)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(first) => write!(f, "the same code as on line {first}"),
            Self::Loaded => f.write_str("this code was loaded before"),
            Self::Empty => f.write_str("there is no code in it"),
            Self::TooLong => write!(f, "a code has at most {LONGEST} characters"),
            Self::Unreadable => {
                f.write_str("a code has no control characters, nor any that cannot be seen")
            }
        }
    }
}

/// Whether a text can be given to somebody as a code: one that is seen as it is, and can be typed again.
pub fn is_code(text: &str) -> Result<(), Wrong> {
    is_shown(text, |c| c.is_control() || is_invisible(c))
}

/// Whether a text can be given to somebody as what comes with a reward: a code, or lines to be read.
pub fn is_note(text: &str) -> Result<(), Wrong> {
    is_shown(text, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn is_shown(text: &str, unreadable: impl Fn(char) -> bool) -> Result<(), Wrong> {
    if !text.chars().any(is_visible) {
        return Err(Wrong::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(Wrong::TooLong);
    }
    if text.chars().any(unreadable) {
        return Err(Wrong::Unreadable);
    }
    Ok(())
}

/// What heads a column of codes, as spreadsheets write it.
const HEADERS: &[&str] = &[
    "code", "codes", "voucher", "vouchers", "kode", "kod", "kupon", "baucar",
];

/// The first code, where it reads as the header of a list rather than as a code.
pub fn header(codes: &[Code]) -> Option<&Code> {
    let first = codes.first()?;
    let word = folded(first.text.expose_secret().trim_matches('"'));
    HEADERS.contains(&word.as_str()).then_some(first)
}

/// Reads a file. White space around a code is none of it, and empty lines are skipped.
pub fn read(text: &str) -> Result<Codes, Vec<LineFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut codes, mut faults): (Codes, Vec<LineFault>) = (Vec::new(), Vec::new());
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (line, code) in (1..).zip(text.lines().map(str::trim)) {
        if code.is_empty() {
            continue;
        }
        let twice = seen.get(code).map(|first| Wrong::Twice(*first));
        seen.entry(code).or_insert(line);
        if let Some(wrong) = twice.or_else(|| is_code(code).err()) {
            faults.push(LineFault { line, wrong });
            continue;
        }
        let text = SecretString::from(code);
        codes.push(Code { line, text });
    }
    if faults.is_empty() {
        Ok(codes)
    } else {
        Err(faults)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        let text = |code: &Self| code.text.expose_secret().to_owned();
        (self.line, text(self)) == (other.line, text(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(codes: &Codes) -> Vec<(usize, &str)> {
        let each = codes.iter();
        each.map(|it| (it.line, it.text.expose_secret())).collect()
    }

    #[test]
    fn a_line_holds_a_code() {
        let codes = read("\u{feff}AB-1\r\n\r\n  CD 2 \r\n\nEF-3").unwrap();
        assert_eq!(texts(&codes), [(1, "AB-1"), (3, "CD 2"), (5, "EF-3")]);
        assert!(read("").unwrap().is_empty());
        assert!(read("\u{feff} \n\n").unwrap().is_empty());
    }

    #[test]
    fn every_fault_names_its_line_and_no_code() {
        let long = "x".repeat(LONGEST + 1);
        let text = format!("SECRET\n{long}\nA\u{1}B\n SECRET\nSECRET\nA\u{202e}B\n\u{200b}");
        let faults = read(&text).unwrap_err();
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "line 2: a code has at most 1000 characters",
                "line 3: a code has no control characters, nor any that cannot be seen",
                "line 4: the same code as on line 1",
                "line 5: the same code as on line 1",
                "line 6: a code has no control characters, nor any that cannot be seen",
                "line 7: there is no code in it",
            ]
        );
        assert!(!format!("{:?}", read("SECRET")).contains("SECRET"));
    }

    #[test]
    fn a_header_is_told_from_a_code() {
        for (text, headed) in [
            ("Code\nAB-1", true),
            ("\"Voucher\"\nAB-1", true),
            ("CODE-1\nCODE-2", false),
            ("", false),
        ] {
            assert_eq!(header(&read(text).unwrap()).is_some(), headed, "{text}");
        }
    }

    #[test]
    fn a_note_has_lines_and_says_something() {
        assert_eq!(is_note("Ask at the desk.\nBring your badge."), Ok(()));
        assert_eq!(is_code("two\nlines"), Err(Wrong::Unreadable));
        for nothing in ["", " \n ", "\u{200b}"] {
            assert_eq!(is_note(nothing), Err(Wrong::Empty), "{nothing:?}");
        }
        assert_eq!(is_note(&"x".repeat(LONGEST + 1)), Err(Wrong::TooLong));
    }

    proptest! {
        #[test]
        fn what_is_read_is_each_code_once(lines in proptest::collection::vec("[A-C]{0,2}", 0..12)) {
            let distinct: std::collections::BTreeSet<&String> = lines.iter().filter(|it| !it.is_empty()).collect();
            let there = lines.iter().filter(|it| !it.is_empty()).count();
            match read(&lines.join("\n")) {
                Ok(codes) => {
                    prop_assert_eq!(codes.len(), distinct.len());
                    prop_assert_eq!(there, distinct.len());
                    for (line, code) in texts(&codes) {
                        prop_assert_eq!(&lines[line - 1], code);
                    }
                }
                Err(faults) => prop_assert_eq!(faults.len(), there - distinct.len()),
            }
        }
    }
}
