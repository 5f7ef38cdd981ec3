//! The announcement of a kudos follows what becomes of it.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Announcer, Taking, read};
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::outbox;
use crate::people::{self, Member};

/// Posts the present state of a kudos over its announcement, in the caller's transaction. What was
/// given outside of a chat was announced nowhere.
pub async fn refresh_announcement(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    kudos: KudosId,
    now: Timestamp,
    announcer: &dyn Announcer,
) -> Result<(), sqlx::Error> {
    let Some(kudos) = read::find(conn, workspace, kudos).await? else {
        return Ok(());
    };
    let Some(place) = kudos.place.clone() else {
        return Ok(());
    };
    let mut boosters = read::boosters(conn, workspace, kudos.id).await?;
    // Whoever adds to their own kudos by a reaction does not join anybody.
    boosters.retain(|booster| *booster != kudos.giver);
    let mut ids = kudos.recipients.clone();
    ids.push(kudos.giver);
    ids.extend(&boosters);
    let members = people::by_ids(conn, workspace, &ids).await?;
    let named = |id: &MemberId| members.iter().find(|member| member.id == *id).cloned();
    let all = |ids: &[MemberId]| -> Vec<Member> { ids.iter().filter_map(named).collect() };
    let Some(giver) = named(&kudos.giver) else {
        return Ok(());
    };
    let taking = Taking {
        giver,
        recipients: all(&kudos.recipients),
        boosters: all(&boosters),
    };
    let letter = announcer.changed(&kudos, &place, &taking);
    outbox::enqueue(conn, now, &[letter]).await
}
