//! Deciding what somebody asks for.

use plaudit::rewards::{Approval, Offer};
use plaudit_sandbox::slack::Message;

use super::scene::{ANA, BUDI, KUDOS, RIZKY, SITI, buttons, coffee, many};
use crate::harness::Plaudit;

fn asked(approval: Approval) -> Offer {
    Offer {
        approval,
        ..coffee()
    }
}

/// Ana asks for a coffee.
async fn wanted(approval: Approval) -> Plaudit {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(approval), Some(1)).await;
    plaudit.earn(ANA, 70).await;
    plaudit.takes(ANA, "coffee").await;
    assert_eq!(plaudit.redemptions().await, ["requested 50"]);
    plaudit
}

/// Ana and Budi ask for one each.
async fn both_ask(plaudit: &Plaudit) {
    for who in [ANA, BUDI] {
        plaudit.earn(who, 60).await;
        plaudit.takes(who, "coffee").await;
    }
}

/// Makes somebody an admin, or a manager.
async fn grant(plaudit: &Plaudit, text: &str) {
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash(KUDOS, "/kudos", text).await.is_ok());
    plaudit.quiet().await;
}

#[tokio::test]
async fn the_first_decision_counts_and_the_others_read_it() {
    let plaudit = Plaudit::start().await;
    grant(&plaudit, "admin add @rizky").await;
    plaudit.offer(&asked(Approval::Admin), Some(1)).await;
    plaudit.earn(ANA, 70).await;
    let waits = plaudit.takes(ANA, "coffee").await;
    assert!(
        waits.shown().contains("An admin is asked first"),
        "{waits:?}"
    );
    let asked = plaudit.told_directly(RIZKY);
    assert!(asked.shown().contains("20"), "what Ana has left: {asked:?}");
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.approve")
            .await
            .is_ok()
    );
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    let told = plaudit.told_directly(ANA);
    assert!(told.shown().contains("is approved"), "{told:?}");

    // What Rizky has before him says so, and its old button finds that it is too late.
    let now = plaudit.told_directly(RIZKY);
    assert_eq!(now.ts, asked.ts, "his message changed");
    let actions: Vec<String> = buttons(&now)
        .into_iter()
        .map(|(action, _)| action)
        .collect();
    assert!(!actions.contains(&"rewards.approve".to_owned()), "{now:?}");
    plaudit.finish().await;
}

/// Whoever approves what is delivered by hand has the question of its delivery, where they were asked.
#[tokio::test]
async fn whoever_approves_is_asked_to_deliver() {
    let plaudit = wanted(Approval::Admin).await;
    let before = plaudit.sandbox.dm_with_bot(SITI).len();
    let asked = plaudit.told_directly(SITI);
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.approve")
            .await
            .is_ok()
    );
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    let now = plaudit.told_directly(SITI);
    assert_eq!(now.ts, asked.ts, "one message for one thing");
    assert_eq!(plaudit.sandbox.dm_with_bot(SITI).len(), before);
    let actions: Vec<String> = buttons(&now)
        .into_iter()
        .map(|(action, _)| action)
        .collect();
    for action in ["rewards.deliver", "rewards.take_care", "rewards.refund"] {
        assert!(actions.contains(&action.to_owned()), "{action}: {now:?}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn rejected_with_a_reason_the_points_are_back() {
    let plaudit = wanted(Approval::Admin).await;
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.reject")
            .await
            .is_ok()
    );
    let nothing = plaudit.sends(SITI, [("reason", "   ")]).await;
    assert!(nothing.body.contains("Tuliskan alasannya"), "{nothing:?}");
    assert_eq!(plaudit.redemptions().await, ["requested 50"]);
    plaudit
        .sends(SITI, [("reason", "We are out of vouchers this week.")])
        .await;
    assert_eq!(plaudit.redemptions().await, ["rejected 50"]);
    assert_eq!(plaudit.points(ANA).await, 70);
    let told = plaudit.told_directly(ANA);
    assert!(
        told.shown().contains("We are out of vouchers this week."),
        "{told:?}"
    );
    plaudit.finish().await;
}

/// The manager is asked; where there is none, or they left, the admins are. Nobody decides for
/// themselves.
#[tokio::test]
async fn whoever_may_decide_is_asked() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(Approval::Manager), None).await;
    plaudit.earn(ANA, 70).await;
    plaudit.reports_to(ANA, BUDI).await;
    plaudit.takes(ANA, "coffee").await;
    assert!(
        plaudit
            .told_directly(BUDI)
            .shown()
            .contains("Coffee voucher")
    );
    // Budi is a manager by no role: being reported to is enough to be asked, and to decide.
    let budi = plaudit.sandbox.as_user(BUDI);
    let listed = budi.slash(KUDOS, "/kudos", "approvals").await;
    assert!(listed.text.contains("Coffee voucher"), "{listed:?}");
    let form = plaudit.presses_directly(BUDI, "rewards.reject").await;
    assert!(form.is_ok(), "{form:?}");
    assert_eq!(plaudit.sandbox.modals(BUDI).len(), 1, "he may reject, too");
    assert!(
        plaudit
            .presses_directly(BUDI, "rewards.approve")
            .await
            .is_ok()
    );
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_button_that_is_too_late_says_what_is_so() {
    let plaudit = wanted(Approval::Admin).await;
    let asked = plaudit.told_directly(SITI);
    plaudit.presses(ANA, "rewards.cancel").await;
    assert_eq!(plaudit.redemptions().await, ["cancelled 50"]);
    let now = plaudit.told_directly(SITI);
    assert!(buttons(&now).is_empty(), "{now:?}");
    // Pressed all the same, from a screen that is behind.
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti
        .press(&asked.channel, &asked.ts, "rewards.approve")
        .await;
    let _ = seen;
    plaudit.quiet().await;
    assert_eq!(plaudit.redemptions().await, ["cancelled 50"]);
    assert_eq!(plaudit.points(ANA).await, 70);
    plaudit.finish().await;
}

#[tokio::test]
async fn several_are_approved_at_once() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(Approval::Admin), None).await;
    both_ask(&plaudit).await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash(KUDOS, "/kudos", "approvals").await.is_ok());
    let listed = plaudit.presses(SITI, "rewards.approve_all").await;
    assert_eq!(plaudit.redemptions().await, ["approved 50", "approved 50"]);
    assert!(
        buttons(&listed).is_empty(),
        "nothing waits any more: {listed:?}"
    );
    // For others nothing waits, and they approve nothing.
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", "approvals")
        .await;
    assert!(seen.text.contains("Nothing waits"), "{seen:?}");
    plaudit.finish().await;
}

/// What is decided in a list leaves the rest of it there.
#[tokio::test]
async fn a_list_shows_what_is_left_to_be_decided() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(Approval::Admin), None).await;
    both_ask(&plaudit).await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash(KUDOS, "/kudos", "approvals").await.is_ok());
    let listed = plaudit.presses(SITI, "rewards.approve").await;
    assert_eq!(plaudit.redemptions().await, ["approved 50", "requested 50"]);
    let left = |list: &Message| many(list, "rewards.approve");
    assert_eq!(left(&listed), 1, "the other one waits: {listed:?}");
    let shown = listed.shown();
    assert!(shown.contains("Ana") && shown.contains("Budi"), "{shown}");
    let listed = plaudit.presses(SITI, "rewards.approve").await;
    assert_eq!(plaudit.redemptions().await, ["approved 50", "approved 50"]);
    assert_eq!(left(&listed), 0, "{listed:?}");
    assert!(listed.shown().contains("Tidak ada yang menunggu"));
    plaudit.finish().await;
}

/// Whoever rejects something in a list reads what is left of it.
#[tokio::test]
async fn what_is_left_is_shown_after_a_rejection() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(Approval::Admin), None).await;
    both_ask(&plaudit).await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash(KUDOS, "/kudos", "approvals").await.is_ok());
    plaudit.presses(SITI, "rewards.reject").await;
    let left = plaudit.sends(SITI, [("reason", "Not this week.")]).await;
    assert_eq!(plaudit.redemptions().await, ["rejected 50", "requested 50"]);
    for part in ["Ana", "Budi", "rewards.approve"] {
        assert!(left.body.contains(part), "{part}: {left:?}");
    }
    // The list behind the form has the old buttons: one that is too late brings it up to date.
    let listed = plaudit.presses(SITI, "rewards.reject").await;
    assert_eq!(
        many(&listed, "rewards.reject"),
        1,
        "the other one waits: {listed:?}"
    );
    plaudit.finish().await;
}

/// Whoever is reported to approves all that their people ask for at once.
#[tokio::test]
async fn a_manager_by_the_directory_alone_approves_several() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(Approval::Manager), None).await;
    for who in [ANA, BUDI] {
        plaudit.reports_to(who, RIZKY).await;
    }
    both_ask(&plaudit).await;
    let rizky = plaudit.sandbox.as_user(RIZKY);
    assert!(rizky.slash(KUDOS, "/kudos", "approvals").await.is_ok());
    plaudit.presses(RIZKY, "rewards.approve_all").await;
    assert_eq!(plaudit.redemptions().await, ["approved 50", "approved 50"]);
    let decided =
        "SELECT count(*) FROM audit_log WHERE action = 'redemption.decide' AND actor = $1::text";
    let by =
        sqlx::query_scalar("SELECT member_id::text FROM identity WHERE user_id = $1").bind(RIZKY);
    let by: String = by.fetch_one(&plaudit.db.pool).await.unwrap();
    let noted: i64 = sqlx::query_scalar(decided)
        .bind(by)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(noted, 2);
    plaudit.finish().await;
}

/// Where nobody can decide that is said, and whoever can at last is asked; where who was asked has left,
/// others are, before anybody has waited for days.
#[tokio::test]
async fn whoever_can_decide_by_now_is_asked_once() {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&asked(Approval::Manager), None).await;
    plaudit.earn(ANA, 70).await;
    let pool = &plaudit.db.pool;
    let all = async |sql: &str| {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()))
            .execute(pool)
            .await
            .unwrap();
    };
    all("UPDATE member SET active = false WHERE role = 'admin'").await;
    let waits = plaudit.takes(ANA, "coffee").await;
    assert!(
        waits.shown().contains("Nobody can decide on it yet"),
        "{waits:?}"
    );
    let heard = plaudit.sandbox.dm_with_bot(SITI).len();
    all("UPDATE member SET active = true WHERE role = 'admin'").await;
    for _ in 0..2 {
        plaudit.app().desk.tell_reward_news().await.unwrap();
        plaudit.quiet().await;
        assert_eq!(plaudit.sandbox.dm_with_bot(SITI).len(), heard + 1, "once");
    }
    // Her manager is asked as soon as she has one, and the admins once that one has left.
    plaudit.reports_to(ANA, BUDI).await;
    plaudit.redeem(ANA, "").await;
    plaudit.app().desk.tell_reward_news().await.unwrap();
    plaudit.quiet().await;
    assert!(
        plaudit
            .told_directly(BUDI)
            .shown()
            .contains("Coffee voucher")
    );
    assert!(
        plaudit
            .presses_directly(BUDI, "rewards.approve")
            .await
            .is_ok()
    );
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    plaudit.finish().await;
}
