//! The program is killed, and its database: what was acknowledged is there, once.

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;

use futures_util::future::join_all;

use crate::harness::{Company, prove, recorded, signal, until_acknowledged};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_kill_is_recorded_once() {
    let company = Company::found().await;
    let mut enough = 0;
    for round in 0..3 {
        let server = company.serve().await;
        let load = company.load(round);
        enough += 20 + 7 * round;
        until_acknowledged(&company.sandbox, enough).await;
        server.kill().await;
        join_all(load).await;
        enough = company.answered();
    }
    let acknowledged = company.acknowledged();
    assert!(
        acknowledged.len() < company.sent().len(),
        "no kill fell under load"
    );

    let server = company.serve().await;
    company
        .look(async |pool| {
            let recorded = recorded(pool).await;
            let once: BTreeSet<String> = recorded.iter().cloned().collect();
            assert_eq!(once.len(), recorded.len(), "{recorded:?}");
            let lost: Vec<_> = acknowledged.difference(&once).collect();
            assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
    company.resend().await;
    company.resend().await;
    server.kill().await;
    company
        .look(async |pool| {
            let all: Vec<String> = company.sent().into_iter().collect();
            let mut recorded = recorded(pool).await;
            recorded.sort();
            assert_eq!(recorded, all, "each once, after all were sent again twice");
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_database_comes_back_with_everything_acknowledged() {
    let company = Company::found().await;
    let server = company.serve().await;
    let mut enough = 0;
    for round in 0..2 {
        let load = company.load(round);
        enough += 20;
        until_acknowledged(&company.sandbox, enough).await;
        signal("-KILL", &company.postmaster());
        for turn in 0..10 {
            company
                .command(&format!("@budi +1 for number {round}-9-{turn}."))
                .await;
        }
        join_all(load).await;
        // By itself.
        server.ready().await;
        enough = company.answered();
    }
    let unanswered = company.sandbox.deliveries();
    let unanswered: Vec<_> = unanswered
        .iter()
        .filter(|it| it.status != Some(200))
        .collect();
    assert!(unanswered.is_empty(), "{unanswered:?}");
    company.resend().await;
    company
        .look(async |pool| {
            let all: Vec<String> = company.sent().into_iter().collect();
            let mut recorded = recorded(pool).await;
            recorded.sort();
            assert_eq!(recorded, all);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_stop_it_finishes_what_it_accepted() {
    let company = Company::found().await;
    let server = company.serve().await;
    let load = company.load(0);
    until_acknowledged(&company.sandbox, 20).await;
    server.terminate();
    join_all(load).await;
    let (status, _) = server.ended().await;
    assert_eq!((status.code(), status.signal()), (Some(0), None));

    // Each delivery was answered whole, or never begun: nothing is recorded that nobody was told of.
    let acknowledged = company.acknowledged();
    assert!(
        acknowledged.len() < company.sent().len(),
        "it stopped before the load did"
    );
    company
        .look(async |pool| {
            let recorded: Vec<String> = recorded(pool).await;
            let once: BTreeSet<String> = recorded.iter().cloned().collect();
            assert_eq!(once.len(), recorded.len());
            assert_eq!(once, acknowledged);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}
