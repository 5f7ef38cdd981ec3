//! A Teams tenant beside the stand-in Slack: its deliveries are handed to the desk, and what is sent
//! to it stays in the outbox.

use plaudit::chat::{
    Ack, Act, Client, Identity, Inbound, Installation, Place, PlaceKind, Platform, Profile, Proof,
    Reply,
};
use plaudit::ids::{MemberId, WorkspaceId};
use plaudit::outbox::Letter;
use plaudit::people;
use plaudit::workspace::Home;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Plaudit, colleague, connect};

/// A connected tenant.
pub(crate) struct Tenant<'p> {
    plaudit: &'p Plaudit,
    pub(crate) workspace: WorkspaceId,
}

impl<'p> Tenant<'p> {
    pub(crate) const ID: &'static str = "tenant-1";
    pub(crate) const CHANNEL: &'static str = "19:kudos1@thread.tacv2";

    pub(crate) async fn connect(plaudit: &'p Plaudit) -> Self {
        let home = Home::Workspace(plaudit.workspace().await);
        let tenant = Self::installation();
        let workspace = connect(&plaudit.db.pool, &tenant, "Contoh", home).await;
        plaudit.app().desk.workspaces.forget();
        Self { plaudit, workspace }
    }

    /// Somebody with an account here, who is `29:{user}` in mentions.
    pub(crate) async fn person(&self, user: &str, name: &str, email: Option<&str>) -> MemberId {
        let profile = Profile {
            aliases: vec![format!("29:{user}")],
            email: email.map(str::to_owned),
            ..colleague(Self::account(user), name)
        };
        let mut tx = self.plaudit.db.pool.begin().await.unwrap();
        let recorded = people::record(&mut tx, &self.plaudit.clock, self.workspace, &profile).await;
        tx.commit().await.unwrap();
        self.plaudit.app().desk.directory.forget();
        recorded.unwrap().member
    }

    pub(crate) fn installation() -> Installation {
        Installation::new(Platform::Teams, Self::ID)
    }

    pub(crate) fn account(user: &str) -> Identity {
        Self::installation().account(user)
    }

    pub(crate) fn place(channel: &str, kind: PlaceKind) -> Place {
        Place {
            platform: Platform::Teams,
            team: Self::ID.into(),
            channel: channel.into(),
            thread: None,
            kind,
            shared: false,
        }
    }

    /// Somebody does something in a place.
    pub(crate) async fn act(&self, user: &str, place: Place, client: Client, act: Act) -> Reply {
        let inbound = Inbound {
            installation: Self::installation(),
            key: format!("teams/{}", Uuid::new_v4()),
            act_key: None,
            at: self.plaudit.clock.now(),
            actor: Some(Self::account(user)),
            proof: Proof::Person,
            place: Some(place),
            client,
            ack: Ack::Answers,
            ticket: None,
            act,
        };
        let handled = self.plaudit.app().desk.handle(inbound).await;
        handled.unwrap().reply()
    }

    /// Somebody says something in the channel, to nobody in particular.
    pub(crate) async fn say(&self, user: &str, text: &str) {
        let act = Act::Said {
            text: text.into(),
            message: Uuid::new_v4().to_string(),
            addressed: false,
        };
        let place = Self::place(Self::CHANNEL, PlaceKind::Public);
        self.act(user, place, Client::default(), act).await;
    }

    /// What somebody is answered to a command in the channel.
    pub(crate) async fn command(&self, user: &str, text: &str) -> String {
        self.command_from(user, text, Client::default()).await
    }

    /// What somebody is answered to a command from a client that tells something of them.
    pub(crate) async fn command_from(&self, user: &str, text: &str, client: Client) -> String {
        let act = Act::Command {
            name: "kudos".into(),
            text: text.into(),
        };
        let place = Self::place(Self::CHANNEL, PlaceKind::Public);
        match self.act(user, place, client, act).await {
            Reply::Private(message) => serde_json::to_string(&message).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// What waits to be sent here, oldest first.
    pub(crate) async fn letters(&self) -> Vec<Letter> {
        let sql = "SELECT letter FROM outbox WHERE lane LIKE 'teams:%' ORDER BY id";
        let letters: Vec<Json<Letter>> = sqlx::query_scalar(sql)
            .fetch_all(&self.plaudit.db.pool)
            .await
            .unwrap();
        letters.into_iter().map(|letter| letter.0).collect()
    }
}
