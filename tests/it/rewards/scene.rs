//! A programme whose members have points to spend.

use std::sync::Arc;

use plaudit::chat::{Identity, Platform};
use plaudit::ids::{RedemptionId, RewardId};
use plaudit::letters::RewardLetters;
use plaudit::people;
use plaudit::policy::{Actor, Role};
use plaudit::rewards::{
    self, Advance, Advanced, Item, ItemKind, NotAdvanced, NotRedeemed, Offer, Price, Redeem,
    Redeemed, Step, catalog,
};
use plaudit::settings::Settings;
use sqlx::PgConnection;

use crate::harness::{Books, TestDb, acting, batcher, colleague};

/// Members of Slack and of Teams, in turn, who have 100 points each.
pub(super) struct Shop {
    pub(super) db: TestDb,
    pub(super) books: Books,
}

/// Something for 10 points, by hand, without asking anybody.
pub(super) fn offer(slug: &str) -> Offer {
    Offer::new(slug, ItemKind::Merchandise, "Something", Price::Fixed(10))
}

/// Who words what is told.
pub(super) fn letters() -> RewardLetters {
    RewardLetters {
        settings: Arc::new(Settings::default()),
        near: None,
    }
}

impl Shop {
    pub(super) async fn open(members: usize) -> Self {
        let db = TestDb::new().await;
        let books = Self::found(&db, "T1", members).await;
        Self { db, books }
    }

    /// Founds a programme.
    pub(super) async fn found(db: &TestDb, team: &str, members: usize) -> Books {
        let mut books = Books::open(db, team, members.div_ceil(2)).await;
        let mut tx = db.pool.begin().await.unwrap();
        for number in 0..members / 2 {
            let profile = colleague(
                Identity::new(Platform::Teams, team, format!("aad-{number}")),
                &format!("Colleague {number:03}"),
            );
            let member = people::record(&mut tx, &books.clock, books.workspace, &profile).await;
            books.members.insert(2 * number + 1, member.unwrap().member);
        }
        tx.commit().await.unwrap();
        let batcher = batcher(db);
        for member in 0..members {
            let gift = books.gift(
                &format!("{team}/{member}"),
                member,
                &[(member + 1) % members],
                100,
            );
            batcher.give(gift).await.unwrap();
        }
        books
    }

    pub(super) async fn offer(&self, offer: &Offer, stock: Option<i64>) -> Item {
        put(&self.db, &self.books, offer, stock).await
    }

    pub(super) async fn conn(&self) -> sqlx::Transaction<'static, sqlx::Postgres> {
        self.db.pool.begin().await.unwrap()
    }

    /// A member redeems an item for 10 points.
    pub(super) async fn redeem(
        &self,
        conn: &mut PgConnection,
        member: usize,
        item: &Item,
    ) -> Result<Redeemed, NotRedeemed> {
        redeem(conn, &self.books, member, item, 10).await
    }

    /// The same, whole.
    pub(super) async fn redeemed(&self, member: usize, item: &Item) -> RedemptionId {
        let mut tx = self.conn().await;
        let done = self.redeem(&mut tx, member, item).await.unwrap();
        tx.commit().await.unwrap();
        done.redemption.id
    }

    /// An operator says what becomes of a redemption.
    pub(super) async fn advance(
        &self,
        id: RedemptionId,
        step: Step,
    ) -> Result<Advanced, NotAdvanced> {
        let mut tx = self.conn().await;
        let ask = Advance::new(self.books.workspace, id, step, &Actor::Operator);
        let done = rewards::advance(&mut tx, &self.books.clock, ask, &letters()).await?;
        tx.commit().await.unwrap();
        Ok(done)
    }

    /// Its member thinks better of it.
    pub(super) async fn cancel(&self, id: RedemptionId, member: usize) {
        let mut tx = self.conn().await;
        let by = acting(self.books.members[member], Role::Member);
        let ask = Advance::new(self.books.workspace, id, Step::Cancel, &by);
        let done = rewards::advance(&mut tx, &self.books.clock, ask, &letters()).await;
        done.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Puts an item into the catalogue of a programme.
pub(super) async fn put(db: &TestDb, books: &Books, offer: &Offer, stock: Option<i64>) -> Item {
    let id: RewardId = books.clock.new_id();
    let mut tx = db.pool.begin().await.unwrap();
    let place = (books.workspace, id);
    let item = catalog::add(&mut tx, &books.clock, &Actor::Operator, place, offer, stock).await;
    tx.commit().await.unwrap();
    item.unwrap()
}

/// A member redeems an item.
pub(super) async fn redeem(
    conn: &mut PgConnection,
    books: &Books,
    member: usize,
    item: &Item,
    points: i64,
) -> Result<Redeemed, NotRedeemed> {
    let member = books.members[member];
    let by = acting(member, Role::Member);
    let ask = Redeem {
        workspace: books.workspace,
        id: books.clock.new_id(),
        member,
        by: &by,
        item: item.id,
        points,
        seen: None,
        delivery: None,
        keys: &[],
    };
    rewards::redeem(conn, &books.clock, &Settings::default(), ask, &letters()).await
}
