//! Taking kudos back: by whom, until when, and what becomes of the points.

use jiff::SignedDuration;
use jiff::civil::date;
use plaudit::calendar::Period;
use plaudit::chat::{Identity, Platform, Proof, To};
use plaudit::clock::Clock;
use plaudit::ids::{KudosId, MemberId};
use plaudit::kudos::{self, Direction, Kudos, Undo, Undone};
use plaudit::leaderboard::{Metric, Query, Scope, board};
use plaudit::ledger::{self, Account, Book, Transfer, TransferKind};
use plaudit::letters::kudos_news;
use plaudit::outbox::{Letter, News};
use plaudit::policy::Role;
use plaudit::settings::Settings;
use plaudit_sandbox::slack::Seen;

use crate::harness::{Plaudit, acting};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const TOM: &str = "U0TOM000011";
const KUDOS: &str = "C0KUDOS0001";

/// Wednesday noon in the programme's zone, which is UTC.
async fn start() -> Plaudit {
    start_on("2026-11-18T12:00:00Z").await
}

async fn start_on(instant: &str) -> Plaudit {
    Plaudit::start_at(Clock::set_to(instant.parse().unwrap())).await
}

async fn command(plaudit: &Plaudit, user: &str, text: &str) -> Seen {
    // Nobody types two commands in one instant.
    plaudit.clock.advance(SignedDuration::from_secs(2));
    let seen = plaudit
        .sandbox
        .as_user(user)
        .slash(KUDOS, "/kudos", text)
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    seen
}

fn wait(plaudit: &Plaudit, minutes: i64) {
    plaudit.clock.advance(SignedDuration::from_mins(minutes));
}

async fn member(plaudit: &Plaudit, user: &str) -> MemberId {
    sqlx::query_scalar("SELECT member_id FROM identity WHERE user_id = $1")
        .bind(user)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap()
}

/// What is left to give of the period that began on `period`.
async fn left(plaudit: &Plaudit, user: &str, period: jiff::civil::Date) -> i64 {
    let (workspace, member) = (plaudit.workspace().await, member(plaudit, user).await);
    let account = Account::allowance(workspace, member, period);
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    ledger::balance(&mut conn, &account).await.unwrap().0
}

/// Budi buys something.
async fn spend(plaudit: &Plaudit, user: &str, amount: i64) {
    let (workspace, owner) = (plaudit.workspace().await, member(plaudit, user).await);
    let from = Account::points(workspace, owner);
    let to = Account::issuance(workspace);
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let mut book = Book::open(&mut tx, [from, to]).await.unwrap();
    let bought = Transfer {
        id: plaudit.clock.new_id(),
        at: plaudit.clock.now(),
        kind: TransferKind::Grant,
        source: "test".into(),
        amount,
        from,
        to,
        overdraft: false,
    };
    book.post(vec![bought]).unwrap();
    book.close(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Asks below the desk, and commits what was done.
async fn ask(plaudit: &Plaudit, kudos: KudosId, by: &str, admin: bool, overdraft: bool) -> Undone {
    let role = if admin { Role::Admin } else { Role::Member };
    let by = acting(member(plaudit, by).await, role);
    // Before a connection is held: many may ask at once.
    let workspace = plaudit.workspace().await;
    let ask = Undo {
        workspace,
        kudos,
        by: &by,
        overdraft,
        keys: &[],
    };
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let undone = kudos::undo(&mut tx, &plaudit.clock, &Settings::default(), ask).await;
    let undone = undone.unwrap();
    if matches!(undone, Undone::Done { .. }) {
        tx.commit().await.unwrap();
    }
    undone
}

async fn last_of(plaudit: &Plaudit, user: &str) -> Kudos {
    let (workspace, giver) = (plaudit.workspace().await, member(plaudit, user).await);
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let last = kudos::last_given(&mut conn, workspace, giver, Proof::Person).await;
    last.unwrap().unwrap()
}

#[tokio::test]
async fn within_the_window_everything_is_as_before() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi @tom +5 for the launch #teamwork").await;
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS)[0].clone();
    assert!(announced.shown().contains("the launch"));
    assert_eq!(left(&plaudit, ANA, date(2026, 11, 1)).await, 90);

    wait(&plaudit, 14);
    let seen = command(&plaudit, ANA, "undo").await;
    assert!(
        seen.text.contains(BUDI) && seen.text.contains("5 points each"),
        "{seen:?}"
    );
    plaudit.quiet().await;
    assert_eq!(
        (plaudit.points(BUDI).await, plaudit.points(TOM).await),
        (0, 0)
    );
    assert_eq!(left(&plaudit, ANA, date(2026, 11, 1)).await, 100);

    // The same message, and no longer what it said.
    let messages = plaudit.sandbox.messages(KUDOS);
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert_eq!(messages[0].ts, announced.ts);
    let shown = messages[0].shown();
    assert!(
        !shown.contains("the launch") && !shown.contains("+1"),
        "{shown}"
    );

    // History and boards forget it.
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    for (user, direction) in [(ANA, Direction::Given), (BUDI, Direction::Received)] {
        let who = member(&plaudit, user).await;
        let history = kudos::history(&mut conn, workspace, who, direction, true, 10).await;
        assert!(history.unwrap().is_empty());
    }
    for value in [None, Some("teamwork".to_owned())] {
        for metric in [Metric::Received, Metric::Given] {
            let query = Query {
                workspace,
                metric,
                period: Period::Month,
                day: date(2026, 11, 18),
                scope: Scope {
                    channel: None,
                    value: value.clone(),
                },
                among: None,
                limit: 10,
            };
            let board = board(&mut conn, &query, None).await.unwrap();
            assert!(board.ranks.is_empty(), "{board:?}");
        }
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_undone_before_anybody_was_told_is_told_to_nobody() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi +5 for the launch").await;
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let ana = member(&plaudit, ANA).await;
    let given = kudos::last_given(&mut conn, workspace, ana, Proof::Person).await;
    let given = given.unwrap().unwrap();
    let place = given.place.clone().unwrap();
    let budi = Identity::new(Platform::Slack, &place.team, BUDI);
    let letters = [
        (To::Place(place), News::Announcement(given.id)),
        (To::Person(budi), News::Received(given.id)),
    ];
    let letters = letters.map(|(to, news)| (Letter::of(workspace, to, news), news));
    for (letter, news) in &letters {
        let said = kudos_news(&mut conn, letter, *news).await.unwrap();
        assert!(said.is_some(), "{letter:?}");
    }
    assert!(matches!(
        ask(&plaudit, given.id, ANA, false, false).await,
        Undone::Done { .. }
    ));
    for (letter, news) in letters {
        let said = kudos_news(&mut conn, &letter, news).await.unwrap();
        assert_eq!(said, None, "{letter:?}");
        // Whoever was told before reads that it is undone.
        let changed = letter.as_update();
        let said = kudos_news(&mut conn, &changed, news).await.unwrap();
        assert!(said.is_some(), "{changed:?}");
    }
    drop(conn);
    plaudit.finish().await;
}

#[tokio::test]
async fn after_the_window_only_an_admin_may_and_it_is_audited() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi +5 for the launch").await;
    wait(&plaudit, 15);
    let seen = command(&plaudit, ANA, "undo").await;
    assert!(seen.text.contains("15 minutes"), "{seen:?}");
    let refused = command(&plaudit, TOM, "undo @ana").await;
    assert!(refused.text.to_lowercase().contains("admin"), "{refused:?}");
    assert_eq!(plaudit.points(BUDI).await, 5);

    command(&plaudit, SITI, "undo @ana").await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    let audited: Vec<String> =
        sqlx::query_scalar("SELECT actor FROM audit_log WHERE action = 'kudos.undo'")
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
    assert_eq!(audited, [member(&plaudit, SITI).await.to_string()]);
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_undoes_what_another_gave_and_nobody_twice() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi +5 for the launch").await;
    let kudos = last_of(&plaudit, ANA).await.id;
    // Not even who received it.
    for other in [TOM, BUDI] {
        let undone = ask(&plaudit, kudos, other, false, false).await;
        assert!(matches!(undone, Undone::NotYours), "{undone:?}");
    }
    let undone = ask(&plaudit, plaudit.clock.new_id(), ANA, false, false).await;
    assert!(matches!(undone, Undone::NotYours), "{undone:?}");

    let undone = ask(&plaudit, kudos, ANA, false, false).await;
    assert!(matches!(undone, Undone::Done { .. }), "{undone:?}");
    let undone = ask(&plaudit, kudos, ANA, false, false).await;
    assert!(matches!(undone, Undone::Already), "{undone:?}");
    let undone = ask(&plaudit, kudos, SITI, true, false).await;
    assert!(matches!(undone, Undone::Already), "{undone:?}");

    let nothing = command(&plaudit, ANA, "undo").await;
    assert!(!nothing.text.contains("Budi"), "{nothing:?}");
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_undos_at_once_give_back_once() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi +5 for the launch").await;
    let kudos = last_of(&plaudit, ANA).await.id;
    let asked = (0..8).map(|_| ask(&plaudit, kudos, ANA, false, false));
    let undone = futures_util::future::join_all(asked).await;
    let done = undone.iter().filter(|it| matches!(it, Undone::Done { .. }));
    assert_eq!(done.count(), 1, "{undone:?}");
    assert_eq!(left(&plaudit, ANA, date(2026, 11, 1)).await, 100);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_repeated_delivery_takes_back_nothing_more() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi +5 for the launch").await;
    command(&plaudit, ANA, "@tom +2 for the tests").await;
    command(&plaudit, ANA, "undo").await;
    let undo = plaudit.sandbox.deliveries().last().unwrap().number;
    plaudit.sandbox.redeliver(undo).await;
    assert_eq!(
        (plaudit.points(BUDI).await, plaudit.points(TOM).await),
        (5, 0)
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn spent_points_come_back_only_where_an_admin_chooses_so() {
    let plaudit = start().await;
    command(&plaudit, ANA, "@budi +5 for the launch").await;
    spend(&plaudit, BUDI, 4).await;
    let seen = command(&plaudit, ANA, "undo").await;
    assert!(seen.text.contains("Budi Santoso"), "{seen:?}");
    assert!(!seen.body.contains("kudos.undo_anyway"), "{seen:?}");
    // Asking for more than one may choose changes nothing.
    let kudos = last_of(&plaudit, ANA).await.id;
    let undone = ask(&plaudit, kudos, ANA, false, true).await;
    assert!(matches!(undone, Undone::Spent { .. }), "{undone:?}");
    assert_eq!(
        (plaudit.points(BUDI).await, plaudit.standing().await),
        (1, 1)
    );

    let asked = command(&plaudit, SITI, "undo @ana").await;
    assert_eq!(
        plaudit.points(BUDI).await,
        1,
        "an admin chooses, and is not taken at a word"
    );
    let siti = plaudit.sandbox.as_user(SITI);
    siti.press(KUDOS, &asked.ts.unwrap(), "kudos.undo_anyway")
        .await;
    plaudit.sandbox.settled().await;
    assert_eq!(
        (plaudit.points(BUDI).await, plaudit.standing().await),
        (-4, 0)
    );
    assert_eq!(left(&plaudit, ANA, date(2026, 11, 1)).await, 100);

    // The next gift pays the debt first, and the choice was for one undo.
    command(&plaudit, TOM, "@budi +3 for the review").await;
    assert_eq!(plaudit.points(BUDI).await, -1);
    let seen = command(&plaudit, TOM, "undo").await;
    assert!(seen.text.contains("Budi Santoso"), "{seen:?}");
    assert_eq!(plaudit.points(BUDI).await, -1);
    plaudit.finish().await;
}

#[tokio::test]
async fn points_return_to_the_allowance_they_came_from() {
    let plaudit = start_on("2026-11-30T23:55:00Z").await;
    command(&plaudit, ANA, "@budi +30 for the launch").await;
    wait(&plaudit, 10);
    command(&plaudit, ANA, "@budi +40 for December").await;
    let december = last_of(&plaudit, ANA).await.id;
    let november: KudosId = sqlx::query_scalar("SELECT id FROM kudos WHERE id <> $1")
        .bind(december)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    let undone = ask(&plaudit, november, ANA, false, false).await;
    assert!(matches!(undone, Undone::Done { .. }), "{undone:?}");
    assert_eq!(left(&plaudit, ANA, date(2026, 11, 1)).await, 100);
    assert_eq!(left(&plaudit, ANA, date(2026, 12, 1)).await, 60);
    assert_eq!(plaudit.points(BUDI).await, 40);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_undo_leaves_the_board_of_the_day_it_was_given_on() {
    let at = "2026-11-20T23:30:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(at)).await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "@budi +5 for the launch").await;
    // There, it is the next day already.
    plaudit.set("programme.time_zone", "Asia/Jakarta").await;
    siti.slash(KUDOS, "/kudos", "undo").await;
    let left: Vec<i64> = sqlx::query_scalar(
        "SELECT sum(points)::bigint FROM (
           SELECT day, points FROM tally_entry
           UNION ALL
           SELECT starts, amount FROM tally
           WHERE period = 'day' AND metric = 'received' AND scope = ''
         ) counted GROUP BY day",
    )
    .fetch_all(&plaudit.db.pool)
    .await
    .unwrap();
    assert_eq!(left, [0]);
    plaudit.finish().await;
}
