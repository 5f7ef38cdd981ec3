//! Gifts, undos, joins and days, in any order: counters and badges are what the kudos that stand come
//! to, counted by another hand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use plaudit::app::Register;
use plaudit::badges;
use plaudit::chat::{Identity, Platform};
use plaudit::clock::Clock;
use plaudit::holidays;
use plaudit::ids::{Joining, KudosId};
use plaudit::kudos::{self, Batcher, Undo, Undone};
use plaudit::policy::Actor;
use plaudit::settings::Settings;
use plaudit::{leaderboard, people};
use proptest::prelude::*;
use sqlx::Row;
use tokio::runtime::Runtime;

use crate::harness::{Books, TestDb, batcher, colleague, prove};

/// Members 0 to 2 are on Slack, 3 and 4 on Teams: one of each may be one person.
const MEMBERS: usize = 5;
const ZONES: [&str; 3] = ["Asia/Kathmandu", "America/Santiago", "UTC"];
/// Where they live; and whose holidays there are.
const COUNTRIES: [&str; 3] = ["ID", "MY", "SG"];
const CALENDARS: [&str; 3] = ["ID", "MY", ""];
const VALUES: [&str; 5] = [
    "teamwork",
    "customer",
    "innovation",
    "ownership",
    "learning",
];

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Somebody gives to the others of this mask, for the values of that one.
    Give(usize, u8, u8),
    /// On so many working days in a row, to the next.
    Row(usize, u8),
    Undo(usize),
    Join(usize, usize),
    Wait(i64),
    Look,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let who = 0..MEMBERS;
    let act = prop_oneof![
        8 => (who.clone(), 1_u8..32, 0_u8..32).prop_map(|(who, to, values)| Act::Give(who, to, values)),
        2 => (who.clone(), 3_u8..8).prop_map(|(who, days)| Act::Row(who, days)),
        4 => (0..200_usize).prop_map(Act::Undo),
        1 => (0..3_usize, 3..MEMBERS).prop_map(|(keep, other)| Act::Join(keep, other)),
        3 => prop_oneof![6 => 1..30_i64, 1 => 200..2000_i64, 1 => 8000..9000_i64].prop_map(Act::Wait),
        3 => Just(Act::Look),
    ];
    proptest::collection::vec(act, 1..50)
}

struct Given {
    id: KudosId,
    at: Timestamp,
    giver: usize,
    to: Vec<usize>,
    values: Vec<&'static str>,
    stands: bool,
}

struct Play<'a> {
    db: &'a TestDb,
    books: Books,
    batcher: &'a Batcher,
    holidays: BTreeSet<(&'static str, Date)>,
    given: Vec<Given>,
    /// Who is whom by now.
    whose: Vec<usize>,
}

impl Play<'_> {
    async fn act(&mut self, act: Act) {
        match act {
            Act::Give(giver, to, values) => self.give(giver, to, values).await,
            Act::Row(giver, days) => {
                for _ in 0..days {
                    self.give(giver, 31, 0).await;
                    self.books.clock.advance(SignedDuration::from_hours(24));
                }
            }
            Act::Undo(which) => self.undo(which).await,
            Act::Join(keep, other) => self.join(keep, other).await,
            Act::Wait(hours) => self.books.clock.advance(SignedDuration::from_hours(hours)),
            Act::Look => {
                self.look().await;
                self.agrees().await;
            }
        }
    }

    async fn give(&mut self, giver: usize, to: u8, values: u8) {
        let giver = self.whose[giver];
        let to = (0..MEMBERS)
            .filter(|it| to & (1 << it) != 0)
            .map(|it| self.whose[it]);
        let to: BTreeSet<usize> = to.filter(|it| *it != giver).collect();
        let to: Vec<usize> = to.into_iter().collect();
        if to.is_empty() {
            return;
        }
        let chosen = VALUES.iter().enumerate();
        let chosen = chosen
            .filter(|(it, _)| values & (1 << it) != 0)
            .map(|(_, value)| *value);
        let values: Vec<&str> = chosen.collect();
        let key = format!("{}/{}", self.books.workspace, self.given.len());
        let mut gift = self.books.gift(&key, giver, &to, 1);
        gift.values = values.iter().map(|it| (*it).to_owned()).collect();
        let (id, at) = (gift.id, gift.at);
        self.batcher.give(gift).await.unwrap();
        self.given.push(Given {
            id,
            at,
            giver,
            to,
            values,
            stands: true,
        });
    }

    async fn undo(&mut self, which: usize) {
        if self.given.is_empty() {
            return;
        }
        let which = which % self.given.len();
        let settings = Settings::default();
        let workspace = self.books.workspace;
        let ask = Undo {
            workspace,
            kudos: self.given[which].id,
            by: &Actor::Operator,
            overdraft: true,
            keys: &[],
        };
        let mut tx = self.db.pool.begin().await.unwrap();
        let undone = kudos::undo(&mut tx, &self.books.clock, &settings, ask).await;
        match undone.unwrap() {
            Undone::Done { .. } => {
                tx.commit().await.unwrap();
                assert!(std::mem::take(&mut self.given[which].stands));
            }
            Undone::Already => assert!(!self.given[which].stands),
            other => panic!("{other:?}"),
        }
    }

    async fn join(&mut self, keep: usize, other: usize) {
        // Nobody has two accounts in one team.
        let taken = self.whose[3..].contains(&keep);
        if taken || self.whose[other] != other {
            return;
        }
        let (kept, joined) = (self.books.members[keep], self.books.members[other]);
        let (clock, by, workspace) = (&self.books.clock, Actor::Operator, self.books.workspace);
        let mut tx = self.db.pool.begin().await.unwrap();
        people::join(
            &mut tx,
            clock,
            &by,
            Joining {
                workspace,
                from: joined,
                to: kept,
            },
            &Register::new(clock),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.whose[other] = keep;
    }

    /// Whatever there is to look at is looked at.
    async fn look(&self) {
        let workspace = self.books.workspace;
        self.books.clock.advance(SignedDuration::from_mins(2));
        let now = self.books.clock.now();
        let mut conn = self.db.pool.acquire().await.unwrap();
        while leaderboard::fold(&mut conn).await.unwrap() > 0 {}
        badges::note_anniversaries(&mut conn, workspace, now)
            .await
            .unwrap();
        drop(conn);
        loop {
            let mut tx = self.db.pool.begin().await.unwrap();
            let Some(claimed) = badges::claim(&mut tx, now).await.unwrap() else {
                break;
            };
            let holidays = holidays::all(&mut tx, workspace).await.unwrap();
            badges::look(&mut tx, now, &claimed, &Settings::default(), &holidays)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    }

    /// What the database holds of everybody is what counting comes to.
    async fn agrees(&self) {
        for who in (0..MEMBERS).filter(|who| self.whose[*who] == *who) {
            let expected = self.counted(who);
            let member = self.books.members[who];
            let counters = "SELECT coalesce(max(received), 0), coalesce(max(given), 0), coalesce(max(points_received), 0),
                                   coalesce(max(streak_best), 0)
                            FROM badge_counter WHERE workspace_id = $1 AND member_id = $2";
            let row = sqlx::query(counters)
                .bind(self.books.workspace)
                .bind(member);
            let row = row.fetch_one(&self.db.pool).await.unwrap();
            let kept: Vec<i64> = (0..4).map(|column| row.get(column)).collect();
            let counted = [
                expected.received,
                expected.given,
                expected.received,
                expected.streak,
            ];
            assert_eq!(kept, counted, "member {who}");
            let awards = "SELECT badge FROM badge_award
                          WHERE workspace_id = $1 AND member_id = $2 AND taken_at IS NULL";
            let held = sqlx::query_scalar(awards)
                .bind(self.books.workspace)
                .bind(member);
            let held: Vec<String> = held.fetch_all(&self.db.pool).await.unwrap();
            let held: BTreeSet<String> = held.into_iter().collect();
            assert_eq!(held, expected.badges, "member {who}");
        }
    }

    fn counted(&self, who: usize) -> Counted {
        let mine = |it: &usize| self.whose[*it] == who;
        let standing = || self.given.iter().filter(|it| it.stands);
        let given: Vec<&Given> = standing().filter(|it| mine(&it.giver)).collect();
        // One who became several of those that it was given to received it as each of them.
        let received = standing().flat_map(|it| it.to.iter().filter(|to| mine(to)).map(|_| it.at));
        let received: Vec<Timestamp> = received.collect();
        let number = |it: usize| i64::try_from(it).unwrap();
        let first = given
            .iter()
            .map(|it| it.at)
            .chain(received.iter().copied())
            .min();
        let values: BTreeSet<&str> = given
            .iter()
            .flat_map(|it| it.values.iter().copied())
            .collect();
        let counted = Counted {
            received: number(received.len()),
            given: number(given.len()),
            streak: self.streak(who, &given),
            badges: BTreeSet::new(),
        };
        let year = first.is_some_and(|first| {
            let first = first.to_zoned(TimeZone::UTC);
            first.saturating_add(1.year()).timestamp() <= self.books.clock.now()
        });
        let reached = [
            ("first-given", counted.given >= 1),
            ("given-10", counted.given >= 10),
            ("given-50", counted.given >= 50),
            ("given-100", counted.given >= 100),
            ("first-received", counted.received >= 1),
            ("received-10", counted.received >= 10),
            ("received-50", counted.received >= 50),
            ("received-100", counted.received >= 100),
            ("streak-5", counted.streak >= 5),
            ("streak-20", counted.streak >= 20),
            ("every-value", values.len() == VALUES.len()),
            ("first-year", year),
        ];
        let reached = reached.into_iter().filter(|it| it.1);
        Counted {
            badges: reached.map(|it| it.0.to_owned()).collect(),
            ..counted
        }
    }

    /// The longest row of working days, by walking over the calendar.
    fn streak(&self, who: usize, given: &[&Given]) -> i64 {
        let zone = TimeZone::get(ZONES[who % ZONES.len()]).unwrap();
        let country = COUNTRIES[who % COUNTRIES.len()];
        let days: BTreeSet<Date> = given
            .iter()
            .map(|it| zone.to_datetime(it.at).date())
            .collect();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return 0;
        };
        let (mut row, mut best) = (0, 0);
        let mut day = *first;
        while day <= *last {
            let weekend = [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday());
            let off = self.holidays.contains(&("", day)) || self.holidays.contains(&(country, day));
            if !weekend && !off {
                row = if days.contains(&day) { row + 1 } else { 0 };
                best = best.max(row);
            }
            day = day.tomorrow().unwrap();
        }
        best
    }
}

struct Counted {
    received: i64,
    given: i64,
    streak: i64,
    badges: BTreeSet<String>,
}

/// A programme on both platforms, in three zones and countries, with holidays.
async fn found<'a>(
    db: &'a TestDb,
    batcher: &'a Batcher,
    (team, clock): (&str, &Clock),
    off: &[(usize, i32)],
) -> Play<'a> {
    let mut books = Books::open(db, team, 3).await;
    books.clock = clock.clone();
    books.allowance.points = 100_000;
    let mut tx = db.pool.begin().await.unwrap();
    for number in 3..MEMBERS {
        let profile = colleague(
            Identity::new(Platform::Teams, team, format!("U{number}")),
            &format!("Member {number:03}"),
        );
        let known = people::record(&mut tx, clock, books.workspace, &profile).await;
        books.members.push(known.unwrap().member);
    }
    for (number, member) in books.members.iter().enumerate() {
        // What is said of the member follows from the account.
        let sql = "WITH account AS (UPDATE identity SET time_zone = $2 WHERE member_id = $1)
                   UPDATE member SET time_zone = $2, country = nullif($3, '') WHERE id = $1";
        let there = sqlx::query(sql)
            .bind(*member)
            .bind(ZONES[number % ZONES.len()]);
        let there = there.bind(COUNTRIES[number % COUNTRIES.len()]);
        there.execute(&mut *tx).await.unwrap();
    }
    let first = date(2026, 1, 5);
    let off = off
        .iter()
        .map(|(of, day)| (CALENDARS[*of], first + (*day).days()));
    let holidays: BTreeSet<(&str, Date)> = off.collect();
    for country in CALENDARS {
        let days = holidays.iter().filter(|it| it.0 == country);
        let days: BTreeMap<Date, String> = days.map(|it| (it.1, "off".to_owned())).collect();
        let of = Some(country).filter(|it| !it.is_empty());
        let by = Actor::Operator;
        holidays::replace(&mut tx, clock, &by, books.workspace, of, &days)
            .await
            .unwrap();
    }
    badges::prepare(&mut tx, books.workspace, clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    Play {
        db,
        books,
        batcher,
        holidays,
        given: Vec::new(),
        whose: (0..MEMBERS).collect(),
    }
}

#[test]
fn counters_and_badges_are_what_the_kudos_that_stand_come_to() {
    let runtime = Runtime::new().unwrap();
    let (db, batcher) = runtime.block_on(async {
        let db = TestDb::new().await;
        db.with_badges().await;
        let batcher = batcher(&db);
        (db, batcher)
    });
    let number = std::cell::Cell::new(0);
    let config = ProptestConfig {
        cases: 24,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let off = proptest::collection::vec((0..3_usize, 0..60_i32), 0..12);
    proptest!(config, |(acts in acts(), off in off)| {
        number.set(number.get() + 1);
        runtime.block_on(async {
            let clock = Clock::set_to("2026-01-05T17:50:00Z".parse().unwrap());
            let team = format!("T{}", number.get());
            let mut play = found(&db, &batcher, (&team, &clock), &off).await;
            for act in acts {
                play.act(act).await;
            }
            play.act(Act::Look).await;
        });
    });
    runtime.block_on(async { prove(&mut db.pool.acquire().await.unwrap()).await });
}
