//! What the features keep of people, teams and places, for those who must not know the features.

use secrecy::ExposeSecret;
use sqlx::PgConnection;

use crate::chat::{Message, Part, Place, Rich, Span, To};
use crate::clock::Clock;
use crate::explained::explained;
use crate::ids::{Joining, WorkspaceId};
use crate::letters::{kudos_news, one_on_one_agenda};
use crate::outbox::{Contacts, Learned, Letter, News, Secret};
use crate::people::Belongings;
use crate::sealed::{ENCRYPTION_KEY, Sealer};
use crate::subject::Subject;
use crate::{
    badges, coffee, home, leaderboard, notices, nudges, one_on_ones, people, rewards, surveys,
    workspace,
};

/// Asked and told by the outbox, and by those who make two members one.
#[derive(Clone, Debug)]
pub struct Register {
    clock: Clock,
    /// Who opens what letters tell; nobody where there is no key.
    sealer: Option<Sealer>,
}

impl Register {
    /// One that goes by `clock`.
    pub fn new(clock: &Clock) -> Self {
        Self {
            clock: clock.clone(),
            sealer: None,
        }
    }

    /// This register, able to open the secrets that letters tell.
    #[must_use]
    pub fn opening_with(self, sealer: Option<Sealer>) -> Self {
        Self { sealer, ..self }
    }
}

impl Contacts for Register {
    async fn place(
        &self,
        conn: &mut PgConnection,
        place: &Place,
    ) -> Result<Option<Place>, sqlx::Error> {
        workspace::known_place(conn, place, self.clock.now()).await
    }

    async fn word(
        &self,
        conn: &mut PgConnection,
        letter: &Letter,
        news: News,
    ) -> Result<Option<Message>, sqlx::Error> {
        kudos_news(conn, letter, news).await
    }

    async fn secret(
        &self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
        (subject, to): (&Subject, &To),
    ) -> Result<Secret, sqlx::Error> {
        let redemption = match (subject, to) {
            (Subject::Redemption(redemption), _) => redemption,
            (Subject::OneOnOne(pair), To::Person(reader)) => {
                let which = (workspace, *pair);
                let told = one_on_one_agenda(conn, self.sealer.as_ref(), which, reader);
                return Ok(told.await?.map_or(Secret::Gone, Secret::Here));
            }
            _ => return Ok(Secret::Gone),
        };
        let Some(sealer) = &self.sealer else {
            return Ok(Secret::Closed(format!("{ENCRYPTION_KEY} is not set")));
        };
        let redemption = rewards::by_id(conn, workspace, *redemption).await?;
        Ok(match redemption.and_then(|it| it.code(sealer)) {
            Some(Ok(code)) => {
                let handed = Span::handed(code.expose_secret());
                Secret::Here(vec![Part::Quote(Rich(vec![handed]))])
            }
            Some(Err(error)) => Secret::Closed(explained(&error)),
            None => Secret::Gone,
        })
    }

    async fn learn(
        &self,
        conn: &mut PgConnection,
        learned: Learned<'_>,
    ) -> Result<(), sqlx::Error> {
        match learned {
            Learned::Reached(account) => people::mark_reachable(conn, account).await,
            Learned::Unreachable { account, reason } => {
                people::mark_unreachable(conn, account, reason).await
            }
            Learned::Revoked {
                installation,
                reason,
            } => workspace::mark_dead(conn, &self.clock, installation, reason).await,
            Learned::Homeless { account, reason } => home::refused(conn, account, reason).await,
            Learned::Place(place) => workspace::record_place(conn, place, self.clock.now()).await,
        }
    }
}

impl Belongings for Register {
    async fn hand_on(&self, conn: &mut PgConnection, joining: Joining) -> Result<(), sqlx::Error> {
        leaderboard::hand_on(conn, joining).await?;
        badges::hand_on(conn, joining).await?;
        notices::hand_on(conn, joining).await?;
        nudges::hand_on(conn, joining).await?;
        rewards::hand_on(conn, joining).await?;
        surveys::hand_on(conn, joining).await?;
        coffee::hand_on(conn, joining).await?;
        one_on_ones::hand_on(conn, joining, self.clock.now()).await
    }
}
