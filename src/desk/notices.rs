//! `/kudos notices`: which news somebody wants to be told.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::chat::Reply;
use crate::command::{News, Notices};
use crate::database::commit;
use crate::people::{self, NoticeKind};
use crate::wording;

impl Ctx<'_> {
    pub(super) async fn notices(&self, asked: Notices) -> Result<Progress, DeskError> {
        match asked {
            Notices::Show => {
                let muted = &self.actor.muted;
                let message = wording::notices(&self.words(), muted, self.manner().command);
                self.answer(message).await
            }
            Notices::Turn { on, kinds } if kinds.is_empty() => {
                self.turn(&NoticeKind::ALL, on).await
            }
            Notices::Turn { on, kinds } => {
                let kinds: Vec<_> = kinds.into_iter().map(kind_of).collect();
                self.turn(&kinds, on).await
            }
        }
    }

    /// The button below what somebody was told, or the one that takes that back.
    pub(super) async fn turn_pressed(&self, kind: &str, on: bool) -> Result<Progress, DeskError> {
        match NoticeKind::named(kind) {
            Ok(kind) => self.turn(&[kind], on).await,
            Err(_) => Ok(Reply::Nothing.into()),
        }
    }

    async fn turn(&self, kinds: &[NoticeKind], on: bool) -> Result<Progress, DeskError> {
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        people::choose_notices(&mut tx, self.workspace(), self.actor.id, kinds, on).await?;
        let message = wording::notices_turned(&self.words(), kinds, on, self.manner().command);
        let reply = self.answer_in(&mut tx, message).await?;
        commit(tx).await?;
        self.desk.directory.forget();
        self.desk.outbox.ring();
        Ok(reply.into())
    }
}

const fn kind_of(news: News) -> NoticeKind {
    match news {
        News::Kudos => NoticeKind::Kudos,
        News::Joins => NoticeKind::Joins,
    }
}
