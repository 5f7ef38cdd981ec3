//! An order, as a service reads it. `docs/webhooks.md` describes it.

use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde::Serialize;

use crate::chat::Locale;
use crate::fulfilment::{Order, Recipient};
use crate::rewards::Asks;

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    timestamp: Timestamp,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    id: String,
    item: Item<'a>,
    points: i64,
    recipient: Person<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    slug: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    locale: Locale,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Delivery<'a> {
    Address(&'a str),
    Email(&'a str),
    Note(&'a str),
}

/// The bytes that are signed. They are made anew at every try: who somebody is, and what an item is called, may have
/// changed since.
pub(super) fn body(order: &Order) -> Vec<u8> {
    let Recipient {
        name,
        locale,
        delivery,
    } = &order.recipient;
    let body = Body {
        r#type: "redemption.approved",
        timestamp: order.requested_at,
        data: Data {
            id: order.id.to_string(),
            item: Item {
                slug: &order.item,
                name: &order.name,
            },
            points: order.points,
            recipient: Person {
                name,
                locale: *locale,
            },
            delivery: delivery.as_ref().and_then(|(asks, told)| {
                let told = told.expose_secret();
                match asks {
                    Asks::Nothing => None,
                    Asks::Address => Some(Delivery::Address(told)),
                    Asks::Email => Some(Delivery::Email(told)),
                    Asks::Note => Some(Delivery::Note(told)),
                }
            }),
        },
    };
    serde_json::to_vec(&body).expect("texts and numbers can be written")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::ids::RedemptionId;

    #[test]
    fn an_order_says_what_delivery_needs() {
        let mut order = Order {
            id: RedemptionId::from_u128(1),
            item: "mug".to_owned(),
            name: "Cawan".to_owned(),
            terms: None,
            points: 80,
            requested_at: "2026-11-27T10:00:00Z".parse().unwrap(),
            in_doubt_since: None,
            under_way: false,
            called_off: 0,
            recipient: Recipient {
                name: "Siti".to_owned(),
                locale: Locale::Ms,
                delivery: Some((Asks::Address, "1 Jalan Satu".into())),
            },
        };
        let read = |order: &Order| serde_json::from_slice::<Value>(&body(order)).unwrap();
        assert_eq!(
            read(&order),
            json!({
                "type": "redemption.approved",
                "timestamp": "2026-11-27T10:00:00Z",
                "data": {
                    "id": "00000000-0000-0000-0000-000000000001",
                    "item": { "slug": "mug", "name": "Cawan" },
                    "points": 80,
                    "recipient": { "name": "Siti", "locale": "ms" },
                    "delivery": { "address": "1 Jalan Satu" },
                },
            })
        );
        order.recipient.delivery = None;
        assert_eq!(read(&order)["data"].get("delivery"), None);
        assert!(!format!("{order:?}").contains("Jalan"));
    }
}
