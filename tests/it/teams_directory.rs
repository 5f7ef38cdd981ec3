//! The address book of Teams, in the database.

use std::time::Duration;

use jiff::SignedDuration;
use plaudit::chat::PlaceKind;
use plaudit::clock::Clock;
use plaudit::teams::directory::{Directory, Roster};
use plaudit::teams::inbound::Reference;
use tokio::time::timeout;

use crate::harness::{TestDb, count};

const APAC: &str = "https://smba.trafficmanager.net/apac/";
const EMEA: &str = "https://smba.trafficmanager.net/emea/";
const GENERAL: &str = "19:general@thread.tacv2";
const KUDOS: &str = "19:kudos@thread.tacv2";
const CHAT: &str = "19:chat@thread.v2";

struct Book {
    db: TestDb,
    clock: Clock,
    directory: Directory,
}

impl Book {
    async fn open() -> Self {
        let db = TestDb::new().await;
        let clock = Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap());
        let directory = Directory::new(db.pool.clone(), clock.clone());
        Self {
            db,
            clock,
            directory,
        }
    }

    /// The same book, as another replica has it.
    fn replica(&self) -> Directory {
        Directory::new(self.db.pool.clone(), self.clock.clone())
    }

    async fn note(&self, reference: &Reference) {
        self.clock.advance(SignedDuration::from_secs(1));
        self.directory.remember(reference).await.unwrap();
    }

    async fn present(&self, conversation: &str) -> bool {
        let route = self.directory.route("tenant", conversation).await.unwrap();
        route.unwrap().present
    }

    async fn due(&self) -> Vec<String> {
        let due = self.rosters().await;
        due.into_iter().map(|roster| roster.conversation).collect()
    }

    async fn rosters(&self) -> Vec<Roster> {
        self.directory.rosters_due(self.clock.now()).await.unwrap()
    }

    async fn written_at(&self) -> Vec<String> {
        let sql = "SELECT xmin::text FROM teams_conversation ORDER BY conversation";
        sqlx::query_scalar(sql)
            .fetch_all(&self.db.pool)
            .await
            .unwrap()
    }
}

fn heard(conversation: &str) -> Reference {
    Reference {
        tenant: "tenant".to_owned(),
        conversation: conversation.to_owned(),
        service_url: APAC.to_owned(),
        kind: PlaceKind::Private,
        shared: false,
        team: None,
        person: None,
        present: true,
    }
}

fn channel(conversation: &str) -> Reference {
    Reference {
        kind: PlaceKind::Public,
        team: Some(GENERAL.to_owned()),
        ..heard(conversation)
    }
}

fn personal(conversation: &str, person: &str) -> Reference {
    Reference {
        kind: PlaceKind::Direct,
        person: Some(person.to_owned()),
        ..heard(conversation)
    }
}

fn gone(reference: Reference) -> Reference {
    Reference {
        present: false,
        ..reference
    }
}

#[tokio::test]
async fn a_conversation_is_reached_as_it_was_last() {
    let book = Book::open().await;
    assert_eq!(book.directory.route("tenant", CHAT).await.unwrap(), None);
    book.note(&heard(CHAT)).await;
    book.note(&channel(KUDOS)).await;
    let service_url = async |conversation: &str| {
        let route = book.directory.route("tenant", conversation).await.unwrap();
        route.unwrap().service_url
    };
    let moved = Reference {
        service_url: EMEA.to_owned(),
        ..channel(KUDOS)
    };
    book.note(&moved).await;
    assert_eq!(service_url(KUDOS).await, EMEA);
    assert_eq!(service_url(CHAT).await, APAC);
    // One that nobody spoke in yet is where the tenant was heard of last.
    assert_eq!(service_url("19:new@thread.v2").await, EMEA);
    assert_eq!(book.directory.route("other", CHAT).await.unwrap(), None);
    let in_team = async |conversation: &str| {
        let route = book.directory.route("tenant", conversation).await.unwrap();
        route.unwrap().in_team
    };
    assert!(in_team(KUDOS).await && !in_team(CHAT).await);
}

#[tokio::test]
async fn only_news_is_written() {
    let book = Book::open().await;
    book.note(&channel(KUDOS)).await;
    let written = book.written_at().await;
    book.note(&channel(KUDOS)).await;
    book.replica().remember(&channel(KUDOS)).await.unwrap();
    // What an activity leaves open is no news either.
    let vague = Reference {
        team: None,
        ..channel(KUDOS)
    };
    book.note(&vague).await;
    assert_eq!(book.written_at().await, written);
    let route = book.directory.route("tenant", KUDOS).await.unwrap();
    assert!(route.unwrap().in_team);
    let private = Reference {
        kind: PlaceKind::Private,
        ..channel(KUDOS)
    };
    book.note(&private).await;
    assert_ne!(book.written_at().await, written);
}

#[tokio::test]
async fn an_absence_lasts_until_something_is_heard() {
    let book = Book::open().await;
    book.note(&heard(CHAT)).await;
    book.directory.absent("tenant", CHAT).await.unwrap();
    assert!(!book.present(CHAT).await);
    book.note(&heard(CHAT)).await;
    assert!(book.present(CHAT).await);
    book.note(&gone(heard(CHAT))).await;
    assert!(!book.present(CHAT).await);
    // Another replica hears it first.
    book.replica().remember(&heard(CHAT)).await.unwrap();
    assert!(book.present(CHAT).await);
}

#[tokio::test]
async fn a_team_is_left_and_joined_with_all_of_its_channels() {
    let book = Book::open().await;
    book.note(&channel(GENERAL)).await;
    book.note(&channel(KUDOS)).await;
    book.note(&heard(CHAT)).await;
    book.note(&gone(channel(GENERAL))).await;
    assert!(!book.present(GENERAL).await && !book.present(KUDOS).await);
    assert!(book.present(CHAT).await);
    // Invited again by way of another channel.
    book.note(&channel("19:other@thread.tacv2")).await;
    assert!(book.present(GENERAL).await && book.present(KUDOS).await);
    // A channel goes alone.
    book.note(&gone(channel(KUDOS))).await;
    assert!(book.present(GENERAL).await && !book.present(KUDOS).await);
}

#[tokio::test]
async fn a_person_has_one_conversation_with_the_bot() {
    let book = Book::open().await;
    let of = async |person: &str| book.directory.personal("tenant", person).await.unwrap();
    assert_eq!(of("ana").await, None);
    book.note(&personal("a:old", "ana")).await;
    book.note(&gone(personal("a:old", "ana"))).await;
    assert_eq!(of("ana").await.as_deref(), Some("a:old"));
    let recorded = book
        .directory
        .record_personal("tenant", "ana", "a:new", APAC);
    recorded.await.unwrap();
    assert_eq!(of("ana").await.as_deref(), Some("a:new"));
    assert_eq!(of("budi").await, None);
    let other = book.directory.personal("other", "ana").await.unwrap();
    assert_eq!(other, None);
}

#[tokio::test]
async fn people_are_looked_for_where_they_may_be() {
    let book = Book::open().await;
    book.note(&channel(GENERAL)).await;
    book.note(&personal("a:ana", "ana")).await;
    book.note(&personal("a:budi", "budi")).await;
    book.note(&channel(KUDOS)).await;
    book.note(&heard(CHAT)).await;
    book.note(&heard("19:left@thread.v2")).await;
    book.note(&gone(heard("19:left@thread.v2"))).await;
    let conversations_of = book
        .directory
        .conversations_of("tenant", "ana", 3)
        .await
        .unwrap();
    assert_eq!(conversations_of, ["a:ana", GENERAL, CHAT]);
}

#[tokio::test]
async fn a_roster_is_due_once_per_team_and_every_six_hours() {
    let book = Book::open().await;
    book.note(&channel(KUDOS)).await;
    book.note(&channel("19:other@thread.tacv2")).await;
    book.note(&heard(CHAT)).await;
    book.note(&personal("a:ana", "ana")).await;
    let rosters = book.rosters().await;
    assert_eq!(book.due().await, [CHAT, GENERAL]);
    assert_eq!(rosters[1].service_url, APAC);
    for roster in &rosters {
        book.directory.roster_done(roster).await.unwrap();
    }
    // Another channel has the members of its team.
    book.note(&channel("19:third@thread.tacv2")).await;
    assert_eq!(book.due().await, Vec::<String>::new());
    book.clock.advance(SignedDuration::from_hours(6));
    book.note(&gone(heard(CHAT))).await;
    assert_eq!(book.due().await, [GENERAL]);
    // Whoever joined meanwhile was not told to us.
    book.directory.roster_done(&rosters[0]).await.unwrap();
    book.note(&heard(CHAT)).await;
    assert!(book.due().await.contains(&CHAT.to_owned()));
    let rows = count(&book.db.pool, "SELECT count(*) FROM teams_conversation").await;
    assert_eq!(rows, 5);
}

#[tokio::test]
async fn a_new_roster_rings() {
    let book = Book::open().await;
    let woken = async || timeout(Duration::from_millis(100), book.directory.woken()).await;
    book.note(&personal("a:ana", "ana")).await;
    woken().await.unwrap_err();
    book.note(&heard(CHAT)).await;
    woken().await.unwrap();
    book.note(&heard(CHAT)).await;
    woken().await.unwrap_err();
}
