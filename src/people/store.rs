//! Members in the database.

use jiff::tz::TimeZone;
use serde::Deserialize;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Member, Role};
use crate::chat::{Identity, Locale, Platform, Profile, Standing};
use crate::clock::Clock;
use crate::database::announce_change;

/// A member's row with the accounts that belong to it.
struct MemberRow {
    workspace_id: Uuid,
    id: Uuid,
    name: String,
    locale: Option<String>,
    time_zone: Option<String>,
    standing: String,
    active: bool,
    role: String,
    identities: Json<Vec<Account>>,
}

#[derive(Deserialize)]
struct Account {
    platform: Platform,
    team: String,
    user: String,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            workspace: row.workspace_id,
            id: row.id,
            name: row.name,
            locale: row.locale.and_then(|tag| tag.parse().ok()),
            time_zone: row.time_zone.and_then(|name| TimeZone::get(&name).ok()),
            standing: match row.standing.as_str() {
                "guest" => Standing::Guest,
                "outsider" => Standing::Outsider,
                "bot" => Standing::Bot,
                _ => Standing::Member,
            },
            active: row.active,
            role: match row.role.as_str() {
                "admin" => Role::Admin,
                "manager" => Role::Manager,
                _ => Role::Member,
            },
            identities: row
                .identities
                .0
                .into_iter()
                .map(|a| Identity {
                    platform: a.platform,
                    team: a.team,
                    user: a.user,
                })
                .collect(),
        }
    }
}

const fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Member => "member",
        Standing::Guest => "guest",
        Standing::Outsider => "outsider",
        Standing::Bot => "bot",
    }
}

/// The members with these ids, in no order.
pub async fn by_ids(
    conn: &mut PgConnection,
    workspace: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Member>, sqlx::Error> {
    let rows = sqlx::query_as!(
        MemberRow,
        r#"SELECT m.workspace_id, m.id, m.name, coalesce(m.chosen_locale, m.locale) AS locale, m.time_zone,
                  m.standing, m.active, m.role,
                  (SELECT coalesce(jsonb_agg(jsonb_build_object('platform', i.platform, 'team', i.team, 'user', i.user_id)
                                             ORDER BY i.unreachable_reason NULLS FIRST, i.platform, i.team), '[]')
                   FROM identity i
                   WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id) AS "identities!: Json<Vec<Account>>"
           FROM member m
           WHERE m.workspace_id = $1 AND m.id = ANY($2)"#,
        workspace,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// The member an account belongs to.
pub async fn find(
    conn: &mut PgConnection,
    identity: &Identity,
) -> Result<Option<Member>, sqlx::Error> {
    let Some(owner) = owner(conn, identity).await? else {
        return Ok(None);
    };
    Ok(by_ids(conn, owner.0, &[owner.1]).await?.pop())
}

/// An account with the same id in another team, known to the workspace.
pub(super) async fn foreign_account(
    conn: &mut PgConnection,
    workspace: Uuid,
    identity: &Identity,
) -> Result<Option<Identity>, sqlx::Error> {
    let team = sqlx::query_scalar!(
        "SELECT team FROM identity
         WHERE workspace_id = $1 AND platform = $2 AND user_id = $3 AND team <> $4
         ORDER BY team LIMIT 1",
        workspace,
        identity.platform.as_str(),
        identity.user,
        identity.team,
    )
    .fetch_optional(conn)
    .await?;
    Ok(team.map(|team| Identity {
        team,
        ..identity.clone()
    }))
}

async fn owner(
    conn: &mut PgConnection,
    identity: &Identity,
) -> Result<Option<(Uuid, Uuid)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT workspace_id, member_id FROM identity WHERE platform = $1 AND team = $2 AND user_id = $3",
        identity.platform.as_str(),
        identity.team,
        identity.user,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.workspace_id, row.member_id)))
}

/// Every member of a workspace, by name.
pub async fn list(conn: &mut PgConnection, workspace: Uuid) -> Result<Vec<Member>, sqlx::Error> {
    let ids = sqlx::query_scalar!("SELECT id FROM member WHERE workspace_id = $1", workspace)
        .fetch_all(&mut *conn)
        .await?;
    let mut members = by_ids(conn, workspace, &ids).await?;
    members.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(members)
}

/// What became of what a platform told of a person.
#[derive(Clone, Copy, Debug)]
pub struct Recorded {
    /// The member.
    pub member: Uuid,
    /// Whether anything was new: platforms tell much that does not concern us, again and again.
    pub changed: bool,
}

/// Records what a platform tells of a person, and announces it when something is new.
///
/// A new account joins the member with the same e-mail, which the platform's administration has
/// verified; without one, a member is made. Owners and admins of a team start as admins.
pub async fn record(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: Uuid,
    profile: &Profile,
) -> Result<Recorded, sqlx::Error> {
    let identity = &profile.identity;
    let known = owner(conn, identity).await?.map(|(_, member)| member);
    let member = match known {
        Some(member) => member,
        None => match namesake(conn, workspace, profile).await? {
            Some(member) => member,
            None => clock.new_id(),
        },
    };
    let role = if profile.admin && profile.standing == Standing::Member {
        "admin"
    } else {
        "member"
    };
    let written = sqlx::query!(
        "INSERT INTO member (workspace_id, id, name, email, locale, time_zone, standing, active, role)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (workspace_id, id) DO UPDATE
         SET name = excluded.name, email = coalesce(excluded.email, member.email),
             locale = coalesce(excluded.locale, member.locale),
             time_zone = coalesce(excluded.time_zone, member.time_zone),
             standing = excluded.standing, active = excluded.active
         WHERE (member.name, member.standing, member.active) IS DISTINCT FROM
                 (excluded.name, excluded.standing, excluded.active)
            OR (coalesce(excluded.email, member.email), coalesce(excluded.locale, member.locale),
                coalesce(excluded.time_zone, member.time_zone)) IS DISTINCT FROM
                 (member.email, member.locale, member.time_zone)",
        workspace,
        member,
        profile.name,
        profile.email,
        profile.locale.map(Locale::as_str),
        profile.time_zone,
        standing_name(profile.standing),
        profile.active,
        role,
    )
    .execute(&mut *conn)
    .await?;
    let kept = sqlx::query_scalar!(
        "INSERT INTO identity (platform, team, user_id, workspace_id, member_id)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (platform, team, user_id) DO UPDATE SET user_id = excluded.user_id
         RETURNING member_id",
        identity.platform.as_str(),
        identity.team,
        identity.user,
        workspace,
        member,
    )
    .fetch_one(&mut *conn)
    .await?;
    if kept != member {
        // Another replica met the person at the same instant: its row stands, ours has no account.
        sqlx::query!(
            "DELETE FROM member WHERE workspace_id = $1 AND id = $2",
            workspace,
            member
        )
        .execute(&mut *conn)
        .await?;
    }
    let changed = known.is_none() || written.rows_affected() > 0;
    if changed {
        announce_change(conn).await?;
    }
    Ok(Recorded {
        member: kept,
        changed,
    })
}

/// The one member with the same verified e-mail, who has no account in this team yet.
async fn namesake(
    conn: &mut PgConnection,
    workspace: Uuid,
    profile: &Profile,
) -> Result<Option<Uuid>, sqlx::Error> {
    let Some(email) = profile
        .email
        .as_deref()
        .filter(|_| profile.standing == Standing::Member)
    else {
        return Ok(None);
    };
    let mut same = sqlx::query_scalar!(
        "SELECT m.id FROM member m
         WHERE m.workspace_id = $1 AND lower(m.email) = lower($2) AND m.standing = 'member'
           AND NOT EXISTS (SELECT FROM identity i
                           WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id
                             AND i.platform = $3 AND i.team = $4)
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

/// Keeps the language a member chose; `None` goes back to what the platform says.
pub async fn choose_locale(
    conn: &mut PgConnection,
    workspace: Uuid,
    member: Uuid,
    locale: Option<Locale>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE member SET chosen_locale = $3 WHERE workspace_id = $1 AND id = $2",
        workspace,
        member,
        locale.map(Locale::as_str),
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}

/// The conversation of an account with the bot, if it is known.
pub async fn direct_channel(
    conn: &mut PgConnection,
    identity: &Identity,
) -> Result<Option<String>, sqlx::Error> {
    let channel = sqlx::query_scalar!(
        "SELECT direct_channel FROM identity WHERE platform = $1 AND team = $2 AND user_id = $3",
        identity.platform.as_str(),
        identity.team,
        identity.user,
    )
    .fetch_optional(conn)
    .await?;
    Ok(channel.flatten())
}

/// Remembers the conversation of an account with the bot.
pub async fn record_direct_channel(
    conn: &mut PgConnection,
    identity: &Identity,
    channel: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE identity SET direct_channel = $4, unreachable_reason = NULL
         WHERE platform = $1 AND team = $2 AND user_id = $3",
        identity.platform.as_str(),
        identity.team,
        identity.user,
        channel,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Notes that nothing can be delivered to an account.
pub async fn mark_unreachable(
    conn: &mut PgConnection,
    identity: &Identity,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE identity SET unreachable_reason = $4 WHERE platform = $1 AND team = $2 AND user_id = $3",
        identity.platform.as_str(),
        identity.team,
        identity.user,
        reason,
    )
    .execute(conn)
    .await
    .map(drop)
}
