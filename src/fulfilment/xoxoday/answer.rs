//! What an order comes to that is there.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Number, Value};

use crate::chat::text::units;
use crate::fulfilment::Answer;
use crate::fulfilment::heard::{REFERENCE, line, shown};
use crate::rewards::Trouble;

/// How long to wait before an order that is under way there is looked at again: some take days, and who asks
/// often is not welcome.
const AGAIN: Duration = Duration::from_hours(1);

/// The most that is handed on at once, as platforms count it: a message shows so much without leaving any out.
const TOGETHER: usize = 2500;

/// The longest date of theirs that is passed on, in characters.
const DATE: usize = 40;

#[derive(Deserialize)]
struct Whole {
    data: Data,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    place_order: Option<Told>,
    get_order_details: Option<Told>,
}

#[derive(Deserialize)]
struct Told {
    status: i64,
    data: Option<Placed>,
}

/// An order that is there.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Placed {
    order_id: Number,
    order_status: Option<String>,
    delivery_status: Option<String>,
    /// How many vouchers were ordered, however they write it.
    quantity: Option<Value>,
    #[serde(default)]
    vouchers: Vec<Voucher>,
}

#[derive(Debug, Deserialize)]
struct Voucher {
    #[serde(rename = "voucherCode")]
    code: Option<SecretString>,
    pin: Option<SecretString>,
    validity: Option<String>,
}

/// The order that was placed.
pub(super) fn placed(body: &[u8]) -> Option<Placed> {
    told(body, |data| data.place_order)
}

/// The order that was asked for.
pub(super) fn seen(body: &[u8]) -> Option<Placed> {
    told(body, |data| data.get_order_details)
}

fn told(body: &[u8], of: impl Fn(Data) -> Option<Told>) -> Option<Placed> {
    let whole: Whole = serde_json::from_slice(body).ok()?;
    let told = of(whole.data)?;
    told.data.filter(|_| told.status == 1)
}

impl Placed {
    /// What it comes to. All that was bought is handed on at once: an order that lacks some of it is not at its
    /// end.
    pub(super) fn answer(self) -> Answer {
        if self.is_called_off() {
            return Answer::Refused(Trouble::Failed);
        }
        let reference = line(&self.order_id.to_string(), REFERENCE);
        let Some(lines) = self.lines() else {
            // It is there, and cannot be shown.
            return Answer::Unknown(Trouble::NotUnderstood);
        };
        let wanted = self.quantity.as_ref().and_then(Value::as_u64).unwrap_or(1);
        let few = u64::try_from(lines.len()).is_ok_and(|there| there < wanted);
        let lacks = few || lines.len() < self.vouchers.len();
        // Of what was called off in part, no more comes.
        if !lines.is_empty() && (!lacks || self.says_called_off()) {
            return handed_on(&lines, reference);
        }
        if self.delivery_status.as_deref() == Some("delivered") {
            return Answer::Unknown(Trouble::NotUnderstood);
        }
        Answer::Later {
            reference,
            again: Some(AGAIN),
        }
    }

    /// Whether nothing came of it, and nothing will.
    pub(super) fn is_called_off(&self) -> bool {
        self.says_called_off() && !self.vouchers.iter().any(Voucher::is_there)
    }

    fn says_called_off(&self) -> bool {
        let words = [&self.order_status, &self.delivery_status];
        words.into_iter().flatten().any(|word| {
            let word = word.to_lowercase();
            word.contains("cancel") || ["failed", "refunded", "rejected"].contains(&word.as_str())
        })
    }

    /// What there is of each voucher; nothing, where one cannot be read.
    fn lines(&self) -> Option<Vec<String>> {
        let there = self.vouchers.iter().filter(|it| it.is_there());
        there.map(Voucher::lines).collect()
    }
}

/// All of it, one below the other; in doubt, where that is more than is shown.
fn handed_on(lines: &[String], reference: Option<String>) -> Answer {
    let code = lines.join("\n");
    if units(&code) > TOGETHER {
        return Answer::Unknown(Trouble::NotUnderstood);
    }
    Answer::Delivered {
        code: Some(code.into()),
        reference,
    }
}

impl Voucher {
    fn is_there(&self) -> bool {
        let code = self.code.as_ref();
        code.is_some_and(|it| !it.expose_secret().trim().is_empty())
    }

    /// What its member gets, a line each: the code or the link, the PIN, and until when it is good. Nothing,
    /// where it cannot be read.
    fn lines(&self) -> Option<String> {
        let mut lines = shown(self.code.as_ref()?)?.expose_secret().to_owned();
        if let Some(pin) = self
            .pin
            .as_ref()
            .filter(|it| !it.expose_secret().trim().is_empty())
        {
            lines.push_str("\nPIN: ");
            lines.push_str(shown(pin)?.expose_secret());
        }
        if let Some(day) = self.validity.as_ref().and_then(|it| line(it, DATE)) {
            // Read in every language.
            lines.push_str("\n⏳ ");
            lines.push_str(&day);
        }
        Some(lines)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn said(order: &str, delivery: &str, vouchers: &Value) -> String {
        let body = json!({ "data": { "placeOrder": { "status": 1, "data": {
            "orderId": 6_474_256, "orderTotal": 100, "orderDiscount": "", "currencyCode": "INR", "quantity": 1,
            "orderStatus": order, "deliveryStatus": delivery, "vouchers": vouchers,
        } } } });
        let placed = placed(body.to_string().as_bytes()).unwrap();
        match placed.answer() {
            Answer::Delivered { code, reference } => {
                format!("{} {}", reference.unwrap(), code.unwrap().expose_secret())
            }
            other => other.as_str().to_owned(),
        }
    }

    #[test]
    fn an_order_is_there_or_under_way_or_called_off() {
        let code = |code: &str, pin: &str, day: &str| {
            json!({ "productId": 1007, "orderId": 6_474_256, "voucherCode": code, "pin": pin, "validity": day,
                    "amount": 100, "currency": "INR", "country": "IN", "type": "codePin", "currencyValue": 1 })
        };
        let (one, link, blank) = (
            code("AB-1", "77", "2028-02-14"),
            code("https://p.gift/3Y", "", ""),
            code(" ", "", ""),
        );
        for (order, delivery, vouchers, says) in [
            (
                "complete",
                "delivered",
                json!([one]),
                "6474256 AB-1\nPIN: 77\n⏳ 2028-02-14",
            ),
            (
                "complete",
                "delivered",
                json!([link]),
                "6474256 https://p.gift/3Y",
            ),
            (
                "complete",
                "delivered",
                json!([one, link]),
                "6474256 AB-1\nPIN: 77\n⏳ 2028-02-14\nhttps://p.gift/3Y",
            ),
            (
                "complete",
                "pending",
                json!([one]),
                "6474256 AB-1\nPIN: 77\n⏳ 2028-02-14",
            ),
            ("complete", "pending", json!([]), "later"),
            ("processing", "", json!([code("", "", "")]), "later"),
            ("complete", "delivered", json!([]), "unknown"),
            (
                "complete",
                "delivered",
                json!([code("A\u{0}B", "", "")]),
                "unknown",
            ),
            (
                "complete",
                "delivered",
                json!([code("AB", "7\u{0}7", "")]),
                "unknown",
            ),
            ("cancelled", "cancelled", json!([]), "refused"),
            ("complete", "Canceled", json!([]), "refused"),
            ("failed", "pending", json!([]), "refused"),
            // Some of it is there, and the rest comes, is missing, or never comes.
            ("processing", "pending", json!([one, blank]), "later"),
            ("complete", "delivered", json!([one, blank]), "unknown"),
            (
                "complete",
                "cancelled",
                json!([one, blank]),
                "6474256 AB-1\nPIN: 77\n⏳ 2028-02-14",
            ),
        ] {
            assert_eq!(
                said(order, delivery, &vouchers),
                says,
                "{order} {delivery} {vouchers}"
            );
        }
    }

    #[test]
    fn what_says_that_it_failed_is_no_order_and_no_code_is_shown_in_logs() {
        let failed = br#"{"data":{"placeOrder":{"status":0,"data":{"orderId":1}}}}"#;
        assert!(placed(failed).is_none() && seen(failed).is_none());
        let there = br#"{"data":{"getOrderDetails":{"status":1,"data":{"orderId":1,
                         "vouchers":[{"voucherCode":"AB-1","pin":"77"}]}}}}"#;
        let placed = seen(there).unwrap();
        let debug = format!("{placed:?} {:?}", placed.vouchers[0].code);
        assert!(!debug.contains("AB-1") && !debug.contains("77"), "{debug}");
    }

    fn of(quantity: &Value, codes: &[String]) -> Answer {
        let vouchers: Vec<Value> = codes
            .iter()
            .map(|it| json!({ "voucherCode": it }))
            .collect();
        let body = json!({ "data": { "getOrderDetails": { "status": 1, "data": {
            "orderId": 1, "deliveryStatus": "pending", "quantity": quantity, "vouchers": vouchers,
        } } } });
        seen(body.to_string().as_bytes()).unwrap().answer()
    }

    proptest! {
        /// As many as were ordered, or more, and each of them; fewer are waited for.
        #[test]
        fn all_vouchers_are_handed_on_or_none(
            codes in vec("[A-Z0-9]{1,12}", 0..12),
            quantity in prop_oneof![(0_u64..12).prop_map(|it| json!(it)), Just(json!("1")), Just(json!(null))],
        ) {
            let wanted = quantity.as_u64().unwrap_or(1).max(1);
            let there = u64::try_from(codes.len()).unwrap();
            match of(&quantity, &codes) {
                Answer::Delivered { code, .. } => {
                    prop_assert!(there >= wanted);
                    let code = code.unwrap();
                    prop_assert_eq!(code.expose_secret(), codes.join("\n"));
                }
                Answer::Later { .. } => prop_assert!(there < wanted),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
        }

        #[test]
        fn no_more_is_handed_on_than_is_shown(length in 1_usize..1000, count in 1_usize..5) {
            let codes = vec!["A".repeat(length); count];
            let whole = codes.join("\n").len() <= TOGETHER;
            let answer = of(&json!(1), &codes);
            prop_assert_eq!(matches!(answer, Answer::Delivered { .. }), whole);
            prop_assert_eq!(matches!(answer, Answer::Unknown(_)), !whole);
        }

        #[test]
        fn any_answer_is_read_or_not(body in "\\PC{0,80}") {
            let _ = placed(body.as_bytes()).map(Placed::answer);
        }
    }
}
