//! What the actor has, and may give.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::{kudos, wording};

impl Ctx<'_> {
    pub(super) async fn balance(&self) -> Result<Progress, DeskError> {
        let mut conn = self.desk.pool.acquire().await?;
        let balance = kudos::balance(
            &mut conn,
            self.workspace(),
            self.actor.id,
            self.settings(),
            self.now,
        )
        .await?;
        drop(conn);
        let zone = self.actor.time_zone.as_ref();
        self.answer(wording::balance(&self.words(), &balance, zone))
            .await
    }
}
