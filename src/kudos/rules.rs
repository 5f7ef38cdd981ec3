//! The rules of giving. Pure: everything they need is handed in.

use std::collections::HashSet;
use std::sync::Arc;

use crate::chat::{PlaceKind, Standing};
use crate::people::Member;
use crate::settings::Settings;

/// Somebody named as a recipient.
#[derive(Clone, Debug)]
pub struct Named {
    /// Who.
    pub member: Arc<Member>,
    /// Whether they were named as one of a group rather than by themselves.
    pub by_group: bool,
}

/// What somebody asks to give, before the rules were asked.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Who gives.
    pub giver: &'a Member,
    /// To whom, in the order they were named.
    pub named: Vec<Named>,
    /// Points for each.
    pub amount: i64,
    /// Company values, as typed.
    pub values: Vec<String>,
    /// The reason, as typed.
    pub reason: &'a str,
    /// Where.
    pub place: PlaceKind,
    /// Whether the giver has confirmed a number of recipients above the limit.
    pub confirmed: bool,
}

/// What may be given.
#[derive(Clone, Debug)]
pub struct Checked {
    /// To whom; distinct.
    pub recipients: Vec<Arc<Member>>,
    /// Points for each.
    pub points: i64,
    /// Slugs of company values; distinct.
    pub values: Vec<String>,
    /// What the giver should know.
    pub notes: Vec<Note>,
}

/// Something left out of a kudos that is given all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Bots were named with people.
    BotsLeftOut {
        /// Their names.
        names: Vec<String>,
    },
    /// The giver is one of the group.
    YouLeftOut,
    /// Guests are in the group, and guests do not take part.
    GuestsLeftOut {
        /// How many.
        count: usize,
    },
    /// `@channel` and the like do not give.
    BroadcastLeftOut,
}

/// Why a kudos is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// To yourself.
    Yourself,
    /// Only to bots.
    OnlyBots,
    /// Nobody is left of the groups that were named.
    NobodyLeft,
    /// To somebody who has left.
    Deactivated {
        /// Their name.
        name: String,
    },
    /// To a guest, where guests do not take part.
    Guest {
        /// Their name.
        name: String,
    },
    /// To somebody of another organisation.
    Outsider {
        /// Their name.
        name: String,
    },
    /// An admin paused the giver.
    Paused,
    /// The giver is a guest, where guests do not take part, or of another organisation.
    NotForYou,
    /// Zero or less.
    NotPositive,
    /// More than one recipient may get.
    TooManyPoints {
        /// The most.
        max: i64,
    },
    /// More recipients than allowed.
    TooManyRecipients {
        /// The most.
        max: usize,
        /// How many were named.
        named: usize,
    },
    /// More than one kudos may go to, whether that is meant or not.
    GroupTooLarge {
        /// The most.
        max: usize,
        /// How many there are.
        count: usize,
    },
    /// A large group: the giver should say that they mean it.
    ConfirmRecipients {
        /// How many would receive.
        count: usize,
        /// What it would cost.
        cost: i64,
    },
    /// No such company value.
    UnknownValue {
        /// As typed.
        typed: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A company value must be named.
    ValueMissing,
    /// The reason is missing, or too short.
    ReasonTooShort {
        /// The shortest, in characters.
        min: usize,
    },
    /// Not in a direct message.
    NotInDirect,
}

/// Asks the rules.
pub fn check(settings: &Settings, draft: Draft<'_>) -> Result<Checked, Refusal> {
    giver_may(settings, draft.giver)?;
    if draft.place == PlaceKind::Direct && !settings.allow_direct {
        return Err(Refusal::NotInDirect);
    }
    let by_group = draft.named.iter().any(|named| named.by_group);
    let (recipients, notes) = recipients(settings, draft.giver, draft.named)?;
    let points = points(settings, draft.amount)?;
    let values = values(settings, &draft.values)?;
    if draft.reason.trim().chars().count() < settings.reason_min_chars {
        return Err(Refusal::ReasonTooShort {
            min: settings.reason_min_chars,
        });
    }
    let (max, count) = (settings.max_recipients, recipients.len());
    if count > settings.max_group {
        return Err(Refusal::GroupTooLarge {
            max: settings.max_group,
            count,
        });
    }
    if count > max && !draft.confirmed {
        return Err(if by_group {
            let cost = points.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX));
            Refusal::ConfirmRecipients { count, cost }
        } else {
            Refusal::TooManyRecipients { max, named: count }
        });
    }
    Ok(Checked {
        recipients,
        points,
        values,
        notes,
    })
}

/// Whether somebody may give at all.
pub fn giver_may(settings: &Settings, giver: &Member) -> Result<(), Refusal> {
    match giver.standing {
        Standing::Member | Standing::Guest if giver.paused => Err(Refusal::Paused),
        Standing::Member => Ok(()),
        Standing::Guest if settings.allow_guests => Ok(()),
        Standing::Guest | Standing::Outsider | Standing::Bot => Err(Refusal::NotForYou),
    }
}

fn recipients(
    settings: &Settings,
    giver: &Member,
    named: Vec<Named>,
) -> Result<(Vec<Arc<Member>>, Vec<Note>), Refusal> {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    let mut bots = Vec::new();
    let (mut yourself, mut guests, mut any_group) = (false, 0, false);
    for Named { member, by_group } in named {
        any_group |= by_group;
        if !seen.insert(member.id) {
            continue;
        }
        if member.id == giver.id {
            if !by_group {
                return Err(Refusal::Yourself);
            }
            yourself = true;
            continue;
        }
        match member.standing {
            Standing::Bot if by_group => continue,
            Standing::Bot => {
                bots.push(member.name.clone());
                continue;
            }
            _ if !member.active && by_group => continue,
            _ if !member.active => {
                return Err(Refusal::Deactivated {
                    name: member.name.clone(),
                });
            }
            Standing::Guest if settings.allow_guests => {}
            Standing::Guest if by_group => {
                guests += 1;
                continue;
            }
            Standing::Guest => {
                return Err(Refusal::Guest {
                    name: member.name.clone(),
                });
            }
            Standing::Outsider if by_group => continue,
            Standing::Outsider => {
                return Err(Refusal::Outsider {
                    name: member.name.clone(),
                });
            }
            Standing::Member => {}
        }
        kept.push(member);
    }
    if kept.is_empty() {
        return Err(if any_group {
            Refusal::NobodyLeft
        } else {
            Refusal::OnlyBots
        });
    }
    let mut notes = Vec::new();
    if !bots.is_empty() {
        notes.push(Note::BotsLeftOut { names: bots });
    }
    if yourself {
        notes.push(Note::YouLeftOut);
    }
    if guests > 0 {
        notes.push(Note::GuestsLeftOut { count: guests });
    }
    Ok((kept, notes))
}

fn points(settings: &Settings, amount: i64) -> Result<i64, Refusal> {
    if amount <= 0 {
        return Err(Refusal::NotPositive);
    }
    if amount > settings.max_points_per_recipient {
        return Err(Refusal::TooManyPoints {
            max: settings.max_points_per_recipient,
        });
    }
    Ok(amount)
}

fn values(settings: &Settings, typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut slugs: Vec<String> = Vec::new();
    for name in typed {
        let Some(value) = settings.values.find(name) else {
            return Err(Refusal::UnknownValue {
                typed: name.clone(),
                nearest: settings.values.nearest(name).map(str::to_owned),
            });
        };
        if !slugs.contains(&value.slug) {
            slugs.push(value.slug.clone());
        }
    }
    if slugs.is_empty() && settings.value_required {
        return Err(Refusal::ValueMissing);
    }
    Ok(slugs)
}

#[cfg(test)]
mod tests {
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
        change: impl FnOnce(&mut Draft<'_>, &mut Settings),
    ) -> Result<Checked, Refusal> {
        let giver = person(1, Standing::Member, true);
        let mut settings = Settings::default();
        let mut draft = Draft {
            giver: &giver,
            named,
            amount: 5,
            values: vec![],
            reason: "for the launch",
            place: PlaceKind::Public,
            confirmed: false,
        };
        change(&mut draft, &mut settings);
        check(&settings, draft)
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
            d.place = PlaceKind::Direct;
            s.allow_direct = false;
        });
        assert_eq!(direct.unwrap_err(), Refusal::NotInDirect);
    }
}
