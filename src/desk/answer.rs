//! Telling the person, by whichever way is open.

use std::convert::identity;

use sqlx::{PgConnection, Postgres, Transaction};

use super::context::Ctx;
use super::{DeskError, Stop};
use crate::chat::{Ack, Act, Handle, Message, PlaceKind, Reply, To};
use crate::database::{begin, commit};
use crate::inbox;
use crate::kudos::Refusal;
use crate::outbox::{self, Letter};
use crate::wording;

impl Ctx<'_> {
    /// Whether the acknowledgement can show the person something.
    pub(super) fn answers_at_once(&self) -> bool {
        self.inbound.ack != Ack::Empty
    }

    /// Whether everyone in the place reads what is answered.
    pub(super) fn answers_in_public(&self) -> bool {
        self.inbound.ack == Ack::Public
    }

    /// A letter that only the actor sees, where they acted.
    pub(super) fn private_letter(&self, message: Message) -> Letter {
        let place = self.place();
        let to = match self.inbound.actor.clone() {
            Some(person) if place.kind == PlaceKind::Direct => To::Person(person),
            Some(person) => To::Privately { place, person },
            None => To::Place(place),
        };
        Letter::new(self.workspace(), to, message)
    }

    /// Answers a question that changes nothing.
    pub(super) async fn answer(&self, message: Message) -> Result<Reply, Stop> {
        Ok(self.say(message).await?)
    }

    /// Answers in place of the message whose button was pressed, where nothing changes.
    pub(super) async fn settle(&self, message: Message) -> Result<Reply, Stop> {
        Ok(self.say_instead(message).await?)
    }

    /// A form stays open, with a sentence at one of its questions; where it cannot, the sentence is said.
    pub(super) async fn invalid(&self, question: &str, sentence: String) -> Result<Reply, Stop> {
        if self.answers_at_once() {
            return Ok(Reply::Invalid(vec![(question.to_owned(), sentence)]));
        }
        self.answer(Message::text(sentence)).await
    }

    /// The rules refuse what was asked.
    pub(super) fn refuses(&self, refusal: &Refusal) -> Stop {
        Stop::says(wording::refusal(&self.words(), refusal))
    }

    /// Says what changes nothing, once.
    pub(super) async fn say(&self, message: Message) -> Result<Reply, DeskError> {
        if self.answers_at_once() {
            return Ok(Reply::Private(message));
        }
        self.answer_once(self.private_letter(message)).await
    }

    /// Says what is nobody else's business: nothing of it stays with the letters that were sent.
    pub(super) async fn confide(&self, message: Message) -> Result<Reply, Stop> {
        if self.answers_at_once() {
            return Ok(Reply::Private(message));
        }
        let letter = self.private_letter(message).sensitive();
        Ok(self.answer_once(letter).await?)
    }

    /// Says something in place of the message whose button was pressed, so that nobody presses it again.
    /// Only for buttons that nobody else reads.
    pub(super) async fn say_instead(&self, message: Message) -> Result<Reply, DeskError> {
        if self.answers_at_once() {
            return Ok(self.settled(message));
        }
        self.answer_once(self.letter_instead(message)).await
    }

    /// Brings the message whose button was pressed up to date, beside what answers the press.
    pub(super) async fn bring_up_to_date(&self, message: Message) -> Result<(), DeskError> {
        let key = format!("{}/beside", self.inbound.answer_key());
        let letter = self.letter_instead(message).keyed(key);
        let mut tx = begin(&self.desk.pool).await?;
        outbox::enqueue(&mut tx, self.now, &[letter]).await?;
        self.commit(tx).await
    }

    /// Answers something that was done in `tx`, which commits with the answer.
    pub(super) async fn answer_with(
        &self,
        mut tx: Transaction<'_, Postgres>,
        message: Message,
    ) -> Result<Reply, Stop> {
        let reply = self.answer_in(&mut tx, message).await?;
        self.commit(tx).await?;
        Ok(reply)
    }

    /// Answers something that was done in `tx` in place of the message whose button was pressed.
    pub(super) async fn settle_with(
        &self,
        tx: Transaction<'_, Postgres>,
        message: Message,
    ) -> Result<Reply, Stop> {
        self.settle_by(tx, message, identity).await
    }

    /// Like [`settle_with`](Self::settle_with), for what is nobody else's business.
    pub(super) async fn settle_in_confidence(
        &self,
        tx: Transaction<'_, Postgres>,
        message: Message,
    ) -> Result<Reply, Stop> {
        self.settle_by(tx, message, Letter::sensitive).await
    }

    async fn settle_by(
        &self,
        mut tx: Transaction<'_, Postgres>,
        message: Message,
        kept: fn(Letter) -> Letter,
    ) -> Result<Reply, Stop> {
        let reply = if self.answers_at_once() {
            self.settled(message)
        } else {
            let letter = kept(self.letter_instead(message));
            self.answer_by(&mut tx, letter).await?
        };
        self.commit(tx).await?;
        Ok(reply)
    }

    /// Answers something that was done in `conn`'s transaction; the acknowledgement is what is
    /// returned, and must be sent only after the commit.
    pub(super) async fn answer_in(
        &self,
        conn: &mut PgConnection,
        message: Message,
    ) -> Result<Reply, DeskError> {
        if self.answers_at_once() {
            return Ok(Reply::Private(message));
        }
        let letter = self.private_letter(message);
        self.answer_by(conn, letter).await
    }

    /// Like [`answer_in`](Self::answer_in), for what is nobody else's business.
    pub(super) async fn confide_in(
        &self,
        conn: &mut PgConnection,
        message: Message,
    ) -> Result<Reply, DeskError> {
        if self.answers_at_once() {
            return Ok(Reply::Private(message));
        }
        let letter = self.private_letter(message).sensitive();
        self.answer_by(conn, letter).await
    }

    /// Commits what was done, and lets its letters go.
    pub(super) async fn commit(&self, tx: Transaction<'_, Postgres>) -> Result<(), DeskError> {
        commit(tx).await?;
        self.desk.outbox.wake();
        Ok(())
    }

    /// Answers by a letter, where nothing else is done.
    async fn answer_once(&self, letter: Letter) -> Result<Reply, DeskError> {
        let mut tx = begin(&self.desk.pool).await?;
        if self.first_time(&mut tx).await? {
            self.answer_by(&mut tx, letter).await?;
        }
        self.commit(tx).await?;
        Ok(Reply::Nothing)
    }

    /// Answers by a letter, whose key lets it go once.
    async fn answer_by(&self, conn: &mut PgConnection, letter: Letter) -> Result<Reply, DeskError> {
        let letter = letter.keyed(self.inbound.answer_key());
        outbox::enqueue(conn, self.now, &[letter]).await?;
        Ok(Reply::Nothing)
    }

    /// A private letter that takes the place of the message whose button was pressed.
    fn letter_instead(&self, message: Message) -> Letter {
        self.private_letter(message)
            .replacing(self.pressed_message())
    }

    /// An answer that the acknowledgement carries: what was typed stands nowhere, so that nothing takes
    /// its place.
    fn settled(&self, message: Message) -> Reply {
        match self.inbound.act {
            Act::Pressed { .. } => Reply::Instead(message),
            _ => Reply::Private(message),
        }
    }

    /// The message whose button was pressed, where it can be changed.
    pub(super) fn pressed_message(&self) -> Option<Handle> {
        self.inbound.ticket.as_ref()?.message.clone()
    }

    /// Records that this delivery is acted upon, and stops when it was before.
    pub(super) async fn once(&self, conn: &mut PgConnection) -> Result<(), Stop> {
        if self.first_time(conn).await? {
            Ok(())
        } else {
            Err(Stop::Repeated)
        }
    }

    /// What to reply to a delivery that was acted upon before.
    pub(super) fn repeated(&self) -> Reply {
        if self.answers_at_once() {
            Reply::Private(wording::already_done(&self.words()))
        } else {
            Reply::Nothing
        }
    }

    /// Records that this delivery is acted upon; false when it was before.
    pub(super) async fn first_time(&self, conn: &mut PgConnection) -> Result<bool, DeskError> {
        Ok(inbox::record(conn, self.workspace(), &self.keys(), self.now).await?)
    }
}
