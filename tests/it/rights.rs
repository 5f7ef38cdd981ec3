//! Who may do what, and who did it.

mod audit;
mod pausing;
mod roles;
mod webhook;

use plaudit_sandbox::slack::Seen;
use sqlx::PgPool;

use crate::harness::Plaudit;

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// Somebody types a command.
async fn command(plaudit: &Plaudit, user: &str, text: &str) -> Seen {
    let person = plaudit.sandbox.as_user(user);
    person.slash(KUDOS, "/kudos", text).await
}

/// What was noted, oldest first: who, what, from what to what.
async fn noted(pool: &PgPool, action: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let sql = "SELECT coalesce(actor_name, actor), before, after FROM audit_entry
               WHERE action LIKE $1 ORDER BY id";
    sqlx::query_as(sql)
        .bind(action)
        .fetch_all(pool)
        .await
        .unwrap()
}

/// As `noted` returns it.
fn act(who: &str, before: &str, after: &str) -> (String, Option<String>, Option<String>) {
    (
        who.to_owned(),
        Some(before.to_owned()),
        Some(after.to_owned()),
    )
}
