//! The draw: who sits together.

use std::collections::BTreeMap;

use super::met::Met;
use crate::chat::Platform;
use crate::clock::shuffle;
use crate::ids::MemberId;

/// Draws tables of two, and one of three where somebody would be left over, on each platform by itself:
/// those on one reach each other most easily. Who is the only one on theirs sits with the others. Two who
/// met lately sit together again only where there is nobody else.
pub(super) fn draw(volunteers: Vec<(MemberId, Platform)>, met: &Met) -> Vec<Vec<MemberId>> {
    let mut on: BTreeMap<Platform, Vec<MemberId>> = BTreeMap::new();
    for (member, platform) in volunteers {
        on.entry(platform).or_default().push(member);
    }
    let (mut rooms, alone): (Vec<_>, Vec<_>) = on.into_values().partition(|room| room.len() > 1);
    let alone = alone.concat();
    match rooms.iter_mut().min_by_key(|room| room.len()) {
        // With two platforms there is one room for them; among more, the smallest.
        Some(room) => room.extend(alone),
        None if alone.is_empty() => {}
        None => rooms.push(alone),
    }
    rooms.into_iter().flat_map(|room| seat(room, met)).collect()
}

/// Seats everybody in a room.
fn seat(mut room: Vec<MemberId>, met: &Met) -> Vec<Vec<MemberId>> {
    shuffle(&mut room);
    let third = if room.len() % 2 == 1 {
        room.pop()
    } else {
        None
    };
    let mut pairs = Vec::new();
    while let Some(one) = room.pop() {
        let best = (0..room.len()).min_by_key(|at| met.against(one, room[*at]));
        pairs.extend(best.map(|at| [one, room.swap_remove(at)]));
    }
    while improve(&mut pairs, met) {}
    let mut tables: Vec<Vec<MemberId>> = pairs.iter().map(Vec::from).collect();
    let against = |table: &Vec<MemberId>, third| -> u64 {
        table.iter().map(|one| met.against(*one, third)).sum()
    };
    if let Some(third) = third {
        match tables.iter_mut().min_by_key(|table| against(table, third)) {
            Some(table) => table.push(third),
            None => tables.push(vec![third]),
        }
    }
    tables
}

/// Swaps people between two tables where less speaks against both tables then. False when no such swap is
/// left. Each lowers what speaks against all of them, so that they come to an end.
fn improve(pairs: &mut [[MemberId; 2]], met: &Met) -> bool {
    let against = |[one, other]: [MemberId; 2]| met.against(one, other);
    let mut better = false;
    for at in 0..pairs.len() {
        for with in 0..pairs.len() {
            let ([a, b], [c, d]) = (pairs[at], pairs[with]);
            if against([a, b]) == 0 {
                break;
            }
            let now = against([a, b]) + against([c, d]);
            let other_ways = [([a, c], [b, d]), ([a, d], [b, c])];
            let best = other_ways
                .into_iter()
                .min_by_key(|(one, two)| against(*one) + against(*two));
            if let Some((one, two)) = best
                && at != with
                && against(one) + against(two) < now
            {
                (pairs[at], pairs[with]) = (one, two);
                better = true;
            }
        }
    }
    better
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn members(from: u128, many: usize) -> Vec<MemberId> {
        (from..).take(many).map(MemberId::from_u128).collect()
    }

    fn volunteers(slack: usize, teams: usize) -> Vec<(MemberId, Platform)> {
        let on = |platform| move |member| (member, platform);
        let slack = members(1, slack).into_iter().map(on(Platform::Slack));
        let teams = members(1001, teams).into_iter().map(on(Platform::Teams));
        slack.chain(teams).collect()
    }

    fn on_slack(member: MemberId) -> bool {
        member < MemberId::from_u128(1001)
    }

    #[test]
    fn whoever_is_alone_is_told_so_and_of_two_platforms_two_alone_sit_together() {
        assert_eq!(draw(Vec::new(), &Met::default()), Vec::<Vec<_>>::new());
        assert_eq!(draw(volunteers(1, 0), &Met::default()).len(), 1);
        let two = draw(volunteers(1, 1), &Met::default());
        assert_eq!(two.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn four_meet_each_other_before_they_meet_again() {
        let four: Vec<_> = volunteers(4, 0);
        let (mut history, mut pairs) = (Vec::new(), HashSet::new());
        for _ in 0..3 {
            let mut met = Met::default();
            for (ago, tables) in (1..).zip(history.iter().rev()) {
                let tables: &Vec<Vec<MemberId>> = tables;
                for table in tables {
                    met.note(table, ago);
                }
            }
            let tables = draw(four.clone(), &met);
            for table in &tables {
                let mut pair = table.clone();
                pair.sort();
                assert!(pairs.insert(pair), "{history:?} {tables:?}");
            }
            history.push(tables);
        }
        assert_eq!(pairs.len(), 6);
    }

    #[test]
    fn of_those_who_all_met_the_longest_ago_meet_again() {
        let mut met = Met::default();
        let four = members(1, 4);
        for (ago, [a, b]) in [
            (3, [0, 1]),
            (3, [2, 3]),
            (2, [0, 2]),
            (2, [1, 3]),
            (1, [0, 3]),
            (1, [1, 2]),
        ] {
            met.note(&[four[a], four[b]], ago);
        }
        let mut tables = draw(volunteers(4, 0), &met);
        for table in &mut tables {
            table.sort();
        }
        tables.sort();
        assert_eq!(tables, [vec![four[0], four[1]], vec![four[2], four[3]]]);
    }

    proptest! {
        #[test]
        fn everybody_sits_at_one_table_and_apart_from_whom_they_met_last(
            slack in 0_usize..40,
            teams in 0_usize..40,
        ) {
            let all = volunteers(slack, teams);
            let mut met = Met::default();
            for ago in [2, 1] {
                for table in draw(all.clone(), &met) {
                    met.note(&table, ago);
                }
            }
            let last: HashSet<_> = all.iter().flat_map(|(one, _)| {
                let met = &met;
                // Met in the last draw: what was two draws ago weighs less than that.
                all.iter().filter(move |(other, _)| met.against(*one, *other) >= 1 << 22).map(move |(other, _)| (*one, *other))
            }).collect();
            let tables = draw(all.clone(), &met);
            let seated: Vec<_> = tables.concat();
            prop_assert_eq!(seated.len(), all.len());
            prop_assert_eq!(seated.iter().collect::<HashSet<_>>().len(), all.len());
            for table in &tables {
                prop_assert!(matches!(table.len(), 2 | 3) || all.len() == 1, "{:?}", table);
            }
            for (many, ours) in [(slack, true), (teams, false)] {
                let here = |member: &MemberId| on_slack(*member) == ours;
                let threes = tables.iter().filter(|table| table.len() == 3 && table.iter().any(here)).count();
                prop_assert!(threes <= 1, "{:?}", tables);
                if slack != 1 && teams != 1 {
                    prop_assert!(tables.iter().all(|table| table.iter().all(here) || !table.iter().any(here)));
                    prop_assert_eq!(threes, many % 2);
                    if many % 2 == 0 && many > 2 {
                        let again = tables.iter().filter(|table| here(&table[0]) && last.contains(&(table[0], table[1])));
                        prop_assert_eq!(again.count(), 0);
                    }
                }
            }
        }
    }
}
