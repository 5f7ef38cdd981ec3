//! Whoever thanked nobody for long is asked whom they could thank.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Desk, DeskError, Step, located};
use crate::database::Day;
use crate::ids::MemberId;
use crate::letters::asked_whom_to_thank;
use crate::nudges;
use crate::one_on_ones;
use crate::outbox::Letter;

/// How many days ago something was.
pub(super) fn days_since(at: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(at).as_hours() / 24
}

impl Desk {
    pub(super) async fn ask_the_silent(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        ids: &[MemberId],
    ) -> Result<Vec<Letter>, DeskError> {
        let (round, settings) = (step.round, step.settings);
        let silent = nudges::silent(conn, round, settings, ids).await?;
        let ids: Vec<MemberId> = silent.iter().map(|it| it.member).collect();
        let today = Day(round.day);
        let away = one_on_ones::away(conn, (round.workspace, &ids), today, step.now).await?;
        let mut at_work = located(conn, step, &ids).await?;
        at_work.retain(|it| {
            let is_away = away.iter().any(|away| away.member == it.member.id);
            !is_away && step.hours.works(round.day, &it.place)
        });
        let ids: Vec<MemberId> = at_work.iter().map(|it| it.member.id).collect();
        let days = (nudges::told_before(round, settings), round.day);
        let told = nudges::tell_once(conn, round.workspace, step.nudge, &ids, days).await?;
        let mut letters = Vec::new();
        for resident in at_work.iter().filter(|it| told.contains(&it.member.id)) {
            let id = resident.member.id;
            let people = nudges::companions(conn, round.workspace, id, step.now).await?;
            let since = silent.iter().find(|it| it.member == id);
            let since = since.and_then(|it| it.since).map(|it| it.0);
            let days = since.map(|since| days_since(since, step.now));
            letters.extend(asked_whom_to_thank(
                &resident.member,
                settings,
                days,
                &people,
            ));
        }
        Ok(letters)
    }
}
