//! Whose a sealed value is.

use std::fmt;

use crate::ids::WorkspaceId;

/// Whose a sealed value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A workspace's.
    Workspace(WorkspaceId),
    /// The server's own, whatever workspaces it has.
    Server,
}

impl Owner {
    /// The id that stands for it: no workspace has that of the server.
    pub(super) fn id(self) -> WorkspaceId {
        match self {
            Self::Workspace(workspace) => workspace,
            Self::Server => WorkspaceId::nil(),
        }
    }

    /// Whom an id stands for.
    pub(super) fn of(id: WorkspaceId) -> Self {
        if id == WorkspaceId::nil() {
            Self::Server
        } else {
            Self::Workspace(id)
        }
    }
}

impl From<WorkspaceId> for Owner {
    fn from(workspace: WorkspaceId) -> Self {
        Self::Workspace(workspace)
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workspace(workspace) => write!(f, "the workspace {workspace}"),
            Self::Server => f.write_str("the server"),
        }
    }
}
