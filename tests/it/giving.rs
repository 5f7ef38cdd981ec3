//! Giving, from what is typed to what everyone sees.

use crate::harness::Plaudit;

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

#[tokio::test]
async fn a_command_gives_answers_announces_and_tells_the_recipient() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti
        .slash(KUDOS, "/kudos", "@budi +5 untuk peluncuran #teamwork")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    assert!(seen.text.contains('5'), "{seen:?}");

    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 5);
    let announced = plaudit.sandbox.messages(KUDOS);
    assert_eq!(announced.len(), 1, "{announced:?}");
    let shown = announced[0].shown();
    assert!(
        shown.contains("peluncuran") && shown.contains("#teamwork"),
        "{shown}"
    );
    let told = plaudit.sandbox.dm_with_bot(BUDI);
    assert_eq!(told.len(), 1, "{told:?}");

    let board = siti.slash(KUDOS, "/kudos", "peringkat").await;
    assert!(board.body.contains("Budi Santoso"), "{board:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_mention_and_its_twin_give_once() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.post(KUDOS, "halo @plaudit tolong beri @budi +2 untuk on-call")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 1);
    assert_eq!(plaudit.sandbox.ephemerals(SITI).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn plus_plus_and_reactions_give_and_are_taken_back() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let said = siti.post(KUDOS, "@budi ++ for the fix").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);

    // On the announcement, the reaction credits the one who was praised.
    let announced = plaudit.sandbox.messages(KUDOS);
    let announcement = announced.iter().find(|m| m.by_app).unwrap();
    let ana = plaudit.sandbox.as_user("U0ANA000005");
    ana.react(KUDOS, &announcement.ts, "clap::skin-tone-3")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    ana.unreact(KUDOS, &announcement.ts, "clap::skin-tone-3")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);

    siti.delete(KUDOS, &said.ts.unwrap()).await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}
