//! The private `PostgreSQL`: whatever dies, the data and the next start are well.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use plaudit::database::connect;
use plaudit::database::private::{Durability, Options, Private, Scratch, attach, attach_or_make};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::harness::until;

const DIRECTORY_OF_OWNER: &str = "PLAUDIT_TEST_OWNER_DIRECTORY";

fn options(directory: &Path) -> Options {
    Options::new(directory)
        .binaries(std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from))
        .durability(Durability::None)
}

async fn one(pool: &PgPool) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar("SELECT 1").fetch_one(pool).await
}

/// The postmaster's process number.
fn server(directory: &Path) -> String {
    found(directory).unwrap()
}

/// The same, while there is one: between two of them, there is no file that says so.
fn found(directory: &Path) -> Option<String> {
    let file = fs::read_to_string(directory.join("postgres/postmaster.pid")).ok()?;
    file.lines().next().map(str::to_owned)
}

fn runs(pid: &str) -> bool {
    signal("-0", pid)
}

fn signal(signal: &str, pid: &str) -> bool {
    let kill = format!("kill {signal} {pid}");
    Command::new("sh")
        .args(["-c", &kill])
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

fn chmod(mode: &str, path: &Path) {
    assert!(
        Command::new("chmod")
            .arg(mode)
            .arg(path)
            .status()
            .unwrap()
            .success()
    );
}

#[tokio::test]
async fn queries_work_again_after_the_server_was_killed() {
    let dir = TempDir::new().unwrap();
    let durable = options(dir.path()).durability(Durability::Full);
    let private = Private::start(&durable).await.unwrap();
    let pool = connect(private.connect_options(), 2).await.unwrap();
    sqlx::query("CREATE TABLE kept AS SELECT 42 AS answer")
        .execute(&pool)
        .await
        .unwrap();

    let killed = server(dir.path());
    assert!(signal("-9", &killed));
    let another = async || found(dir.path()).is_some_and(|it| it != killed);
    until("another server runs", another).await;
    until("queries work again", async || one(&pool).await.is_ok()).await;

    let kept: i32 = sqlx::query_scalar("SELECT answer FROM kept")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(kept, 42);
    private.stop().await;
}

#[tokio::test]
async fn a_killed_guardian_leaves_no_server_behind() {
    let dir = TempDir::new().unwrap();
    let private = Private::start(&options(dir.path())).await.unwrap();
    let pool = connect(private.connect_options(), 1).await.unwrap();

    let orphan = server(dir.path());
    let status = fs::read_to_string(format!("/proc/{orphan}/status"));
    let Ok(status) = status else { return };
    let guardian = status
        .lines()
        .find_map(|line| line.strip_prefix("PPid:"))
        .unwrap()
        .trim();
    assert!(signal("-9", guardian));
    until("the orphan is gone", async || !runs(&orphan)).await;
    until("queries work again", async || one(&pool).await.is_ok()).await;
    private.stop().await;
}

/// Not a test but the process that the next tests kill: it owns a server until then.
#[tokio::test]
#[ignore = "run by other tests, in a process of its own"]
async fn owner_of_a_server() {
    let Some(directory) = std::env::var_os(DIRECTORY_OF_OWNER) else {
        return;
    };
    let private = Private::start(&options(Path::new(&directory))).await;
    println!("\nowner: {:?}", private.as_ref().map(|_| "runs"));
    if private.is_err() {
        // The reader is gone by now, and the end of a test would still print.
        std::process::exit(0);
    }
    std::future::pending::<()>().await;
}

/// Starts the owner and returns once its server runs, or was refused.
fn spawn_owner(directory: &Path) -> (Child, String) {
    let mut owner = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "private_postgres::owner_of_a_server",
            "--ignored",
            "--nocapture",
        ])
        .env(DIRECTORY_OF_OWNER, directory)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(owner.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let outcome = lines
        .into_iter()
        .find_map(|line| line.strip_prefix("owner: ").map(str::to_owned));
    (owner, outcome.unwrap())
}

#[tokio::test]
async fn the_server_goes_with_its_owner_and_a_new_start_recovers() {
    let dir = TempDir::new().unwrap();
    let (mut owner, outcome) = spawn_owner(dir.path());
    assert_eq!(outcome, r#"Ok("runs")"#);
    let orphan = server(dir.path());

    // A command shares the owner's server, which outlives the command.
    let attached = attach(&options(dir.path())).await.unwrap();
    let pool = connect(attached.connect_options(), 1).await.unwrap();
    assert_eq!(one(&pool).await.unwrap(), 1);
    pool.close().await;
    attached.stop().await;
    assert!(runs(&orphan));

    owner.kill().unwrap();
    owner.wait().unwrap();
    // At once, while the old server may still be on its way out.
    let private = Private::start(&options(dir.path())).await.unwrap();
    assert!(!runs(&orphan));
    let pool = connect(private.connect_options(), 1).await.unwrap();
    assert_eq!(one(&pool).await.unwrap(), 1);
    private.stop().await;
}

#[tokio::test]
async fn a_second_process_is_refused() {
    let dir = TempDir::new().unwrap();
    let private = Private::start(&options(dir.path())).await.unwrap();
    let refused = Private::start(&options(dir.path()))
        .await
        .unwrap_err()
        .to_string();
    let holder = format!(
        "another Plaudit process (server {}) is using",
        std::process::id()
    );
    assert!(refused.starts_with(&holder), "{refused}");

    let (mut second, outcome) = spawn_owner(dir.path());
    assert!(outcome.starts_with("Err(InUse"), "{outcome}");
    second.wait().unwrap();
    private.stop().await;
}

#[tokio::test]
async fn commands_without_a_server_start_one_and_wait_for_each_other() {
    let dir = TempDir::new().unwrap();
    let options = options(dir.path());
    let nothing = attach(&options).await.unwrap_err().to_string();
    let looked = format!("there is no database in {}", dir.path().display());
    assert!(nothing.starts_with(&looked), "{nothing}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);

    let first = attach_or_make(&options).await.unwrap();
    let second = attach(&options).await.unwrap();
    let pool = connect(second.connect_options(), 1).await.unwrap();

    let leaving = tokio::spawn(first.stop());
    sleep(Duration::from_millis(300)).await;
    assert_eq!(
        one(&pool).await.unwrap(),
        1,
        "the first stopped the server under its guest"
    );
    let pid = server(dir.path());
    pool.close().await;
    second.stop().await;
    leaving.await.unwrap();
    assert!(!runs(&pid));

    // The directory is free again, for a server too.
    Private::start(&options).await.unwrap().stop().await;
}

#[tokio::test]
async fn the_role_owns_its_database_and_nothing_more() {
    let scratch = Scratch::start(std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from));
    let scratch = scratch.await.unwrap();
    let pool = connect(scratch.connect_options(), 1).await.unwrap();
    let (superuser, encoding, collation): (bool, String, String) = sqlx::query_as(
        "SELECT rolsuper, pg_encoding_to_char(encoding)::text, datcollate::text
         FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!((superuser, &*encoding, &*collation), (false, "UTF8", "C"));

    sqlx::query("CREATE TABLE fixed (n int)")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("REVOKE INSERT ON fixed FROM plaudit")
        .execute(&pool)
        .await
        .unwrap();
    let insert = sqlx::query("INSERT INTO fixed VALUES (1)")
        .execute(&pool)
        .await;
    assert!(
        insert
            .unwrap_err()
            .to_string()
            .contains("permission denied")
    );
    pool.close().await;

    let url: sqlx::postgres::PgConnectOptions = scratch.url().parse().unwrap();
    let directory = url.get_socket().unwrap().parent().unwrap().to_owned();
    scratch.stop().await;
    assert!(
        !directory.exists(),
        "a scratch server leaves nothing behind"
    );
}

#[tokio::test]
async fn a_long_path_still_gets_a_socket() {
    let dir = TempDir::new().unwrap();
    let long = dir.path().join("x".repeat(120));
    // Started as root, the server's account has to pass through.
    Command::new("chmod")
        .arg("o+x")
        .arg(dir.path())
        .status()
        .unwrap();
    let private = Private::start(&options(&long)).await.unwrap();
    let pool = connect(private.connect_options(), 1).await.unwrap();
    assert_eq!(one(&pool).await.unwrap(), 1);
    let url: sqlx::postgres::PgConnectOptions = private.url().parse().unwrap();
    private.stop().await;
    fs::remove_dir(url.get_socket().unwrap()).unwrap();
}

#[tokio::test]
async fn root_becomes_someone_else_or_says_what_is_in_the_way() {
    let dir = TempDir::new().unwrap();
    if fs::metadata(dir.path()).unwrap().uid() != 0 {
        return;
    }
    chmod("go=", dir.path());
    let closed = dir.path().join("data");
    let refused = Private::start(&options(&closed))
        .await
        .unwrap_err()
        .to_string();
    let way_out = format!("run `chmod o+x {}`", dir.path().display());
    assert!(refused.ends_with(&way_out), "{refused}");

    let private = Private::start(&options(dir.path())).await.unwrap();
    assert_ne!(fs::metadata(dir.path().join("postgres")).unwrap().uid(), 0);
    private.stop().await;
}

#[tokio::test]
async fn a_copy_of_the_directory_starts() {
    let dir = TempDir::new().unwrap();
    let original = dir.path().join("original");
    let private = Private::start(&options(&original)).await.unwrap();
    private.stop().await;
    // By root, everything in it is root's.
    let copy = dir.path().join("copy");
    let mut copying = Command::new("cp");
    copying.arg("-r").arg(&original).arg(&copy);
    assert!(copying.status().unwrap().success());
    let private = Private::start(&options(&copy)).await.unwrap();
    let pool = connect(private.connect_options(), 1).await.unwrap();
    assert_eq!(one(&pool).await.unwrap(), 1);
    pool.close().await;
    private.stop().await;
}

#[tokio::test]
async fn a_crash_in_the_middle_of_the_first_start_is_forgotten() {
    let dir = TempDir::new().unwrap();
    let half = dir.path().join("postgres.new-1");
    fs::create_dir(&half).unwrap();
    fs::write(half.join("PG_VERSION"), "15\n").unwrap();
    fs::create_dir(dir.path().join("postgres")).unwrap();
    let private = Private::start(&options(dir.path())).await.unwrap();
    assert!(!half.exists());
    private.stop().await;
}

#[tokio::test]
async fn a_server_that_does_not_start_says_why() {
    let dir = TempDir::new().unwrap();
    Private::start(&options(dir.path()))
        .await
        .unwrap()
        .stop()
        .await;
    let settings = dir.path().join("postgres/postgresql.conf");
    fs::write(settings, "shared_bufers = 1GB\n").unwrap();
    let refused = Private::start(&options(dir.path()))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains(r#"unrecognized configuration parameter "shared_bufers""#),
        "{refused}"
    );
}

#[tokio::test]
async fn data_of_another_version_is_refused() {
    let dir = TempDir::new().unwrap();
    Private::start(&options(dir.path()))
        .await
        .unwrap()
        .stop()
        .await;
    fs::write(dir.path().join("postgres/PG_VERSION"), "13\n").unwrap();
    let refused = Private::start(&options(dir.path()))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("was made by PostgreSQL 13, and this machine has"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_stale_pid_file_does_not_stop_the_start() {
    let dir = TempDir::new().unwrap();
    let (mut owner, _) = spawn_owner(dir.path());
    let pid_file = dir.path().join("postgres/postmaster.pid");
    let left_behind = fs::read_to_string(&pid_file).unwrap();
    let owner_of_file = fs::metadata(&pid_file).unwrap();
    owner.kill().unwrap();
    owner.wait().unwrap();
    until("the server is gone", async || !pid_file.exists()).await;

    // The number in the file belongs to an innocent process of the same account by now.
    let mut innocent = Command::new("sleep")
        .arg("60")
        .uid(owner_of_file.uid())
        .gid(owner_of_file.gid())
        .current_dir("/")
        .spawn()
        .unwrap();
    let (_, rest) = left_behind.split_once('\n').unwrap();
    fs::write(&pid_file, format!("{}\n{rest}", innocent.id())).unwrap();
    chown(
        &pid_file,
        Some(owner_of_file.uid()),
        Some(owner_of_file.gid()),
    )
    .unwrap();

    let private = Private::start(&options(dir.path())).await.unwrap();
    assert!(
        innocent.try_wait().unwrap().is_none(),
        "the innocent process was ended"
    );
    innocent.kill().unwrap();
    innocent.wait().unwrap();
    private.stop().await;
}

#[tokio::test]
async fn missing_binaries_are_named() {
    let dir = TempDir::new().unwrap();
    let options = Options::new(dir.path()).binaries(Some(PathBuf::from("/no/such/place")));
    let refused = Private::start(&options).await.unwrap_err().to_string();
    assert!(
        refused.starts_with("PLAUDIT_PG_BIN is /no/such/place, which does not"),
        "{refused}"
    );
}
