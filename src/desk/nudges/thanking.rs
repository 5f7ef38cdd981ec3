//! Whoever thanked nobody for long is asked whom they could thank.

use std::slice;

use sqlx::PgConnection;

use super::{Desk, DeskError, Step, located};
use crate::database::Day;
use crate::ids::MemberId;
use crate::letters::asked_whom_to_thank;
use crate::nudges;
use crate::one_on_ones;
use crate::outbox::Letter;

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
        let mut letters = Vec::new();
        for resident in located(conn, step, &ids).await? {
            let id = resident.member.id;
            let is_away = away.iter().any(|it| it.member == id);
            if is_away || !step.hours.works(round.day, &resident.place) {
                continue;
            }
            let days = (nudges::told_before(round, settings), round.day);
            let told = slice::from_ref(&id);
            let told = nudges::tell_once(conn, round.workspace, step.nudge, told, days).await?;
            if told.is_empty() {
                continue;
            }
            let people = nudges::companions(conn, round.workspace, id, step.now).await?;
            let since = silent.iter().find(|it| it.member == id);
            let since = since.and_then(|it| it.since).map(|it| it.0);
            let days = since.map(|since| step.now.duration_since(since).as_hours() / 24);
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
