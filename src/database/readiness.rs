//! Whether the database can be worked with: asked by anybody, as often as they like.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::connect::bounded;
use super::pending_migrations;

use crate::explained::explained;

/// How long an answer stands.
const STANDS: Duration = Duration::from_secs(1);

/// How long the database may take: who has to wait longer is not ready. It gives up a little earlier
/// by itself, so that no question goes on there after nobody waits for it.
const PATIENCE: Duration = Duration::from_millis(2500);
const BOUNDS: [(&str, &str); 2] = [("statement_timeout", "2s"), ("lock_timeout", "2s")];

/// How long one connection is asked over: what is set for new sessions shows on a new one.
const KEPT: Duration = Duration::from_secs(10);

/// What the database is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It answers, has every migration, and takes what is written.
    Ready,
    /// So many migrations are missing.
    Behind(usize),
    /// It takes nothing that is written: it is a standby, or was told so.
    ReadOnly,
    /// It does not answer.
    Silent,
}

/// One question at a time, on a connection of its own: whoever asks meanwhile shares the answer, and
/// nobody who asks takes a connection from those who work.
#[derive(Debug)]
pub struct Readiness {
    options: PgConnectOptions,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The connection, and since when it is open.
    conn: Option<(Instant, PgConnection)>,
    answer: Option<(Instant, Verdict)>,
}

impl Readiness {
    /// Nobody has asked yet.
    pub fn new(options: &PgConnectOptions) -> Self {
        Self {
            options: bounded(options.clone())
                .options(BOUNDS)
                .application_name("plaudit readiness"),
            state: Mutex::default(),
        }
    }

    /// What the database was like a second ago at most.
    pub async fn ask(&self) -> Verdict {
        let mut state = self.state.lock().await;
        if let Some((at, verdict)) = state.answer
            && at.elapsed() < STANDS
        {
            return verdict;
        }
        let verdict = match timeout(PATIENCE, self.question(&mut state.conn)).await {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(error)) => {
                tracing::warn!(error = explained(&error), "not ready");
                Verdict::Silent
            }
            Err(_) => {
                tracing::warn!("not ready: the database takes too long");
                Verdict::Silent
            }
        };
        state.answer = Some((Instant::now(), verdict));
        verdict
    }

    /// Keeps a connection that has answered; one that has not is of no more use.
    async fn question(
        &self,
        kept: &mut Option<(Instant, PgConnection)>,
    ) -> Result<Verdict, sqlx::Error> {
        let (since, mut conn) = match kept.take() {
            Some((since, conn)) if since.elapsed() < KEPT => self.revived(since, conn).await?,
            Some((_, old)) => {
                // However it ends, it is of no more use.
                let _ = old.close().await;
                self.opened().await?
            }
            None => self.opened().await?,
        };
        let verdict = match pending_migrations(&mut conn).await? {
            0 if is_read_only(&mut conn).await? => Verdict::ReadOnly,
            0 => Verdict::Ready,
            pending => Verdict::Behind(pending),
        };
        *kept = Some((since, conn));
        Ok(verdict)
    }

    async fn opened(&self) -> Result<(Instant, PgConnection), sqlx::Error> {
        Ok((Instant::now(), self.options.connect().await?))
    }

    /// The connection, or another one when it has ended since: the server may have been restarted.
    async fn revived(
        &self,
        since: Instant,
        mut conn: PgConnection,
    ) -> Result<(Instant, PgConnection), sqlx::Error> {
        match conn.ping().await {
            Ok(()) => Ok((since, conn)),
            Err(_) => self.opened().await,
        }
    }
}

/// Whether nothing can be written: on a standby, or where a setting says so.
async fn is_read_only(conn: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT current_setting('transaction_read_only')::boolean")
        .fetch_one(conn)
        .await
}
