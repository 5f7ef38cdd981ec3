//! The server's data: made once, whole or not at all, and opened only by the version that made it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::account::Account;
use super::binaries::{self, Binaries};
use super::home::{Home, last_sentences};
use super::{Durability, NAME, Options, SUPERUSER, StartError};

/// Modest defaults for a small machine. They are written once: whoever edits them keeps them.
const SETTINGS: &str = "
# Written by Plaudit when this server was made; yours to change.
shared_buffers = 64MB
effective_cache_size = 512MB
max_connections = 100
max_parallel_workers_per_gather = 0
jit = off
random_page_cost = 1.1
max_wal_size = 512MB
timezone = 'UTC'
log_timezone = 'UTC'
# Errors belong to the statement's sender, who logs them without the values they quote.
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
";

/// Sorting by bytes (collation C) never changes, while a language's order changes with the
/// system's libraries and leaves indexes broken behind it; people's order is the program's work.
/// Only the kinds of letters (ctype) are worth having in full, where the system knows C.UTF-8.
const LOCALES: [&[&str]; 2] = [&["--locale=C", "--lc-ctype=C.UTF-8"], &["--locale=C"]];

/// Makes the data if there is none, and returns the binaries that fit it.
pub(super) async fn prepare(
    options: &Options,
    home: &Home,
    account: &Account,
) -> Result<Binaries, StartError> {
    let mut installed = binaries::find(options.binaries.as_deref())?;
    home.remove_unfinished_clusters();
    let cluster = home.cluster();
    let version = cluster.join("PG_VERSION");
    match fs::read_to_string(&version) {
        Ok(made_by) => {
            account.adopt(&cluster).await?;
            let made_by = made_by.trim().to_owned();
            let fitting = installed
                .iter()
                .position(|one| one.major.to_string() == made_by);
            let Some(index) = fitting else {
                let found = installed.swap_remove(0).major;
                return Err(StartError::OtherVersion {
                    directory: cluster,
                    made_by,
                    found,
                });
            };
            Ok(installed.swap_remove(index))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let newest = installed.swap_remove(0);
            make(options, home, account, &newest).await?;
            Ok(newest)
        }
        Err(error) => Err(StartError::io("read", &version)(error)),
    }
}

/// Makes the data beside its place and renames it there once it is complete, so that a crash in
/// the middle leaves nothing that looks like a database.
async fn make(
    options: &Options,
    home: &Home,
    account: &Account,
    binaries: &Binaries,
) -> Result<(), StartError> {
    let (unfinished, cluster) = (home.unfinished_cluster(), home.cluster());
    initialise(options, home, account, binaries).await?;
    let settings = unfinished.join("postgresql.conf");
    OpenOptions::new()
        .append(true)
        .open(&settings)
        .and_then(|mut file| {
            file.write_all(SETTINGS.as_bytes())
                .and_then(|()| file.sync_all())
        })
        .map_err(StartError::io("write", &settings))?;
    create_database(&unfinished, account, binaries).await?;
    // An empty directory may be there, made by hand with the rights that it should have.
    match fs::remove_dir(&cluster) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
            return Err(StartError::NoCluster { directory: cluster });
        }
        _ => fs::rename(&unfinished, &cluster).map_err(StartError::io("create", &cluster))?,
    }
    File::open(home.path())
        .and_then(|directory| directory.sync_all())
        .map_err(StartError::io("write", home.path()))
}

async fn initialise(
    options: &Options,
    home: &Home,
    account: &Account,
    binaries: &Binaries,
) -> Result<(), StartError> {
    let directory = home.unfinished_cluster();
    let mut result = Ok(());
    for locale in LOCALES {
        account.make_private_directory(home, &directory)?;
        let mut initdb = account.command(binaries.program("initdb"));
        // Whoever can enter the socket's directory is trusted: root and the account itself, who
        // could read the files anyway.
        initdb
            .args([
                "--auth=trust",
                "--encoding=UTF8",
                "--data-checksums",
                "--username",
            ])
            .arg(SUPERUSER)
            .args(locale)
            .arg("--pgdata")
            .arg(&directory);
        if options.durability == Durability::None {
            initdb.arg("--no-sync");
        }
        result = run(initdb, "initdb", "").await;
        if result.is_ok() {
            break;
        }
    }
    result
}

/// Makes the role and its database before the server ever listens, in single-user mode.
async fn create_database(
    directory: &Path,
    account: &Account,
    binaries: &Binaries,
) -> Result<(), StartError> {
    let mut postgres = account.command(binaries.program("postgres"));
    postgres
        .args(["--single", "-c", "exit_on_error=on", "-D"])
        .arg(directory)
        .arg(SUPERUSER);
    let script = format!("CREATE ROLE {NAME} LOGIN\nCREATE DATABASE {NAME} OWNER {NAME}\n");
    run(postgres, "postgres --single", &script).await
}

/// Runs a program to its end; what it says is worth repeating only when it fails.
async fn run(mut command: Command, program: &'static str, input: &str) -> Result<(), StartError> {
    let path = command.as_std().get_program().to_owned();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(StartError::io("run", &path))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends before it has read everything says why in its output.
        let _ = stdin.write_all(input.as_bytes()).await;
    }
    let output = child
        .wait_with_output()
        .await
        .map_err(StartError::io("run", &path))?;
    if output.status.success() {
        return Ok(());
    }
    let output = last_sentences(&String::from_utf8_lossy(&output.stderr));
    Err(StartError::Program { program, output })
}
