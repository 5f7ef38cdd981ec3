//! The program itself, as a process of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use plaudit::calling;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// A running `plaudit serve`. It is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
    /// Where its metrics are.
    operator: Option<SocketAddr>,
    log: watch::Receiver<String>,
    reader: JoinHandle<()>,
}

/// `plaudit` with these arguments and this environment, and nothing of the test's own.
pub(crate) fn plaudit(
    directory: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    command
        .args(arguments)
        .current_dir(directory)
        .env_clear()
        .envs(
            ["PATH", "PLAUDIT_PG_BIN"]
                .into_iter()
                .filter_map(|name| std::env::var_os(name).map(|value| (name, value))),
        )
        // Servers of other tests run on this machine, too.
        .env("PLAUDIT_OPERATOR_LISTEN", "127.0.0.1:0")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

impl Server {
    /// Starts it in `directory` on a free port, and waits until it serves.
    pub(crate) async fn start(directory: &Path, environment: &[(&str, &str)]) -> Self {
        let mut child = plaudit(
            directory,
            &["serve", "--listen", "127.0.0.1:0"],
            environment,
        )
        .spawn()
        .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut log = String::new();
        let serving = tokio::time::timeout(Duration::from_mins(1), serving(&mut lines, &mut log));
        let address = serving.await.expect("it serves within a minute");
        let operator = named(&log, "metrics are shown operator=");
        let (told, log) = watch::channel(log);
        let reader = tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                told.send_modify(|log| {
                    log.push_str(&line);
                    log.push('\n');
                });
            }
        });
        Self {
            child,
            address,
            operator,
            log,
            reader,
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a path answers with.
    pub(crate) async fn get(&self, path: &str) -> (u16, String) {
        get(&format!("{}{path}", self.url())).await
    }

    /// What its metrics are.
    pub(crate) async fn metrics(&self) -> String {
        let address = self.operator.expect("a server that shows its metrics");
        get(&format!("http://{address}/metrics")).await.1
    }

    /// Its directory among the processes.
    pub(crate) fn process(&self) -> PathBuf {
        Path::new("/proc").join(self.child.id().unwrap().to_string())
    }

    /// Waits until it says that it can work, and not of the second before.
    pub(crate) async fn ready(&self) {
        let fresh = Duration::from_millis(1100);
        let ready = async {
            let mut since = Instant::now();
            while since.elapsed() < fresh {
                if self.status("/readyz").await != Some(200) {
                    since = Instant::now();
                }
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
        };
        let patience = Duration::from_secs(30);
        tokio::time::timeout(patience, ready)
            .await
            .expect("it is ready in time");
    }

    async fn status(&self, path: &str) -> Option<u16> {
        let page = calling::client()
            .unwrap()
            .get(format!("{}{path}", self.url()))
            .send()
            .await;
        page.ok().map(|page| page.status().as_u16())
    }

    /// At once, with no chance to finish anything.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// Tells it to stop, as service managers do.
    pub(crate) fn terminate(&self) {
        signal("-TERM", &self.child.id().unwrap().to_string());
    }

    /// Waits until it has ended. Returns how, and its whole log.
    pub(crate) async fn ended(mut self) -> (ExitStatus, String) {
        let patience = Duration::from_secs(30);
        let ended = tokio::time::timeout(patience, self.child.wait()).await;
        let status = ended.expect("it stops within seconds").unwrap();
        self.reader.await.unwrap();
        (status, self.log.borrow().clone())
    }

    /// Waits until its log holds these words.
    pub(crate) async fn says(&self, words: &str) {
        let mut log = self.log.clone();
        let said = log.wait_for(|log| log.contains(words));
        let patience = Duration::from_secs(30);
        let said = tokio::time::timeout(patience, said).await;
        said.expect("it says so in time").unwrap();
    }

    /// Tells it to stop, and waits until it has.
    pub(crate) async fn stop(self) -> (ExitStatus, String) {
        self.terminate();
        self.ended().await
    }
}

/// Sends a signal to a process.
pub(crate) fn signal(signal: &str, process: &str) {
    let told = std::process::Command::new("kill")
        .args([signal, process])
        .status();
    assert!(told.unwrap().success());
}

/// The status and the body of a page.
pub(crate) async fn get(url: &str) -> (u16, String) {
    let response = calling::client().unwrap().get(url).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

async fn serving(lines: &mut Lines<BufReader<ChildStderr>>, log: &mut String) -> SocketAddr {
    while let Some(line) = lines.next_line().await.unwrap() {
        log.push_str(&line);
        log.push('\n');
        if let Some(address) = named(&line, "serving address=") {
            return address;
        }
    }
    panic!("it ended before it served:\n{log}");
}

/// The address that follows `label`.
fn named(log: &str, label: &str) -> Option<SocketAddr> {
    let (_, after) = log.split_once(label)?;
    Some(after.lines().next()?.trim().parse().unwrap())
}
