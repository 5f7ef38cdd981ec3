//! Errors as logs and operators may read them: what failed and where, never what somebody wrote.
//!
//! What the database says of a row that it refuses quotes the row. So of its errors only the code
//! and the names are shown, unless they are of a kind that is about no row.

use std::error::Error;
use std::fmt::Write;
use std::sync::Arc;

use sqlx::error::DatabaseError;
use sqlx::migrate::MigrateError;
use sqlx::postgres::PgDatabaseError;

/// An error with its causes, fit to be shown: `error = explained(&error)`.
pub fn explained(error: &(dyn Error + 'static)) -> String {
    let mut shown = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let (text, cause) = one(error);
        // Some say what their cause says.
        if !shown.ends_with(&text) {
            if !shown.is_empty() {
                shown.push_str(": ");
            }
            shown.push_str(&text);
        }
        next = cause;
    }
    shown
}

/// What one error says, and its cause where that says more.
fn one<'a>(error: &'a (dyn Error + 'static)) -> (String, Option<&'a (dyn Error + 'static)>) {
    if let Some(shared) = error.downcast_ref::<Arc<sqlx::Error>>() {
        return (database(shared), None);
    }
    if let Some(error) = error.downcast_ref::<sqlx::Error>() {
        return (database(error), None);
    }
    if let Some(error) = error.downcast_ref::<MigrateError>() {
        return (migration(error), None);
    }
    if let Some(error) = error.downcast_ref::<serde_json::Error>() {
        let (line, column) = (error.line(), error.column());
        let text = format!("unreadable at line {line}, column {column}");
        return (text, None);
    }
    if let Some(error) = error.downcast_ref::<tokio::task::JoinError>() {
        let how = if error.is_panic() {
            "panicked"
        } else {
            "was cancelled"
        };
        return (format!("a task {how}"), None);
    }
    // Whose words hold the address, and with it perhaps a secret.
    if let Some(error) = error.downcast_ref::<reqwest::Error>() {
        return ("a call failed".to_owned(), error.source());
    }
    (error.to_string(), error.source())
}

/// Without what its Display may quote: rows, values, words of a column, addresses with passwords.
fn database(error: &sqlx::Error) -> String {
    use sqlx::Error as E;
    match error {
        E::Database(error) => refusal(error.as_ref()),
        E::ColumnDecode { index, .. } => format!("what is in column {index} cannot be read"),
        E::Decode(_) => "a value cannot be read".to_owned(),
        E::Encode(_) => "a value cannot be written".to_owned(),
        E::Configuration(_) | E::ConfigFile(_) => "its address cannot be used".to_owned(),
        E::Protocol(_) | E::InvalidArgument(_) | E::AnyDriverError(_) => {
            "it was not understood".to_owned()
        }
        E::Migrate(error) => migration(error),
        other => other.to_string(),
    }
}

fn migration(error: &MigrateError) -> String {
    match error {
        MigrateError::Execute(error) => format!("a migration failed: {}", database(error)),
        MigrateError::ExecuteMigration(error, version) => {
            format!("migration {version} failed: {}", database(error))
        }
        other => other.to_string(),
    }
}

/// Classes of errors whose messages name things of the database and quote no value: the connection,
/// transactions, who is let in, what does not exist, limits, and the server's own state.
const ABOUT_NO_ROW: [&str; 12] = [
    "08", "25", "28", "3D", "3F", "40", "42", "53", "55", "57", "58", "F0",
];

fn refusal(error: &dyn DatabaseError) -> String {
    let code = error.code().unwrap_or_default().into_owned();
    if ABOUT_NO_ROW.iter().any(|class| code.starts_with(class)) {
        return format!("the database says {code}: {}", error.message());
    }
    let mut text = format!("the database says {code}");
    for (what, name) in [
        ("table", error.table()),
        ("column", column(error)),
        ("constraint", error.constraint()),
    ] {
        if let Some(name) = name {
            let _ = write!(text, ", {what} {name}");
        }
    }
    text
}

fn column(error: &dyn DatabaseError) -> Option<&str> {
    error.try_downcast_ref::<PgDatabaseError>()?.column()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum Ours {
        #[error("the database failed")]
        Database(#[from] sqlx::Error),
        #[error("together")]
        Shared(#[from] Arc<sqlx::Error>),
        #[error("no answer: {0}")]
        Silent(#[from] io::Error),
    }

    fn said(error: impl Error + 'static) -> String {
        explained(&error)
    }

    fn unreadable() -> sqlx::Error {
        sqlx::Error::ColumnDecode {
            index: "\"standing\"".to_owned(),
            source: "a secret word".into(),
        }
    }

    #[test]
    fn causes_are_told_and_values_are_not() {
        let told = r#"the database failed: what is in column "standing" cannot be read"#;
        assert_eq!(said(Ours::from(unreadable())), told);
        let told = r#"together: what is in column "standing" cannot be read"#;
        assert_eq!(said(Ours::from(Arc::new(unreadable()))), told);
        for quoting in [
            sqlx::Error::Decode("a secret word".into()),
            sqlx::Error::Encode("a secret word".into()),
            sqlx::Error::Protocol("a secret word".into()),
            sqlx::Error::Configuration("a secret word".into()),
            sqlx::Error::InvalidArgument("a secret word".into()),
        ] {
            let told = said(quoting);
            assert!(!told.is_empty() && !told.contains("secret"), "{told}");
        }
        let json = serde_json::from_str::<u8>("\"a secret word\"").unwrap_err();
        assert_eq!(said(json), "unreadable at line 1, column 15");
    }

    #[test]
    fn what_is_said_twice_is_told_once() {
        let refused = io::Error::other("refused");
        assert_eq!(said(Ours::from(refused)), "no answer: refused");
        let chain = anyhow::anyhow!("inner").context("outer");
        assert_eq!(explained(&*chain), "outer: inner");
    }

    #[tokio::test]
    async fn a_panic_does_not_say_what_about() {
        let panicked = tokio::spawn(async { panic!("a secret word") }).await;
        assert_eq!(said(panicked.unwrap_err()), "a task panicked");
    }
}
