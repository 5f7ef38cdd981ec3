//! Numbers that make no sense are refused, and those that are there from before do no harm.

use plaudit_sandbox::slack::Fault;

use crate::harness::{Plaudit, get};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

/// As no release sets it any more.
async fn forced(plaudit: &Plaudit, key: &str, value: &str) {
    let sql = "INSERT INTO setting (workspace_id, key, value) VALUES ($1, $2, $3)
               ON CONFLICT (workspace_id, key) DO UPDATE SET value = excluded.value";
    sqlx::query(sql)
        .bind(plaudit.workspace().await)
        .bind(key)
        .bind(value)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.app().desk.workspaces.forget();
}

#[tokio::test]
async fn an_absurd_number_of_old_stops_nothing() {
    for absurd in [
        "9223372036854775807",
        "-9223372036854775808",
        "170141183460469231731687303715884105727",
        "ages",
    ] {
        let plaudit = Plaudit::start().await;
        for key in [
            "kudos.undo_minutes",
            "kudos.max_points_per_recipient",
            "kudos.max_recipients",
            "kudos.reason_min_chars",
            "allowance.points",
            "survey.anonymity_threshold",
        ] {
            forced(&plaudit, key, absurd).await;
        }
        if absurd.starts_with('-') {
            plaudit.set("allowance.points", "100").await;
        } else {
            plaudit.set("kudos.reason_min_chars", "0").await;
        }
        let siti = plaudit.sandbox.as_user(SITI);
        // The author of a message is asked for by the worker on deferred deliveries, and so is who takes it back.
        let said = siti.post(KUDOS, "@budi ++ for the launch").await;
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 1, "{absurd}");
        siti.delete(KUDOS, &said.ts.unwrap()).await;
        plaudit.quiet().await;
        let undone = !absurd.starts_with('-');
        assert_eq!(plaudit.points(BUDI).await, i64::from(!undone), "{absurd}");
        // And it goes on.
        siti.slash(KUDOS, "/kudos", "@budi +1 for the next one")
            .await;
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 1 + i64::from(!undone));
        assert_eq!(get(&plaudit.url("/readyz")).await.0, 200);
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn what_is_out_of_bounds_is_refused_with_the_bounds() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let typed = "settings kudos.undo_minutes 9223372036854775807";
    let told = siti.slash(KUDOS, "/kudos", typed).await;
    assert!(told.text.contains("0–525600"), "{told:?}");
    for (key, bounds) in [
        ("allowance.points", "0–1000000"),
        ("kudos.max_group", "1–10000"),
        ("survey.anonymity_threshold", "3–1000"),
    ] {
        let asked = format!("settings {key}");
        let told = siti.slash(KUDOS, "/kudos", &asked).await;
        assert!(told.text.contains(bounds), "{bounds}: {told:?}");
    }
    plaudit.sandbox.fail("views.open", Fault::Broken, 1);
    let list = siti.slash(KUDOS, "/kudos", "settings").await;
    assert!(list.text.contains("allowance.points"), "{list:?}");
    plaudit.finish().await;
}
