//! Homes: shown when they are opened, and kept as things are.

mod changing;
mod large;
mod opening;
mod pressing;
mod refused;
mod teams;

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::database::Ts;
use plaudit::leaderboard;
use plaudit_sandbox::slack::Call;

use crate::harness::{Plaudit, count, until};

/// Who is an admin; both read Indonesian.
const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
/// Who read English.
const ANA: &str = "U0ANA000005";
const TOM: &str = "U0TOM000011";
const ZOE: &str = "U0ZOE000004";
const KUDOS: &str = "C0KUDOS0001";

/// What waits to be looked at by now, or to be noted.
const WAITING: &str =
    "SELECT (SELECT count(*) FROM tally_entry) + (SELECT count(*) FROM home_change)";

/// Plaudit on a Wednesday: time passes as the test lets it.
async fn start() -> Plaudit {
    let at = "2026-11-18T03:00:00Z".parse().unwrap();
    Plaudit::start_at(Clock::set_to(at)).await
}

impl Plaudit {
    /// Somebody opens their home. Returns what they see there.
    async fn opens_home(&self, who: &str) -> String {
        let seen = self.sandbox.as_user(who).open_home("home").await;
        assert!(seen.is_ok(), "{seen:?}");
        self.quiet().await;
        self.home_of(who)
    }

    /// What stands in somebody's home.
    #[track_caller]
    fn home_of(&self, who: &str) -> String {
        let home = self.sandbox.home(who);
        home.expect("a home is shown").shown()
    }

    /// What was put into somebody's home, each time.
    fn published_to(&self, who: &str) -> Vec<Call> {
        let mut calls = self.sandbox.calls("views.publish");
        calls.retain(|call| call.args["user_id"] == who);
        calls
    }

    /// Everything that was given by now is noted, and time enough goes by for homes to follow.
    async fn homes_follow(&self) {
        let mut conn = self.db.pool.acquire().await.unwrap();
        self.clock.advance(SignedDuration::from_secs(6));
        until("homes have followed", async || {
            leaderboard::fold(&mut conn).await.unwrap();
            self.app().desk.follow_homes().await.unwrap();
            count(&self.db.pool, WAITING).await == 0
        })
        .await;
        until("nobody is left", async || {
            self.app().desk.follow_homes().await.unwrap();
            // What was noted after somebody's home was shown waits for a clock that stands still.
            self.clock.advance(SignedDuration::from_millis(25));
            self.homes_due_soon().await == 0
        })
        .await;
        self.quiet().await;
    }

    /// How many homes are to be shown anew within minutes.
    async fn homes_due_soon(&self) -> i64 {
        let soon = self.clock.now() + SignedDuration::from_mins(5);
        let due = "SELECT count(*) FROM home WHERE due_at < $1 AND refused IS NULL";
        let due = sqlx::query_scalar(due).bind(Ts(soon));
        due.fetch_one(&self.db.pool).await.unwrap()
    }

    /// Somebody types a command, and is answered.
    async fn at_home_types(&self, who: &str, text: &str) -> String {
        let person = self.sandbox.as_user(who);
        let seen = person.slash(KUDOS, "/kudos", text).await;
        assert!(seen.is_ok(), "{text}: {seen:?}");
        self.quiet().await;
        seen.text
    }

    /// Somebody presses a button of their home. Returns what opens.
    async fn presses_at_home(&self, who: &str, action: &str) -> String {
        let home = self.sandbox.home(who).expect("a home is shown");
        let person = self.sandbox.as_user(who);
        let seen = person.press_in_view(&home.id, action).await;
        assert!(seen.is_ok(), "{action}: {seen:?}");
        self.quiet().await;
        let modal = self.sandbox.modals(who).pop();
        modal
            .unwrap_or_else(|| panic!("{action} opens nothing"))
            .shown()
    }

    /// The action of the button of somebody's home that has this value.
    #[track_caller]
    fn button_at_home(&self, who: &str, value: &str) -> String {
        let home = self.sandbox.home(who).expect("a home is shown");
        let buttons = home
            .blocks()
            .iter()
            .filter_map(|it| it["elements"].as_array());
        let found = buttons.flatten().find(|it| {
            it["value"].as_str().is_some_and(|it| it.starts_with(value)) && it["type"] == "button"
        });
        let found = found.unwrap_or_else(|| panic!("no button {value:?}"));
        found["action_id"].as_str().unwrap().to_owned()
    }
}
