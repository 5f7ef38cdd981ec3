//! Teams is unwell, refuses, or moves: what is given stays given, and what there is to say arrives
//! once, or is settled.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::sandbox::teams::Message;
use plaudit::sandbox::teams::{Fault, GENERAL, GROUP_CHAT, KUDOS, SandboxOptions};
use serde_json::{Value, json};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use url::Url;

use crate::harness::Plaudit;
use crate::harness::teams::{BUDI, SITI};

const WAYAN: &str = "5f0c2d1e-0000-4000-8000-000000000065";
const SEND: &str = "sendToConversation";

fn morning() -> Clock {
    Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap())
}

/// Plaudit in the team, on a clock that stands.
async fn running() -> Plaudit {
    Plaudit::start_on_both_at(morning()).await
}

/// Lets time pass fast until nothing waits any more.
async fn in_time(plaudit: &Plaudit) {
    let sql = "SELECT (SELECT count(*) FROM outbox WHERE state = 'pending')
                    + (SELECT count(*) FROM inbox WHERE state = 'pending')";
    for _ in 0..400 {
        let waiting: i64 = sqlx::query_scalar(sql)
            .fetch_one(&plaudit.db.pool)
            .await
            .unwrap();
        if waiting == 0 {
            return plaudit.quiet().await;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
        plaudit.clock.advance(SignedDuration::from_secs(2));
    }
    panic!("still waiting after many minutes");
}

/// Waits until that many requests of the operation were answered.
async fn answered(plaudit: &Plaudit, operation: &str, times: usize) {
    let enough = |model: &plaudit::sandbox::teams::Model| {
        let calls = model.calls.iter();
        let done = calls.filter(|call| call.operation == operation && call.status != 0);
        (done.count() >= times).then_some(())
    };
    plaudit.teams().wait_for(enough).await.unwrap();
}

/// What the bot wrote to somebody.
fn letters(plaudit: &Plaudit, person: &str) -> Vec<Message> {
    let direct = plaudit.teams().direct(person).into_iter();
    direct.filter(|it| it.by_app).collect()
}

/// The state of every letter to Teams.
async fn ends(plaudit: &Plaudit) -> Vec<(String, Option<String>)> {
    sqlx::query_as("SELECT state, last_error FROM outbox WHERE lane LIKE 'teams%' ORDER BY id")
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn when_it_is_throttled_nothing_is_sent_until_the_time_named() {
    for (named, early, late) in [(Some(7), 5, 3), (None, 25, 20)] {
        let plaudit = running().await;
        let siti = plaudit.teams().as_user("siti");
        let before = plaudit.teams().calls(SEND).len();
        plaudit.teams().fail(SEND, Fault::Throttled(named), 1);
        siti.say_to_bot("saldo").await;
        answered(&plaudit, SEND, before + 1).await;
        // All of Teams is left alone meanwhile.
        plaudit.teams().as_user("budi").say_to_bot("saldo").await;
        plaudit.clock.advance(SignedDuration::from_secs(early));
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        assert_eq!(plaudit.teams().calls(SEND).len(), before + 1, "{named:?}");
        plaudit.clock.advance(SignedDuration::from_secs(late));
        plaudit.quiet().await;
        for person in ["siti", "budi"] {
            assert_eq!(letters(&plaudit, person).len(), 1, "{named:?}");
        }
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn what_fails_for_a_moment_arrives_once() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    for (n, fault) in [
        Fault::PreconditionFailed,
        Fault::Broken(502),
        Fault::Broken(504),
        Fault::Broken(500),
        Fault::Broken(503),
        Fault::Unauthorized,
    ]
    .into_iter()
    .enumerate()
    {
        let tokens = plaudit.teams().calls("token").len();
        plaudit.teams().fail(SEND, fault.clone(), 1);
        siti.say_to_bot("saldo").await;
        in_time(&plaudit).await;
        assert_eq!(letters(&plaudit, "siti").len(), n + 1, "{fault:?}");
        let renewed = plaudit.teams().calls("token").len() - tokens;
        assert_eq!(
            renewed,
            usize::from(fault == Fault::Unauthorized),
            "{fault:?}"
        );
    }
    // A storm: more than is tried at once.
    plaudit.teams().fail(SEND, Fault::Broken(502), 12);
    let seen = siti
        .say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    in_time(&plaudit).await;
    let announced = plaudit
        .teams()
        .messages(KUDOS)
        .into_iter()
        .filter(|it| it.by_app);
    assert_eq!(announced.count(), 1);
    assert_eq!(letters(&plaudit, "wayan").len(), 1);
    assert_eq!(plaudit.teams().privates("siti").len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn when_the_answer_is_lost_the_message_may_come_twice_and_the_points_do_not() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    // Nobody can ask Teams whether a message is there: only what is written over stays one.
    for operation in [SEND, "createConversation", "getMember"] {
        plaudit.teams().fail(operation, Fault::LostAnswer, 1);
    }
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    in_time(&plaudit).await;
    let announced = || -> Vec<Message> {
        let messages = plaudit.teams().messages(KUDOS).into_iter();
        messages.filter(|it| it.by_app).collect()
    };
    let posted = announced().len()
        + letters(&plaudit, "wayan").len()
        + plaudit.teams().privates("siti").len();
    assert!(
        (3..=4).contains(&posted),
        "one lost answer, {posted} messages"
    );
    assert_eq!(plaudit.points(WAYAN).await, 1);
    assert!(
        ends(&plaudit)
            .await
            .iter()
            .all(|(state, _)| state == "sent")
    );

    let count = announced().len();
    plaudit.teams().fail("updateActivity", Fault::LostAnswer, 1);
    plaudit
        .teams()
        .as_user("zoe")
        .press(announced().last().unwrap(), "boost")
        .await;
    in_time(&plaudit).await;
    assert_eq!(announced().len(), count);
    assert!(announced().last().unwrap().shown().contains("Zoë"));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_refused_is_settled_and_the_giver_is_told() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    // In the channel: those who were thanked are told all the same, and so is the giver.
    plaudit.teams().change(|model| {
        model.conversation_mut(KUDOS).unwrap().blocked = true;
    });
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +2 untuk taman")
        .await;
    in_time(&plaudit).await;
    assert_eq!(plaudit.points(WAYAN).await, 2);
    assert_eq!(
        plaudit
            .teams()
            .messages(KUDOS)
            .iter()
            .filter(|it| it.by_app)
            .count(),
        0
    );
    assert_eq!(letters(&plaudit, "wayan").len(), 1);
    let told: Vec<_> = letters(&plaudit, "siti")
        .iter()
        .map(Message::shown)
        .collect();
    assert!(told.iter().any(|it| it.contains("2 poin")), "{told:?}");
    assert!(
        told.iter().any(|it| it.contains("tidak bisa menulis di")),
        "{told:?}"
    );

    // Whatever shuts somebody's conversation, nothing waits for it, and it is not tried again.
    plaudit.teams().change(|model| {
        model.conversation_mut(KUDOS).unwrap().blocked = false;
    });
    for code in [
        "BotDisabledByAdmin",
        "MessageWritesBlocked",
        "ConversationBlockedByUser",
        "SomethingNew",
    ] {
        let calls = plaudit.teams().calls(SEND).len();
        plaudit
            .teams()
            .fail(SEND, Fault::Refused(code.to_owned()), 1);
        plaudit
            .teams()
            .as_user("dewi.lestari2")
            .say_to_bot("saldo")
            .await;
        in_time(&plaudit).await;
        assert_eq!(plaudit.teams().calls(SEND).len(), calls + 1, "{code}");
        let (state, reason) = ends(&plaudit).await.pop().unwrap();
        assert_eq!(state, "refused", "{code}");
        assert!(reason.unwrap().contains(code), "{code}");
    }
    // They write again, and are answered again.
    plaudit
        .teams()
        .as_user("dewi.lestari2")
        .say_to_bot("saldo")
        .await;
    in_time(&plaudit).await;
    assert_eq!(letters(&plaudit, "dewi.lestari2").len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn while_our_credentials_are_refused_everything_waits() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    plaudit.teams().fail(SEND, Fault::Unauthorized, 2);
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    answered(&plaudit, SEND, 2).await;
    assert_eq!(plaudit.points(WAYAN).await, 1);
    in_time(&plaudit).await;
    assert!(
        ends(&plaudit)
            .await
            .iter()
            .all(|(state, _)| state == "sent")
    );
    assert_eq!(letters(&plaudit, "wayan").len(), 1);
    plaudit.finish().await;
}

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
    fn before(&self, url: &mut Url) {
        let target = format!("127.0.0.1:{}", url.port().unwrap());
        *self.target.lock().unwrap() = Some(target.parse().unwrap());
        url.set_port(Some(self.address.port())).unwrap();
    }

    fn came(&self) -> usize {
        self.came.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn without_the_issuer_nothing_is_let_in_until_it_is_back() {
    let gate = Gate::build(false).await;
    let options = SandboxOptions::for_tests(morning());
    let plaudit = Plaudit::start_on_teams(options, |it| {
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
    let options = SandboxOptions::for_tests(morning());
    let plaudit = Plaudit::start_on_teams(options, |it| {
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
    let options = SandboxOptions::for_tests(morning());
    let plaudit = Plaudit::start_on_teams(options, |it| {
        let bot = it.bot.as_mut().unwrap();
        bot.service_hosts.push(moved.address.to_string());
    })
    .await;
    let mut urls = [&moved, &stranger].map(|gate| {
        let mut url: Url = plaudit.teams().service_url().parse().unwrap();
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
async fn whoever_removes_the_app_and_takes_it_again_is_written_to_again() {
    let plaudit = running().await;
    let (siti, wayan) = (
        plaudit.teams().as_user("siti"),
        plaudit.teams().as_user("wayan"),
    );
    wayan.install().await;
    in_time(&plaudit).await;
    assert_eq!(letters(&plaudit, "wayan").len(), 1, "hello");
    wayan.uninstall().await;
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    in_time(&plaudit).await;
    let none = letters(&plaudit, "wayan").len();
    assert_eq!(none, 1, "nothing arrives");
    // At once, or on another day, when the bot says hello again.
    for (later, greeted) in [(0, 0), (25, 1)] {
        let before = letters(&plaudit, "wayan").len();
        plaudit.clock.advance(SignedDuration::from_hours(later));
        wayan.uninstall().await;
        siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk sawah")
            .await;
        in_time(&plaudit).await;
        wayan.install().await;
        siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk kebun")
            .await;
        in_time(&plaudit).await;
        let told = letters(&plaudit, "wayan").len() - before;
        assert_eq!(told, 1 + greeted, "{later} hours later");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn a_team_whose_service_is_not_allowed_holds_up_no_other() {
    let stranger = Gate::build(true).await;
    let options = SandboxOptions::for_tests(morning());
    let plaudit = Plaudit::start_on_teams(options, |_| {}).await;
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
