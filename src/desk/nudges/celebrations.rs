//! Birthdays, and the days on which people began: as whoever's they are allows.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::channel::Channel;
use super::{Desk, DeskError, Step, located};
use crate::holidays::Place;
use crate::ids::{MemberId, WorkspaceId};
use crate::letters::{asked_of_days, celebrations_message, own_celebration, posted_nudge};
use crate::nudges;
use crate::outbox::Letter;
use crate::people::{self, Celebrant, ShownTo};
use crate::settings::Celebrated;

impl Desk {
    pub(super) async fn celebrate(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
    ) -> Result<Vec<Letter>, DeskError> {
        let (workspace, today) = (step.round.workspace, step.round.day);
        let dates = dates(step, &step.everywhere());
        let which = (workspace, step.settings.nudges.celebrated);
        let shown = (&*dates, ShownTo::Channel);
        let celebrants = celebrants(conn, which, shown, None).await?;
        if celebrants.is_empty() {
            return Ok(Vec::new());
        }
        let (key, place) = match self.channel_of(conn, step).await? {
            Channel::Here(key, place) => (key, place),
            Channel::Lost(told) => return Ok(told),
        };
        let mut ids: Vec<MemberId> = celebrants.iter().map(|it| it.member).collect();
        ids.sort_unstable();
        ids.dedup();
        let told = nudges::tell_once(conn, workspace, step.nudge, &ids, (today, today)).await?;
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let people = people::by_ids(conn, workspace, &told).await?;
        let message = celebrations_message(step.settings, &place, (&celebrants, &people), today);
        let whose = (workspace, step.settings);
        let letter = posted_nudge(conn, whose, (step.nudge, key), &place, message).await?;
        Ok(vec![letter])
    }

    pub(super) async fn celebrate_alone(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        ids: &[MemberId],
    ) -> Result<Vec<Letter>, DeskError> {
        let (workspace, today) = (step.round.workspace, step.round.day);
        // A message to one alone comes on the day itself, whether people work on it or not.
        let dates = [today];
        let dates: Vec<Date> = dates
            .into_iter()
            .filter(|it| step.is_on_since(*it))
            .collect();
        let which = (workspace, step.settings.nudges.celebrated);
        let shown = (&*dates, ShownTo::Oneself);
        let celebrants = celebrants(conn, which, shown, Some(ids)).await?;
        let mut ids: Vec<MemberId> = celebrants.iter().map(|it| it.member).collect();
        ids.sort_unstable();
        ids.dedup();
        let told = nudges::tell_once(conn, workspace, step.nudge, &ids, (today, today)).await?;
        let people = people::by_ids(conn, workspace, &told).await?;
        let letters = people.iter().filter_map(|member| {
            let own = celebrants.iter().filter(|it| it.member == member.id);
            let own: Vec<&Celebrant> = own.collect();
            own_celebration(member, step.settings, &own)
        });
        Ok(letters.collect())
    }

    /// Whoever's days are known is asked once whether others may be told.
    pub(super) async fn ask_of_days(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        ids: &[MemberId],
    ) -> Result<Vec<Letter>, DeskError> {
        let workspace = step.round.workspace;
        let celebrated = step.settings.nudges.celebrated;
        let sorts = (celebrated.birthdays(), celebrated.anniversaries());
        let undecided = people::undecided(conn, workspace, sorts, ids).await?;
        let mut at_work = located(conn, step, &undecided).await?;
        at_work.retain(|it| step.hours.works(step.round.day, &it.place));
        let ids: Vec<MemberId> = at_work.iter().map(|it| it.member.id).collect();
        let ever = (nudges::EVER, step.round.day);
        let told = nudges::tell_once(conn, workspace, step.nudge, &ids, ever).await?;
        let mut letters = Vec::new();
        for resident in at_work.iter().filter(|it| told.contains(&it.member.id)) {
            let days = people::own_days(conn, workspace, resident.member.id).await?;
            letters.extend(asked_of_days(&resident.member, step.settings, days));
        }
        Ok(letters)
    }
}

/// The dates that are celebrated today, of those that fell due since the nudge is on.
fn dates(step: &Step<'_>, place: &Place) -> Vec<Date> {
    let works = |day| step.hours.works(day, place);
    let mut dates = nudges::celebrated_on(step.round.day, works);
    dates.retain(|date| step.is_on_since(*date));
    dates
}

/// Whose days are on these dates, of those who let them be shown so.
pub(super) async fn celebrants(
    conn: &mut PgConnection,
    (workspace, celebrated): (WorkspaceId, Celebrated),
    shown: (&[Date], ShownTo),
    among: Option<&[MemberId]>,
) -> Result<Vec<Celebrant>, sqlx::Error> {
    let mut celebrants = Vec::new();
    if celebrated.birthdays() {
        celebrants.extend(people::birthdays(conn, workspace, shown, among).await?);
    }
    if celebrated.anniversaries() {
        celebrants.extend(people::anniversaries(conn, workspace, shown, among).await?);
    }
    Ok(celebrants)
}
