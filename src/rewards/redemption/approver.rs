//! Who says whether somebody may have what they ask for.

use sqlx::PgConnection;

use super::{Redemption, State};
use crate::chat::Standing;
use crate::people::{self, Member};
use crate::policy::{Action, Actor};
use crate::rewards::{Approval, Item};

/// Whoever may decide, and is to be asked: the manager of the member where the item says so, else the
/// admins. Nobody decides for themselves, and whoever left is passed over.
pub async fn approvers(
    conn: &mut PgConnection,
    item: &Item,
    redemption: &Redemption,
) -> Result<Vec<Member>, sqlx::Error> {
    let workspace = redemption.workspace;
    if item.offer.approval == Approval::Manager {
        let known = people::known(conn, workspace, &[redemption.member]).await?;
        let manager = known.into_iter().next().and_then(|known| known.manager_id);
        let manager = people::by_ids(conn, workspace, manager.as_slice()).await?;
        let there = |it: &Member| it.active && it.standing == Standing::Member;
        let manager: Vec<Member> = manager.into_iter().filter(there).collect();
        if !manager.is_empty() {
            return Ok(manager);
        }
    }
    let mut admins = people::admins(conn, workspace).await?;
    admins.retain(|admin| admin.id != redemption.member);
    Ok(admins)
}

/// Whether `by` may decide on it: whoever is asked may, whatever their role, and every admin; nobody on
/// their own.
pub async fn may_decide(
    conn: &mut PgConnection,
    by: &Actor,
    item: &Item,
    redemption: &Redemption,
) -> Result<bool, sqlx::Error> {
    if !by.may(Action::DecideRedemption) || by.member() == Some(redemption.member) {
        return Ok(false);
    }
    let Some(member) = by.member() else {
        return Ok(true);
    };
    if by.may(Action::RefundRedemption) {
        return Ok(true);
    }
    let asked = approvers(conn, item, redemption).await?;
    Ok(asked.iter().any(|approver| approver.id == member))
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
) -> Result<Asked, sqlx::Error> {
    if redemption.state != State::Requested {
        return Ok(Asked::Nobody);
    }
    let approvers = approvers(conn, item, redemption).await?;
    if approvers.is_empty() {
        return Ok(Asked::NobodyYet);
    }
    let known = people::known(conn, redemption.workspace, &[redemption.member]).await?;
    let manager = known.first().and_then(|known| known.manager_id);
    let their_own = approvers.iter().any(|it| Some(it.id) == manager);
    let by_manager = item.offer.approval == Approval::Manager && their_own;
    Ok(if by_manager {
        Asked::Manager
    } else {
        Asked::Admins
    })
}
