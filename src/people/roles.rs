//! What members are in the programme, and by whose word.
//!
//! A role is the most of what two sources say: the platforms, where somebody administers a team, for
//! as long as they say so; and whoever granted it by hand, until it is taken back.

use sqlx::PgConnection;

use super::record::{derive, take_turns};
use super::{Member, by_ids};
use crate::audit::{self, Change, What};
use crate::chat::{Platform, Standing};
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::{Actor, Role};
use crate::subject::Subject;

/// What became of a member's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleChange {
    /// What they were.
    pub before: Role,
    /// What they are. The same, where the platform says so anyway.
    pub after: Role,
}

/// Why a role is not given, or not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoleRefusal {
    /// Guests, bots and people of other organisations have no role, nor do those who left.
    #[error("only members of the organisation who are still there have a role")]
    NotForThem,
    /// It was granted before.
    #[error("that was granted before")]
    Already,
    /// Nobody granted it: there is nothing to take back.
    #[error("nobody granted them a role by hand")]
    NotGranted,
    /// The platform says so, and it is changed there.
    #[error("they administer a team of {0}, and it is changed there")]
    SaidBy(Platform),
    /// Nobody would be left to run the programme.
    #[error("they are the only admin: make somebody else one first")]
    OnlyAdmin,
}

/// Why somebody's role was not changed.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// It may not be.
    #[error(transparent)]
    Refused(#[from] RoleRefusal),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Lets a member have `role` by hand from now on, in the caller's transaction, which must be rolled
/// back on an error; [`Role::Member`] takes back what was granted.
pub async fn grant(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    (workspace, member): (WorkspaceId, MemberId),
    role: Role,
) -> Result<RoleChange, GrantError> {
    take_turns(conn, workspace).await?;
    let known = sqlx::query!(
        r#"SELECT m.role AS "role: Role", m.granted_role AS "granted: Role", m.active,
                  m.standing AS "standing: Standing",
                  (SELECT min(i.platform) FROM identity i
                   WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id AND i.administers)
                  AS "said_by: Platform"
           FROM member m WHERE m.workspace_id = $1 AND m.id = $2 AND m.merged_into IS NULL"#,
        workspace,
        member,
    )
    .fetch_optional(&mut *conn)
    .await?
    .ok_or(RoleRefusal::NotForThem)?;
    let wanted = Some(role).filter(|role| *role != Role::Member);
    match (wanted, known.granted, known.said_by) {
        (Some(_), ..) if !known.active || known.standing != Standing::Member => {
            return Err(RoleRefusal::NotForThem.into());
        }
        (Some(wanted), Some(granted), _) if wanted == granted => {
            return Err(RoleRefusal::Already.into());
        }
        (None, None, Some(platform)) => return Err(RoleRefusal::SaidBy(platform).into()),
        (None, None, None) => return Err(RoleRefusal::NotGranted.into()),
        _ => {}
    }
    sqlx::query!(
        "UPDATE member SET granted_role = $3, granted_by = CASE WHEN $3::text IS NOT NULL THEN $4 END,
                           granted_at = CASE WHEN $3::text IS NOT NULL THEN $5::timestamptz END
         WHERE workspace_id = $1 AND id = $2",
        workspace,
        member,
        wanted.map(Role::as_str),
        actor.to_string(),
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    let change = derive(conn, workspace, member)
        .await?
        .unwrap_or(RoleChange {
            before: known.role,
            after: known.role,
        });
    if change.before == Role::Admin
        && change.after != Role::Admin
        && admins(conn, workspace).await?.is_empty()
    {
        return Err(RoleRefusal::OnlyAdmin.into());
    }
    let granted = known.granted.unwrap_or(Role::Member);
    let noted = Change::new(What::RoleGranted).to(Subject::Member(member));
    let noted = noted.changing(&granted, &role);
    audit::record(conn, clock, workspace, actor, noted).await?;
    announce_change(conn).await?;
    Ok(change)
}

/// Makes a member what follows from their accounts, and notes it where their role followed.
pub(super) async fn follow(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<(), sqlx::Error> {
    match derive(conn, workspace, member).await? {
        Some(change) => note_followed(conn, clock, workspace, member, change).await,
        None => Ok(()),
    }
}

/// Notes that a role followed what a platform says.
pub(super) async fn note_followed(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    member: MemberId,
    change: RoleChange,
) -> Result<(), sqlx::Error> {
    let noted = Change::new(What::RoleFollowed).to(Subject::Member(member));
    let noted = noted.changing(&change.before, &change.after);
    audit::record(conn, clock, workspace, &Actor::System, noted).await
}

/// Makes a member admin where nobody is yet, as on platforms that do not say who administers them.
/// Returns whether they are it now.
pub async fn make_first_admin(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<bool, sqlx::Error> {
    take_turns(conn, workspace).await?;
    if !admins(conn, workspace).await?.is_empty() {
        return Ok(false);
    }
    let made = sqlx::query!(
        "UPDATE member SET granted_role = 'admin', granted_by = $3, granted_at = $4
         WHERE workspace_id = $1 AND id = $2 AND standing = 'member' AND active",
        workspace,
        member,
        Actor::System.to_string(),
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if made.rows_affected() == 0 {
        return Ok(false);
    }
    derive(conn, workspace, member).await?;
    let noted = Change::new(What::FirstAdmin).to(Subject::Member(member));
    let noted = noted.changing(&Role::Member, &Role::Admin);
    audit::record(conn, clock, workspace, &Actor::System, noted).await?;
    announce_change(conn).await?;
    Ok(true)
}

/// The admins of a workspace who are still there.
pub async fn admins(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Member>, sqlx::Error> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM member WHERE workspace_id = $1 AND role = 'admin' AND active AND merged_into IS NULL",
        workspace,
    )
    .fetch_all(&mut *conn)
    .await?;
    by_ids(conn, workspace, &ids).await
}

/// Somebody with a role, and by whose word.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Who.
    pub member: MemberId,
    /// How they are called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The platforms on which they administer a team.
    pub said_by: Vec<Platform>,
    /// What was granted by hand.
    pub granted: Option<Grant>,
}

/// A role that was granted by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which.
    pub role: Role,
    /// By whom, as the audit log has it.
    pub by: String,
    /// How whoever granted it is called, where that was a member.
    pub by_name: Option<String>,
    /// When.
    pub at: Ts,
}

/// Everybody who is more than a member, admins first, by name; of one, where it is named, whatever
/// they are.
pub async fn holders(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: Option<MemberId>,
) -> Result<Vec<Holder>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT m.id, m.name, m.role AS "role: Role", m.granted_role AS "granted_role: Role", m.granted_by,
                  m.granted_at AS "granted_at: Ts", by.name AS "by_name?",
                  ARRAY(SELECT DISTINCT i.platform FROM identity i
                        WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id
                          AND i.administers AND i.active ORDER BY 1) AS "said_by!"
           FROM member m
           LEFT JOIN member by ON by.workspace_id = m.workspace_id AND by.id = id_in(m.granted_by, '')
           WHERE m.workspace_id = $1 AND m.merged_into IS NULL
             AND CASE WHEN $2::uuid IS NULL THEN m.role <> 'member' AND m.active ELSE m.id = $2 END
           ORDER BY m.role, m.name, m.id"#,
        workspace,
        member,
    )
    .fetch_all(conn)
    .await?;
    let holders = rows.into_iter().map(|row| {
        let platforms = row.said_by.iter().map(|word| Platform::named(word));
        let said_by = platforms.collect::<Result<_, _>>();
        let said_by = said_by.map_err(|unknown| sqlx::Error::Decode(Box::new(unknown)))?;
        let granted = match (row.granted_role, row.granted_by, row.granted_at) {
            (Some(role), Some(by), Some(at)) => Some(Grant {
                role,
                by,
                by_name: row.by_name,
                at,
            }),
            _ => None,
        };
        Ok(Holder {
            member: row.id,
            name: row.name,
            role: row.role,
            said_by,
            granted,
        })
    });
    holders.collect()
}
