//! What a check found.

use std::fmt;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::cli::output::{Format, print, print_document};

/// What one check found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Finding {
    about: &'static str,
    what: String,
    verdict: Verdict,
}

/// How bad it is, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    Off,
    Doubtful { mend: String },
    Wrong { mend: String },
}

impl Finding {
    fn new(about: &'static str, what: impl fmt::Display, verdict: Verdict) -> Self {
        Self {
            about,
            what: what.to_string(),
            verdict,
        }
    }

    /// As it should be.
    pub(super) fn ok(about: &'static str, what: impl fmt::Display) -> Self {
        Self::new(about, what, Verdict::Fine)
    }

    /// Not in use.
    pub(super) fn off(about: &'static str, what: impl fmt::Display) -> Self {
        Self::new(about, what, Verdict::Off)
    }

    /// Works for now, or cannot be told.
    pub(super) fn warn(about: &'static str, what: impl fmt::Display, mend: &str) -> Self {
        let mend = mend.to_owned();
        Self::new(about, what, Verdict::Doubtful { mend })
    }

    /// Does not work.
    pub(super) fn fail(about: &'static str, what: impl fmt::Display, mend: &str) -> Self {
        let mend = mend.to_owned();
        Self::new(about, what, Verdict::Wrong { mend })
    }

    fn fails(&self) -> bool {
        matches!(self.verdict, Verdict::Wrong { .. })
    }
}

impl Finding {
    /// The verdict in a word, and how to mend what is wrong.
    const fn verdict(&self) -> (&'static str, Option<&String>) {
        match &self.verdict {
            Verdict::Fine => ("ok", None),
            Verdict::Off => ("off", None),
            Verdict::Doubtful { mend } => ("warn", Some(mend)),
            Verdict::Wrong { mend } => ("fail", Some(mend)),
        }
    }

    fn in_json(&self) -> Value {
        let (verdict, mend) = self.verdict();
        json!({"about": self.about, "verdict": verdict, "what": self.what, "mend": mend})
    }
}

impl Finding {
    /// What was found, and below it how to mend it.
    pub(super) fn lines(self) -> impl Iterator<Item = String> {
        let (mut word, mend) = self.verdict();
        if self.fails() {
            word = "FAIL";
        }
        let found = format!("{word:<4}  {}: {}", self.about, self.what);
        let mend = mend.map(|mend| format!("      {mend}"));
        std::iter::once(found).chain(mend)
    }
}

/// The findings so far. For people each is printed as it is added, since some checks take seconds;
/// for machines they are kept until the verdict.
#[derive(Debug)]
pub(super) struct Report {
    format: Format,
    failed: bool,
    kept: Vec<Value>,
}

impl Report {
    pub(super) const fn new(format: Format) -> Self {
        Self {
            format,
            failed: false,
            kept: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, found: Finding) -> anyhow::Result<()> {
        self.failed |= found.fails();
        match self.format {
            Format::Text => found.lines().try_for_each(print),
            Format::Json => {
                self.kept.push(found.in_json());
                Ok(())
            }
        }
    }

    pub(super) fn add_all(&mut self, found: Vec<Finding>) -> anyhow::Result<()> {
        found.into_iter().try_for_each(|found| self.add(found))
    }

    pub(super) fn verdict(self) -> anyhow::Result<ExitCode> {
        if self.format == Format::Json {
            print_document(json!({"ok": !self.failed, "findings": self.kept}))?;
        }
        Ok(if self.failed {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_seen_and_says_how_to_mend_it() {
        let bad = Finding::fail("token", "revoked", "install the app again");
        assert!(bad.fails());
        assert!(
            bad.lines()
                .eq(["FAIL  token: revoked", "      install the app again"])
        );
        assert!(!Finding::warn("clock", "late", "set it").fails());
        assert!(
            Finding::ok("clock", "right")
                .lines()
                .eq(["ok    clock: right"])
        );
    }
}
