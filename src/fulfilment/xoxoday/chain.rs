//! The tokens as they are kept: each refresh token is exchanged for the next, by one process at a time.
//!
//! They are sealed, and belong to the server. Whoever exchanges one takes a turn first, as a queue's claim is
//! taken, so that no transaction is open while the provider is asked: a turn ends by itself, and what somebody
//! got counts only as long as nobody took a turn after theirs.

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use sqlx::PgPool;

use crate::clock::later;
use crate::database::Ts;
use crate::rewards::Fulfilment;
use crate::sealed::{CannotOpen, Column, Context, Owner, Sealed, Sealer};

/// How long a turn is: longer than an answer is waited for.
const TURN: SignedDuration = SignedDuration::from_secs(60);

const PROVIDER: &str = Fulfilment::Xoxoday.as_str();

/// What lets us in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Access {
    #[serde(serialize_with = "written")]
    pub(super) token: SecretString,
    /// From when on the next one is asked for.
    pub(super) renew_at: Timestamp,
    /// Until when it does.
    pub(super) ends_at: Timestamp,
}

/// The chain of tokens, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Chain {
    /// What the first token of it is known by: another one begins another chain.
    pub(super) seed: String,
    /// What the first tokens before it are known by: whoever was not told of the last goes on with its chain.
    #[serde(default)]
    pub(super) former: Vec<String>,
    /// What the client was known by that came with it: another one may be let in.
    pub(super) client: String,
    /// The token that is exchanged for the next.
    #[serde(serialize_with = "written")]
    pub(super) refresh: SecretString,
    /// What came with it, unless it is the first.
    pub(super) access: Option<Access>,
    /// When it came.
    pub(super) since: Timestamp,
    /// When the provider refused to exchange it.
    pub(super) refused_at: Option<Timestamp>,
    /// The last first token that began no other chain.
    #[serde(default)]
    pub(super) in_vain: Option<InVain>,
}

/// A first token that the provider refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct InVain {
    /// What it is known by.
    pub(super) seed: String,
    /// What the client was known by that came with it.
    pub(super) client: String,
    /// When it was refused.
    pub(super) at: Timestamp,
}

fn written<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

/// A turn, and what was kept as it began.
pub(super) struct Turn {
    number: i64,
    pub(super) chain: Option<Chain>,
}

/// Why nothing is known of what is kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotKept {
    /// It does not open.
    #[error("the provider's tokens do not open")]
    Closed(#[from] CannotOpen),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Where it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Store<'a> {
    pub(super) pool: &'a PgPool,
    pub(super) sealer: &'a Sealer,
}

impl Store<'_> {
    /// The chain that is kept now.
    pub(super) async fn read(self) -> Result<Option<Chain>, NotKept> {
        let kept = sqlx::query_scalar!(
            r#"SELECT tokens AS "tokens: Sealed" FROM provider_account WHERE provider = $1"#,
            PROVIDER,
        )
        .fetch_optional(self.pool)
        .await?;
        self.opened(kept.flatten())
    }

    /// Takes the next turn; nothing, while it is somebody else's.
    pub(super) async fn take_turn(self, now: Timestamp) -> Result<Option<Turn>, NotKept> {
        let taken = sqlx::query!(
            r#"INSERT INTO provider_account AS a (provider, turn, busy_until) VALUES ($1, 1, $3)
               ON CONFLICT (provider) DO UPDATE SET turn = a.turn + 1, busy_until = excluded.busy_until
               WHERE a.busy_until IS NULL OR a.busy_until <= $2
               RETURNING a.turn, a.tokens AS "tokens: Sealed""#,
            PROVIDER,
            Ts(now) as _,
            Ts(later(now, TURN)) as _,
        )
        .fetch_optional(self.pool)
        .await?;
        let Some(taken) = taken else {
            return Ok(None);
        };
        let chain = self.opened(taken.tokens)?;
        Ok(Some(Turn {
            number: taken.turn,
            chain,
        }))
    }

    /// Keeps what somebody got in their turn, which ends with that. Returns whether it was still theirs.
    pub(super) async fn keep(self, turn: &Turn, chain: &Chain) -> Result<bool, sqlx::Error> {
        let text =
            serde_json::to_string(chain).map_err(|error| sqlx::Error::Encode(error.into()))?;
        let sealed = self.sealer.seal(&context(), &SecretString::from(text));
        let done = sqlx::query!(
            "UPDATE provider_account SET tokens = $3, busy_until = NULL WHERE provider = $1 AND turn = $2",
            PROVIDER,
            turn.number,
            sealed as Sealed,
        )
        .execute(self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends a turn in which nothing was got.
    pub(super) async fn end_turn(self, turn: &Turn) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "UPDATE provider_account SET busy_until = NULL WHERE provider = $1 AND turn = $2",
            PROVIDER,
            turn.number,
        )
        .execute(self.pool)
        .await
        .map(drop)
    }

    fn opened(self, kept: Option<Sealed>) -> Result<Option<Chain>, NotKept> {
        let Some(sealed) = kept else {
            return Ok(None);
        };
        let text = self.sealer.open(&context(), &sealed)?;
        let chain = serde_json::from_str(text.expose_secret()).map_err(|_| CannotOpen::Damaged)?;
        Ok(Some(chain))
    }
}

fn context() -> Context {
    Context::new(Owner::Server, Column::ProviderTokens, PROVIDER)
}
