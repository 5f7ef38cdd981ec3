//! The real program, in a process of its own.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use plaudit::sandbox::Sandbox;
use tokio::time::{Instant, sleep};

const PATIENCE: Duration = Duration::from_secs(30);

/// A running `plaudit serve`. Dropping it kills it.
pub(crate) struct Server {
    pub(crate) process: Child,
    url: String,
}

impl Server {
    /// Starts it on the database at `database`, else on a private one under `directory`, and
    /// returns once it is ready.
    pub(crate) async fn start(directory: &Path, database: Option<&str>, sandbox: &Sandbox) -> Self {
        // Free a moment ago; nobody else here asks for a particular one.
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = free.local_addr().unwrap();
        drop(free);
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(directory.join("plaudit.log"))
            .unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
        command.arg("serve").current_dir(directory);
        match database {
            Some(url) => command.env("DATABASE_URL", url),
            None => command.env_remove("DATABASE_URL"),
        };
        let process = command
            .env("PLAUDIT_DATA_DIR", directory.join("data"))
            .env("PLAUDIT_LISTEN", listen.to_string())
            .env("SLACK_SIGNING_SECRET", sandbox.signing_secret())
            .env("SLACK_BOT_TOKEN", sandbox.bot_token().unwrap())
            .env("SLACK_API_URL", sandbox.api_url())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let server = Self {
            process,
            url: format!("http://{listen}/"),
        };
        server.ready().await;
        sandbox.connect(&server.url);
        server
    }

    /// Waits until it says that it can work.
    pub(crate) async fn ready(&self) {
        let ready = format!("{}readyz", self.url);
        let started = Instant::now();
        while !reqwest::get(&ready)
            .await
            .is_ok_and(|it| it.status() == 200)
        {
            assert!(started.elapsed() < PATIENCE, "the server is not ready");
            sleep(Duration::from_millis(25)).await;
        }
    }

    /// At once, with no chance to finish anything.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// As an operator, or the machine that shuts down, asks it to.
    pub(crate) async fn terminate(&self) {
        signal("-TERM", &self.process.id().to_string());
        // The signal is handled by a task; what is sent from now on comes after it.
        sleep(Duration::from_millis(1)).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a signal to a process.
pub(crate) fn signal(signal: &str, process: &str) {
    let done = Command::new("kill").args([signal, process]).status();
    assert!(done.unwrap().success());
}
