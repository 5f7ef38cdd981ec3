//! Whoever is paused does not give, and whoever opted out is on no board.

use super::{ANA, BUDI, KUDOS, SITI, command, noted};
use crate::harness::Plaudit;

#[tokio::test]
async fn a_paused_member_is_told_kindly_and_gives_nothing() {
    let plaudit = Plaudit::start().await;
    let refused = command(&plaudit, BUDI, "pause @ana").await;
    assert!(refused.text.contains("Hanya admin"), "{refused:?}");
    command(&plaudit, SITI, "pause @ana").await;
    let again = command(&plaudit, SITI, "pause @ana").await;
    assert!(again.text.contains("memang sedang dijeda"), "{again:?}");
    plaudit.quiet().await;
    let told = plaudit.sandbox.dm_with_bot(ANA).pop().unwrap().shown();
    assert!(told.contains("paused"), "{told}");

    // By no way there is: a command, a message, a reaction.
    let refused = command(&plaudit, ANA, "@budi +2 for the fix").await;
    assert!(refused.text.contains("paused your giving"), "{refused:?}");
    let ana = plaudit.sandbox.as_user(ANA);
    ana.post(KUDOS, "@budi ++ for the fix").await;
    let done = plaudit.sandbox.as_user(BUDI).post(KUDOS, "done").await;
    ana.react(KUDOS, &done.ts.unwrap(), "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);

    // She receives all the same, and gives again once she may.
    command(&plaudit, BUDI, "@ana +1 for the help").await;
    command(&plaudit, SITI, "resume @ana").await;
    let given = command(&plaudit, ANA, "@budi +2 for the fix").await;
    assert!(given.text.contains("2 points"), "{given:?}");
    plaudit.quiet().await;
    assert_eq!(
        (plaudit.points(ANA).await, plaudit.points(BUDI).await),
        (1, 2)
    );
    let acts = noted(&plaudit.db.pool, "people.%").await;
    assert_eq!(acts.len(), 2, "{acts:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_opted_out_is_on_no_board_until_they_come_back() {
    let plaudit = Plaudit::start().await;
    command(&plaudit, BUDI, "@ana +3 for the launch").await;
    let off = command(&plaudit, ANA, "board off").await;
    assert!(off.text.contains("no longer appear"), "{off:?}");
    let board = command(&plaudit, BUDI, "leaderboard").await;
    assert!(!board.text.contains("Ana Ferreira"), "{board:?}");
    let own = command(&plaudit, ANA, "board").await;
    assert!(own.text.contains("as you chose"), "{own:?}");

    command(&plaudit, ANA, "leaderboard on").await;
    let board = command(&plaudit, ANA, "top").await;
    assert!(!board.text.contains("as you chose"), "{board:?}");
    assert!(board.text.contains("(you)"), "{board:?}");
    assert_eq!(plaudit.points(ANA).await, 3);
    plaudit.finish().await;
}
