//! Those on whom Teams depends are away or elsewhere: who signs deliveries, who gives us our token,
//! and the service itself, which may move.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use plaudit::secure_url::SecureUrl;
use plaudit_sandbox::teams::{GENERAL, GROUP_CHAT, KUDOS, SandboxOptions};
use serde_json::{Value, json};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::harness::Plaudit;
use crate::harness::teams::{BUDI, SITI, ends, in_time, letters, morning};

const WAYAN: &str = "5f0c2d1e-0000-4000-8000-000000000065";

/// A gate before the stand-in: it lets through or does not, and counts who comes.
struct Gate {
    address: SocketAddr,
    open: watch::Sender<bool>,
    target: Arc<Mutex<Option<SocketAddr>>>,
    came: Arc<AtomicUsize>,
}

impl Gate {
    async fn build(open: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gate = Self {
            address: listener.local_addr().unwrap(),
            open: watch::Sender::new(open),
            target: Arc::default(),
            came: Arc::default(),
        };
        let (open, target, came) = (
            gate.open.subscribe(),
            Arc::clone(&gate.target),
            Arc::clone(&gate.came),
        );
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                came.fetch_add(1, Ordering::SeqCst);
                let (mut open, target) = (open.clone(), *target.lock().unwrap());
                tokio::spawn(async move {
                    let carried = async {
                        let mut far = TcpStream::connect(target?).await.ok()?;
                        copy_bidirectional(&mut near, &mut far).await.ok()
                    };
                    tokio::select! {
                        biased;
                        _ = open.wait_for(|open| !open) => {}
                        _ = carried => {}
                    }
                });
            }
        });
        gate
    }

    /// Stands between us and `url` from now on.
    fn before(&self, url: &mut SecureUrl) {
        let target = format!("127.0.0.1:{}", url.port().unwrap());
        *self.target.lock().unwrap() = Some(target.parse().unwrap());
        let mut gate = url.clone().into_url();
        gate.set_port(Some(self.address.port())).unwrap();
        *url = SecureUrl::new(gate).unwrap();
    }

    fn came(&self) -> usize {
        self.came.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn without_the_issuer_nothing_is_let_in_until_it_is_back() {
    let gate = Gate::build(false).await;
    let options = SandboxOptions::for_tests();
    let plaudit = Plaudit::start_on_teams(morning(), options, |it| {
        gate.before(&mut it.bot.as_mut().unwrap().metadata);
    })
    .await;
    let before = plaudit.traces().await;
    let siti = plaudit.teams().as_user("siti");
    let seen = siti
        .say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    assert_eq!((seen.status, &seen.body), (Some(503), &Value::Null));
    let tries = plaudit.teams().deliveries().len();
    assert_eq!(tries, 3);
    assert_eq!(gate.came(), 1, "not asked for again at once");
    assert_eq!(plaudit.traces().await, before);

    gate.open.send(true).unwrap();
    plaudit.clock.advance(SignedDuration::from_secs(6));
    for number in 1..=tries {
        assert_eq!(plaudit.teams().redeliver(number).await.status, Some(200));
    }
    in_time(&plaudit).await;
    assert_eq!(plaudit.points(WAYAN).await, 1);
    assert_eq!(plaudit.standing().await, 1);

    // Once known, its keys serve while it is away, days later too.
    gate.open.send(false).unwrap();
    plaudit.clock.advance(SignedDuration::from_hours(50));
    let seen = siti
        .say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk kebun")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    in_time(&plaudit).await;
    assert_eq!(plaudit.points(WAYAN).await, 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn without_a_token_what_there_is_to_say_waits() {
    let gate = Gate::build(false).await;
    let options = SandboxOptions::for_tests();
    let plaudit = Plaudit::start_on_teams(morning(), options, |it| {
        gate.before(&mut it.bot.as_mut().unwrap().login);
    })
    .await;
    let siti = plaudit.teams().as_user("siti");
    plaudit.teams().install_in_team(GENERAL, "siti").await;
    // Nobody could be asked for yet: it is kept.
    let seen = siti
        .say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(plaudit.standing().await, 0);
    gate.open.send(true).unwrap();
    in_time(&plaudit).await;
    assert_eq!(plaudit.points(WAYAN).await, 1);
    assert_eq!(
        plaudit
            .teams()
            .messages(KUDOS)
            .iter()
            .filter(|it| it.by_app)
            .count(),
        1
    );
    assert_eq!(letters(&plaudit, "wayan").len(), 1);
    assert_eq!(plaudit.points(SITI).await + plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_service_may_move_to_a_host_that_is_allowed_and_to_no_other() {
    let (moved, stranger) = (Gate::build(true).await, Gate::build(true).await);
    let options = SandboxOptions::for_tests();
    let plaudit = Plaudit::start_on_teams(morning(), options, |it| {
        let bot = it.bot.as_mut().unwrap();
        bot.service_hosts.push(moved.address.to_string());
    })
    .await;
    let mut urls = [&moved, &stranger].map(|gate| {
        let mut url: SecureUrl = plaudit.teams().service_url().parse().unwrap();
        gate.before(&mut url);
        url.to_string()
    });
    let siti = plaudit.teams().as_user("siti");
    siti.say_to_bot("saldo").await;
    in_time(&plaudit).await;
    assert_eq!((letters(&plaudit, "siti").len(), moved.came()), (1, 0));
    let said = plaudit.teams().deliveries().pop().unwrap();
    let mut said: Value = serde_json::from_str(&said.body).unwrap();
    let mut say = async |url: &mut String, id: &str| {
        said["serviceUrl"] = json!(url);
        said["id"] = json!(id);
        let seen = plaudit.teams().send_activity(said.clone()).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        in_time(&plaudit).await;
    };

    say(&mut urls[0], "2").await;
    assert_eq!(letters(&plaudit, "siti").len(), 2);
    assert!(moved.came() > 0, "the new host is used");

    // The issuer vouches for it, and yet our token does not go there.
    let tokens = plaudit.teams().calls("token").len();
    say(&mut urls[1], "3").await;
    assert_eq!((letters(&plaudit, "siti").len(), stranger.came()), (2, 0));
    let (state, reason) = ends(&plaudit).await.pop().unwrap();
    assert_eq!(state, "refused");
    assert!(reason.unwrap().contains("TEAMS_SERVICE_HOSTS"));
    assert_eq!(plaudit.teams().calls("token").len(), tokens);

    say(&mut urls[0], "4").await;
    assert_eq!((letters(&plaudit, "siti").len(), stranger.came()), (3, 0));
    plaudit.finish().await;
}

#[tokio::test]
async fn a_team_whose_service_is_not_allowed_holds_up_no_other() {
    let stranger = Gate::build(true).await;
    let options = SandboxOptions::for_tests();
    let plaudit = Plaudit::start_on_teams(morning(), options, |_| {}).await;
    plaudit.teams().install_in_team(GENERAL, "siti").await;
    plaudit.met(GENERAL).await;
    let told = plaudit.teams().deliveries().into_iter();
    let mut installed = told.filter(|it| it.kind == "installationUpdate");
    let mut installed: Value = serde_json::from_str(&installed.next().unwrap().body).unwrap();
    installed["serviceUrl"] = json!(format!("http://{}/", stranger.address));
    // The first in the order in which they are read.
    let elsewhere = "19:a@thread.tacv2";
    installed["conversation"]["id"] = json!(elsewhere);
    installed["channelData"] = json!({
        "team": {"id": elsewhere}, "channel": {"id": elsewhere},
        "tenant": installed["channelData"]["tenant"],
    });
    plaudit.teams().send_activity(installed).await;
    plaudit
        .teams()
        .as_user("siti")
        .install_in_chat(GROUP_CHAT)
        .await;
    plaudit.met(GROUP_CHAT).await;
    assert_eq!(stranger.came(), 0);
    plaudit.finish().await;
}
