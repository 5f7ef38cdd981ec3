//! What people are told at times that recur. What is due begins a round; rounds are worked off step by step, each a
//! transaction in which whoever is told is noted. A nudge is a file here, and a line in [`Desk::step`].

mod celebrations;
mod channel;
mod digest;
mod preview;
mod thanking;
mod welcome;

use jiff::Timestamp;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use metrics::counter;
use sqlx::{Acquire, PgConnection};

use super::{Desk, DeskError};
use crate::explained::explained;
use crate::guarded::guarded;
use crate::holidays::{self, Hours, Place};
use crate::ids::{MemberId, WorkspaceId};
use crate::nudges::{self, Newcomers, Round};
use crate::outbox::{self, Letter};
use crate::people::{self, Member};
use crate::queue::outcome;
use crate::schedule;
use crate::settings::{self, Nudge, Settings};

pub use preview::{Preview, Remark, preview};

/// What a step of a round goes by.
struct Step<'a> {
    round: &'a Round,
    nudge: Nudge,
    settings: &'a Settings,
    hours: &'a Hours,
    /// Since when the nudge is on.
    since: Timestamp,
    now: Timestamp,
}

impl Step<'_> {
    /// Whether a date fell due after the nudge was turned on: what is new tells of nothing that was before.
    fn is_on_since(&self, date: Date) -> bool {
        let zone = TimeZone::get(&self.round.zone).unwrap_or(TimeZone::UTC);
        let hour = zone.to_datetime(self.round.began_at).time();
        schedule::instant(date.to_datetime(hour), &zone).is_some_and(|at| at >= self.since)
    }

    /// Where everybody is, as far as what is posted goes.
    fn everywhere(&self) -> Place {
        Place {
            zone: self.settings.time_zone.clone(),
            country: None,
        }
    }
}

/// Somebody who may be told, and where they are.
struct Resident {
    member: Member,
    place: Place,
}

/// What a step came to.
enum Outcome {
    /// There is nobody left.
    Over,
    /// The next one begins behind this member.
    Reached(MemberId),
}

/// How many steps of a round are done before the others have their turn.
const IN_A_TURN: usize = 5;

/// How much of a round is left after its turn.
enum Left {
    /// More steps.
    Some,
    /// Nothing for us: it is over, or in somebody else's hands.
    Nothing,
}

impl Desk {
    /// Works all rounds off, in turns: one that goes through everybody keeps no other waiting, nor does what goes
    /// wrong in one.
    pub async fn run_nudges(&self) -> Result<(), DeskError> {
        let mut done = Vec::new();
        loop {
            let mut conn = self.pool.acquire().await?;
            let mut rounds = nudges::under_way(&mut conn).await?;
            drop(conn);
            rounds.retain(|round| !done.iter().any(|it| round.is(it)));
            let mut goes_on = false;
            for round in rounds {
                match self.take_turn(&round).await {
                    Left::Some => goes_on = true,
                    Left::Nothing => done.push(round),
                }
            }
            if !goes_on {
                return Ok(());
            }
        }
    }

    async fn take_turn(&self, round: &Round) -> Left {
        let Some(nudge) = round.nudge else {
            return Left::Nothing;
        };
        let reason = match outcome(guarded("nudges", self.work_on(round, nudge)).await) {
            Ok(left) => return left,
            Err(reason) => reason,
        };
        tracing::warn!(
            workspace.id = %round.workspace, nudge = %nudge, zone = round.zone, reason,
            "a nudge waits"
        );
        count(nudge, "failed", 1);
        Left::Nothing
    }

    async fn work_on(&self, round: &Round, nudge: Nudge) -> Result<Left, DeskError> {
        let mut conn = self.pool.acquire().await?;
        let settings = settings::load(&mut conn, round.workspace).await?;
        let hours = working_days(&mut conn, round.workspace).await?;
        drop(conn);
        for _ in 0..IN_A_TURN {
            let now = self.clock.now();
            let mut tx = self.pool.begin().await?;
            let Some(round) = nudges::hold(&mut tx, round).await? else {
                return Ok(Left::Nothing);
            };
            let since = nudges::on_since(&mut tx, &round).await?;
            let outcome = match since {
                Some(since) if now <= round.ends() => {
                    let step = Step {
                        round: &round,
                        nudge,
                        settings: &settings,
                        hours: &hours,
                        since,
                        now,
                    };
                    self.step(&mut tx, &step).await?
                }
                _ => {
                    tracing::info!(
                        workspace.id = %round.workspace, nudge = %nudge, zone = round.zone,
                        "a nudge came too late, or was turned off"
                    );
                    count(nudge, "passed", 1);
                    Outcome::Over
                }
            };
            let reached = match outcome {
                Outcome::Over => None,
                Outcome::Reached(member) => Some(member),
            };
            nudges::advance(&mut tx, &round, reached).await?;
            tx.commit().await?;
            self.outbox.wake();
            if reached.is_none() {
                return Ok(Left::Nothing);
            }
        }
        Ok(Left::Some)
    }

    async fn step(&self, conn: &mut PgConnection, step: &Step<'_>) -> Result<Outcome, DeskError> {
        if step.nudge.is_private() {
            // Where nobody is new, nobody need be looked at.
            if step.nudge == Nudge::Hello && nobody_is_new(conn, step).await? {
                return Ok(Outcome::Over);
            }
            return self.go_on(conn, step).await;
        }
        let letters = match step.nudge {
            Nudge::Digest => self.post_digest(conn, step).await?,
            Nudge::Welcome => self.welcome_newcomers(conn, step).await?,
            Nudge::Celebrations => self.celebrate(conn, step).await?,
            Nudge::TeamDigest
            | Nudge::Thanking
            | Nudge::Hello
            | Nudge::OwnCelebrations
            | Nudge::CelebrationChoice => Vec::new(),
        };
        self.send(conn, step, &letters).await?;
        Ok(Outcome::Over)
    }

    /// Looks at the next residents. Whoever cannot be read is passed over, and harms no other; who is held by somebody
    /// else for a moment is told the next time, with the others.
    async fn go_on(&self, conn: &mut PgConnection, step: &Step<'_>) -> Result<Outcome, DeskError> {
        let own = step.settings.zone_name();
        let ids = nudges::residents(conn, step.round, step.round.zone == own).await?;
        let Some(last) = ids.last() else {
            return Ok(Outcome::Over);
        };
        if let Err(error) = self.tell(conn, step, &ids).await {
            if error.is_held() {
                return Err(error);
            }
            tracing::debug!(
                error = explained(&error),
                "some are told a nudge one by one"
            );
            let mut failed = Vec::new();
            for id in &ids {
                if let Err(error) = self.tell(conn, step, &[*id]).await {
                    if error.is_held() {
                        return Err(error);
                    }
                    tracing::warn!(member.id = %id, nudge = %step.nudge, error = explained(&error), "a nudge fails");
                    failed.push(error);
                }
            }
            count(step.nudge, "failed", failed.len());
            // What fails for everybody will not do so for ever.
            if failed.len() == ids.len() {
                return Err(failed.pop().unwrap_or(error));
            }
        }
        Ok(Outcome::Reached(*last))
    }

    /// Tells some residents, or nobody of them.
    async fn tell(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        ids: &[MemberId],
    ) -> Result<(), DeskError> {
        let mut part = conn.begin().await?;
        let letters = match step.nudge {
            Nudge::TeamDigest => self.team_digests(&mut part, step, ids).await?,
            Nudge::Hello => self.say_hello(&mut part, step, ids).await?,
            Nudge::Thanking => self.ask_the_silent(&mut part, step, ids).await?,
            Nudge::OwnCelebrations => self.celebrate_alone(&mut part, step, ids).await?,
            Nudge::CelebrationChoice => self.ask_of_days(&mut part, step, ids).await?,
            Nudge::Digest | Nudge::Welcome | Nudge::Celebrations => Vec::new(),
        };
        self.send(&mut part, step, &letters).await?;
        Ok(part.commit().await?)
    }

    async fn send(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        letters: &[Letter],
    ) -> Result<(), DeskError> {
        outbox::enqueue(conn, step.now, letters).await?;
        count(step.nudge, "told", letters.len());
        Ok(())
    }
}

/// On which days people are told anything.
async fn working_days(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Hours, sqlx::Error> {
    Ok(Hours {
        at: time(0, 0, 0, 0),
        skip_weekends: true,
        holidays: holidays::all(conn, workspace).await?,
    })
}

async fn nobody_is_new(conn: &mut PgConnection, step: &Step<'_>) -> Result<bool, DeskError> {
    let new = nudges::newcomers(conn, step.round, step.nudge, step.since).await?;
    Ok(matches!(new, Newcomers::Some(new) if new.is_empty()))
}

/// These members, as far as they are here, with where they are.
async fn located(
    conn: &mut PgConnection,
    step: &Step<'_>,
    ids: &[MemberId],
) -> Result<Vec<Resident>, DeskError> {
    let whose = (step.round.workspace, ids);
    let mut places = holidays::places(conn, whose, &step.settings.time_zone).await?;
    let members = people::by_ids(conn, step.round.workspace, ids).await?;
    let here = members.into_iter().filter(|member| member.active);
    let resident = here.filter_map(|member| {
        let place = places.remove(&member.id)?;
        Some(Resident { member, place })
    });
    Ok(resident.collect())
}

fn count(nudge: Nudge, outcome: &'static str, times: usize) {
    let times = u64::try_from(times).unwrap_or_default();
    counter!("plaudit_nudges_total", "nudge" => nudge.as_str(), "outcome" => outcome)
        .increment(times);
}
