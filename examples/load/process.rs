//! The program itself, as it is run in production, in a process of its own.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

use crate::client::SECRET;

/// A running `plaudit serve`.
pub(crate) struct Plaudit {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Its process.
    pub(crate) pid: u32,
}

/// What it seals with.
const KEY: &str = "YmVuY2htYXJrLWVuY3J5cHRpb24ta2V5LTMyLWJ5dGU=";

/// Where the program is: beside this one.
fn program() -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let directory = here.parent().and_then(Path::parent);
    Ok(directory
        .context("no directory of programs")?
        .join("plaudit"))
}

/// Runs one command of it on a database. Returns what it printed.
pub(crate) async fn command(database: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let ran = Command::new(program()?)
        .args(arguments)
        .env("DATABASE_URL", database)
        .env("PLAUDIT_ENCRYPTION_KEY", KEY)
        .output()
        .await?;
    if !ran.status.success() {
        bail!("{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
    Ok(String::from_utf8(ran.stdout)?)
}

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

impl Plaudit {
    /// Starts it on a database, with `slack` as its Slack. It logs to `log`.
    pub(crate) async fn start(
        database: &str,
        slack: SocketAddr,
        log: &Path,
    ) -> anyhow::Result<Self> {
        let program = program()?;
        // A free one, which nobody else takes between here and there.
        let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
        let child = Command::new(&program)
            .arg("serve")
            .env("DATABASE_URL", database)
            .env("PLAUDIT_LISTEN", address.to_string())
            .env("PLAUDIT_OPERATOR_LISTEN", "none")
            .env("SLACK_API_URL", format!("http://{slack}/api/"))
            .env("SLACK_SIGNING_SECRET", SECRET)
            .env("SLACK_BOT_TOKEN", "xoxb-benchmark")
            .env("PLAUDIT_ENCRYPTION_KEY", KEY)
            .stdout(Stdio::null())
            .stderr(File::create(log)?)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let pid = child.id().context("it ended at once")?;
        let begun = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            if begun.elapsed() > PATIENCE {
                bail!("Plaudit does not start:\n{}", std::fs::read_to_string(log)?);
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(Self {
            child,
            address,
            pid,
        })
    }

    /// Stops it as a service manager does.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        let pid = self.pid.to_string();
        Command::new("kill").args(["-TERM", &pid]).status().await?;
        let status = self.child.wait().await?;
        if !status.success() {
            bail!("Plaudit did not end well: {status}");
        }
        Ok(())
    }
}
