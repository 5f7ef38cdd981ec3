//! The table of due times: claimed once, in every zone, whatever fails beside it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};
use plaudit::chat::{Identity, Installation, Platform, Profile};
use plaudit::clock::Clock;
use plaudit::ids::WorkspaceId;
use plaudit::schedule::{self, Due, Duties, Entry, Keeper};
use plaudit::vitals::Pulse;
use plaudit::workspace::Home;
use plaudit::{inbox, people};
use sqlx::{PgConnection, PgPool};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::harness::{TestDb, colleague, connect, eventually, until};

/// Notes what is due under a key of its own: what is done twice fails.
#[derive(Clone, Default)]
struct Notes {
    /// What goes wrong after it was noted.
    fault: Fault,
    begun: Arc<Notify>,
    committed: Arc<AtomicUsize>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Fault {
    #[default]
    None,
    Fails,
    Panics,
    Hangs,
}

impl Duties for Notes {
    const KINDS: &'static [&'static str] = &["note"];

    type Error = sqlx::Error;

    async fn prepare(&self) -> Result<(), sqlx::Error> {
        Ok(())
    }

    async fn perform(&self, conn: &mut PgConnection, due: &Due) -> Result<(), sqlx::Error> {
        let key = format!("{} {} {}", due.what, due.zone, due.at);
        let new = inbox::record(conn, due.workspace, std::slice::from_ref(&key), due.at).await?;
        assert!(new, "done twice: {key}");
        self.begun.notify_one();
        // The one that is meant for it, and no other.
        if due.what != "note:bad" {
            return Ok(());
        }
        match self.fault {
            Fault::None => Ok(()),
            Fault::Fails => Err(sqlx::Error::RowNotFound),
            Fault::Panics => panic!("a duty that panics"),
            Fault::Hangs => std::future::pending().await,
        }
    }

    fn committed(&self) {
        self.committed.fetch_add(1, Ordering::SeqCst);
    }
}

/// A workspace, and a clock of the test's: a Sunday noon.
struct Table {
    db: TestDb,
    clock: Clock,
    workspace: WorkspaceId,
}

impl Table {
    async fn lay() -> Self {
        let db = TestDb::new().await;
        let clock = Clock::set_to("2026-11-22T12:00:00Z".parse().unwrap());
        let slack = Installation::new(Platform::Slack, "T1");
        let workspace = connect(&db.pool, &slack, "Acme", Home::New).await;
        Self {
            db,
            clock,
            workspace,
        }
    }

    fn pool(&self) -> &PgPool {
        &self.db.pool
    }

    /// Something that recurs each Monday at nine.
    async fn add(&self, what: &str, own_zones: bool) {
        let entry = Entry {
            recurrence: "weekly mon 09:00".parse().unwrap(),
            zone: "UTC".into(),
            own_zones,
        };
        let mut tx = self.pool().begin().await.unwrap();
        let now = self.clock.now();
        let set = schedule::set(&mut tx, self.workspace, what, &entry, now).await;
        assert!(set.unwrap(), "{what} is new");
        tx.commit().await.unwrap();
    }

    /// Somebody who lives in a zone; again, when they moved.
    async fn person(&self, user: &str, zone: Option<&str>, active: bool) {
        let profile = Profile {
            time_zone: zone.map(str::to_owned),
            active,
            ..colleague(Identity::new(Platform::Slack, "T1", user), user)
        };
        let mut conn = self.pool().acquire().await.unwrap();
        people::record(&mut conn, &self.clock, self.workspace, &profile)
            .await
            .unwrap();
    }

    fn at(&self, instant: &str) {
        let instant: Timestamp = instant.parse().unwrap();
        self.clock.advance(instant.duration_since(self.clock.now()));
    }

    async fn look(&self, notes: &Notes) {
        schedule::look(self.pool(), &self.clock, notes)
            .await
            .unwrap();
    }

    /// What was done, in order.
    async fn done(&self) -> Vec<String> {
        sqlx::query_scalar("SELECT key FROM delivery ORDER BY key")
            .fetch_all(self.pool())
            .await
            .unwrap()
    }

    /// In which zones something is due, and when.
    async fn zones(&self) -> Vec<(String, String)> {
        let sql = "SELECT zone, to_char(next_due_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') FROM schedule_due ORDER BY 1";
        sqlx::query_as(sql).fetch_all(self.pool()).await.unwrap()
    }

    async fn troubles(&self) -> Vec<schedule::Trouble> {
        let mut conn = self.pool().acquire().await.unwrap();
        schedule::troubles(&mut conn, self.workspace).await.unwrap()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.pool()).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_due_is_done_once_however_many_look() {
    let table = Table::lay().await;
    for number in 0..40 {
        table.add(&format!("note:{number}"), false).await;
    }
    let notes = Notes::default();
    table.look(&notes).await;
    assert!(table.done().await.is_empty(), "nothing before its time");
    table.at("2026-11-23T09:00:00Z");
    let looks = (0..4).map(|_| table.look(&notes));
    futures_util::future::join_all(looks).await;
    assert_eq!(table.done().await.len(), 40);
    assert_eq!(notes.committed.load(Ordering::SeqCst), 40);
    table.look(&notes).await;
    assert_eq!(table.done().await.len(), 40);
}

/// A crash: what was begun is neither half done nor skipped.
#[tokio::test]
async fn whoever_dies_at_it_has_done_nothing_and_the_next_one_does_it() {
    let table = Table::lay().await;
    table.add("note:bad", false).await;
    table.add("note:good", false).await;
    table.at("2026-11-23T09:00:00Z");
    let dying = Notes {
        fault: Fault::Hangs,
        ..Notes::default()
    };
    let (pool, clock) = (table.pool().clone(), table.clock.clone());
    let look = tokio::spawn({
        let dying = dying.clone();
        async move { schedule::look(&pool, &clock, &dying).await }
    });
    dying.begun.notified().await;
    // Meanwhile the others do what it does not hold.
    let other = Notes::default();
    until("the other is done", async || {
        table.look(&other).await;
        !table.done().await.is_empty()
    })
    .await;
    assert_eq!(table.done().await, ["note:good UTC 2026-11-23T09:00:00Z"]);
    look.abort();
    let _ = look.await;
    until("both are done", async || {
        table.look(&other).await;
        table.done().await.len() == 2
    })
    .await;
    let zones: Vec<String> = table.zones().await.into_iter().map(|it| it.1).collect();
    assert_eq!(zones, ["11-30 09:00", "11-30 09:00"]);
}

#[tokio::test]
async fn what_fails_or_panics_waits_and_holds_nobody_up() {
    for (fault, reason) in [(Fault::Fails, "no rows"), (Fault::Panics, "panicked")] {
        let table = Table::lay().await;
        table.add("note:bad", false).await;
        table.at("2026-11-22T12:00:01Z");
        table.add("note:good", false).await;
        table.at("2026-11-23T09:00:00Z");
        let failing = Notes {
            fault,
            ..Notes::default()
        };
        table.look(&failing).await;
        assert_eq!(table.done().await, ["note:good UTC 2026-11-23T09:00:00Z"]);
        let troubles = table.troubles().await;
        assert_eq!(troubles.len(), 1);
        assert_eq!(
            (troubles[0].what.as_str(), troubles[0].failures),
            ("note:bad", 1)
        );
        assert!(troubles[0].reason.contains(reason), "{troubles:?}");
        // Not at once, and longer each time, up to an hour.
        table.look(&failing).await;
        assert_eq!(table.troubles().await[0].failures, 1);
        for failures in 2..10 {
            table.clock.advance(SignedDuration::from_hours(1));
            table.look(&failing).await;
            assert_eq!(table.troubles().await[0].failures, failures);
        }
        table.clock.advance(SignedDuration::from_mins(59));
        table.look(&failing).await;
        assert_eq!(table.troubles().await[0].failures, 9);
        // Mended, it is done for the time at which it fell due.
        table.clock.advance(SignedDuration::from_mins(1));
        table.look(&Notes::default()).await;
        assert_eq!(table.done().await[0], "note:bad UTC 2026-11-23T09:00:00Z");
        assert!(table.troubles().await.is_empty());
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_set_aside_and_harms_no_neighbour() {
    let table = Table::lay().await;
    for what in ["note:spec", "note:zone"] {
        table.add(what, false).await;
    }
    let mut superuser = table.db.superuser().await;
    for sql in [
        "UPDATE schedule SET spec = 'whenever' WHERE what = 'note:spec'",
        "UPDATE schedule_due SET zone = 'Mars/Olympus' WHERE what = 'note:zone'",
        "UPDATE schedule SET zone = 'Mars/Olympus' WHERE what = 'note:zone'",
    ] {
        sqlx::query(sql).execute(&mut superuser).await.unwrap();
    }
    table.add("note:well", false).await;
    table.at("2026-11-23T09:00:00Z");
    table.look(&Notes::default()).await;
    assert_eq!(table.done().await, ["note:well UTC 2026-11-23T09:00:00Z"]);
    let troubles = table.troubles().await;
    let told: Vec<(&str, &str)> = troubles
        .iter()
        .map(|it| (it.what.as_str(), it.reason.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "note:spec",
                "\"whenever\" is not understood as a recurrence"
            ),
            ("note:zone", "no zone \"Mars/Olympus\" is known"),
        ]
    );
    // Whoever can read it does it.
    table
        .run("UPDATE schedule SET spec = 'weekly mon 09:00'")
        .await;
    table.clock.advance(SignedDuration::from_hours(1));
    table.look(&Notes::default()).await;
    assert_eq!(table.done().await[0], "note:spec UTC 2026-11-23T09:00:00Z");
}

#[tokio::test]
async fn what_only_a_newer_release_can_do_waits_for_it() {
    let table = Table::lay().await;
    table.add("survey:1", false).await;
    table.at("2026-11-23T09:00:00Z");
    table.look(&Notes::default()).await;
    assert!(table.done().await.is_empty());
    assert_eq!(table.zones().await, [("UTC".into(), "11-23 09:00".into())]);
    assert!(table.troubles().await.is_empty(), "it is nobody's fault");
}

#[tokio::test]
async fn each_member_has_their_own_monday_morning() {
    let table = Table::lay().await;
    table.person("U1", Some("Asia/Jakarta"), true).await;
    table.person("U2", Some("Asia/Kathmandu"), true).await;
    table.person("U3", Some("America/New_York"), true).await;
    table.person("U4", None, true).await;
    table.person("U5", Some("Asia/Tokyo"), false).await;
    table.add("note:survey", true).await;
    let monday = |zone: &str, at: &str| (zone.to_owned(), at.to_owned());
    assert_eq!(
        table.zones().await,
        [
            monday("America/New_York", "11-23 14:00"),
            monday("Asia/Jakarta", "11-23 02:00"),
            monday("Asia/Kathmandu", "11-23 03:15"),
            monday("UTC", "11-23 09:00"),
        ]
    );
    let notes = Notes::default();
    table.at("2026-11-23T03:15:00Z");
    table.look(&notes).await;
    assert_eq!(
        table.done().await,
        [
            "note:survey Asia/Jakarta 2026-11-23T02:00:00Z",
            "note:survey Asia/Kathmandu 2026-11-23T03:15:00Z",
        ]
    );
    // One moves, one comes, one goes.
    table.person("U3", Some("America/St_Johns"), true).await;
    table.person("U6", Some("Europe/Berlin"), true).await;
    table.person("U2", Some("Asia/Kathmandu"), false).await;
    table.look(&notes).await;
    let zones: BTreeSet<(String, String)> = table.zones().await.into_iter().collect();
    assert_eq!(
        zones,
        BTreeSet::from([
            monday("America/St_Johns", "11-23 12:30"),
            monday("Asia/Jakarta", "11-30 02:00"),
            monday("Europe/Berlin", "11-23 08:00"),
            monday("UTC", "11-23 09:00"),
        ])
    );
}

#[tokio::test]
async fn what_was_missed_is_made_up_for_once() {
    let table = Table::lay().await;
    table.add("note:late", false).await;
    // Three Mondays and a day later.
    table.at("2026-12-08T09:00:00Z");
    table.look(&Notes::default()).await;
    assert_eq!(table.done().await, ["note:late UTC 2026-12-07T09:00:00Z"]);
    assert_eq!(
        table.zones().await,
        [("UTC".to_owned(), "12-14 09:00".to_owned())]
    );
}

/// The keeper sleeps until something is due, and not until its next look.
#[tokio::test]
async fn the_keeper_wakes_in_time() {
    let table = Table::lay().await;
    let clock = Clock::system();
    let entry = Entry {
        recurrence: "cron * * * * * *".parse().unwrap(),
        zone: "UTC".into(),
        own_zones: false,
    };
    let mut conn = table.pool().acquire().await.unwrap();
    schedule::set(&mut conn, table.workspace, "note:each", &entry, clock.now())
        .await
        .unwrap();
    drop(conn);
    let notes = Notes::default();
    let stop = CancellationToken::new();
    let keeper = Keeper {
        pool: table.pool().clone(),
        clock,
        duties: notes.clone(),
        told: Arc::default(),
    };
    let keeping = tokio::spawn(keeper.run(stop.clone(), Pulse::default()));
    // Its own look comes every half minute: for three of them nobody would wait here.
    let done = async || notes.committed.load(Ordering::SeqCst);
    eventually("it is done each second", done, |times| *times >= 3).await;
    stop.cancel();
    keeping.await.unwrap();
}
