//! What is done by itself at its times: boards are posted, surveys, 1:1s and coffee draws are planned, nudges begin.

use jiff::SignedDuration;
use sqlx::PgConnection;

use super::board::RANKS;
use super::{Desk, DeskError};
use crate::clock::earlier;
use crate::leaderboard;
use crate::letters::{lost_place, posted_board};
use crate::nudges;
use crate::one_on_ones::ONE_ON_ONE;
use crate::outbox;
use crate::schedule::{self, Due, Duties};
use crate::settings::{self, BOARD, BoardSchedule, COFFEE, Nudge, Settings};
use crate::surveys::SURVEY;
use crate::wording::{self, Words};
use crate::workspace;

/// How long ago a board may have fallen due that is in the settings and not yet in the schedule: the
/// release before, which knows no schedule, posts until then.
const RELEASE_BEFORE: SignedDuration = SignedDuration::from_hours(1);

impl Duties for Desk {
    const KINDS: &'static [&'static str] = &[
        BOARD,
        COFFEE,
        ONE_ON_ONE,
        SURVEY,
        Nudge::Digest.as_str(),
        Nudge::TeamDigest.as_str(),
        Nudge::Thanking.as_str(),
        Nudge::Welcome.as_str(),
        Nudge::Hello.as_str(),
        Nudge::Celebrations.as_str(),
        Nudge::OwnCelebrations.as_str(),
        Nudge::CelebrationChoice.as_str(),
    ];

    type Error = DeskError;

    async fn prepare(&self) -> Result<(), DeskError> {
        let now = self.clock.now();
        let since = earlier(now, RELEASE_BEFORE);
        let mut conn = self.pool.acquire().await?;
        let workspaces = workspace::all(&mut conn).await?;
        drop(conn);
        for (workspace, _) in workspaces {
            let mut tx = self.pool.begin().await?;
            // Whoever is setting something comes before or after, and is not taken back.
            let settings = settings::load_to_change(&mut tx, workspace).await?;
            settings::schedule_board(&mut tx, workspace, &settings, since).await?;
            settings::schedule_nudges(&mut tx, workspace, &settings, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn perform(&self, conn: &mut PgConnection, due: &Due) -> Result<(), DeskError> {
        let about = due.what.split_once(':');
        if let Some((SURVEY, Ok(survey))) = about.map(|(kind, id)| (kind, id.parse())) {
            return self.plan_survey(conn, due, survey).await;
        }
        if let Some((ONE_ON_ONE, Ok(pair))) = about.map(|(kind, id)| (kind, id.parse())) {
            return self.plan_one_on_one(conn, due, pair).await;
        }
        if Nudge::named(&due.what).is_ok() {
            return Ok(nudges::begin(conn, due).await?);
        }
        match due.what.as_str() {
            COFFEE => self.plan_coffee(conn, due).await,
            _ => self.board_due(conn, due).await,
        }
    }

    fn committed(&self) {
        self.outbox.wake();
    }
}

impl Desk {
    async fn board_due(&self, conn: &mut PgConnection, due: &Due) -> Result<(), DeskError> {
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

    async fn post_board(
        &self,
        conn: &mut PgConnection,
        due: &Due,
        settings: &Settings,
        schedule: &BoardSchedule,
        channel: &str,
    ) -> Result<(), DeskError> {
        let now = self.clock.now();
        let at = due.at.to_zoned(settings.time_zone.clone());
        let monthly = schedule.is_monthly();
        let standings = leaderboard::standings(conn, due.workspace, monthly, &at, RANKS).await?;
        let Some(standings) = standings else {
            // A week without kudos is not announced.
            return Ok(());
        };
        let place = workspace::named_place(conn, due.workspace, channel).await?;
        let letters = if let Some(place) = place {
            let letter = posted_board(conn, due.workspace, settings, &place, &standings);
            vec![letter.await?]
        } else {
            let lost =
                |words: &Words<'_>, command: &str| wording::board_lost(words, channel, command);
            let (whose, what) = ((due.workspace, settings), (BOARD, channel));
            lost_place(conn, now, whose, what, lost).await?
        };
        outbox::enqueue(conn, now, &letters).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_nudge_is_on_the_schedule_is_begun() {
        for nudge in Nudge::ALL {
            assert!(Desk::KINDS.contains(&nudge.as_str()), "{nudge}");
        }
    }
}
