//! What a redemption is, and what it may become.

words! {
    /// Where a redemption stands.
    pub enum State {
        /// Somebody is asked whether it may be.
        Requested = "requested",
        /// It may be, and waits for its delivery.
        Approved = "approved",
        /// A service is being asked for it.
        Fulfilling = "fulfilling",
        /// The service was asked, and what it did is not known.
        Unknown = "unknown",
        /// It is there.
        Fulfilled = "fulfilled",
        /// It cannot be delivered as things are, and an admin is to say what becomes of it.
        Failed = "failed",
        /// It was not allowed.
        Rejected = "rejected",
        /// Its member thought better of it.
        Cancelled = "cancelled",
        /// Its points were given back.
        Refunded = "refunded",
    }
}

words! {
    /// What may happen to a redemption.
    pub enum Step {
        /// It is allowed.
        Approve = "approve",
        /// It is not allowed.
        Reject = "reject",
        /// Its member thinks better of it.
        Cancel = "cancel",
        /// A service is about to be asked.
        Begin = "begin",
        /// The service did not say what it did.
        Lose = "lose",
        /// It is delivered.
        Fulfil = "fulfil",
        /// It cannot be delivered.
        Fail = "fail",
        /// Its points are given back.
        Refund = "refund",
    }
}

/// Where the points of a redemption are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// In the reserve.
    Reserve,
    /// Spent.
    Redeemed,
    /// With the member again.
    Returned,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Requested,
        Self::Approved,
        Self::Fulfilling,
        Self::Unknown,
        Self::Fulfilled,
        Self::Failed,
        Self::Rejected,
        Self::Cancelled,
        Self::Refunded,
    ];

    /// What it becomes by a step; nothing where that cannot be.
    ///
    /// While a service is being asked, or may have done what it was asked for, nobody takes the points
    /// back behind its back: who does not know waits, and an admin who has looked may say what is so.
    pub const fn after(self, step: Step) -> Option<Self> {
        use Step::{Approve, Begin, Cancel, Fail, Fulfil, Lose, Refund, Reject};
        Some(match (self, step) {
            (Self::Requested, Approve) => Self::Approved,
            (Self::Requested, Reject) => Self::Rejected,
            (Self::Requested | Self::Approved, Cancel) => Self::Cancelled,
            (Self::Approved | Self::Unknown | Self::Failed, Begin) => Self::Fulfilling,
            (Self::Fulfilling, Lose) => Self::Unknown,
            (Self::Approved | Self::Fulfilling | Self::Unknown | Self::Failed, Fulfil) => {
                Self::Fulfilled
            }
            (Self::Approved | Self::Fulfilling | Self::Unknown, Fail) => Self::Failed,
            (Self::Approved | Self::Unknown | Self::Failed | Self::Fulfilled, Refund) => {
                Self::Refunded
            }
            _ => return None,
        })
    }

    /// Where its points are.
    pub const fn holding(self) -> Holding {
        match self {
            Self::Requested | Self::Approved | Self::Fulfilling | Self::Unknown | Self::Failed => {
                Holding::Reserve
            }
            Self::Fulfilled => Holding::Redeemed,
            Self::Rejected | Self::Cancelled | Self::Refunded => Holding::Returned,
        }
    }

    /// Whether somebody or something is still to act.
    pub const fn is_open(self) -> bool {
        matches!(self.holding(), Holding::Reserve)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 8] = [
        Step::Approve,
        Step::Reject,
        Step::Cancel,
        Step::Begin,
        Step::Lose,
        Step::Fulfil,
        Step::Fail,
        Step::Refund,
    ];

    #[test]
    fn what_has_come_to_nothing_stays_so_and_what_is_spent_is_at_most_given_back() {
        for state in State::ALL {
            for step in STEPS {
                let Some(after) = state.after(step) else {
                    continue;
                };
                assert_ne!(state.holding(), Holding::Returned, "{state} {step}");
                let spent = state.holding() == Holding::Redeemed;
                assert!(!spent || after == State::Refunded, "{state} {step}");
            }
        }
    }

    #[test]
    fn every_open_state_has_a_way_to_its_end() {
        for begin in State::ALL {
            let mut seen = vec![begin];
            let mut at = 0;
            while at < seen.len() {
                let state = seen[at];
                for after in STEPS.iter().filter_map(|step| state.after(*step)) {
                    if !seen.contains(&after) {
                        seen.push(after);
                    }
                }
                at += 1;
            }
            assert!(seen.iter().any(|state| !state.is_open()), "{begin}");
        }
    }

    #[test]
    fn nobody_takes_points_back_while_a_service_is_asked() {
        let back = [Step::Cancel, Step::Refund, Step::Reject];
        assert!(
            back.iter()
                .all(|step| State::Fulfilling.after(*step).is_none())
        );
        assert_eq!(State::Unknown.after(Step::Cancel), None);
    }

    /// The states that a statement counts as one kind, by the statements of these files.
    fn listed(file: &str) -> Vec<Vec<State>> {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let source = std::fs::read_to_string(source).unwrap();
        let lists = source
            .split("state IN (")
            .chain(source.split("state NOT IN ("));
        let lists = lists.filter(|list| list.starts_with('\''));
        let words = lists.map(|list| list.split_once(')').unwrap().0);
        let states = |words: &str| -> Option<Vec<State>> {
            let words = words.split(", ").map(|word| word.trim_matches('\''));
            words.map(|word| State::named(word).ok()).collect()
        };
        words.filter_map(states).collect()
    }

    /// A partial index is taken only where a statement spells its states out.
    #[test]
    fn statements_list_the_states_that_are_open_and_those_that_came_to_nothing() {
        let all = |is: fn(Holding) -> bool| -> Vec<State> {
            let states = State::ALL.into_iter();
            states.filter(|state| is(state.holding())).collect()
        };
        let sorted = |mut states: Vec<State>| {
            states.sort_unstable();
            states
        };
        let open = all(|it| it == Holding::Reserve);
        let nothing = all(|it| it == Holding::Returned);
        let over = all(|it| it != Holding::Reserve);
        let mut seen = 0;
        for file in [
            "src/rewards/catalog/stock.rs",
            "src/rewards/catalog/write.rs",
            "src/rewards/redemption/read.rs",
            "src/rewards/redemption/request.rs",
            "src/rewards/redemption/verify.rs",
            "src/retention/rules.rs",
        ] {
            for list in listed(file).into_iter().map(sorted) {
                let meant = if list.contains(&State::Requested) {
                    &open
                } else if list.contains(&State::Fulfilled) {
                    &over
                } else if list.contains(&State::Refunded) {
                    &nothing
                } else {
                    continue;
                };
                assert_eq!(list, sorted(meant.clone()), "{file}");
                seen += 1;
            }
        }
        assert!(seen >= 8, "{seen} lists were found");
    }
}
