//! The tasks that run beside the HTTP face, and their orderly end.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use sqlx::postgres::PgListener;
use tokio::sync::Notify;
use tokio::time::{timeout, timeout_at};
use tokio_util::sync::CancellationToken;

use super::supervisor::{Supervisor, Task};
use super::{
    App, FirstContact, Register, Step, Stop, connect_slack, connect_teams, sync_people,
    sync_rosters,
};
use crate::clock::Pauses;
use crate::database::{CHANGED, within};
use crate::desk::{AskingForCircles, DeferredWorker, Desk, DeskError, Gatherer};
use crate::explained::explained;
use crate::fulfilment;
use crate::kudos::Lane;
use crate::leaderboard;
use crate::outbox::Worker;
use crate::queue::Elsewhere;
use crate::retention;
use crate::schedule::{Keeper, every};
use crate::slack::Slack;
use crate::teams::Teams;
use crate::workspace::Workspaces;

/// How often people are synchronised: what events tell in between is quicker, but events get lost.
const SYNC_EVERY: Duration = Duration::from_hours(6);

/// How long the start waits for people before it serves without: others are looked up on first sight.
const SYNC_PATIENCE: Duration = Duration::from_secs(3);

/// How long getting in touch may take, people included: what is asked over a line that died is never
/// answered.
const TOUCH: Duration = Duration::from_mins(15);

/// How long nothing may be heard of changes before it is listened for anew: a line that died is as
/// silent as one on which nothing is said.
const QUIET: Duration = Duration::from_mins(5);

/// How often rosters are looked for that are due, where nothing rings.
const ROSTERS_EVERY: Duration = Duration::from_mins(1);

/// How long a team waits at most before it is looked whether it belongs to a programme by now, and
/// how long after something changed.
const UNASSIGNED: Duration = Duration::from_mins(5);
const BREATH: Duration = Duration::from_millis(250);

/// How often it is looked whether somebody is to be told something that can wait a little.
const A_MINUTE: Duration = Duration::from_mins(1);

/// How often it is looked whether a survey invites, reminds or closes: whoever launches one waits for it.
const SURVEYS_EVERY: Duration = Duration::from_secs(5);

/// How often it is looked whether somebody earned a badge: gifts are folded about as often.
const BADGES_EVERY: Duration = Duration::from_secs(5);

/// How often it is looked whether somebody's home shows something else now.
const HOMES_EVERY: Duration = Duration::from_secs(2);

/// How often it is looked what is left with providers.
const BALANCES_EVERY: Duration = Duration::from_mins(15);

/// Without whom nothing is sent.
const WORKER: Task = critical("worker");
/// Without whom nothing is understood that only a platform can explain.
const DEFERRED: Task = critical("deferred worker");
/// Without whom no reward is delivered by itself.
const FULFILMENT: Task = critical("fulfilment worker");

const fn critical(name: &'static str) -> Task {
    Task {
        name,
        critical: true,
    }
}

/// A task whose work can wait: what it does late is only late.
const fn patient(name: &'static str) -> Task {
    Task {
        name,
        critical: false,
    }
}

/// The tasks under way.
#[derive(Debug)]
pub struct Running {
    tasks: Supervisor,
    /// The tasks that record gifts: without them nothing is given. They end after everybody who may hand
    /// them one.
    recorders: Supervisor,
}

impl Running {
    /// Starts everything. Returns once the teams are known, or could not be reached.
    pub async fn start(app: &App, lanes: Vec<Lane>) -> Self {
        let mut recorders = Supervisor::new(app.vitals.clone(), CancellationToken::new());
        for lane in lanes {
            recorders.keep(critical(lane.name), move |_, _| lane.run());
        }
        let mut tasks = Supervisor::new(app.vitals.clone(), app.stop.clone());
        let changed = Arc::new(Notify::new());
        let (listening, told) = (app.clone(), changed.clone());
        tasks.keep_until_told(patient("listener"), move || {
            listen(listening.clone(), told.clone())
        });
        meet_platforms(app, &mut tasks).await;
        send_and_understand(app, &mut tasks);
        recur(app, &changed, &mut tasks);
        Self { tasks, recorders }
    }

    /// Tells the tasks to finish what they have begun, and to begin nothing more.
    pub fn tell(&self) {
        self.tasks.tell();
    }

    /// Finishes what was begun, each step in its time. Call it once no more deliveries come in, and
    /// hand over the last copy of the app: recorders end once nobody can hand them a gift.
    pub async fn finish(self, app: App, stop: &Stop) {
        self.tasks.end(stop.by(Step::Tasks)).await;
        self.recorders.tell();
        let pool = app.pool.clone();
        drop(app);
        self.recorders.end(stop.by(Step::Gifts)).await;
        if timeout_at(stop.by(Step::Connections), pool.close())
            .await
            .is_err()
        {
            tracing::warn!("connections to the database were still in use");
        }
    }
}

/// Gets in touch with the platforms, and stays so. Returns after the first contact.
async fn meet_platforms(app: &App, tasks: &mut Supervisor) {
    let mut met = Vec::new();
    if let Some(slack) = app.ports.slack.clone() {
        let first = CancellationToken::new();
        met.push(first.clone());
        let (app, workspaces) = (app.clone(), app.desk.workspaces.clone());
        let touch = move || touch_slack(app.clone(), slack.clone());
        tasks.keep_until_told(patient("slack"), move || {
            keep_in_touch(touch.clone(), first.clone(), workspaces.clone())
        });
    }
    if let Some(teams) = app.ports.teams.clone() {
        let first = CancellationToken::new();
        met.push(first.clone());
        let (app, workspaces) = (app.clone(), app.desk.workspaces.clone());
        let rosters = (app.clone(), teams.clone());
        tasks.keep_until_told(patient("rosters"), move || {
            keep_rosters(rosters.0.clone(), rosters.1.clone())
        });
        let touch = move || touch_teams(app.clone(), teams.clone());
        tasks.keep_until_told(patient("teams"), move || {
            keep_in_touch(touch.clone(), first.clone(), workspaces.clone())
        });
    }
    let met = join_all(met.iter().map(CancellationToken::cancelled));
    let _ = timeout(SYNC_PATIENCE, met).await;
}

/// Starts the tasks that carry letters out, work on what came in and was not understood, and deliver
/// rewards.
fn send_and_understand(app: &App, tasks: &mut Supervisor) {
    let sending = app.clone();
    tasks.keep(WORKER, move |stop, pulse| {
        let worker = Worker {
            pool: sending.pool.clone(),
            clock: sending.clock.clone(),
            port: sending.ports.clone(),
            contacts: Register::new(&sending.clock).opening_with(sending.desk.sealer.clone()),
            wakeup: sending.desk.outbox.clone(),
            elsewhere: Elsewhere::default(),
        };
        worker.run(stop, pulse)
    });
    let asking = app.clone();
    tasks.keep(DEFERRED, move |stop, pulse| {
        let worker = DeferredWorker {
            desk: asking.desk.clone(),
            port: asking.ports.clone(),
            elsewhere: Elsewhere::default(),
        };
        worker.run(stop, pulse)
    });
    let asking = app.clone();
    tasks.keep(patient("survey circles"), move |stop, pulse| {
        let asking = AskingForCircles {
            desk: asking.desk.clone(),
            port: asking.ports.clone(),
        };
        asking.run(stop, pulse)
    });
    let fulfiller = app.fulfiller.clone();
    tasks.keep(FULFILMENT, move |stop, pulse| {
        let worker = fulfilment::Worker {
            fulfiller: fulfiller.clone(),
        };
        worker.run(stop, pulse)
    });
    let desk = app.desk.clone();
    tasks.keep(patient("notices"), move |stop, pulse| {
        let gatherer = Gatherer { desk: desk.clone() };
        gatherer.run(stop, pulse)
    });
}

/// What recurs by itself.
fn recur(app: &App, changed: &Arc<Notify>, tasks: &mut Supervisor) {
    let pool = app.pool.clone();
    tasks.keep(patient("folding"), move |stop, pulse| {
        leaderboard::run_folding(pool.clone(), stop, pulse)
    });
    let (looking, told) = (app.clone(), changed.clone());
    tasks.keep(patient("keeper"), move |stop, pulse| {
        let keeper = Keeper {
            pool: looking.pool.clone(),
            clock: looking.clock.clone(),
            duties: looking.desk.clone(),
            told: told.clone(),
        };
        keeper.run(stop, pulse)
    });
    keep_doing(app, tasks, "reward news", A_MINUTE, |desk| async move {
        desk.tell_reward_news().await
    });
    keep_doing(app, tasks, "expiry", A_MINUTE, |desk| async move {
        desk.expire_points().await
    });
    keep_doing(app, tasks, "allowances", A_MINUTE, |desk| async move {
        desk.remind_of_allowances().await
    });
    keep_doing(app, tasks, "badges", BADGES_EVERY, |desk| async move {
        desk.follow_badges().await
    });
    keep_doing(app, tasks, "homes", HOMES_EVERY, |desk| async move {
        desk.follow_homes().await
    });
    keep_doing(app, tasks, "badge years", A_MINUTE, |desk| async move {
        desk.prepare_badges().await
    });
    keep_doing(app, tasks, "nudges", A_MINUTE, |desk| async move {
        desk.run_nudges().await
    });
    keep_doing(app, tasks, "surveys", SURVEYS_EVERY, |desk| async move {
        desk.run_surveys().await
    });
    let fulfiller = app.fulfiller.clone();
    tasks.keep(patient("balances"), move |stop, _| {
        let fulfiller = fulfiller.clone();
        every(BALANCES_EVERY, stop, "balances", move || {
            let fulfiller = fulfiller.clone();
            async move { fulfiller.watch_balances().await }
        })
    });
    keep_doing(app, tasks, "coffee", A_MINUTE, |desk| async move {
        desk.tell_of_coffee().await
    });
    keep_doing(app, tasks, "1:1s", A_MINUTE, |desk| async move {
        desk.run_one_on_ones().await
    });
    let tidying = app.clone();
    tasks.keep(patient("retention"), move |stop, _| {
        let app = tidying.clone();
        every(Duration::from_hours(1), stop, "retention", move || {
            let app = app.clone();
            async move { retention::sweep(&app.pool, app.clock.now()).await }
        })
    });
}

/// Has the desk do something about every so often.
fn keep_doing<F>(
    app: &App,
    tasks: &mut Supervisor,
    name: &'static str,
    often: Duration,
    task: impl Fn(Desk) -> F + Clone + Send + 'static,
) where
    F: Future<Output = Result<(), DeskError>> + Send + 'static,
{
    let desk = app.desk.clone();
    tasks.keep(patient(name), move |stop, _| {
        let (desk, task) = (desk.clone(), task.clone());
        every(often, stop, name, move || task(desk.clone()))
    });
}

/// Gets in touch again and again: events may be lost while we are down.
async fn keep_in_touch<F>(
    mut touch: impl FnMut() -> F,
    first: CancellationToken,
    workspaces: Workspaces,
) where
    F: Future<Output = Result<(), FirstContact>>,
{
    let mut changes = workspaces.changes();
    let mut pauses = Pauses::new(Duration::from_secs(2), Duration::from_mins(5));
    loop {
        changes.mark_unchanged();
        let wait = match timeout(TOUCH, touch()).await {
            Ok(Ok(())) => {
                pauses.restart();
                SYNC_EVERY
            }
            // As soon as somebody says where the team belongs, it comes.
            Ok(Err(error @ FirstContact::Unassigned(_))) => {
                tracing::warn!(reason = explained(&error), "a team waits");
                first.cancel();
                let _ = timeout(UNASSIGNED, changes.changed()).await;
                tokio::time::sleep(BREATH).await;
                continue;
            }
            Ok(Err(error)) => {
                tracing::error!(
                    error = explained(&error),
                    "no contact; `plaudit doctor` says how to mend it"
                );
                pauses.take()
            }
            Err(_) => {
                tracing::error!("contact took too long; it is tried again");
                pauses.take()
            }
        };
        first.cancel();
        tokio::time::sleep(wait).await;
    }
}

/// Connects, and synchronises people.
async fn touch_slack(app: App, slack: Slack) -> Result<(), FirstContact> {
    let connection = connect_slack(&app, &slack).await?;
    sync_people(&app, &slack, &connection).await.map(drop)
}

/// Connects, and synchronises people where the bot is: Teams has no list of everyone.
async fn touch_teams(app: App, teams: Teams) -> Result<(), FirstContact> {
    connect_teams(&app, &teams).await?;
    sync_rosters(&app, &teams).await.map(drop)
}

/// Synchronises people as soon as the bot gets among them, and then now and again.
async fn keep_rosters(app: App, teams: Teams) {
    loop {
        tokio::select! {
            () = teams.directory().woken() => {}
            () = tokio::time::sleep(ROSTERS_EVERY) => {}
        }
        match timeout(TOUCH, sync_rosters(&app, &teams)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(
                error = explained(&error),
                "rosters are not synchronised yet"
            ),
            Err(_) => tracing::warn!("synchronising rosters took too long"),
        }
    }
}

/// Forgets what is cached when another process says that it changed.
async fn listen(app: App, changed: Arc<Notify>) {
    loop {
        let heard = async {
            let mut listener = PgListener::connect_with(&app.pool).await?;
            listener.listen(CHANGED).await?;
            loop {
                // Whatever was said before this began, too.
                app.desk.workspaces.forget();
                app.desk.directory.forget();
                // What recurs may do so in another way.
                changed.notify_one();
                within(QUIET, listener.recv()).await?;
            }
        };
        let silent: Result<Infallible, sqlx::Error> = heard.await;
        // Until it listens again, what is cached is bounded in age.
        let Err(error) = silent;
        tracing::debug!(
            error = explained(&error),
            "announcements of changes are not heard"
        );
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}
