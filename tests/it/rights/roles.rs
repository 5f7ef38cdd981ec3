//! Roles follow what platforms say, and stay where a person granted them.

use serde_json::json;

use super::{ANA, BUDI, SITI, act, command, noted};
use crate::harness::Plaudit;

/// Slack tells that somebody administers the team, or no longer.
async fn slack_says(plaudit: &Plaudit, user: &str, name: &str, owner: bool) {
    let event = json!({"type": "user_change", "user": {
        "id": user, "team_id": "T0FAKETEAM1", "deleted": false,
        "is_admin": owner, "is_owner": owner, "profile": {"display_name": name},
    }});
    plaudit.sandbox.send_event(event).await;
}

#[tokio::test]
async fn a_demoted_owner_is_refused_and_a_promoted_member_is_not() {
    let plaudit = Plaudit::start().await;
    let set = "settings allowance.points 999999";
    let refused = command(&plaudit, ANA, set).await;
    assert!(refused.text.contains("Only admins"), "{refused:?}");
    let whom = "You can ask Grace Nakamura and Siti Rahmawati";
    assert!(refused.text.contains(whom), "{refused:?}");

    slack_says(&plaudit, ANA, "Ana", true).await;
    let done = command(&plaudit, ANA, "settings allowance.points 120").await;
    assert!(done.text.contains("120"), "{done:?}");

    slack_says(&plaudit, ANA, "Ana", false).await;
    let refused = command(&plaudit, ANA, set).await;
    assert!(refused.text.contains("Only admins"), "{refused:?}");
    let kept = command(&plaudit, SITI, "settings allowance.points").await;
    assert!(kept.text.contains("120"), "{kept:?}");

    let followed = noted(&plaudit.db.pool, "role.follow").await;
    let last = &followed[followed.len() - 2..];
    let expected = [
        act("system", "member", "admin"),
        act("system", "admin", "member"),
    ];
    assert_eq!(last, expected);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_a_person_granted_stays_until_a_person_takes_it_back() {
    let plaudit = Plaudit::start().await;
    let done = command(&plaudit, SITI, "admin add @budi").await;
    assert!(done.text.contains("Budi"), "{done:?}");
    plaudit.quiet().await;
    let told = plaudit.sandbox.dm_with_bot(BUDI).pop().unwrap().shown();
    assert!(told.contains("Siti") && told.contains("admin"), "{told}");
    let again = command(&plaudit, SITI, "admin add @budi").await;
    assert!(again.text.contains("sudah"), "{again:?}");

    // Slack makes him an owner and takes it back: he stays what he was granted.
    slack_says(&plaudit, BUDI, "Budi Santoso", true).await;
    slack_says(&plaudit, BUDI, "Budi Santoso", false).await;
    let list = command(&plaudit, BUDI, "admin").await;
    assert!(
        list.text.contains("Budi Santoso") && list.text.contains("Siti"),
        "{list:?}"
    );

    let done = command(&plaudit, SITI, "admin remove @budi").await;
    assert!(done.text.contains("bukan admin lagi"), "{done:?}");
    let refused = command(&plaudit, BUDI, "admin add @ana").await;
    assert!(refused.text.contains("Hanya admin"), "{refused:?}");
    plaudit.quiet().await;
    let told = plaudit.sandbox.dm_with_bot(BUDI).pop().unwrap().shown();
    assert!(told.contains("bukan admin"), "{told}");
    let granted = noted(&plaudit.db.pool, "role.grant").await;
    let who = "Siti Rahmawati";
    let expected = [act(who, "member", "admin"), act(who, "admin", "member")];
    assert_eq!(granted, expected);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_role_that_cannot_be_changed_says_why() {
    let plaudit = Plaudit::start().await;
    // Siti is admin by Slack's word, which is changed there.
    command(&plaudit, SITI, "admin add @ana").await;
    for (user, text, says) in [
        (ANA, "admin remove @siti", "change it there"),
        (ANA, "admin remove @budi", "is no admin"),
        (ANA, "manager add @ana", "already"),
        (ANA, "manager remove @budi", "is no manager"),
        (ANA, "admin @budi", "admin add"),
        (ANA, "admin", "Siti"),
    ] {
        let seen = command(&plaudit, user, text).await;
        assert!(seen.text.contains(says), "{text}: {seen:?}");
    }
    let done = command(&plaudit, ANA, "manager add @budi").await;
    assert!(done.text.contains("manager now"), "{done:?}");
    let refused = command(&plaudit, BUDI, "settings").await;
    assert!(refused.text.contains("Hanya admin"), "{refused:?}");

    // The last who is there cannot take it from themselves.
    for admin in [SITI, "U0GRACE0019"] {
        slack_says(&plaudit, admin, "Somebody", false).await;
    }
    let only: i64 =
        sqlx::query_scalar("SELECT count(*) FROM member WHERE role = 'admin' AND active")
            .fetch_one(&plaudit.db.pool)
            .await
            .unwrap();
    assert_eq!(only, 1, "Ana alone");
    let refused = command(&plaudit, ANA, "admin remove @ana").await;
    assert!(refused.text.contains("only admin"), "{refused:?}");
    plaudit.finish().await;
}
