//! What a command of the program did.

use std::process::Output;

use serde_json::Value;

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// The only line of data, as JSON.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{self:?}");
        serde_json::from_str(&self.out).unwrap()
    }

    /// Header and records of a table.
    pub(crate) fn csv(&self) -> (String, Vec<csv::StringRecord>) {
        assert_eq!(self.code, 0, "{self:?}");
        let header = self.out.lines().next().unwrap().to_owned();
        let mut reader = csv::Reader::from_reader(self.out.as_bytes());
        (header, reader.records().map(Result::unwrap).collect())
    }
}
