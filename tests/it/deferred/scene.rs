//! A desk with a worker, on a platform that answers as the test wishes; nothing else of Plaudit runs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use plaudit::app::App;
use plaudit::chat::{
    Ack, Act, Client, Door, Identity, Inbound, Installation, LookupError, Outgoing, Place,
    PlaceKind, Platform, Port, Profile, Proof, Receipt, SendError, Venue,
};
use plaudit::clock::Clock;
use plaudit::config::ServeSettings;
use plaudit::desk::DeferredWorker;
use plaudit::ids::WorkspaceId;
use plaudit::people;
use plaudit::queue::Elsewhere;
use plaudit::workspace::{self, Home};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::harness::{TestDb, colleague, connect, eventually, record};

pub(super) const OURS: &str = "T1";
pub(super) const THEIRS: &str = "T2";

/// What the platform does when it is asked who somebody is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Answer {
    /// It asks for patience.
    Patience(u64),
    /// It does not answer until the test lets it.
    Silence,
    /// It breaks us.
    Panic,
}

/// A platform that knows everybody, but for those whom the test has other plans for.
pub(super) struct Oracle {
    answers: Mutex<HashMap<String, Answer>>,
    asked: Mutex<Vec<String>>,
    silent: watch::Sender<bool>,
}

impl Oracle {
    /// Whoever asks for `user` from now on gets this.
    pub(super) fn answer(&self, user: &str, answer: Answer) {
        self.answers.lock().unwrap().insert(user.to_owned(), answer);
    }

    /// Whoever asks for `user` is told from now on.
    pub(super) fn tell(&self, user: &str) {
        self.answers.lock().unwrap().remove(user);
    }

    /// Everybody who waits for an answer gets it.
    pub(super) fn speak(&self) {
        self.silent.send_replace(false);
    }

    /// Whom it was asked for so far.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Port for Oracle {
    async fn deliver(&self, _: &Outgoing) -> Result<Receipt, SendError> {
        unreachable!("there is no worker")
    }

    async fn open(&self, _: &Identity) -> Result<String, SendError> {
        unreachable!("there is no worker")
    }

    async fn profile(
        &self,
        _: &Installation,
        _: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        let user = identity.user.clone();
        self.asked.lock().unwrap().push(user.clone());
        let answer = self.answers.lock().unwrap().get(&user).copied();
        match answer {
            Some(Answer::Panic) => panic!("as the test wishes"),
            Some(Answer::Patience(seconds)) => Err(LookupError::Later {
                reason: "ratelimited".to_owned(),
                pause: Some(Duration::from_secs(seconds)),
            }),
            Some(Answer::Silence) => {
                let mut silent = self.silent.subscribe();
                silent.wait_for(|silent| !silent).await.unwrap();
                Ok(profile(identity))
            }
            None => Ok(profile(identity)),
        }
    }

    async fn group(&self, _: &Installation, _: &str) -> Result<Vec<String>, LookupError> {
        Ok(Vec::new())
    }

    async fn members(&self, _: &Place) -> Result<Vec<String>, LookupError> {
        Ok(Vec::new())
    }

    async fn place(&self, place: &Place) -> Result<Venue, LookupError> {
        Ok(Venue {
            place: place.clone(),
            name: None,
            door: Door::Open,
        })
    }

    async fn author(&self, _: &Place, _: &str) -> Result<Option<Identity>, LookupError> {
        Ok(None)
    }
}

fn profile(identity: &Identity) -> Profile {
    colleague(identity.clone(), &identity.user)
}

/// A delivery's row.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) state: String,
    pub(super) attempts: i32,
    pub(super) error: Option<String>,
    pub(super) available_at: jiff_sqlx::Timestamp,
}

impl Row {
    pub(super) fn done(&self) -> bool {
        self.state == "done"
    }

    /// How long it still waits.
    pub(super) fn wait(&self, clock: &Clock) -> SignedDuration {
        let at: Timestamp = self.available_at.to_jiff();
        at.duration_since(clock.now())
    }
}

/// A desk, its clock, and the platform it asks.
pub(super) struct Scene {
    pub(super) db: TestDb,
    pub(super) clock: Clock,
    pub(super) oracle: Arc<Oracle>,
    pub(super) workspace: WorkspaceId,
    app: App,
}

/// A worker at work.
pub(super) struct AtWork {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl AtWork {
    /// As on SIGTERM.
    pub(super) async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

impl Scene {
    /// For two teams, on a clock that stands still.
    pub(super) async fn open() -> Self {
        let clock = Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap());
        let db = TestDb::new().await;
        let (pool, options) = (db.pool.clone(), db.options());
        let settings = ServeSettings::default();
        let (app, lanes) = App::new(pool.clone(), &options, clock.clone(), settings).unwrap();
        record(lanes).detach_all();
        let mut workspace = WorkspaceId::nil();
        for team in [THEIRS, OURS] {
            let slack = Installation::new(Platform::Slack, team);
            workspace = connect(&pool, &slack, team, Home::New).await;
        }
        let (silent, _) = watch::channel(true);
        let oracle = Arc::new(Oracle {
            answers: Mutex::default(),
            asked: Mutex::default(),
            silent,
        });
        Self {
            db,
            clock,
            oracle,
            workspace,
            app,
        }
    }

    /// Puts a worker to work.
    pub(super) fn hire(&self) -> AtWork {
        let worker = DeferredWorker {
            desk: self.app.desk.clone(),
            port: self.oracle.clone(),
            elsewhere: Elsewhere::default(),
        };
        let stop = CancellationToken::new();
        let task = tokio::spawn(worker.run(stop.clone(), plaudit::vitals::Pulse::default()));
        AtWork { stop, task }
    }

    /// Makes somebody known.
    pub(super) async fn know(&self, team: &str, user: &str) {
        let mut tx = self.db.pool.begin().await.unwrap();
        let slack = Installation::new(Platform::Slack, team);
        let connected = workspace::connection(&mut tx, &slack).await;
        let workspace = connected.unwrap().unwrap().workspace;
        let identity = Identity::new(Platform::Slack, team, user);
        people::record(&mut tx, &self.clock, workspace, &profile(&identity))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.app.desk.directory.forget();
    }

    /// `giver` thanks `recipient`, whom nobody knows yet.
    pub(super) async fn give(&self, team: &str, giver: &str, recipient: &str) {
        self.know(team, giver).await;
        let inbound = Inbound {
            installation: Installation::new(Platform::Slack, team),
            key: format!("test/{}", Uuid::new_v4()),
            act_key: None,
            at: self.clock.now(),
            actor: Some(Identity::new(Platform::Slack, team, giver)),
            proof: Proof::Person,
            place: Some(Place {
                platform: Platform::Slack,
                team: team.to_owned(),
                channel: "C1".to_owned(),
                thread: None,
                kind: PlaceKind::Public,
                shared: false,
            }),
            client: Client::default(),
            ack: Ack::Answers,
            ticket: None,
            act: Act::Command {
                name: "kudos".to_owned(),
                text: format!("<@{recipient}> +1 for the help"),
            },
        };
        let _ = self.app.desk.handle(inbound).await.unwrap();
    }

    /// Lets time pass.
    pub(super) fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
        self.app.desk.inbox.wake();
    }

    /// Runs a statement on the inbox, as another hand would.
    pub(super) async fn tamper(&self, sql: &'static str) {
        let done = sqlx::query(sql).execute(&self.db.pool).await.unwrap();
        assert!(done.rows_affected() > 0, "{sql}");
    }

    /// Every delivery, in the order of arrival.
    pub(super) async fn rows(&self) -> Vec<Row> {
        sqlx::query_as(
            "SELECT state, attempts, last_error AS error, available_at FROM inbox ORDER BY id",
        )
        .fetch_all(&self.db.pool)
        .await
        .unwrap()
    }

    /// Waits until the deliveries look like this.
    pub(super) async fn until(&self, look: impl Fn(&[Row]) -> bool) -> Vec<Row> {
        let rows = async || self.rows().await;
        eventually("the inbox", rows, |rows| look(rows)).await
    }

    /// Waits until somebody was asked for so many times.
    pub(super) async fn asked_for(&self, user: &str, times: usize) {
        let asked = async || self.oracle.asked();
        eventually("asked for", asked, |asked| {
            asked.iter().filter(|it| *it == user).count() >= times
        })
        .await;
    }

    /// Waits until the worker on deferred deliveries has looked at everything that is due once more.
    pub(super) async fn look_round(&self) {
        let probe = Uuid::new_v4().simple().to_string();
        self.give(THEIRS, &format!("UG{probe}"), &format!("UR{probe}"))
            .await;
        self.until(|rows| rows.last().is_some_and(Row::done)).await;
    }

    /// How many kudos there are, and by whom the letters that wait are.
    pub(super) async fn given(&self) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM kudos")
            .fetch_one(&self.db.pool)
            .await
            .unwrap()
    }
}
