//! Members in the database.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::{Account, Member, NoticeKind};
use crate::chat::{Identity, Locale, Standing};
use crate::database::{announce_change, is_unreadable};
use crate::explained::explained;
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Role;

/// A member's row with the accounts that belong to it.
struct MemberRow {
    workspace_id: WorkspaceId,
    id: MemberId,
    name: String,
    locale: Option<Locale>,
    time_zone: Option<String>,
    standing: Standing,
    active: bool,
    role: Role,
    paused: bool,
    on_leaderboards: bool,
    muted: Vec<String>,
    accounts: Json<Vec<Account>>,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            workspace: row.workspace_id,
            id: row.id,
            name: row.name,
            locale: row.locale,
            time_zone: row.time_zone.and_then(|name| TimeZone::get(&name).ok()),
            standing: row.standing,
            active: row.active,
            role: row.role,
            paused: row.paused,
            on_boards: row.on_leaderboards,
            muted: NoticeKind::among(&row.muted),
            accounts: row.accounts.0,
        }
    }
}

/// The members with these ids, in no order.
pub async fn by_ids(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    ids: &[MemberId],
) -> Result<Vec<Member>, sqlx::Error> {
    let rows = sqlx::query_as!(
        MemberRow,
        r#"SELECT m.workspace_id, m.id, m.name, coalesce(m.chosen_locale, m.locale) AS "locale: Locale", m.time_zone,
                  m.standing AS "standing: Standing", m.active, m.role AS "role: Role",
                  m.giving_paused_at IS NOT NULL AS "paused!", m.on_leaderboards, m.muted,
                  (SELECT coalesce(jsonb_agg(jsonb_build_object(
                            'identity', jsonb_build_object('platform', i.platform, 'team', i.team, 'user', i.user_id),
                            'aliases', ARRAY(SELECT a.alias FROM identity_alias a
                                             WHERE (a.platform, a.team, a.user_id) = (i.platform, i.team, i.user_id)
                                             ORDER BY a.alias),
                            'active', i.active, 'reachable', i.unreachable_reason IS NULL,
                            'directory', jsonb_build_object('locale', i.locale, 'time_zone', i.time_zone),
                            'learned', jsonb_build_object('locale', i.learned_locale, 'time_zone', i.learned_time_zone),
                            'learned_at', i.learned_at)
                            ORDER BY i.active DESC, i.unreachable_reason NULLS FIRST, i.platform, i.team, i.user_id), '[]')
                   FROM identity i
                   WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id) AS "accounts!: Json<Vec<Account>>"
           FROM member m
           WHERE m.workspace_id = $1 AND m.id = ANY($2)"#,
        workspace,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Member::from).collect())
}

/// The members with these ids who can be read, in no order. Who cannot is told of in the log, and keeps no
/// other from being found.
pub async fn legible(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    ids: &[MemberId],
) -> Result<Vec<Member>, sqlx::Error> {
    match by_ids(conn, workspace, ids).await {
        Err(error) if is_unreadable(&error) => {}
        read => return read,
    }
    let mut legible = Vec::new();
    for id in ids {
        match by_ids(conn, workspace, &[*id]).await {
            Err(error) if is_unreadable(&error) => tracing::error!(
                workspace.id = %workspace, member.id = %id, error = explained(&error),
                "a member cannot be read"
            ),
            read => legible.extend(read?),
        }
    }
    Ok(legible)
}

/// Whom each of these e-mail addresses (in lower case) means: the one member with an active account
/// of that address. Addresses of nobody, and of several, are not among them.
pub async fn by_address(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    addresses: &[String],
) -> Result<HashMap<String, Member>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT lower(i.email) AS "address!", min(i.member_id::text)::uuid AS "member!: MemberId"
           FROM identity i
           JOIN member m ON m.workspace_id = i.workspace_id AND m.id = i.member_id AND m.active
           WHERE i.workspace_id = $1 AND lower(i.email) = ANY($2) AND i.active
           GROUP BY lower(i.email)
           HAVING count(DISTINCT i.member_id) = 1"#,
        workspace,
        addresses,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<MemberId> = rows.iter().map(|row| row.member).collect();
    let members = by_ids(conn, workspace, &ids).await?;
    let member = |id| members.iter().find(|member| member.id == id).cloned();
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.address, member(row.member)?)))
        .collect())
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

/// The members that accounts belong to, with the accounts they were found by. Somebody of another
/// organisation has an account of that one's, and appears in our conversations under its id alone:
/// whoever is unknown in the team is looked for by it.
pub async fn find_all(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    identities: &[Identity],
) -> Result<Vec<(Identity, Member)>, sqlx::Error> {
    let column = |of: fn(&Identity) -> &str| -> Vec<String> {
        identities.iter().map(|it| of(it).to_owned()).collect()
    };
    let rows = sqlx::query!(
        r#"SELECT n.place AS "place!", i.workspace_id, i.member_id
           FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS n(platform, team, user_id, place)
           CROSS JOIN LATERAL (
             SELECT i.workspace_id, i.member_id FROM identity i
             WHERE i.platform = n.platform
               AND (i.team = n.team
                    AND i.user_id IN (n.user_id, (SELECT a.user_id FROM identity_alias a
                                                  WHERE a.platform = n.platform AND a.team = n.team AND a.alias = n.user_id))
                    OR i.workspace_id = $4 AND i.user_id = n.user_id)
             ORDER BY i.team = n.team DESC, i.user_id = n.user_id DESC, i.team LIMIT 1
           ) i"#,
        &column(|it| it.platform.as_str()),
        &column(|it| &it.team),
        &column(|it| &it.user),
        workspace,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut members = HashMap::new();
    let homes: HashSet<WorkspaceId> = rows.iter().map(|row| row.workspace_id).collect();
    for home in homes {
        let own = rows.iter().filter(|row| row.workspace_id == home);
        let ids: Vec<MemberId> = own.map(|row| row.member_id).collect();
        let found = by_ids(conn, home, &ids).await?;
        members.extend(found.into_iter().map(|member| ((home, member.id), member)));
    }
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let place = usize::try_from(row.place).ok()?.checked_sub(1)?;
            let member = members.get(&(row.workspace_id, row.member_id))?;
            Some((identities.get(place)?.clone(), member.clone()))
        })
        .collect())
}

/// The workspace and the member an account belongs to, by its id or an alias.
pub(super) async fn owner(
    conn: &mut PgConnection,
    identity: &Identity,
) -> Result<Option<(WorkspaceId, MemberId)>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT workspace_id, member_id FROM identity
         WHERE platform = $1 AND team = $2
           AND user_id IN ($3, (SELECT a.user_id FROM identity_alias a
                                WHERE a.platform = $1 AND a.team = $2 AND a.alias = $3))
         ORDER BY user_id = $3 DESC LIMIT 1",
        identity.platform.as_str(),
        identity.team,
        identity.user,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.workspace_id, row.member_id)))
}

/// Every member of a workspace, by name; whoever has no account any more is not one.
pub async fn list(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Member>, sqlx::Error> {
    let ids = sqlx::query_scalar!(
        "SELECT DISTINCT member_id FROM identity WHERE workspace_id = $1",
        workspace
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut members = by_ids(conn, workspace, &ids).await?;
    members.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(members)
}

/// Keeps the language a member chose; `None` goes back to what the platform says.
pub async fn choose_locale(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
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

/// Notes that an account is reached, whatever was before.
pub async fn mark_reachable(
    conn: &mut PgConnection,
    identity: &Identity,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE identity SET unreachable_reason = NULL
         WHERE platform = $1 AND team = $2 AND user_id = $3 AND unreachable_reason IS NOT NULL",
        identity.platform.as_str(),
        identity.team,
        identity.user,
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
