//! Long-lived tasks live as long as the process, and `/readyz` says when one does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use plaudit::app::{Supervisor, Task};
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::harness::{Plaudit, answers, eventually};

const TASK: Task = Task {
    name: "weaver",
    critical: true,
};

#[tokio::test]
async fn while_a_task_is_down_nobody_is_sent_here() {
    let plaudit = Plaudit::start().await;
    let ready = plaudit.url("/readyz");
    answers(&ready, 200).await;
    let stop = CancellationToken::new();
    let mut tasks = Supervisor::new(plaudit.app().vitals.clone(), stop);
    let (lives, mended) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let (counted, awaited) = (Arc::clone(&lives), Arc::clone(&mended));
    tasks.keep(TASK, move |stop, _| {
        let life = counted.fetch_add(1, Ordering::SeqCst);
        let mended = Arc::clone(&awaited);
        async move {
            if life == 0 {
                mended.notified().await;
                panic!("a thread broke");
            }
            assert!(life > 4, "and again");
            stop.cancelled().await;
        }
    });
    answers(&ready, 200).await;
    mended.notify_one();
    assert_eq!(answers(&ready, 503).await.trim(), "the weaver is down");
    // By itself.
    answers(&ready, 200).await;
    let born = async || lives.load(Ordering::SeqCst);
    eventually("the weaver lives again", born, |times| *times == 6).await;
    answers(&ready, 200).await;
    tasks.end(Instant::now() + Duration::from_secs(5)).await;
    plaudit.finish().await;
}

#[tokio::test(start_paused = true)]
async fn an_end_that_nobody_asked_for_is_no_end() {
    let vitals = plaudit::vitals::Vitals::default();
    let mut tasks = Supervisor::new(vitals.clone(), CancellationToken::new());
    let (born, mut births) = mpsc::unbounded_channel();
    tasks.keep(TASK, move |_, _| {
        let _ = born.send(Instant::now());
        async {}
    });
    let mut pauses = Vec::new();
    let mut last = births.recv().await.unwrap();
    for _ in 0..12 {
        let next = births.recv().await.unwrap();
        pauses.push(next - last);
        last = next;
    }
    // More and more slowly, and never to a stop.
    let (first, longest) = (Duration::from_millis(100), Duration::from_secs(30));
    assert!(pauses[0] >= first && pauses[0] < first * 2, "{pauses:?}");
    assert!(pauses.is_sorted() && pauses[11] >= longest, "{pauses:?}");
    assert!(pauses[11] < longest * 2, "{pauses:?}");
    tasks.end(Instant::now()).await;
    assert!(births.recv().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_task_that_hangs_ends_by_force() {
    let vitals = plaudit::vitals::Vitals::default();
    let mut tasks = Supervisor::new(vitals, CancellationToken::new());
    let (held, mut dropped) = mpsc::channel::<()>(1);
    tasks.keep(TASK, move |_, _| {
        let held = held.clone();
        async move {
            std::future::pending::<()>().await;
            drop(held);
        }
    });
    tokio::task::yield_now().await;
    let begun = Instant::now();
    tasks.end(begun + Duration::from_secs(2)).await;
    assert_eq!(begun.elapsed(), Duration::from_secs(2));
    assert_eq!(dropped.recv().await, None, "nothing of it is left");
}
