//! Who says whether somebody may have what they ask for.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Redemption, State, open};
use crate::chat::Standing;
use crate::ids::{MemberId, WorkspaceId};
use crate::people::{self, Member};
use crate::policy::{Action, Actor};
use crate::rewards::{Approval, Item, catalog};

/// Somebody who is asked.
#[derive(Clone, Debug)]
pub struct Approver {
    /// Who.
    pub member: Member,
    /// In whose stead, where it is not in their own right: their name.
    pub instead_of: Option<String>,
}

/// Whoever may decide, and is to be asked: the manager of the member where the item says so, else the
/// admins, and whoever stands in for them at `now`. Nobody decides for themselves, and whoever left is
/// passed over.
pub async fn approvers(
    conn: &mut PgConnection,
    item: &Item,
    redemption: &Redemption,
    now: Timestamp,
) -> Result<Vec<Approver>, sqlx::Error> {
    let workspace = redemption.workspace;
    let asked = in_their_own_right(conn, item, redemption).await?;
    let ids: Vec<_> = asked.iter().map(|it| it.id).collect();
    let stand_ins = people::stand_ins(conn, workspace, &ids, now).await?;
    let others: Vec<_> = stand_ins.iter().map(|it| it.stand_in).collect();
    let others = people::by_ids(conn, workspace, &others).await?;
    let mut approvers: Vec<Approver> = asked
        .iter()
        .map(|member| Approver {
            member: member.clone(),
            instead_of: None,
        })
        .collect();
    for it in stand_ins {
        let there = |member: &&Member| {
            member.id == it.stand_in && is_there(member) && member.id != redemption.member
        };
        let among = |approver: &Approver| approver.member.id == it.stand_in;
        let away = asked.iter().find(|member| member.id == it.away);
        if let (Some(member), Some(away)) = (others.iter().find(there), away)
            && !approvers.iter().any(among)
        {
            approvers.push(Approver {
                member: member.clone(),
                instead_of: Some(away.name.clone()),
            });
        }
    }
    Ok(approvers)
}

fn is_there(member: &Member) -> bool {
    member.active && member.standing == Standing::Member
}

async fn in_their_own_right(
    conn: &mut PgConnection,
    item: &Item,
    redemption: &Redemption,
) -> Result<Vec<Member>, sqlx::Error> {
    let workspace = redemption.workspace;
    if item.offer.approval == Approval::Manager {
        let known = people::known(conn, workspace, &[redemption.member]).await?;
        let manager = known.into_iter().next().and_then(|known| known.manager_id);
        let manager = people::by_ids(conn, workspace, manager.as_slice()).await?;
        let manager: Vec<Member> = manager.into_iter().filter(is_there).collect();
        if !manager.is_empty() {
            return Ok(manager);
        }
    }
    let mut admins = people::admins(conn, workspace).await?;
    admins.retain(|admin| admin.id != redemption.member);
    Ok(admins)
}

/// How somebody may decide.
#[derive(Clone, Debug, Default)]
pub struct Decider {
    /// In whose stead, where it is not in their own right: their name.
    pub instead_of: Option<String>,
}

/// `by` as who may decide on it at `now`: whoever is asked may, whatever their role, and every admin;
/// nobody on their own.
pub async fn decider(
    conn: &mut PgConnection,
    by: &Actor,
    item: &Item,
    redemption: &Redemption,
    now: Timestamp,
) -> Result<Option<Decider>, sqlx::Error> {
    if !by.may(Action::DecideRedemption) || by.member() == Some(redemption.member) {
        return Ok(None);
    }
    let Some(member) = by.member() else {
        return Ok(Some(Decider::default()));
    };
    let asked = approvers(conn, item, redemption, now).await?;
    let asked = asked.into_iter().find(|it| it.member.id == member);
    Ok(match asked {
        Some(asked) => Some(Decider {
            instead_of: asked.instead_of,
        }),
        None => by.may(Action::RefundRedemption).then(Decider::default),
    })
}

/// How many requests are looked through for those that wait for somebody who is no admin.
const LOOKED_THROUGH: i64 = 50;

/// How many requests wait for the decision of `by`. Whoever nobody reports to, and who stands in for nobody,
/// is asked about none.
pub async fn how_many_wait(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    by: &Actor,
    now: Timestamp,
) -> Result<i64, sqlx::Error> {
    let Some(member) = by.member() else {
        return Ok(0);
    };
    if by.may(Action::RefundRedemption) {
        return count_requested(conn, workspace, member).await;
    }
    if !by.may(Action::DecideRedemption) || !people::decides(conn, workspace, member).await? {
        return Ok(0);
    }
    let requested = open(conn, workspace, &[State::Requested], LOOKED_THROUGH).await?;
    let items: Vec<_> = requested.iter().map(|it| it.item).collect();
    let items = catalog::by_ids(conn, workspace, &items).await?;
    let mut waiting: i64 = 0;
    for redemption in &requested {
        let item = items.iter().find(|item| item.id == redemption.item);
        let Some(item) = item else { continue };
        if decider(conn, by, item, redemption, now).await?.is_some() {
            waiting = waiting.saturating_add(1);
        }
    }
    Ok(waiting)
}

/// Requests of anybody but `member`: an admin decides on all of them.
async fn count_requested(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM redemption r
           JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
           WHERE r.workspace_id = $1 AND r.state = 'requested' AND coalesce(m.merged_into, m.id) <> $2"#,
        workspace,
        member,
    )
    .fetch_one(conn)
    .await
}

/// Who is asked about a redemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nobody: it goes its way.
    Nobody,
    /// Whom its member reports to.
    Manager,
    /// The admins.
    Admins,
    /// There is nobody yet who could decide.
    NobodyYet,
}

/// Who is asked about it.
pub(super) async fn asked(
    conn: &mut PgConnection,
    item: &Item,
    redemption: &Redemption,
    now: Timestamp,
) -> Result<Asked, sqlx::Error> {
    if redemption.state != State::Requested {
        return Ok(Asked::Nobody);
    }
    let approvers = approvers(conn, item, redemption, now).await?;
    if approvers.is_empty() {
        return Ok(Asked::NobodyYet);
    }
    let known = people::known(conn, redemption.workspace, &[redemption.member]).await?;
    let manager = known.first().and_then(|known| known.manager_id);
    let their_own = approvers.iter().any(|it| Some(it.member.id) == manager);
    let by_manager = item.offer.approval == Approval::Manager && their_own;
    Ok(if by_manager {
        Asked::Manager
    } else {
        Asked::Admins
    })
}
