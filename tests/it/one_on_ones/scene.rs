//! What tests of 1:1s do again and again.

use jiff::{SignedDuration, Timestamp};
use plaudit::clock::Clock;
use plaudit::ids::MemberId;
use plaudit_sandbox::slack::{Message, Seen};
use serde_json::{Value, json};

use crate::harness::{Plaudit, keep_schedule};

/// Who leads, and reads Indonesian, in Jakarta.
pub(super) const SITI: &str = "U0SITI00001";
/// Who reports to her, in Kuala Lumpur: an hour ahead.
pub(super) const ANA: &str = "U0ANA000005";
/// And who reads Malay.
pub(super) const FARID: &str = "U0FARID0007";
pub(super) const BUDI: &str = "U0BUDI00002";

pub(super) const KUDOS: &str = "C0KUDOS0001";

/// Somebody's id.
pub(super) async fn member(plaudit: &Plaudit, user: &str) -> MemberId {
    sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1")
        .bind(user)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap()
}

impl Plaudit {
    /// Plaudit on a Tuesday in November, where Ana and Farid report to Siti.
    pub(super) async fn start_with_two() -> Self {
        let noon = "2026-11-10T12:00:00Z".parse().unwrap();
        let plaudit = Self::start_at(Clock::set_to(noon)).await;
        for (user, zone) in [
            (SITI, "Asia/Jakarta"),
            (ANA, "Asia/Kuala_Lumpur"),
            (FARID, "Asia/Kuala_Lumpur"),
        ] {
            let sql = "UPDATE member SET time_zone = $2 WHERE id = $1";
            let set = sqlx::query(sql)
                .bind(member(&plaudit, user).await)
                .bind(zone);
            set.execute(&plaudit.db.pool).await.unwrap();
        }
        plaudit.reports(ANA, Some(SITI)).await;
        plaudit.reports(FARID, Some(SITI)).await;
        plaudit
    }

    /// Somebody reports to somebody, or to nobody, from now on.
    pub(super) async fn reports(&self, user: &str, to: Option<&str>) {
        let manager = match to {
            Some(to) => Some(member(self, to).await),
            None => None,
        };
        sqlx::query("UPDATE member SET manager_id = $2 WHERE id = $1")
            .bind(member(self, user).await)
            .bind(manager)
            .execute(&self.db.pool)
            .await
            .unwrap();
        self.app().desk.directory.forget();
    }

    /// Somebody's 1:1s, as they are shown to them.
    pub(super) async fn one_on_ones_of(&self, who: &str, command: &str) -> Message {
        let person = self.sandbox.as_user(who);
        assert!(person.slash(KUDOS, "/kudos", command).await.is_ok());
        self.quiet().await;
        self.sandbox.ephemerals(who).pop().unwrap()
    }

    /// What the bot told somebody last.
    #[track_caller]
    pub(super) fn told_last(&self, who: &str) -> Message {
        let told = self.sandbox.dm_with_bot(who).pop();
        told.unwrap_or_else(|| panic!("{who} was told nothing"))
    }

    /// Somebody presses a button of a message.
    pub(super) async fn one_presses(&self, who: &str, message: &Message, action: &str) {
        let person = self.sandbox.as_user(who);
        let seen = person.press(&message.channel, &message.ts, action).await;
        assert!(seen.is_ok(), "{who} {action}: {seen:?}");
        self.quiet().await;
    }

    /// Somebody sends the form that is open before them.
    pub(super) async fn one_sends<const N: usize>(
        &self,
        who: &str,
        answers: [(&'static str, Value); N],
    ) -> Seen {
        let form = self.sandbox.modals(who).pop().expect("a form is open");
        let seen = self.sandbox.as_user(who).submit(&form.id, answers).await;
        self.quiet().await;
        seen
    }

    /// The form that is open before somebody, and closed then.
    pub(super) async fn form_of(&self, who: &str) -> String {
        let form = self.sandbox.modals(who).pop().expect("a form is open");
        self.sandbox.as_user(who).close(&form.id, true).await;
        format!("{:?}", form.given)
    }

    /// Siti asks somebody for 1:1s on Thursdays at nine, who agrees.
    pub(super) async fn pair(&self, with: &str) {
        let list = self.one_on_ones_of(SITI, "1on1").await;
        self.one_presses(SITI, &list, "one_on_one.start").await;
        let person = member(self, with).await.to_string();
        let seen = self
            .one_sends(
                SITI,
                [
                    ("with", json!(person)),
                    ("rhythm", json!("weekly")),
                    ("first", json!("2026-11-12")),
                    ("hour", json!("09:00")),
                ],
            )
            .await;
        assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
        self.form_of(SITI).await;
        let asked = self.told_last(with);
        self.one_presses(with, &asked, "one_on_one.agree").await;
    }

    /// Somebody writes in the form of their only 1:1.
    pub(super) async fn writes<const N: usize>(
        &self,
        who: &str,
        answers: [(&'static str, Value); N],
    ) -> Seen {
        let list = self.one_on_ones_of(who, "1on1").await;
        self.one_presses(who, &list, "one_on_one.open").await;
        self.one_sends(who, answers).await
    }

    /// What somebody reads in the form of their only 1:1.
    pub(super) async fn reads(&self, who: &str) -> String {
        let list = self.one_on_ones_of(who, "1on1").await;
        self.one_presses(who, &list, "one_on_one.open").await;
        self.form_of(who).await
    }

    /// It becomes this time, and what is due by then is done.
    pub(super) async fn it_becomes(&self, at: &str) {
        let at: Timestamp = at.parse().unwrap();
        let ahead = at.duration_since(self.clock.now());
        assert!(ahead > SignedDuration::ZERO, "{at} has been");
        self.clock.advance(ahead);
        self.one_on_one_news().await;
    }

    /// What is due of 1:1s is done.
    pub(super) async fn one_on_one_news(&self) {
        keep_schedule(&self.app().desk).await;
        self.app().desk.run_one_on_ones().await.unwrap();
        self.quiet().await;
    }

    /// How often the bot told somebody something in which this is said.
    pub(super) fn times_told(&self, who: &str, said: &str) -> usize {
        let told = self.sandbox.dm_with_bot(who).into_iter();
        told.filter(|message| message.shown().contains(said))
            .count()
    }
}
