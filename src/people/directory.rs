//! People, kept at hand.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use sqlx::PgPool;
use uuid::Uuid;

use super::{Member, store};
use crate::chat::Identity;

/// Members by account, remembered for a minute at most and forgotten when something changes.
#[derive(Clone)]
pub struct Directory {
    pool: PgPool,
    members: Cache<Identity, Arc<Member>>,
}

const MAX_AGE: Duration = Duration::from_mins(1);

impl Directory {
    /// An empty cache over `pool`.
    pub fn new(pool: PgPool) -> Self {
        let members = Cache::builder()
            .max_capacity(50_000)
            .time_to_live(MAX_AGE)
            .build();
        Self { pool, members }
    }

    /// The member an account belongs to. Those not known are not remembered as such.
    ///
    /// Somebody of another organisation has an account of that one's, and appears in our
    /// conversations under its id alone: they are found by it.
    pub async fn find(
        &self,
        workspace: Uuid,
        identity: &Identity,
    ) -> Result<Option<Arc<Member>>, sqlx::Error> {
        if let Some(member) = self.at_hand(identity).await {
            return Ok(Some(member));
        }
        let mut conn = self.pool.acquire().await?;
        let mut found = store::find(&mut conn, identity).await?;
        if found.is_none()
            && let Some(theirs) = store::foreign_account(&mut conn, workspace, identity).await?
        {
            found = store::find(&mut conn, &theirs).await?;
        }
        let Some(member) = found.map(Arc::new) else {
            return Ok(None);
        };
        self.members
            .insert(identity.clone(), Arc::clone(&member))
            .await;
        Ok(Some(member))
    }

    /// The member an account belongs to, if it was found lately: asks no database.
    pub async fn at_hand(&self, identity: &Identity) -> Option<Arc<Member>> {
        self.members.get(identity).await
    }

    /// Forgets everything, because something changed.
    pub fn forget(&self) {
        self.members.invalidate_all();
    }
}
