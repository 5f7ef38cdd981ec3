//! What people typed that is kept for longer than messages are, and what is kept of what is merely overheard.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use plaudit::badges::{self, NewBadge, Rule};
use plaudit::policy::Actor;
use plaudit::retention::sweep;
use plaudit::rewards::{Approval, ItemKind, Offer, Price};
use plaudit::surveys::{Definition, Scale, from_toml};
use plaudit_sandbox::{slack, teams};
use serde_json::json;

use super::holding;
use crate::harness::{Plaudit, count};

/// Nobody says this but those whom the tests let say it.
const WORD: &str = "gotongroyong";

const SITI: &str = "U0SITI00001";
const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const SIX: [&str; 6] = [
    ANA,
    BUDI,
    "U0RIZKY0006",
    "U0FARID0007",
    "U0PRIYA0008",
    "U0TOM000011",
];

const NAMED: &str = r#"
title = "Wishes"
attribution = "named"

[[question]]
id = "wish"
kind = "text"
text = "What do you wish for?"
"#;

/// Somebody answers a survey without names, and an admin says what follows.
async fn type_in_surveys(plaudit: &Plaudit) {
    plaudit
        .ask_six(&Definition::enps("Q1", Scale::FromZero))
        .await;
    for who in SIX {
        plaudit.scores(who, 9).await;
        plaudit.says_why(who, &format!("for {WORD}")).await;
    }
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
    assert!(plaudit.siti_says(&format!("more {WORD}")).await.is_empty());
    plaudit.clock.advance(SignedDuration::from_hours(95));
    plaudit.ask_six(&from_toml(NAMED).unwrap()).await;
    plaudit.fills_in(ANA, [("wish", json!(WORD))]).await;
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
}

/// A reason why something is not given away, and one why something is.
async fn type_reasons(plaudit: &Plaudit) {
    let offer = Offer {
        approval: Approval::Admin,
        ..Offer::new("tea", ItemKind::GiftCard, "Tea", Price::Fixed(50))
    };
    plaudit.offer(&offer, Some(1)).await;
    plaudit.earn(ANA, 70).await;
    plaudit.takes(ANA, "tea").await;
    let pressed = plaudit.presses_directly(SITI, "rewards.reject").await;
    assert!(pressed.is_ok(), "{pressed:?}");
    let why = format!("no {WORD}");
    plaudit.sends(SITI, [("reason", &why)]).await;
    assert_eq!(plaudit.redemptions().await, ["rejected 50"]);

    let workspace = plaudit.workspace().await;
    let (clock, by) = (&plaudit.clock, Actor::Operator);
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let hero = NewBadge {
        slug: "hero".to_owned(),
        name: "Hero".to_owned(),
        name_id: None,
        name_ms: None,
        picture: "🦸".parse().unwrap(),
        rule: Rule::ByHand,
    };
    badges::define(&mut tx, clock, &by, workspace, &hero)
        .await
        .unwrap();
    let ana = sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1")
        .bind(ANA)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    let why = format!("for {WORD}");
    badges::award(&mut tx, clock, &by, (workspace, ana), "hero", Some(&why))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// ARCHITECTURE, "What is kept", and README say the same list.
#[tokio::test]
async fn what_people_typed_stays_where_it_is_said_and_nowhere_else() {
    let plaudit = Plaudit::start_with_six().await;
    type_reasons(&plaudit).await;
    type_in_surveys(&plaudit).await;
    plaudit.set("kudos.max_recipients", "2").await;
    super::type_everywhere(&plaudit, WORD).await;
    let for_good = [
        // The reason of a decision on a redemption, once more.
        "audit_log.detail",
        "badge_award.reason",
        "redemption.reason",
        "redemption_step.reason",
        "survey_comment.text",
        "survey_follow_up.text",
    ];
    let for_good = BTreeSet::from(for_good.map(str::to_owned));
    let now = plaudit.clock.now();
    let after = async |days: i64| {
        let pool = &plaudit.db.pool;
        sweep(pool, now + SignedDuration::from_hours(24 * days))
            .await
            .unwrap();
        holding(pool, WORD).await
    };
    let mut with_names = for_good.clone();
    with_names.insert("survey_answer.answers".to_owned());
    assert_eq!(after(32).await, with_names);
    assert_eq!(after(366).await, for_good);
    plaudit.finish().await;
}

/// Neither what gives nothing nor whoever said it, who was unknown and stays so.
#[tokio::test]
async fn what_is_overheard_and_gives_nothing_is_not_kept() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.sandbox.change(|model| {
        let stranger = slack::User::new("U0BARU00099", "baru", "Baru Sekali");
        model.team.users.push(stranger);
        for channel in &mut model.team.channels {
            channel.members.push("U0BARU00099".to_owned());
        }
    });
    plaudit.teams().change(|model| {
        let stranger = teams::User::new("aad-of-somebody-new", "baru", "Baru Sekali");
        for team in &mut model.company.teams {
            team.members.push(stranger.aad.clone());
        }
        model.company.users.push(stranger);
        model.company.reads_all = true;
    });
    let known =
        "SELECT count(*) FROM identity WHERE user_id IN ('U0BARU00099', 'aad-of-somebody-new')";
    let slack = plaudit.sandbox.as_user("U0BARU00099");
    let teams = plaudit.teams().as_user("baru");
    let said = format!("lunch? {WORD}, 5 of us");
    let posted = slack.post("C0KUDOS0001", &said).await;
    assert!(posted.is_ok() && posted.status == Some(200), "{posted:?}");
    let posted = teams.say(teams::KUDOS, &said).await;
    assert!(posted.is_ok() && posted.status == Some(200), "{posted:?}");
    plaudit.hush().await;
    assert_eq!(holding(&plaudit.db.pool, WORD).await, BTreeSet::new());
    let given = "SELECT count(*) FROM kudos";
    assert_eq!(count(&plaudit.db.pool, given).await, 0);
    assert_eq!(count(&plaudit.db.pool, known).await, 0);
    // What gives is: so that this test would see it.
    slack.post("C0KUDOS0001", &format!("@budi ++ {WORD}")).await;
    teams.say(teams::KUDOS, &format!("@budi ++ {WORD}")).await;
    plaudit.hush().await;
    assert_eq!(count(&plaudit.db.pool, given).await, 2);
    assert_eq!(count(&plaudit.db.pool, known).await, 2);
    plaudit.finish().await;
}
