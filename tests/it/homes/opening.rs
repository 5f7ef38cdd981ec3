//! Opening a home: what stands there, for whom.

use serde_json::json;

use super::{ANA, BUDI, KUDOS, SITI, TOM, ZOE, start};
use crate::harness::{count, plaudit as program};

#[tokio::test]
async fn whoever_opens_it_first_sees_what_is_their_own() {
    let plaudit = start().await;
    plaudit
        .at_home_types(TOM, "@ana +5 for the *quick* fix\nof the build")
        .await;
    plaudit.at_home_types(ANA, "@budi +2 thank you").await;
    let home = plaudit.opens_home(ANA).await;
    for expected in [
        "Hello, Ana Ferreira",
        "5 points",
        "98 points",
        "No. 1",
        "from Tom Okafor",
        "quick",
        "to Budi Santoso",
        "Give kudos",
        "Leaderboard",
        "Language",
    ] {
        assert!(home.contains(expected), "{expected}: {home}");
    }
    // There is no shop, and nothing that is not hers.
    for hidden in ["Shop", "Yours to look after", "1:1s coming up"] {
        assert!(!home.contains(hidden), "{hidden}: {home}");
    }
    assert_eq!(plaudit.sandbox.dm_with_bot(ANA).len(), 1, "nothing is said");
    plaudit.finish().await;
}

#[tokio::test]
async fn opening_it_again_sends_nothing_that_stands_there_already() {
    let plaudit = start().await;
    plaudit.opens_home(ANA).await;
    plaudit.opens_home(ANA).await;
    let delivery = plaudit.sandbox.deliveries().pop().unwrap();
    let again = plaudit.sandbox.redeliver(delivery.number).await;
    assert!(again.is_ok(), "{again:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.published_to(ANA).len(), 1);
    // Slack has lost it: the app was removed and added.
    plaudit.sandbox.change(|model| model.homes.clear());
    plaudit.opens_home(ANA).await;
    assert_eq!(plaudit.published_to(ANA).len(), 2);
    // Whoever only looks at their messages is shown nothing.
    let seen = plaudit.sandbox.as_user(TOM).open_home("messages").await;
    assert!(seen.is_ok());
    plaudit.quiet().await;
    assert!(plaudit.published_to(TOM).is_empty());
    // What it showed is not kept once it was sent.
    let kept = "SELECT count(*) FROM outbox WHERE subject LIKE 'home:%' AND letter <> 'null'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 0);
    plaudit.finish().await;
}

/// Nobody has told of them yet: Slack is asked, and then they see it.
#[tokio::test]
async fn somebody_unknown_is_looked_up_first() {
    let plaudit = start().await;
    let unknown = "DELETE FROM identity WHERE user_id = 'U0ZOE000004'";
    sqlx::query(unknown)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.app().desk.directory.forget();
    let home = plaudit.opens_home(ZOE).await;
    assert!(home.contains("Hello, Zoë"), "{home}");
    assert_eq!(plaudit.sandbox.calls("users.info").len(), 1);
    plaudit.finish().await;
}

/// Slack does not tell who they are: nobody asked for anything, so that nothing is said of it.
#[tokio::test]
async fn guests_see_what_they_receive_and_strangers_and_the_deactivated_nothing() {
    let plaudit = start().await;
    let team = plaudit.sandbox.model().team;
    let by = |wanted: &str| {
        let found = team
            .users
            .iter()
            .find(|user| format!("{:?}", user.standing).starts_with(wanted) && !user.deleted);
        found.unwrap().id.clone()
    };
    let guest = plaudit.opens_home(&by("Guest")).await;
    assert!(
        !guest.contains("Left to give") && !guest.contains("Sisa jatah"),
        "{guest}"
    );
    assert!(!guest.contains("Give kudos"), "{guest}");
    let stranger = by("Stranger");
    let event = json!({
        "type": "app_home_opened", "user": stranger, "channel": "D0STRANGER1", "tab": "home",
        "event_ts": "1794300000.000100",
    });
    assert!(plaudit.sandbox.send_event(event).await.is_ok());
    plaudit.quiet().await;
    assert!(plaudit.published_to(&stranger).is_empty());
    let homes = "SELECT count(*) FROM home";
    assert_eq!(count(&plaudit.db.pool, homes).await, 1);

    // Whoever leaves while theirs is kept is shown nothing more.
    plaudit.opens_home(ANA).await;
    plaudit.at_home_types(TOM, "@ana +1 for everything").await;
    plaudit.sandbox.as_user(ANA).deactivate().await;
    plaudit.homes_follow().await;
    assert_eq!(plaudit.published_to(ANA).len(), 1);
    assert_eq!(count(&plaudit.db.pool, homes).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn those_who_run_the_programme_see_what_waits_for_them_and_nobody_else_does() {
    let plaudit = start().await;
    plaudit.home_shop(true).await;
    plaudit.at_home_types(TOM, "@budi +50 for everything").await;
    let seen = plaudit
        .sandbox
        .as_user(BUDI)
        .slash(KUDOS, "/redeem", "coffee")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    let asked = plaudit.sandbox.ephemerals(BUDI).pop().unwrap();
    let person = plaudit.sandbox.as_user(BUDI);
    let seen = person
        .press(&asked.channel, &asked.ts, "rewards.redeem")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    let dead = "INSERT INTO outbox (workspace_id, lane, method, spacing, letter, created_at, available_at, state, settled_at)
                SELECT id, 'x', 'm', 1, 'null', now(), now(), 'dead', now() FROM workspace";
    sqlx::query(dead).execute(&plaudit.db.pool).await.unwrap();
    let siti = plaudit.opens_home(SITI).await;
    for expected in ["1 permintaan", "1 pesan tidak sampai", "Putuskan"] {
        assert!(siti.contains(expected), "{expected}: {siti}");
    }
    let approvals = plaudit.button_at_home(SITI, "approvals");
    let opened = plaudit.presses_at_home(SITI, &approvals).await;
    assert!(opened.contains("Budi"), "{opened}");
    let budi = plaudit.opens_home(BUDI).await;
    assert!(budi.contains("Coffee voucher"), "{budi}");
    for hidden in ["permintaan menunggu", "pesan tidak sampai"] {
        assert!(!budi.contains(hidden), "{hidden}: {budi}");
    }
    plaudit.finish().await;
}

/// One list of what is wrong: what the doctor finds in the database, a home counts, whatever it is.
#[tokio::test]
async fn what_the_doctor_finds_in_the_database_is_counted_for_who_can_mend_it() {
    let plaudit = start().await;
    plaudit.home_shop(false).await;
    let unpriced = "UPDATE reward_item SET fulfilment = 'tremendous', provider_product = 'CARD', provider_currency = 'USD'";
    let mut tampering = plaudit.db.tampering().await;
    sqlx::query(unpriced).execute(&mut tampering).await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let url = plaudit.db.url();
    let mut doctor = program(home.path(), &["doctor"], &[("DATABASE_URL", &url)]);
    let said = String::from_utf8(doctor.output().await.unwrap().stdout).unwrap();
    let unset = "cannot be redeemed: what a point is worth in USD is not set";
    assert!(said.contains(unset), "{said}");
    let siti = plaudit.opens_home(SITI).await;
    assert!(siti.contains("1 hal tidak berjalan semestinya"), "{siti}");
    let ana = plaudit.opens_home(ANA).await;
    assert!(!ana.contains("plaudit doctor"), "{ana}");
    plaudit.finish().await;
}
