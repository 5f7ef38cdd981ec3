//! The audit log is read page by page, rewritten by nobody, and holds what every release wrote.

use std::fs;
use std::sync::Arc;

use plaudit::audit::{self, Change, What};
use plaudit::ids::MemberId;
use plaudit::policy::{Actor, Role};
use tracing::instrument::WithSubscriber;

use super::{ANA, KUDOS, SITI, command};
use crate::harness::{Plaudit, acting};

/// What a page says that the setting was set to, from above to below.
fn set_to(page: &str) -> Vec<u32> {
    let values = page.split("menjadi ").skip(1);
    let digits = |value: &str| {
        let value = value.trim_start_matches('`');
        let end = value.find(|c: char| !c.is_ascii_digit());
        value[..end.unwrap_or(value.len())].parse().unwrap()
    };
    values.map(digits).collect()
}

#[tokio::test]
async fn admins_read_page_by_page_and_others_do_not() {
    let plaudit = Plaudit::start().await;
    let refused = command(&plaudit, ANA, "audit").await;
    assert!(refused.text.contains("Only admins"), "{refused:?}");
    for points in 1..=25 {
        command(
            &plaudit,
            SITI,
            &format!("settings allowance.points {points}"),
        )
        .await;
    }
    let page = command(&plaudit, SITI, "audit").await;
    assert_eq!(set_to(&page.text), (16..=25).rev().collect::<Vec<_>>());
    let siti = plaudit.sandbox.as_user(SITI);
    siti.press(KUDOS, &page.ts.unwrap(), "audit.earlier").await;
    plaudit.quiet().await;
    let older = plaudit.sandbox.ephemerals(SITI).pop().unwrap().shown();
    assert_eq!(set_to(&older), (6..=15).rev().collect::<Vec<_>>());
    plaudit.finish().await;
}

#[tokio::test]
async fn what_somebody_may_not_do_is_neither_noted_nor_done() {
    let plaudit = Plaudit::start().await;
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let member: MemberId = plaudit.clock.new_id();
    for (actor, may) in [
        (acting(member, Role::Member), false),
        (acting(member, Role::Manager), false),
        (acting(member, Role::Admin), true),
        (Actor::Operator, true),
        (Actor::System, false),
    ] {
        let change = Change::new(What::SettingSet).to("setting:x".into());
        let log = tempfile::NamedTempFile::new().unwrap();
        let to_log = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(Arc::new(log.reopen().unwrap()))
            .finish();
        let noted = audit::record(&mut conn, &plaudit.clock, workspace, &actor, change);
        let noted = noted.with_subscriber(to_log).await;
        assert_eq!(noted.is_ok(), may, "{actor:?}");
        let said = fs::read_to_string(log.path()).unwrap();
        let told = said.contains("setting.set") && said.contains("actor.kind=");
        assert_eq!(told, !may, "{actor:?}: {said}");
    }
    drop(conn);
    plaudit.finish().await;
}

#[tokio::test]
async fn no_row_is_rewritten() {
    let plaudit = Plaudit::start().await;
    plaudit.set("allowance.points", "7").await;
    for statement in [
        "UPDATE audit_log SET actor = 'nobody'",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
    ] {
        let refused = sqlx::query(statement).execute(&plaudit.db.pool).await;
        refused.unwrap_err();
    }
    plaudit.finish().await;
}
