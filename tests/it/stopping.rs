//! Told to stop, the program ends in order and in time, whatever hangs.

use std::time::Duration;

use plaudit::database::private::Private;
use plaudit_sandbox::slack::Fault;
use sqlx::{Connection, Executor};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::time::Instant;

use crate::harness::{Company, Network, Server, TestDb, comes_to, plaudit, signal, until};

/// What service managers give: docker kills after ten seconds.
const IN_TIME: Duration = Duration::from_secs(10);

/// Longer than any test.
const NEVER: Duration = Duration::from_hours(1);

/// Tells it to stop. Returns its exit code and its log.
async fn stop(server: Server) -> (Option<i32>, String) {
    let told = Instant::now();
    let (status, log) = server.stop().await;
    assert!(told.elapsed() < IN_TIME, "{:?}: {log}", told.elapsed());
    (status.code(), log)
}

/// Its state and its parent, while there is one.
fn stat(pid: &str) -> Option<(String, String)> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before stands in parentheses.
    let mut behind = stat.rsplit_once(')')?.1.split_whitespace();
    Some((behind.next()?.to_owned(), behind.next()?.to_owned()))
}

/// Whether it does anything yet: who was killed may still wait for somebody to notice.
fn runs(pid: &str) -> bool {
    stat(pid).is_some_and(|(state, _)| state != "Z" && state != "X")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_slack_asks_it_to_wait() {
    let company = Company::found().await;
    let pause = Fault::RateLimited(600);
    company.sandbox.fail("users.list", pause, 1);
    let server = company.serve().await;
    let postmaster = company.postmaster();
    let (code, log) = stop(server).await;
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped") && !log.contains("in time"), "{log}");
    assert!(!runs(&postmaster));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_slack_does_not_answer() {
    let company = Company::found().await;
    for method in ["users.list", "users.info"] {
        company.sandbox.fail(method, Fault::Slow(NEVER), 100);
    }
    let server = company.serve().await;
    let postmaster = company.postmaster();
    // Nobody is known yet: the worker on deferred deliveries asks, and gets no answer.
    company.command("@budi +1 for number 1-1-1.").await;
    let asked = company.sandbox.wait_for(|model| {
        let mut calls = model.calls.iter();
        calls.find(|call| call.method == "users.info").map(drop)
    });
    asked.await.unwrap();
    let (code, log) = stop(server).await;
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped"), "{log}");
    assert!(!runs(&postmaster));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_silent() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let mut network = Network::to(&database).await;
    let server = company.serve_on(&network.url()).await;
    company.command("@budi +1 for number 1-1-1.").await;
    network.fall_silent(true);
    let (code, log) = stop(server).await;
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped"), "{log}");
    network.cut().await;
    database.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_its_own_database_does_not_stop() {
    let company = Company::found().await;
    let server = company.serve().await;
    company.command("@budi +1 for number 1-1-1.").await;
    let postmaster = company.postmaster();
    // It hears no signal but one.
    signal("-STOP", &postmaster);
    let (code, log) = stop(server).await;
    assert_eq!(code, Some(0), "{log}");
    assert!(!runs(&postmaster), "{log}");
    // Nothing is lost by it.
    let server = company.serve().await;
    company
        .look(async |pool| {
            let recorded = crate::harness::recorded(pool).await;
            assert_eq!(recorded, ["1-1-1"]);
        })
        .await;
    stop(server).await;
}

/// The processes that `parent` began.
fn children(parent: &str) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").unwrap();
    let names = processes.filter_map(|it| it.unwrap().file_name().into_string().ok());
    let is_child = |name: &String| stat(name).is_some_and(|it| it.1 == parent);
    names.filter(is_child).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_all_of_its_own_database_is_frozen() {
    let company = Company::found().await;
    let server = company.serve().await;
    company.command("@budi +1 for number 1-1-1.").await;
    let postmaster = company.postmaster();
    signal("-STOP", &postmaster);
    let sessions = children(&postmaster);
    assert!(sessions.len() > 3, "{sessions:?}");
    for session in &sessions {
        signal("-STOP", session);
    }
    let (_, log) = stop(server).await;
    assert!(!runs(&postmaster), "{log}");
    // They were told, and end as soon as they get to it.
    let ended = async || sessions.iter().all(|session| !runs(session));
    until("all of it has ended", ended).await;
    let server = company.serve().await;
    company
        .look(async |pool| assert_eq!(crate::harness::recorded(pool).await, ["1-1-1"]))
        .await;
    stop(server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_twice_it_ends_at_once() {
    let company = Company::found().await;
    let server = company.serve().await;
    signal("-STOP", &company.postmaster());
    let told = Instant::now();
    server.terminate();
    server.says("stopping").await;
    server.terminate();
    let (status, log) = server.ended().await;
    assert_eq!(status.code(), Some(1), "{log}");
    assert!(told.elapsed() < Duration::from_secs(7), "{log}");
    assert!(log.contains("told twice"), "{log}");
    signal("-CONT", &company.postmaster());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_it_waits_to_migrate() {
    let (db, dir) = (TestDb::new().await, TempDir::new().unwrap());
    let mut other = db.superuser().await;
    let mut held = other.begin().await.unwrap();
    held.execute("LOCK TABLE _sqlx_migrations IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    let url = db.url();
    let arguments = ["serve", "--listen", "127.0.0.1:0"];
    let environment = [("DATABASE_URL", url.as_str())];
    let mut child = plaudit(dir.path(), &arguments, &environment)
        .spawn()
        .unwrap();
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    comes_to(&db.pool, 1, waiting).await;
    let told = Instant::now();
    signal("-TERM", &child.id().unwrap().to_string());
    let ended = tokio::time::timeout(IN_TIME, child.wait()).await;
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .await
        .unwrap();
    let status = ended.expect("it ends in time").unwrap();
    assert_eq!(status.code(), Some(0), "{:?}: {log}", told.elapsed());
}
