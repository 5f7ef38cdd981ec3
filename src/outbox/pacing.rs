//! How fast each platform takes what.

use jiff::SignedDuration;

use super::Weight;
use crate::chat::{Platform, To};
use crate::outbox::Letter;

/// One message per second and conversation, as Slack asks (docs.slack.dev, "Rate limits") and as
/// Teams' thirty per thirty seconds allow.
pub(super) const LANE_PACE: SignedDuration = SignedDuration::from_secs(1);

/// How often a letter is tried before it is dead: for more than an hour, and less than two. README says so.
pub(super) const MAX_ATTEMPTS: i32 = 16;

/// What a letter takes of a platform: each has a limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Post,
    Private,
    Update,
    Open,
    Home,
}

/// What a platform's published limit allows for a method.
struct Limit {
    /// The method: what shares one limit has one name.
    method: &'static str,
    /// How long the limit takes to allow one more message, in milliseconds.
    spacing: i32,
    /// How far ahead of the limit the method may be used, in milliseconds: a burst, not a rate.
    burst: i32,
}

/// The limit on messages of `kind`.
///
/// Slack: posting, "several hundred messages per minute" per workspace, taken as 300; private
/// messages and homes are tier 4 (100 per minute), changes and opening a conversation tier 3 (50 per minute;
/// docs.slack.dev, "Rate limits"). Teams: 30 requests per second for the whole tenant, whatever
/// they do (learn.microsoft.com, "Optimize your bot with rate limiting"), and a message to somebody
/// new takes two.
const fn limit(platform: Platform, kind: Kind) -> Limit {
    let (method, spacing, burst) = match (platform, kind) {
        (Platform::Slack, Kind::Post) => ("post", 200, 24_000),
        (Platform::Slack, Kind::Private) => ("private", 600, 24_000),
        (Platform::Slack, Kind::Update) => ("update", 1200, 24_000),
        (Platform::Slack, Kind::Open) => (OPEN, 1200, 24_000),
        (Platform::Slack, Kind::Home) => ("home", 600, 24_000),
        (Platform::Teams, _) => ("send", 70, 1000),
    };
    Limit {
        method,
        spacing,
        burst,
    }
}

/// The method that opens a conversation, where that has a limit of its own.
const OPEN: &str = "open";

/// The way a letter takes: what it uses up of which limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// The method of the installation; paused as a whole when the platform asks for it.
    pub(super) method: String,
    /// How long the method's limit takes to allow one more, in milliseconds.
    pub(super) spacing: i32,
    /// How far ahead of its limit letters of this weight may use the method, in milliseconds.
    pub(super) burst: i32,
}

impl Way {
    /// Whether it only opens the conversation.
    pub(super) fn opens(method: &str) -> bool {
        method
            .rsplit_once('#')
            .is_some_and(|(_, method)| method == OPEN)
    }
}

/// How often a letter counts towards the limit on the share of notices, which is a fifth.
pub(super) const NOTICE_SHARE: i64 = 5;

/// What a method is paced by. A conversation is paced by its lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bucket {
    /// Until when the platform asks us to leave it alone.
    Pause,
    /// Until when its limit is used up.
    Rate,
    /// Until when the share of notices is.
    Notices,
}

impl Bucket {
    /// The name of the bucket of a method.
    pub(super) fn of(self, method: &str) -> String {
        match self {
            Self::Pause => method.to_owned(),
            Self::Rate => format!("{method}/rate"),
            Self::Notices => format!("{method}/notice"),
        }
    }
}

impl Letter {
    /// The way it takes.
    pub(super) fn way(&self) -> Way {
        self.takes(match (&self.to, self.update) {
            (To::Home(_), _) => Kind::Home,
            (_, true) => Kind::Update,
            (To::Privately { .. }, false) => Kind::Private,
            _ => Kind::Post,
        })
    }

    /// What it takes first where the person's conversation is not known, and opening it is a call
    /// of its own; Teams knows its conversations by itself.
    pub(super) fn opening(&self) -> Option<Way> {
        let platform = self.to.installation().platform;
        (platform == Platform::Slack && self.to.person().is_some()).then(|| self.takes(Kind::Open))
    }

    fn takes(&self, kind: Kind) -> Way {
        let installation = self.to.installation();
        let limit = limit(installation.platform, kind);
        Way {
            method: format!("{installation}#{}", limit.method),
            spacing: limit.spacing,
            burst: Weight::burst(self.weight, limit.burst),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue;

    /// What README says of it, "Operate it".
    #[test]
    fn a_letter_is_tried_for_more_than_an_hour_and_less_than_two() {
        let tried_for = |jitter| -> SignedDuration {
            let pauses = (1..MAX_ATTEMPTS).map(|attempts| queue::backoff(attempts, jitter));
            pauses.sum()
        };
        assert!(tried_for(0.0) > SignedDuration::from_hours(1));
        assert!(tried_for(1.0) < SignedDuration::from_hours(2));
    }
}
