//! A programme whose points expire.

use jiff::Timestamp;
use plaudit::clock::Clock;
use plaudit::desk::Desk;
use plaudit_sandbox::slack::Message;

use crate::harness::Plaudit;

pub(super) const SITI: &str = "U0SITI00001";
pub(super) const BUDI: &str = "U0BUDI00002";
pub(super) const ANA: &str = "U0ANA000005";
pub(super) const RIZKY: &str = "U0RIZKY0006";
pub(super) const KUDOS: &str = "C0KUDOS0001";

/// Plaudit in Jakarta at this hour of UTC, where points last for so many months.
pub(super) async fn lasting(months: u16, at: &str) -> Plaudit {
    let plaudit = Plaudit::start_at(Clock::set_to(at.parse().unwrap())).await;
    plaudit.set("programme.time_zone", "Asia/Jakarta").await;
    plaudit
        .set("rewards.expiry_months", &months.to_string())
        .await;
    plaudit
}

impl Plaudit {
    /// Moves the clock on to this hour of UTC.
    pub(super) fn comes(&self, at: &str) {
        let at: Timestamp = at.parse().unwrap();
        let by = at.duration_since(self.clock.now());
        assert!(by.is_positive(), "{at} has been");
        self.clock.advance(by);
    }

    /// It is this hour of UTC, and what is done every minute is done twice: the second time there is
    /// nothing left to do.
    pub(super) async fn minute(&self, at: &str) {
        self.comes(at);
        for _ in 0..2 {
            look(&self.app().desk).await;
        }
        self.quiet().await;
    }

    /// Rizky gives points, to Budi unless it is somebody else.
    pub(super) async fn give(&self, to: &str, points: i64) {
        let text = format!("{to} +{points} for everything");
        let rizky = self.sandbox.as_user(RIZKY);
        let seen = rizky.slash(KUDOS, "/kudos", &text).await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
    }

    /// What somebody is answered.
    pub(super) async fn asks(&self, who: &str, text: &str) -> Message {
        let seen = self.sandbox.as_user(who).slash(KUDOS, "/kudos", text).await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        self.sandbox.ephemerals(who).pop().unwrap()
    }

    /// What the bot told somebody of points that expire, oldest first.
    pub(super) fn hourglasses(&self, who: &str) -> Vec<String> {
        let told = self.sandbox.dm_with_bot(who).into_iter();
        let told = told.map(|message| message.shown().replace('*', ""));
        told.filter(|it| it.contains('⏳')).collect()
    }

    /// Every expiry, as `day points`.
    pub(super) async fn expiries(&self) -> Vec<String> {
        let sql = "SELECT e.day || ' ' || e.points FROM expiry e JOIN ledger_transfer t ON t.id = e.transfer_id
                   WHERE t.kind = 'expiry' ORDER BY e.day";
        sqlx::query_scalar(sql)
            .fetch_all(&self.db.pool)
            .await
            .unwrap()
    }
}

/// Does what is done every minute.
pub(super) async fn look(desk: &Desk) {
    desk.expire_points().await.unwrap();
}
