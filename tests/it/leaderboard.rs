//! Boards are exact at any moment: against sums over the kudos themselves.

use jiff::ToSpan;
use jiff::civil::Date;
use plaudit::calendar::Period;
use plaudit::ids::{KudosId, MemberId};
use plaudit::kudos::{self, Gift, Origin, Undo, Undone};
use plaudit::leaderboard::{self, Board, Crowd, Metric, Query, Rank, Scope};
use plaudit::policy::Role;
use plaudit::settings::Settings;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sqlx::{Acquire, Executor, PgConnection};
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::harness::{Books, Plaudit, TestDb, acting, batcher, comes_to};

const PEOPLE: usize = 8;
const CHANNELS: [&str; 2] = ["C1", "C2"];
const VALUES: [&str; 2] = ["teamwork", "customer"];
const PERIODS: [(Period, &str); 6] = [
    (Period::Day, "day"),
    (Period::Week, "week"),
    (Period::Month, "month"),
    (Period::Quarter, "quarter"),
    (Period::Year, "year"),
    (Period::All, "all"),
];

/// What happens, one after another.
#[derive(Clone, Debug)]
enum Event {
    /// Giver, recipients, points, values, channel, and days before the last.
    Given(usize, Vec<usize>, i64, Vec<usize>, usize, i32),
    /// The kudos with this number, if there is one, is undone.
    Undone(usize),
    /// What was given so far is folded.
    Folded,
    /// Somebody opts out, leaves, or turns out to be a bot.
    Left(usize, &'static str),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let some = |of: usize, range| prop::sample::subsequence((0..of).collect::<Vec<_>>(), range);
    let days = prop_oneof![Just(0), 0..8, 0..40, 0..400];
    let given = (
        0..PEOPLE,
        some(PEOPLE, 1..4),
        1..4_i64,
        some(2, 0..3),
        0..2_usize,
        days,
    )
        .prop_map(|(giver, mut to, points, values, channel, days)| {
            to.retain(|member| *member != giver);
            if to.is_empty() {
                to.push((giver + 1) % PEOPLE);
            }
            Event::Given(giver, to, points, values, channel, days)
        });
    let left = prop::sample::select(vec![
        "UPDATE member SET on_leaderboards = false WHERE id = $1",
        "UPDATE member SET active = false WHERE id = $1",
        "UPDATE member SET standing = 'bot' WHERE id = $1",
    ]);
    let event = prop_oneof![
        12 => given,
        2 => (0..20_usize).prop_map(Event::Undone),
        1 => Just(Event::Folded),
        1 => (0..PEOPLE, left).prop_map(|(member, how)| Event::Left(member, how)),
    ];
    prop::collection::vec(event, 1..25)
}

fn gift(books: &Books, event: &Event, number: usize) -> Option<Gift> {
    let Event::Given(giver, to, points, values, channel, days) = event else {
        return None;
    };
    let mut gift = books.gift(&format!("key {number}"), *giver, to, *points);
    gift.day = gift.day.saturating_sub(days.days());
    gift.at = gift.day.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    gift.values = values
        .iter()
        .map(|value| VALUES[*value].to_owned())
        .collect();
    let Origin::Chat(_, place) = &mut gift.origin else {
        panic!("what the books give is given in a chat");
    };
    CHANNELS[*channel].clone_into(&mut place.channel);
    Some(gift)
}

async fn undo(conn: &mut PgConnection, books: &Books, kudos: KudosId) -> bool {
    let by = acting(books.members[0], Role::Admin);
    let ask = Undo {
        workspace: books.workspace,
        kudos,
        by: &by,
        overdraft: true,
        keys: &[],
    };
    let mut tx = conn.begin().await.unwrap();
    let undone = kudos::undo(&mut tx, &books.clock, &Settings::default(), ask).await;
    let done = matches!(undone.unwrap(), Undone::Done { .. });
    if done {
        tx.commit().await.unwrap();
    }
    done
}

/// Everyone's rank, counted from the kudos that stand: the slow and obvious way.
async fn counted(conn: &mut PgConnection, ask: &Query, period: &str) -> Vec<Rank> {
    let received = ask.metric == Metric::Received;
    let rows: Vec<(i64, MemberId, String, i64)> = sqlx::query_as(
        "SELECT rank() OVER (ORDER BY sum(k.points) DESC), m.id, m.name, sum(k.points)::bigint
         FROM kudos k
         JOIN kudos_recipient r ON r.workspace_id = k.workspace_id AND r.kudos_id = k.id
         JOIN member m ON m.workspace_id = k.workspace_id
                      AND m.id = CASE WHEN $2 THEN r.member_id ELSE k.giver END
         WHERE k.workspace_id = $1
           AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = k.workspace_id AND v.kudos_id = k.id)
           AND ($3 = 'all' OR date_trunc($3, k.given_at AT TIME ZONE 'UTC') = date_trunc($3, $4::date::timestamp))
           AND ($5::text IS NULL OR k.channel = $5) AND ($6::text IS NULL OR $6 = ANY(k.company_values))
           AND m.active AND m.on_leaderboards AND m.standing <> 'bot'
         GROUP BY m.id, m.name
         ORDER BY sum(k.points) DESC, m.name, m.id",
    )
    .bind(ask.workspace)
    .bind(received)
    .bind(period)
    .bind(plaudit::database::Day(ask.day))
    .bind(&ask.scope.channel)
    .bind(&ask.scope.value)
    .fetch_all(conn)
    .await
    .unwrap();
    let rank = |(rank, member, name, points)| Rank {
        rank,
        member,
        name,
        points,
    };
    rows.into_iter().map(rank).collect()
}

fn asks(books: &Books, day: Date) -> Vec<(Query, &'static str)> {
    let mut asks = Vec::new();
    for (period, name) in PERIODS {
        for metric in [Metric::Received, Metric::Given] {
            for (channel, value) in [(false, false), (true, false), (false, true), (true, true)] {
                let scope = Scope {
                    channel: channel.then(|| CHANNELS[0].to_owned()),
                    value: value.then(|| VALUES[0].to_owned()),
                };
                let workspace = books.workspace;
                asks.push((
                    Query {
                        workspace,
                        metric,
                        period,
                        day,
                        scope,
                        among: None,
                        limit: 3,
                    },
                    name,
                ));
            }
        }
    }
    asks
}

/// Every board, for everyone who may ask, in one snapshot.
async fn compare(conn: &mut PgConnection, books: &Books) -> Result<(), TestCaseError> {
    let mut tx = conn.begin().await.unwrap();
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        .execute(&mut *tx)
        .await
        .unwrap();
    for before in [0, 5, 35] {
        let day = Books::DAY.saturating_sub(before.days());
        for (ask, period) in asks(books, day) {
            let counted = counted(&mut tx, &ask, period).await;
            let asker = books.members[usize::from(day == Books::DAY)];
            let board = leaderboard::board(&mut tx, &ask, Some(asker))
                .await
                .unwrap();
            let Board { ranks, crowd, own } = board;
            let place = leaderboard::place_of(&mut tx, &ask, asker).await.unwrap();
            let expected = counted.iter().find(|rank| rank.member == asker);
            prop_assert_eq!(place.as_ref(), expected, "{:?}", ask);
            // A rank that does not fit is one line, with all who share it.
            let beyond = counted.get(3).map(|rank| rank.rank);
            let fits = |rank: &&Rank| Some(rank.rank) != beyond && rank.rank <= 3;
            let shown = counted.iter().filter(fits).count();
            prop_assert_eq!(&ranks, &counted[..shown], "{:?}", ask);
            let equals: Vec<_> = counted[shown..]
                .iter()
                .filter(|rank| rank.rank <= 3 && Some(rank.rank) == beyond)
                .collect();
            let expected = equals.first().map(|first| Crowd {
                rank: first.rank,
                points: first.points,
                first: equals.iter().take(2).map(|it| it.name.clone()).collect(),
                others: i64::try_from(equals.len()).unwrap() - 2,
            });
            prop_assert_eq!(crowd, expected, "{:?}", ask);
            let outside = counted[shown..].iter().find(|rank| rank.member == asker);
            prop_assert_eq!(own.as_ref(), outside, "{:?}", ask);
        }
    }
    tx.rollback().await.unwrap();
    Ok(())
}

async fn play(db: &TestDb, events: &[Event]) -> Result<(), TestCaseError> {
    let batcher = batcher(db);
    let team = Uuid::new_v4().to_string();
    let books = Books::open(db, &team, PEOPLE).await;
    let mut conn = db.pool.acquire().await.unwrap();
    let mut given = Vec::new();
    for (number, event) in events.iter().enumerate() {
        match event {
            Event::Given(..) => {
                let gift = gift(&books, event, number).unwrap();
                given.push(gift.id);
                batcher.give(gift).await.unwrap();
            }
            Event::Undone(which) => {
                if let Some(kudos) = given.get(*which) {
                    undo(&mut conn, &books, *kudos).await;
                }
            }
            Event::Folded => {
                leaderboard::fold(&mut conn).await.unwrap();
            }
            Event::Left(member, how) => {
                sqlx::query(*how)
                    .bind(books.members[*member])
                    .execute(&mut *conn)
                    .await
                    .unwrap();
            }
        }
    }
    compare(&mut conn, &books).await?;
    while leaderboard::fold(&mut conn).await.unwrap() > 0 {}
    compare(&mut conn, &books).await
}

#[test]
fn boards_are_what_counting_gives_before_amid_and_after_folding() {
    let runtime = Runtime::new().unwrap();
    let db = runtime.block_on(TestDb::new());
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(events in events())| {
        runtime.block_on(play(&db, &events))?;
    });
}

#[tokio::test]
async fn equals_share_a_rank_and_the_next_is_counted_from_them() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 7).await;
    let batcher = batcher(&db);
    for (to, points) in [(6, 9), (2, 5), (1, 5), (3, 4), (4, 4)] {
        batcher
            .give(books.gift(&format!("{to}"), 0, &[to], points))
            .await
            .unwrap();
    }
    let mut conn = db.pool.acquire().await.unwrap();
    for folded in [false, true] {
        if folded {
            leaderboard::fold(&mut conn).await.unwrap();
        }
        let (mut ask, _) = asks(&books, Books::DAY).remove(0);
        ask.scope = Scope::default();
        ask.limit = 4;
        let asker = Some(books.members[4]);
        let board = leaderboard::board(&mut conn, &ask, asker).await.unwrap();
        let ranks: Vec<_> = board
            .ranks
            .iter()
            .map(|it| (it.rank, it.name.as_str()))
            .collect();
        let expected = [(1, "Member 006"), (2, "Member 001"), (2, "Member 002")];
        assert_eq!(ranks, expected);
        // Of two who are equal, the one by name is no better: they are told of together.
        let crowd = board.crowd.unwrap();
        assert_eq!((crowd.rank, crowd.points, crowd.others), (4, 4, 0));
        assert_eq!(crowd.first, ["Member 003", "Member 004"]);
        let own = board.own.unwrap();
        assert_eq!((own.rank, own.points), (4, 4));
        // Nobody is last with nothing.
        let nobody = leaderboard::board(&mut conn, &ask, Some(books.members[5]))
            .await
            .unwrap();
        assert_eq!(nobody.own, None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn boards_stay_exact_while_people_give_and_two_replicas_fold() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", PEOPLE).await;
    let batcher = batcher(&db);
    let mut chance = StdRng::seed_from_u64(3);
    let gifts: Vec<Gift> = (0..400)
        .map(|number| {
            let giver = chance.random_range(0..PEOPLE);
            let to = (giver + chance.random_range(1..PEOPLE)) % PEOPLE;
            let mut gift = books.gift(&format!("{number}"), giver, &[to], 1);
            gift.at = Books::DAY.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
            gift.allowance.points = 1_000;
            gift
        })
        .collect();
    let giving = tokio::spawn(async move {
        for (number, gift) in gifts.into_iter().enumerate() {
            batcher.give(gift).await.unwrap();
            if number % 8 == 0 {
                tokio::task::yield_now().await;
            }
        }
    });
    let folding = [(); 2].map(|()| {
        let pool = db.pool.clone();
        tokio::spawn(async move {
            loop {
                let mut conn = pool.acquire().await.unwrap();
                leaderboard::fold(&mut conn).await.unwrap();
                drop(conn);
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        })
    });
    let mut conn = db.pool.acquire().await.unwrap();
    let mut looks = 0;
    while !giving.is_finished() {
        compare(&mut conn, &books).await.unwrap();
        looks += 1;
    }
    giving.await.unwrap();
    for folder in folding {
        folder.abort();
        let _ = folder.await;
    }
    assert!(looks > 0);
    while leaderboard::fold(&mut conn).await.unwrap() > 0 {}
    compare(&mut conn, &books).await.unwrap();
}

/// A programme whose points are too many to be summed keeps no other from being folded.
#[tokio::test]
async fn what_cannot_be_folded_keeps_no_other_programme_waiting() {
    let plaudit = Plaudit::start().await;
    let mut tampering = plaudit.db.tampering().await;
    // The first in their order, of two dozen zeros and more.
    let sql = "INSERT INTO tally_entry (workspace_id, day, giver, recipient, points, company_values)
               SELECT uuid_in('00000000000000000000000000000001'), '2026-11-10', giver, giver, 9223372036854775807, '{}'
               FROM (SELECT uuid_in('00000000000000000000000000000002') AS giver) one, generate_series(1, 2)";
    tampering.execute(sql).await.unwrap();
    let siti = plaudit.sandbox.as_user("U0SITI00001");
    let seen = siti
        .slash("C0KUDOS0001", "/kudos", "@budi +1 for the launch")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    comes_to(&plaudit.db.pool, 2, "SELECT count(*) FROM tally_entry").await;
    tampering.execute("DELETE FROM tally_entry").await.unwrap();
    plaudit.finish().await;
}
