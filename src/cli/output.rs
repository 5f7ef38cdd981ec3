//! Where commands write: data to standard output, messages to standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::ValueEnum;

use crate::chat::{Message, Part};
use crate::process::Line;
pub(super) use crate::process::say;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON document, for machines
    Json,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ListFormat {
    /// For people, a line each
    Text,
    /// An array of JSON objects
    Json,
    /// A JSON object per line
    Jsonl,
    /// Comma-separated values, with a header
    Csv,
}

/// Whoever read our output has seen enough, as `head` does: no failure, but a reason to stop.
#[derive(Debug, thiserror::Error)]
#[error("nobody reads the output any more")]
pub(super) struct NobodyReads;

/// What writing to standard output comes to. A broken pipe is told apart here, since one to the
/// database is another matter.
pub(super) fn written(outcome: io::Result<()>) -> anyhow::Result<()> {
    match outcome {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(NobodyReads.into()),
        Err(error) => Err(anyhow::Error::new(error).context("the output cannot be written")),
        Ok(()) => Ok(()),
    }
}

/// A line of data, for people.
pub(super) fn print(line: impl Display) -> anyhow::Result<()> {
    written(writeln!(io::stdout(), "{}", Line(line)))
}

/// A chat message, for people: without what can be pressed, and what is drawn.
pub(super) fn print_message(message: &Message) -> anyhow::Result<()> {
    message.shown().iter().try_for_each(|part| match part {
        Part::Heading(title) => print(title),
        Part::Text(text) | Part::Note(text) => print(text.to_plain()),
        Part::Quote(words) => print(format_args!("> {}", words.to_plain())),
        Part::Lines(lines) => lines.iter().try_for_each(|line| print(line.to_plain())),
        Part::Divider => print(""),
        Part::Facts(_)
        | Part::Buttons(_)
        | Part::Image { .. }
        | Part::Chart(_)
        | Part::Pictured { .. } => Ok(()),
    })
}

/// A whole document, for machines: as it is.
pub(super) fn print_document(document: impl Display) -> anyhow::Result<()> {
    written(writeln!(io::stdout(), "{document}"))
}

/// Says why the command makes no sense.
pub(super) fn misused(why: impl Display) -> ExitCode {
    say(format_args!("plaudit: {why}"));
    ExitCode::from(2)
}
