//! A programme to run commands on, and what they did.

use std::process::Stdio;

use jiff::tz::TimeZone;
use plaudit::chat::{Identity, Installation, Place, PlaceKind, Platform, Proof};
use plaudit::clock::Clock;
use plaudit::ids::{KudosId, MemberId, WorkspaceId};
use plaudit::kudos::{self, Allowance, Batcher, Gift, Origin, Outcome, Undo, Undone, Way};
use plaudit::outbox::{self, Letter, Wakeup};
use plaudit::policy::Role;
use plaudit::settings::Settings;
use plaudit::workspace::Home;
use plaudit::{chat, people};
use tokio::process::Command;

use crate::harness::{TestDb, acting, colleague, connect, record};

pub(super) use crate::harness::Ran;

/// A programme with two people.
pub(super) struct Programme {
    pub(super) db: TestDb,
    pub(super) clock: Clock,
    pub(super) workspace: WorkspaceId,
    pub(super) siti: MemberId,
    pub(super) budi: MemberId,
}

/// The command, away from the settings of whoever runs the tests.
pub(super) fn plaudit(database: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    command
        .args(args)
        .env_clear()
        .env("DATABASE_URL", database)
        .env("PLAUDIT_LOG", "warn")
        .current_dir("/")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

impl Programme {
    pub(super) async fn new() -> Self {
        let db = TestDb::new().await;
        let clock = Clock::system();
        let slack = Installation::new(Platform::Slack, "T1");
        let workspace = connect(&db.pool, &slack, "Acme", Home::New).await;
        let mut conn = db.pool.acquire().await.unwrap();
        let mut ids = Vec::new();
        for (user, name) in [("U1", "Siti"), ("U2", "=Budi")] {
            let person = colleague(Identity::new(Platform::Slack, "T1", user), name);
            let id = people::record(&mut conn, &clock, workspace, &person).await;
            ids.push(id.unwrap());
        }
        drop(conn);
        Self {
            db,
            clock,
            workspace,
            siti: ids[0].member,
            budi: ids[1].member,
        }
    }

    pub(super) async fn run(&self, args: &[&str]) -> Ran {
        let output = plaudit(&self.db.url(), args).output().await;
        output.unwrap().into()
    }

    /// Siti takes it back.
    pub(super) async fn undo(&self, kudos: KudosId) {
        let by = acting(self.siti, Role::Member);
        let ask = Undo {
            workspace: self.workspace,
            kudos,
            by: &by,
            overdraft: false,
            keys: &[],
        };
        let mut tx = self.db.pool.begin().await.unwrap();
        let undone = kudos::undo(&mut tx, &self.clock, &Settings::default(), ask).await;
        assert!(matches!(undone, Ok(Undone::Done { .. })), "{undone:?}");
        tx.commit().await.unwrap();
    }

    /// Siti thanks Budi.
    pub(super) async fn give(&self, points: i64, message: &str) -> KudosId {
        let (batcher, lanes) = Batcher::new(&self.db.options(), &self.clock, &Wakeup::default());
        let recording = record(lanes);
        let at = self.clock.now();
        let id = self.clock.new_id();
        let gift = Gift {
            id,
            workspace: self.workspace,
            at,
            day: at.to_zoned(TimeZone::UTC).date(),
            giver: self.siti,
            proof: Proof::Person,
            recipients: vec![self.budi],
            points,
            values: vec!["teamwork".into(), "customer".into()],
            message: message.into(),
            origin: Origin::Chat(Way::Command, channel()),
            message_id: None,
            happened_at: None,
            boosted: None,
            allowance: Allowance::at(at, &Settings::default()),
            keys: vec![id.to_string()],
            act_keys: Vec::new(),
            letters: Box::new(|_| Vec::new()),
        };
        let outcome = batcher.give(gift).await.unwrap();
        assert!(matches!(outcome, Outcome::Given { .. }), "{outcome:?}");
        drop(batcher);
        recording.join_all().await;
        id
    }

    /// A message that nobody could deliver. Returns its number.
    pub(super) async fn lose_a_letter(&self) -> i64 {
        let letter = Letter::new(
            self.workspace,
            chat::To::Place(channel()),
            chat::Message::default(),
        );
        let mut conn = self.db.pool.acquire().await.unwrap();
        outbox::enqueue(&mut conn, self.clock.now(), &[letter])
            .await
            .unwrap();
        sqlx::query_scalar(
            "UPDATE outbox SET state = 'dead', attempts = 8, last_error = 'channel_not_found'
             RETURNING id",
        )
        .fetch_one(&mut *conn)
        .await
        .unwrap()
    }
}

impl Programme {
    /// A delivery that nobody could read. Returns its number.
    pub(super) async fn lose_a_delivery(&self) -> i64 {
        sqlx::query_scalar(
            "INSERT INTO inbox (workspace_id, inbound, created_at, available_at, state, attempts, last_error)
             VALUES ($1, '{}', now(), now(), 'unreadable', 1, 'this release cannot read it') RETURNING id",
        )
        .bind(self.workspace)
        .fetch_one(&self.db.pool)
        .await
        .unwrap()
    }

    /// What became of the one delivery and the one letter.
    pub(super) async fn states(&self) -> (String, String) {
        sqlx::query_as("SELECT i.state, o.state FROM inbox i, outbox o")
            .fetch_one(&self.db.pool)
            .await
            .unwrap()
    }
}

fn channel() -> Place {
    Place {
        platform: Platform::Slack,
        team: "T1".into(),
        channel: "C1".into(),
        thread: None,
        kind: PlaceKind::Public,
        shared: false,
    }
}
