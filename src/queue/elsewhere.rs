//! What others have to do: this process has no token for it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::clock::moment;

/// How long what needs an installation's token is left to others before it is tried again.
const LEFT_TO_OTHERS: Duration = Duration::from_mins(1);

/// The installations, as `slack:T1`, that another process may have the token of. What is theirs is not
/// claimed here, so that whoever can do it gets it.
#[derive(Debug, Default)]
pub struct Elsewhere(Mutex<BTreeMap<String, Instant>>);

impl Elsewhere {
    /// Notes that an installation's token is not here. False when that was known already.
    pub fn note(&self, installation: String) -> bool {
        let now = Instant::now();
        let until = moment(now, LEFT_TO_OTHERS);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.insert(installation, until);
        before.is_none_or(|before| before <= now)
    }

    /// Whose work is left to others now.
    pub fn now(&self) -> Vec<String> {
        let now = Instant::now();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, until| *until > now);
        known.keys().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_is_elsewhere_is_tried_again_after_a_minute() {
        let elsewhere = Elsewhere::default();
        assert!(elsewhere.note("slack:T1".to_owned()));
        assert!(!elsewhere.note("slack:T1".to_owned()));
        assert_eq!(elsewhere.now(), ["slack:T1"]);
        tokio::time::advance(LEFT_TO_OTHERS).await;
        assert!(elsewhere.now().is_empty());
        assert!(elsewhere.note("slack:T1".to_owned()));
    }
}
