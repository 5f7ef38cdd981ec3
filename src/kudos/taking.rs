//! Who takes part in a kudos.

use sqlx::PgConnection;

use super::{Kudos, read};
use crate::ids::{MemberId, WorkspaceId};
use crate::people::{self, Member};

/// Everyone who takes part in a kudos.
#[derive(Clone, Debug)]
pub struct Taking {
    /// Who gave.
    pub giver: Member,
    /// Who received.
    pub recipients: Vec<Member>,
    /// Who joined.
    pub boosters: Vec<Member>,
}

impl Taking {
    /// All of them.
    pub fn everyone(&self) -> impl Iterator<Item = &Member> {
        let others = self.recipients.iter().chain(&self.boosters);
        std::iter::once(&self.giver).chain(others)
    }
}

/// Who takes part in a kudos now.
pub async fn taking(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    kudos: &Kudos,
) -> Result<Option<Taking>, sqlx::Error> {
    let mut boosters = read::boosters(conn, workspace, kudos.id).await?;
    // Whoever adds to their own kudos by a reaction does not join anybody.
    boosters.retain(|booster| *booster != kudos.giver);
    let mut ids = kudos.recipients.clone();
    ids.push(kudos.giver);
    ids.extend(&boosters);
    let members = people::by_ids(conn, workspace, &ids).await?;
    let named = |id: &MemberId| members.iter().find(|member| member.id == *id).cloned();
    let all = |ids: &[MemberId]| -> Vec<Member> { ids.iter().filter_map(named).collect() };
    Ok(named(&kudos.giver).map(|giver| Taking {
        giver,
        recipients: all(&kudos.recipients),
        boosters: all(&boosters),
    }))
}
