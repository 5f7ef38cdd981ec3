//! The program is killed, and its database: what was acknowledged is there, once.

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use plaudit::clock::Clock;
use plaudit::database::connect;
use plaudit::database::private::{Options, Private, attach_or_start};
use plaudit::sandbox::{Sandbox, SandboxOptions, Seen};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

use crate::harness::{Server, prove, signal};

const KUDOS: &str = "C0KUDOS0001";
const GIVERS: [&str; 6] = [
    "U0SITI00001",
    "U0ANA000005",
    "U0RIZKY0006",
    "U0FARID0007",
    "U0PRIYA0008",
    "U0TOM000011",
];

/// A company with enough to give, and the directory of its server.
struct Company {
    sandbox: Arc<Sandbox>,
    directory: TempDir,
}

impl Company {
    async fn found() -> Self {
        let options = SandboxOptions::for_tests(Clock::system());
        let sandbox = Arc::new(Sandbox::start(options).await.unwrap());
        let directory = TempDir::new().unwrap();
        Self { sandbox, directory }
    }

    async fn serve(&self) -> Server {
        Server::start(self.directory.path(), None, &self.sandbox).await
    }

    fn database(&self) -> Options {
        Options::new(self.directory.path().join("data"))
            .binaries(std::env::var_os("PLAUDIT_PG_BIN").map(Into::into))
    }

    /// Commands from everybody, one after another each, until the task is stopped. Each says its
    /// own number, so that it is known again in the database.
    fn load(&self, round: usize) -> Vec<JoinHandle<()>> {
        let givers = GIVERS.iter().enumerate();
        givers
            .map(|(giver, user)| {
                let person = self.sandbox.as_user(user);
                tokio::spawn(async move {
                    for turn in 0..15 {
                        let text = format!("@budi +1 for number {round}-{giver}-{turn}.");
                        person.slash(KUDOS, "/kudos", &text).await;
                    }
                })
            })
            .collect()
    }

    /// The database, shared with a server or alone.
    async fn look<T>(&self, look: impl AsyncFnOnce(&PgPool) -> T) -> T {
        let attached = attach_or_start(&self.database()).await.unwrap();
        let pool = connect(attached.connect_options(), 2).await.unwrap();
        let seen = look(&pool).await;
        pool.close().await;
        attached.stop().await;
        seen
    }

    /// What was acknowledged as given, by its number.
    fn acknowledged(&self) -> BTreeSet<String> {
        // The ephemeral that answers says what was given; what was typed is in the delivery.
        let model = self.sandbox.model();
        let answered = model.deliveries.iter().filter(|it| it.status == Some(200));
        answered.filter_map(|it| number(&it.body)).collect()
    }

    fn sent(&self) -> BTreeSet<String> {
        let model = self.sandbox.model();
        model
            .deliveries
            .iter()
            .filter_map(|it| number(&it.body))
            .collect()
    }

    /// Everything that was ever sent, again and in no order, until it is answered.
    async fn resend(&self) {
        let deliveries = self.sandbox.deliveries();
        let commands = deliveries.iter().filter(|it| number(&it.body).is_some());
        let numbers: Vec<usize> = commands.map(|it| it.number).collect();
        for some in numbers.chunks(16) {
            let again = some.iter().map(|number| self.sandbox.redeliver(*number));
            for seen in join_all(again).await {
                assert_eq!(seen.status, Some(200), "{seen:?}");
            }
        }
    }
}

/// `1-2-3` of a command that gives for `number 1-2-3.`
fn number(body: &str) -> Option<String> {
    let (_, after) = body.split_once("number+")?;
    let number = after.split(['.', '%', '&']).next()?;
    Some(number.to_owned())
}

/// The numbers in the database; a number that is there twice is there twice.
async fn recorded(pool: &PgPool) -> Vec<String> {
    let sql = "SELECT substring(message FROM 'number ([0-9-]+)') FROM kudos ORDER BY 1";
    sqlx::query_scalar(sql).fetch_all(pool).await.unwrap()
}

/// Waits until so many commands were acknowledged.
async fn until_acknowledged(sandbox: &Sandbox, count: usize) {
    let looked = sandbox.wait_for(|model| {
        let answered = model.deliveries.iter().filter(|it| it.status == Some(200));
        (answered.count() >= count).then_some(())
    });
    looked.await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_kill_is_recorded_once() {
    let company = Company::found().await;
    let mut enough = 0;
    for round in 0..3 {
        let server = company.serve().await;
        let load = company.load(round);
        enough += 20 + 7 * round;
        until_acknowledged(&company.sandbox, enough).await;
        server.kill();
        join_all(load).await;
        enough = company
            .sandbox
            .deliveries()
            .iter()
            .filter(|it| it.status == Some(200))
            .count();
    }
    let acknowledged = company.acknowledged();
    assert!(
        acknowledged.len() < company.sent().len(),
        "no kill fell under load"
    );

    let server = company.serve().await;
    company
        .look(async |pool| {
            let recorded = recorded(pool).await;
            let once: BTreeSet<String> = recorded.iter().cloned().collect();
            assert_eq!(once.len(), recorded.len(), "{recorded:?}");
            let lost: Vec<_> = acknowledged.difference(&once).collect();
            assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
    company.resend().await;
    company.resend().await;
    server.kill();
    company
        .look(async |pool| {
            let all: Vec<String> = company.sent().into_iter().collect();
            let mut recorded = recorded(pool).await;
            recorded.sort();
            assert_eq!(recorded, all, "each once, after all were sent again twice");
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

/// A command, answered as a person must be answered, whatever is broken.
async fn command(company: &Company, text: &str) -> Seen {
    let started = Instant::now();
    let ana = company.sandbox.as_user(GIVERS[1]);
    let seen = ana.slash(KUDOS, "/kudos", text).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    assert!(started.elapsed() < Duration::from_secs(3), "{seen:?}");
    seen
}

fn is_sorry(seen: &Seen) -> bool {
    seen.text.contains("nothing was recorded") || seen.text.contains("Nothing was recorded")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_database_comes_back_with_everything_acknowledged() {
    let company = Company::found().await;
    let server = company.serve().await;
    let mut enough = 0;
    for round in 0..2 {
        let load = company.load(round);
        enough += 20;
        until_acknowledged(&company.sandbox, enough).await;
        let postmaster = company
            .directory
            .path()
            .join("data/postgres/postmaster.pid");
        let postmaster = std::fs::read_to_string(postmaster).unwrap();
        signal("-KILL", postmaster.lines().next().unwrap());
        for turn in 0..10 {
            command(&company, &format!("@budi +1 for number {round}-9-{turn}.")).await;
        }
        join_all(load).await;
        // By itself.
        server.ready().await;
        enough = company
            .sandbox
            .deliveries()
            .iter()
            .filter(|it| it.status == Some(200))
            .count();
    }
    let unanswered = company.sandbox.deliveries();
    let unanswered: Vec<_> = unanswered
        .iter()
        .filter(|it| it.status != Some(200))
        .collect();
    assert!(unanswered.is_empty(), "{unanswered:?}");
    company.resend().await;
    company
        .look(async |pool| {
            let all: Vec<String> = company.sent().into_iter().collect();
            let mut recorded = recorded(pool).await;
            recorded.sort();
            assert_eq!(recorded, all);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_gone_everyone_is_told_and_then_it_goes_on() {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let url = database.url();
    let server = Server::start(company.directory.path(), Some(&url), &company.sandbox).await;
    let given = command(&company, "@budi +1 for number 0-0-0.").await;
    assert!(given.text.contains("99 left"), "{given:?}");

    database.stop().await;
    // Longer than anything is remembered of the team, so that nothing is answered from memory.
    let outage = Instant::now();
    let mut turn = 0;
    while outage.elapsed() < Duration::from_secs(8) {
        let text = format!("@budi +1 for number 1-1-{turn}.");
        let mention = serde_json::json!({
            "type": "app_mention", "user": GIVERS[1], "channel": KUDOS,
            "text": "<@U0BUDI00002> +1", "ts": format!("1795000000.{turn:06}"),
            "event_ts": format!("1795000000.{turn:06}"),
        });
        let (told, event) = tokio::join!(
            command(&company, &text),
            company.sandbox.send_event(mention)
        );
        assert!(is_sorry(&told), "{told:?}");
        assert_eq!(event.status, Some(503), "{event:?}");
        turn += 1;
        sleep(Duration::from_millis(300)).await;
    }
    let database = Private::start(&company.database()).await.unwrap();
    server.ready().await;
    let given = command(&company, "@budi +1 for number 2-2-2.").await;
    assert!(given.text.contains("98 left"), "{given:?}");
    drop(server);
    database.stop().await;
    company
        .look(async |pool| {
            assert_eq!(recorded(pool).await, ["0-0-0", "2-2-2"]);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_stop_it_finishes_what_it_accepted() {
    let company = Company::found().await;
    let mut server = company.serve().await;
    let load = company.load(0);
    until_acknowledged(&company.sandbox, 20).await;
    server.terminate().await;
    join_all(load).await;
    let ended = timeout(Duration::from_secs(20), async {
        loop {
            if let Some(status) = server.process.try_wait().unwrap() {
                return status;
            }
            sleep(Duration::from_millis(20)).await;
        }
    });
    let status = ended.await.unwrap();
    assert_eq!((status.code(), status.signal()), (Some(0), None));

    // Each delivery was answered whole, or never begun: nothing is recorded that nobody was told of.
    let acknowledged = company.acknowledged();
    assert!(
        acknowledged.len() < company.sent().len(),
        "it stopped before the load did"
    );
    company
        .look(async |pool| {
            let recorded: Vec<String> = recorded(pool).await;
            let once: BTreeSet<String> = recorded.iter().cloned().collect();
            assert_eq!(once.len(), recorded.len());
            assert_eq!(once, acknowledged);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}
