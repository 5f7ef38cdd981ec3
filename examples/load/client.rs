//! Clients that type commands as fast as they are answered, each on a connection of its own. Plain
//! sockets keep the generator's share of the machine small.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use hmac::{Hmac, KeyInit, Mac};
use plaudit::clock::Clock;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::books::MEMBERS;

/// What requests are signed with.
pub(crate) const SECRET: &str = "benchmark-signing-secret";

/// What is typed, by whom and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Gifts between people drawn by lot.
    Uniform,
    /// Gifts to one person who is loved by all.
    Hot,
    /// `/kudos leaderboard`.
    Leaderboard,
}

/// What the clients saw.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Answers of the measured time, each by how long it took.
    pub(crate) latencies: Vec<Duration>,
    /// All answers, before and after it too.
    pub(crate) answered: u64,
}

/// What clients share.
#[derive(Debug, Default)]
struct Shared {
    phase: AtomicU8,
    answered: AtomicU64,
}

/// Clients at work.
pub(crate) struct Clients {
    shared: Arc<Shared>,
    tasks: JoinSet<anyhow::Result<Vec<Duration>>>,
}

/// After zero, while they warm up.
const MEASURED: u8 = 1;
const OVER: u8 = 2;

/// Makes every request unlike all others of this run.
static REQUESTS: AtomicU64 = AtomicU64::new(1);

impl Clients {
    /// Lets `count` clients begin: as fast as they are answered, or so many requests a second together.
    pub(crate) fn start(server: SocketAddr, count: usize, rate: Option<u32>, act: Act) -> Self {
        let shared = Arc::<Shared>::default();
        let mut tasks = JoinSet::new();
        let clients = u32::try_from(count).unwrap_or(u32::MAX);
        let begin = Instant::now();
        for client in 0..clients {
            // One after another, and then each in its turn.
            let turns = rate.map(|rate| {
                let turn = Duration::from_secs(1) * clients / rate;
                (begin + turn * client / clients, turn)
            });
            tasks.spawn(work(server, act, turns, Arc::clone(&shared)));
        }
        Self { shared, tasks }
    }

    /// From now on it counts.
    pub(crate) fn measure(&self) {
        self.shared.phase.store(MEASURED, Ordering::Relaxed);
    }

    /// Fails where a client did.
    pub(crate) fn check(&mut self) -> anyhow::Result<()> {
        match self.tasks.try_join_next() {
            Some(ended) => ended?.map(drop),
            None => Ok(()),
        }
    }

    /// How many answers there were until now.
    pub(crate) fn answered(&self) -> u64 {
        self.shared.answered.load(Ordering::Relaxed)
    }

    /// Ends the measured time, and returns when the last answer is there.
    pub(crate) async fn finish(mut self) -> anyhow::Result<Seen> {
        self.shared.phase.store(OVER, Ordering::Relaxed);
        let mut latencies = Vec::new();
        while let Some(seen) = self.tasks.join_next().await {
            latencies.extend(seen??);
        }
        Ok(Seen {
            latencies,
            answered: self.answered(),
        })
    }
}

async fn work(
    server: SocketAddr,
    act: Act,
    mut turns: Option<(Instant, Duration)>,
    shared: Arc<Shared>,
) -> anyhow::Result<Vec<Duration>> {
    let mut connection = Connection::open(server).await?;
    let mut latencies = Vec::new();
    loop {
        // Whoever waits for an answer while it is their turn has waited since then.
        let begun = match &mut turns {
            Some((next, turn)) => {
                tokio::time::sleep_until((*next).into()).await;
                let begun = *next;
                *next += *turn;
                begun
            }
            None => Instant::now(),
        };
        connection.type_command(act).await?;
        shared.answered.fetch_add(1, Ordering::Relaxed);
        match shared.phase.load(Ordering::Relaxed) {
            MEASURED => latencies.push(begun.elapsed()),
            OVER => return Ok(latencies),
            _ => {}
        }
    }
}

/// A line to the server, on which one request follows the answer to another.
pub(crate) struct Connection {
    stream: TcpStream,
    rng: StdRng,
    mac: Hmac<Sha256>,
    clock: Clock,
    answer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(server: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            rng: StdRng::seed_from_u64(REQUESTS.fetch_add(1, Ordering::Relaxed)),
            mac: Hmac::new_from_slice(SECRET.as_bytes())?,
            clock: Clock::system(),
            answer: Vec::with_capacity(8192),
        })
    }

    /// Presses a score of an invitation to a run.
    pub(crate) async fn press_score(&mut self, user: u64, run: &str) -> anyhow::Result<()> {
        let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
        let now = self.clock.now().as_second();
        let (user, score) = (format!("U{user:08}"), user % 11);
        let payload = json!({
            "type": "block_actions",
            "user": { "id": user, "username": user, "team_id": "T0BENCH" },
            "api_app_id": "A0BENCH",
            "container": { "type": "message", "message_ts": format!("{number}.000000"), "channel_id": "D0BENCH" },
            "trigger_id": format!("{number:013}.{now:013}.{number:032x}"),
            "team": { "id": "T0BENCH", "domain": "bench" },
            "enterprise": null,
            "is_enterprise_install": false,
            "channel": { "id": "D0BENCH", "name": "directmessage" },
            "message": { "user": "U0BOT", "type": "message", "ts": format!("{number}.000000"), "bot_id": "B0BOT" },
            "response_url": format!("https://hooks.slack.com/actions/T0BENCH/{number}/AbCd"),
            "actions": [{
                "type": "button", "action_id": "survey.score", "block_id": "scores",
                "value": format!("{run} {score}"), "action_ts": format!("{now}.{number:06}"),
            }],
        });
        let body = format!("payload={}", urlencoded(&payload.to_string()));
        let request = self.signed("/slack/interactions", &body)?;
        self.stream.write_all(request.as_bytes()).await?;
        self.read_answer().await?;
        if !contains(&self.answer, b"HTTP/1.1 200 ") {
            bail!("not taken: {}", String::from_utf8_lossy(&self.answer));
        }
        Ok(())
    }

    /// Opens somebody's home, of which Slack shows nothing yet.
    pub(crate) async fn open_home(&mut self, user: u64) -> anyhow::Result<()> {
        let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
        let now = self.clock.now().as_second();
        let event = json!({
            "token": "not-a-real-verification-token", "team_id": "T0BENCH", "api_app_id": "A0BENCH",
            "type": "event_callback", "event_id": format!("Ev{number:010}"), "event_time": now,
            "authorizations": [{
                "enterprise_id": null, "team_id": "T0BENCH", "user_id": "U0BOT", "is_bot": true,
                "is_enterprise_install": false,
            }],
            "is_ext_shared_channel": false,
            "event": {
                "type": "app_home_opened", "user": format!("U{user:08}"), "channel": "D0BENCH", "tab": "home",
                "event_ts": format!("{now}.{number:06}"),
            },
        });
        let request = self.signed("/slack/events", &event.to_string())?;
        self.stream.write_all(request.as_bytes()).await?;
        self.read_answer().await?;
        if !contains(&self.answer, b"HTTP/1.1 200 ") {
            bail!("not taken: {}", String::from_utf8_lossy(&self.answer));
        }
        Ok(())
    }

    async fn type_command(&mut self, act: Act) -> anyhow::Result<()> {
        let giver = match act {
            Act::Hot => self.rng.random_range(2..=MEMBERS),
            Act::Uniform | Act::Leaderboard => self.rng.random_range(1..=MEMBERS),
        };
        let (text, confirmation) = match act {
            Act::Leaderboard => ("leaderboard".to_owned(), "blocks"),
            Act::Uniform | Act::Hot => {
                let step = self.rng.random_range(1..MEMBERS);
                let other = 1 + (giver - 1 + step) % MEMBERS;
                let to = if act == Act::Hot { 1 } else { other };
                let text = format!(
                    "%3C%40U{to:08}%7Cmember{to}%3E+%2B1+terima+kasih+sudah+bantu+rilis+versi+baru+tadi+malam"
                );
                (text, "undo")
            }
        };
        let request = self.request(giver, &text)?;
        self.stream.write_all(request.as_bytes()).await?;
        self.read_answer().await?;
        if !contains(&self.answer, b"HTTP/1.1 200 ")
            || !contains(&self.answer, confirmation.as_bytes())
        {
            bail!("not confirmed: {}", String::from_utf8_lossy(&self.answer));
        }
        Ok(())
    }

    /// A slash command as Slack sends it.
    fn request(&mut self, user: u64, text: &str) -> anyhow::Result<String> {
        let now = self.clock.now().as_second();
        let number = REQUESTS.fetch_add(1, Ordering::Relaxed);
        let body = format!(
            "token=not-a-real-verification-token&team_id=T0BENCH&team_domain=bench&channel_id=C0BENCH\
             &channel_name=kudos&user_id=U{user:08}&user_name=member{user}&command=%2Fkudos&text={text}\
             &api_app_id=A0BENCH&is_enterprise_install=false\
             &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0BENCH%2F{number}%2FaBcDeFgHiJkLmNoPqRsTuVwX\
             &trigger_id={number:013}.{now:013}.{number:032x}"
        );
        self.signed("/slack/commands", &body)
    }

    /// A request as Slack sends it, signed now.
    fn signed(&self, path: &str, body: &str) -> anyhow::Result<String> {
        let now = self.clock.now().as_second();
        let mut mac = self.mac.clone();
        mac.update(format!("v0:{now}:").as_bytes());
        mac.update(body.as_bytes());
        let signature = hex::encode(mac.finalize().into_bytes());
        let mut request = String::with_capacity(1024);
        write!(
            request,
            "POST {path} HTTP/1.1\r\nhost: plaudit.example.com\r\n\
             user-agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\naccept: application/json,*/*\r\n\
             content-type: application/x-www-form-urlencoded\r\nx-slack-request-timestamp: {now}\r\n\
             x-slack-signature: v0={signature}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
        Ok(request)
    }

    async fn read_answer(&mut self) -> anyhow::Result<()> {
        self.answer.clear();
        loop {
            if let Some(whole) = length(&self.answer)?
                && self.answer.len() >= whole
            {
                return Ok(());
            }
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                bail!("the server hung up");
            }
        }
    }
}

/// How long the whole answer is, once its head is there.
fn length(answer: &[u8]) -> anyhow::Result<Option<usize>> {
    let Some(end) = answer.windows(4).position(|it| it == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&answer[..end])?;
    let body: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .context("an answer without length")?
        .parse()?;
    Ok(Some(end + 4 + body))
}

/// As a form is sent.
fn urlencoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|it| it == part)
}
