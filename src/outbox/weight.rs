//! How urgent a letter is, and what share of everything each weight has.

words! {
    /// How urgent a letter is.
    #[derive(Default)]
    pub enum Weight {
        /// Somebody waits for it: an announcement, an answer.
        #[default]
        Interactive = "interactive",
        /// It is news to somebody: they received something.
        Notice = "notice",
        /// It goes to very many: invitations, digests.
        Bulk = "bulk",
    }
}

impl Weight {
    /// Every weight, the most urgent first.
    pub const ALL: [Self; 3] = [Self::Interactive, Self::Notice, Self::Bulk];

    /// How much of a limit's burst it may use up. The rest is kept for what is more urgent, which
    /// therefore leaves at once whatever waits; bulk takes what nobody else does.
    pub(super) const fn burst(self, whole: i32) -> i32 {
        match self {
            Self::Interactive => whole,
            Self::Notice => whole / 2,
            Self::Bulk => 0,
        }
    }

    /// Of the letters on their way, how many places are kept for it.
    const fn places(self) -> usize {
        match self {
            Self::Interactive => 4,
            Self::Notice => 3,
            Self::Bulk => 1,
        }
    }
}

/// How many letters are on their way at once.
pub(super) const IN_FLIGHT: usize = 16;

/// How many more letters of `weight` may be sent beside those `under_way`: the places kept for it,
/// and those that are kept for nobody.
pub(super) fn room(under_way: &[Weight], weight: Weight) -> usize {
    let used = |it: Weight| under_way.iter().filter(|other| **other == it).count();
    let kept: usize = Weight::ALL.map(Weight::places).iter().sum();
    let beyond: usize = Weight::ALL
        .map(|it| used(it).saturating_sub(it.places()))
        .iter()
        .sum();
    let own = weight.places().saturating_sub(used(weight));
    own + (IN_FLIGHT - kept).saturating_sub(beyond)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(counts: [usize; 3]) -> Vec<Weight> {
        let all = Weight::ALL.into_iter().zip(counts);
        all.flat_map(|(weight, count)| vec![weight; count])
            .collect()
    }

    #[test]
    fn no_weight_takes_all_places() {
        let mut under_way = Vec::new();
        for weight in [Weight::Bulk, Weight::Notice, Weight::Interactive] {
            let room = room(&under_way, weight);
            under_way.extend(vec![weight; room]);
        }
        assert_eq!(under_way, {
            let mut expected = of([4, 3, 9]);
            expected.reverse();
            expected
        });
        assert_eq!(Weight::ALL.map(|it| room(&under_way, it)), [0; 3]);
        assert_eq!(Weight::ALL.map(|it| room(&[], it)), [12, 11, 9]);
    }

    proptest! {
        /// In whatever order they come and go.
        #[test]
        fn places_are_never_given_twice(wanted in proptest::collection::vec((0_usize..3, 0_usize..20), 0..40)) {
            let mut counts = [0; 3];
            for (which, many) in wanted {
                let weight = Weight::ALL[which];
                if many > 12 {
                    counts[which] = 0;
                } else {
                    counts[which] += many.min(room(&of(counts), weight));
                }
                prop_assert!(counts.iter().sum::<usize>() <= IN_FLIGHT);
                for (other, kept) in Weight::ALL.into_iter().zip([4, 3, 1]) {
                    let used = counts[Weight::ALL.iter().position(|it| *it == other).unwrap()];
                    prop_assert!(used >= kept || room(&of(counts), other) >= kept - used);
                }
            }
        }
    }
}
