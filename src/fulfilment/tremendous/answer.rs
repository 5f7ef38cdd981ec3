//! What comes of an order that is there.

use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;

use crate::fulfilment::heard::{Heard, REFERENCE, line, shown};
use crate::fulfilment::{Answer, Order};
use crate::rewards::Trouble;

/// How long to wait before an order that waits there is looked at again.
const AGAIN: Duration = Duration::from_mins(10);

#[derive(Deserialize)]
struct Whole {
    order: Placed,
}

/// An order that is there.
#[derive(Debug, Deserialize)]
pub(super) struct Placed {
    id: String,
    external_id: Option<String>,
    status: String,
    rewards: Vec<Reward>,
}

#[derive(Debug, Deserialize)]
struct Reward {
    id: String,
    delivery: Delivery,
}

#[derive(Debug, Deserialize)]
struct Delivery {
    method: String,
    status: String,
    link: Option<SecretString>,
}

/// A reward that is bought, without the link that its member needs.
#[derive(Debug)]
pub(super) struct Linkless {
    pub(super) reward: String,
    order: String,
}

impl Linkless {
    /// The answer, with the reward's link.
    pub(super) fn with(self, link: SecretString) -> Answer {
        Answer::Delivered {
            code: Some(link),
            reference: line(&self.order, REFERENCE),
        }
    }
}

#[derive(Deserialize)]
struct Generated {
    reward: Link,
}

#[derive(Deserialize)]
struct Link {
    link: SecretString,
}

impl Heard {
    /// The order that it tells of.
    pub(super) fn order(&self) -> Option<Placed> {
        let whole = serde_json::from_slice::<Whole>(&self.body).ok()?;
        Some(whole.order)
    }

    /// The link that it tells of.
    pub(super) fn link(&self) -> Option<SecretString> {
        let generated = serde_json::from_slice::<Generated>(&self.body).ok()?;
        shown(&generated.reward.link)
    }
}

impl Placed {
    /// Whether it is what was ordered as the n-th of a redemption.
    pub(super) fn is(&self, order: &Order, nth: u32) -> bool {
        self.external_id.as_ref() == Some(&order.key(nth))
    }

    /// Whether it failed, or was called off.
    pub(super) fn is_called_off(&self) -> bool {
        matches!(self.status.as_str(), "FAILED" | "CANCELED")
    }

    /// What it comes to; or what is bought and lacks its link.
    pub(super) fn answer(self) -> Result<Answer, Linkless> {
        let reference = line(&self.id, REFERENCE);
        if self.is_called_off() {
            return Ok(Answer::Refused(Trouble::Failed));
        }
        let reward = match self.status.as_str() {
            "EXECUTED" => self.rewards.into_iter().next(),
            "OPEN"
            | "PENDING APPROVAL"
            | "PENDING INTERNAL PAYMENT APPROVAL"
            | "PENDING SETTLEMENT" => {
                return Ok(Answer::Later {
                    reference,
                    again: Some(AGAIN),
                });
            }
            _ => None,
        };
        let Some(reward) = reward else {
            return Ok(Answer::Unknown(Trouble::NotUnderstood));
        };
        let Delivery {
            method,
            status,
            link,
        } = reward.delivery;
        match (method.as_str(), status.as_str()) {
            ("LINK", _) => match link.as_ref().and_then(shown) {
                code @ Some(_) => Ok(Answer::Delivered { code, reference }),
                None => Err(Linkless {
                    reward: reward.id,
                    order: self.id,
                }),
            },
            // It is bought, and comes back from the mailbox.
            (_, "FAILED") => Ok(Answer::Unknown(Trouble::Failed)),
            _ => Ok(Answer::Delivered {
                code: None,
                reference,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;
    use serde_json::{Value, json};

    use super::*;

    fn placed(status: &str, delivery: &Value) -> String {
        let order = json!({
            "id": "ORDER1", "external_id": "x", "status": status, "channel": "API",
            "rewards": [{ "id": "REWARD1", "order_id": "ORDER1", "delivery": delivery }],
        });
        let placed: Placed = serde_json::from_value(order).unwrap();
        match placed.answer() {
            Ok(Answer::Delivered { code, reference }) => {
                let code = code.as_ref().map(ExposeSecret::expose_secret);
                format!("delivered {} {}", code.unwrap_or("-"), reference.unwrap())
            }
            Ok(other) => other.as_str().to_owned(),
            Err(linkless) => format!("linkless {}", linkless.reward),
        }
    }

    #[test]
    fn every_status_says_one_thing() {
        let link =
            json!({ "method": "LINK", "status": "SUCCEEDED", "link": "https://t.example/1" });
        let bare = json!({ "method": "LINK", "status": "SUCCEEDED" });
        let mail = |status| json!({ "method": "EMAIL", "status": status });
        for (status, delivery, says) in [
            ("EXECUTED", &link, "delivered https://t.example/1 ORDER1"),
            ("EXECUTED", &bare, "linkless REWARD1"),
            ("EXECUTED", &mail("SCHEDULED"), "delivered - ORDER1"),
            ("EXECUTED", &mail("FAILED"), "unknown"),
            ("OPEN", &bare, "later"),
            ("PENDING APPROVAL", &bare, "later"),
            ("PENDING INTERNAL PAYMENT APPROVAL", &bare, "later"),
            ("PENDING SETTLEMENT", &bare, "later"),
            ("FAILED", &bare, "refused"),
            ("CANCELED", &link, "refused"),
            ("SHIPPED", &link, "unknown"),
        ] {
            assert_eq!(placed(status, delivery), says, "{status} {delivery}");
        }
    }
}
