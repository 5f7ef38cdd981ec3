//! What every delivery needs first, kept at hand: the team's connection and its settings.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use sqlx::PgPool;
use uuid::Uuid;

use super::{Connection, store};
use crate::chat::Platform;
use crate::database::within;
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
/// age covers an announcement that was lost. While the database is away, what was known last still
/// serves: a delivery can then be understood, and its sender told that nothing was recorded.
#[derive(Clone)]
pub struct Workspaces {
    pool: PgPool,
    fresh: Cache<Team, Option<Arc<Connected>>>,
    last: Cache<Team, Arc<Connected>>,
}

type Team = (Platform, String);

const MAX_AGE: Duration = Duration::from_secs(5);
const PATIENCE: Duration = Duration::from_millis(1200);
const MOST: u64 = 10_000;

impl Workspaces {
    /// An empty cache over `pool`.
    pub fn new(pool: PgPool) -> Self {
        let fresh = Cache::builder()
            .max_capacity(MOST)
            .time_to_live(MAX_AGE)
            .build();
        let last = Cache::builder().max_capacity(MOST).build();
        Self { pool, fresh, last }
    }

    /// The connection and settings of a team; nothing for a team that never connected.
    pub async fn of_team(
        &self,
        platform: Platform,
        team: &str,
    ) -> Result<Option<Arc<Connected>>, Arc<sqlx::Error>> {
        let team = (platform, team.to_owned());
        match self
            .fresh
            .try_get_with(team.clone(), self.load(&team))
            .await
        {
            Err(error) => {
                let last = self.last.get(&team).await.ok_or(error)?;
                // For as long as if it were new: a delivery asks more than once, and its sender
                // must not wait for the database each time.
                self.fresh.insert(team, Some(Arc::clone(&last))).await;
                Ok(Some(last))
            }
            found => found,
        }
    }

    /// Bounded in time, since everything waits for it and what was known last is better than nothing.
    async fn load(&self, team: &Team) -> Result<Option<Arc<Connected>>, sqlx::Error> {
        within(PATIENCE, Box::pin(self.read(team))).await
    }

    async fn read(&self, team: &Team) -> Result<Option<Arc<Connected>>, sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        let Some(connection) = store::connection(&mut conn, team.0, &team.1).await? else {
            return Ok(None);
        };
        let settings = settings::load(&mut conn, connection.workspace).await?;
        let connected = Arc::new(Connected {
            connection,
            settings: Arc::new(settings),
        });
        self.last.insert(team.clone(), Arc::clone(&connected)).await;
        Ok(Some(connected))
    }

    /// The connection and settings of a team as they were known last: asks no database.
    pub async fn at_hand(&self, platform: Platform, team: &str) -> Option<Arc<Connected>> {
        self.last.get(&(platform, team.to_owned())).await
    }

    /// Forgets everything, because something changed.
    pub fn forget(&self) {
        self.fresh.invalidate_all();
    }
}
