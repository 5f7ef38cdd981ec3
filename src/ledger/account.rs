//! What an account is called.

use jiff::civil::Date;

use crate::database::Day;
use crate::ids::{MemberId, OwnerId, WorkspaceId};

words! {
    /// What an account holds. The order is the order of locking.
    pub enum AccountKind {
        /// Where points come from; without balance.
        Issuance = "issuance",
        /// What a member may give in one period.
        Allowance = "allowance",
        /// What a member has received and not spent.
        Points = "points",
        /// Points held for redemptions that are not fulfilled yet.
        Reserve = "reserve",
        /// Points spent.
        Redeemed = "redeemed",
        /// Points that ran out.
        Expired = "expired",
    }
}

/// An account of one workspace, by what it is rather than by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// What it holds.
    pub kind: AccountKind,
    /// The member, or the workspace itself.
    pub owner: OwnerId,
    /// The first day of the period, for allowances.
    pub period: Option<Date>,
}

impl Account {
    /// Where the workspace's points come from.
    pub fn issuance(workspace: WorkspaceId) -> Self {
        Self::of_workspace(workspace, AccountKind::Issuance)
    }

    /// What `member` may give in the period that starts on `period`.
    pub fn allowance(workspace: WorkspaceId, member: MemberId, period: Date) -> Self {
        Self {
            workspace,
            kind: AccountKind::Allowance,
            owner: member.into(),
            period: Some(period),
        }
    }

    /// What `member` has to spend.
    pub fn points(workspace: WorkspaceId, member: MemberId) -> Self {
        Self {
            workspace,
            kind: AccountKind::Points,
            owner: member.into(),
            period: None,
        }
    }

    /// Points held for redemptions that are not fulfilled yet.
    pub fn reserve(workspace: WorkspaceId) -> Self {
        Self::of_workspace(workspace, AccountKind::Reserve)
    }

    /// Points spent.
    pub fn redeemed(workspace: WorkspaceId) -> Self {
        Self::of_workspace(workspace, AccountKind::Redeemed)
    }

    /// Points that ran out.
    pub fn expired(workspace: WorkspaceId) -> Self {
        Self::of_workspace(workspace, AccountKind::Expired)
    }

    fn of_workspace(workspace: WorkspaceId, kind: AccountKind) -> Self {
        Self {
            workspace,
            kind,
            owner: workspace.into(),
            period: None,
        }
    }

    /// Whose it is, where it is a member's.
    pub fn member(&self) -> Option<MemberId> {
        match self.kind {
            AccountKind::Allowance | AccountKind::Points => Some(MemberId::new(self.owner.value())),
            AccountKind::Issuance
            | AccountKind::Reserve
            | AccountKind::Redeemed
            | AccountKind::Expired => None,
        }
    }

    /// The day that stands in the key: the epoch for accounts without period.
    pub(super) fn period_key(&self) -> Day {
        Day(self.period.unwrap_or(Date::constant(1970, 1, 1)))
    }
}
