//! What is told of rewards without anybody asking: a wish that is within reach, a decision that is
//! waited for.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::{Desk, DeskError};
use crate::clock::{earlier, later, minutes};
use crate::guarded::guarded;
use crate::ids::WorkspaceId;
use crate::letters::{RewardLetters, to_themselves};
use crate::outbox;
use crate::people;
use crate::queue::{PUT_OFF, conclude, outcome};
use crate::rewards::{self, Granted, Overdue, Redemption, State, catalog};
use crate::settings::{self, Settings};
use crate::wording;

/// How many are told at a time: more are told the next time.
const AT_A_TIME: usize = 500;

/// How many requests are looked through for somebody else who is to be asked by now.
const ASKED_ANEW: i64 = 100;

impl Desk {
    /// Tells whoever waits for news of rewards. What cannot be told keeps nobody else waiting.
    pub async fn tell_reward_news(&self) -> Result<(), DeskError> {
        // What is put off is looked at again the next time, and not before.
        let before = self.clock.now();
        for _ in 0..AT_A_TIME {
            if !self.grant_a_wish(before).await? {
                break;
            }
        }
        let trouble = "nobody is asked, or reminded, of what waits for a decision";
        self.in_each_programme(trouble, |workspace| async move {
            // Neither keeps the other from being done.
            let asked = self.ask_anew(workspace).await;
            let reminded = self.remind(workspace).await;
            asked.and(reminded)
        })
        .await?;
        self.outbox.wake();
        Ok(())
    }

    /// Tells one member of one wish that came true. False when there is none.
    async fn grant_a_wish(&self, before: Timestamp) -> Result<bool, DeskError> {
        let mut tx = self.pool.begin().await?;
        let Some(granted) = rewards::granted(&mut tx, before).await? else {
            return Ok(false);
        };
        let told = outcome(guarded("wishes", self.tell_of_wish(&mut tx, &granted)).await);
        let told = told.unwrap_or_else(|reason| {
            tracing::error!(reward.id = %granted.item, error = reason, "a wish is not told of");
            false
        });
        if told {
            tx.commit().await?;
            return Ok(true);
        }
        drop(tx);
        let (mut conn, now) = (self.pool.acquire().await?, self.clock.now());
        rewards::put_off(&mut conn, &granted, later(now, minutes(1))).await?;
        Ok(true)
    }

    /// False where the item is not offered to them, as of today.
    async fn tell_of_wish(
        &self,
        conn: &mut PgConnection,
        granted: &Granted,
    ) -> Result<bool, DeskError> {
        let item = catalog::by_id(conn, granted.workspace, granted.item).await?;
        let members = people::by_ids(conn, granted.workspace, &[granted.member]).await?;
        let (Some(item), Some(member)) = (item, members.first()) else {
            return Ok(true);
        };
        let settings = settings::load(conn, granted.workspace).await?;
        let now = self.clock.now();
        let today = settings.day(now);
        let known = people::known(conn, granted.workspace, &[granted.member]).await?;
        let offered = known
            .first()
            .is_some_and(|known| rewards::is_offered_to(&item, member, known, today));
        if !offered {
            return Ok(false);
        }
        let letter = to_themselves(member, &settings, |words| {
            wording::wish_come_true(words, &item)
        });
        outbox::enqueue(conn, now, letter.as_slice()).await?;
        Ok(true)
    }

    /// Asks whoever is to decide by now and was not asked, the oldest first.
    async fn ask_anew(&self, workspace: WorkspaceId) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        let open = rewards::open(&mut conn, workspace, &[State::Requested], ASKED_ANEW).await?;
        if open.is_empty() {
            return Ok(());
        }
        let letters = RewardLetters::new(settings::load(&mut conn, workspace).await?);
        for redemption in open {
            let asked = self.ask_of(&mut conn, &letters, &redemption);
            if let Err(reason) = outcome(guarded("redemptions", asked).await) {
                tracing::error!(
                    redemption.id = %redemption.id, error = reason,
                    "nobody could be asked to decide; it is tried again"
                );
            }
        }
        Ok(())
    }

    async fn ask_of(
        &self,
        conn: &mut PgConnection,
        letters: &RewardLetters,
        redemption: &Redemption,
    ) -> Result<(), DeskError> {
        let now = self.clock.now();
        let asked = letters.ask(conn, redemption, now).await?;
        Ok(outbox::enqueue(conn, now, &asked).await?)
    }

    /// Reminds whoever decides of what has waited for days; after some more, the admins read it, too.
    async fn remind(&self, workspace: WorkspaceId) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        let settings = Arc::new(settings::load(&mut conn, workspace).await?);
        drop(conn);
        for _ in 0..AT_A_TIME {
            if !self.remind_of_redemption(workspace, &settings).await? {
                break;
            }
        }
        Ok(())
    }

    /// Reminds whoever decides of one redemption. False when there is none.
    async fn remind_of_redemption(
        &self,
        workspace: WorkspaceId,
        settings: &Arc<Settings>,
    ) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let before = earlier(now, days(settings.rewards_remind_days));
        let mut tx = self.pool.begin().await?;
        let overdue = rewards::take_overdue(&mut tx, workspace, before, now).await?;
        let Some(overdue) = overdue else {
            return Ok(false);
        };
        let id = overdue.redemption;
        let reminding = self.remind_to_decide(&mut tx, settings, (workspace, &overdue), now);
        let told = guarded("redemptions", reminding).await;
        if let Err(reason) = conclude(tx, told).await? {
            tracing::error!(
                redemption.id = %id, error = reason,
                "nobody could be reminded to decide; it is tried again"
            );
            let mut conn = self.pool.acquire().await?;
            // As if they had been so long ago that it is due again soon.
            let at = later(before, PUT_OFF);
            rewards::remind_later(&mut conn, (workspace, id), before, at).await?;
        }
        Ok(true)
    }

    async fn remind_to_decide(
        &self,
        conn: &mut PgConnection,
        settings: &Arc<Settings>,
        (workspace, overdue): (WorkspaceId, &Overdue),
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let letters = RewardLetters {
            settings: Arc::clone(settings),
            near: None,
        };
        let which = (workspace, overdue.redemption);
        let escalated = is_older(overdue.requested_at.0, settings, now);
        let told = letters.reminder(conn, which, now, escalated).await?;
        Ok(outbox::enqueue(conn, now, &told).await?)
    }
}

fn is_older(at: Timestamp, settings: &Settings, now: Timestamp) -> bool {
    now.duration_since(at) >= days(settings.rewards_escalate_days)
}

fn days(count: u16) -> SignedDuration {
    minutes(i64::from(count) * 24 * 60)
}
