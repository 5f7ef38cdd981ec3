//! Points that expire: their members are told, and told again, and then they do.

use metrics::counter;

use super::{Desk, DeskError};
use crate::guarded::guarded;
use crate::ids::{MemberId, WorkspaceId};
use crate::letters::told_of_expiry;
use crate::outbox;
use crate::queue::outcome;
use crate::rewards;
use crate::settings;

/// How many members' points expire at a time: the others' do the next time.
const AT_A_TIME: i64 = 1000;

/// How many rounds of announcements are made at a time.
const ROUNDS: usize = 100;

impl Desk {
    /// Announces which points expire soon, and lets those expire whose day has come. What goes wrong in
    /// one programme, or for one member, keeps no other waiting.
    pub async fn expire_points(&self) -> Result<(), DeskError> {
        let trouble = "points do not expire as they should";
        self.in_each_programme(trouble, |workspace| async move {
            // Neither keeps the other from being done.
            let announced = self.announce_expiry(workspace).await;
            let expired = self.expire_due(workspace).await;
            announced.and(expired)
        })
        .await?;
        self.outbox.wake();
        Ok(())
    }

    async fn announce_expiry(&self, workspace: WorkspaceId) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        let known = settings::load(&mut conn, workspace).await?;
        drop(conn);
        // Most programmes let points last, and are not held for it.
        if known.rewards_expiry_months == 0 {
            return Ok(());
        }
        for _ in 0..ROUNDS {
            let mut tx = self.pool.begin().await?;
            let settings = settings::load_to_change(&mut tx, workspace).await?;
            let now = self.clock.now();
            let Some(announced) = rewards::announce(&mut tx, now, workspace, &settings).await?
            else {
                break;
            };
            let letters = announced.iter();
            let letters =
                letters.filter_map(|it| told_of_expiry(&it.member, &settings, &it.expiring));
            let letters: Vec<_> = letters.collect();
            outbox::enqueue(&mut tx, now, &letters).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn expire_due(&self, workspace: WorkspaceId) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        let settings = settings::load(&mut conn, workspace).await?;
        let today = settings.day(self.clock.now());
        let due = rewards::due(&mut conn, workspace, today, AT_A_TIME).await?;
        drop(conn);
        for member in due {
            match outcome(guarded("expiry", self.expire_of(workspace, member)).await) {
                Ok(points) => counter!("plaudit_points_expired_total")
                    .increment(u64::try_from(points).unwrap_or_default()),
                Err(reason) => tracing::error!(
                    workspace.id = %workspace,
                    member.id = %member,
                    error = reason,
                    "points of a member do not expire"
                ),
            }
        }
        Ok(())
    }

    async fn expire_of(&self, workspace: WorkspaceId, member: MemberId) -> Result<i64, DeskError> {
        let mut tx = self.pool.begin().await?;
        let settings = settings::load_to_change(&mut tx, workspace).await?;
        let of = (workspace, member);
        let points = rewards::expire(&mut tx, &self.clock, &settings, of).await?;
        tx.commit().await?;
        Ok(points)
    }
}
