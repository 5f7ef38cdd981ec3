//! What every delivery needs first, kept at hand: the team's connection and its settings.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use sqlx::PgPool;
use uuid::Uuid;

use super::{Connection, store};
use crate::chat::Platform;
use crate::settings::{self, Settings};

/// A connection with the settings of its workspace.
#[derive(Clone, Debug)]
pub struct Connected {
    /// The connection.
    pub connection: Connection,
    /// The workspace's settings.
    pub settings: Arc<Settings>,
}

impl Connected {
    /// The workspace.
    pub fn workspace(&self) -> Uuid {
        self.connection.workspace
    }
}

/// Connections and settings, remembered for seconds at most.
///
/// Changes are announced between processes and [forgotten](Workspaces::forget) at once; the bound on
/// age covers an announcement that was lost.
#[derive(Clone)]
pub struct Workspaces {
    pool: PgPool,
    teams: Cache<(Platform, String), Option<Arc<Connected>>>,
}

const MAX_AGE: Duration = Duration::from_secs(5);

impl Workspaces {
    /// An empty cache over `pool`.
    pub fn new(pool: PgPool) -> Self {
        let teams = Cache::builder()
            .max_capacity(10_000)
            .time_to_live(MAX_AGE)
            .build();
        Self { pool, teams }
    }

    /// The connection and settings of a team; nothing for a team that never connected.
    pub async fn of_team(
        &self,
        platform: Platform,
        team: &str,
    ) -> Result<Option<Arc<Connected>>, Arc<sqlx::Error>> {
        let load = async {
            let mut conn = self.pool.acquire().await?;
            let Some(connection) = store::connection(&mut conn, platform, team).await? else {
                return Ok(None);
            };
            let settings = settings::load(&mut conn, connection.workspace).await?;
            Ok(Some(Arc::new(Connected {
                connection,
                settings: Arc::new(settings),
            })))
        };
        self.teams
            .try_get_with((platform, team.to_owned()), load)
            .await
    }

    /// Forgets everything, because something changed.
    pub fn forget(&self) {
        self.teams.invalidate_all();
    }
}
