//! Who has something left to give is told before it is gone.

use super::{Desk, DeskError};
use crate::ids::{MemberId, WorkspaceId};
use crate::kudos;
use crate::letters::told_of_allowance;
use crate::outbox;
use crate::people;
use crate::settings;

/// How many are told in one transaction, and in how many of them at a time.
const AT_ONCE: i64 = 100;
const ROUNDS: usize = 50;

impl Desk {
    /// Tells whoever has something left to give shortly before the allowance starts anew. What goes wrong
    /// in one programme, or with one member, keeps no other waiting.
    pub async fn remind_of_allowances(&self) -> Result<(), DeskError> {
        let trouble = "nobody is reminded of what they have left to give";
        self.in_each_programme(trouble, |workspace| self.remind_of_unused(workspace))
            .await?;
        self.outbox.wake();
        Ok(())
    }

    async fn remind_of_unused(&self, workspace: WorkspaceId) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        let settings = settings::load(&mut conn, workspace).await?;
        drop(conn);
        let Some(end) = kudos::unused_ends(&settings, self.clock.now()) else {
            return Ok(());
        };
        for _ in 0..ROUNDS {
            let now = self.clock.now();
            // Never once it is over: the one after has hardly begun.
            if now >= end.timestamp() {
                break;
            }
            let mut tx = self.pool.begin().await?;
            let unused = kudos::take_unused(&mut tx, workspace, &settings, now, AT_ONCE).await?;
            if unused.is_empty() {
                break;
            }
            let ids: Vec<MemberId> = unused.iter().map(|it| it.member).collect();
            // Who cannot be read is passed over.
            let members = people::legible(&mut tx, workspace, &ids).await?;
            let letters = unused.iter().filter_map(|it| {
                let member = members.iter().find(|member| member.id == it.member)?;
                told_of_allowance(member, &settings, it.left, &end)
            });
            let letters: Vec<_> = letters.collect();
            outbox::enqueue(&mut tx, now, &letters).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
