//! What becomes of a redemption after a try: its state, what is told of it, and the end of the claim, in
//! one transaction.

use std::time::Duration;

use jiff::SignedDuration;
use sqlx::{Acquire, PgConnection};

use super::claim::{Claimed, begin_anew, promise};
use super::step::{Goods, Stepped};
use super::work::{Outcome, Waits};
use super::{Answer, Fulfiller};
use crate::clock::{jitter, later};
use crate::explained::explained;
use crate::policy::Actor;
use crate::queue::{self, End};
use crate::rewards::codes::{self, Taken};
use crate::rewards::voucher;
use crate::rewards::{self, Advance, Step, Teller, Trouble};
use crate::sealed::ENCRYPTION_KEY;

/// For how long a service is asked again that cannot, or does not say what it did.
const PATIENCE: SignedDuration = SignedDuration::from_secs(3 * 24 * 3600);

/// For how long a service may keep its promise to call back, and how often it is asked meanwhile.
const PROMISE: SignedDuration = SignedDuration::from_secs(30 * 24 * 3600);
const DAY: SignedDuration = SignedDuration::from_secs(24 * 3600);

/// The longest wait between two tries: nobody looks at a screen meanwhile.
const LONGEST: Duration = Duration::from_hours(1);

/// How long to wait for whoever holds the last codes.
const BUSY: Duration = Duration::from_secs(1);

/// How soon it is looked whether there is money by now.
const MONEY: SignedDuration = SignedDuration::from_mins(10);

impl Fulfiller {
    /// Records what a try came to.
    pub(super) async fn record(
        &self,
        claimed: &Claimed,
        outcome: &Outcome,
    ) -> Result<(), sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        let mut tx = conn.begin().await?;
        let teller = self.teller(&mut tx, claimed.ticket.workspace).await?;
        let stands = self.settle(&mut tx, claimed, outcome, &*teller).await?;
        if stands {
            tx.commit().await?;
            self.outbox.wake();
        }
        Ok(())
    }

    /// Returns whether what was done stands: where somebody else has taken over, only what cannot be
    /// undone does. The redemption is held before its place in the queue, as by whoever puts it in.
    async fn settle(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        outcome: &Outcome,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        let (ticket, now) = (&claimed.ticket, self.clock.now());
        let (answer, in_doubt) = match outcome {
            Outcome::Nothing => return ticket.settle(conn, now, End::Done, None).await,
            Outcome::ByCode => return self.by_code(conn, claimed, teller).await,
            Outcome::Panicked(panicked) => {
                let why = Trouble::Here(panicked.to_string());
                self.give_up(conn, claimed, &why, teller).await?;
                let why = why.to_string();
                return ticket.settle(conn, now, End::Dead, Some(&why)).await;
            }
            Outcome::Waits(waits) => {
                return self.wait_for_money(conn, claimed, waits, teller).await;
            }
            Outcome::NotYet { why, pause } => {
                // Whoever claims it next does not see that one ended in the middle.
                if claimed.abandoned.is_some() {
                    let why = why.to_string();
                    let ask = because(claimed, Step::Lose, &why);
                    self.step(conn, ask, teller).await?;
                }
                return self.not_yet(conn, claimed, why, *pause, teller).await;
            }
            Outcome::Answered { answer, in_doubt } => (answer, *in_doubt),
        };
        match answer {
            Answer::Delivered { code, reference } => {
                let goods = Goods {
                    code: code.as_ref(),
                    reference: reference.as_deref(),
                    keys: &[],
                };
                let which = (ticket.workspace, claimed.redemption);
                // Delivered is delivered, whoever holds the claim by now.
                self.deliver(conn, which, goods, teller).await?;
                ticket.settle(conn, now, End::Done, None).await?;
                Ok(true)
            }
            Answer::Later { reference, again } => {
                if let Some(reference) = reference {
                    let which = (ticket.workspace, claimed.redemption);
                    rewards::note_reference(conn, which, reference).await?;
                }
                promise(conn, ticket).await?;
                self.wait_for_call(conn, claimed, *again, teller).await
            }
            Answer::Refused(why) => self.fail(conn, claimed, why, teller).await,
            // What it promised stands.
            Answer::Unknown(_) | Answer::NotNow { .. } if claimed.promised => {
                self.wait_for_call(conn, claimed, None, teller).await
            }
            Answer::Unknown(why) => self.in_doubt(conn, claimed, why, None, teller).await,
            Answer::NotNow { why, pause } if in_doubt => {
                self.in_doubt(conn, claimed, why, *pause, teller).await
            }
            Answer::NotNow { why, pause } => self.not_yet(conn, claimed, why, *pause, teller).await,
        }
    }

    /// The service calls back. Calls get lost: it is asked once a day whether it has delivered meanwhile,
    /// and where it never says so, admins must look.
    async fn wait_for_call(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        again: Option<Duration>,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        let (ticket, now) = (&claimed.ticket, self.clock.now());
        let why = Trouble::Silent.to_string();
        if now >= later(claimed.since, PROMISE) {
            let ask = because(claimed, Step::Lose, &why);
            self.step(conn, ask, teller).await?;
            return ticket.settle(conn, now, End::Done, Some(&why)).await;
        }
        let wait = again.and_then(|it| it.try_into().ok()).unwrap_or(DAY);
        ticket.postpone(conn, later(now, wait), &why, false).await
    }

    /// It goes on once there is money for it, whenever that is: admins are told, and whoever redeemed it, and it is
    /// looked at again soon.
    async fn wait_for_money(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        waits: &Waits,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        let (ticket, now) = (&claimed.ticket, self.clock.now());
        voucher::warn(conn, now, ticket.workspace, waits.warning, teller).await?;
        let which = (ticket.workspace, claimed.redemption);
        voucher::tell_who_waits(conn, now, which, teller).await?;
        let until = later(now, MONEY);
        begin_anew(conn, ticket, until).await?;
        let why = (waits.why)().to_string();
        ticket.postpone(conn, until, &why, false).await
    }

    /// Records that it is not delivered: it is tried again for as long as that makes sense.
    async fn not_yet(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        why: &Trouble,
        pause: Option<Duration>,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        if self.is_over(claimed) {
            self.fail(conn, claimed, why, teller).await
        } else {
            self.postpone(conn, claimed, why, pause).await
        }
    }

    /// Whether it was tried for long enough.
    fn is_over(&self, claimed: &Claimed) -> bool {
        self.clock.now() >= later(claimed.since, PATIENCE)
    }

    /// Waits for the next try.
    async fn postpone(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        why: &Trouble,
        pause: Option<Duration>,
    ) -> Result<bool, sqlx::Error> {
        let ticket = &claimed.ticket;
        let wait = match pause.map(SignedDuration::try_from) {
            Some(Ok(pause)) => pause,
            _ => queue::backoff_up_to(LONGEST, ticket.attempts, jitter()),
        };
        let until = later(self.clock.now(), wait);
        tracing::info!(
            redemption.id = %claimed.redemption,
            reason = %why,
            "a reward is not delivered yet"
        );
        ticket.postpone(conn, until, &why.to_string(), true).await
    }

    /// Whether it is delivered nobody knows: it is asked again for as long as that makes sense.
    async fn in_doubt(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        why: &Trouble,
        pause: Option<Duration>,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        let reason = why.to_string();
        let ask = because(claimed, Step::Lose, &reason);
        self.step(conn, ask, teller).await?;
        if self.is_over(claimed) {
            let (ticket, now) = (&claimed.ticket, self.clock.now());
            ticket.settle(conn, now, End::Done, Some(&reason)).await
        } else {
            self.postpone(conn, claimed, why, pause).await
        }
    }

    /// The work on it ended nobody knows where: what had begun is in doubt, and what had not is failed.
    async fn give_up(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        why: &Trouble,
        teller: &dyn Teller,
    ) -> Result<(), sqlx::Error> {
        let why = why.to_string();
        for step in [Step::Lose, Step::Fail] {
            let ask = because(claimed, step, &why);
            if matches!(self.step(conn, ask, teller).await?, Stepped::Done) {
                break;
            }
        }
        Ok(())
    }

    /// It cannot be delivered as things are. Somebody who looks may know better.
    async fn fail(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        why: &Trouble,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        let why = why.to_string();
        let ask = because(claimed, Step::Fail, &why);
        self.step(conn, ask, teller).await?;
        let (ticket, now) = (&claimed.ticket, self.clock.now());
        ticket.settle(conn, now, End::Done, Some(&why)).await
    }

    /// Takes a code, and tells its member.
    async fn by_code(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        teller: &dyn Teller,
    ) -> Result<bool, sqlx::Error> {
        match self.give_code(conn, claimed, teller).await? {
            // Fulfilled meanwhile, or not to be fulfilled any more, it takes none.
            Given::Code | Given::Ended => {
                let now = self.clock.now();
                claimed.ticket.settle(conn, now, End::Done, None).await?;
                Ok(true)
            }
            Given::Closed(why) => self.not_yet(conn, claimed, &why, None, teller).await,
            Given::Busy => {
                let why = &Trouble::Busy;
                self.not_yet(conn, claimed, why, Some(BUSY), teller).await
            }
            Given::Nothing => self.fail(conn, claimed, &Trouble::NoCode, teller).await,
        }
    }

    async fn give_code(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        teller: &dyn Teller,
    ) -> Result<Given, sqlx::Error> {
        let Some(sealer) = &self.sealer else {
            return Ok(Given::Closed(Trouble::NoKey(ENCRYPTION_KEY)));
        };
        let workspace = claimed.ticket.workspace;
        let redemption = rewards::by_id(conn, workspace, claimed.redemption).await?;
        let redemption = redemption.ok_or(sqlx::Error::RowNotFound)?;
        let mut attempt = conn.begin().await?;
        let code = match codes::take(&mut attempt, sealer, &redemption).await? {
            Taken::Code(code) => code,
            Taken::Closed(error) => {
                attempt.rollback().await?;
                tracing::error!(
                    redemption.id = %redemption.id,
                    error = explained(&error),
                    "a code does not open"
                );
                return Ok(Given::Closed(Trouble::Closed(ENCRYPTION_KEY)));
            }
            Taken::Busy => return Ok(Given::Busy),
            Taken::Nothing => return Ok(Given::Nothing),
        };
        let goods = Goods {
            code: Some(&code),
            ..Goods::default()
        };
        let which = (workspace, redemption.id);
        match self.fulfil(&mut attempt, which, goods, teller).await? {
            Stepped::Done => {
                attempt.commit().await?;
                Ok(Given::Code)
            }
            Stepped::Repeated | Stepped::Stands(_) => {
                attempt.rollback().await?;
                Ok(Given::Ended)
            }
        }
    }
}

/// What became of a redemption that a code is for.
enum Given {
    /// It got one.
    Code,
    /// It is delivered already, or came to nothing.
    Ended,
    /// The next one does not open.
    Closed(Trouble),
    /// What there is, others are taking.
    Busy,
    /// There is none.
    Nothing,
}

/// A step, and why.
fn because<'a>(claimed: &Claimed, step: Step, why: &'a str) -> Advance<'a> {
    let (workspace, redemption) = (claimed.ticket.workspace, claimed.redemption);
    Advance {
        reason: Some(why),
        ..Advance::new(workspace, redemption, step, &Actor::System)
    }
}
