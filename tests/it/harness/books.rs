//! A workspace with members and no platform: for what is tested below the desk.

use jiff::civil::{Date, date};
use plaudit::chat::{Identity, Installation, Place, PlaceKind, Platform, Proof};
use plaudit::clock::Clock;
use plaudit::ids::{MemberId, WorkspaceId};
use plaudit::kudos::{Allowance, Batcher, Gift, Lane, Origin, Way};
use plaudit::ledger::Account;
use plaudit::outbox::Wakeup;
use plaudit::workspace::Home;
use plaudit::{ledger, people};
use sqlx::PgPool;
use tokio::task::JoinSet;

use super::{TestDb, colleague, connect};

/// The members of one workspace, by number.
#[derive(Clone)]
pub(crate) struct Books {
    pub(crate) workspace: WorkspaceId,
    pub(crate) members: Vec<MemberId>,
    pub(crate) clock: Clock,
    pub(crate) allowance: Allowance,
    team: String,
}

impl Books {
    /// The day on which everything is given, and its allowance's first.
    pub(crate) const DAY: Date = date(2026, 11, 18);
    const PERIOD: Date = date(2026, 11, 1);

    /// Founds a workspace in which everybody may give 100.
    pub(crate) async fn open(db: &TestDb, team: &str, members: usize) -> Self {
        let clock = Clock::system();
        let slack = Installation::new(Platform::Slack, team);
        let workspace = connect(&db.pool, &slack, team, Home::New).await;
        let mut tx = db.pool.begin().await.unwrap();
        let mut ids = Vec::new();
        for number in 0..members {
            let profile = colleague(
                Identity::new(Platform::Slack, team, format!("U{number}")),
                &format!("Member {number:03}"),
            );
            let id = people::record(&mut tx, &clock, workspace, &profile).await;
            ids.push(id.unwrap().member);
        }
        tx.commit().await.unwrap();
        Self {
            workspace,
            members: ids,
            clock,
            allowance: Allowance {
                period: Self::PERIOD,
                points: 100,
            },
            team: team.to_owned(),
        }
    }

    /// A gift of `points` to each of `to`, of which nothing will be said.
    pub(crate) fn gift(&self, key: &str, giver: usize, to: &[usize], points: i64) -> Gift {
        Gift {
            id: self.clock.new_id(),
            workspace: self.workspace,
            at: self.clock.now(),
            day: Self::DAY,
            giver: self.members[giver],
            proof: Proof::Person,
            recipients: to.iter().map(|number| self.members[*number]).collect(),
            points,
            values: Vec::new(),
            message: "for the fix".to_owned(),
            origin: Origin::Chat(
                Way::Command,
                Place {
                    platform: Platform::Slack,
                    team: self.team.clone(),
                    channel: "C1".to_owned(),
                    thread: None,
                    kind: PlaceKind::Public,
                    shared: false,
                },
            ),
            message_id: None,
            happened_at: None,
            boosted: None,
            allowance: self.allowance,
            keys: vec![key.to_owned()],
            act_keys: Vec::new(),
            letters: Box::new(|_| Vec::new()),
        }
    }

    /// What a member may give in the period.
    pub(crate) fn allowance_of(&self, member: usize) -> Account {
        Account::allowance(self.workspace, self.members[member], self.allowance.period)
    }

    /// What a member has received.
    pub(crate) fn points_of(&self, member: usize) -> Account {
        Account::points(self.workspace, self.members[member])
    }
}

/// A batcher of its own on `db`, as another replica has one.
pub(crate) fn batcher(db: &TestDb) -> Batcher {
    let (batcher, lanes) = Batcher::new(&db.options(), &Clock::system(), &Wakeup::default());
    record(lanes).detach_all();
    batcher
}

/// Runs `lanes` until there is nothing left to record.
pub(crate) fn record(lanes: Vec<Lane>) -> JoinSet<()> {
    let mut running = JoinSet::new();
    for lane in lanes {
        running.spawn(async move { lane.run().await });
    }
    running
}

/// Holds a member's accounts, so that what needs them waits.
pub(crate) async fn hold(
    db: &TestDb,
    books: &Books,
    member: usize,
) -> sqlx::Transaction<'static, sqlx::Postgres> {
    let mut tx = db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM ledger_account WHERE owner = $1 FOR UPDATE")
        .bind(books.members[member])
        .execute(&mut *tx)
        .await
        .unwrap();
    tx
}

/// What an account holds.
pub(crate) async fn holds(db: &TestDb, account: &Account) -> i64 {
    let mut conn = db.pool.acquire().await.unwrap();
    ledger::balance(&mut conn, account).await.unwrap().0
}

/// The number that a query comes to.
pub(crate) async fn count(pool: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}
