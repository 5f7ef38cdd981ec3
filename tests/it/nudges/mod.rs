//! Nudges: what people are told at times that recur.

mod celebrations;
mod digest;
mod thanking;
mod welcome;

use jiff::Timestamp;
use plaudit::clock::Clock;

use crate::harness::{Plaudit, comes_to, count, keep_schedule};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ZOE: &str = "U0ZOE000004";
const ANA: &str = "U0ANA000005";
const GRACE: &str = "U0GRACE0019";
const GUEST: &str = "U0GUEST0020";
const KUDOS: &str = "C0KUDOS0001";
const GENERAL: &str = "C0GENERAL01";
const LEADERS: &str = "C0LEADERS01";

/// Plaudit in Jakarta at this hour of UTC, set so.
async fn start(at: &str, set: &[(&str, &str)]) -> Plaudit {
    let plaudit = Plaudit::start_at(Clock::set_to(at.parse().unwrap())).await;
    plaudit.set("programme.time_zone", "Asia/Jakarta").await;
    for (key, value) in set {
        plaudit.set(key, value).await;
    }
    plaudit
}

/// It is this hour of UTC, and what is done by itself is done, by two replicas.
async fn at(plaudit: &Plaudit, at: &str) {
    move_to(plaudit, at);
    let desk = &plaudit.app().desk;
    keep_schedule(desk).await;
    let (first, second) = tokio::join!(desk.run_nudges(), desk.run_nudges());
    first.unwrap();
    second.unwrap();
    desk.run_nudges().await.unwrap();
    plaudit.quiet().await;
}

fn move_to(plaudit: &Plaudit, at: &str) {
    let at: Timestamp = at.parse().unwrap();
    let clock = &plaudit.clock;
    clock.advance(at.duration_since(clock.now()));
}

/// Somebody gives.
async fn gives(plaudit: &Plaudit, who: &str, place: &str, text: &str) {
    let pool = &plaudit.db.pool;
    let given = "SELECT count(*) FROM kudos";
    let before = count(pool, given).await;
    let seen = plaudit
        .sandbox
        .as_user(who)
        .slash(place, "/kudos", text)
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    comes_to(pool, before + 1, given).await;
    plaudit.quiet().await;
}

/// What somebody typed is answered.
async fn types(plaudit: &Plaudit, who: &str, text: &str) {
    let seen = plaudit
        .sandbox
        .as_user(who)
        .slash(KUDOS, "/kudos", text)
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
}

/// What was posted to a channel that says this.
fn posted(plaudit: &Plaudit, channel: &str, says: &str) -> Vec<String> {
    let all = plaudit.sandbox.messages(channel).into_iter();
    let shown = all.map(|it| it.shown());
    shown.filter(|it| it.contains(says)).collect()
}

/// What somebody was told that says this.
fn told(plaudit: &Plaudit, who: &str, says: &str) -> Vec<String> {
    let all = plaudit.sandbox.dm_with_bot(who).into_iter();
    let shown = all.map(|it| it.shown());
    shown.filter(|it| it.contains(says)).collect()
}

async fn change(plaudit: &Plaudit, sql: &str) {
    use sqlx::Executor;
    plaudit
        .db
        .pool
        .execute(sqlx::AssertSqlSafe(sql))
        .await
        .unwrap();
    plaudit.app().desk.directory.forget();
}

/// Changes what nobody may change.
async fn by_hand(plaudit: &Plaudit, sql: &'static str) {
    use sqlx::Executor;
    let mut conn = plaudit.db.tampering().await;
    conn.execute(sql).await.unwrap();
}

/// Who reports to whom.
async fn reports(plaudit: &Plaudit, report: &str, manager: &str) {
    let sql = format!(
        "UPDATE member SET manager_id = (SELECT member_id FROM identity WHERE user_id = '{manager}')
         WHERE id = (SELECT member_id FROM identity WHERE user_id = '{report}')"
    );
    change(plaudit, &sql).await;
}

/// Somebody writes to the bot, whom nobody knew.
async fn appears(plaudit: &Plaudit, user: &str, name: &str) {
    use plaudit::chat::{Identity, Platform, Profile, Standing};
    let team = plaudit.sandbox.model().team.id.clone();
    let profile = Profile {
        identity: Identity::new(Platform::Slack, team, user),
        aliases: Vec::new(),
        name: name.to_owned(),
        email: None,
        locale: None,
        time_zone: Some("Asia/Jakarta".to_owned()),
        standing: Standing::Member,
        active: true,
        admin: false,
    };
    let workspace = plaudit.workspace().await;
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    plaudit::people::record(&mut tx, &plaudit.clock, workspace, &profile)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}
