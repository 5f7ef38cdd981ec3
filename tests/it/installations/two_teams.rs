//! Two teams of Slack in one programme, each with a server that holds its token.

use plaudit::chat::{Installation, Message, Place, PlaceKind, Platform, To};
use plaudit::clock::Clock;
use plaudit::ids::WorkspaceId;
use plaudit::outbox::{self, Letter};
use plaudit::workspace::Home;
use plaudit_sandbox::slack::{Sandbox, SandboxOptions, User, sample_company};
use tempfile::TempDir;

use crate::harness::{Replica, TestDb, assign, comes_to, count, plaudit};

const SECOND: &str = "T0SECOND001";
/// Somebody of the second team alone.
const NIA: &str = "U0NIA000099";
const KUDOS: &str = "C0KUDOS0001";

/// Both teams, of one programme. Their channels have the same ids, so that a message by the wrong token
/// would arrive.
struct Twins {
    db: TestDb,
    first: Sandbox,
    second: Sandbox,
    programme: WorkspaceId,
}

impl Twins {
    async fn found() -> Self {
        let db = TestDb::new().await;
        let first = SandboxOptions::for_tests();
        let mut team = sample_company();
        SECOND.clone_into(&mut team.id);
        team.users.push(User::new(NIA, "nia", "Nia"));
        let channel = team.channels.iter_mut().find(|it| it.id == KUDOS);
        channel.unwrap().members.push(NIA.to_owned());
        let second = SandboxOptions {
            bot_token: "xoxb-second".to_owned(),
            team,
            ..SandboxOptions::for_tests()
        };
        let first = Sandbox::start(first).await.unwrap();
        let second = Sandbox::start(second).await.unwrap();
        let slack = |team: &str| Installation::new(Platform::Slack, team);
        let programme = assign(&db.pool, &slack(&first.model().team.id), Home::New).await;
        let home = Home::Workspace(programme);
        assign(&db.pool, &slack(SECOND), home).await;
        Self {
            db,
            first,
            second,
            programme,
        }
    }

    async fn serve(&self, sandbox: &Sandbox) -> Replica {
        let replica = Replica::start(&self.db, sandbox, Clock::system()).await;
        sandbox.connect(&format!("http://{}/", replica.address));
        replica
    }

    /// Something for the channel of the second team.
    async fn write(&self, server: &Replica, text: &str) {
        let place = Place {
            platform: Platform::Slack,
            team: SECOND.to_owned(),
            channel: KUDOS.to_owned(),
            thread: None,
            kind: PlaceKind::Public,
            shared: false,
        };
        let letter = Letter::new(self.programme, To::Place(place), Message::text(text));
        let mut conn = self.db.pool.acquire().await.unwrap();
        let now = Clock::system().now();
        outbox::enqueue(&mut conn, now, &[letter]).await.unwrap();
        server.app.desk.outbox.wake();
    }

    fn posted(sandbox: &Sandbox) -> Vec<String> {
        let messages = sandbox.messages(KUDOS).into_iter();
        messages.filter(|it| it.by_app).map(|it| it.text).collect()
    }
}

#[tokio::test]
async fn a_letter_waits_for_the_server_with_its_token_and_says_so() {
    let twins = Twins::found().await;
    let one = twins.serve(&twins.first).await;
    twins.write(&one, "hello").await;
    twins.write(&one, "again").await;
    let waiting = "SELECT count(*) FROM outbox WHERE state = 'pending' AND attempts = 0
                   AND last_error LIKE 'no token of slack:T0SECOND001 here%'";
    comes_to(&twins.db.pool, 2, waiting).await;
    let directory = TempDir::new().unwrap();
    let (url, name) = (twins.db.url(), twins.programme.to_string());
    let arguments = ["outbox", "list", "--workspace", &name];
    let mut listed = plaudit(directory.path(), &arguments, &[("DATABASE_URL", &url)]);
    let listed = listed.output().await.unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert_eq!(listed.lines().count(), 2, "{listed}");
    for line in listed.lines() {
        assert!(
            line.contains("no token of slack:T0SECOND001 here"),
            "{listed}"
        );
        assert!(line.contains(" 0 tries"), "{listed}");
    }
    assert!(Twins::posted(&twins.first).is_empty());

    // Whoever has the token sends them, beside one who has not.
    let two = twins.serve(&twins.second).await;
    twins
        .second
        .wait_for(|model| {
            let ours = model.messages.iter().filter(|it| it.by_app);
            (ours.count() == 2).then_some(())
        })
        .await
        .unwrap();
    assert_eq!(Twins::posted(&twins.second), ["hello", "again"]);
    assert!(Twins::posted(&twins.first).is_empty());
    let refused = "SELECT count(*) FROM connection WHERE dead_reason IS NOT NULL";
    assert_eq!(count(&twins.db.pool, refused).await, 0);
    one.stop().await;
    two.stop().await;
}

#[tokio::test]
async fn who_cannot_be_asked_for_here_waits_for_a_server_that_can() {
    let twins = Twins::found().await;
    let one = twins.serve(&twins.first).await;
    // The app of both teams has one signing secret: their deliveries may come to either server.
    twins.second.connect(&format!("http://{}/", one.address));
    let nia = twins.second.as_user(NIA);
    let seen = nia.slash(KUDOS, "/kudos", "@budi +3 for the launch").await;
    assert!(seen.is_ok(), "{seen:?}");
    let waits = "SELECT count(*) FROM inbox WHERE state = 'pending' AND attempts = 0
                 AND last_error LIKE 'no token of slack:T0SECOND001 here%'";
    comes_to(&twins.db.pool, 1, waits).await;
    let two = twins.serve(&twins.second).await;
    twins
        .second
        .wait_for(|model| {
            let announced = |it: &&plaudit_sandbox::slack::Message| {
                it.by_app && it.channel == KUDOS && it.visible_to.is_none()
            };
            model.messages.iter().find(announced).map(|_| ())
        })
        .await
        .unwrap();
    assert_eq!(count(&twins.db.pool, "SELECT count(*) FROM kudos").await, 1);
    one.stop().await;
    two.stop().await;
}
