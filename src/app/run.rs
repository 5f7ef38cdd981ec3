//! The tasks that run beside the HTTP face, and their orderly end.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use sqlx::postgres::PgListener;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{App, FirstContact, connect_slack, connect_teams, sync_people, sync_rosters};
use crate::database::CHANGED;
use crate::desk::{Clerk, Gatherer};
use crate::leaderboard;
use crate::outbox::Worker;
use crate::retention;
use crate::schedule::{Keeper, every};
use crate::slack::Slack;
use crate::teams::Teams;

/// How often people are synchronised: what events tell in between is quicker, but events get lost.
const SYNC_EVERY: Duration = Duration::from_hours(6);

/// How long the start waits for people before it serves without: others are looked up on first sight.
const SYNC_PATIENCE: Duration = Duration::from_secs(3);

/// How often rosters are looked for that are due, where nothing rings.
const ROSTERS_EVERY: Duration = Duration::from_mins(1);

/// The tasks under way.
pub struct Running {
    stop: CancellationToken,
    tasks: TaskTracker,
    recorder: JoinHandle<()>,
}

impl Running {
    /// Starts everything. Returns once the teams are known, or could not be reached.
    pub async fn start(app: &App, recorder: JoinHandle<()>) -> Self {
        let stop = app.stop.clone();
        let tasks = TaskTracker::new();
        let changed = Arc::new(Notify::new());
        tasks.spawn(listen(app.clone(), changed.clone(), stop.clone()));
        let mut first_contacts = Vec::new();
        if let Some(slack) = app.ports.slack.clone() {
            let (first, contact) = oneshot::channel();
            first_contacts.push(contact);
            let app = app.clone();
            let touch = move || touch_slack(app.clone(), slack.clone());
            tasks.spawn(keep_in_touch(touch, stop.clone(), first));
        }
        if let Some(teams) = app.ports.teams.clone() {
            let (first, contact) = oneshot::channel();
            first_contacts.push(contact);
            tasks.spawn(keep_rosters(app.clone(), teams.clone(), stop.clone()));
            let app = app.clone();
            let touch = move || touch_teams(app.clone(), teams.clone());
            tasks.spawn(keep_in_touch(touch, stop.clone(), first));
        }
        let _ = tokio::time::timeout(SYNC_PATIENCE, join_all(first_contacts)).await;
        let worker = Worker {
            pool: app.pool.clone(),
            clock: app.clock.clone(),
            port: app.ports.clone(),
            bell: app.desk.outbox.clone(),
        };
        tasks.spawn(worker.run(stop.clone()));
        let clerk = Clerk {
            desk: app.desk.clone(),
            port: app.ports.clone(),
        };
        tasks.spawn(clerk.run(stop.clone()));
        let gatherer = Gatherer {
            desk: app.desk.clone(),
        };
        tasks.spawn(gatherer.run(stop.clone()));
        tasks.spawn(leaderboard::run_folding(app.pool.clone(), stop.clone()));
        let keeper = Keeper {
            pool: app.pool.clone(),
            clock: app.clock.clone(),
            duties: app.desk.clone(),
            told: changed,
        };
        tasks.spawn(keeper.run(stop.clone()));
        let tidying = app.clone();
        tasks.spawn(every(
            Duration::from_hours(1),
            stop.clone(),
            "retention",
            move || {
                let app = tidying.clone();
                async move { retention::sweep(&app.pool, app.clock.now()).await }
            },
        ));
        tasks.close();
        Self {
            stop,
            tasks,
            recorder,
        }
    }

    /// Finishes what was begun. Call it once no more deliveries come in, and drop the app before
    /// awaiting, so that the last hand-over to the recorder ends with it.
    pub async fn finish(self, app: App) {
        self.stop.cancel();
        self.tasks.wait().await;
        let pool = app.pool.clone();
        drop(app);
        if tokio::time::timeout(Duration::from_secs(10), self.recorder)
            .await
            .is_err()
        {
            tracing::warn!("gifts were still being recorded");
        }
        pool.close().await;
    }
}

/// Gets in touch again and again: events may be lost while we are down.
async fn keep_in_touch<F>(
    mut touch: impl FnMut() -> F,
    stop: CancellationToken,
    first: oneshot::Sender<()>,
) where
    F: Future<Output = Result<(), FirstContact>>,
{
    let mut first = Some(first);
    let mut wait = Duration::from_secs(1);
    while !stop.is_cancelled() {
        match touch().await {
            Ok(()) => wait = SYNC_EVERY,
            Err(error) => {
                tracing::error!(error = %error, "no contact; `plaudit doctor` says how to mend it");
                wait = (wait * 2).min(Duration::from_mins(5));
            }
        }
        if let Some(first) = first.take() {
            let _ = first.send(());
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
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
async fn keep_rosters(app: App, teams: Teams, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = teams.directory().rung() => {}
            () = tokio::time::sleep(ROSTERS_EVERY) => {}
        }
        if let Err(error) = sync_rosters(&app, &teams).await {
            tracing::warn!(error = %error, "rosters are not synchronised yet");
        }
    }
}

/// Forgets what is cached when another process says that it changed.
async fn listen(app: App, changed: Arc<Notify>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let heard = async {
            let mut listener = PgListener::connect_with(&app.pool).await?;
            listener.listen(CHANGED).await?;
            loop {
                listener.recv().await?;
                app.desk.workspaces.forget();
                app.desk.directory.forget();
                // What recurs may do so in another way.
                changed.notify_one();
            }
        };
        let silent: Result<Infallible, sqlx::Error> = tokio::select! {
            () = stop.cancelled() => return,
            silent = heard => silent,
        };
        // Until it listens again, what is cached is bounded in age.
        let Err(error) = silent;
        tracing::debug!(error = %error, "announcements of changes are not heard");
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(Duration::from_secs(2)) => {}
        }
    }
}
