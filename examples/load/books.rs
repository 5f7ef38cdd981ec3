//! The private database server, and a database of its own for everything that is measured.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use plaudit::database::private::{Options, Private};
use plaudit::database::{connect, migrate};
use plaudit::{kudos, ledger};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::{statements, usage};

/// How many people there are.
pub(crate) const MEMBERS: u64 = 1000;

/// A database that nothing is copied from, for questions about the server.
const SERVERS_OWN: &str = "plaudit";

/// The database that cells are copied from.
pub(crate) const EMPTY: &str = "books";

/// A durable server in a directory of its own.
pub(crate) struct Server {
    private: Private,
    /// What made it, and the programs beside it.
    pub(crate) version: String,
    programs: PathBuf,
    /// The first process of it.
    pub(crate) postmaster: u32,
}

/// What a database holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) gifts: u64,
    /// Keys of deliveries that were acted upon.
    pub(crate) keys: u64,
}

impl Server {
    /// Starts one, which counts what its statements take if it is to.
    pub(crate) async fn start(directory: &Path, statements: bool) -> anyhow::Result<Self> {
        let binaries = std::env::var_os("PLAUDIT_PG_BIN").map(PathBuf::from);
        let options = Options::new(directory).binaries(binaries);
        let mut private = Private::start(&options).await?;
        if statements {
            statements::load(&private.connect_options()).await?;
            private.stop().await;
            private = Private::start(&options).await?;
        }
        let superuser = private.connect_options().username("postgres");
        let mut conn = PgConnection::connect_with(&superuser).await?;
        let (version, programs, backend): (String, String, i32) = sqlx::query_as(
            "SELECT current_setting('server_version'), setting, pg_backend_pid()
             FROM pg_config WHERE name = 'BINDIR'",
        )
        .fetch_one(&mut conn)
        .await?;
        conn.close().await?;
        Ok(Self {
            private,
            version,
            programs: programs.into(),
            postmaster: usage::parent(backend.unsigned_abs()).unwrap_or_default(),
        })
    }

    pub(crate) async fn stop(self) {
        self.private.stop().await;
    }

    pub(crate) fn pgbench(&self) -> PathBuf {
        self.programs.join("pgbench")
    }

    /// The socket's directory, for programs that are no friends of URLs.
    pub(crate) fn socket(&self) -> anyhow::Result<PathBuf> {
        let options = self.private.connect_options();
        options.get_socket().cloned().context("no socket")
    }

    /// Where a database is, for another process.
    pub(crate) fn url(&self, database: &str) -> anyhow::Result<String> {
        let mut url = url::Url::parse(&self.private.url())?;
        url.set_path(database);
        Ok(url.into())
    }

    fn options(&self, database: &str) -> PgConnectOptions {
        self.private.connect_options().database(database)
    }

    pub(crate) async fn connect(&self, database: &str) -> anyhow::Result<PgConnection> {
        Ok(PgConnection::connect_with(&self.options(database)).await?)
    }

    /// A connection that no trigger and no right stands in the way of.
    pub(crate) async fn as_superuser(&self, database: &str) -> anyhow::Result<PgConnection> {
        let options = self.options(database).username("postgres");
        Ok(PgConnection::connect_with(&options).await?)
    }

    /// Makes the database of a company that has given nothing yet.
    pub(crate) async fn make_empty(&self) -> anyhow::Result<()> {
        let mut server = self.as_superuser(SERVERS_OWN).await?;
        server
            .execute(AssertSqlSafe(format!(
                "CREATE DATABASE {EMPTY} OWNER plaudit"
            )))
            .await?;
        let pool = connect(self.options(EMPTY), 1).await?;
        migrate(&pool).await?;
        pool.close().await;
        let mut conn = self.connect(EMPTY).await?;
        let script = include_str!("books.sql").replace(":members", &MEMBERS.to_string());
        conn.execute(AssertSqlSafe(script)).await?;
        conn.close().await?;
        self.settle_down(EMPTY).await
    }

    /// Makes a database of the least that a gift costs.
    pub(crate) async fn make_lean(&self, name: &str) -> anyhow::Result<()> {
        let mut server = self.as_superuser(SERVERS_OWN).await?;
        let create = format!("CREATE DATABASE {name} OWNER plaudit");
        server.execute(AssertSqlSafe(create)).await?;
        let mut conn = self.connect(name).await?;
        let script = include_str!("lean.sql").replace(":members", &MEMBERS.to_string());
        conn.execute(AssertSqlSafe(script)).await?;
        conn.close().await?;
        self.settle_down(name).await
    }

    /// How many gifts the least kept, where every balance follows from them.
    pub(crate) async fn prove_lean(&self, name: &str) -> anyhow::Result<u64> {
        let mut conn = self.connect(name).await?;
        let (gifts, balanced): (i64, bool) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE kind = 1),
                    coalesce(sum(amount) FILTER (WHERE kind = 2), 0) = (SELECT sum(balance) FROM r.account)
             FROM r.transfer",
        )
        .fetch_one(&mut conn)
        .await?;
        conn.close().await?;
        ensure!(balanced, "the least is wrong");
        Ok(gifts.unsigned_abs())
    }

    /// Copies the empty one.
    pub(crate) async fn copy(&self, name: &str) -> anyhow::Result<()> {
        let mut server = self.as_superuser(SERVERS_OWN).await?;
        let copy = format!("CREATE DATABASE {name} TEMPLATE {EMPTY} OWNER plaudit");
        server.execute(AssertSqlSafe(copy)).await?;
        server.execute("CHECKPOINT").await?;
        Ok(())
    }

    pub(crate) async fn drop(&self, name: &str) -> anyhow::Result<()> {
        let mut server = self.as_superuser(SERVERS_OWN).await?;
        let drop = format!("DROP DATABASE {name} WITH (FORCE)");
        server.execute(AssertSqlSafe(drop)).await?;
        Ok(())
    }

    /// Adds a year of gifts to a database.
    pub(crate) async fn add_history(&self, name: &str, gifts: u64) -> anyhow::Result<()> {
        let mut conn = self.as_superuser(name).await?;
        let script = include_str!("history.sql")
            .replace(":members", &MEMBERS.to_string())
            .replace(":gifts", &gifts.to_string());
        conn.execute(AssertSqlSafe(script)).await?;
        conn.close().await?;
        self.settle_down(name).await
    }

    async fn settle_down(&self, name: &str) -> anyhow::Result<()> {
        let mut conn = self.as_superuser(name).await?;
        conn.execute("VACUUM ANALYZE").await?;
        conn.execute("CHECKPOINT").await?;
        Ok(())
    }

    /// How much was written ahead since the server was made, in bytes.
    pub(crate) async fn written_ahead(&self) -> anyhow::Result<i64> {
        let mut conn = self.connect(SERVERS_OWN).await?;
        let bytes = sqlx::query_scalar(
            "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint",
        )
        .fetch_one(&mut conn)
        .await?;
        conn.close().await?;
        Ok(bytes)
    }

    /// The letters that Plaudit wrote last: the reference writes the same.
    pub(crate) async fn letters(&self, name: &str) -> anyhow::Result<[String; 2]> {
        let mut conn = self.connect(name).await?;
        let mut letters: Vec<String> =
            sqlx::query_scalar("SELECT letter::text FROM outbox ORDER BY id DESC LIMIT 2")
                .fetch_all(&mut conn)
                .await?;
        conn.close().await?;
        let announcement = letters.pop().context("no announcement")?;
        let received = letters.pop().context("nothing for the recipient")?;
        Ok([announcement, received])
    }

    /// Whether every balance follows from its entries and every gift has its transfer; and how many
    /// there are.
    pub(crate) async fn prove(&self, name: &str) -> anyhow::Result<Held> {
        let mut conn = self.connect(name).await?;
        let verified = ledger::verify(&mut conn).await?;
        ensure!(
            verified.fault.is_none(),
            "the ledger is wrong: {verified:?}"
        );
        let fault = kudos::verify_gifts(&mut conn).await?;
        ensure!(fault.is_none(), "the gifts are wrong: {fault:?}");
        let (gifts, keys): (i64, i64) =
            sqlx::query_as("SELECT (SELECT count(*) FROM kudos), (SELECT count(*) FROM delivery)")
                .fetch_one(&mut conn)
                .await?;
        conn.close().await?;
        Ok(Held {
            gifts: gifts.unsigned_abs(),
            keys: keys.unsigned_abs(),
        })
    }
}
