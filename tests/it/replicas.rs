//! Several processes on one database: whatever happens to one of them, nothing is lost and nothing
//! is done twice.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use plaudit::chat::{Installation, Platform};
use plaudit::clock::Clock;
use plaudit::settings::Settings;
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use sqlx::PgPool;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use crate::harness::{Plaudit, Replica, TestDb, comes_to, count, prove, shown_by, until};

const CHANNELS: [&str; 3] = ["C0KUDOS0001", "C0GENERAL01", "C0ENGINEER1"];

/// Who gives; all of them are in every channel.
const GIVERS: [&str; 4] = ["U0ANA000005", "U0RIZKY0006", "U0PRIYA0008", "U0HAKIM0010"];
const BUDI: &str = "U0BUDI00002";

/// How many gifts each giver makes.
const EACH: usize = 12;

/// The most letters of a replica that are on their way at once.
const IN_FLIGHT: usize = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_dies_under_load_and_nothing_is_lost_or_done_twice() {
    let clock = Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap());
    let db = TestDb::new().await;
    let options = SandboxOptions {
        clock: shown_by(&clock),
        ..SandboxOptions::for_tests()
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let sandbox = Arc::new(sandbox);
    let mut replicas = Vec::new();
    for _ in 0..3 {
        replicas.push(Replica::start_apart(&db, &sandbox, clock.clone()).await);
    }
    let balancer = Balancer::start(replicas.iter().map(|it| it.address).collect()).await;
    sandbox.connect(&balancer.url());
    let ticking = tick(clock.clone());

    let mut giving = JoinSet::new();
    let given = Arc::new(AtomicUsize::new(0));
    for (index, giver) in GIVERS.into_iter().enumerate() {
        let (sandbox, given) = (Arc::clone(&sandbox), Arc::clone(&given));
        giving.spawn(async move {
            for n in 0..EACH {
                give(&sandbox, giver, &gift(index, n), index + n).await;
                given.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    until("a third is given", async || {
        given.load(Ordering::SeqCst) >= GIVERS.len() * EACH / 3
    })
    .await;
    // The platform keeps trying the dead one for a moment, as it does before anybody notices.
    let dead = replicas.swap_remove(1);
    let address = dead.address;
    dead.kill();
    tokio::time::sleep(Duration::from_millis(200)).await;
    balancer.forget(address);
    while giving.join_next().await.is_some() {}
    sandbox.settled().await;

    // Everything is delivered once more, to those that are left.
    let delivered = sandbox.deliveries().len();
    for number in 1..=delivered {
        sandbox.redeliver(number).await;
    }
    sandbox.settled().await;
    empty(&db.pool).await;
    ticking.abort();

    let all = GIVERS.len() * EACH;
    let recorded: i64 = count(&db.pool, "SELECT count(*) FROM kudos").await;
    assert_eq!(recorded, i64::try_from(all).unwrap());
    let points = "SELECT sum(balance)::bigint FROM ledger_account WHERE kind = 'points'";
    assert_eq!(count(&db.pool, points).await, recorded);
    assert_posted_in_order(&db.pool, &sandbox, all).await;
    assert_eq!(sandbox.complaints(), Vec::<String>::new());
    let mut conn = db.pool.acquire().await.unwrap();
    prove(&mut conn).await;
    drop(conn);
    for replica in replicas {
        replica.kill();
    }
}

#[tokio::test]
async fn a_setting_changed_on_one_is_seen_by_the_others() {
    let plaudit = Plaudit::start().await;
    let other = Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await;
    let seen = || async {
        let team = plaudit.sandbox.model().team.id;
        let slack = Installation::new(Platform::Slack, team);
        let workspaces = &other.app.desk.workspaces;
        let known = workspaces.of(&slack).await.unwrap();
        known.unwrap().settings.allowance_points
    };
    let within = async |points: i64, patience: Duration| {
        let since = Instant::now();
        until("it is known", async || seen().await == points).await;
        assert!(since.elapsed() < patience, "not known in {patience:?}");
    };
    assert_eq!(seen().await, Settings::default().allowance_points);
    // Announced, and so seen long before what is remembered grows old.
    plaudit.set("allowance.points", "40").await;
    within(40, Duration::from_secs(3)).await;

    // Where the announcement is lost, the bound on age still holds.
    sqlx::query("UPDATE setting SET value = '30' WHERE key = 'allowance.points'")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(seen().await, 40);
    within(30, Duration::from_secs(8)).await;
    other.stop().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn the_last_points_are_given_once_however_many_replicas_are_asked() {
    let plaudit = Plaudit::start().await;
    let other = Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await;
    let balancer = Balancer::start(vec![plaudit.app_address(), other.address]).await;
    plaudit.set("allowance.points", "10").await;
    plaudit.sandbox.connect(&balancer.url());
    let giver = plaudit.sandbox.as_user(GIVERS[0]);
    let asks = (0..8).map(|_| giver.slash(CHANNELS[0], "/kudos", "@budi +4 race"));
    let answers = futures_util::future::join_all(asks).await;
    assert!(
        answers.iter().all(|it| it.status == Some(200)),
        "{answers:?}"
    );
    // Whoever had to be looked up first gives a little later than they were answered.
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 8, "{answers:?}");
    assert_eq!(plaudit.standing().await, 2);
    other.stop().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn one_emoji_in_several_spellings_gives_once_over_all_replicas() {
    let plaudit = Plaudit::start().await;
    let other = Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await;
    let balancer = Balancer::start(vec![plaudit.app_address(), other.address]).await;
    plaudit.sandbox.connect(&balancer.url());
    let sandbox = &plaudit.sandbox;
    let (giver, budi) = (sandbox.as_user(GIVERS[0]), sandbox.as_user(BUDI));
    let tones = [
        "clap",
        "clap::skin-tone-2",
        "clap::skin-tone-3",
        "clap::skin-tone-4",
    ];
    for round in 1..=5 {
        let ts = budi.post(CHANNELS[0], "done").await.ts.unwrap();
        let puts = tones.map(|tone| giver.react(CHANNELS[0], &ts, tone));
        for seen in futures_util::future::join_all(puts).await {
            assert_eq!(seen.status, Some(200), "{seen:?}");
        }
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 1, "put on in round {round}");
        let takes = tones.map(|tone| giver.unreact(CHANNELS[0], &ts, tone));
        for seen in futures_util::future::join_all(takes).await {
            assert_eq!(seen.status, Some(200), "{seen:?}");
        }
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 0, "taken away in round {round}");
    }
    other.stop().await;
    plaudit.finish().await;
}

/// The reason of one gift, which names it.
fn gift(giver: usize, n: usize) -> String {
    format!("gift{giver}x{n:02}y")
}

/// Gives in one of the ways there are.
async fn give(sandbox: &Sandbox, giver: &str, reason: &str, turn: usize) {
    let channel = CHANNELS[turn % CHANNELS.len()];
    let giver = sandbox.as_user(giver);
    let _ = match turn % 4 {
        0 | 1 => {
            let text = format!("@budi +1 {reason}");
            giver.slash(channel, "/kudos", &text).await
        }
        2 => giver.post(channel, &format!("@budi ++ {reason}")).await,
        _ => {
            let text = format!("@plaudit @budi +1 {reason}");
            giver.post(channel, &text).await
        }
    };
}

/// Every gift was announced, in each channel in the order it was recorded; twice at most where the
/// dead replica was just sending.
async fn assert_posted_in_order(pool: &PgPool, sandbox: &Sandbox, all: usize) {
    let named = |text: &str| text.find("gift").map(|at| text[at..at + 8].to_owned());
    let mut times = BTreeMap::new();
    for channel in CHANNELS {
        let mut order = Vec::new();
        for message in sandbox.messages(channel).iter().filter(|it| it.by_app) {
            let gift = named(&message.shown()).unwrap();
            let seen = times.entry(gift.clone()).or_insert(0);
            *seen += 1;
            if *seen == 1 {
                order.push(gift);
            }
        }
        let kudos: Vec<String> = sqlx::query_scalar(
            "SELECT k.message FROM outbox o JOIN kudos k ON o.subject = 'kudos:' || k.id
             WHERE o.lane LIKE '%/' || $1 AND o.letter ->> 'update' IS NULL ORDER BY o.id",
        )
        .bind(channel)
        .fetch_all(pool)
        .await
        .unwrap();
        let recorded: Vec<_> = kudos.iter().filter_map(|it| named(it)).collect();
        assert_eq!(order, recorded, "{channel}");
    }
    assert_eq!(times.len(), all);
    let twice = times.values().filter(|times| **times == 2).count();
    assert!(times.values().all(|times| *times <= 2), "{times:?}");
    assert!(twice <= IN_FLIGHT, "{twice} announcements came twice");
}

/// Lets time pass five times as fast as it does.
fn tick(clock: Clock) -> AbortHandle {
    let ticking = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            clock.advance(SignedDuration::from_millis(100));
        }
    });
    ticking.abort_handle()
}

/// Waits until nothing waits.
async fn empty(pool: &PgPool) {
    let waiting = "SELECT (SELECT count(*) FROM outbox WHERE state = 'pending')
                        + (SELECT count(*) FROM inbox WHERE state = 'pending')";
    comes_to(pool, 0, waiting).await;
}

/// What stands before the replicas, and hands connections out in turn.
struct Balancer {
    address: SocketAddr,
    behind: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Balancer {
    async fn start(behind: Vec<SocketAddr>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let behind = Arc::new(Mutex::new(behind));
        let serving = Arc::clone(&behind);
        tokio::spawn(async move {
            for turn in 0.. {
                let Ok((mut near, _)) = listener.accept().await else {
                    return;
                };
                let chosen = {
                    let behind = serving.lock().unwrap();
                    behind[turn % behind.len()]
                };
                tokio::spawn(async move {
                    if let Ok(mut far) = TcpStream::connect(chosen).await {
                        let _ = copy_bidirectional(&mut near, &mut far).await;
                    }
                });
            }
        });
        Self { address, behind }
    }

    fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Sends nothing there any more.
    fn forget(&self, address: SocketAddr) {
        self.behind.lock().unwrap().retain(|it| *it != address);
    }
}
