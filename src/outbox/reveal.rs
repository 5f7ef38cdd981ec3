//! What a letter tells and does not hold: it is put in as the letter leaves, and stands nowhere before.

use std::fmt;

use super::worker::{Failed, Worker, later, refused};
use super::{Body, Contacts, Letter};
use crate::chat::{Message, Part, Port};

/// How much there is of a secret that a letter tells.
pub enum Secret {
    /// This is it.
    Here(Vec<Part>),
    /// It does not open here, and why.
    Closed(String),
    /// It is not kept, or not any more.
    Gone,
}

impl fmt::Debug for Secret {
    /// What there is, and never the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(_) => f.write_str("Here(…)"),
            Self::Closed(why) => f.debug_tuple("Closed").field(why).finish(),
            Self::Gone => f.write_str("Gone"),
        }
    }
}

impl<P: Port + 'static, C: Contacts + 'static> Worker<P, C> {
    /// The message as it leaves: in words, and with its secret at the end, where it tells one. Nothing, where
    /// there is nothing to be told any more.
    pub(super) async fn whole(&self, letter: &Letter) -> Result<Option<Message>, Failed> {
        let mut message = match &letter.body {
            Body::Message(message) => message.clone(),
            Body::News(news) => {
                let mut conn = self.pool.acquire().await?;
                match self.contacts.word(&mut conn, letter, *news).await? {
                    Some(message) => message,
                    None => return Ok(None),
                }
            }
        };
        let Some(subject) = &letter.reveals else {
            return Ok(Some(message));
        };
        let mut conn = self.pool.acquire().await?;
        let secret = self
            .contacts
            .secret(&mut conn, letter.workspace, (subject, &letter.to));
        match secret.await? {
            Secret::Here(parts) => {
                message.parts.extend(parts);
                Ok(Some(message))
            }
            Secret::Closed(why) => Err(Failed::Sending(later(why))),
            Secret::Gone => Err(Failed::Sending(refused(
                "what it tells is not kept any more".to_owned(),
            ))),
        }
    }
}
