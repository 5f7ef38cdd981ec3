//! Telling people of reactions and +1s: all that is new of one thing in one message, which changes
//! with them.

use std::collections::HashSet;
use std::time::Duration;

use jiff::Timestamp;
use metrics::counter;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;

use super::Desk;
use crate::chat::{Mention, Message, Place};
use crate::clock::{about, earlier};
use crate::explained::explained;
use crate::guarded::guarded;
use crate::ids::{MemberId, NoticeId, WorkspaceId};
use crate::kudos::{self, Kudos};
use crate::letters::{shown, to_member};
use crate::notices::{self, Claimed, Due, Thanks};
use crate::outbox::{self, Letter, Weight};
use crate::people::{self, Member, NoticeKind};
use crate::queue::conclude;
use crate::settings;
use crate::subject::Subject;
use crate::vitals::Pulse;
use crate::wording::{self, Thanked, Words};

/// How often the gatherer looks when nobody rings.
const POLL: Duration = Duration::from_secs(2);

/// Tells people what is due until it is told to stop. Any number may share one database.
pub struct Gatherer {
    /// Whose people are told.
    pub desk: Desk,
}

impl Gatherer {
    /// Works until `stop`.
    pub async fn run(self, stop: CancellationToken, pulse: Pulse) {
        while !stop.is_cancelled() {
            pulse.beat();
            match self.next().await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(
                        error = explained(&error),
                        "people are not told of reactions yet"
                    );
                }
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.desk.notices.woken() => {}
                () = tokio::time::sleep(about(POLL)) => {}
            }
        }
    }

    /// Tells one person of one thing. False when there is nothing to tell. What cannot be told is
    /// set aside, and harms nobody else.
    async fn next(&self) -> Result<bool, sqlx::Error> {
        let now = self.desk.clock.now();
        let mut tx = self.desk.pool.begin().await?;
        let Some(claimed) = notices::claim(&mut tx, now).await? else {
            return Ok(false);
        };
        let told = guarded("notices", self.tell(&mut tx, &claimed, now)).await;
        match conclude(tx, told).await? {
            Ok(()) => self.desk.outbox.wake(),
            Err(reason) => {
                tracing::error!(
                    workspace.id = %claimed.workspace, member.id = %claimed.recipient,
                    notice.subject = %claimed.subject, error = reason,
                    "somebody could not be told of a reaction; it is tried again"
                );
                count("failed");
                let mut conn = self.desk.pool.acquire().await?;
                notices::set_aside(&mut conn, &claimed, now, &reason).await?;
            }
        }
        Ok(true)
    }

    /// Tells `claimed` what is due, in the transaction that holds them.
    async fn tell(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        let mut due = notices::due(conn, claimed, now).await?;
        let ids = [claimed.recipient];
        let recipient = people::by_ids(conn, claimed.workspace, &ids).await?.pop();
        let recipient = recipient.ok_or(sqlx::Error::RowNotFound)?;
        let opened = self
            .assign(conn, claimed, &recipient, &mut due, now)
            .await?;
        notices::told(conn, &due).await?;
        let mut letters = Vec::new();
        let changed: HashSet<NoticeId> = due.iter().filter_map(|it| it.notice).collect();
        for notice in changed {
            let letter = self.letter(conn, &recipient, notice, &due).await?;
            let Some(letter) = letter else { continue };
            letters.push(if opened == Some(notice) {
                count("posted");
                letter
            } else {
                count("changed");
                letter.as_update_throughout()
            });
        }
        outbox::enqueue(conn, now, &letters).await
    }

    /// Says which message tells of each that is new: the one that is there, or another, which is
    /// opened and returned. What was taken back before anybody was told is told by none, nor what
    /// they do not want to hear.
    async fn assign(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
        recipient: &Member,
        due: &mut [Due],
        now: Timestamp,
    ) -> Result<Option<NoticeId>, sqlx::Error> {
        let undone = notices::undone_of(conn, claimed.workspace, due).await?;
        let mut new: Vec<&mut Due> = due
            .iter_mut()
            .filter(|it| it.notice.is_none() && !undone.contains(&it.kudos))
            .collect();
        if new.is_empty() {
            return Ok(None);
        }
        if !recipient.wants(NoticeKind::Joins) {
            count("muted");
            return Ok(None);
        }
        let latest = notices::latest(conn, claimed, earlier(now, notices::WINDOW)).await?;
        let notice = latest.unwrap_or_else(|| self.desk.clock.new_id());
        if latest.is_none() {
            notices::open(conn, claimed, notice, now).await?;
        }
        for it in &mut new {
            it.notice = Some(notice);
        }
        Ok(latest.is_none().then_some(notice))
    }

    /// What the message says now.
    async fn letter(
        &self,
        conn: &mut PgConnection,
        recipient: &Member,
        notice: NoticeId,
        due: &[Due],
    ) -> Result<Option<Letter>, sqlx::Error> {
        let thanks = notices::thanks(conn, recipient.workspace, notice).await?;
        // Where nobody thanks any more, what was taken back says where it was.
        let taken_back = || due.iter().find(|it| it.notice == Some(notice));
        let about = thanks.first.or_else(|| taken_back().map(|it| it.kudos));
        let about = about.ok_or(sqlx::Error::RowNotFound)?;
        let about = kudos::find(conn, recipient.workspace, about).await?;
        let about = about.ok_or(sqlx::Error::RowNotFound)?;
        let settings = settings::load(conn, recipient.workspace).await?;
        let words = Words::of(recipient, &settings);
        let message = if thanks.givers.is_empty() {
            wording::thanks_taken_back(&words)
        } else {
            thanked(conn, &words, recipient.workspace, &thanks, &about).await?
        };
        let near = about.place.as_ref().map(Place::installation);
        Ok(to_member(recipient, near.as_ref(), &message, |letter| {
            letter
                .about(Subject::Notice(notice))
                .weighing(Weight::Notice)
        }))
    }
}

async fn thanked(
    conn: &mut PgConnection,
    words: &Words<'_>,
    workspace: WorkspaceId,
    thanks: &Thanks,
    about: &Kudos,
) -> Result<Message, sqlx::Error> {
    let named = &thanks.givers[..thanks.givers.len().min(wording::NAMED)];
    let ids: Vec<MemberId> = named.iter().chain(&about.recipients).copied().collect();
    let people = people::by_ids(conn, workspace, &ids).await?;
    let mention = |id: &MemberId| -> Option<Mention> {
        let member = people.iter().find(|it| it.id == *id)?;
        Some(member.mention())
    };
    let installation = about.place.as_ref().map(Place::installation);
    let thanked = Thanked {
        first: named.iter().filter_map(mention).collect(),
        people: thanks.givers.len(),
        points: thanks.points,
        values: about.values.clone(),
        message: shown(&about.message, installation.as_ref(), &people),
        // A private place is not named elsewhere.
        place: about.place.clone().filter(|_| thanks.public),
    };
    Ok(wording::thanked(words, &thanked))
}

fn count(outcome: &'static str) {
    counter!("plaudit_notices_total", "outcome" => outcome).increment(1);
}
