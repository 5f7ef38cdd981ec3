//! Delivering by hand.

use plaudit::ids::MemberId;
use plaudit::rewards::{self, Offer, Price};
use plaudit_sandbox::slack::Fault;
use sqlx::PgConnection;

use super::scene::{ANA, BUDI, KUDOS, RIZKY, SITI, buttons, coffee, label, many};
use crate::harness::{Plaudit, count, eventually};

/// Ana has redeemed a coffee, which Siti is to deliver.
async fn due() -> Plaudit {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&coffee(), Some(1)).await;
    plaudit.earn(ANA, 70).await;
    plaudit.takes(ANA, "coffee").await;
    plaudit
}

#[tokio::test]
async fn a_code_reaches_its_member_alone() {
    let plaudit = due().await;
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.deliver")
            .await
            .is_ok()
    );
    plaudit.sends(SITI, [("code", "KOPI-1234-XYZ")]).await;
    assert_eq!(plaudit.redemptions().await, ["fulfilled 50"]);
    let told = plaudit.told_directly(ANA);
    assert!(told.shown().contains("KOPI-1234-XYZ"), "{told:?}");
    assert!(
        !told.text.contains("KOPI"),
        "no notification shows it: {told:?}"
    );
    for sql in [
        "SELECT count(*) FROM outbox WHERE letter::text LIKE '%KOPI%'",
        "SELECT count(*) FROM audit_log WHERE detail::text LIKE '%KOPI%' OR after LIKE '%KOPI%'",
        "SELECT count(*) FROM redemption WHERE position('KOPI'::bytea IN delivered) > 0",
        "SELECT count(*) FROM redemption_step WHERE reason LIKE '%KOPI%'",
    ] {
        assert_eq!(count(&plaudit.db.pool, sql).await, 0, "{sql}");
    }
    let siti = plaudit.told_directly(SITI);
    assert!(!format!("{siti:?}").contains("KOPI"), "{siti:?}");
    assert!(
        buttons(&siti).is_empty(),
        "there is nothing left to do: {siti:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn points_are_given_back_with_a_reason() {
    let plaudit = due().await;
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.refund")
            .await
            .is_ok()
    );
    plaudit
        .sends(SITI, [("reason", "The shop has closed.")])
        .await;
    assert_eq!(plaudit.redemptions().await, ["refunded 50"]);
    assert_eq!(plaudit.points(ANA).await, 70);
    let told = plaudit.told_directly(ANA);
    assert!(told.shown().contains("The shop has closed."), "{told:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn an_admin_takes_care_of_it_and_sees_what_waits() {
    let plaudit = due().await;
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(
        plaudit
            .presses_directly(SITI, "rewards.take_care")
            .await
            .is_ok()
    );
    let assigned = "SELECT count(*) FROM redemption WHERE assigned_to IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, assigned).await, 1);
    let seen = siti.slash(KUDOS, "/kudos", "deliveries").await;
    assert!(seen.text.contains("Coffee voucher"), "{seen:?}");
    for who in [ANA, BUDI] {
        let person = plaudit.sandbox.as_user(who);
        let seen = person.slash(KUDOS, "/kudos", "deliveries").await;
        assert!(!seen.text.contains("Coffee voucher"), "{seen:?}");
    }
    plaudit.finish().await;
}

/// Whoever takes care of a delivery still says that it is done, and others see whose it is.
#[tokio::test]
async fn what_is_taken_care_of_says_by_whom() {
    let plaudit = due().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "admin add @rizky").await;
    plaudit.quiet().await;
    let question = plaudit
        .sandbox
        .dm_with_bot(SITI)
        .into_iter()
        .rfind(|it| buttons(it).iter().any(|(it, _)| it == "rewards.take_care"))
        .expect("she is asked to deliver it");
    let pressed = siti.press(&question.channel, &question.ts, "rewards.take_care");
    assert!(pressed.await.is_ok());
    plaudit.quiet().await;
    let mut told = plaudit.sandbox.dm_with_bot(SITI).into_iter();
    let own = told.find(|it| it.ts == question.ts).unwrap();
    let actions = |message: &plaudit_sandbox::slack::Message| -> Vec<String> {
        buttons(message).into_iter().map(|it| it.0).collect()
    };
    assert_eq!(actions(&own), ["rewards.deliver", "rewards.refund"]);
    let rizky = plaudit.sandbox.as_user(RIZKY);
    rizky.slash(KUDOS, "/kudos", "deliveries").await;
    let list = plaudit.shown_to(RIZKY);
    assert!(list.shown().contains("Siti"), "{list:?}");
    assert_eq!(actions(&list), ["rewards.deliver", "rewards.refund"]);
    plaudit.finish().await;
}

/// Whoever takes care of something in a list, or finds that another does, keeps the list.
#[tokio::test]
async fn a_list_of_deliveries_stays_a_list() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "admin add @rizky").await;
    plaudit.quiet().await;
    let cheap = Offer {
        price: Price::Fixed(5),
        ..coffee()
    };
    plaudit.offer(&cheap, None).await;
    plaudit.earn(ANA, 60).await;
    for _ in 0..2 {
        plaudit.takes(ANA, "coffee").await;
    }
    let rizky = plaudit.sandbox.as_user(RIZKY);
    for person in [&siti, &rizky] {
        let seen = person.slash(KUDOS, "/kudos", "deliveries").await;
        assert!(seen.is_ok(), "{seen:?}");
    }
    for who in [SITI, RIZKY] {
        let list = plaudit.presses(who, "rewards.take_care").await;
        let shown = list.shown();
        assert!(shown.contains("Siti"), "who takes care of it: {shown}");
        assert_eq!(shown.matches("Siti").count(), 1, "once: {shown}");
        assert_eq!(many(&list, "rewards.deliver"), 2, "{list:?}");
    }
    // The form leaves the list behind it as it was: a button that is too late brings it up to date.
    plaudit.presses(SITI, "rewards.deliver").await;
    plaudit.sends(SITI, [("code", "KOPI-1234-XYZ")]).await;
    let list = plaudit.presses(SITI, "rewards.deliver").await;
    assert_eq!(many(&list, "rewards.deliver"), 1, "{list:?}");
    plaudit.finish().await;
}

/// Whoever got a code reads it again for as long as it is kept, in a form that nobody else sees and
/// that is kept nowhere.
#[tokio::test]
async fn a_code_is_shown_again_to_whose_it_is() {
    let plaudit = due().await;
    plaudit.presses_directly(SITI, "rewards.deliver").await;
    plaudit.sends(SITI, [("code", "KOPI `12` 34")]).await;
    let told = plaudit.told_directly(ANA);
    assert!(told.shown().contains("KOPI `12` 34"), "as it is: {told:?}");
    plaudit.redeem(ANA, "").await;
    let mine = plaudit.presses(ANA, "rewards.mine").await;
    assert_eq!(
        label(&mine, "rewards.show_code"),
        "Show the code: Coffee voucher"
    );
    plaudit.presses(ANA, "rewards.show_code").await;
    let form = plaudit.sandbox.modals(ANA).pop().expect("a form is open");
    assert!(format!("{form:?}").contains("KOPI `12` 34"), "{form:?}");
    let kept = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%KOPI%'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 0);
    plaudit.finish().await;
}

/// The message that brings the code is refused for good: the admins are told, and the code is not lost.
#[tokio::test]
async fn where_a_code_arrives_nowhere_the_admins_are_told() {
    let plaudit = due().await;
    plaudit.presses_directly(SITI, "rewards.deliver").await;
    plaudit.quiet().await;
    // What says that a conversation is gone would have it opened anew.
    let refused = Fault::Error("user_disabled".to_owned());
    plaudit.sandbox.fail("chat.postMessage", refused, 1);
    plaudit.sends(SITI, [("code", "KOPI-1234-XYZ")]).await;
    assert_eq!(plaudit.redemptions().await, ["fulfilled 50"]);
    let told = plaudit.told_directly(SITI);
    assert!(told.shown().contains("tidak sampai"), "{told:?}");
    assert!(!format!("{told:?}").contains("KOPI"), "{told:?}");
    plaudit.finish().await;
}

/// The ten oldest, and how many more there are.
#[tokio::test]
async fn a_long_list_says_how_much_more_there_is() {
    let plaudit = Plaudit::start().await;
    let cheap = Offer {
        price: Price::Fixed(5),
        ..coffee()
    };
    plaudit.offer(&cheap, None).await;
    plaudit.earn(ANA, 60).await;
    for _ in 0..12 {
        plaudit.takes(ANA, "coffee").await;
    }
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "deliveries").await;
    assert!(seen.text.contains("Masih ada 2 lagi"), "{seen:?}");
    let shown = plaudit.shown_to(SITI);
    assert_eq!(many(&shown, "rewards.deliver"), 10);
    plaudit.finish().await;
}

/// A form with a code waits for whoever holds its redemption: meanwhile it is stored nowhere.
#[tokio::test]
async fn a_form_with_a_code_is_not_stored_while_it_waits() {
    let plaudit = due().await;
    plaudit.presses_directly(SITI, "rewards.deliver").await;
    let mut holder = plaudit.db.pool.begin().await.unwrap();
    let held = "SELECT id FROM redemption FOR UPDATE";
    sqlx::query(held).execute(&mut *holder).await.unwrap();
    // It is answered while it waits: that it is not certain.
    let form = plaudit.sandbox.modals(SITI).pop().expect("a form is open");
    let answers = [("code", serde_json::json!("KOPI-1234-XYZ"))];
    plaudit
        .sandbox
        .as_user(SITI)
        .submit(&form.id, answers)
        .await;
    let stored = "SELECT count(*) FROM inbox WHERE inbound::text LIKE '%KOPI%'";
    assert_eq!(count(&plaudit.db.pool, stored).await, 0);
    holder.rollback().await.unwrap();
    let look = async || plaudit.redemptions().await;
    eventually("it is delivered", look, |it| *it == ["fulfilled 50"]).await;
    plaudit.finish().await;
}

/// Who presses second reads who was first, and the delivery stays theirs.
#[tokio::test]
async fn one_admin_takes_care_of_a_delivery() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "admin add @rizky").await;
    plaudit.quiet().await;
    plaudit.offer(&coffee(), Some(1)).await;
    plaudit.earn(ANA, 70).await;
    plaudit.takes(ANA, "coffee").await;
    plaudit.presses_directly(SITI, "rewards.take_care").await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let (rizky, siti) = (
        member(&mut conn, RIZKY).await,
        member(&mut conn, SITI).await,
    );
    let workspace = plaudit.workspace().await;
    let (waiting, _) = rewards::by_hand(&mut conn, workspace, 10).await.unwrap();
    assert_eq!(waiting[0].assigned_to, Some(siti));
    let second = rewards::assign(&mut conn, workspace, waiting[0].id, rizky).await;
    assert!(!second.unwrap());
    // An admin who left takes care of nothing.
    let left = sqlx::query("UPDATE member SET active = false WHERE id = $1").bind(siti);
    left.execute(&mut *conn).await.unwrap();
    assert!(
        rewards::assign(&mut conn, workspace, waiting[0].id, rizky)
            .await
            .unwrap()
    );
    drop(conn);
    plaudit.finish().await;
}

async fn member(conn: &mut PgConnection, user: &str) -> MemberId {
    let found = sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1").bind(user);
    found.fetch_one(conn).await.unwrap()
}

/// Whose reward waits may have left: whoever delivers it is told so.
#[tokio::test]
async fn whoever_delivers_is_told_that_somebody_left() {
    let plaudit = due().await;
    plaudit.sandbox.as_user(ANA).deactivate().await;
    plaudit.quiet().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.slash(KUDOS, "/kudos", "deliveries").await;
    assert!(seen.text.contains("sudah tidak ada di sini"), "{seen:?}");
    // A code for them is told nobody, and kept.
    plaudit.presses_directly(SITI, "rewards.deliver").await;
    plaudit.sends(SITI, [("code", "KOPI-1234-XYZ")]).await;
    let told = plaudit.sandbox.dm_with_bot(SITI);
    let lost = told.iter().filter(|it| it.shown().contains("tidak sampai"));
    assert_eq!(lost.count(), 1, "{told:?}");
    plaudit.finish().await;
}

/// A form may have been opened, or a list be shown, before somebody else delivered: whoever gives points
/// back for what is delivered reads that it is, and by whom, and says once more that they mean it.
#[tokio::test]
async fn giving_back_for_what_is_delivered_is_asked_about() {
    let plaudit = due().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "admin add @rizky").await;
    plaudit.quiet().await;
    let rizky = plaudit.sandbox.as_user(RIZKY);
    for person in [&siti, &rizky] {
        let seen = person.slash(KUDOS, "/kudos", "deliveries").await;
        assert!(seen.is_ok(), "{seen:?}");
    }
    plaudit.presses(SITI, "rewards.refund").await;
    plaudit.presses(RIZKY, "rewards.deliver").await;
    plaudit.sends(RIZKY, []).await;
    assert_eq!(plaudit.redemptions().await, ["fulfilled 50"]);

    plaudit.sends(SITI, [("reason", "The shop is shut.")]).await;
    assert_eq!(plaudit.redemptions().await, ["fulfilled 50"]);
    let anew = |plaudit: &Plaudit| {
        let form = plaudit.sandbox.modals(SITI).pop().expect("a form is open");
        let form = format!("{form:?}");
        for said in ["Rizky", "sudah menyerahkan", "Tetap kembalikan"] {
            assert!(form.contains(said), "{said}: {form}");
        }
        form
    };
    assert!(anew(&plaudit).contains("The shop is shut."), "as typed");
    // The same from the list that is behind, which is shown as it is by now.
    let list = plaudit.presses(SITI, "rewards.refund").await;
    anew(&plaudit);
    assert!(buttons(&list).is_empty(), "{list:?}");
    plaudit.sends(SITI, [("reason", "The shop is shut.")]).await;
    assert_eq!(plaudit.redemptions().await, ["refunded 50"]);
    assert_eq!(plaudit.points(ANA).await, 70);
    plaudit.finish().await;
}

/// What was delivered elsewhere meanwhile is said with its name and who did it, in place of the list.
#[tokio::test]
async fn a_list_that_is_behind_is_shown_anew() {
    for action in ["rewards.deliver", "rewards.take_care"] {
        let plaudit = due().await;
        let siti = plaudit.sandbox.as_user(SITI);
        siti.slash(KUDOS, "/kudos", "admin add @rizky").await;
        plaudit.quiet().await;
        let rizky = plaudit.sandbox.as_user(RIZKY);
        for person in [&siti, &rizky] {
            let seen = person.slash(KUDOS, "/kudos", "deliveries").await;
            assert!(seen.is_ok(), "{seen:?}");
        }
        plaudit.presses(RIZKY, "rewards.deliver").await;
        plaudit.sends(RIZKY, []).await;
        let shown = plaudit.sandbox.ephemerals(SITI).len();
        let list = plaudit.presses(SITI, action).await;
        for said in ["Rizky", "Coffee voucher", "Ana"] {
            assert!(list.shown().contains(said), "{action}: {said}: {list:?}");
        }
        assert!(buttons(&list).is_empty(), "{action}: {list:?}");
        assert_eq!(plaudit.sandbox.ephemerals(SITI).len(), shown, "{action}");
        plaudit.finish().await;
    }
}
