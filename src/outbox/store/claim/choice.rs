//! Which of the first letters may leave now.

use jiff::{SignedDuration, Timestamp};

use super::heads::{Head, Paces};
use crate::clock::later;
use crate::outbox::Weight;
use crate::outbox::pacing::Bucket;

/// What a look comes to.
#[derive(Debug)]
pub(super) struct Choice<'a> {
    /// The letters to take, lane by lane.
    pub(super) free: Vec<&'a Head>,
    /// The lane to go on after, where there was one.
    pub(super) reached: Option<String>,
}

/// Chooses up to `limit` of the heads, in the order of their lanes.
pub(super) fn choose<'a>(
    heads: &'a [Head],
    paces: &Paces,
    now: Timestamp,
    weight: Weight,
    limit: usize,
    elsewhere: &[String],
) -> Choice<'a> {
    let may_leave = |head: &&Head| {
        head.available_at <= now
            && !elsewhere.iter().any(|it| it == head.installation())
            && !paces.contains_key(&head.lane)
            && !paces.contains_key(&Bucket::Pause.of(&head.method))
            && is_within_rate(head, paces, now, weight)
    };
    let free: Vec<&Head> = heads.iter().filter(may_leave).take(limit).collect();
    // When as many were free as were wanted, there may be more of them before the last lane.
    let last = if free.len() == limit {
        free.last().copied()
    } else {
        heads.last()
    };
    Choice {
        reached: last.map(|head| head.lane.clone()),
        free,
    }
}

/// Whether the limit on its method leaves room for it.
fn is_within_rate(head: &Head, paces: &Paces, now: Timestamp, weight: Weight) -> bool {
    let ahead = later(now, SignedDuration::from_millis(head.burst.into()));
    let used_until = paces.get(&Bucket::Rate.of(&head.method));
    if used_until.is_none_or(|until| *until <= ahead) {
        return true;
    }
    // A fifth of the limit is for notices, however much else there is.
    weight == Weight::Notice && !paces.contains_key(&Bucket::Notices.of(&head.method))
}

impl Head {
    /// Whose token it takes, as the lane begins.
    fn installation(&self) -> &str {
        self.lane.split('/').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::{ItemId, WorkspaceId};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn at(milliseconds: i64) -> Timestamp {
        later(NOW, SignedDuration::from_millis(milliseconds))
    }

    fn head(lane: &str) -> Head {
        Head {
            workspace: WorkspaceId::nil(),
            id: ItemId::new(1),
            lane: format!("slack:T1/{lane}"),
            method: "slack:T1#post".to_owned(),
            burst: 1000,
            available_at: NOW,
        }
    }

    fn paced(pairs: &[(&str, i64)]) -> Paces {
        let pairs = pairs.iter();
        pairs
            .map(|(bucket, ms)| ((*bucket).to_owned(), at(*ms)))
            .collect()
    }

    fn is_free(head: &Head, paces: &[(&str, i64)], weight: Weight) -> bool {
        let heads = std::slice::from_ref(head);
        let choice = choose(heads, &paced(paces), NOW, weight, 1, &[]);
        choice.free.len() == 1
    }

    #[test]
    fn a_letter_waits_for_its_time_its_lane_and_its_method() {
        use Weight::{Bulk, Interactive, Notice};
        let letter = head("C1");
        assert!(is_free(&letter, &[], Interactive));
        assert!(is_free(&letter, &[("slack:T1/C2", 1)], Interactive));
        for paces in [("slack:T1/C1", 1), ("slack:T1#post", 1)] {
            assert!(!is_free(&letter, &[paces], Interactive), "{paces:?}");
        }
        let leased = Head {
            available_at: at(1),
            ..letter.clone()
        };
        assert!(!is_free(&leased, &[], Interactive));
        let rate = ("slack:T1#post/rate", 1000);
        assert!(is_free(&letter, &[rate], Interactive), "within its burst");
        let rate = ("slack:T1#post/rate", 1001);
        assert!(!is_free(&letter, &[rate], Interactive));
        assert!(!is_free(&letter, &[rate], Bulk));
        assert!(is_free(&letter, &[rate], Notice), "by the share of notices");
        let both = [rate, ("slack:T1#post/notice", 1)];
        assert!(!is_free(&letter, &both, Notice));
    }

    #[test]
    fn what_another_server_sends_is_left_to_it() {
        let heads = [head("C1"), head("C2")];
        let elsewhere = ["slack:T1".to_owned()];
        let choice = choose(&heads, &Paces::new(), NOW, Weight::Bulk, 2, &elsewhere);
        assert!(choice.free.is_empty());
        assert_eq!(choice.reached.as_deref(), Some("slack:T1/C2"));
        let others = ["slack:T".to_owned(), "slack:T11".to_owned()];
        let choice = choose(&heads, &Paces::new(), NOW, Weight::Bulk, 2, &others);
        assert_eq!(choice.free.len(), 2);
    }

    proptest! {
        /// From look to look, every lane that is free has its turn, once.
        #[test]
        fn looks_pass_nobody_by(held in proptest::collection::vec(any::<bool>(), 0..40), limit in 1_usize..8) {
            let heads: Vec<Head> = (0..held.len()).map(|lane| head(&format!("C{lane:02}"))).collect();
            let paces: Paces = heads.iter().zip(&held).filter(|(_, held)| **held)
                .map(|(head, _)| (head.lane.clone(), at(1))).collect();
            let (mut taken, mut cursor) = (Vec::new(), String::new());
            loop {
                let from = heads.partition_point(|head| head.lane <= cursor);
                let choice = choose(&heads[from..], &paces, NOW, Weight::Bulk, limit, &[]);
                prop_assert!(choice.free.len() <= limit);
                taken.extend(choice.free.iter().map(|head| head.lane.clone()));
                let Some(reached) = choice.reached else { break };
                prop_assert!(reached > cursor);
                cursor = reached;
            }
            let free = heads.iter().zip(&held).filter(|(_, held)| !**held);
            let expected: Vec<String> = free.map(|(head, _)| head.lane.clone()).collect();
            prop_assert_eq!(taken, expected);
        }
    }
}
