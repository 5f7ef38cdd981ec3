//! The one who looks at the clock, and sees to it that what is due is done.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use metrics::counter;
use sqlx::{PgConnection, PgPool};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::plan::{Plan, plan};
use super::store::{self, Row, Unreadable};
use crate::clock::{Clock, Pauses, jitter, later};
use crate::explained::explained;
use crate::guarded::guarded;
use crate::ids::WorkspaceId;
use crate::vitals::Pulse;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose programme it belongs to.
    pub workspace: WorkspaceId,
    /// What is due, by its name.
    pub what: String,
    /// The zone by whose clocks it fell due.
    pub zone: String,
    /// When it fell due, which may be a while ago.
    pub at: Timestamp,
}

impl Due {
    /// The day on which it fell due, by the clocks of its zone.
    pub fn day(&self) -> Date {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        zone.to_datetime(self.at).date()
    }
}

/// Whoever does what is due.
pub trait Duties: Send + Sync {
    /// The kinds of things it can do.
    const KINDS: &'static [&'static str];

    /// Why it could not.
    type Error: std::error::Error + From<sqlx::Error> + Send + 'static;

    /// Brings the schedule in step with what is kept elsewhere. Once, before anything else.
    fn prepare(&self) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Does what is due, in the transaction that moves it on.
    fn perform(
        &self,
        conn: &mut PgConnection,
        due: &Due,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// The transaction has committed.
    fn committed(&self);
}

/// How often the keeper looks when nothing is due and nobody tells.
const POLL: Duration = Duration::from_secs(30);

/// The least time between two looks: what is due may be held by another replica.
const BREATH: Duration = Duration::from_millis(100);

/// Before what failed is tried again.
const PAUSES: Pauses = Pauses::new(Duration::from_mins(1), Duration::from_hours(1));

/// Looks at the clock until it is told to stop. Any number may share one database.
pub struct Keeper<D> {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// Who does what is due.
    pub duties: D,
    /// Told when something may be due earlier than it was.
    pub told: Arc<Notify>,
}

impl<D: Duties> Keeper<D> {
    /// Works until told to stop.
    pub async fn run(self, stop: CancellationToken, pulse: Pulse) {
        let mut prepared = false;
        while !stop.is_cancelled() {
            pulse.beat();
            if !prepared {
                match self.duties.prepare().await {
                    Ok(()) => prepared = true,
                    Err(error) => {
                        tracing::warn!(
                            error = explained(&error),
                            "the schedule may be out of step"
                        );
                    }
                }
            }
            let nap = match self.look().await {
                Ok(nap) => nap,
                Err(error) => {
                    tracing::warn!(error = explained(&error), "the schedule cannot be read");
                    POLL
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.told.notified() => {}
                () = tokio::time::sleep(nap) => {}
            }
        }
    }

    /// Does everything that is due. Returns how long there is nothing to do.
    async fn look(&self) -> Result<Duration, sqlx::Error> {
        look(&self.pool, &self.clock, &self.duties).await?;
        let mut conn = self.pool.acquire().await?;
        let next = store::next_look(&mut conn, &kinds::<D>()).await?;
        let wait = next.map_or(POLL, |at| {
            Duration::try_from(at.duration_since(self.clock.now())).unwrap_or_default()
        });
        // A little after the time, and not all replicas at once.
        Ok(wait
            .clamp(BREATH, POLL)
            .saturating_add(BREATH.mul_f64(jitter())))
    }
}

fn kinds<D: Duties>() -> Vec<String> {
    D::KINDS.iter().copied().map(str::to_owned).collect()
}

/// Does everything that is due and that nobody else is at, each thing in a transaction of its own.
pub async fn look<D: Duties>(pool: &PgPool, clock: &Clock, duties: &D) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    store::follow_zones(&mut tx, clock.now()).await?;
    tx.commit().await?;
    let kinds = kinds::<D>();
    loop {
        let now = clock.now();
        let mut tx = pool.begin().await?;
        let Some(row) = store::hold(&mut tx, &kinds, now).await? else {
            return Ok(());
        };
        match see_to(&mut tx, duties, &row, now).await {
            Ok(()) => {
                tx.commit().await?;
                duties.committed();
            }
            Err(reason) => {
                // Where even that fails, the connection ends, and the transaction with it.
                if let Err(error) = tx.rollback().await {
                    tracing::debug!(
                        error = explained(&error),
                        "what failed was not rolled back in order"
                    );
                }
                set_aside(pool, &row, now, &reason).await?;
            }
        }
    }
}

/// Does what a row asks for, and moves it on. Says why, if that could not be done.
async fn see_to<D: Duties>(
    conn: &mut PgConnection,
    duties: &D,
    row: &Row,
    now: Timestamp,
) -> Result<(), String> {
    let plan = planned(row, now).map_err(|unreadable| unreadable.to_string())?;
    store::advance(conn, row, plan.next)
        .await
        .map_err(|error| explained(&error))?;
    if plan.passed > 0 {
        tracing::warn!(
            workspace.id = %row.workspace, schedule.what = row.what, schedule.zone = row.zone,
            passed = plan.passed, since = %row.due_at, "nobody was there in time, and it is not made up for"
        );
        let passed = u64::try_from(plan.passed).unwrap_or_default();
        count(row, "passed", passed);
    }
    let Some(at) = plan.run else {
        return Ok(());
    };
    let due = Due {
        workspace: row.workspace,
        what: row.what.clone(),
        zone: row.zone.clone(),
        at,
    };
    // What panics here would do so again, and let nothing else be done.
    match guarded("schedule", duties.perform(conn, &due)).await {
        Ok(Ok(())) => {
            count(row, "done", 1);
            Ok(())
        }
        Ok(Err(error)) => Err(explained(&error)),
        Err(panicked) => Err(explained(&panicked)),
    }
}

fn planned(row: &Row, now: Timestamp) -> Result<Plan, Unreadable> {
    let (recurrence, zone) = store::understood(&row.spec, &row.zone)?;
    Ok(plan(&recurrence, &zone, row.due_at.0, now))
}

/// Lets a row wait, longer each time: a later release may read it, and what failed may be mended.
async fn set_aside(
    pool: &PgPool,
    row: &Row,
    now: Timestamp,
    reason: &str,
) -> Result<(), sqlx::Error> {
    tracing::error!(
        workspace.id = %row.workspace, schedule.what = row.what, schedule.zone = row.zone, reason,
        "what is due could not be done; `plaudit doctor` shows it"
    );
    count(row, "failed", 1);
    let until = later(now, PAUSES.after(row.failures.saturating_add(1)));
    let mut conn = pool.acquire().await?;
    store::set_aside(&mut conn, row, until, reason).await
}

fn count(row: &Row, outcome: &'static str, times: u64) {
    let kind = row.what.split(':').next().unwrap_or_default().to_owned();
    counter!("plaudit_schedule_total", "what" => kind, "outcome" => outcome).increment(times);
}
