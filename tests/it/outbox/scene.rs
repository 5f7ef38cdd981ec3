//! An outbox with its worker and a Slack to send to; nothing else of Plaudit runs.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use plaudit::app::{App, Ports, Register, connect_slack};
use plaudit::chat::{
    Identity, Installation, LookupError, Message, Outgoing, Place, PlaceKind, Platform, Port,
    Profile, Receipt, SendError, To, Venue,
};
use plaudit::clock::Clock;
use plaudit::config::ServeSettings;
use plaudit::ids::WorkspaceId;
use plaudit::outbox::{self, Letter, Worker};
use plaudit::people;
use plaudit::queue::Elsewhere;
use plaudit::vitals::Pulse;
use plaudit_sandbox::slack::{Channel, Sandbox, SandboxOptions};
use sqlx::Connection;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::harness::{TestDb, colleague, eventually, shown_by, slack_settings};

pub(super) const KUDOS: &str = "C0KUDOS0001";
pub(super) const GENERAL: &str = "C0GENERAL01";
pub(super) const SITI: &str = "U0SITI00001";
pub(super) const BUDI: &str = "U0BUDI00002";

/// An outbox, its clock, and the Slack it writes to.
pub(super) struct Scene {
    pub(super) db: TestDb,
    pub(super) sandbox: Sandbox,
    pub(super) clock: Clock,
    pub(super) workspace: WorkspaceId,
    app: App,
}

/// A letter's row.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) state: String,
    pub(super) weight: String,
    pub(super) method: String,
    pub(super) attempts: i32,
    pub(super) error: Option<String>,
    pub(super) available_at: jiff_sqlx::Timestamp,
}

impl Row {
    pub(super) fn sent(&self) -> bool {
        self.state == "sent"
    }

    /// How long it still waits.
    pub(super) fn wait(&self, clock: &Clock) -> SignedDuration {
        let at: Timestamp = self.available_at.to_jiff();
        at.duration_since(clock.now())
    }
}

/// A worker under way.
pub(super) struct Carrier {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Carrier {
    /// As on SIGTERM.
    pub(super) async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }

    /// As when the machine loses power.
    pub(super) async fn crash(self) {
        self.task.abort();
        self.task.await.unwrap_err();
    }
}

/// What comes of a send, where it does not reach Slack.
type Outcome = Result<Receipt, SendError>;

/// What happens to a message instead of being sent.
enum Turn {
    Panic,
    Held(oneshot::Receiver<Outcome>),
}

/// Slack, with a count of what is on its way, and with sends that the test holds in its hand.
pub(super) struct Watched {
    ports: Arc<Ports>,
    now: AtomicUsize,
    pub(super) most: AtomicUsize,
    turns: Mutex<Vec<(Message, Turn)>>,
    begun: Notify,
}

impl Watched {
    /// The next send of `text` panics.
    pub(super) fn panic_at(&self, text: &str) {
        self.turn(text, Turn::Panic);
    }

    /// The next send of `text` lasts until the test says what came of it.
    pub(super) fn hold(&self, text: &str) -> oneshot::Sender<Outcome> {
        let (end, held) = oneshot::channel();
        self.turn(text, Turn::Held(held));
        end
    }

    /// Returns once a send that is held has begun.
    pub(super) async fn begun(&self) {
        self.begun.notified().await;
    }

    fn turn(&self, text: &str, turn: Turn) {
        let mut turns = self.turns.lock().unwrap();
        turns.push((Message::text(text), turn));
    }

    fn next_turn(&self, said: &Message) -> Option<Turn> {
        let mut turns = self.turns.lock().unwrap();
        let at = turns.iter().position(|(message, _)| message == said)?;
        Some(turns.remove(at).1)
    }
}

impl Port for Watched {
    async fn deliver(&self, outgoing: &Outgoing) -> Result<Receipt, SendError> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        let (Outgoing::Post { message, .. }
        | Outgoing::Change { message, .. }
        | Outgoing::Home { message, .. }) = outgoing;
        let turn = self.next_turn(message);
        let outcome = match turn {
            None => self.ports.deliver(outgoing).await,
            Some(Turn::Panic) => panic!("as the test wishes"),
            Some(Turn::Held(held)) => {
                self.begun.notify_one();
                held.await.unwrap()
            }
        };
        self.now.fetch_sub(1, Ordering::SeqCst);
        outcome
    }

    async fn open(&self, person: &Identity) -> Result<String, SendError> {
        self.ports.open(person).await
    }

    async fn profile(
        &self,
        through: &Installation,
        seen: Option<&Place>,
        identity: &Identity,
    ) -> Result<Profile, LookupError> {
        self.ports.profile(through, seen, identity).await
    }

    async fn group(&self, through: &Installation, id: &str) -> Result<Vec<String>, LookupError> {
        self.ports.group(through, id).await
    }

    async fn members(&self, place: &Place) -> Result<Vec<String>, LookupError> {
        self.ports.members(place).await
    }

    async fn place(&self, place: &Place) -> Result<Venue, LookupError> {
        self.ports.place(place).await
    }

    async fn author(&self, place: &Place, message: &str) -> Result<Option<Identity>, LookupError> {
        self.ports.author(place, message).await
    }
}

impl Scene {
    /// On a clock that stands still.
    pub(super) async fn open() -> Self {
        Self::open_at(Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap())).await
    }

    pub(super) async fn open_at(clock: Clock) -> Self {
        let db = TestDb::new().await;
        let options = SandboxOptions {
            retry_delays: Vec::new(),
            clock: shown_by(&clock),
            ..SandboxOptions::for_tests()
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let settings = ServeSettings {
            slack: Some(slack_settings(&sandbox)),
            ..ServeSettings::default()
        };
        let pool = db.pool.clone();
        let (app, _) = App::new(pool, &db.options(), clock.clone(), settings).unwrap();
        let mut scene = Self {
            db,
            sandbox,
            clock,
            workspace: WorkspaceId::nil(),
            app,
        };
        scene.workspace = scene.connect().await;
        scene
    }

    /// Presents itself to Slack, as a start of Plaudit does.
    pub(super) async fn connect(&self) -> WorkspaceId {
        let slack = self.app.ports.slack.as_ref().unwrap();
        connect_slack(&self.app, slack).await.unwrap().workspace
    }

    /// Slack, with a count of what is on its way.
    pub(super) fn port(&self) -> Arc<Watched> {
        Arc::new(Watched {
            ports: self.app.ports.clone(),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
            turns: Mutex::default(),
            begun: Notify::new(),
        })
    }

    /// Puts a worker to work.
    pub(super) fn hire(&self) -> Carrier {
        self.hire_with(self.port())
    }

    pub(super) fn hire_with(&self, port: Arc<Watched>) -> Carrier {
        let worker = Worker {
            pool: self.db.pool.clone(),
            clock: self.clock.clone(),
            port,
            contacts: Register::new(&self.clock),
            wakeup: self.app.desk.outbox.clone(),
            elsewhere: Elsewhere::default(),
        };
        let stop = CancellationToken::new();
        let task = tokio::spawn(worker.run(stop.clone(), Pulse::default()));
        Carrier { stop, task }
    }

    fn team(&self) -> String {
        self.sandbox.model().team.id
    }

    pub(super) fn place(&self, channel: &str) -> Place {
        Place {
            platform: Platform::Slack,
            team: self.team(),
            channel: channel.to_owned(),
            thread: None,
            kind: PlaceKind::Public,
            shared: false,
        }
    }

    pub(super) fn person(&self, user: &str) -> Identity {
        Identity::new(Platform::Slack, self.team(), user)
    }

    /// A letter to a channel.
    pub(super) fn letter(&self, channel: &str, text: &str) -> Letter {
        let to = To::Place(self.place(channel));
        Letter::new(self.workspace, to, Message::text(text))
    }

    /// A letter to a person.
    pub(super) fn letter_to(&self, user: &str, text: &str) -> Letter {
        let to = To::Person(self.person(user));
        Letter::new(self.workspace, to, Message::text(text))
    }

    /// Puts letters in, as a transaction of its own.
    pub(super) async fn put(&self, letters: &[Letter]) {
        let mut conn = self.db.pool.acquire().await.unwrap();
        let mut tx = conn.begin().await.unwrap();
        outbox::enqueue(&mut tx, self.clock.now(), letters)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.app.desk.outbox.wake();
    }

    /// Lets time pass.
    pub(super) fn pass(&self, time: SignedDuration) {
        self.clock.advance(time);
        self.app.desk.outbox.wake();
    }

    /// Every letter, in the order they were put in.
    pub(super) async fn rows(&self) -> Vec<Row> {
        sqlx::query_as(
            "SELECT state, weight, method, attempts, last_error AS error, available_at FROM outbox ORDER BY id",
        )
        .fetch_all(&self.db.pool)
        .await
        .unwrap()
    }

    /// Waits until the letters look like this.
    pub(super) async fn until(&self, look: impl Fn(&[Row]) -> bool) -> Vec<Row> {
        let rows = async || self.rows().await;
        eventually("the outbox", rows, |rows| look(rows)).await
    }

    /// Waits until the worker has looked at every conversation once more: what it may send by now,
    /// it has begun to send.
    pub(super) async fn look_round(&self) {
        // Whispered: faults are queued for posts.
        let lookout = Uuid::new_v4().simple().to_string();
        self.open_channel(&lookout);
        let whisper = Letter {
            to: To::Privately {
                place: self.place(&lookout),
                person: self.person(SITI),
            },
            ..self.letter(&lookout, "probe")
        };
        self.put(&[whisper]).await;
        self.until(|rows| rows.last().is_some_and(Row::sent)).await;
    }

    /// Waits until Slack was asked to post so many messages.
    pub(super) async fn posts_come(&self, count: usize) {
        let asked = self.sandbox.wait_for(|model| {
            let posts = model.calls.iter();
            let posts = posts.filter(|call| call.method == "chat.postMessage");
            (posts.count() >= count).then_some(())
        });
        asked.await.unwrap();
    }

    /// A new channel.
    pub(super) fn open_channel(&self, id: &str) {
        let channel = Channel::public(id, id).members([SITI]);
        self.sandbox
            .change(|model| model.team.channels.push(channel));
    }

    /// Runs a statement on the outbox, as another hand would.
    pub(super) async fn tamper(&self, sql: &'static str) {
        let done = sqlx::query(sql).execute(&self.db.pool).await.unwrap();
        assert!(done.rows_affected() > 0, "{sql}");
    }

    /// An account that is known, as the synchronisation leaves it.
    pub(super) async fn know(&self, user: &str) {
        let profile = colleague(self.person(user), user);
        let mut tx = self.db.pool.begin().await.unwrap();
        people::record(&mut tx, &self.clock, self.workspace, &profile)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// What a person and the bot wrote to each other.
    pub(super) fn told(&self, user: &str) -> Vec<String> {
        let messages = self.sandbox.dm_with_bot(user);
        messages.into_iter().map(|it| it.text).collect()
    }

    /// What stands in a channel now.
    pub(super) fn texts(&self, channel: &str) -> Vec<String> {
        let messages = self.sandbox.messages(channel);
        messages.into_iter().map(|it| it.text).collect()
    }

    /// Ends the test: Slack has nothing to complain of.
    pub(super) async fn close(self, worker: Carrier) {
        worker.stop().await;
        assert_eq!(self.sandbox.complaints(), Vec::<String>::new());
    }
}

pub(super) fn seconds(count: i64) -> SignedDuration {
    SignedDuration::from_secs(count)
}
