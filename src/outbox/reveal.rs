//! What a letter tells and does not hold: it is put in as the letter leaves, and stands nowhere before.

use secrecy::{ExposeSecret, SecretString};

use super::worker::{Failed, Worker, later, refused};
use super::{Contacts, Letter};
use crate::chat::{Message, Part, Port, Rich, Span};

/// What is there of a secret that a letter tells.
#[derive(Debug)]
pub enum Secret {
    /// This is it.
    Here(SecretString),
    /// It does not open here, and why.
    Closed(String),
    /// It is not kept, or not any more.
    Gone,
}

impl<P: Port + 'static, C: Contacts + 'static> Worker<P, C> {
    /// The message as it leaves: with its secret at the end, where it tells one.
    pub(super) async fn whole(&self, letter: &Letter) -> Result<Message, Failed> {
        let message = letter.message.clone();
        let Some(subject) = &letter.reveals else {
            return Ok(message);
        };
        let mut conn = self.pool.acquire().await?;
        let secret = self.contacts.secret(&mut conn, letter.workspace, subject);
        match secret.await? {
            Secret::Here(secret) => {
                let handed = Span::handed(secret.expose_secret());
                Ok(message.with(Part::Quote(Rich(vec![handed]))))
            }
            Secret::Closed(why) => Err(Failed::Sending(later(why))),
            Secret::Gone => Err(Failed::Sending(refused(
                "what it tells is not kept any more".to_owned(),
            ))),
        }
    }
}
