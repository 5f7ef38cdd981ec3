//! The sample company as the real program serves it, and what it knows of every command.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::future::join_all;
use plaudit::database::connect;
use plaudit::database::private::{Options, attach};
use plaudit_sandbox::slack::{Sandbox, SandboxOptions, Seen};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::Server;

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
pub(crate) struct Company {
    pub(crate) sandbox: Sandbox,
    directory: TempDir,
}

impl Company {
    /// The sample company, with a directory of its own.
    pub(crate) async fn found() -> Self {
        let options = SandboxOptions::for_tests();
        let sandbox = Sandbox::start(options).await.unwrap();
        let directory = TempDir::new().unwrap();
        Self { sandbox, directory }
    }

    /// Serves it on a private database.
    pub(crate) async fn serve(&self) -> Server {
        let data = self.directory.path().join("data");
        self.serve_with(("PLAUDIT_DATA_DIR", data.to_str().unwrap()))
            .await
    }

    /// Serves it on the database at `url`.
    pub(crate) async fn serve_on(&self, url: &str) -> Server {
        self.serve_with(("DATABASE_URL", url)).await
    }

    async fn serve_with(&self, database: (&str, &str)) -> Server {
        let token = self.sandbox.bot_token().unwrap();
        let environment = [
            database,
            ("SLACK_SIGNING_SECRET", self.sandbox.signing_secret()),
            ("SLACK_BOT_TOKEN", &token),
            ("SLACK_API_URL", &self.sandbox.api_url()),
        ];
        let server = Server::start(self.directory.path(), &environment).await;
        self.sandbox.connect(&server.url());
        server
    }

    /// The process that listens on the private database's socket.
    pub(crate) fn postmaster(&self) -> String {
        let file = self.directory.path().join("data/postgres/postmaster.pid");
        let file = std::fs::read_to_string(file).unwrap();
        file.lines().next().unwrap().to_owned()
    }

    /// How many deliveries were acknowledged.
    pub(crate) fn answered(&self) -> usize {
        let deliveries = self.sandbox.deliveries();
        deliveries
            .iter()
            .filter(|it| it.status == Some(200))
            .count()
    }

    /// The private database.
    pub(crate) fn database(&self) -> Options {
        Options::new(self.directory.path().join("data"))
            .binaries(std::env::var_os("PLAUDIT_PG_BIN").map(Into::into))
    }

    /// Commands from everybody, one after another each, until the task is stopped. Each says its
    /// own number, so that it is known again in the database.
    pub(crate) fn load(&self, round: usize) -> Vec<JoinHandle<()>> {
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

    /// A command, answered as a person must be answered, whatever is broken.
    pub(crate) async fn command(&self, text: &str) -> Seen {
        let started = Instant::now();
        let ana = self.sandbox.as_user(GIVERS[1]);
        let seen = ana.slash(KUDOS, "/kudos", text).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        assert!(started.elapsed() < Duration::from_secs(3), "{seen:?}");
        seen
    }

    /// The database, shared with a server or alone.
    pub(crate) async fn look<T>(&self, look: impl AsyncFnOnce(&PgPool) -> T) -> T {
        let attached = attach(&self.database()).await.unwrap();
        let pool = connect(attached.connect_options(), 2).await.unwrap();
        let seen = look(&pool).await;
        pool.close().await;
        attached.stop().await;
        seen
    }

    /// What was acknowledged as given, by its number.
    pub(crate) fn acknowledged(&self) -> BTreeSet<String> {
        // The ephemeral that answers says what was given; what was typed is in the delivery.
        let model = self.sandbox.model();
        let answered = model.deliveries.iter().filter(|it| it.status == Some(200));
        answered.filter_map(|it| number(&it.body)).collect()
    }

    /// What was sent at all.
    pub(crate) fn sent(&self) -> BTreeSet<String> {
        let model = self.sandbox.model();
        model
            .deliveries
            .iter()
            .filter_map(|it| number(&it.body))
            .collect()
    }

    /// Everything that was ever sent, again and in no order, until it is answered.
    pub(crate) async fn resend(&self) {
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
pub(crate) async fn recorded(pool: &PgPool) -> Vec<String> {
    let sql = "SELECT substring(message FROM 'number ([0-9-]+)') FROM kudos ORDER BY 1";
    sqlx::query_scalar(sql).fetch_all(pool).await.unwrap()
}

/// Waits until so many commands were acknowledged.
pub(crate) async fn until_acknowledged(sandbox: &Sandbox, count: usize) {
    let looked = sandbox.wait_for(|model| {
        let answered = model.deliveries.iter().filter(|it| it.status == Some(200));
        (answered.count() >= count).then_some(())
    });
    looked.await.unwrap();
}
