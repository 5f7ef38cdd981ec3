//! The rights of each kind of actor, in one table.

/// What not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Choose for oneself: language, news, whether one is on boards.
    ChooseForOneself,
    /// Give from one's own allowance.
    Give,
    /// Take back what one gave, while the time for it lasts.
    UndoOwn,
    /// Take back what anybody gave, at any time, even if a balance falls below zero.
    UndoAny,
    /// See and change the settings.
    Configure,
    /// Make somebody a manager or an admin, or take that back.
    GrantRoles,
    /// Pause somebody from giving.
    PauseGiving,
    /// Say whose account is whose, and who reports to whom.
    ArrangePeople,
    /// See what somebody else has.
    SeeBalances,
    /// Read the audit log.
    ReadAudit,
    /// Say which programme a team belongs to.
    PlaceTeams,
    /// Send again what did not arrive.
    SendAgain,
    /// Exchange one's own points for a reward, and change one's mind.
    Redeem,
    /// Say whether somebody else may have what they asked for. Being asked gives the right, as being
    /// reported to does in the directory, and not a role: `rewards::decider` says on what.
    DecideRedemption,
    /// Say what became of its delivery.
    FulfilRedemption,
    /// Give points back.
    RefundRedemption,
    /// Say what points are exchanged for.
    ManageCatalog,
    /// Say which badges there are, and award those that are awarded by hand.
    AwardBadges,
    /// Ask people, and end that: the server does when the time is up.
    RunSurveys,
}

/// Actors of the same rights: a column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Member,
    Manager,
    Admin,
    /// Said to be a member, by a team that could name anybody.
    Unproven,
    /// Of another team, with a code.
    Invited,
    Operator,
    Token,
    Rule,
    System,
}

const YES: bool = true;
const NO: bool = false;

/// Tokens and rules have no rights until there is something for them to do.
#[rustfmt::skip]
pub(super) const RIGHTS: &[(Action, [bool; 9])] = &[
    //                           member manager admin unproven invited operator token rule system
    (Action::ChooseForOneself, [ YES,   YES,    YES,  NO,      NO,     NO,      NO,   NO,  NO  ]),
    (Action::Give,             [ YES,   YES,    YES,  YES,     NO,     NO,      NO,   NO,  NO  ]),
    (Action::UndoOwn,          [ YES,   YES,    YES,  YES,     NO,     NO,      NO,   NO,  NO  ]),
    (Action::UndoAny,          [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::Configure,        [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::GrantRoles,       [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  YES ]),
    (Action::PauseGiving,      [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::ArrangePeople,    [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::SeeBalances,      [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::ReadAudit,        [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::PlaceTeams,       [ NO,    NO,     YES,  NO,      YES,    YES,     NO,   NO,  NO  ]),
    (Action::SendAgain,        [ NO,    NO,     NO,   NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::Redeem,           [ YES,   YES,    YES,  NO,      NO,     NO,      NO,   NO,  NO  ]),
    (Action::DecideRedemption, [ YES,   YES,    YES,  NO,      NO,     YES,     NO,   NO,  YES ]),
    (Action::FulfilRedemption, [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  YES ]),
    (Action::RefundRedemption, [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::ManageCatalog,    [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::AwardBadges,      [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  NO  ]),
    (Action::RunSurveys,       [ NO,    NO,     YES,  NO,      NO,     YES,     NO,   NO,  YES ]),
];

impl Action {
    /// Whether the table lets `kind` do this. What is not in it nobody may.
    pub(super) fn is_open_to(self, kind: Kind) -> bool {
        RIGHTS
            .iter()
            .any(|(action, open)| *action == self && open[kind as usize])
    }
}
