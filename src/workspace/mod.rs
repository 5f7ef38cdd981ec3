//! Workspaces and the teams connected to them.

mod assign;
mod cache;
mod connect;
mod invitation;
mod places;
mod store;

pub use assign::{AssignError, Assigned, Home, assign};
pub use cache::{Connected, Workspaces};
pub use connect::{NewConnection, Team, connect, teams};
pub use invitation::{Redeemed, VALID_FOR, invite, redeem};
pub use places::{known_place, named_place, named_places, record_names, record_place};
pub use store::{all, connection, connections, mark_dead, move_channel, name};

use crate::chat::{Identity, Installation};
use crate::ids::WorkspaceId;

/// An installation of the app, and what we know of it.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The installation.
    pub installation: Installation,
    /// The workspace it belongs to.
    pub workspace: WorkspaceId,
    /// The bot's own account there.
    pub bot_user: String,
    /// The bot's other name, which marks messages as its own.
    pub bot_id: Option<String>,
    /// Why the platform refuses us, while it does.
    pub dead_reason: Option<String>,
}

impl Connection {
    /// The bot itself.
    pub fn bot(&self) -> Identity {
        self.installation.account(&self.bot_user)
    }
}
