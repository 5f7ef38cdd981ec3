//! The connection that gifts are written on, and nothing else.

use std::collections::HashSet;
use std::io;
use std::time::Duration;

use metrics::counter;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::time::Instant;

use super::needs::{self, Need};
use super::post::{Posted, post};
use super::{Gift, Outcome};
use crate::attempt::Failure;
use crate::clock::Clock;
use crate::database::{commit, silence, within};
use crate::explained::explained;
use crate::inbox;

/// How long the statements of a small batch may take before the database is taken to be away: whoever
/// waits is told within the time that platforms give, and finding out who gives took a part of it.
const PATIENCE: Duration = Duration::from_millis(1200);

/// How many recipients are a small batch, and how much longer each further one may take.
const SMALL: usize = 256;
const PATIENCE_PER_RECIPIENT: Duration = Duration::from_millis(5);

/// How long it may take to look up, on another connection, what became of a commit.
const LOOKING_UP: Duration = Duration::from_millis(600);

/// How long a batch waits for a lock: other batches hold theirs for milliseconds. Whoever holds one
/// for longer is waited for aside.
const LOCK_TIMEOUT: &str = "100ms";

/// Writes gifts. One connection, opened when it is needed.
pub(super) struct Writer {
    options: PgConnectOptions,
    conn: Option<Session>,
    clock: Clock,
}

/// A connection, and how long its plans are good for.
struct Session {
    conn: PgConnection,
    written: u64,
    renew_at: u64,
    renewed: Instant,
}

/// How many gifts a new session writes before its plans are made anew for the first time, and at most.
const FIRST_RENEWAL: u64 = 64;
const LAST_RENEWAL: u64 = 100_000;

/// Others write to the same tables: plans are made anew after this time, too.
const PLANS_LAST: Duration = Duration::from_mins(1);

/// What became of a gift that was handed in with others.
pub(super) type Written = Result<Outcome, Failure<sqlx::Error>>;

impl Writer {
    pub(super) fn new(options: &PgConnectOptions, clock: Clock) -> Self {
        let options = options
            .clone()
            .application_name("plaudit gifts")
            .options([
                // It only ever looks up keys.
                ("enable_seqscan", "off"),
                ("plan_cache_mode", "force_generic_plan"),
                ("lock_timeout", LOCK_TIMEOUT),
            ])
            .disable_statement_logging();
        Self {
            options,
            conn: None,
            clock,
        }
    }

    /// Records gifts in one transaction; what became of each, in their order. An error means that
    /// none of them was recorded.
    pub(super) async fn write(&mut self, gifts: &[&Gift]) -> Result<Vec<Written>, sqlx::Error> {
        // The session comes back only after a commit: one that failed may hold anything.
        let (mut session, kept) = match self.conn.take() {
            Some(session) => (session, true),
            None => (self.connect().await?, false),
        };
        let attempt = session.write(&self.clock, gifts).await;
        let attempt = match attempt {
            // The server was restarted since: nobody's gift is at fault.
            Err(error) if kept && is_gone(&error) => {
                session = self.connect().await?;
                session.write(&self.clock, gifts).await
            }
            other => other,
        };
        let (posted, committed) = attempt?;
        match committed {
            Ok(()) => {
                self.conn = Some(session);
                count(posted.iter().map(|posted| &posted.outcome));
                Ok(posted
                    .into_iter()
                    .map(|posted| Ok(posted.outcome))
                    .collect())
            }
            Err(Failure::NotDone(error)) => Err(error),
            Err(Failure::Unknown(error)) => {
                tracing::warn!(
                    error = explained(&error),
                    gifts = gifts.len(),
                    "a commit was not answered"
                );
                Ok(self.find_out(posted).await)
            }
        }
    }

    /// What these gifts need and somebody holds now.
    pub(super) async fn held(&mut self, gifts: &[&Gift]) -> Result<HashSet<Need>, sqlx::Error> {
        let mut session = match self.conn.take() {
            Some(session) => session,
            None => self.connect().await?,
        };
        let asked = async {
            let mut tx = session.conn.begin().await?;
            let held = needs::held(&mut tx, gifts).await?;
            tx.rollback().await?;
            Ok(held)
        };
        let held = within(PATIENCE, asked).await?;
        self.conn = Some(session);
        Ok(held)
    }

    async fn connect(&self) -> Result<Session, sqlx::Error> {
        let conn = within(PATIENCE, self.options.connect()).await?;
        Ok(Session {
            conn,
            written: 0,
            renew_at: FIRST_RENEWAL,
            renewed: Instant::now(),
        })
    }

    /// What became of gifts whose commit was not answered. Those that would have left no key left
    /// nothing else either: their outcome stands.
    async fn find_out(&self, posted: Vec<Posted>) -> Vec<Written> {
        let keys: Vec<_> = posted.iter().flat_map(|it| it.keys.clone()).collect();
        let recorded = inbox::recorded(&self.options, &keys, LOOKING_UP).await;
        posted
            .into_iter()
            .map(|Posted { outcome, keys }| match &recorded {
                _ if keys.is_empty() => Ok(outcome),
                Ok(recorded) if keys.iter().all(|key| recorded.contains(key)) => Ok(outcome),
                Ok(_) => Err(Failure::NotDone(silence())),
                Err(_) => Err(Failure::Unknown(silence())),
            })
            .collect()
    }
}

impl Session {
    /// Writes gifts, and says what is known of the commit. Errors come before it.
    async fn write(
        &mut self,
        clock: &Clock,
        gifts: &[&Gift],
    ) -> Result<(Vec<Posted>, Result<(), Failure<sqlx::Error>>), sqlx::Error> {
        let recipients: usize = gifts.iter().map(|gift| gift.recipients.len()).sum();
        let beyond = u32::try_from(recipients.saturating_sub(SMALL)).unwrap_or(u32::MAX);
        let patience = PATIENCE.saturating_add(PATIENCE_PER_RECIPIENT.saturating_mul(beyond));
        self.renew_plans(gifts.len()).await?;
        let prepared = async {
            let mut tx = self.conn.begin().await?;
            let posted = post(&mut tx, clock, gifts).await?;
            Ok((tx, posted))
        };
        let (tx, posted) = within(patience, prepared).await?;
        Ok((posted, commit(tx).await))
    }

    /// Throws away the plans that this session keeps, those of foreign keys and triggers included: one
    /// that was made while a table was almost empty takes whatever index is at hand, and gets slower
    /// with every gift.
    async fn renew_plans(&mut self, gifts: usize) -> Result<(), sqlx::Error> {
        self.written += u64::try_from(gifts).unwrap_or_default();
        if self.written < self.renew_at && self.renewed.elapsed() < PLANS_LAST {
            return Ok(());
        }
        if self.written >= self.renew_at {
            let next = self.written.min(LAST_RENEWAL);
            self.renew_at = self.written + next;
        }
        self.renewed = Instant::now();
        let discard = sqlx::raw_sql("DISCARD PLANS").execute(&mut self.conn);
        within(PATIENCE, discard).await.map(drop)
    }
}

/// Whether a connection turns out to have been closed.
fn is_gone(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() != io::ErrorKind::TimedOut,
        // admin_shutdown, crash_shutdown, cannot_connect_now and the like.
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code.starts_with("57P")),
        _ => false,
    }
}

/// Whether the database is away, so that trying the next gift is in vain.
pub(super) fn is_away(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(_) | sqlx::Error::Tls(_)) || is_gone(error)
}

fn count<'o>(outcomes: impl Iterator<Item = &'o Outcome>) {
    for outcome in outcomes {
        let word = match outcome {
            Outcome::Given { .. } => "given",
            Outcome::AlreadyGiven => "already_given",
            Outcome::Short { .. } => "short",
        };
        counter!("plaudit_ledger_posts_total", "outcome" => word).increment(1);
    }
}
