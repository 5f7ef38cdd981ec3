//! The tasks that run beside the HTTP face, and their orderly end.

use std::convert::Infallible;
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{App, FirstContact, connect_slack, sync_people};
use crate::database::CHANGED;
use crate::desk::{self, Clerk};
use crate::leaderboard;
use crate::outbox::{self, Worker};
use crate::schedule::every;

/// How often people are synchronised: what events tell in between is quicker, but events get lost.
const SYNC_EVERY: Duration = Duration::from_hours(6);

/// How long the start waits for people before it serves without: others are looked up on first sight.
const SYNC_PATIENCE: Duration = Duration::from_secs(3);

/// The tasks under way.
pub struct Running {
    stop: CancellationToken,
    tasks: TaskTracker,
    recorder: JoinHandle<()>,
}

impl Running {
    /// Starts everything. Returns once the team is known, or could not be reached.
    pub async fn start(app: &App, recorder: JoinHandle<()>) -> Self {
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        tasks.spawn(listen(app.clone(), stop.clone()));
        if app.ports.slack.is_some() {
            let (app, stop) = (app.clone(), stop.clone());
            let first_sync = tokio::sync::oneshot::channel();
            tasks.spawn(keep_in_touch(app, stop, first_sync.0));
            let _ = tokio::time::timeout(SYNC_PATIENCE, first_sync.1).await;
        }
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
        tasks.spawn(leaderboard::run_folding(app.pool.clone(), stop.clone()));
        let desk = app.desk.clone();
        tasks.spawn(every(
            Duration::from_secs(30),
            stop.clone(),
            "boards",
            move || {
                let desk = desk.clone();
                async move { desk::post_due_boards(&desk).await }
            },
        ));
        let tidying = app.clone();
        tasks.spawn(every(
            Duration::from_hours(1),
            stop.clone(),
            "tidy",
            move || {
                let app = tidying.clone();
                async move {
                    let mut conn = app.pool.acquire().await?;
                    outbox::prune(&mut conn, app.clock.now()).await.map(drop)
                }
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

/// Connects, and synchronises people, again and again: events may be lost while we are down.
async fn keep_in_touch(app: App, stop: CancellationToken, first: tokio::sync::oneshot::Sender<()>) {
    let mut first = Some(first);
    let mut wait = Duration::from_secs(1);
    while !stop.is_cancelled() {
        match touch(&app).await {
            Ok(()) => wait = SYNC_EVERY,
            Err(error) => {
                tracing::error!(error = %error, "no contact with Slack; `plaudit doctor` says how to mend it");
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

async fn touch(app: &App) -> Result<(), FirstContact> {
    let Some(slack) = &app.ports.slack else {
        return Ok(());
    };
    let connection = connect_slack(app, slack).await?;
    sync_people(app, slack, &connection).await.map(drop)
}

/// Forgets what is cached when another process says that it changed.
async fn listen(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let heard = async {
            let mut listener = PgListener::connect_with(&app.pool).await?;
            listener.listen(CHANGED).await?;
            loop {
                listener.recv().await?;
                app.desk.workspaces.forget();
                app.desk.directory.forget();
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
