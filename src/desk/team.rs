//! News about the team and its people.

use super::{Desk, DeskError};
use crate::chat::{Inbound, Profile, Reply, Standing};
use crate::database::commit;
use crate::people;
use crate::workspace::{self, Connected};

impl Desk {
    /// Somebody joined, left, or changed.
    pub(super) async fn person_changed(
        &self,
        connected: &Connected,
        profile: &Profile,
    ) -> Result<Reply, DeskError> {
        let mut tx = self.pool.begin().await?;
        // Whoever is of another organisation becomes no member by what their platform tells.
        if profile.standing == Standing::Outsider
            && people::find(&mut tx, &profile.identity).await?.is_none()
        {
            return Ok(Reply::Nothing);
        }
        let recorded = people::record(&mut tx, &self.clock, connected.workspace(), profile).await?;
        commit(tx).await?;
        if recorded.changed {
            self.directory.forget();
        }
        Ok(Reply::Nothing)
    }

    /// The bot was removed, or its token revoked: both may be told, in either order.
    pub(super) async fn disconnected(&self, connected: &Connected) -> Result<Reply, DeskError> {
        let connection = &connected.connection;
        let mut tx = self.pool.begin().await?;
        let reason = "the app was removed, or its token revoked";
        workspace::mark_dead(&mut tx, &self.clock, &connection.installation, reason).await?;
        commit(tx).await?;
        self.workspaces.forget();
        let team = &connection.installation.team;
        tracing::warn!(team.id = team, reason, "disconnected");
        Ok(Reply::Nothing)
    }

    /// A conversation was given another id.
    pub(super) async fn place_moved(
        &self,
        connected: &Connected,
        inbound: &Inbound,
        to: &str,
    ) -> Result<Reply, DeskError> {
        if let Some(place) = &inbound.place {
            let mut tx = self.pool.begin().await?;
            workspace::move_channel(&mut tx, connected.workspace(), place, to).await?;
            commit(tx).await?;
            self.workspaces.forget();
        }
        Ok(Reply::Nothing)
    }
}
