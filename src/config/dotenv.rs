//! The file `.env` in the working directory: what it says counts where the environment says nothing.

use std::io;

/// Why nothing starts with the file as it is. Its lines are not repeated: secrets may be among them.
#[derive(Debug, thiserror::Error)]
pub enum DotenvError {
    /// It is there.
    #[error("the file .env in the working directory cannot be read")]
    Unreadable(#[source] io::Error),
    /// What begins on this line says nothing.
    #[error("the file .env in the working directory, line {0}: that is not NAME=value")]
    Line(usize),
}

/// Reads it, where there is one. No other directory is looked into: who may write there is not known.
pub fn read_dotenv() -> Result<(), DotenvError> {
    let text = match std::fs::read_to_string(".env") {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(DotenvError::Unreadable(error)),
    };
    dotenvy::from_read(text.as_bytes()).map_err(|error| match error {
        dotenvy::Error::LineParse(line, _) => DotenvError::Line(number(&text, &line)),
        dotenvy::Error::Io(error) => DotenvError::Unreadable(error),
        error => DotenvError::Unreadable(io::Error::other(error)),
    })
}

/// Which line of the text begins with `line`, which may be several where quotes were not closed.
fn number(text: &str, line: &str) -> usize {
    let (before, _) = text.split_once(line).unwrap_or_default();
    before.matches('\n').count().saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(number("a b", "a b"), 1);
        assert_eq!(number("A=1\r\n\n# x\nb c\nD=2", "b c"), 4);
        assert_eq!(number("A=1\nB=\"x\ny", "B=\"x\ny"), 2);
    }
}
