//! How fast, and how often again.

use std::time::Duration;

use jiff::SignedDuration;

use super::letter::Kind;
use crate::chat::Platform;

/// One message per second and conversation, as Slack asks (docs.slack.dev, "Rate limits") and as
/// Teams' thirty per thirty seconds allow.
pub(super) const LANE_PACE: SignedDuration = SignedDuration::from_secs(1);

/// What a platform's published limit allows for a method.
pub(super) struct Limit {
    /// The method: what shares one limit has one name.
    pub(super) method: &'static str,
    /// How long the limit takes to allow one more message, in milliseconds.
    pub(super) spacing: i32,
    /// How far ahead of the limit the method may be used, in milliseconds: a burst, not a rate.
    pub(super) burst: i32,
}

/// The limit on messages of `kind`.
///
/// Slack: posting, "several hundred messages per minute" per workspace, taken as 300; private
/// messages are tier 4 (100 per minute), changes tier 3 (50 per minute; docs.slack.dev, "Rate
/// limits"). Teams: 30 requests per second for the whole tenant, whatever they do
/// (learn.microsoft.com, "Optimize your bot with rate limiting"), and a message to somebody new
/// takes two.
pub(super) fn limit(platform: Platform, kind: Kind) -> Limit {
    let slack = |method, spacing| Limit {
        method,
        spacing,
        burst: 24_000,
    };
    match (platform, kind) {
        (Platform::Slack, Kind::Post) => slack("post", 200),
        (Platform::Slack, Kind::Private) => slack("private", 600),
        (Platform::Slack, Kind::Update) => slack("update", 1200),
        (Platform::Teams, _) => Limit {
            method: "send",
            spacing: 70,
            burst: 1000,
        },
    }
}

/// How long a claim lasts: longer than any send may take.
pub(super) const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// How often a letter is tried before it is dead: over about two hours.
pub(super) const MAX_ATTEMPTS: i32 = 16;

/// How long to leave a team alone that refuses us altogether.
pub(super) const REVOKED_PAUSE: Duration = Duration::from_mins(5);

/// The wait before the next attempt: 1 s doubled each time, at most 10 min, and up to half as
/// much again by lot so that failures do not return together.
pub(super) fn backoff(attempts: i32, jitter: f64) -> SignedDuration {
    let doubled = 1_u32 << attempts.clamp(1, 10).unsigned_abs().saturating_sub(1);
    let seconds = f64::from(doubled).min(600.0) * (1.0 + jitter / 2.0);
    SignedDuration::from_secs_f64(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_within_bounds() {
        assert_eq!(backoff(1, 0.0), SignedDuration::from_secs(1));
        assert_eq!(backoff(4, 0.0), SignedDuration::from_secs(8));
        assert_eq!(backoff(100, 0.0), SignedDuration::from_secs(512));
        assert!(backoff(100, 1.0) <= SignedDuration::from_secs(900));
    }
}
