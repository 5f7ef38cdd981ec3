//! Letters about birthdays and anniversaries. Of what is told privately nothing is kept.

use jiff::civil::Date;

use super::to_member;
use crate::chat::{Message, Place};
use crate::outbox::{Letter, Weight};
use crate::people::{Celebrant, Member, OwnDays};
use crate::platforms::traits;
use crate::settings::Settings;
use crate::wording::{self, CelebrationChoice, CelebrationView, Congratulated, LookedUp, Words};

/// How many can be congratulated by a button each.
const BUTTONS: usize = 5;

/// What a place is told of those whose days are celebrated today.
pub fn celebrations_message(
    settings: &Settings,
    place: &Place,
    (celebrants, people): (&[Celebrant], &[Member]),
    today: Date,
) -> Message {
    let mut view = CelebrationView::default();
    let installation = place.installation();
    for celebrant in celebrants {
        let Some(member) = people.iter().find(|it| it.id == celebrant.member) else {
            continue;
        };
        let mention = member.mention();
        match celebrant.years {
            Some(years) if celebrant.date == today => group(&mut view.years, years).push(mention),
            Some(years) => group(&mut view.years_before, (years, celebrant.date)).push(mention),
            None if celebrant.date == today => view.today.push(mention),
            None => group(&mut view.before, celebrant.date).push(mention),
        }
        let here = member.accounts.iter().map(|account| &account.identity);
        let here = here
            .into_iter()
            .find(|it| it.installation() == installation);
        let typed = here.map(|account| format!("<@{}>", account.user));
        let new = |typed: &String| view.congratulated.iter().all(|it| it.typed != *typed);
        if let Some(typed) = typed.filter(new) {
            view.congratulated.push(Congratulated {
                name: member.name.clone(),
                typed,
                birthday: celebrant.years.is_none(),
            });
        }
    }
    view.congratulated.truncate(BUTTONS);
    wording::celebrations(&Words::new(settings.locale, settings), &view)
}

/// The group of a key, begun where there is none yet.
fn group<K: PartialEq, V>(groups: &mut Vec<(K, Vec<V>)>, key: K) -> &mut Vec<V> {
    let at = groups.iter().position(|(known, _)| *known == key);
    let at = at.unwrap_or_else(|| {
        groups.push((key, Vec::new()));
        groups.len() - 1
    });
    &mut groups[at].1
}

/// What somebody is told of their own days.
pub fn own_celebration(
    member: &Member,
    settings: &Settings,
    celebrants: &[&Celebrant],
) -> Option<Letter> {
    let command = traits(member.reachable_at(None)?.platform)
        .manner_alone
        .command;
    let birthday = celebrants.iter().any(|it| it.years.is_none());
    let years = celebrants.iter().find_map(|it| it.years);
    let words = Words::of(member, settings);
    let message = wording::own_celebration(&words, &member.name, (birthday, years), command);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk).sensitive()
    })
}

/// What somebody is asked whose days nobody is told of.
pub fn asked_of_days(member: &Member, settings: &Settings, days: OwnDays) -> Option<Letter> {
    let platform = traits(member.reachable_at(None)?.platform);
    let looks_up = settings.nudges.celebrated.anniversaries() && platform.tells_first_days;
    let choice = CelebrationChoice {
        days,
        asked: true,
        celebrates: true,
        looked_up: if looks_up {
            LookedUp::OnceChosen
        } else {
            LookedUp::Never
        },
        command: platform.manner_alone.command,
    };
    let message = wording::celebration_choice(&Words::of(member, settings), choice);
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Bulk).sensitive()
    })
}
