//! Boards that are posted by themselves.

use jiff::SignedDuration;
use sqlx::PgConnection;
use uuid::Uuid;

use super::admins::to_admins;
use super::board::{RANKS, rows};
use super::{Desk, DeskError};
use crate::chat::{Place, To};
use crate::clock::earlier;
use crate::inbox;
use crate::leaderboard::{self, Ask, Metric, Period, Scope};
use crate::outbox::{self, Letter};
use crate::platforms::traits;
use crate::schedule::{self, Due, Duties};
use crate::settings::{self, BOARD, BoardSchedule, Settings};
use crate::wording::{self, BoardPeriod, ScheduledBoard, Words};
use crate::workspace;

/// How long ago a board may have fallen due that is in the settings and not yet in the schedule: the
/// release before, which knows no schedule, posts until then.
const RELEASE_BEFORE: SignedDuration = SignedDuration::from_hours(1);

impl Duties for Desk {
    const KINDS: &'static [&'static str] = &[BOARD];

    type Error = DeskError;

    async fn prepare(&self) -> Result<(), DeskError> {
        let now = self.clock.now();
        let since = earlier(now, RELEASE_BEFORE);
        let mut tx = self.pool.begin().await?;
        for (workspace, _) in workspace::all(&mut tx).await? {
            let settings = settings::load(&mut tx, workspace).await?;
            settings::schedule_board(&mut tx, workspace, &settings, since).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn perform(&self, conn: &mut PgConnection, due: &Due) -> Result<(), DeskError> {
        let settings = settings::load(conn, due.workspace).await?;
        let now = self.clock.now();
        // Set by a replica of the release before: then it recurs in another way.
        let since = earlier(now, RELEASE_BEFORE);
        if settings::schedule_board(conn, due.workspace, &settings, since).await? {
            return Ok(());
        }
        match (
            &settings.leaderboard_schedule,
            &settings.leaderboard_channel,
        ) {
            (Some(schedule), Some(channel))
                if schedule::claim_as_before(conn, due.workspace, BOARD, due.at).await? =>
            {
                self.post_board(conn, due, &settings, schedule, channel)
                    .await
            }
            _ => Ok(()),
        }
    }

    fn committed(&self) {
        self.outbox.ring();
    }
}

impl Desk {
    async fn post_board(
        &self,
        conn: &mut PgConnection,
        due: &Due,
        settings: &Settings,
        schedule: &BoardSchedule,
        channel: &str,
    ) -> Result<(), DeskError> {
        let at = due.at.to_zoned(settings.time_zone.clone());
        let (period, day) = leaderboard::told_of(schedule.is_monthly(), &at);
        let mut ask = Ask {
            workspace: due.workspace,
            metric: Metric::Received,
            period,
            day,
            scope: Scope::default(),
            among: None,
            limit: RANKS,
        };
        let received = leaderboard::board(conn, &ask, None).await?;
        ask.metric = Metric::Given;
        let given = leaderboard::board(conn, &ask, None).await?;
        if received.ranks.is_empty() && given.ranks.is_empty() {
            // A week without kudos is not announced.
            return Ok(());
        }
        let board = ScheduledBoard {
            period: match period {
                Period::Month => BoardPeriod::MonthOf(day),
                _ => BoardPeriod::WeekOf(Period::Week.start(day)),
            },
            received: rows(&received, None),
            given: rows(&given, None),
        };
        let letters = match workspace::named_place(conn, due.workspace, channel).await? {
            Some(place) => {
                let letter = self.board_letter(conn, due.workspace, settings, place, &board);
                vec![letter.await?]
            }
            None => {
                self.lost_board(conn, due.workspace, settings, channel)
                    .await?
            }
        };
        outbox::enqueue(conn, self.clock.now(), &letters).await?;
        Ok(())
    }

    /// The board for its place. Where that refuses it, the admins are told instead; not again while
    /// the place goes on refusing, since they know.
    async fn board_letter(
        &self,
        conn: &mut PgConnection,
        workspace: Uuid,
        settings: &Settings,
        place: Place,
        board: &ScheduledBoard,
    ) -> Result<Letter, DeskError> {
        let words = Words::new(settings.locale, settings);
        let message = wording::scheduled_board(&words, board, traits(place.platform).manner.give);
        let letter = Letter::new(workspace, To::Place(place.clone()), message).about(BOARD.into());
        let last = outbox::last_about(conn, workspace, BOARD).await?;
        if last.is_some_and(|last| last.refused && last.lane == letter.to.lane()) {
            return Ok(letter.confined(Vec::new()));
        }
        let manner = traits(place.platform).manner;
        let refused = |words: &Words<'_>| wording::board_refused(words, &place, manner);
        let told = to_admins(conn, workspace, settings, &place, refused).await?;
        let shared = |words: &Words<'_>| wording::board_shared(words, &place, manner.command);
        let instead = to_admins(conn, workspace, settings, &place, shared).await?;
        let letter = told.into_iter().fold(letter, Letter::or_else);
        Ok(letter.confined(instead))
    }

    /// What the admins are told of a board whose place is in no team of ours: once for each place.
    async fn lost_board(
        &self,
        conn: &mut PgConnection,
        workspace: Uuid,
        settings: &Settings,
        channel: &str,
    ) -> Result<Vec<Letter>, DeskError> {
        tracing::warn!(workspace.id = %workspace, place = channel, "the board's place is in no team of ours");
        let key = format!("{BOARD}/lost/{channel}");
        // An id alone would be in the first team: there is none, and nobody to be told.
        let Ok(place) = channel.parse::<Place>() else {
            return Ok(Vec::new());
        };
        if !inbox::record(conn, workspace, &[key], self.clock.now()).await? {
            return Ok(Vec::new());
        }
        let lost = |words: &Words<'_>| {
            wording::board_lost(words, channel, traits(place.platform).manner.command)
        };
        to_admins(conn, workspace, settings, &place, lost).await
    }
}
