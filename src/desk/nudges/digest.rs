//! Who was thanked for what in a week: for a channel, and for whoever others report to.

use sqlx::PgConnection;

use super::channel::Channel;
use super::{Desk, DeskError, Step, located};
use crate::ids::MemberId;
use crate::letters::{digest_message, posted_nudge, team_digest};
use crate::nudges;
use crate::outbox::Letter;
use crate::people::NoticeKind;

impl Desk {
    pub(super) async fn post_digest(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
    ) -> Result<Vec<Letter>, DeskError> {
        let (set, place) = (&step.settings.nudges, step.everywhere());
        let due = nudges::digest_due(set, step.hours, step.round.day, &place);
        let Some(date) = due.filter(|date| step.is_on_since(*date)) else {
            return Ok(Vec::new());
        };
        let workspace = step.round.workspace;
        // A week in which nobody gave is not told of.
        let Some(digest) = nudges::digest(conn, workspace, date).await? else {
            return Ok(Vec::new());
        };
        let (key, place) = match self.channel_of(conn, step).await? {
            Channel::Here(key, place) => (key, place),
            Channel::Lost(told) => return Ok(told),
        };
        let whose = (workspace, step.settings);
        let message = digest_message(conn, whose, &place, &digest).await?;
        let letter = posted_nudge(conn, whose, (step.nudge, key), &place, message).await?;
        // Once, on whichever day it is made up for.
        Ok(vec![letter.keyed(format!("{}/{date}", step.nudge))])
    }

    pub(super) async fn team_digests(
        &self,
        conn: &mut PgConnection,
        step: &Step<'_>,
        ids: &[MemberId],
    ) -> Result<Vec<Letter>, DeskError> {
        let workspace = step.round.workspace;
        let managers = nudges::managers(conn, workspace, ids).await?;
        let mut letters = Vec::new();
        for manager in located(conn, step, &managers).await? {
            let set = &step.settings.nudges;
            let due = nudges::digest_due(set, step.hours, step.round.day, &manager.place);
            let due = due.filter(|date| step.is_on_since(*date));
            let Some(date) = due.filter(|_| manager.member.wants(NoticeKind::Digest)) else {
                continue;
            };
            let id = manager.member.id;
            let once = (date, date);
            let told = nudges::tell_once(conn, workspace, step.nudge, &[id], once).await?;
            if told.is_empty() {
                continue;
            }
            if let Some(digest) = nudges::team_digest(conn, workspace, id, date).await? {
                letters.extend(team_digest(conn, &manager.member, step.settings, &digest).await?);
            }
        }
        Ok(letters)
    }
}
