//! "You'll hear from me": it is said only where it is kept, and it is kept whatever becomes of the process.

use std::time::Duration;

use plaudit::chat::{
    Ack, Act, Client, Identity, Inbound, Installation, Place, PlaceKind, Platform, Proof,
};
use plaudit::database::private::Private;
use plaudit::desk::{Handled, Kept};
use plaudit::queue::Ticket;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, Postgres, Transaction};

use crate::harness::{Company, Plaudit, Server, count, eventually, prove, recorded};

const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";
const TEAM: &str = "T0FAKETEAM1";

const HOLD: &str = "SELECT FROM ledger_account WHERE kind = 'points' FOR UPDATE";

/// How often Ana alone was told something with these words.
fn times_told(sandbox: &plaudit_sandbox::slack::Sandbox, words: &str) -> usize {
    let told = sandbox.ephemerals(ANA);
    told.iter().filter(|it| it.shown().contains(words)).count()
}

async fn is_told(sandbox: &plaudit_sandbox::slack::Sandbox, words: &str) {
    let told = async || times_told(sandbox, words);
    eventually(words, told, |times| *times == 1).await;
}

/// Promises the answer to a gift, ends the process, and hears the answer from the next one.
async fn promise(end: impl AsyncFnOnce(Server)) {
    let company = Company::found().await;
    let database = Private::start(&company.database()).await.unwrap();
    let server = company.serve_on(&database.url()).await;
    company.command("@budi +1 for number 0-0-0.").await;
    let mut operator: PgConnection = database.connect_options().connect().await.unwrap();
    let mut held = operator.begin().await.unwrap();
    held.execute(HOLD).await.unwrap();
    let seen = company.command("@budi +1 for number 1-1-1.").await;
    assert!(seen.text.contains("still at it"), "{seen:?}");
    end(server).await;
    held.rollback().await.unwrap();
    assert_eq!(times_told(&company.sandbox, "98 left"), 0);

    let server = company.serve_on(&database.url()).await;
    is_told(&company.sandbox, "98 left").await;
    server.stop().await;
    assert_eq!(times_told(&company.sandbox, "recorded after all"), 0);
    database.stop().await;
    company
        .look(async |pool| {
            assert_eq!(recorded(pool).await, ["0-0-0", "1-1-1"]);
            prove(&mut pool.acquire().await.unwrap()).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_promised_before_a_stop_is_said_after_it() {
    promise(async |server: Server| {
        let (status, log) = server.stop().await;
        assert_eq!(status.code(), Some(0), "{log}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_promised_before_a_crash_is_said_after_it() {
    promise(Server::kill).await;
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_promised() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@budi +1 first").await;
    let mut held: Transaction<'static, Postgres> = plaudit.db.pool.begin().await.unwrap();
    held.execute(HOLD).await.unwrap();
    let mut other = plaudit.db.superuser().await;
    let mut locked = other.begin().await.unwrap();
    locked
        .execute("LOCK TABLE inbox IN SHARE MODE")
        .await
        .unwrap();
    let seen = ana.slash(KUDOS, "/kudos", "@budi +2 second").await;
    assert_eq!(seen.status, Some(200));
    assert!(seen.text.contains("can't tell yet"), "{seen:?}");
    assert!(!seen.text.contains("hear from me"), "{seen:?}");
    // It is not recorded, and may yet be: who asks is not told to do it again.
    let unsure = plaudit.sandbox.ephemerals(ANA).pop().unwrap();
    ana.press(KUDOS, &unsure.ts, "delivery.check").await;
    let asked = async || {
        let model = plaudit.sandbox.model();
        model.message(KUDOS, &unsure.ts).cloned().unwrap()
    };
    let again = "the same is said in its place";
    let said = eventually(again, asked, |it| it.edited.is_some()).await;
    assert!(said.shown().contains("can't tell yet"), "{said:?}");
    locked.rollback().await.unwrap();
    held.rollback().await.unwrap();
    // As long as the process lives, they hear of it all the same.
    is_told(&plaudit.sandbox, "*2 points*").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    plaudit.finish().await;
}

/// What Ana asks for in the channel.
fn asked(plaudit: &Plaudit, key: &str, text: &str) -> Inbound {
    Inbound {
        installation: Installation::new(Platform::Slack, TEAM),
        key: key.into(),
        act_key: None,
        at: plaudit.clock.now(),
        actor: Some(Identity::new(Platform::Slack, TEAM, ANA)),
        proof: Proof::Person,
        place: Some(Place {
            platform: Platform::Slack,
            team: TEAM.into(),
            channel: KUDOS.into(),
            thread: None,
            kind: PlaceKind::Public,
            shared: false,
        }),
        client: Client::default(),
        ack: Ack::Answers,
        ticket: None,
        act: Act::Command {
            name: "kudos".into(),
            text: text.into(),
        },
    }
}

async fn keep(plaudit: &Plaudit, inbound: &Inbound) -> Ticket {
    match plaudit.app().desk.keep(inbound).await {
        Ok(Some(Kept::Ours(ticket))) => ticket,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_was_done_before_a_crash_is_confirmed_once() {
    let plaudit = Plaudit::start().await;
    let desk = plaudit.app().desk.clone();
    let given = asked(&plaudit, "given", &format!("<@{BUDI}> +2 thanks"));
    let handled = desk.handle(given.clone()).await;
    assert!(matches!(handled, Ok(Handled::Done(_))), "{handled:?}");
    // It is given, and the answer was lost with whoever had it.
    let ticket = keep(&plaudit, &given).await;
    let again = desk.keep(&given).await.unwrap();
    assert!(matches!(again, Some(Kept::Theirs)), "{again:?}");
    desk.let_go(&ticket).await;
    is_told(&plaudit.sandbox, "recorded after all").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);

    // Whoever was told, and was not done with it, is not told again.
    let told = asked(&plaudit, "told", &format!("<@{BUDI}> +3 thanks"));
    let reply = desk.handle(told.clone()).await.unwrap().reply();
    let ticket = keep(&plaudit, &told).await;
    let message = reply.in_words().unwrap();
    desk.say(&told, &told.answer_key(), message).await.unwrap();
    desk.let_go(&ticket).await;
    // A question is answered.
    let question = asked(&plaudit, "question", "balance");
    let ticket = keep(&plaudit, &question).await;
    desk.let_go(&ticket).await;
    plaudit.quiet().await;
    is_told(&plaudit.sandbox, "*3 points*").await;
    is_told(&plaudit.sandbox, "eft to give").await;
    assert_eq!(times_told(&plaudit.sandbox, "recorded after all"), 1);
    assert_eq!(plaudit.points(BUDI).await, 5);
    plaudit.finish().await;
}

#[tokio::test]
async fn who_lets_a_kept_delivery_be_loses_it_to_the_worker() {
    let plaudit = Plaudit::start().await;
    let desk = plaudit.app().desk.clone();
    let given = asked(&plaudit, "given", &format!("<@{BUDI}> +2 thanks"));
    let ticket = keep(&plaudit, &given).await;
    assert!(desk.keep_on(&ticket).await.unwrap());
    // Nobody says any more that they work on it.
    plaudit
        .db
        .pool
        .execute("UPDATE inbox SET available_at = now() - interval '1 second'")
        .await
        .unwrap();
    desk.inbox.wake();
    is_told(&plaudit.sandbox, "*2 points*").await;
    plaudit.quiet().await;
    assert!(!desk.keep_on(&ticket).await.unwrap());
    // Who comes late says nothing.
    let reply = desk.handle(given.clone()).await.unwrap().reply();
    desk.conclude(&given, &ticket, reply.in_words()).await;
    plaudit.quiet().await;
    let letters = "SELECT count(*) FROM outbox WHERE key = 'given/said'";
    assert_eq!(count(&plaudit.db.pool, letters).await, 1);
    assert_eq!(plaudit.points(BUDI).await, 2);
    plaudit.finish().await;
}

/// A kept delivery outlives its lease several times over.
#[test]
fn it_is_said_often_enough_that_it_is_kept() {
    let kept: Duration = plaudit::inbox::KEPT.try_into().unwrap();
    assert!(kept > plaudit::desk::Desk::KEEP_ON * 3);
}
