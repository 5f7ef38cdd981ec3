//! What every delivery needs first, kept at hand: the team's connection and its settings.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use sqlx::PgPool;
use tokio::sync::watch;

use super::{Connection, store};
use crate::chat::Installation;
use crate::database::{acquire, within};
use crate::ids::WorkspaceId;
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
    pub fn workspace(&self) -> WorkspaceId {
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
    fresh: Cache<Installation, Option<Arc<Connected>>>,
    last: Cache<Installation, Arc<Connected>>,
    changed: watch::Sender<()>,
}

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
        Self {
            pool,
            fresh,
            last,
            changed: watch::Sender::default(),
        }
    }

    /// The connection of an installation with its settings; nothing where it never connected.
    pub async fn of(
        &self,
        installation: &Installation,
    ) -> Result<Option<Arc<Connected>>, Arc<sqlx::Error>> {
        match self
            .fresh
            .try_get_with_by_ref(installation, self.load(installation))
            .await
        {
            Err(error) => {
                let last = self.last.get(installation).await.ok_or(error)?;
                // For as long as if it were new: a delivery asks more than once, and its sender
                // must not wait for the database each time.
                let again = Some(Arc::clone(&last));
                self.fresh.insert(installation.clone(), again).await;
                Ok(Some(last))
            }
            found => found,
        }
    }

    /// Bounded in time, since everything waits for it and what was known last is better than nothing.
    async fn load(
        &self,
        installation: &Installation,
    ) -> Result<Option<Arc<Connected>>, sqlx::Error> {
        within(PATIENCE, Box::pin(self.read(installation))).await
    }

    async fn read(
        &self,
        installation: &Installation,
    ) -> Result<Option<Arc<Connected>>, sqlx::Error> {
        let mut conn = acquire(&self.pool).await?;
        let Some(connection) = store::connection(&mut conn, installation).await? else {
            return Ok(None);
        };
        let settings = settings::load(&mut conn, connection.workspace).await?;
        let connected = Arc::new(Connected {
            connection,
            settings: Arc::new(settings),
        });
        let last = Arc::clone(&connected);
        self.last.insert(installation.clone(), last).await;
        Ok(Some(connected))
    }

    /// The connection and settings of an installation as they were known last: asks no database.
    pub async fn at_hand(&self, installation: &Installation) -> Option<Arc<Connected>> {
        self.last.get(installation).await
    }

    /// Forgets everything, because something changed.
    pub fn forget(&self) {
        self.fresh.invalidate_all();
        self.changed.send_replace(());
    }

    /// Tells of everything that changes from now on.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }
}
