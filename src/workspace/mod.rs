//! Workspaces and the teams connected to them.

mod cache;
mod connect;
mod places;
mod store;

use uuid::Uuid;

pub use cache::{Connected, Workspaces};
pub use connect::{AssignError, Assigned, Home, NewConnection, Team, assign, connect, teams};
pub use places::{known_place, named_place, record_place};
pub use store::{all, connection, connections, mark_dead, move_channel};

use crate::chat::{Identity, Platform};

/// A team or tenant connected to a workspace.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The platform.
    pub platform: Platform,
    /// The team or tenant.
    pub team: String,
    /// The workspace it belongs to.
    pub workspace: Uuid,
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
        Identity::new(self.platform, &self.team, &self.bot_user)
    }
}
