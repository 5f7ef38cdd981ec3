//! Whatever happens in whatever order, on several connections at once: nothing is below zero, nothing
//! ends twice, and the proof is content.

use std::sync::Mutex;

use futures_util::future::try_join_all;
use plaudit::app::Register;
use plaudit::ids::{Joining, RedemptionId};
use plaudit::people::{self, JoinError};
use plaudit::policy::{Actor, Role};
use plaudit::rewards::catalog::{self, CatalogError};
use plaudit::rewards::{
    self, Advance, Approval, Item, Limit, NotAdvanced, NotRedeemed, Offer, Price, Step,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use sqlx::PgConnection;
use tokio::runtime::Runtime;

use super::scene::{Shop, letters, offer, put, redeem};
use crate::harness::{Books, TestDb, acting, prove};

const MEMBERS: usize = 6;
const ITEMS: usize = 3;

/// Something that somebody does. What is named by a number is one of those that there are by then.
#[derive(Clone, Copy, Debug)]
enum Act {
    Redeem {
        member: usize,
        item: usize,
        points: i64,
    },
    Advance {
        which: usize,
        step: Step,
        by: By,
    },
    Count {
        item: usize,
        stock: Option<i64>,
    },
    Archive {
        item: usize,
        archived: bool,
    },
    Price {
        item: usize,
        points: i64,
    },
    Join {
        keep: usize,
        other: usize,
    },
}

#[derive(Clone, Copy, Debug)]
enum By {
    Operator,
    System,
    Member,
    Colleague(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Approve),
        Just(Step::Reject),
        Just(Step::Cancel),
        Just(Step::Begin),
        Just(Step::Lose),
        Just(Step::Fulfil),
        Just(Step::Fail),
        Just(Step::Refund),
    ]
}

fn by() -> impl Strategy<Value = By> {
    prop_oneof![
        3 => Just(By::Operator),
        2 => Just(By::System),
        2 => Just(By::Member),
        1 => (0..MEMBERS).prop_map(By::Colleague),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let stock = prop_oneof![Just(None), (0..4_i64).prop_map(Some)];
    prop_oneof![
        8 => (0..MEMBERS, 0..ITEMS, prop_oneof![Just(10_i64), Just(20), Just(60)])
            .prop_map(|(member, item, points)| Act::Redeem { member, item, points }),
        12 => (0..40_usize, step(), by()).prop_map(|(which, step, by)| Act::Advance { which, step, by }),
        2 => (0..ITEMS, stock).prop_map(|(item, stock)| Act::Count { item, stock }),
        1 => (0..ITEMS, any::<bool>()).prop_map(|(item, archived)| Act::Archive { item, archived }),
        1 => (0..ITEMS, prop_oneof![Just(10_i64), Just(60)])
            .prop_map(|(item, points)| Act::Price { item, points }),
        1 => (0..MEMBERS, 0..MEMBERS).prop_map(|(keep, other)| Act::Join { keep, other }),
    ]
}

/// What several connections do, each in its order.
fn lanes() -> impl Strategy<Value = Vec<Vec<Act>>> {
    proptest::collection::vec(proptest::collection::vec(act(), 1..30), 1..4)
}

struct Play<'a> {
    db: &'a TestDb,
    books: Books,
    items: Vec<Item>,
    redemptions: Mutex<Vec<RedemptionId>>,
}

impl Play<'_> {
    async fn set<'a>(db: &'a TestDb, team: &str) -> Play<'a> {
        let books = Shop::found(db, team, MEMBERS).await;
        let offers = [
            (offer("by-itself"), Some(3)),
            (
                Offer {
                    approval: Approval::Manager,
                    approval_above: Some(10),
                    price: Price::range(10, 60, 10).unwrap(),
                    limit: Some(Limit {
                        count: 3,
                        period: plaudit::calendar::Period::Month,
                    }),
                    ..offer("asked-for")
                },
                Some(2),
            ),
            (
                Offer {
                    approval: Approval::Admin,
                    ..offer("endless")
                },
                None,
            ),
        ];
        let mut items = Vec::new();
        for (offer, stock) in offers {
            items.push(put(db, &books, &offer, stock).await);
        }
        Play {
            db,
            books,
            items,
            redemptions: Mutex::default(),
        }
    }

    /// Does one thing in a transaction of its own. What the rules refuse is left undone; that the
    /// database fails, as for two who wait for each other, is an error.
    async fn act(&self, act: Act) -> sqlx::Result<()> {
        let mut tx = self.db.pool.begin().await?;
        let done = match act {
            Act::Redeem {
                member,
                item,
                points,
            } => self.redeem(&mut tx, (member, item, points)).await?,
            Act::Advance { which, step, by } => self.advance(&mut tx, which, step, by).await?,
            Act::Count { item, stock } => self.count(&mut tx, item, stock).await?,
            Act::Archive { item, archived } => {
                let item = &self.items[item];
                let clock = &self.books.clock;
                catalog::archive(&mut tx, clock, &Actor::Operator, item, archived).await?;
                true
            }
            Act::Price { item, points } => self.price(&mut tx, item, points).await?,
            Act::Join { keep, other } => self.join(&mut tx, keep, other).await?,
        };
        if done {
            tx.commit().await
        } else {
            tx.rollback().await
        }
    }

    async fn redeem(
        &self,
        conn: &mut PgConnection,
        (member, item, points): (usize, usize, i64),
    ) -> sqlx::Result<bool> {
        match redeem(conn, &self.books, member, &self.items[item], points).await {
            Ok(redeemed) => {
                self.redemptions
                    .lock()
                    .unwrap()
                    .push(redeemed.redemption.id);
                Ok(true)
            }
            Err(NotRedeemed::Database(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }

    async fn advance(
        &self,
        conn: &mut PgConnection,
        which: usize,
        step: Step,
        by: By,
    ) -> sqlx::Result<bool> {
        let workspace = self.books.workspace;
        let id = {
            let known = self.redemptions.lock().unwrap();
            match known.len() {
                0 => return Ok(false),
                count => known[which % count],
            }
        };
        // It may be of a transaction that has not ended yet.
        let Some(seen) = rewards::by_id(conn, workspace, id).await? else {
            return Ok(false);
        };
        let by = match by {
            By::Operator => Actor::Operator,
            By::System => Actor::System,
            By::Member => acting(seen.member, Role::Member),
            By::Colleague(number) => acting(self.books.members[number], Role::Admin),
        };
        let ask = Advance::new(workspace, id, step, &by);
        match rewards::advance(conn, &self.books.clock, ask, &letters()).await {
            Ok(_) => Ok(true),
            Err(NotAdvanced::Database(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }

    async fn count(
        &self,
        conn: &mut PgConnection,
        item: usize,
        stock: Option<i64>,
    ) -> sqlx::Result<bool> {
        let (clock, item) = (&self.books.clock, &self.items[item]);
        refused(catalog::set_stock(conn, clock, &Actor::Operator, item, stock).await)
    }

    async fn price(&self, conn: &mut PgConnection, item: usize, points: i64) -> sqlx::Result<bool> {
        let (clock, item) = (&self.books.clock, &self.items[item]);
        let offer = Offer {
            price: Price::Fixed(points),
            ..item.offer.clone()
        };
        let place = (item.workspace, item.id);
        refused(catalog::edit(conn, clock, &Actor::Operator, place, &offer).await)
    }

    async fn join(&self, conn: &mut PgConnection, keep: usize, other: usize) -> sqlx::Result<bool> {
        let [keep, other] = [keep, other].map(|member| self.books.members[member]);
        let (clock, workspace) = (&self.books.clock, self.books.workspace);
        let belongings = Register::new(clock);
        let by = Actor::Operator;
        match people::join(
            conn,
            clock,
            &by,
            Joining {
                workspace,
                from: other,
                to: keep,
            },
            &belongings,
        )
        .await
        {
            Ok(_) => Ok(true),
            Err(JoinError::Database(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// What holds whatever happened.
    async fn is_sound(&self) -> Result<(), TestCaseError> {
        let mut conn = self.db.pool.acquire().await.unwrap();
        prove(&mut conn).await;
        for wrong in [
            "SELECT count(*) FROM ledger_account WHERE workspace_id = $1 AND balance < 0 AND kind <> 'issuance'",
            "SELECT count(*) FROM reward_item WHERE workspace_id = $1 AND stock < 0",
            "SELECT count(*) FROM (
               SELECT FROM redemption_step WHERE workspace_id = $1
               GROUP BY redemption_id
               HAVING count(*) FILTER (WHERE after IN ('rejected', 'cancelled', 'refunded')) > 1
                 OR count(*) FILTER (WHERE after = 'fulfilled') > 1
             ) twice",
            // Whatever was taken was there: a number after each movement is what the one before left.
            "SELECT count(*) FROM (
               SELECT amount, stock_after, coalesce(lag(stock_after) OVER (
                 PARTITION BY item_id ORDER BY number), 0) AS stock_before
               FROM stock_movement WHERE workspace_id = $1
             ) moved WHERE stock_after <> stock_before + amount OR stock_after < 0",
        ] {
            let count: i64 = sqlx::query_scalar(wrong)
                .bind(self.books.workspace)
                .fetch_one(&mut *conn)
                .await
                .unwrap();
            prop_assert_eq!(count, 0, "{}", wrong);
        }
        Ok(())
    }
}

fn refused<T>(outcome: Result<T, CatalogError>) -> sqlx::Result<bool> {
    match outcome {
        Ok(_) => Ok(true),
        Err(CatalogError::Database(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

#[test]
fn whatever_happens_at_once_nothing_is_lost_or_had_twice() {
    let runtime = Runtime::new().unwrap();
    let db = runtime.block_on(TestDb::new());
    let number = std::cell::Cell::new(0);
    let config = ProptestConfig {
        cases: 24,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(lanes in lanes())| {
        number.set(number.get() + 1);
        runtime.block_on(async {
            let play = Play::set(&db, &format!("T{}", number.get())).await;
            let each = lanes.iter().map(|acts| {
                let play = &play;
                async move {
                    for act in acts {
                        let done = play.act(*act).await;
                        done.map_err(|error| TestCaseError::fail(format!("{act:?}: {error:?}")))?;
                    }
                    Ok::<_, TestCaseError>(())
                }
            });
            try_join_all(each).await?;
            play.is_sound().await
        })?;
    });
}
