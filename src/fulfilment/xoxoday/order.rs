//! An order, as Plum reads it.

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::fulfilment::Order;
use crate::fulfilment::amount::number;
use crate::rewards::Asks;

/// One voucher of the product. Nothing, where nothing was agreed, or more than a number of theirs can say.
pub(super) fn body(order: &Order) -> Option<Value> {
    let terms = order.terms.as_ref()?;
    let denomination = number(terms.value)?;
    // A number in their document; what is none is refused there, in their words.
    let product = match terms.product.parse::<u64>() {
        Ok(id) => json!(id),
        Err(_) => json!(terms.product),
    };
    let mut body = json!({
        "productId": product,
        "quantity": 1,
        "denomination": denomination,
        "poNumber": order.key(order.last()),
        "notifyAdminEmail": 0,
        "notifyReceiverEmail": 0,
    });
    // Whoever names a mailbox is written to, besides.
    let delivery = order.recipient.delivery.as_ref();
    if let Some((_, email)) = delivery.filter(|(asks, _)| *asks == Asks::Email) {
        body["email"] = json!(email.expose_secret());
        body["notifyReceiverEmail"] = json!(1);
    }
    Some(body)
}

/// The order that is there under the n-th number.
pub(super) fn named(order: &Order, nth: u32) -> Value {
    json!({ "poNumber": order.key(nth), "orderId": 0, "sendMailToReceiver": 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Locale;
    use crate::fulfilment::Recipient;
    use crate::ids::RedemptionId;
    use crate::rewards::voucher::Terms;

    fn any_order() -> Order {
        Order {
            id: RedemptionId::from_u128(7),
            item: "card".to_owned(),
            name: "Kartu".to_owned(),
            terms: Some(Terms {
                product: "15365".to_owned(),
                value: "INR 12.50".parse().unwrap(),
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
    fn an_order_says_what_is_bought_and_no_more_of_anybody_than_they_said() {
        let mut order = any_order();
        let plain = json!({
            "productId": 15365,
            "quantity": 1,
            "denomination": 12.5,
            "poNumber": "00000000-0000-0000-0000-000000000007",
            "notifyAdminEmail": 0,
            "notifyReceiverEmail": 0,
        });
        assert_eq!(body(&order), Some(plain));
        order.recipient.delivery = Some((Asks::Email, "siti@example.com".into()));
        let mailed = body(&order).unwrap();
        assert_eq!(mailed["email"], "siti@example.com");
        assert_eq!(mailed["notifyReceiverEmail"], 1);
        order.terms = None;
        assert_eq!(body(&order), None);
    }

    #[test]
    fn every_order_after_one_that_was_called_off_has_a_number_of_its_own() {
        let mut order = any_order();
        let mut numbers = Vec::new();
        for called_off in 0..3 {
            order.called_off = called_off;
            let placed = body(&order).unwrap()["poNumber"].clone();
            assert_eq!(placed, named(&order, order.last())["poNumber"]);
            numbers.push(placed);
        }
        let id = order.id.to_string();
        assert_eq!(numbers, [id.clone(), format!("{id}-2"), format!("{id}-3")]);
    }
}
