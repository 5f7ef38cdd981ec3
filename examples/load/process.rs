//! The program itself, as it is run in production, in a process of its own.

use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;
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

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

impl Plaudit {
    /// Starts it on a database, with `slack` as its Slack. It logs to `log`.
    pub(crate) async fn start(
        database: &str,
        slack: SocketAddr,
        log: &Path,
    ) -> anyhow::Result<Self> {
        let program = std::env::current_exe()?
            .parent()
            .and_then(Path::parent)
            .context("no directory of programs")?
            .join("plaudit");
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
