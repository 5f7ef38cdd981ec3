//! Which groups may be shown. Pure.
//!
//! Whoever reads results may add and subtract them: what all answered less what one group answered is
//! what the others did. All that can be had in this way are sums of the parts into which the groups cut
//! those who answered. So groups are shown as long as none of these parts is smaller than the floor.

/// Says of each group whether it is shown, given the numbers of its members among the `answered` who
/// answered. Groups that come first are preferred. It looks at sizes alone.
pub(super) fn shown(answered: usize, groups: &[Vec<usize>], floor: usize) -> Vec<bool> {
    // The part that each is in, and how large it is.
    let mut part_of = vec![0_usize; answered];
    let mut sizes = vec![answered];
    let mut inside = vec![0_usize];
    let mut shown = Vec::with_capacity(groups.len());
    for group in groups {
        for member in group {
            inside[part_of[*member]] += 1;
        }
        let mut cut: Vec<usize> = group.iter().map(|member| part_of[*member]).collect();
        cut.sort_unstable();
        cut.dedup();
        let large = |part: &usize| {
            let (within, without) = (inside[*part], sizes[*part] - inside[*part]);
            within >= floor && (without == 0 || without >= floor)
        };
        let show = !cut.is_empty() && answered >= floor && cut.iter().all(large);
        if show {
            let mut split = vec![None; sizes.len()];
            for part in &cut {
                let within = inside[*part];
                if within < sizes[*part] {
                    split[*part] = Some(sizes.len());
                    sizes.push(within);
                    sizes[*part] -= within;
                }
            }
            for member in group {
                if let Some(new) = split.get(part_of[*member]).copied().flatten() {
                    part_of[*member] = new;
                }
            }
        }
        for part in cut {
            inside[part] = 0;
        }
        inside.resize(sizes.len(), 0);
        shown.push(show);
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_group_does_not_follow_by_subtraction() {
        let groups = [(0..7).collect(), (7..13).collect(), vec![13, 14]];
        assert_eq!(shown(15, &groups, 5), [true, false, false]);
        let groups = [(0..7).collect(), (7..15).collect()];
        assert_eq!(shown(15, &groups, 5), [true, true]);
    }

    #[test]
    fn an_overlap_is_a_group_as_well() {
        let groups = [(0..10).collect(), (7..20).collect(), (5..15).collect()];
        assert_eq!(shown(20, &groups, 5), [true, false, true]);
    }

    proptest! {
        /// Plays the reader, who adds, subtracts and intersects whatever is shown.
        #[test]
        fn no_reader_learns_of_fewer_than_the_floor(
            answered in 0..24_usize,
            raw in vec(vec(0..24_usize, 0..24), 0..6),
            floor in 3..7_usize,
        ) {
            let groups: Vec<Vec<usize>> = raw.into_iter().map(|group| {
                let group: BTreeSet<usize> = group.into_iter().filter(|it| *it < answered).collect();
                group.into_iter().collect()
            }).collect();
            let shown = shown(answered, &groups, floor);
            let all: u32 = (0..answered).fold(0, |set, it| set | 1 << it);
            let mut known: BTreeSet<u32> = BTreeSet::new();
            for (group, shown) in groups.iter().zip(&shown) {
                if *shown {
                    known.insert(group.iter().fold(0, |set, it| set | 1 << it));
                }
            }
            if !known.is_empty() {
                known.insert(all);
            }
            loop {
                let mut learned = BTreeSet::new();
                for a in &known {
                    for b in &known {
                        learned.extend([a & b, a & !b, a | b]);
                    }
                }
                let before = known.len();
                known.extend(learned);
                if known.len() == before || known.len() > 4000 {
                    break;
                }
            }
            for set in known {
                let size = set.count_ones() as usize;
                prop_assert!(size == 0 || size >= floor, "{size} of {answered}");
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
            prop_assert!(shown(next, &groups, 5).into_iter().all(|it| it));
        }
    }
}
