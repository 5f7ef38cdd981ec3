//! Accounts, as platforms tell of them.

use sqlx::PgConnection;

use crate::chat::{Identity, Locale, Profile, Standing};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{MemberId, WorkspaceId};
use crate::people::roles::{RoleChange, note_followed};
use crate::policy::Role;

/// An account that was met under an alias, before its own id was told, gets its own id.
pub(super) async fn rename(conn: &mut PgConnection, profile: &Profile) -> Result<(), sqlx::Error> {
    if profile.aliases.is_empty() {
        return Ok(());
    }
    let identity = &profile.identity;
    sqlx::query!(
        "UPDATE identity SET user_id = $3
         WHERE platform = $1 AND team = $2
           AND user_id = (SELECT min(user_id) FROM identity WHERE platform = $1 AND team = $2 AND user_id = ANY($4))
           AND NOT EXISTS (SELECT FROM identity WHERE platform = $1 AND team = $2 AND user_id = $3)",
        identity.platform.as_str(),
        identity.team,
        identity.user,
        &profile.aliases,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Makes a member of whom one account tells all there is.
pub(super) async fn found(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    profile: &Profile,
) -> Result<MemberId, sqlx::Error> {
    let administers = profile.admin && profile.active && profile.standing == Standing::Member;
    let role = if administers {
        Role::Admin
    } else {
        Role::Member
    };
    let member = clock.new_id();
    sqlx::query!(
        "INSERT INTO member (workspace_id, id, name, email, locale, time_zone, standing, active, role)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        workspace,
        member,
        profile.name,
        profile.email,
        profile.locale.map(Locale::as_str),
        profile.time_zone,
        profile.standing.as_str(),
        profile.active,
        role.as_str(),
    )
    .execute(&mut *conn)
    .await?;
    if administers {
        let change = RoleChange {
            before: Role::Member,
            after: role,
        };
        note_followed(conn, clock, workspace, member, change).await?;
    }
    Ok(member)
}

/// The one member with the same verified e-mail, who has no account in this team yet.
pub(super) async fn namesake(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    profile: &Profile,
) -> Result<Option<MemberId>, sqlx::Error> {
    let Some(email) = profile
        .email
        .as_deref()
        .filter(|_| profile.standing == Standing::Member)
    else {
        return Ok(None);
    };
    let mut same = sqlx::query_scalar!(
        "SELECT DISTINCT i.member_id FROM identity i
         WHERE i.workspace_id = $1 AND lower(i.email) = lower($2) AND i.standing = 'member'
           AND NOT EXISTS (SELECT FROM identity h
                           WHERE h.workspace_id = i.workspace_id AND h.member_id = i.member_id
                             AND h.platform = $3 AND h.team = $4)
         LIMIT 2",
        workspace,
        email,
        profile.identity.platform.as_str(),
        profile.identity.team,
    )
    .fetch_all(conn)
    .await?;
    Ok(if same.len() == 1 { same.pop() } else { None })
}

/// Writes what is told of an account. What is not told any more is not forgotten.
pub(super) async fn write(
    conn: &mut PgConnection,
    clock: &Clock,
    (workspace, member): (WorkspaceId, MemberId),
    identity: &Identity,
    profile: &Profile,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO identity AS i (platform, team, user_id, workspace_id, member_id,
                                    name, email, locale, time_zone, standing, active, linked_at, administers)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (platform, team, user_id) DO UPDATE
         SET name = excluded.name, email = coalesce(excluded.email, i.email),
             locale = coalesce(excluded.locale, i.locale),
             time_zone = coalesce(excluded.time_zone, i.time_zone),
             standing = excluded.standing, active = excluded.active, administers = excluded.administers",
        identity.platform.as_str(),
        identity.team,
        identity.user,
        workspace,
        member,
        profile.name,
        profile.email,
        profile.locale.map(Locale::as_str),
        profile.time_zone,
        profile.standing.as_str(),
        profile.active,
        Ts(clock.now()) as _,
        profile.admin,
    )
    .execute(&mut *conn)
    .await?;
    if profile.aliases.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "INSERT INTO identity_alias (platform, team, alias, user_id)
         SELECT DISTINCT $1, $2, alias, $4 FROM unnest($3::text[]) AS alias
         ON CONFLICT (platform, team, alias) DO UPDATE SET user_id = excluded.user_id",
        identity.platform.as_str(),
        identity.team,
        &profile.aliases,
        identity.user,
    )
    .execute(conn)
    .await
    .map(drop)
}
