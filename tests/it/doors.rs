//! The doors: whoever cannot prove to be a platform gets little of us, and keeps nobody out.

use std::net::SocketAddr;
use std::time::Duration;

use plaudit::clock::Clock;
use plaudit::sandbox::teams::SandboxOptions;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use crate::harness::{Company, Plaudit, Server, eventually};

const PATIENCE: Duration = Duration::from_secs(30);

/// The head of a delivery with a body of that length.
fn head(path: &str, headers: &[(&str, &str)], length: usize) -> String {
    let headers = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"));
    let headers: String = headers.collect();
    format!("POST {path} HTTP/1.1\r\nhost: x\r\n{headers}content-length: {length}\r\n\r\n")
}

/// The status that answers what was sent so far.
async fn status(stream: &mut TcpStream) -> Option<u16> {
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(PATIENCE, stream.read(&mut answer)).await;
    let length = read.expect("an answer in time").ok()?;
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    answer.split(' ').nth(1)?.parse().ok()
}

#[tokio::test]
async fn what_does_not_look_signed_is_refused_before_its_body() {
    let plaudit = Plaudit::start_on_teams(SandboxOptions::for_tests(Clock::system()), |_| {}).await;
    let now = plaudit.clock.now().as_second();
    let (fresh, stale) = (now.to_string(), (now - 301).to_string());
    let signature = format!("v0={}", "0".repeat(64));
    let (at, by) = ("x-slack-request-timestamp", "x-slack-signature");
    for path in [
        "/slack/commands",
        "/slack/events",
        "/slack/interactions",
        "/slack/options",
    ] {
        for headers in [
            &[][..],
            &[(at, fresh.as_str())],
            &[(by, signature.as_str())],
            &[(at, stale.as_str()), (by, signature.as_str())],
            &[(at, "now"), (by, signature.as_str())],
            &[(at, fresh.as_str()), (by, "v0=00")],
        ] {
            refused(&plaudit, &head(path, headers, 1000)).await;
        }
        // What looks signed is waited for.
        let headers = [(at, fresh.as_str()), (by, signature.as_str())];
        let mut stream = TcpStream::connect(plaudit.app_address()).await.unwrap();
        let whole = head(path, &headers, 4) + "body";
        stream.write_all(whole.as_bytes()).await.unwrap();
        assert_eq!(status(&mut stream).await, Some(401));
    }
    for path in ["/teams/messages", "/teams/outgoing-webhook"] {
        for header in [
            "",
            "Bearer ",
            "Bearer x.y.z",
            "HMAC ",
            "HMAC x",
            "HMAC AAAA",
        ] {
            let headers = [("authorization", header)];
            refused(&plaudit, &head(path, &headers, 1000)).await;
        }
        refused(&plaudit, &head(path, &[], 1000)).await;
    }
    plaudit.finish().await;
}

/// Sends a head, and nothing more.
async fn refused(plaudit: &Plaudit, head: &str) {
    let mut stream = TcpStream::connect(plaudit.app_address()).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    assert_eq!(status(&mut stream).await, Some(401), "{head}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_crowd_fills_the_memory_or_keeps_others_out() {
    const MEBIBYTE: usize = 1024 * 1024;
    let company = Company::found().await;
    let server = company.serve().await;
    company.command("@budi +1 for number 1-1-1.").await;
    let before = memory(&server);
    let now = Clock::system().now().as_second().to_string();
    let signature = format!("v0={}", "0".repeat(64));
    let headers = [
        ("x-slack-request-timestamp", now.as_str()),
        ("x-slack-signature", signature.as_str()),
    ];
    let head = head("/slack/events", &headers, MEBIBYTE);
    let (told, mut answers) = mpsc::unbounded_channel();
    let crowd: Vec<_> = (0..400)
        .map(|_| {
            let (head, told) = (head.clone(), told.clone());
            tokio::spawn(press(server.address(), head, MEBIBYTE - 1, told))
        })
        .collect();
    // A few are listened to, and all others told at once that there is no room.
    let mut turned_away = 0;
    while turned_away < 350 {
        let answer = tokio::time::timeout(PATIENCE, answers.recv()).await;
        match answer.expect("an answer in time").unwrap() {
            Some(503) | None => turned_away += 1,
            other => panic!("{other:?}"),
        }
    }
    company.command("@budi +1 for number 1-1-2.").await;
    let grown = memory(&server) - before;
    assert!(grown < 96 * 1024, "grown by {grown} kilobytes");
    for one in crowd {
        one.abort();
    }
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_slowly_makes_room_for_others() {
    let company = Company::found().await;
    let server = company.serve().await;
    company.command("@budi +1 for number 1-1-1.").await;
    let now = Clock::system().now().as_second().to_string();
    let signature = format!("v0={}", "0".repeat(64));
    let headers = [
        ("x-slack-request-timestamp", now.as_str()),
        ("x-slack-signature", signature.as_str()),
    ];
    let head = head("/slack/events", &headers, 100);
    let (told, mut answers) = mpsc::unbounded_channel();
    // More than there is room for, each with all of its body to come but the last byte.
    let slow: Vec<_> = (0..300)
        .map(|_| {
            let (head, told) = (head.clone(), told.clone());
            tokio::spawn(press(server.address(), head, 99, told))
        })
        .collect();
    let first = tokio::time::timeout(PATIENCE, answers.recv()).await;
    assert_eq!(first.expect("an answer in time").unwrap(), Some(503));
    let ana = company.sandbox.as_user("U0ANA000005");
    let command = async || {
        let seen = ana.slash("C0KUDOS0001", "/kudos", "balance").await;
        seen.status
    };
    eventually("there is room", command, |status| *status == Some(200)).await;
    // Nobody's time to send a body was over by then.
    while let Ok(answer) = answers.try_recv() {
        assert_eq!(answer, Some(503));
    }
    for one in slow {
        one.abort();
    }
    server.stop().await;
}

/// Sends a head and so much of a body, and tells what is answered.
async fn press(
    address: SocketAddr,
    head: String,
    length: usize,
    told: mpsc::UnboundedSender<Option<u16>>,
) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut read, mut write) = stream.into_split();
    let sending = tokio::spawn(async move {
        let _ = write.write_all(&vec![b'a'; length]).await;
        // Held open.
        std::future::pending::<()>().await;
        drop(write);
    });
    let mut answer = [0; 64];
    let length = read.read(&mut answer).await.unwrap_or_default();
    let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
    let status = answer.split(' ').nth(1).and_then(|it| it.parse().ok());
    let _ = told.send(status);
    sending.abort();
}

/// The memory that a server has, in kilobytes.
fn memory(server: &Server) -> i64 {
    let status = std::fs::read_to_string(server.process().join("status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.unwrap().trim().trim_end_matches(" kB");
    kilobytes.parse().unwrap()
}

/// One short question each, and then nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_ask_nothing_more_keep_nobody_out() {
    let company = Company::found().await;
    let server = company.serve().await;
    let asks = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut idle = Vec::new();
    for number in 0..600 {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        stream.write_all(asks).await.unwrap();
        assert_eq!(status(&mut stream).await, Some(200), "number {number}");
        idle.push(stream);
    }
    // Who has been silent for longest is the one who left; the others are still served.
    let mut closed = idle.remove(0);
    assert_eq!(closed.read(&mut [0; 1]).await.unwrap_or(0), 0);
    let last = idle.last_mut().unwrap();
    last.write_all(asks).await.unwrap();
    assert_eq!(status(last).await, Some(200));
    drop(idle);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_says_nothing_is_not_waited_for() {
    let company = Company::found().await;
    let server = company.serve().await;
    let mut silent = Vec::new();
    for turn in 0..600 {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        let half = ["", "P", "POST /slack/commands HTTP/1.1\r\nhost: x\r\nx-sl"][turn % 3];
        stream.write_all(half.as_bytes()).await.unwrap();
        silent.push(stream);
    }
    let open = std::fs::read_dir(server.process().join("fd")).unwrap();
    assert!(open.count() < 580, "more connections than there may be");
    // Whoever speaks has their turn as soon as the silent ones are gone.
    let mut patient = TcpStream::connect(server.address()).await.unwrap();
    let asks = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    patient.write_all(asks).await.unwrap();
    assert_eq!(status(&mut patient).await, Some(200));
    for mut stream in silent {
        let mut nothing = [0];
        let end = tokio::time::timeout(PATIENCE, stream.read(&mut nothing)).await;
        assert!(matches!(end.expect("an end in time"), Ok(0) | Err(_)));
    }
    company.command("@budi +1 for number 1-1-1.").await;
    server.stop().await;
}
