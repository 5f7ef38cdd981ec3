//! One step of a redemption, within a transaction that goes on whatever comes of it.

use secrecy::SecretString;
use sqlx::{Acquire, PgConnection};

use super::Fulfiller;
use crate::ids::{RedemptionId, WorkspaceId};
use crate::policy::Actor;
use crate::rewards::{self, Advance, Holding, NotAdvanced, State, Step, Teller};
use crate::sealed::{Column, Context};

/// The goods: what comes with a delivery.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Goods<'a> {
    /// The code that its member gets.
    pub(super) code: Option<&'a SecretString>,
    /// What the service calls it.
    pub(super) reference: Option<&'a str>,
    /// Idempotency keys of whoever says so.
    pub(super) keys: &'a [String],
}

/// What a step came to.
pub(super) enum Stepped {
    /// It happened.
    Done,
    /// It was recorded before.
    Repeated,
    /// It cannot, where the redemption stands.
    Stands(State),
}

impl Fulfiller {
    /// Lets something happen to a redemption, or nothing at all.
    pub(super) async fn step(
        &self,
        conn: &mut PgConnection,
        ask: Advance<'_>,
        teller: &dyn Teller,
    ) -> Result<Stepped, sqlx::Error> {
        let mut attempt = conn.begin().await?;
        let stepped = match rewards::advance(&mut attempt, &self.clock, ask, teller).await {
            Ok(_) => {
                attempt.commit().await?;
                return Ok(Stepped::Done);
            }
            Err(NotAdvanced::Stands(state)) => Stepped::Stands(state),
            Err(NotAdvanced::Repeated) => Stepped::Repeated,
            // The server may.
            Err(NotAdvanced::NotTheirs) => return Err(sqlx::Error::RowNotFound),
            Err(NotAdvanced::Database(error)) => return Err(error),
        };
        attempt.rollback().await?;
        Ok(stepped)
    }

    /// Records that it is delivered. A code is sealed for the redemption, and told its member.
    pub(super) async fn fulfil(
        &self,
        conn: &mut PgConnection,
        (workspace, redemption): (WorkspaceId, RedemptionId),
        goods: Goods<'_>,
        teller: &dyn Teller,
    ) -> Result<Stepped, sqlx::Error> {
        let context = Context::new(workspace, Column::Delivered, redemption);
        let sealed = goods.code.zip(self.sealer.as_ref());
        let ask = Advance {
            reference: goods.reference,
            delivered: sealed.map(|(code, sealer)| sealer.seal(&context, code)),
            keys: goods.keys,
            ..Advance::new(workspace, redemption, Step::Fulfil, &Actor::System)
        };
        self.step(conn, ask, teller).await
    }

    /// A service delivered it. Where its points were given back before, nobody gets what came with it,
    /// and somebody must look at it.
    pub(super) async fn deliver(
        &self,
        conn: &mut PgConnection,
        (workspace, redemption): (WorkspaceId, RedemptionId),
        goods: Goods<'_>,
        teller: &dyn Teller,
    ) -> Result<Stepped, sqlx::Error> {
        let which = (workspace, redemption);
        let stepped = self.fulfil(conn, which, goods, teller).await?;
        if let Stepped::Stands(state) = stepped
            && state.holding() == Holding::Returned
            && let Some(redemption) = rewards::by_id(conn, workspace, redemption).await?
        {
            let by = &Actor::System;
            rewards::delivered_too_late(conn, &self.clock, &redemption, by, teller).await?;
        }
        Ok(stepped)
    }
}
