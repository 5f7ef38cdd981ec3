//! Who has something left to give is told before it is gone.

use jiff::Zoned;

use super::{Desk, DeskError};
use crate::explained::explained;
use crate::ids::{MemberId, WorkspaceId};
use crate::kudos;
use crate::letters::told_of_allowance;
use crate::outbox;
use crate::people;
use crate::settings::{self, Settings};
use crate::workspace;

/// How many are told in one transaction, and in how many of them at a time.
const AT_ONCE: i64 = 100;
const ROUNDS: usize = 50;

impl Desk {
    /// Tells whoever has something left to give shortly before the allowance starts anew. What goes wrong
    /// in one programme keeps no other waiting.
    pub async fn remind_of_allowances(&self) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        let workspaces = workspace::all(&mut conn).await?;
        for (workspace, _) in workspaces {
            let settings = settings::load(&mut conn, workspace).await?;
            let Some(end) = kudos::unused_ends(&settings, self.clock.now()) else {
                continue;
            };
            if let Err(error) = self.remind_of_unused(workspace, &settings, &end).await {
                tracing::warn!(
                    workspace.id = %workspace,
                    error = explained(&error),
                    "nobody is reminded of what they have left to give"
                );
            }
        }
        self.outbox.wake();
        Ok(())
    }

    async fn remind_of_unused(
        &self,
        workspace: WorkspaceId,
        settings: &Settings,
        end: &Zoned,
    ) -> Result<(), DeskError> {
        for _ in 0..ROUNDS {
            let now = self.clock.now();
            // Never once it is over: the one after has hardly begun.
            if now >= end.timestamp() {
                break;
            }
            let mut tx = self.pool.begin().await?;
            let unused = kudos::take_unused(&mut tx, workspace, settings, now, AT_ONCE).await?;
            if unused.is_empty() {
                break;
            }
            let ids: Vec<MemberId> = unused.iter().map(|it| it.member).collect();
            let members = people::by_ids(&mut tx, workspace, &ids).await?;
            let letters = unused.iter().filter_map(|it| {
                let member = members.iter().find(|member| member.id == it.member)?;
                told_of_allowance(member, settings, it.left, end)
            });
            let letters: Vec<_> = letters.collect();
            outbox::enqueue(&mut tx, now, &letters).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
