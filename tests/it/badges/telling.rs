//! Who is told of a badge, where, and how often.

use futures_util::future::join_all;
use jiff::SignedDuration;
use plaudit::desk::Desk;
use plaudit::leaderboard;
use sqlx::Executor;

use super::{ANA, BUDI, GRACE, KUDOS, SITI, ZOE, start};
use crate::harness::{Plaudit, comes_to, count, until};

#[tokio::test]
async fn whoever_earns_badges_is_told_once_in_one_message_in_their_language() {
    let plaudit = start().await;
    plaudit.types(BUDI, "@zoe +1 untuk ikon #teamwork").await;
    plaudit.follow().await;
    let zoe = plaudit.badge_letters(ZOE);
    assert_eq!(zoe.len(), 1, "{zoe:?}");
    assert!(zoe[0].shown().contains("*First kudos*"), "{zoe:?}");
    let budi = plaudit.badge_letters(BUDI);
    assert!(
        budi[0].shown().contains("*Terima kasih pertama*"),
        "{budi:?}"
    );
    // One more for each of the other values: two badges at once are one message.
    let held = plaudit.hold_folding().await;
    let values = "#customer #innovation #ownership #learning";
    plaudit
        .types(BUDI, &format!("@zoe +1 untuk semuanya {values}"))
        .await;
    for _ in 0..8 {
        plaudit.types(BUDI, "@ana +1 untuk bantuannya").await;
    }
    held.rollback().await.unwrap();
    plaudit.follow().await;
    let budi = plaudit.badge_letters(BUDI);
    assert_eq!(budi.len(), 2, "{budi:?}");
    let said = budi[1].shown();
    assert!(said.contains("2 lencana"), "{said}");
    assert!(
        said.contains("Sepuluh kali memberi") && said.contains("Semua nilai"),
        "{said}"
    );
    plaudit.follow().await;
    assert_eq!(plaudit.badge_letters(BUDI).len(), 2, "once");
    let weights =
        "SELECT count(*) FROM outbox WHERE weight <> 'notice' AND letter::text LIKE '%\"badges\"%'";
    assert_eq!(count(&plaudit.db.pool, weights).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_undone_takes_its_badge_along_and_no_badge_is_told_twice() {
    let plaudit = start().await;
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["first-received"]);
    plaudit.types(BUDI, "batal").await;
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["-first-received"]);
    assert_eq!(plaudit.awards(BUDI).await, ["-first-given"]);
    let shown = plaudit.types(ZOE, "badges").await;
    assert!(shown.contains("No badges yet"), "{shown}");
    plaudit.types(BUDI, "@zoe +1 untuk warna").await;
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["first-received"]);
    assert_eq!(plaudit.badge_letters(ZOE).len(), 1, "told once");
    // Weeks later an admin takes it back.
    plaudit.clock.advance(SignedDuration::from_hours(24 * 40));
    plaudit.types(SITI, "undo @budi").await;
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["-first-received"]);
    plaudit.finish().await;
}

/// What was there before the badges is awarded in silence; what comes after it is told.
#[tokio::test]
async fn history_is_awarded_in_silence() {
    let plaudit = start().await;
    plaudit
        .db
        .pool
        .execute("DELETE FROM badge; UPDATE workspace SET created_at = '2026-01-01'")
        .await
        .unwrap();
    plaudit.set("badges.channel", KUDOS).await;
    for _ in 0..9 {
        plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    }
    let posted = plaudit.sandbox.messages(KUDOS).len();
    plaudit.clock.advance(SignedDuration::from_mins(1));
    plaudit.app().desk.prepare_badges().await.unwrap();
    plaudit.follow().await;
    assert_eq!(plaudit.awards(ZOE).await, ["first-received"]);
    assert!(plaudit.badge_letters(ZOE).is_empty());
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), posted);
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.follow().await;
    assert_eq!(plaudit.badge_letters(ZOE).len(), 1, "the tenth is news");
    plaudit.finish().await;
}

#[tokio::test]
async fn badges_are_posted_where_the_settings_say_and_not_of_those_who_are_on_no_board() {
    let plaudit = start().await;
    plaudit.set("badges.channel", KUDOS).await;
    plaudit.types(ANA, "leaderboard off").await;
    plaudit.types(BUDI, "notifikasi matikan lencana").await;
    plaudit.types(BUDI, "@zoe @ana +1 untuk ikon").await;
    plaudit.follow().await;
    let posted = || -> Vec<String> {
        let all = plaudit.sandbox.messages(KUDOS).into_iter();
        let all = all.map(|it| it.shown());
        all.filter(|it| it.contains("earned a badge")).collect()
    };
    assert_eq!(posted().len(), 2, "{:?}", posted());
    assert!(
        posted().iter().all(|it| !it.contains(ANA)),
        "{:?}",
        posted()
    );
    let budi = plaudit.badge_letters(BUDI);
    assert!(budi.is_empty(), "he muted them: {budi:?}");
    assert_eq!(plaudit.badge_letters(ANA).len(), 1, "she is told, alone");
    plaudit.finish().await;
}

#[tokio::test]
async fn admins_are_told_once_of_each_channel_of_badges_that_is_in_no_team_of_ours() {
    let plaudit = start().await;
    let told = |who: &str, place: &str| -> Vec<String> {
        let all = plaudit.sandbox.dm_with_bot(who).into_iter();
        let all = all.map(|it| it.shown());
        all.filter(|it| it.contains(place)).collect()
    };
    for (place, gifts) in [
        (
            "slack:T0OTHER/C1",
            ["@zoe +1 untuk ikon", "@ana +1 untuk warna"],
        ),
        (
            "slack:T0OTHER/C2",
            ["@agus +1 untuk huruf", "@putri +1 untuk tata letak"],
        ),
    ] {
        plaudit.set("badges.channel", place).await;
        for gift in gifts {
            plaudit.types(BUDI, gift).await;
            plaudit.follow().await;
            for (admin, says) in [
                (SITI, "tidak ada di tim mana pun"),
                (GRACE, "in no team that I'm connected to"),
            ] {
                let told = told(admin, place);
                assert_eq!(told.len(), 1, "{gift}: {told:?}");
                assert!(told[0].contains(says), "{told:?}");
            }
            assert!(told(BUDI, place).is_empty(), "he is no admin");
        }
    }
    assert_eq!(
        plaudit.badge_letters(ANA).len(),
        1,
        "she is told all the same"
    );
    plaudit.finish().await;
}

/// Two replicas, and whoever looks at the same time: everybody is told once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_replicas_award_and_tell_once() {
    let plaudit = start().await;
    let other = plaudit.beside().await;
    let many = ["zoe", "ana", "siti", "agus", "putri", "rizky"];
    for who in many {
        plaudit
            .types(BUDI, &format!("@{who} +1 untuk bantuannya"))
            .await;
    }
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    leaderboard::fold(&mut conn).await.unwrap();
    plaudit.clock.advance(SignedDuration::from_mins(1));
    let desks = [&plaudit.app().desk, &other.app.desk]
        .into_iter()
        .cycle()
        .take(6);
    for looked in join_all(desks.map(Desk::follow_badges)).await {
        looked.unwrap();
    }
    plaudit.follow().await;
    assert_eq!(plaudit.badge_letters(BUDI).len(), 1);
    assert_eq!(plaudit.badge_letters(ZOE).len(), 1);
    let given = "SELECT given FROM badge_counter WHERE given > 0";
    assert_eq!(count(&plaudit.db.pool, given).await, 6);
    other.stop().await;
    plaudit.finish().await;
}

/// A badge that cannot be read stops nobody; what waits is done once it can be.
#[tokio::test]
async fn what_cannot_be_looked_at_waits_and_harms_nobody() {
    let plaudit = start().await;
    // Whoever gets a badge of that name is one too many.
    let broken = "CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN IF NEW.badge = ''first-given'' THEN RAISE ''no''; END IF; RETURN NEW; END';
                  CREATE TRIGGER refuse_one BEFORE INSERT ON badge_award FOR EACH ROW EXECUTE FUNCTION refuse_one()";
    plaudit.db.pool.execute(broken).await.unwrap();
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.clock.advance(SignedDuration::from_mins(1));
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    until("zoe has her badge", async || {
        plaudit.clock.advance(SignedDuration::from_secs(31));
        leaderboard::fold(&mut conn).await.unwrap();
        plaudit.app().desk.follow_badges().await.unwrap();
        plaudit.awards(ZOE).await == ["first-received"]
    })
    .await;
    let waits = "SELECT count(*) FROM badge_look WHERE failures > 0 AND last_error IS NOT NULL";
    comes_to(&plaudit.db.pool, 1, waits).await;
    let (_, found, _) = plaudit.commands(&["doctor"]).await;
    assert!(
        found.contains("whose badges could not be counted: "),
        "{found}"
    );
    plaudit
        .db
        .pool
        .execute("DROP TRIGGER refuse_one ON badge_award")
        .await
        .unwrap();
    plaudit.clock.advance(SignedDuration::from_hours(2));
    plaudit.follow().await;
    assert_eq!(plaudit.awards(BUDI).await, ["first-given"]);
    plaudit.finish().await;
}

/// What one has, with what is next, and a level.
#[tokio::test]
async fn badges_and_levels_are_shown_in_three_languages() {
    let plaudit = start().await;
    plaudit.set("levels.points", "5, 50").await;
    for _ in 0..7 {
        plaudit.types(ANA, "@siti +1 for the launch").await;
    }
    plaudit.follow().await;
    let own = plaudit.types(SITI, "lencana").await;
    assert!(own.contains("Kudos pertama"), "{own}");
    assert!(
        own.contains("Sepuluh kudos") && own.contains("7 dari 10"),
        "{own}"
    );
    assert!(
        own.contains("Tingkat 1") && own.contains("43 poin"),
        "{own}"
    );
    let ana = plaudit.types(ANA, "badges @siti").await;
    assert!(
        ana.contains("Badges of Siti") && ana.contains("First kudos"),
        "{ana}"
    );
    assert!(!ana.contains("of 10"), "how far she is, is hers: {ana}");
    let me = plaudit.types(SITI, "me").await;
    assert!(
        me.contains("Kudos pertama") && me.contains("Tingkat 1"),
        "{me}"
    );
    plaudit.types(ANA, "lang ms").await;
    let malay = plaudit.types(ANA, "lencana").await;
    assert!(
        malay.contains("Lencana anda") && malay.contains("7 daripada 10"),
        "{malay}"
    );
    plaudit.finish().await;
}

/// Nothing but time leads to a year.
#[tokio::test]
async fn a_year_is_noticed_by_itself() {
    let plaudit = start().await;
    plaudit.types(BUDI, "@zoe +1 untuk ikon").await;
    plaudit.follow().await;
    let later = |plaudit: &Plaudit, days: i64| {
        plaudit.clock.advance(SignedDuration::from_hours(24 * days));
    };
    later(&plaudit, 364);
    plaudit.app().desk.prepare_badges().await.unwrap();
    plaudit.follow().await;
    assert_eq!(plaudit.badge_letters(ZOE).len(), 1);
    later(&plaudit, 2);
    plaudit.app().desk.prepare_badges().await.unwrap();
    plaudit.follow().await;
    let told = plaudit.badge_letters(ZOE);
    assert!(told[1].shown().contains("*A year together*"), "{told:?}");
    plaudit.finish().await;
}
