//! The rules, one by one.

use super::*;
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Role;

fn person(id: u128, standing: Standing, active: bool) -> Arc<Member> {
    Arc::new(Member {
        workspace: WorkspaceId::nil(),
        id: MemberId::from_u128(id),
        name: format!("p{id}"),
        locale: None,
        time_zone: None,
        standing,
        active,
        role: Role::Member,
        paused: false,
        on_boards: true,
        muted: Vec::new(),
        accounts: vec![],
    })
}

fn ask(
    named: Vec<Named>,
    change: impl FnOnce(&mut Unchecked<'_>, &mut Settings),
) -> Result<Checked, Refusal> {
    let giver = person(1, Standing::Member, true);
    let mut settings = Settings::default();
    let mut gift = Unchecked {
        giver: &giver,
        named,
        amount: 5,
        values: vec![],
        reason: "for the launch",
        direct: false,
        confirmed: false,
        broadcast: false,
    };
    change(&mut gift, &mut settings);
    check(&settings, gift)
}

fn alone(member: Arc<Member>) -> Vec<Named> {
    vec![Named {
        member,
        by_group: false,
    }]
}

fn group(members: impl IntoIterator<Item = Arc<Member>>) -> Vec<Named> {
    members
        .into_iter()
        .map(|member| Named {
            member,
            by_group: true,
        })
        .collect()
}

#[test]
fn one_colleague_receives() {
    let checked = ask(alone(person(2, Standing::Member, true)), |_, _| {}).unwrap();
    assert_eq!(checked.recipients.len(), 1);
    assert_eq!(checked.points, 5);
    assert_eq!(checked.notes, vec![]);
}

#[test]
fn nobody_gives_to_themselves() {
    let refused = ask(alone(person(1, Standing::Member, true)), |_, _| {}).unwrap_err();
    assert_eq!(refused, Refusal::Yourself);
}

#[test]
fn in_a_group_the_giver_bots_and_the_deactivated_are_dropped() {
    let named = group([
        person(1, Standing::Member, true),
        person(2, Standing::Member, true),
        person(3, Standing::Bot, true),
        person(4, Standing::Member, false),
        person(5, Standing::Guest, true),
    ]);
    let checked = ask(named, |_, _| {}).unwrap();
    assert_eq!(checked.recipients.len(), 1);
    assert_eq!(
        checked.notes,
        vec![Note::YouLeftOut, Note::GuestsLeftOut { count: 1 }]
    );
}

#[test]
fn bots_among_people_are_dropped_and_bots_alone_refused() {
    let bot = || Named {
        member: person(9, Standing::Bot, true),
        by_group: false,
    };
    let mut named = alone(person(2, Standing::Member, true));
    named.push(bot());
    let checked = ask(named, |_, _| {}).unwrap();
    assert_eq!(
        checked.notes,
        vec![Note::BotsLeftOut {
            names: vec!["p9".into()]
        }]
    );
    assert_eq!(ask(vec![bot()], |_, _| {}).unwrap_err(), Refusal::OnlyBots);
}

#[test]
fn the_same_person_counts_once() {
    let mut named = alone(person(2, Standing::Member, true));
    named.extend(group([person(2, Standing::Member, true)]));
    assert_eq!(ask(named, |_, _| {}).unwrap().recipients.len(), 1);
}

#[test]
fn guests_take_part_where_the_settings_say_so() {
    let guest = || alone(person(2, Standing::Guest, true));
    assert!(matches!(
        ask(guest(), |_, _| {}),
        Err(Refusal::Guest { .. })
    ));
    assert!(ask(guest(), |_, s| s.allow_guests = true).is_ok());
    let outsider = alone(person(2, Standing::Outsider, true));
    assert!(matches!(
        ask(outsider, |_, s| s.allow_guests = true),
        Err(Refusal::Outsider { .. })
    ));
}

#[test]
fn amounts_have_bounds() {
    let to = || alone(person(2, Standing::Member, true));
    assert_eq!(
        ask(to(), |d, _| d.amount = 0).unwrap_err(),
        Refusal::NotPositive
    );
    assert_eq!(
        ask(to(), |d, _| d.amount = -3).unwrap_err(),
        Refusal::NotPositive
    );
    assert_eq!(
        ask(to(), |d, _| d.amount = 51).unwrap_err(),
        Refusal::TooManyPoints { max: 50 }
    );
    assert!(ask(to(), |d, _| d.amount = 50).is_ok());
}

#[test]
fn values_must_exist_and_aliases_stand_for_them() {
    let to = || alone(person(2, Standing::Member, true));
    let checked = ask(to(), |d, _| {
        d.values = vec!["Kolaborasi".into(), "teamwork".into()];
    })
    .unwrap();
    assert_eq!(checked.values, vec!["teamwork"]);
    let refused = ask(to(), |d, _| d.values = vec!["teamwrok".into()]).unwrap_err();
    let nearest = Some("teamwork".to_owned());
    assert_eq!(
        refused,
        Refusal::UnknownValue {
            typed: "teamwrok".into(),
            nearest
        }
    );
    assert_eq!(
        ask(to(), |_, s| s.value_required = true).unwrap_err(),
        Refusal::ValueMissing
    );
}

#[test]
fn a_large_group_is_confirmed_and_a_long_list_refused() {
    let many = || (2..40).map(|id| person(id, Standing::Member, true));
    let confirm = Refusal::ConfirmRecipients {
        count: 38,
        cost: 190,
    };
    assert_eq!(ask(group(many()), |_, _| {}).unwrap_err(), confirm);
    assert!(ask(group(many()), |d, _| d.confirmed = true).is_ok());
    let too_large = ask(group(many()), |d, s| {
        d.confirmed = true;
        s.max_group = 37;
    });
    let refused = Refusal::GroupTooLarge { max: 37, count: 38 };
    assert_eq!(too_large.unwrap_err(), refused);
    let listed = many()
        .map(|member| Named {
            member,
            by_group: false,
        })
        .collect();
    assert_eq!(
        ask(listed, |_, _| {}).unwrap_err(),
        Refusal::TooManyRecipients { max: 20, named: 38 }
    );
}

#[test]
fn reasons_and_direct_messages_follow_the_settings() {
    let to = || alone(person(2, Standing::Member, true));
    let short = ask(to(), |_, s| s.reason_min_chars = 15).unwrap_err();
    assert_eq!(short, Refusal::ReasonTooShort { min: 15 });
    let direct = ask(to(), |d, s| {
        d.direct = true;
        s.allow_direct = false;
    });
    assert_eq!(direct.unwrap_err(), Refusal::NotInDirect);
}
