//! Starts the server again when it dies, until it is asked to stop.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::{Instant, interval, sleep};
use tokio_util::sync::CancellationToken;

use super::STOP_TIMEOUT;
use super::lock::Lock;
use super::server::{Launch, Server};
use crate::clock::{Pauses, moment};
use crate::explained::explained;

const LOG_CHECK: Duration = Duration::from_mins(10);
const PAUSES: Pauses = Pauses::new(Duration::from_millis(100), Duration::from_secs(30));
/// A server that ran this long had a good life: the next pause is short again.
const GOOD_LIFE: Duration = Duration::from_mins(1);

/// Keeps one server after the other alive.
#[derive(Debug)]
pub(super) struct Supervisor {
    pub(super) launch: Launch,
    /// Asks the server to stop.
    pub(super) stop: CancellationToken,
    /// By when it has to have stopped.
    pub(super) by: Arc<OnceLock<Instant>>,
}

impl Supervisor {
    /// Keeps a server alive. The lock is held until the last server has stopped.
    pub(super) async fn run(self, server: Server, lock: Lock) {
        let mut server = server;
        let mut pauses = PAUSES;
        loop {
            let born = Instant::now();
            if !self.watch(server).await {
                break;
            }
            if born.elapsed() > GOOD_LIFE {
                pauses.restart();
            }
            match self
                .stop
                .run_until_cancelled(self.revive(&mut pauses))
                .await
            {
                Some(next) => server = next,
                None => break,
            }
        }
        drop(lock);
    }

    /// Watches one life to its end: true when the server died, false when it was asked to stop.
    async fn watch(&self, mut server: Server) -> bool {
        let mut log_check = interval(LOG_CHECK);
        loop {
            tokio::select! {
                biased;
                () = self.stop.cancelled() => {
                    let by = self.by.get_or_init(|| moment(Instant::now(), STOP_TIMEOUT));
                    server.stop(*by).await;
                    return false;
                }
                status = server.ended() => {
                    let status = status.map(|status| status.to_string());
                    tracing::error!(status, "the private PostgreSQL ended: starting it again");
                    return true;
                }
                _ = log_check.tick() => self.launch.home.trim_log(),
            }
        }
    }

    /// Tries until a server runs, more and more slowly.
    async fn revive(&self, pauses: &mut Pauses) -> Server {
        loop {
            sleep(pauses.take()).await;
            match self.launch.start().await {
                Ok(server) => {
                    tracing::info!("the private PostgreSQL runs again");
                    return server;
                }
                Err(error) => {
                    tracing::error!(
                        error = explained(&error),
                        "the private PostgreSQL does not start"
                    );
                }
            }
        }
    }
}
