//! New colleagues are welcomed, and told how kudos work.

use sqlx::PgConnection;

use super::channel::Channel;
use super::{Desk, DeskError, Step, located};
use crate::ids::MemberId;
use crate::letters::{hello_to, posted_nudge, to_admins};
use crate::nudges::{self, Newcomers};
use crate::outbox::Letter;
use crate::people;
use crate::wording::{self, Words};

impl Desk {
    /// All who are new are welcomed at once. A crowd is not: the admins are told.
    pub(super) async fn welcome_newcomers(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
    ) -> Result<Vec<Letter>, DeskError> {
        if !step.hours.works(step.round.day, &step.everywhere()) {
            return Ok(Vec::new());
        }
        let workspace = step.round.workspace;
        let new = nudges::newcomers(conn, step.round, step.nudge, step.since).await?;
        let new = match new {
            Newcomers::Some(new) if new.is_empty() => return Ok(Vec::new()),
            Newcomers::Some(new) => new,
            Newcomers::Crowd(crowd) => {
                let crowd = once_ever(conn, step, &crowd).await?;
                let many = |words: &Words<'_>| wording::welcome_many(words, crowd.len());
                return Ok(to_admins(conn, workspace, step.settings, None, many).await?);
            }
        };
        let (key, place) = match self.channel_of(conn, step).await? {
            Channel::Here(key, place) => (key, place),
            Channel::Lost(told) => return Ok(told),
        };
        let new = once_ever(conn, step, &new).await?;
        let mut new = people::by_ids(conn, workspace, &new).await?;
        new.sort_by_key(|member| member.id);
        let new: Vec<_> = new.iter().map(people::Member::mention).collect();
        let words = Words::new(step.settings.locale, step.settings);
        let message = wording::welcome_posted(&words, &new);
        let whose = (workspace, step.settings);
        let letter = posted_nudge(conn, whose, (step.nudge, key), &place, message).await?;
        Ok(vec![letter])
    }

    pub(super) async fn say_hello(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        ids: &[MemberId],
    ) -> Result<Vec<Letter>, DeskError> {
        let new = match nudges::newcomers(conn, step.round, step.nudge, step.since).await? {
            Newcomers::Some(new) => new,
            Newcomers::Crowd(crowd) => {
                once_ever(conn, step, &crowd).await?;
                return Ok(Vec::new());
            }
        };
        let here: Vec<MemberId> = new.into_iter().filter(|id| ids.contains(id)).collect();
        let mut at_work = located(conn, step, &here).await?;
        at_work.retain(|it| step.hours.works(step.round.day, &it.place));
        let ids: Vec<MemberId> = at_work.iter().map(|it| it.member.id).collect();
        let told = once_ever(conn, step, &ids).await?;
        let told = at_work.iter().filter(|it| told.contains(&it.member.id));
        Ok(told
            .filter_map(|it| hello_to(&it.member, step.settings))
            .collect())
    }
}

async fn once_ever(
    conn: &mut PgConnection,
    step: &Step<'_>,
    ids: &[MemberId],
) -> Result<Vec<MemberId>, DeskError> {
    let ever = (nudges::EVER, step.round.day);
    Ok(nudges::tell_once(conn, step.round.workspace, step.nudge, ids, ever).await?)
}
