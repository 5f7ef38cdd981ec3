//! What platforms tell of accounts, and what follows for the member.

use std::collections::HashMap;
use std::slice;

use jiff::Timestamp;
use sqlx::PgConnection;

use super::roles::{RoleChange, follow, note_followed};
use crate::chat::{Client, Identity, Locale, Platform, Profile, Standing};
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Role;

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
pub(super) async fn take_turns(
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

/// What an account is known to be.
struct Known {
    workspace: WorkspaceId,
    member: MemberId,
    user: String,
    name: Option<String>,
    email: Option<String>,
    locale: Option<Locale>,
    time_zone: Option<String>,
    standing: Standing,
    active: bool,
    administers: bool,
    aliases: Vec<String>,
}

impl Known {
    /// Whether all that `profile` tells is known already.
    fn says(&self, profile: &Profile) -> bool {
        let told = |said: Option<&str>, known: &Option<String>| {
            said.is_none_or(|said| known.as_deref() == Some(said))
        };
        told(Some(&profile.name), &self.name)
            && told(profile.email.as_deref(), &self.email)
            && profile.locale.is_none_or(|it| self.locale == Some(it))
            && told(profile.time_zone.as_deref(), &self.time_zone)
            && (profile.standing, profile.active) == (self.standing, self.active)
            && profile.admin == self.administers
            && profile.aliases.iter().all(|it| self.aliases.contains(it))
    }
}

/// What is known of the accounts that `profiles` tell of, by their places.
async fn known(
    conn: &mut PgConnection,
    profiles: &[Profile],
) -> Result<HashMap<usize, Known>, sqlx::Error> {
    let column = |of: fn(&Identity) -> &str| -> Vec<String> {
        profiles
            .iter()
            .map(|it| of(&it.identity).to_owned())
            .collect()
    };
    let rows = sqlx::query!(
        r#"SELECT n.place AS "place!", i.workspace_id, i.member_id, i.user_id, i.name, i.email,
                  i.locale AS "locale: Locale", i.time_zone, i.standing AS "standing: Standing", i.active, i.administers,
                  ARRAY(SELECT a.alias FROM identity_alias a
                        WHERE (a.platform, a.team, a.user_id) = (i.platform, i.team, i.user_id)) AS "aliases!"
           FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS n(platform, team, user_id, place)
           CROSS JOIN LATERAL (
             SELECT * FROM identity i
             WHERE i.platform = n.platform AND i.team = n.team
               AND i.user_id IN (n.user_id, (SELECT a.user_id FROM identity_alias a
                                             WHERE a.platform = n.platform AND a.team = n.team AND a.alias = n.user_id))
             ORDER BY i.user_id = n.user_id DESC LIMIT 1
           ) i"#,
        &column(|it| it.platform.as_str()),
        &column(|it| &it.team),
        &column(|it| &it.user),
    )
    .fetch_all(conn)
    .await?;
    let known = rows.into_iter().filter_map(|row| {
        let place = usize::try_from(row.place).ok()?.checked_sub(1)?;
        let known = Known {
            workspace: row.workspace_id,
            member: row.member_id,
            user: row.user_id,
            name: row.name,
            email: row.email,
            locale: row.locale,
            time_zone: row.time_zone,
            standing: row.standing,
            active: row.active,
            administers: row.administers,
            aliases: row.aliases,
        };
        Some((place, known))
    });
    Ok(known.collect())
}

/// An account that was met under an alias, before its own id was told, gets its own id.
async fn rename(conn: &mut PgConnection, profile: &Profile) -> Result<(), sqlx::Error> {
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
async fn found(
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
async fn namesake(
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
async fn write(
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

/// Makes of a member what follows from their accounts: the first that says something is believed,
/// they may sign in where any account may, are to the organisation the best that any is, and admin
/// where any administers its team or somebody made them one. Returns how their role changed, if it
/// did.
pub(super) async fn derive(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Option<RoleChange>, sqlx::Error> {
    let roles = sqlx::query!(
        r#"UPDATE member m
         SET name = coalesce(d.name, m.name), email = d.email, locale = d.locale, time_zone = d.time_zone,
             standing = d.standing, active = d.active, role = r.role
         FROM (
           SELECT (array_agg(s.name) FILTER (WHERE s.name IS NOT NULL))[1] AS name,
                  (array_agg(s.email) FILTER (WHERE s.email IS NOT NULL))[1] AS email,
                  (array_agg(s.locale) FILTER (WHERE s.locale IS NOT NULL))[1] AS locale,
                  (array_agg(s.time_zone) FILTER (WHERE s.time_zone IS NOT NULL))[1] AS time_zone,
                  CASE WHEN bool_or(s.standing = 'member') THEN 'member'
                       WHEN bool_or(s.standing = 'guest') THEN 'guest'
                       WHEN bool_or(s.standing = 'outsider') THEN 'outsider'
                       ELSE 'bot' END AS standing,
                  bool_or(s.active) AS active,
                  bool_or(s.administers AND s.active AND s.standing = 'member') AS administers
           FROM (SELECT i.name, i.email, coalesce(i.locale, i.learned_locale) AS locale,
                        coalesce(i.time_zone, i.learned_time_zone) AS time_zone, i.standing, i.active, i.administers
                 FROM identity i
                 WHERE i.workspace_id = $1 AND i.member_id = $2
                 ORDER BY i.platform, i.team, i.user_id) s
           HAVING count(*) > 0
         ) d
         JOIN member was ON was.workspace_id = $1 AND was.id = $2
         CROSS JOIN LATERAL (
           SELECT CASE WHEN d.standing <> 'member' THEN 'member'
                       WHEN d.administers THEN 'admin'
                       ELSE coalesce(was.granted_role, 'member') END AS role
         ) r
         WHERE m.workspace_id = $1 AND m.id = $2
           AND (m.name, m.email, m.locale, m.time_zone, m.standing, m.active, m.role)
               IS DISTINCT FROM (coalesce(d.name, m.name), d.email, d.locale, d.time_zone, d.standing, d.active, r.role)
         RETURNING was.role AS "before: Role", m.role AS "after: Role""#,
        workspace,
        member,
    )
    .fetch_optional(conn)
    .await?;
    Ok(roles
        .map(|row| RoleChange {
            before: row.before,
            after: row.after,
        })
        .filter(|change| change.before != change.after))
}

/// Keeps the language and the zone that a delivery tells of its sender: what
/// [`Account::news`](super::Account::news) found new.
pub async fn learn(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    identity: &Identity,
    news: &Client,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    take_turns(conn, workspace).await?;
    // Whose account it is, is asked within the turn: it may just have been joined with another's.
    let member = sqlx::query_scalar!(
        "UPDATE identity
         SET learned_locale = coalesce($5, learned_locale), learned_time_zone = coalesce($6, learned_time_zone),
             learned_at = $7
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND user_id = $4
         RETURNING member_id",
        workspace,
        identity.platform.as_str(),
        identity.team,
        identity.user,
        news.locale.map(Locale::as_str),
        news.time_zone,
        Ts(now) as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(member) = member else {
        return Ok(());
    };
    derive(conn, workspace, member).await?;
    announce_change(conn).await
}

/// Forgets the accounts of a team, or all, and whoever has no other, in a workspace where nothing was
/// given.
pub async fn forget(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    team: Option<(Platform, &str)>,
) -> Result<(), sqlx::Error> {
    take_turns(conn, workspace).await?;
    let owners = sqlx::query_scalar!(
        "DELETE FROM identity
         WHERE workspace_id = $1 AND ($2::text IS NULL OR (platform, team) = ($2, $3))
         RETURNING member_id",
        workspace,
        team.map(|(platform, _)| platform.as_str()),
        team.map(|(_, team)| team),
    )
    .fetch_all(&mut *conn)
    .await?;
    for owner in owners {
        derive(conn, workspace, owner).await?;
    }
    sqlx::query!(
        "UPDATE member m
         SET name = '', email = NULL, locale = NULL, chosen_locale = NULL, time_zone = NULL,
             active = false, role = 'member', granted_role = NULL, granted_by = NULL, granted_at = NULL,
             giving_paused_at = NULL, manager_id = NULL, team = NULL, country = NULL, hired_on = NULL
         WHERE workspace_id = $1
           AND NOT EXISTS (SELECT FROM identity i WHERE i.workspace_id = $1 AND i.member_id = m.id)",
        workspace,
    )
    .execute(conn)
    .await
    .map(drop)
}
