//! How a command reaches the data: through the server that runs, or one of its own for a while.

use std::fs::File;
use std::path::{self, PathBuf};
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use tokio::time::{Instant, sleep};

use super::home::Home;
use super::lock::{self, Holder, Lock, PAUSE};
use super::{NAME, Options, Private, StartError, connect_options, running};

/// How long the holder of the directory may take to start its server.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server to work with: someone else's, or our own.
#[derive(Debug)]
pub struct Attached {
    socket: PathBuf,
    // Whoever uses a command's server holds this file's lock shared; the command takes it alone
    // before it stops the server, and so waits for its guests.
    guests: File,
    own: Option<Private>,
}

/// Shares the server that runs in the directory; where none runs, starts one until
/// [`Attached::stop`]. Where no data is, there is nothing to look at, and nothing is made.
pub async fn attach(options: &Options) -> Result<Attached, StartError> {
    if !Home::is_in_use(options) {
        let directory = path::absolute(&options.directory);
        return Err(StartError::Nothing {
            directory: directory.unwrap_or_else(|_| options.directory.clone()),
        });
    }
    attach_or_make(options).await
}

/// Like [`attach`], but also where there is no data yet: an empty directory gets a new database.
pub async fn attach_or_make(options: &Options) -> Result<Attached, StartError> {
    let home = Home::open(options)?;
    let path = home.guests_file();
    let guests = home.open_file(&path)?;
    let started = Instant::now();
    loop {
        if let Some(lock) = Lock::try_take(&home, Holder::Command)? {
            let own = Private::start_in(options, home, lock).await?;
            return Ok(Attached {
                socket: own.socket.clone(),
                guests,
                own: Some(own),
            });
        }
        if lock::locked(guests.try_lock_shared(), &path)? {
            if let Some(socket) = running::find(&home).await {
                return Ok(Attached {
                    socket,
                    guests,
                    own: None,
                });
            }
            guests.unlock().map_err(StartError::io("unlock", &path))?;
        }
        if started.elapsed() > PATIENCE {
            let holder = Lock::holder(&home);
            return Err(StartError::InUse {
                directory: home.path().to_owned(),
                holder,
            });
        }
        sleep(PAUSE).await;
    }
}

impl Attached {
    /// How to connect, as the role that owns the database.
    pub fn connect_options(&self) -> PgConnectOptions {
        connect_options(&self.socket, NAME, NAME)
    }

    /// Lets go of a shared server; stops our own once nobody shares it any more.
    pub async fn stop(self) {
        let Some(own) = self.own else {
            return;
        };
        while self.guests.try_lock().is_err() {
            sleep(PAUSE).await;
        }
        own.stop().await;
    }
}
