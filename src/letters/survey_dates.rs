//! What admins are told of surveys that were not launched on their dates.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::to_admins;
use crate::outbox::Letter;
use crate::settings;
use crate::surveys::{NotLaunched, Passed, Survey};
use crate::wording::{self, Words};

/// Some dates came and went without a launch.
pub async fn survey_dates_passed(
    conn: &mut PgConnection,
    passed: &Passed,
    now: Timestamp,
) -> Result<Vec<Letter>, sqlx::Error> {
    let workspace = passed.survey.workspace;
    let settings = settings::load(conn, workspace).await?;
    let title = &passed.survey.definition.title;
    let now = now.to_zoned(settings.time_zone.clone());
    let say = |words: &Words<'_>| wording::survey_dates_passed(words, title, &passed.days, &now);
    to_admins(conn, workspace, &settings, None, say).await
}

/// One date was not launched, for a reason.
pub async fn survey_not_launched(
    conn: &mut PgConnection,
    survey: &Survey,
    day: Date,
    why: &NotLaunched,
) -> Result<Vec<Letter>, sqlx::Error> {
    let settings = settings::load(conn, survey.workspace).await?;
    let title = &survey.definition.title;
    let say = |words: &Words<'_>| wording::survey_not_launched(words, title, day, why);
    to_admins(conn, survey.workspace, &settings, None, say).await
}
