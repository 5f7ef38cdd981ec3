//! Who says whether somebody may have what they ask for.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Redemption, State};
use crate::chat::Standing;
use crate::people::{self, Member};
use crate::policy::{Action, Actor};
use crate::rewards::{Approval, Item};

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
