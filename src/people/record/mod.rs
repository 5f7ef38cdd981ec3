//! What platforms tell of accounts, and what follows for the member.

mod account;
mod derive;
mod forget;
mod known;
mod learn;

use std::slice;

use sqlx::PgConnection;

pub(super) use derive::derive;
pub use forget::forget;
pub use learn::learn;

use super::roles::follow;
use crate::chat::Profile;
use crate::clock::Clock;
use crate::database::announce_change;
use crate::ids::{MemberId, WorkspaceId};
use account::{found, namesake, rename, write};
use known::known;

/// What became of what a platform told of a person.
#[derive(Clone, Copy, Debug)]
pub struct Recorded {
    /// The member.
    pub member: MemberId,
    /// Whether anything was new: platforms tell much that does not concern us, again and again.
    pub changed: bool,
}

/// Records what a platform tells of a person, and announces it when something is new.
///
/// An account that was never seen joins the one member whose account has the same e-mail, which the
/// platform's administration has verified; without one, a member is made. Owners and admins of a
/// team are admins, for as long as they are.
pub async fn record(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    profile: &Profile,
) -> Result<Recorded, sqlx::Error> {
    if let Some(known) = known(conn, slice::from_ref(profile)).await?.remove(&0)
        && known.says(profile)
    {
        return Ok(Recorded {
            member: known.member,
            changed: false,
        });
    }
    take_turns(conn, workspace).await?;
    let member = update(conn, clock, workspace, profile).await?;
    announce_change(conn).await?;
    Ok(Recorded {
        member,
        changed: true,
    })
}

/// [Records](record) what a platform tells of many: what is known already costs one question.
pub async fn record_all(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    profiles: &[Profile],
) -> Result<(), sqlx::Error> {
    let known = known(conn, profiles).await?;
    let says = |place: usize, profile| known.get(&place).is_some_and(|it| it.says(profile));
    let news: Vec<&Profile> = (0..)
        .zip(profiles)
        .filter(|(place, profile)| !says(*place, profile))
        .map(|(_, profile)| profile)
        .collect();
    if news.is_empty() {
        return Ok(());
    }
    take_turns(conn, workspace).await?;
    for profile in news {
        update(conn, clock, workspace, profile).await?;
    }
    announce_change(conn).await
}

/// Writes what is new, and what follows from it. Returns the member.
async fn update(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    profile: &Profile,
) -> Result<MemberId, sqlx::Error> {
    rename(conn, profile).await?;
    let known = known(conn, slice::from_ref(profile)).await?.remove(&0);
    let mut account = profile.identity.clone();
    let (workspace, member) = if let Some(known) = known {
        account.user = known.user;
        (known.workspace, known.member)
    } else if let Some(member) = namesake(conn, workspace, profile).await? {
        (workspace, member)
    } else {
        let member = found(conn, clock, workspace, profile).await?;
        write(conn, clock, (workspace, member), &account, profile).await?;
        return Ok(member);
    };
    write(conn, clock, (workspace, member), &account, profile).await?;
    follow(conn, clock, workspace, member).await?;
    Ok(member)
}

/// Lets one transaction at a time write about the people of a workspace: an account that two of them
/// meet at once is recorded once, and so is a person whom two platforms tell of.
pub(in crate::people) async fn take_turns(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended('plaudit people ' || $1::uuid::text, 0))",
        workspace,
    )
    .execute(conn)
    .await
    .map(drop)
}
