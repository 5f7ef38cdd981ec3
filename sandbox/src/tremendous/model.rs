//! What the stand-in keeps.

use serde_json::{Value, json};

use super::SandboxOptions;
use super::check::Asked;
use super::products::{Product, products};
use crate::clock::Clock;
use crate::selling::{Fault, Plan, cents};

/// An order that was placed.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// What whoever placed it calls it.
    pub external_id: String,
    /// Where it stands.
    pub status: &'static str,
    /// As it was asked for.
    pub asked: Value,
    /// What it cost, in cents.
    pub cents: i64,
    /// How many links its reward had.
    pub links: usize,
    /// When it was placed.
    pub created_at: String,
}

/// Everything.
pub(super) struct Model {
    pub(super) key: String,
    pub(super) cents: i64,
    pub(super) orders: Vec<Order>,
    pub(super) products: Vec<Product>,
    pub(super) complaints: Vec<String>,
    clock: Clock,
    own_url: String,
    pub(super) plan: Plan,
}

/// Why no order is placed.
pub(super) enum NotPlaced {
    /// Another one has its id.
    Conflict,
    /// It cannot be paid.
    NoMoney,
}

impl Model {
    pub(super) fn new(options: &SandboxOptions, own_url: &str) -> Self {
        Self {
            key: options.key.clone(),
            cents: options.cents,
            orders: Vec::new(),
            products: products(),
            complaints: Vec::new(),
            clock: options.clock.clone(),
            own_url: own_url.to_owned(),
            plan: Plan::default(),
        }
    }

    /// Places an order, or finds the one that is the same. True where it is new.
    pub(super) fn place(
        &mut self,
        asked: &Asked,
        body: &Value,
        fault: Option<Fault>,
    ) -> Result<(Order, bool), NotPlaced> {
        if let Some(there) = self.find(&asked.external_id) {
            return if there.asked == *body {
                Ok((there.clone(), false))
            } else {
                Err(NotPlaced::Conflict)
            };
        }
        let status = match fault {
            Some(Fault::Waits) => "PENDING APPROVAL",
            Some(Fault::Fails) => "FAILED",
            _ => "EXECUTED",
        };
        let cents = cents(
            &asked.reward.value.currency_code,
            asked.reward.value.denomination,
        );
        if status == "EXECUTED" {
            if cents > self.cents {
                return Err(NotPlaced::NoMoney);
            }
            self.cents -= cents;
        }
        let order = Order {
            id: format!("ORDER{:07}", self.orders.len() + 1),
            external_id: asked.external_id.clone(),
            status,
            asked: body.clone(),
            cents,
            links: 1,
            created_at: self.clock.now().to_string(),
        };
        self.orders.push(order.clone());
        Ok((order, true))
    }

    pub(super) fn own_url(&self) -> &str {
        &self.own_url
    }

    /// The order with this id, its own or ours.
    pub(super) fn find(&self, id: &str) -> Option<&Order> {
        let named = |it: &&Order| it.id == id || it.external_id == id;
        self.orders.iter().find(named)
    }

    pub(super) fn execute(&mut self, external_id: &str) {
        let found = { self.orders.iter_mut() }.find(|it| it.external_id == external_id);
        if let Some(order) = found {
            order.status = "EXECUTED";
            self.cents -= order.cents;
        }
    }

    /// Makes a new link for a reward; nothing, where there is none, or it is sent otherwise.
    pub(super) fn new_link(&mut self, reward: &str) -> Option<Value> {
        let url = self.own_url.clone();
        let order = { self.orders.iter_mut() }.find(|it| reward_of(it) == reward)?;
        if order.status != "EXECUTED" || method(order) != "LINK" {
            return None;
        }
        order.links += 1;
        let link = link(&url, order);
        Some(json!({ "reward": { "id": reward, "link": link } }))
    }

    /// What a link is worth; nothing, where it was never handed out.
    pub(super) fn behind(&self, link: &str) -> Option<String> {
        let (reward, number) = link.rsplit_once('-')?;
        let number: usize = number.parse().ok()?;
        let order = { self.orders.iter() }.find(|it| reward_of(it) == reward)?;
        let value = &order.asked["reward"]["value"];
        let (code, amount) = (value["currency_code"].as_str()?, &value["denomination"]);
        (1..=order.links)
            .contains(&number)
            .then(|| format!("{code} {amount}"))
    }

    /// An order as it is shown: with its link in the answer to whoever placed it alone.
    pub(super) fn shown(&self, order: &Order, linked: bool) -> Value {
        let asked = &order.asked["reward"];
        let (method, executed) = (method(order), order.status == "EXECUTED");
        let mut delivery = json!({
            "method": method,
            "status": if executed { "SUCCEEDED" } else { "PENDING" },
        });
        if linked && executed && method == "LINK" {
            delivery["link"] = json!(link(&self.own_url, order));
        }
        let paid = f64::from(i32::try_from(order.cents).unwrap_or(i32::MAX)) / 100.0;
        json!({ "order": {
            "id": order.id,
            "external_id": order.external_id,
            "created_at": order.created_at,
            "status": order.status,
            "channel": "API",
            "payment": { "subtotal": paid, "total": paid, "fees": 0, "discount": 0, "currency_code": "USD" },
            "rewards": [{
                "id": reward_of(order),
                "order_id": order.id,
                "created_at": order.created_at,
                "value": asked["value"],
                "recipient": asked["recipient"],
                "delivery": delivery,
            }],
        }})
    }
}

fn method(order: &Order) -> &str {
    order.asked["reward"]["delivery"]["method"]
        .as_str()
        .unwrap_or("LINK")
}

fn reward_of(order: &Order) -> String {
    order.id.replace("ORDER", "REWARD")
}

fn link(own_url: &str, order: &Order) -> String {
    format!(
        "{own_url}rewards/payout/{}-{}",
        reward_of(order),
        order.links
    )
}
