//! Delivering by hand.

use super::scene::{ANA, BUDI, KUDOS, SITI, buttons, coffee};
use crate::harness::{Plaudit, count};

/// Ana has redeemed a coffee, which Siti is to deliver.
async fn due() -> Plaudit {
    let plaudit = Plaudit::start().await;
    plaudit.offer(&coffee(), Some(1)).await;
    plaudit.earn(ANA, 70).await;
    plaudit.redeem(ANA, "coffee").await;
    plaudit.presses(ANA, "rewards.redeem").await;
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
