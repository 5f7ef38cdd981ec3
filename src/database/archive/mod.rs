//! Whole copies of the database, made and read by `PostgreSQL`'s own programs.

mod held;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use tokio::process::Command;

pub use held::NotForUs;

use super::private::{advice, client, last_sentences};

/// What every archive begins with.
const MAGIC: [u8; 5] = *b"PGDMP";

/// What the environment may say that would lead the programs elsewhere.
const ELSEWHERE: [&str; 4] = ["PGSERVICE", "PGSERVICEFILE", "PGHOSTADDR", "PGOPTIONS"];

/// Why there is no copy, or nothing came of one.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The program that does it is not here.
    #[error(
        "{program} of PostgreSQL {server} or later was not found, which is what the server is: {}, or \
         name the directory of its programs in PLAUDIT_PG_BIN",
        advice()
    )]
    NoProgram {
        /// Which.
        program: &'static str,
        /// The major version of the server.
        server: u32,
    },
    /// It failed.
    #[error("{program} failed: {output}")]
    Program {
        /// Which.
        program: &'static str,
        /// What it said.
        output: String,
    },
    /// The file is something else.
    #[error("{} is no backup made by `plaudit backup`", file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
    },
    /// A copy would overwrite it.
    #[error("{} is there already: name a file that is not", file.display())]
    Taken {
        /// The file.
        file: PathBuf,
    },
    /// The machine refused something.
    #[error("cannot {what} {}", file.display())]
    Io {
        /// What was tried.
        what: &'static str,
        /// The file.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// How the programs reach the database.
#[derive(Debug)]
pub struct Archivist {
    options: PgConnectOptions,
    /// What else the connection needs, as variables: the password and its like.
    login: Vec<(&'static str, String)>,
    /// Where the programs are, if it was said.
    binaries: Option<PathBuf>,
    /// The server's major version.
    server: u32,
}

impl Archivist {
    /// For the database that `conn` is connected to by `options`.
    pub async fn new(
        conn: &mut PgConnection,
        options: PgConnectOptions,
        login: Vec<(&'static str, String)>,
        binaries: Option<PathBuf>,
    ) -> Result<Self, sqlx::Error> {
        let version: String = sqlx::query_scalar("SHOW server_version_num")
            .fetch_one(conn)
            .await?;
        Ok(Self {
            options,
            login,
            binaries,
            server: version.parse::<u32>().unwrap_or_default() / 10_000,
        })
    }

    /// Writes what `snapshot` sees into a file that takes its name once it is whole.
    pub async fn dump(&self, snapshot: &str, file: &Path) -> Result<(), ArchiveError> {
        if file.exists() {
            let file = file.to_owned();
            return Err(ArchiveError::Taken { file });
        }
        let mut unfinished = file.as_os_str().to_owned();
        unfinished.push(format!(".part-{}", std::process::id()));
        let unfinished = PathBuf::from(unfinished);
        let written = self
            .write(snapshot, &unfinished)
            .await
            .and_then(|()| fs::rename(&unfinished, file).map_err(ArchiveError::io("create", file)));
        if written.is_err() {
            // What cannot be removed has a name that says what it is.
            let _ = fs::remove_file(&unfinished);
        }
        written
    }

    /// Writes what `snapshot` sees to standard output.
    pub async fn pour(&self, snapshot: &str) -> Result<(), ArchiveError> {
        run(self.dumping(snapshot)?, "pg_dump", Stdio::inherit()).await
    }

    fn dumping(&self, snapshot: &str) -> Result<Command, ArchiveError> {
        let mut dump = self.program("pg_dump")?;
        dump.args(["--format=custom", "--no-password", "--snapshot", snapshot]);
        Ok(dump)
    }

    async fn write(&self, snapshot: &str, file: &Path) -> Result<(), ArchiveError> {
        let out = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(file)
            .map_err(ArchiveError::io("create", file))?;
        let dump = self.dumping(snapshot)?;
        let handle = out.try_clone().map_err(ArchiveError::io("write", file))?;
        run(dump, "pg_dump", handle.into()).await?;
        out.sync_all().map_err(ArchiveError::io("write", file))
    }

    /// Makes sure that a file is an archive at all.
    pub fn recognise(file: &Path) -> Result<(), ArchiveError> {
        let mut begin = [0; MAGIC.len()];
        let read = File::open(file).and_then(|mut file| file.read_exact(&mut begin));
        match read {
            Ok(()) if begin == MAGIC => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
                Err(ArchiveError::io("read", file)(error))
            }
            _ => {
                let file = file.to_owned();
                Err(ArchiveError::Foreign { file })
            }
        }
    }

    /// Fills an empty database from a file, whole or not at all. Whoever does so owns what is in it.
    pub async fn restore(&self, file: &Path) -> Result<(), ArchiveError> {
        let mut restore = self.program("pg_restore")?;
        restore
            .args(["--single-transaction", "--exit-on-error", "--no-password"])
            .args(["--no-owner", "--no-privileges", "--dbname"])
            .arg(self.options.get_database().unwrap_or_default())
            .arg(file);
        run(restore, "pg_restore", Stdio::null()).await
    }

    fn program(&self, program: &'static str) -> Result<Command, ArchiveError> {
        let server = self.server;
        let path = client(self.binaries.as_deref(), program, server)
            .ok_or(ArchiveError::NoProgram { program, server })?;
        let mut command = Command::new(path);
        for variable in ELSEWHERE {
            command.env_remove(variable);
        }
        command
            .env("LC_ALL", "C")
            .envs(self.environment())
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        Ok(command)
    }

    /// The connection as variables: arguments can be read by anybody on the machine.
    fn environment(&self) -> Vec<(&'static str, String)> {
        let options = &self.options;
        let host = options.get_socket().map_or_else(
            || options.get_host().to_owned(),
            |socket| socket.to_string_lossy().into_owned(),
        );
        let tls = match options.get_ssl_mode() {
            PgSslMode::Disable => "disable",
            PgSslMode::Allow => "allow",
            PgSslMode::Prefer => "prefer",
            PgSslMode::Require => "require",
            PgSslMode::VerifyCa => "verify-ca",
            PgSslMode::VerifyFull => "verify-full",
        };
        let mut variables = vec![
            ("PGHOST", host),
            ("PGPORT", options.get_port().to_string()),
            ("PGUSER", options.get_username().to_owned()),
            ("PGSSLMODE", tls.to_owned()),
        ];
        let database = options.get_database();
        variables.extend(database.map(|name| ("PGDATABASE", name.to_owned())));
        variables.extend(self.login.iter().cloned());
        variables
    }
}

impl ArchiveError {
    fn io(what: &'static str, file: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::Io { what, file, source }
    }
}

/// Runs a program to its end; what it says is worth repeating only when it fails, but for the rows
/// that it quotes.
async fn run(command: Command, program: &'static str, out: Stdio) -> Result<(), ArchiveError> {
    ended(command, program, out).await.map(drop)
}

/// Runs a program to its end, and returns what it writes.
async fn output(command: Command, program: &'static str) -> Result<String, ArchiveError> {
    let wrote = ended(command, program, Stdio::piped()).await?;
    Ok(String::from_utf8_lossy(&wrote).into_owned())
}

async fn ended(
    mut command: Command,
    program: &'static str,
    out: Stdio,
) -> Result<Vec<u8>, ArchiveError> {
    let path = PathBuf::from(command.as_std().get_program());
    let child = command.stdout(out).spawn();
    let ended = child
        .map_err(ArchiveError::io("run", &path))?
        .wait_with_output()
        .await
        .map_err(ArchiveError::io("run", &path))?;
    if ended.status.success() {
        return Ok(ended.stdout);
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    let quotes = |line: &&str| line.starts_with("CONTEXT:") || line.starts_with("DETAIL:");
    let lines: Vec<&str> = said.lines().filter(|line| !quotes(line)).collect();
    let output = last_sentences(&lines.join("\n"));
    Err(ArchiveError::Program { program, output })
}

/// Whether the database holds nothing that somebody made.
pub async fn is_empty(conn: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT NOT EXISTS (
           SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
             AND NOT EXISTS (SELECT FROM pg_depend d
                             WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
         )",
    )
    .fetch_one(conn)
    .await
}

/// Takes the rights from us that the schema takes from whoever keeps it: an archive names the role that
/// had them, and we may be called otherwise.
pub async fn withdraw_rights(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    conn.execute("SELECT withdraw_rights()").await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_are_led_where_we_are() {
        let archivist = Archivist {
            options: "postgres://ana:hush@db.example:5433/kudos?sslmode=require"
                .parse()
                .unwrap(),
            login: vec![("PGPASSWORD", "hush".into())],
            binaries: None,
            server: 17,
        };
        let expected = [
            ("PGHOST", "db.example"),
            ("PGPORT", "5433"),
            ("PGUSER", "ana"),
            ("PGSSLMODE", "require"),
            ("PGDATABASE", "kudos"),
            ("PGPASSWORD", "hush"),
        ];
        assert_eq!(
            archivist.environment(),
            expected.map(|(name, value)| (name, value.to_owned()))
        );
    }
}
