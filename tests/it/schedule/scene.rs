//! A board in a channel, and a clock of the test's.

use jiff::Timestamp;
use plaudit::clock::Clock;
use plaudit::sandbox::slack::Message;

use crate::harness::{Plaudit, comes_to, count, keep_schedule};

pub(super) const SITI: &str = "U0SITI00001";
pub(super) const GRACE: &str = "U0GRACE0019";
pub(super) const KUDOS: &str = "C0KUDOS0001";
pub(super) const GENERAL: &str = "C0GENERAL01";
pub(super) const LEADERS: &str = "C0LEADERS01";

/// Plaudit on a clock of the test's, with a board in the general channel.
pub(super) struct Scene {
    pub(super) plaudit: Plaudit,
}

impl Scene {
    pub(super) async fn open(at: &str, schedule: &str, zone: &str) -> Self {
        let plaudit = Plaudit::start_at(Clock::set_to(at.parse().unwrap())).await;
        for (key, value) in [
            ("leaderboard.channel", GENERAL),
            ("leaderboard.schedule", schedule),
            ("programme.time_zone", zone),
        ] {
            plaudit.set(key, value).await;
        }
        Self { plaudit }
    }

    /// Siti gives, and the totals know.
    pub(super) async fn give(&self, text: &str) {
        let pool = &self.plaudit.db.pool;
        let given = "SELECT count(*) FROM kudos";
        let before = count(pool, given).await;
        let siti = self.plaudit.sandbox.as_user(SITI);
        let seen = siti.slash(KUDOS, "/kudos", text).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        // On a busy machine the answer comes before the gift.
        comes_to(pool, before + 1, given).await;
        self.plaudit.quiet().await;
        let lags = "SELECT count(*) FROM tally_entry";
        comes_to(pool, 0, lags).await;
    }

    pub(super) fn at(&self, instant: &str) {
        let instant: Timestamp = instant.parse().unwrap();
        let clock = &self.plaudit.clock;
        clock.advance(instant.duration_since(clock.now()));
    }

    /// What one look at the clock brings into the general channel.
    pub(super) async fn look(&self) -> Vec<String> {
        keep_schedule(&self.plaudit.app().desk).await;
        self.posted().await
    }

    pub(super) async fn posted(&self) -> Vec<String> {
        self.plaudit.quiet().await;
        let messages = self.plaudit.sandbox.messages(GENERAL);
        messages.iter().map(Message::shown).collect()
    }

    /// What the bot wrote to a person about boards that did not arrive.
    pub(super) async fn told(&self, user: &str) -> Vec<String> {
        self.plaudit.quiet().await;
        let told = self.plaudit.sandbox.dm_with_bot(user);
        let told = told.iter().map(Message::shown);
        told.filter(|it| it.contains("leaderboard.channel"))
            .collect()
    }
}
