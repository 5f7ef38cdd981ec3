//! The leaderboard, as asked for.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::command;
use crate::leaderboard::{self, Ask, Metric, Period, Scope};
use crate::wording::{self, BoardView};

/// How many ranks a board shows.
pub(super) const RANKS: i64 = 10;

impl Ctx<'_> {
    pub(super) async fn leaderboard(
        &self,
        asked: command::Leaderboard,
    ) -> Result<Progress, DeskError> {
        let value = match &asked.value {
            None => None,
            Some(typed) => match self.settings().values.find(typed) {
                Some(value) => Some(value.slug.clone()),
                None => return self.answer(wording::unknown_value(&self.words(), typed)).await,
            },
        };
        let ask = Ask {
            workspace: self.workspace(),
            metric: match asked.metric {
                command::Metric::Received => Metric::Received,
                command::Metric::Given => Metric::Given,
            },
            period: match asked.period {
                command::Period::Today => Period::Day,
                command::Period::Week => Period::Week,
                command::Period::Month => Period::Month,
                command::Period::Quarter => Period::Quarter,
                command::Period::Year => Period::Year,
                command::Period::All => Period::All,
            },
            day: self.now.to_zoned(self.settings().time_zone.clone()).date(),
            scope: Scope { channel: asked.here.then(|| self.place().channel), value },
            limit: RANKS,
        };
        let mut conn = self.desk.pool.acquire().await?;
        let board = leaderboard::board(&mut conn, &ask, Some(self.actor.id)).await?;
        drop(conn);
        let view = BoardView { ask: &ask, board: &board, reader: Some(self.actor.id) };
        self.answer(wording::board(&self.words(), &view)).await
    }
}
