use super::rights::RIGHTS;
use super::*;
use crate::chat::Platform;
use crate::ids::{RuleId, TokenId};

fn account() -> Identity {
    Identity::new(Platform::Slack, "T1", "U1")
}

fn member(role: Role, proof: Proof) -> Actor {
    Actor::Member {
        id: MemberId::nil(),
        role,
        account: account(),
        proof,
    }
}

/// Every kind of actor, with what it may do: written the other way round than the table.
#[test]
fn every_actor_may_do_this_and_nothing_else() {
    use Action::*;
    let own = [ChooseForOneself, Give, UndoOwn, Redeem, DecideRedemption].as_slice();
    let admin = &[
        ChooseForOneself,
        Give,
        UndoOwn,
        UndoAny,
        Configure,
        GrantRoles,
        PauseGiving,
        ArrangePeople,
        SeeBalances,
        ReadAudit,
        PlaceTeams,
        Redeem,
        DecideRedemption,
        FulfilRedemption,
        RefundRedemption,
        ManageCatalog,
        AwardBadges,
        RunSurveys,
    ];
    let operator = &[
        UndoAny,
        Configure,
        GrantRoles,
        PauseGiving,
        ArrangePeople,
        SeeBalances,
        ReadAudit,
        PlaceTeams,
        SendAgain,
        DecideRedemption,
        FulfilRedemption,
        RefundRedemption,
        ManageCatalog,
        AwardBadges,
        RunSurveys,
    ];
    let expected: [(Actor, &[Action]); 11] = [
        (member(Role::Member, Proof::Person), own),
        (member(Role::Manager, Proof::Person), own),
        (member(Role::Admin, Proof::Person), admin),
        // Whoever is only said to be an admin has less than anybody.
        (member(Role::Member, Proof::Team), &[Give, UndoOwn]),
        (member(Role::Manager, Proof::Team), &[Give, UndoOwn]),
        (member(Role::Admin, Proof::Team), &[Give, UndoOwn]),
        (Actor::Invited(account()), &[PlaceTeams]),
        (Actor::Operator, operator),
        (Actor::Token(TokenId::nil()), &[]),
        (Actor::Rule(RuleId::nil()), &[]),
        (
            Actor::System,
            &[GrantRoles, DecideRedemption, FulfilRedemption, RunSurveys],
        ),
    ];
    for (actor, may) in expected {
        for (action, _) in RIGHTS {
            assert_eq!(
                actor.may(*action),
                may.contains(action),
                "{actor:?} {action:?}"
            );
        }
    }
}

#[test]
fn each_action_has_one_row() {
    let last = Action::RunSurveys as usize;
    let rows: Vec<usize> = RIGHTS.iter().map(|(action, _)| *action as usize).collect();
    assert_eq!(rows, (0..=last).collect::<Vec<_>>());
}

#[test]
fn anybody_has_no_rights_of_a_role() {
    let admin = member(Role::Admin, Proof::Person);
    assert_eq!(
        admin.as_anybody(),
        member(Role::Member, Proof::Person),
        "and stays who they are"
    );
    assert_eq!(Actor::Operator.as_anybody(), Actor::Operator);
}
