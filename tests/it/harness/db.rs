//! A migrated database for each test, gone with it.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use plaudit::database::private::{Scratch, TEMPLATE};
use plaudit::database::{connect, migrate};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgPool};
use tokio::runtime::Runtime;
use url::Url;
use uuid::Uuid;

/// The server that all of them are on.
static SERVER: OnceLock<Url> = OnceLock::new();

const PUT_BADGES_AWAY: &str = "
    CREATE FUNCTION put_away() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.archived_at = NEW.since; RETURN NEW; END';
    CREATE TRIGGER put_away BEFORE INSERT ON badge
        FOR EACH ROW WHEN (NEW.name IS NULL) EXECUTE FUNCTION put_away()";

/// A migrated, empty database.
pub(crate) struct TestDb {
    /// Connections to it.
    pub(crate) pool: PgPool,
    name: String,
}

impl TestDb {
    /// Copies the template. Badges would add a letter to the first gifts of everybody: the tests that
    /// are about them take them out [again](Self::with_badges).
    pub(crate) async fn new() -> Self {
        let db = Self::copy_of(TEMPLATE).await;
        db.pool.execute(PUT_BADGES_AWAY).await.unwrap();
        db
    }

    /// From now on there are the badges that come with the server, and what is earned is told, whenever
    /// the clock of a test is.
    pub(crate) async fn with_badges(&self) {
        let sql = "DROP TRIGGER put_away ON badge; UPDATE badge SET archived_at = NULL, since = '2020-01-01'";
        self.pool.execute(sql).await.unwrap();
    }

    /// A database without any table.
    pub(crate) async fn empty() -> Self {
        Self::copy_of("template0").await
    }

    async fn copy_of(template: &str) -> Self {
        let name = format!("test_{}", Uuid::new_v4().simple());
        let copy = format!("CREATE DATABASE {name} TEMPLATE {template}");
        on_server(copy).await.unwrap();
        // What tests ask need not be answered in the time that people wait.
        let pool = PgPoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_mins(1))
            .connect(url_of(&name).as_str())
            .await
            .unwrap();
        Self { pool, name }
    }

    /// Where it is, for another process.
    pub(crate) fn url(&self) -> String {
        url_of(&self.name).into()
    }

    /// Where it is.
    pub(crate) fn options(&self) -> PgConnectOptions {
        self.url().parse().unwrap()
    }

    /// A connection that no right stands in the way of.
    pub(crate) async fn superuser(&self) -> PgConnection {
        let superuser = self.options().username("postgres");
        superuser.connect().await.unwrap()
    }

    /// A connection that no trigger and no right stands in the way of, to break things with.
    pub(crate) async fn tampering(&self) -> PgConnection {
        let mut conn = self.superuser().await;
        conn.execute("SET session_replication_role = replica")
            .await
            .unwrap();
        conn
    }

    /// Throws everybody out and lets nobody in, until the outage [ends](Outage::end).
    pub(crate) async fn outage(&self) -> Outage {
        let operator = self.options().username("postgres").database("postgres");
        let mut outage = Outage {
            operator: operator.connect().await.unwrap(),
            name: self.name.clone(),
        };
        outage.allow(false).await;
        let everybody = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        );
        outage
            .operator
            .execute(AssertSqlSafe(everybody))
            .await
            .unwrap();
        outage
    }
}

/// A database that refuses everybody.
pub(crate) struct Outage {
    operator: PgConnection,
    name: String,
}

impl Outage {
    /// Lets everybody in again.
    pub(crate) async fn end(&mut self) {
        self.allow(true).await;
    }

    async fn allow(&mut self, everybody: bool) {
        let name = &self.name;
        let statement = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {everybody}");
        self.operator
            .execute(AssertSqlSafe(statement))
            .await
            .unwrap();
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        // On a thread of its own: the test's runtime cannot wait in here. What fails is left to
        // the end of the server.
        let dropped =
            thread::spawn(move || Runtime::new().map(|it| it.block_on(on_server(statement))));
        let _ = dropped.join();
    }
}

async fn on_server(statement: String) -> sqlx::Result<()> {
    let server: PgConnectOptions = SERVER.get_or_init(server).as_str().parse()?;
    let mut conn = PgConnection::connect_with(&server).await?;
    conn.execute(AssertSqlSafe(statement)).await?;
    conn.close().await
}

fn url_of(database: &str) -> Url {
    let mut url = SERVER.get_or_init(server).clone();
    url.set_path(database);
    url
}

/// The server of the whole run, where `with_postgres` started one; else one for this process.
fn server() -> Url {
    let url = std::env::var("PLAUDIT_TEST_DATABASE_URL").unwrap_or_else(|_| {
        // Its keeper must outlive the runtime of the test that comes first.
        let runtime: &'static Runtime = Box::leak(Box::new(Runtime::new().unwrap()));
        let started = thread::spawn(|| runtime.block_on(start()));
        started.join().unwrap()
    });
    url.parse().unwrap()
}

async fn start() -> String {
    let binaries = std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from);
    let scratch = Scratch::start(binaries).await.unwrap();
    let template = connect(scratch.template_options(), 1).await.unwrap();
    migrate(&template).await.unwrap();
    template.close().await;
    let url = scratch.url();
    // It ends with the process.
    std::mem::forget(scratch);
    url
}
