//! What the stand-in keeps.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::SandboxOptions;
use super::check::{Exchange, Wanted, Wrong};
use super::products::{Product, products};
use crate::clock::Clock;
use crate::selling::{Fault, Plan, cents};

/// An order that was placed.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id.
    pub id: u64,
    /// What whoever placed it calls it.
    pub po_number: String,
    /// Where its delivery stands.
    pub delivery: &'static str,
    /// As it was asked for.
    pub asked: Value,
    /// What it cost, in cents.
    pub cents: i64,
    currency: &'static str,
    quantity: u64,
    vouchers: u64,
}

/// How long access lasts, and the token that renews it.
const ACCESS: SignedDuration = SignedDuration::from_hours(15 * 24);
const REFRESH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long a token that was exchanged stays good, for who forgives.
const FORGIVEN: SignedDuration = SignedDuration::from_hours(6);

fn after(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

/// Everything.
pub(super) struct Model {
    client: (String, String),
    pub(super) cents: i64,
    pub(super) orders: Vec<Order>,
    pub(super) products: Vec<Product>,
    pub(super) complaints: Vec<String>,
    pub(super) access: Vec<(String, Timestamp)>,
    refresh: Vec<(String, Timestamp)>,
    pub(super) forgiving: bool,
    pub(super) handed_out: Vec<String>,
    pub(super) plan: Plan,
    clock: Clock,
    own_url: String,
}

impl Model {
    pub(super) fn new(options: &SandboxOptions, own_url: &str) -> Self {
        Self {
            client: (options.client_id.clone(), options.client_secret.clone()),
            cents: options.cents,
            orders: Vec::new(),
            products: products(),
            complaints: Vec::new(),
            access: Vec::new(),
            refresh: Vec::new(),
            forgiving: false,
            handed_out: Vec::new(),
            plan: Plan::default(),
            clock: options.clock.clone(),
            own_url: own_url.to_owned(),
        }
    }

    pub(super) fn own_url(&self) -> &str {
        &self.own_url
    }

    fn token(&mut self, kind: &str) -> String {
        let token = format!("{kind}-token-{}-stand-in", self.handed_out.len() + 1);
        self.handed_out.push(token.clone());
        token
    }

    pub(super) fn new_refresh_token(&mut self) -> String {
        let token = self.token("refresh");
        let ends = after(self.clock.now(), REFRESH);
        self.refresh = vec![(token.clone(), ends)];
        token
    }

    /// Exchanges a token; nothing, where it is good for nothing.
    pub(super) fn exchange(&mut self, asked: &Exchange) -> Option<Value> {
        let now = self.clock.now();
        let client = (asked.client_id.clone(), asked.client_secret.clone());
        let good =
            |(token, ends): &(String, Timestamp)| *token == asked.refresh_token && now < *ends;
        let there = self.refresh.iter().position(good)?;
        if client != self.client || asked.grant_type != "refresh_token" {
            return None;
        }
        if self.forgiving {
            let ends = &mut self.refresh[there].1;
            *ends = (*ends).min(after(now, FORGIVEN));
        } else {
            self.refresh.remove(there);
        }
        let (access, refresh) = (self.token("access"), self.token("refresh"));
        self.access.push((access.clone(), after(now, ACCESS)));
        self.refresh.push((refresh.clone(), after(now, REFRESH)));
        let millis = |at: Timestamp| at.as_millisecond().to_string();
        Some(json!({
            "access_token": access,
            "token_type": "bearer",
            "expires_in": ACCESS.as_secs(),
            "refresh_token": refresh,
            "access_token_expiry": millis(after(now, ACCESS)),
            "refresh_token_expiry": millis(after(now, REFRESH)),
        }))
    }

    /// Whether an access token lets one in.
    pub(super) fn lets_in(&self, token: &str) -> bool {
        let now = self.clock.now();
        self.access
            .iter()
            .any(|(it, ends)| it == token && now < *ends)
    }

    /// Places an order.
    pub(super) fn place(
        &mut self,
        wanted: &Wanted,
        asked: &Value,
        fault: Option<Fault>,
    ) -> Result<Order, Wrong> {
        let product = wanted.product(&self.products)?;
        if self.find(&wanted.po_number).is_some() {
            // How it looks is not told: the plainest refusal is the hardest to tell from any other.
            return Err((400, "PLE10001", "Validation error in place order"));
        }
        let delivery = match fault {
            Some(Fault::Waits) => "pending",
            Some(Fault::Fails) => "cancelled",
            _ => "delivered",
        };
        let each = cents(product.currency, wanted.denomination);
        let cents = each * i64::try_from(wanted.quantity).unwrap_or(i64::MAX);
        if delivery != "cancelled" {
            if cents > self.cents {
                return Err((422, "PLE10010", "Failed to redeem points"));
            }
            self.cents -= cents;
        }
        let number = u64::try_from(self.orders.len()).unwrap_or_default();
        let order = Order {
            id: 6_474_256 + number,
            po_number: wanted.po_number.clone(),
            delivery,
            asked: asked.clone(),
            cents,
            currency: product.currency,
            quantity: wanted.quantity,
            // What is ordered as one may come in parts.
            vouchers: match fault {
                Some(Fault::Several | Fault::Part) => wanted.quantity + 2,
                _ => wanted.quantity,
            },
        };
        self.orders.push(order.clone());
        Ok(order)
    }

    pub(super) fn find(&self, po_number: &str) -> Option<&Order> {
        self.orders.iter().find(|it| it.po_number == po_number)
    }

    /// Delivers an order that waits, or one that was called off: that is paid now.
    pub(super) fn deliver(&mut self, po_number: &str) {
        let found = { self.orders.iter_mut() }.find(|it| it.po_number == po_number);
        if let Some(order) = found.filter(|it| it.delivery != "delivered") {
            if order.delivery == "cancelled" {
                self.cents -= order.cents;
            }
            order.delivery = "delivered";
        }
    }
}

impl Order {
    /// The code of its first voucher.
    pub fn code(&self) -> String {
        self.nth_code(0)
    }

    /// The codes of all its vouchers.
    pub fn codes(&self) -> Vec<String> {
        (0..self.vouchers).map(|nth| self.nth_code(nth)).collect()
    }

    fn nth_code(&self, nth: u64) -> String {
        format!("PLUM-{}-{nth}", self.id)
    }

    /// As it is shown where `fault` is the matter.
    pub(super) fn shown(&self, fault: Option<Fault>) -> Value {
        let (product, amount) = (&self.asked["productId"], &self.asked["denomination"]);
        let told = match fault {
            Some(Fault::Part) => self.vouchers - 1,
            _ => self.vouchers,
        };
        let voucher = |number: u64| {
            json!({
                "productId": product,
                "orderId": self.id,
                "voucherCode": if number < told { self.nth_code(number) } else { String::new() },
                "pin": format!("pin-{}", self.id),
                "validity": "2027-12-31",
                "amount": amount,
                "currency": self.currency,
                "country": "US",
                "type": "codePin",
                "currencyValue": 1,
            })
        };
        let there = fault != Some(Fault::Linkless) && self.delivery == "delivered";
        let vouchers: Vec<Value> = (0..self.vouchers).filter(|_| there).map(voucher).collect();
        let delivery = if told < self.vouchers {
            "pending"
        } else {
            self.delivery
        };
        let status = match delivery {
            "cancelled" => "cancelled",
            "pending" => "processing",
            _ => "complete",
        };
        json!({
            "orderId": self.id,
            "orderTotal": amount,
            "orderDiscount": "",
            "discountPercent": "",
            "currencyCode": self.currency,
            "currencyValue": 1,
            "amountCharged": amount,
            "orderStatus": status,
            "deliveryStatus": delivery,
            "tag": "",
            "quantity": self.quantity,
            "vouchers": vouchers,
            "voucherDetails": [{
                "orderId": self.id,
                "productId": product,
                "productName": "",
                "currencyCode": self.currency,
                "productStatus": self.delivery,
                "denomination": amount,
            }],
        })
    }
}
