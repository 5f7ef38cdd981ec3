//! The address book: conversations that activities told of. A bot cannot ask Teams for them.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use moka::future::Cache;
use sqlx::{PgConnection, PgPool};
use tokio::sync::Notify;

use super::inbound::Reference;
use crate::chat::PlaceKind;
use crate::clock::{Clock, earlier};
use crate::database::Ts;

/// How to reach a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Where Teams is reached.
    pub service_url: String,
    /// Whether it is a channel of a team.
    pub in_team: bool,
    /// Whether the bot may write there, as far as is known.
    pub present: bool,
}

/// What Teams has told of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether the bot may write there, as far as is known.
    pub present: bool,
    /// Whether people of another organisation read there.
    pub shared: bool,
}

/// A conversation whose members are to be read; for all channels of a team, its General channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The tenant.
    pub tenant: String,
    /// The conversation.
    pub conversation: String,
    /// Where Teams is reached for it.
    pub service_url: String,
    /// Whether it is a team's.
    pub of_team: bool,
}

/// How old what we know of a conversation's members may be.
const ROSTER_AGE: SignedDuration = SignedDuration::from_hours(6);

/// How many rosters are read in one go.
const ROSTERS: i64 = 50;

/// How long an activity of a conversation is taken to be no news: another replica may have noted
/// meanwhile that the bot is not there.
const NEWS_AGE: Duration = Duration::from_mins(1);

/// The address book in the database. Its copies share what they remember.
#[derive(Clone, Debug)]
pub struct Directory {
    pool: PgPool,
    clock: Clock,
    /// What was written lately, so that a busy channel costs nothing.
    written: Cache<(String, String), Reference>,
    rosters: Arc<Notify>,
}

impl Directory {
    /// The address book in `pool`.
    pub fn new(pool: PgPool, clock: Clock) -> Self {
        let written = Cache::builder()
            .max_capacity(50_000)
            .time_to_live(NEWS_AGE)
            .build();
        Self {
            pool,
            clock,
            written,
            rosters: Arc::default(),
        }
    }

    /// Notes what an activity told.
    pub async fn remember(&self, reference: &Reference) -> Result<(), sqlx::Error> {
        let key = (reference.tenant.clone(), reference.conversation.clone());
        if self.written.get(&key).await.as_ref() == Some(reference) {
            return Ok(());
        }
        let mut tx = self.pool.begin().await?;
        let news = write(&mut tx, reference, self.clock.now()).await?;
        // General stands for its team. Where the bot came back by way of one channel, it came back
        // to the team.
        let general = reference.team.as_ref() == Some(&reference.conversation);
        let whole_team = news.is_some() && (general || reference.present);
        let moved = whole_team && follow(&mut tx, reference).await?;
        tx.commit().await?;
        if moved {
            self.written.invalidate_all();
        }
        self.written.insert(key, reference.clone()).await;
        if news == Some(Roll::Due) {
            self.rosters.notify_one();
        }
        Ok(())
    }

    /// How to reach a conversation. One that is not known is reached as its tenant was last; there
    /// is no way to a tenant that was never heard of.
    pub async fn route(
        &self,
        tenant: &str,
        conversation: &str,
    ) -> Result<Option<Route>, sqlx::Error> {
        let known = sqlx::query_as!(
            Route,
            r#"SELECT service_url, team IS NOT NULL AS "in_team!", present FROM teams_conversation
               WHERE tenant = $1 AND conversation = $2"#,
            tenant,
            conversation,
        )
        .fetch_optional(&self.pool)
        .await?;
        if known.is_some() {
            return Ok(known);
        }
        let service_url = self.service_url(tenant).await?;
        Ok(service_url.map(|service_url| Route {
            service_url,
            in_team: false,
            present: true,
        }))
    }

    /// What Teams has told of a conversation, if it ever did.
    pub async fn told_of(
        &self,
        tenant: &str,
        conversation: &str,
    ) -> Result<Option<Told>, sqlx::Error> {
        sqlx::query_as!(
            Told,
            "SELECT present, shared FROM teams_conversation WHERE tenant = $1 AND conversation = $2",
            tenant,
            conversation,
        )
        .fetch_optional(&self.pool)
        .await
    }

    /// Where Teams was last reached for a tenant.
    pub async fn service_url(&self, tenant: &str) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar!(
            "SELECT service_url FROM teams_conversation WHERE tenant = $1
             ORDER BY updated_at DESC LIMIT 1",
            tenant,
        )
        .fetch_optional(&self.pool)
        .await
    }

    /// The conversation with a person, if there is one.
    pub async fn personal(
        &self,
        tenant: &str,
        person: &str,
    ) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar!(
            "SELECT conversation FROM teams_conversation
             WHERE tenant = $1 AND person = $2 AND kind = 'direct'
             ORDER BY present DESC, updated_at DESC LIMIT 1",
            tenant,
            person,
        )
        .fetch_optional(&self.pool)
        .await
    }

    /// Notes a conversation that was opened with a person.
    pub async fn record_personal(
        &self,
        tenant: &str,
        person: &str,
        conversation: &str,
        service_url: &str,
    ) -> Result<(), sqlx::Error> {
        self.remember(&Reference {
            tenant: tenant.to_owned(),
            conversation: conversation.to_owned(),
            service_url: service_url.to_owned(),
            kind: PlaceKind::Direct,
            shared: false,
            team: None,
            person: Some(person.to_owned()),
            present: true,
        })
        .await
    }

    /// Notes that the bot may not write in a conversation. Any later activity there says otherwise.
    pub async fn absent(&self, tenant: &str, conversation: &str) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "UPDATE teams_conversation SET present = false
             WHERE tenant = $1 AND conversation = $2",
            tenant,
            conversation,
        )
        .execute(&self.pool)
        .await?;
        let key = (tenant.to_owned(), conversation.to_owned());
        self.written.invalidate(&key).await;
        Ok(())
    }

    /// Up to `most` conversations in which a person may be found, the likeliest first: their own,
    /// then whole teams, then the latest.
    pub async fn conversations_of(
        &self,
        tenant: &str,
        person: &str,
        most: i64,
    ) -> Result<Vec<String>, sqlx::Error> {
        sqlx::query_scalar!(
            "SELECT conversation FROM teams_conversation
             WHERE tenant = $1 AND present AND (kind <> 'direct' OR person = $2)
             ORDER BY kind = 'direct' DESC, (conversation = team) IS TRUE DESC, updated_at DESC
             LIMIT $3",
            tenant,
            person,
            most,
        )
        .fetch_all(&self.pool)
        .await
    }

    /// Returns once there is a roster that was never read.
    pub async fn woken(&self) {
        self.rosters.notified().await;
    }

    /// Teams and group chats whose members are to be read, those never read first.
    pub async fn rosters_due(&self, now: Timestamp) -> Result<Vec<Roster>, sqlx::Error> {
        sqlx::query_as!(
            Roster,
            r#"SELECT tenant, coalesce(team, conversation) AS "conversation!",
                      (array_agg(service_url ORDER BY updated_at DESC))[1] AS "service_url!",
                      bool_or(team IS NOT NULL) AS "of_team!"
               FROM teams_conversation
               WHERE kind <> 'direct' AND present
               GROUP BY tenant, coalesce(team, conversation)
               HAVING coalesce(max(roster_at), '-infinity') < $1
               ORDER BY max(roster_at) NULLS FIRST, 2
               LIMIT $2"#,
            Ts(earlier(now, ROSTER_AGE)) as _,
            ROSTERS,
        )
        .fetch_all(&self.pool)
        .await
    }

    /// Notes that a roster was read, or cannot be.
    pub async fn roster_done(&self, roster: &Roster) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "UPDATE teams_conversation SET roster_at = $3
             WHERE tenant = $1 AND coalesce(team, conversation) = $2 AND kind <> 'direct'",
            roster.tenant,
            roster.conversation,
            Ts(self.clock.now()) as _,
        )
        .execute(&self.pool)
        .await
        .map(drop)
    }
}

/// Whether a conversation that changed asks for its members to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Roll {
    Due,
    Known,
}

/// Writes a reference where it says something new. What it leaves open stays as it was.
async fn write(
    conn: &mut PgConnection,
    reference: &Reference,
    now: Timestamp,
) -> Result<Option<Roll>, sqlx::Error> {
    let due = sqlx::query_scalar!(
        r#"INSERT INTO teams_conversation AS known
             (tenant, conversation, service_url, kind, team, person, present, updated_at, shared)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (tenant, conversation) DO UPDATE
           SET service_url = excluded.service_url, kind = excluded.kind, present = excluded.present,
               shared = excluded.shared, team = coalesce(excluded.team, known.team),
               person = coalesce(excluded.person, known.person),
               -- Whoever joined while the bot was away was not told to it.
               roster_at = CASE WHEN known.present THEN known.roster_at END,
               updated_at = excluded.updated_at
           WHERE (known.service_url, known.kind, known.present, known.shared, known.team, known.person)
                 IS DISTINCT FROM
                 (excluded.service_url, excluded.kind, excluded.present, excluded.shared,
                  coalesce(excluded.team, known.team), coalesce(excluded.person, known.person))
           RETURNING present AND kind <> 'direct' AND roster_at IS NULL AS "due!""#,
        reference.tenant,
        reference.conversation,
        reference.service_url,
        reference.kind.kept_as(),
        reference.team,
        reference.person,
        reference.present,
        Ts(now) as _,
        reference.shared,
    )
    .fetch_optional(conn)
    .await?;
    Ok(due.map(|due| if due { Roll::Due } else { Roll::Known }))
}

/// Lets the other channels of a team follow one of them. True when any did.
async fn follow(conn: &mut PgConnection, channel: &Reference) -> Result<bool, sqlx::Error> {
    let moved = sqlx::query!(
        "UPDATE teams_conversation SET present = $3
         WHERE tenant = $1 AND coalesce(team, conversation) = $2 AND kind <> 'direct'
           AND team IS NOT NULL AND present <> $3",
        channel.tenant,
        channel.team,
        channel.present,
    )
    .execute(conn)
    .await?;
    Ok(moved.rows_affected() > 0)
}

/// In how many conversations of a tenant the bot is, as far as is known.
pub async fn present_in(conn: &mut PgConnection, tenant: &str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM teams_conversation WHERE tenant = $1 AND present"#,
        tenant,
    )
    .fetch_one(conn)
    .await
}
