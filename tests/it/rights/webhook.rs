//! An outgoing webhook proves a team and no person: it has no rights of an admin, and takes back only
//! what came by it.

use std::path::Path;

use plaudit_sandbox::teams::KUDOS;

use crate::harness::Plaudit;
use crate::harness::teams::BUDI;
use crate::harness::webhook::ask;

const ANA: &str = "U0ANA000005";

#[tokio::test]
async fn a_webhook_that_names_an_admin_is_no_admin() {
    let plaudit = Plaudit::start_on_both().await;
    let budi = plaudit.sandbox.as_user("U0BUDI00002");
    budi.slash("C0KUDOS0001", "/kudos", "@ana +5 for the fix")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ANA).await, 5);
    // Siti is an admin, and whoever made the webhook can say to be her.
    let refused = ask(&plaudit, "siti", "batal @Budi Santoso").await;
    assert!(refused.text.contains("Hanya admin"), "{refused:?}");
    assert_eq!(plaudit.points(ANA).await, 5);
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn exports_tell_a_webhooks_word_apart() {
    let plaudit = Plaudit::start_on_both().await;
    ask(&plaudit, "siti", "@Budi Santoso +2 untuk rilis").await;
    let (url, args) = (plaudit.db.url(), ["export", "kudos"]);
    let mut command = crate::harness::plaudit(Path::new("/"), &args, &[("DATABASE_URL", &url)]);
    let ran = command.output().await.unwrap();
    let row: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(row["source"], "webhook", "{ran:?}");
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn a_webhook_takes_back_only_what_came_by_it() {
    let plaudit = Plaudit::start_on_both().await;
    let siti = plaudit.teams().as_user("siti");
    ask(&plaudit, "siti", "@Budi Santoso +2 untuk rilis").await;
    siti.say(KUDOS, "@Plaudit @Budi Santoso +5 untuk peluncuran")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 7);
    // Her own word counts more: the later gift stays, and the webhook's is what it takes back.
    ask(&plaudit, "siti", "batal").await;
    assert_eq!(plaudit.points(BUDI).await, 5);
    let refused = ask(&plaudit, "siti", "batal").await;
    assert!(refused.text.contains("Tidak ada kudos"), "{refused:?}");
    assert_eq!(plaudit.points(BUDI).await, 5);

    let kept: Vec<(String, String)> =
        sqlx::query_as("SELECT source, proof FROM kudos ORDER BY given_at")
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
    let expected = [("mention", "team"), ("mention", "person")];
    assert_eq!(kept, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    plaudit.quiet().await;
    plaudit.finish().await;
}
