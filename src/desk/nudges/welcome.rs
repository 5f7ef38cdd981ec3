//! New colleagues are welcomed, and told how kudos work.

use sqlx::PgConnection;

use super::channel::Channel;
use super::{Desk, DeskError, Step, located};
use crate::ids::MemberId;
use crate::letters::{hello_to, posted_nudge, to_admins, welcome_message};
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
                return told_of_crowd(conn, step, crowd.len()).await;
            }
        };
        let (key, place) = match self.channel_of(conn, step).await? {
            Channel::Here(key, place) => (key, place),
            Channel::Lost(told) => return Ok(told),
        };
        let new = once_ever(conn, step, &new).await?;
        let new = people::by_ids(conn, workspace, &new).await?;
        let message = welcome_message(step.settings, new);
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
                let crowd = once_ever(conn, step, &crowd).await?;
                // Where they would have been welcomed in a channel, that tells the admins.
                if crowd.is_empty() || step.settings.nudges.welcome_channel.is_some() {
                    return Ok(Vec::new());
                }
                return told_of_crowd(conn, step, crowd.len()).await;
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

/// The admins are told how many were not welcomed.
async fn told_of_crowd(
    conn: &mut PgConnection,
    step: &Step<'_>,
    many: usize,
) -> Result<Vec<Letter>, DeskError> {
    let many = |words: &Words<'_>| wording::welcome_many(words, many);
    Ok(to_admins(conn, step.round.workspace, step.settings, None, many).await?)
}

async fn once_ever(
    conn: &mut PgConnection,
    step: &Step<'_>,
    ids: &[MemberId],
) -> Result<Vec<MemberId>, DeskError> {
    let ever = (nudges::EVER, step.round.day);
    Ok(nudges::tell_once(conn, step.round.workspace, step.nudge, ids, ever).await?)
}
