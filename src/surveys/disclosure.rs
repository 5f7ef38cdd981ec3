//! Which groups may be shown. Pure.
//!
//! Whoever reads results may add and subtract them: what all answered less what one group answered is
//! what the others did. All that can be had in this way are sums of the parts into which the groups cut
//! those who answered. So groups are shown as long as none of these parts becomes smaller than the floor;
//! neither here, nor among those whom another run asked the same.

/// The parts into which people are cut by what is known of groups of them.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// The part that each is in.
    part_of: Vec<usize>,
    /// How large each part is.
    sizes: Vec<usize>,
}

impl Parts {
    /// One part of so many people.
    pub(super) fn whole(people: usize) -> Self {
        Self {
            part_of: vec![0; people],
            sizes: vec![people],
        }
    }

    /// How many of a group are in each part that has any.
    fn within(&self, group: &[usize]) -> Vec<(usize, usize)> {
        let mut parts: Vec<usize> = group.iter().map(|person| self.part_of[*person]).collect();
        parts.sort_unstable();
        let runs = parts.chunk_by(|one, other| one == other);
        runs.map(|run| (run[0], run.len())).collect()
    }

    /// Whether the group cuts no part such that either piece is smaller than the floor.
    pub(super) fn admit(&self, group: &[usize], floor: usize) -> bool {
        self.within(group).into_iter().all(|(part, within)| {
            let without = self.sizes[part] - within;
            without == 0 || within >= floor && without >= floor
        })
    }

    /// The group is known: it cuts whatever it cuts.
    pub(super) fn cut(&mut self, group: &[usize]) {
        let mut new = vec![None; self.sizes.len()];
        for (part, within) in self.within(group) {
            if within < self.sizes[part] {
                new[part] = Some(self.sizes.len());
                self.sizes.push(within);
                self.sizes[part] -= within;
            }
        }
        for person in group {
            if let Some(new) = new.get(self.part_of[*person]).copied().flatten() {
                self.part_of[*person] = new;
            }
        }
    }
}

/// A group that may be shown: the numbers of its members here, and in each other run that asked the same.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) here: Vec<usize>,
    pub(super) elsewhere: Vec<Vec<usize>>,
}

/// Says of each group whether it is shown, where so many answered, and with what is known from `elsewhere`.
/// Groups that come first are preferred. It looks at sizes alone.
pub(super) fn shown(
    answered: usize,
    mut elsewhere: Vec<Parts>,
    groups: &[Candidate],
    floor: usize,
) -> Vec<bool> {
    let mut here = Parts::whole(answered);
    let show = |group: &Candidate| {
        let others = elsewhere.iter_mut().zip(&group.elsewhere);
        let show = answered >= floor
            && !group.here.is_empty()
            && here.admit(&group.here, floor)
            && others.fold(true, |all, (parts, group)| all && parts.admit(group, floor));
        if show {
            here.cut(&group.here);
            let others = elsewhere.iter_mut().zip(&group.elsewhere);
            others.for_each(|(parts, group)| parts.cut(group));
        }
        show
    };
    groups.iter().map(show).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn alone(groups: &[Vec<usize>]) -> Vec<Candidate> {
        let alone = |group: &Vec<usize>| Candidate {
            here: group.clone(),
            elsewhere: Vec::new(),
        };
        groups.iter().map(alone).collect()
    }

    fn shown_here(answered: usize, groups: &[Vec<usize>], floor: usize) -> Vec<bool> {
        shown(answered, Vec::new(), &alone(groups), floor)
    }

    /// Everything that a reader can have who adds, subtracts and intersects what is known.
    fn learned(mut known: BTreeSet<u32>) -> BTreeSet<u32> {
        loop {
            let mut more = BTreeSet::new();
            for a in &known {
                for b in &known {
                    more.extend([a & b, a & !b, a | b]);
                }
            }
            let before = known.len();
            known.extend(more);
            if known.len() == before || known.len() > 4000 {
                return known;
            }
        }
    }

    fn bits(group: &[usize]) -> u32 {
        group.iter().fold(0, |set, it| set | 1 << it)
    }

    fn sets(raw: Vec<Vec<usize>>, people: usize) -> Vec<Vec<usize>> {
        let set = |group: Vec<usize>| {
            let group: BTreeSet<usize> = group.into_iter().filter(|it| *it < people).collect();
            group.into_iter().collect()
        };
        raw.into_iter().map(set).collect()
    }

    #[test]
    fn the_last_group_does_not_follow_by_subtraction() {
        let groups = [(0..7).collect(), (7..13).collect(), vec![13, 14]];
        assert_eq!(shown_here(15, &groups, 5), [true, false, false]);
        let groups = [(0..7).collect(), (7..15).collect()];
        assert_eq!(shown_here(15, &groups, 5), [true, true]);
    }

    #[test]
    fn an_overlap_is_a_group_as_well() {
        let groups = [(0..10).collect(), (7..20).collect(), (5..15).collect()];
        assert_eq!(shown_here(20, &groups, 5), [true, false, true]);
    }

    proptest! {
        /// Plays the reader, who adds, subtracts and intersects whatever is shown.
        #[test]
        fn no_reader_learns_of_fewer_than_the_floor(
            answered in 0..24_usize,
            raw in vec(vec(0..24_usize, 0..24), 0..6),
            floor in 3..7_usize,
        ) {
            let groups = sets(raw, answered);
            let shown = shown_here(answered, &groups, floor);
            let all: u32 = (0..answered).fold(0, |set, it| set | 1 << it);
            let each = groups.iter().zip(&shown).filter(|(_, shown)| **shown);
            let mut known: BTreeSet<u32> = each.map(|(group, _)| bits(group)).collect();
            if !known.is_empty() {
                known.insert(all);
            }
            for set in learned(known) {
                let size = set.count_ones() as usize;
                prop_assert!(size == 0 || size >= floor, "{size} of {answered}");
            }
        }

        /// Nor by two runs that ask the same: one asked everybody, and another some of them.
        #[test]
        fn nor_by_two_runs_that_ask_the_same(
            people in 5..24_usize,
            first in vec(vec(0..24_usize, 0..24), 0..5),
            (asked, whole) in (vec(0..24_usize, 0..24), any::<u32>()),
            second in vec(vec(0..24_usize, 0..24), 0..5),
            floor in 3..6_usize,
        ) {
            let first = sets(first, people);
            let first: Vec<_> = first.iter().zip(shown_here(people, &first, floor)).filter(|it| it.1).collect();
            let mut parts = Parts::whole(people);
            for (group, _) in &first {
                parts.cut(group);
            }
            let mut asked = sets(vec![asked], people).remove(0);
            // What is not admitted gives way to whole parts, which always are.
            if !parts.admit(&asked, floor) {
                asked = (0..people).filter(|it| whole >> parts.part_of[*it] & 1 == 1).collect();
            }
            if asked.len() < floor {
                return Ok(());
            }
            parts.cut(&asked);
            let second: Vec<Candidate> = sets(second, people).into_iter().map(|group| {
                let of_asked: Vec<usize> = group.into_iter().filter(|it| asked.contains(it)).collect();
                let at = |person: &usize| asked.iter().position(|it| it == person);
                Candidate { here: of_asked.iter().filter_map(at).collect(), elsewhere: vec![of_asked] }
            }).collect();
            let shown = shown(asked.len(), vec![parts], &second, floor);
            let of_second = second.iter().zip(shown).filter(|it| it.1).map(|(group, _)| bits(&group.elsewhere[0]));
            let all = (0..people).fold(0, |set, it| set | 1 << it);
            let known = first.iter().map(|(group, _)| bits(group)).chain(of_second).chain([all, bits(&asked)]);
            for set in learned(known.collect()) {
                let size = set.count_ones() as usize;
                prop_assert!(size == 0 || size >= floor, "{size} of {people}");
            }
        }

        /// What is held back is held back for a reason: groups that cut nothing small are all shown.
        #[test]
        fn large_groups_that_part_everybody_are_shown(sizes in vec(5..9_usize, 1..5)) {
            let mut next = 0;
            let groups: Vec<Vec<usize>> = sizes.iter().map(|size| {
                let group = (next..next + size).collect();
                next += size;
                group
            }).collect();
            prop_assert!(shown_here(next, &groups, 5).into_iter().all(|it| it));
        }
    }
}
