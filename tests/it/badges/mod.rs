//! Badges: earned by what people give and receive, told once, taken back with what made them.

mod following;
mod forms;
mod playing;
mod program;
mod teams;
mod telling;

use jiff::{SignedDuration, Timestamp};
use plaudit::clock::Clock;
use plaudit::leaderboard;
use plaudit_sandbox::slack::Message;
use sqlx::{Postgres, Transaction};

use crate::harness::{Plaudit, count, until};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const ZOE: &str = "U0ZOE000004";
const GRACE: &str = "U0GRACE0019";
const KUDOS: &str = "C0KUDOS0001";

/// Plaudit with badges, on a Wednesday.
async fn start() -> Plaudit {
    start_at("2026-11-18T03:00:00Z".parse().unwrap()).await
}

async fn start_at(at: Timestamp) -> Plaudit {
    let plaudit = Plaudit::start_at(Clock::set_to(at)).await;
    plaudit.app().desk.prepare_badges().await.unwrap();
    plaudit.db.with_badges().await;
    plaudit
}

impl Plaudit {
    /// Everybody whose kudos changed is looked at, and told.
    async fn follow(&self) {
        self.clock.advance(SignedDuration::from_mins(2));
        let mut conn = self.db.pool.acquire().await.unwrap();
        let left = "SELECT (SELECT count(*) FROM tally_entry) + (SELECT count(*) FROM badge_look)";
        until("everybody was looked at", async || {
            leaderboard::fold(&mut conn).await.unwrap();
            self.app().desk.follow_badges().await.unwrap();
            // Whoever was looked at just now is left alone for a while.
            self.clock.advance(SignedDuration::from_secs(31));
            count(&self.db.pool, left).await == 0
        })
        .await;
        self.quiet().await;
    }

    /// Until this ends, nothing is folded, and nobody new is looked at.
    async fn hold_folding(&self) -> Transaction<'static, Postgres> {
        let mut held = self.db.pool.begin().await.unwrap();
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended('plaudit leaderboard fold', 0))";
        sqlx::query(lock).execute(&mut *held).await.unwrap();
        held
    }

    /// Everybody is looked at who is to be by now.
    async fn follow_waiting(&self) {
        self.clock.advance(SignedDuration::from_mins(2));
        until("nobody is left", async || {
            self.app().desk.follow_badges().await.unwrap();
            self.clock.advance(SignedDuration::from_secs(31));
            count(&self.db.pool, "SELECT count(*) FROM badge_look").await == 0
        })
        .await;
    }

    /// Somebody types a command.
    async fn types(&self, who: &str, text: &str) -> String {
        let person = self.sandbox.as_user(who);
        let seen = person.slash(KUDOS, "/kudos", text).await;
        assert!(seen.is_ok(), "{text}: {seen:?}");
        self.quiet().await;
        seen.text
    }

    /// What somebody was told of badges, oldest first.
    fn badge_letters(&self, who: &str) -> Vec<Message> {
        let told = self.sandbox.dm_with_bot(who).into_iter();
        let shows = |it: &Message| {
            let blocks = format!("{:?}", it.blocks);
            blocks.contains("notices.mute_news") && blocks.contains("\"badges\"")
        };
        told.filter(shows).collect()
    }

    /// What somebody has, and what was taken back, as `slug` and `-slug`.
    async fn awards(&self, who: &str) -> Vec<String> {
        let sql = "SELECT CASE WHEN a.taken_at IS NULL THEN a.badge ELSE '-' || a.badge END FROM badge_award a
                   JOIN identity i ON i.workspace_id = a.workspace_id AND i.member_id = a.member_id
                   WHERE i.user_id = $1 ORDER BY a.badge";
        let awards = sqlx::query_scalar(sql).bind(who);
        awards.fetch_all(&self.db.pool).await.unwrap()
    }
}
