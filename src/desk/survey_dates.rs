//! Surveys on a schedule: their dates are planned as they begin, and launched as the first person's hour
//! comes.

use sqlx::PgConnection;

use super::{Desk, DeskError};
use crate::guarded::guarded;
use crate::ids::SurveyId;
use crate::letters::{survey_dates_passed, survey_not_launched};
use crate::outbox;
use crate::queue::conclude;
use crate::schedule::Due;
use crate::surveys::{self, DueDate, Held, NotLaunched};

impl Desk {
    /// A date of a survey begins: it is planned, and the admins are told of those that were not held.
    pub(super) async fn plan_survey(
        &self,
        conn: &mut PgConnection,
        due: &Due,
        survey: SurveyId,
    ) -> Result<(), DeskError> {
        let which = (due.workspace, survey);
        let Some(passed) = surveys::plan_date(conn, &self.clock, which, due.day()).await? else {
            return Ok(());
        };
        let now = self.clock.now();
        let letters = survey_dates_passed(conn, &passed, now).await?;
        Ok(outbox::enqueue(conn, now, &letters).await?)
    }

    /// Launches one survey whose hour has come somewhere. False when there is none.
    pub(super) async fn hold_one_date(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(due) = surveys::due_date(&mut tx, now).await? else {
            return Ok(false);
        };
        let held = guarded("surveys", self.hold_date(&mut tx, due)).await;
        if let Err(reason) = conclude(tx, held).await? {
            tracing::error!(
                survey.id = %due.survey, survey.date = %due.day,
                error = reason,
                "a survey is not launched; it is tried again until its next date"
            );
            let mut conn = self.pool.acquire().await?;
            surveys::put_off_date(&mut conn, due, now).await?;
        }
        Ok(true)
    }

    async fn hold_date(&self, conn: &mut PgConnection, due: DueDate) -> Result<(), NotLaunched> {
        let held = surveys::hold_date(conn, &self.clock, &self.ballot_keys, due).await?;
        if let Held::Refused(survey, why) = held {
            let letters = survey_not_launched(conn, &survey, due.day, &why).await?;
            outbox::enqueue(conn, self.clock.now(), &letters).await?;
        }
        Ok(())
    }
}
