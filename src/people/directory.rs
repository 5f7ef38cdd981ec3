//! People, kept at hand.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;
use sqlx::PgPool;

use super::{Member, store};
use crate::chat::Identity;
use crate::database::acquire;
use crate::ids::WorkspaceId;

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
    pub async fn find(
        &self,
        workspace: WorkspaceId,
        identity: &Identity,
    ) -> Result<Option<Arc<Member>>, sqlx::Error> {
        let mut found = self
            .find_all(workspace, std::slice::from_ref(identity))
            .await?;
        Ok(found.remove(identity))
    }

    /// The members that accounts belong to, asked for at once; those not known are missing.
    pub async fn find_all(
        &self,
        workspace: WorkspaceId,
        identities: &[Identity],
    ) -> Result<HashMap<Identity, Arc<Member>>, sqlx::Error> {
        let mut found = HashMap::with_capacity(identities.len());
        let mut asked = Vec::new();
        for identity in identities {
            match self.at_hand(identity).await {
                Some(member) => drop(found.insert(identity.clone(), member)),
                None => asked.push(identity.clone()),
            }
        }
        if asked.is_empty() {
            return Ok(found);
        }
        let mut conn = acquire(&self.pool).await?;
        for (identity, member) in store::find_all(&mut conn, workspace, &asked).await? {
            let member = Arc::new(member);
            self.members
                .insert(identity.clone(), Arc::clone(&member))
                .await;
            found.insert(identity, member);
        }
        Ok(found)
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
