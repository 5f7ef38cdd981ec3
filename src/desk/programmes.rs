//! What is done in every programme, without anybody asking.

use std::error::Error;

use super::{Desk, DeskError};
use crate::guarded::guarded;
use crate::ids::WorkspaceId;
use crate::queue::outcome;
use crate::workspace;

impl Desk {
    /// Acts in one programme after the other. What goes wrong in one keeps no other waiting: the log tells
    /// of the `trouble`.
    pub(super) async fn in_each_programme<F, E>(
        &self,
        trouble: &'static str,
        act: impl Fn(WorkspaceId) -> F,
    ) -> Result<(), DeskError>
    where
        F: Future<Output = Result<(), E>>,
        E: Error + 'static,
    {
        let mut conn = self.pool.acquire().await?;
        let workspaces = workspace::all(&mut conn).await?;
        drop(conn);
        for (workspace, _) in workspaces {
            if let Err(reason) = outcome(guarded("programmes", act(workspace)).await) {
                tracing::warn!(workspace.id = %workspace, error = reason, "{trouble}");
            }
        }
        Ok(())
    }
}
