//! Points that come in, are spent, come back, are undone and expire, with any waits in between: what is
//! left is what a plain list of points comes to.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use plaudit::clock::Clock;
use plaudit::config::TeamsSettings;
use plaudit::ids::{KudosId, RedemptionId};
use plaudit::kudos::{self, Undo, Undone};
use plaudit::policy::Actor;
use plaudit::rewards::{self, Advance, Approval, Item, Offer, Price, Step};
use plaudit::settings::{self, Key, Settings};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use super::scene::{letters, offer, put, redeem};
use crate::harness::{Books, Replica, TestDb, holds, prove};

/// What happens to a member. What is named by a number is one of those that there are by then.
#[derive(Clone, Copy, Debug)]
enum Act {
    Receive(i64),
    Undo(usize),
    Redeem(i64),
    Fulfil(usize),
    GiveBack(usize),
    /// Nobody looks for so many hours, and then somebody does.
    Wait(i64),
    Last(u16),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        6 => (1..6_i64).prop_map(Act::Receive),
        1 => (0..20_usize).prop_map(Act::Undo),
        3 => (1..9_i64).prop_map(Act::Redeem),
        1 => (0..20_usize).prop_map(Act::Fulfil),
        2 => (0..20_usize).prop_map(Act::GiveBack),
        8 => prop_oneof![4 => 1..60_i64, 3 => 60..400_i64, 1 => 400..2500_i64].prop_map(Act::Wait),
        1 => prop_oneof![Just(0_u16), Just(1), Just(2), Just(3)].prop_map(Act::Last),
    ];
    proptest::collection::vec(act, 1..60)
}

/// Every point by itself.
#[derive(Default)]
struct Model {
    months: u16,
    received: Vec<(KudosId, Date, i64)>,
    /// Points of each redemption that has not come to nothing.
    held: BTreeMap<RedemptionId, i64>,
    expired: Vec<(Date, i64)>,
    /// By their day: how many, and when that was told.
    notices: BTreeMap<Date, Vec<Date>>,
    looked: Option<Date>,
}

impl Model {
    /// When each point that is left was received, the oldest first.
    fn left(&self) -> Vec<Date> {
        let all = self.received.iter();
        let all = all.flat_map(|(_, day, points)| (0..*points).map(move |_| *day));
        let expired: i64 = self.expired.iter().map(|it| it.1).sum();
        let gone = self.held.values().sum::<i64>() + expired;
        all.skip(usize::try_from(gone).unwrap()).collect()
    }

    fn end(&self, received: Date) -> Date {
        received.saturating_add(i32::from(self.months).months())
    }

    /// Those that nobody was told of.
    fn untold(&self) -> Vec<Date> {
        let mut left = self.left();
        for (day, told) in &self.notices {
            for _ in told {
                if left.first().is_some_and(|point| self.end(*point) <= *day) {
                    left.remove(0);
                }
            }
        }
        left
    }

    fn look(&mut self, today: Date, hour: i8) {
        if self.months == 0 {
            return;
        }
        let days = |from: Date, to: Date| to.since(from).unwrap().get_days();
        if (9..17).contains(&hour) && self.looked != Some(today) && !self.left().is_empty() {
            self.looked = Some(today);
            let untold = self.untold();
            let first = untold.first().map(|point| self.end(*point));
            if first.is_some_and(|end| days(today, end) <= 30) {
                for point in untold {
                    let end = self.end(point);
                    if days(today, end) > 36 {
                        break;
                    }
                    let lead = 30.min(days(point, end) - 1);
                    let day = end.max(today + lead.days());
                    self.notices.entry(day).or_default().push(today);
                }
            }
        }
        while let Some(entry) = self.notices.first_entry()
            && *entry.key() <= today
        {
            let (day, told) = entry.remove_entry();
            let left = self.left();
            let reached = left.iter().filter(|point| self.end(**point) <= day).count();
            let gone = told.len().min(reached);
            for told in told {
                assert!(days(told, day) >= 27, "told of on {told} for {day}");
            }
            if gone > 0 {
                self.expired.push((day, i64::try_from(gone).unwrap()));
            }
        }
    }
}

struct Play<'a> {
    db: &'a TestDb,
    replica: &'a Replica,
    books: Books,
    item: Item,
    model: Model,
    given: usize,
}

impl Play<'_> {
    async fn act(&mut self, act: Act) {
        let clock = self.books.clock.clone();
        match act {
            Act::Receive(points) => self.receive(points).await,
            Act::Undo(which) => self.undo(which).await,
            Act::Redeem(points) => {
                let mut tx = self.db.pool.begin().await.unwrap();
                let left = i64::try_from(self.model.left().len()).unwrap();
                let redeemed = redeem(&mut tx, &self.books, 0, &self.item, points).await;
                assert_eq!(redeemed.is_ok(), points <= left, "{redeemed:?}");
                if let Ok(redeemed) = redeemed {
                    tx.commit().await.unwrap();
                    self.model.held.insert(redeemed.redemption.id, points);
                }
            }
            Act::Fulfil(which) => {
                if let Some(id) = self.held(which) {
                    self.advance(id, Step::Approve).await;
                    self.advance(id, Step::Fulfil).await;
                }
            }
            Act::GiveBack(which) => {
                if let Some(id) = self.held(which) {
                    let back = [Step::Reject, Step::Refund];
                    assert!(self.advance(id, back[0]).await || self.advance(id, back[1]).await);
                    self.model.held.remove(&id);
                }
            }
            Act::Wait(hours) => {
                clock.advance(SignedDuration::from_hours(hours));
                self.replica.app.desk.expire_points().await.unwrap();
                let now = clock.now().to_zoned(TimeZone::UTC);
                self.model.look(now.date(), now.hour());
            }
            Act::Last(months) => {
                let mut tx = self.db.pool.begin().await.unwrap();
                let key = Key::find("rewards.expiry_months").unwrap();
                let (by, months_said) = (Actor::Operator, months.to_string());
                let workspace = self.books.workspace;
                settings::set(&mut tx, &clock, workspace, &by, key, &months_said)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                if self.model.months != months {
                    self.model.notices.clear();
                    self.model.looked = None;
                }
                self.model.months = months;
            }
        }
    }

    async fn receive(&mut self, points: i64) {
        self.given += 1;
        let giver = 1 + self.given % 3;
        let key = format!("{}/{}", self.books.workspace, self.given);
        let gift = self.books.gift(&key, giver, &[0], points);
        let (id, day) = (gift.id, gift.at.to_zoned(TimeZone::UTC).date());
        self.replica.app.desk.batcher.give(gift).await.unwrap();
        self.model.received.push((id, day, points));
    }

    async fn undo(&mut self, which: usize) {
        if self.model.received.is_empty() {
            return;
        }
        let which = which % self.model.received.len();
        let (kudos, _, points) = self.model.received[which];
        let settings = Settings::default();
        let workspace = self.books.workspace;
        let ask = Undo {
            workspace,
            kudos,
            by: &Actor::Operator,
            overdraft: false,
            keys: &[],
        };
        let mut tx = self.db.pool.begin().await.unwrap();
        let undone = kudos::undo(&mut tx, &self.books.clock, &settings, ask).await;
        let possible = points <= i64::try_from(self.model.left().len()).unwrap();
        match undone.unwrap() {
            Undone::Done { .. } => {
                assert!(possible);
                tx.commit().await.unwrap();
                self.model.received.remove(which);
            }
            Undone::Spent { .. } => assert!(!possible),
            other => panic!("{other:?}"),
        }
    }

    fn held(&self, which: usize) -> Option<RedemptionId> {
        let held: Vec<_> = self.model.held.keys().copied().collect();
        (!held.is_empty()).then(|| held[which % held.len()])
    }

    async fn advance(&self, id: RedemptionId, step: Step) -> bool {
        let mut tx = self.db.pool.begin().await.unwrap();
        let ask = Advance::new(self.books.workspace, id, step, &Actor::Operator);
        let done = rewards::advance(&mut tx, &self.books.clock, ask, &letters()).await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
        done.is_ok()
    }

    /// What the database holds is what the model does.
    async fn agrees(&self) {
        let points = holds(self.db, &self.books.points_of(0)).await;
        let left = i64::try_from(self.model.left().len()).unwrap();
        assert_eq!(points, left);
        let sql = "SELECT day || ' ' || points FROM expiry WHERE workspace_id = $1 ORDER BY expired_at, day";
        let expired = sqlx::query_scalar(sql).bind(self.books.workspace);
        let expired: Vec<String> = expired.fetch_all(&self.db.pool).await.unwrap();
        let said = self.model.expired.iter();
        let said: Vec<String> = said
            .map(|(day, points)| format!("{day} {points}"))
            .collect();
        assert_eq!(expired, said);
    }
}

#[test]
fn what_is_left_is_what_a_list_of_points_comes_to() {
    let runtime = Runtime::new().unwrap();
    let clock = Clock::set_to("2026-01-30T07:00:00Z".parse().unwrap());
    let (db, replica) = runtime.block_on(async {
        let db = TestDb::new().await;
        let teams = TeamsSettings::default();
        let replica = Replica::start_on(db.options(), None, teams, clock.clone()).await;
        (db, replica)
    });
    let number = std::cell::Cell::new(0);
    let config = ProptestConfig {
        cases: 12,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(acts in acts())| {
        number.set(number.get() + 1);
        runtime.block_on(async {
            let mut books = Books::open(&db, &format!("T{}", number.get()), 4).await;
            books.clock = clock.clone();
            books.allowance.points = 10_000;
            let item = Offer {
                approval: Approval::Admin,
                price: Price::range(1, 60, 1).unwrap(),
                ..offer("anything")
            };
            let item = put(&db, &books, &item, None).await;
            let mut play = Play {
                db: &db,
                replica: &replica,
                books,
                item,
                model: Model::default(),
                given: 0,
            };
            play.act(Act::Last(2)).await;
            for act in acts {
                play.act(act).await;
                play.agrees().await;
            }
        });
    });
    runtime.block_on(async {
        prove(&mut db.pool.acquire().await.unwrap()).await;
        replica.stop().await;
    });
}
