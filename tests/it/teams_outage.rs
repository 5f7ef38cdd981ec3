//! The database is away: whoever waits in Teams is told, what Teams repeats is done once, and nothing
//! typed is lost.

use plaudit_sandbox::teams::KUDOS;
use serde_json::Value;

use crate::harness::Plaudit;
use crate::harness::teams::{BUDI, SITI, fill_in};

#[tokio::test]
async fn while_the_database_is_away_nobody_is_left_without_a_word() {
    let plaudit = Plaudit::start_on_both().await;
    let (siti, zoe) = (
        plaudit.teams().as_user("siti"),
        plaudit.teams().as_user("zoe"),
    );
    siti.say(KUDOS, "@Plaudit @Budi Santoso +1 untuk rilis")
        .await;
    plaudit.quiet().await;
    let announced = plaudit.announced(KUDOS);
    fill_in(&siti, "Budi Santoso").await;
    let before = plaudit.teams().messages(KUDOS).len();
    let mut outage = plaudit.db.outage().await;

    // What Teams delivers again is not acknowledged.
    let said = siti
        .say(KUDOS, "@Plaudit @Budi Santoso +7 selagi mati")
        .await;
    assert_eq!((said.status, &said.body), (Some(503), &Value::Null));
    let deliveries = plaudit.teams().deliveries();
    let tried: Vec<_> = deliveries
        .iter()
        .filter(|it| it.body.contains("selagi mati"))
        .collect();
    assert_eq!(tried.len(), 3, "and so it came three times");
    assert!(tried.iter().all(|it| it.status == Some(503)));

    // A form stays open with everything that was typed, and says why.
    let sent = siti.submit().await;
    assert_eq!(sent.status, Some(200), "{sent:?}");
    let dialog = siti.dialog().unwrap();
    assert!(
        dialog.shown().contains("belum ada yang tercatat"),
        "{}",
        dialog.shown()
    );
    assert!(
        dialog.shown().contains("untuk bantuannya kemarin"),
        "{}",
        dialog.shown()
    );
    // A press is answered in words.
    let pressed = zoe.press(&announced, "kudos.boost").await;
    assert_eq!(pressed.status, Some(200), "{pressed:?}");
    assert!(pressed.text.contains("nothing was recorded"), "{pressed:?}");
    // A form that would open cannot: it says so, and closes.
    let opening = zoe.compose(KUDOS).await;
    assert_eq!(opening.status, Some(200), "{opening:?}");
    assert!(opening.text.contains("nothing was recorded"), "{opening:?}");
    // Everybody reads what the webhook is answered.
    let asked = plaudit
        .teams()
        .call_webhook("siti", KUDOS, "@Budi Santoso +1 hook")
        .await;
    assert!(asked.text.contains("belum ada yang tercatat"), "{asked:?}");

    outage.end().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    assert_eq!(plaudit.standing().await, 1);

    // Then everything that is tried again is done once.
    let seen = plaudit.teams().redeliver(tried[0].number).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.teams().redeliver(tried[1].number).await;
    let sent = siti.submit().await;
    assert!(sent.is_ok(), "{sent:?}");
    let pressed = zoe.press(&announced, "kudos.boost").await;
    assert!(pressed.is_ok(), "{pressed:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1 + 7 + 3 + 1);
    assert_eq!(plaudit.points(SITI).await, 0);
    assert!(plaudit.teams().messages(KUDOS).len() > before);
    plaudit.finish().await;
}
