//! An order, as Tremendous reads it.

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::fulfilment::amount::number;
use crate::fulfilment::{Order, Recipient};
use crate::rewards::Asks;

/// The money that is there, whatever it is called in the account.
const PAID_FROM: &str = "BALANCE";

/// The body that orders. It does not change between tries: another order under the same id would be refused.
/// Nothing, where nothing was agreed, or more than a number of theirs can say.
pub(super) fn body(order: &Order) -> Option<Value> {
    let terms = order.terms.as_ref()?;
    let amount = number(terms.value)?;
    let Recipient {
        name,
        locale,
        delivery,
    } = &order.recipient;
    // By a link, which we hand on, unless its member names a mailbox.
    let email = delivery.as_ref().filter(|(asks, _)| *asks == Asks::Email);
    let (method, recipient) = match email {
        Some((_, email)) => (
            "EMAIL",
            json!({ "name": name, "email": email.expose_secret() }),
        ),
        None => ("LINK", json!({ "name": name })),
    };
    Some(json!({
        "external_id": order.key(order.last()),
        "payment": { "funding_source_id": PAID_FROM },
        "reward": {
            "products": [terms.product],
            "value": { "denomination": amount, "currency_code": terms.value.currency.code() },
            "recipient": recipient,
            "language": locale.as_str(),
            "delivery": { "method": method },
        },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Locale;
    use crate::ids::RedemptionId;
    use crate::rewards::voucher::Terms;

    pub(super) fn order(value: &str) -> Order {
        Order {
            id: RedemptionId::from_u128(7),
            item: "card".to_owned(),
            name: "Kartu".to_owned(),
            terms: Some(Terms {
                product: "OKMHM2X2OHYV".to_owned(),
                value: value.parse().unwrap(),
            }),
            points: 1250,
            requested_at: "2026-11-28T10:00:00Z".parse().unwrap(),
            in_doubt_since: None,
            under_way: false,
            called_off: 0,
            recipient: Recipient {
                name: "Siti".to_owned(),
                locale: Locale::Ms,
                delivery: None,
            },
        }
    }

    #[test]
    fn an_order_says_how_much_to_the_cent() {
        let mut order = order("USD 12.50");
        assert_eq!(
            body(&order),
            Some(json!({
                "external_id": "00000000-0000-0000-0000-000000000007",
                "payment": { "funding_source_id": "BALANCE" },
                "reward": {
                    "products": ["OKMHM2X2OHYV"],
                    "value": { "denomination": 12.5, "currency_code": "USD" },
                    "recipient": { "name": "Siti" },
                    "language": "ms",
                    "delivery": { "method": "LINK" },
                },
            }))
        );
        order.recipient.delivery = Some((Asks::Email, "siti@example.com".into()));
        let reward = &body(&order).unwrap()["reward"];
        assert_eq!(reward["recipient"]["email"], "siti@example.com");
        assert_eq!(reward["delivery"]["method"], "EMAIL");
        order.terms = None;
        assert_eq!(body(&order), None);
    }

    #[test]
    fn every_order_after_one_that_was_called_off_has_an_id_of_its_own() {
        let mut order = order("USD 5");
        let id = order.id.to_string();
        for (called_off, ours) in [
            (0, id.clone()),
            (1, format!("{id}-2")),
            (2, format!("{id}-3")),
        ] {
            order.called_off = called_off;
            assert_eq!(body(&order).unwrap()["external_id"], ours);
        }
    }
}
