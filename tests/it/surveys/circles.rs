//! Surveys of those whom only a platform can tell: the members of a channel, the people in a user group.

use plaudit::policy::Actor;
use plaudit::surveys::{self, Definition, NotDefined, NotLaunched, Run};
use plaudit_sandbox::slack::Fault;

use super::dates::schedule;
use super::scene::{ANA, SITI, enps};
use crate::harness::{Plaudit, count, eventually};

/// Eight people, and the bot.
const ENGINEERING: &str = "C0ENGINEER1";
/// Four, without the bot.
const LEADERS: &str = "C0LEADERS01";
/// The same eight, and somebody who has left.
const DEVELOPERS: &str = "S0TIMDEV001";

fn of(audience: &str) -> Definition {
    Definition {
        audience: audience.parse().unwrap(),
        floor: Some(3),
        ..enps()
    }
}

impl Plaudit {
    /// Launches a survey once the platform has told whom it asks.
    async fn launched(&self, audience: &str) -> Run {
        let survey = self.survey(&of(audience)).await;
        let launch = async || self.try_to_launch(survey).await;
        let told = |run: &Result<Run, NotLaunched>| !matches!(run, Err(NotLaunched::Untold(_)));
        eventually("who is asked is told", launch, told)
            .await
            .unwrap()
    }

    async fn lists(&self) -> i64 {
        count(&self.db.pool, "SELECT count(*) FROM user_group").await
    }
}

#[tokio::test]
async fn the_members_of_a_channel_are_asked_and_the_people_of_a_group() {
    let plaudit = Plaudit::start().await;
    let run = plaudit.launched(&format!("channel:{ENGINEERING}")).await;
    assert_eq!(run.invited, 8, "the bot is not asked");
    let run = plaudit
        .launched(&format!("group:{DEVELOPERS},share:100"))
        .await;
    assert_eq!(run.invited, 8, "nor is who has left");
    plaudit.survey_news().await;
    assert!(plaudit.sandbox.dm_with_bot(SITI).is_empty());
    assert!(plaudit.asked_of(ANA).shown().contains("Q1"));
    // A channel goes by its name, too, once that is known.
    sqlx::query(
        "INSERT INTO conversation (platform, team, channel, kind, shared, name, fetched_at)
         VALUES ('slack', 'T0FAKETEAM1', $1, 'public', false, 'engineering', now())",
    )
    .bind(ENGINEERING)
    .execute(&plaudit.db.pool)
    .await
    .unwrap();
    let named = plaudit.survey(&of("channel:#Engineering")).await;
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let named = surveys::survey(&mut conn, workspace, named).await.unwrap();
    let located = named.unwrap().definition.audience.to_string();
    assert_eq!(located, format!("channel:slack:T0FAKETEAM1/{ENGINEERING}"));
    drop(conn);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_not_known_is_refused_when_the_survey_is_made() {
    let plaudit = Plaudit::start().await;
    let workspace = plaudit.workspace().await;
    for audience in [
        "channel:#nowhere",
        "group:developers",
        "group:slack:T0OTHER/S1",
        "channel:slack:T0OTHER/C1",
    ] {
        let mut tx = plaudit.db.pool.begin().await.unwrap();
        let (clock, by) = (&plaudit.clock, &Actor::Operator);
        let refused = surveys::define(&mut tx, clock, by, workspace, &of(audience)).await;
        assert!(
            matches!(refused, Err(NotDefined::Circle(_))),
            "{audience}: {refused:?}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn what_one_channel_does_not_tell_keeps_no_other() {
    let plaudit = Plaudit::start().await;
    let leaders = plaudit.survey(&of(&format!("channel:{LEADERS}"))).await;
    plaudit
        .sandbox
        .fail("conversations.members", Fault::RateLimited(1), 1);
    plaudit.launched(&format!("channel:{ENGINEERING}")).await;
    let refused = plaudit.try_to_launch(leaders).await;
    assert!(
        matches!(refused, Err(NotLaunched::Untold(_))),
        "{refused:?}"
    );
    assert_eq!(plaudit.lists().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_date_waits_until_it_is_known_who_is_asked() {
    let plaudit = Plaudit::start_around_the_world("2026-11-30T12:00:00Z").await;
    plaudit.set("survey.anonymity_threshold", "3").await;
    let survey = plaudit.survey(&of(&format!("channel:{LEADERS}"))).await;
    let once = schedule("once 2026-12-01 10:00");
    plaudit.put_on_schedule(survey, &once).await.unwrap();
    plaudit.at("2026-12-01T12:00:00Z").await;
    let waits = "SELECT count(*) FROM survey_date WHERE state = 'planned'";
    assert_eq!(
        count(&plaudit.db.pool, waits).await,
        1,
        "it is not given up"
    );
    plaudit.sandbox.as_user(SITI).invite_bot(LEADERS).await;
    // What was not told is left alone for a while.
    plaudit.at("2026-12-01T12:10:00Z").await;
    eventually(
        "who is asked is told",
        async || plaudit.lists().await,
        |lists| *lists == 1,
    )
    .await;
    plaudit.at("2026-12-01T12:20:00Z").await;
    let launched = "SELECT count(*) FROM survey_run WHERE invited = 4";
    assert_eq!(count(&plaudit.db.pool, launched).await, 1);
    plaudit.finish().await;
}
