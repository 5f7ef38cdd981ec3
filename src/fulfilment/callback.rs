//! A service that calls back: what it says is signed with the secret of its item.

use sqlx::PgConnection;

use super::Fulfiller;
use super::services::webhook_secret;
use super::step::{Goods, Stepped};
use super::webhook::{Callback, MOST, called_back};
use crate::database::commit;
use crate::explained::explained;
use crate::ids::RedemptionId;
use crate::policy::Actor;
use crate::rewards::{self, Advance, Fulfilment, Redemption, State, Step, catalog};
use crate::standard_webhooks::{Claim, Secret};

/// The longest callback that is read, in bytes.
pub const LONGEST: usize = MOST;

/// What a call came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is recorded, now or before.
    Recorded,
    /// The redemption had come to its end.
    Ended(State),
}

/// Why a call is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// There is no such redemption, or it is not theirs, or not signed by whom it should be.
    #[error("not signed by whoever delivers it")]
    Refused,
    /// It makes no sense.
    #[error("not understood")]
    Malformed,
    /// Nothing is recorded: it may be sent again.
    #[error("not recorded: {0}")]
    NotNow(String),
}

impl From<sqlx::Error> for NotTaken {
    fn from(error: sqlx::Error) -> Self {
        Self::NotNow(explained(&error))
    }
}

impl Fulfiller {
    /// Takes what a service says of a redemption.
    pub async fn take(
        &self,
        redemption: RedemptionId,
        claim: &Claim,
        body: &[u8],
    ) -> Result<Taken, NotTaken> {
        // What is signed for one redemption is for no other one.
        if claim.id() != redemption.to_string() {
            return Err(NotTaken::Refused);
        }
        let mut conn = self.pool.acquire().await?;
        let (redemption, secret) = self.of_whom(&mut conn, redemption).await?;
        let genuine = secret.verify(claim, body);
        genuine.map_err(|_| NotTaken::Refused)?;
        drop(conn);
        let said = called_back(body).ok_or(NotTaken::Malformed)?;
        // The same words are the same call, whenever they are sent again. A code is not told by them.
        let same = secret.sign(claim.id(), jiff::Timestamp::UNIX_EPOCH, body);
        let keys = [format!("fulfilment/{}/{same}", redemption.id)];
        self.note(&redemption, &said, &keys).await
    }

    async fn of_whom(
        &self,
        conn: &mut PgConnection,
        redemption: RedemptionId,
    ) -> Result<(Redemption, Secret), NotTaken> {
        let redemption = rewards::anywhere(conn, redemption).await?;
        // What was redeemed before the service delivered it is none of its orders.
        let redemption = redemption.filter(|it| it.provider == Fulfilment::Webhook);
        let redemption = redemption.ok_or(NotTaken::Refused)?;
        let item = catalog::by_id(conn, redemption.workspace, redemption.item).await?;
        let (Some(item), Some(sealer)) = (item, &self.sealer) else {
            return Err(NotTaken::Refused);
        };
        let secret = webhook_secret(sealer, &item).map_err(|_| NotTaken::Refused)?;
        Ok((redemption, secret))
    }

    async fn note(
        &self,
        redemption: &Redemption,
        said: &Callback,
        keys: &[String],
    ) -> Result<Taken, NotTaken> {
        let which = (redemption.workspace, redemption.id);
        let mut tx = self.pool.begin().await?;
        let teller = self.teller(&mut tx, redemption.workspace).await?;
        let stepped = match said {
            Callback::Fulfilled { code, reference } => {
                let goods = Goods {
                    code: code.as_ref(),
                    reference: reference.as_deref(),
                    keys,
                };
                self.deliver(&mut tx, which, goods, &*teller).await?
            }
            Callback::Failed(why) => {
                let reason = why.to_string();
                let ask = Advance {
                    reason: Some(&reason),
                    keys,
                    ..Advance::new(which.0, which.1, Step::Fail, &Actor::System)
                };
                self.step(&mut tx, ask, &*teller).await?
            }
        };
        let committed = commit(tx).await;
        committed.map_err(|failure| NotTaken::NotNow(explained(&failure)))?;
        self.outbox.wake();
        Ok(match stepped {
            Stepped::Done | Stepped::Repeated => Taken::Recorded,
            Stepped::Stands(state) => Taken::Ended(state),
        })
    }
}
