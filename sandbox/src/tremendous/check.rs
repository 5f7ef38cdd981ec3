//! An order as the document describes it, and nothing besides.

use serde::Deserialize;

use super::products::Product;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub(super) external_id: String,
    payment: Payment,
    pub(super) reward: Reward,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Payment {
    funding_source_id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reward {
    products: Vec<String>,
    pub(super) value: Worth,
    recipient: Recipient,
    language: Option<String>,
    delivery: Delivery,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Worth {
    pub(super) denomination: f64,
    pub(super) currency_code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipient {
    name: String,
    email: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delivery {
    method: String,
}

/// The id of the only funding source.
pub(super) const BALANCE: &str = "BALANCE00001";

impl Asked {
    /// Reads it, and refuses what the document does not name.
    pub(super) fn deserialize_from(body: &serde_json::Value) -> serde_json::Result<Self> {
        Self::deserialize(body)
    }

    /// The fault of the order, if there is any.
    pub(super) fn wrong(&self, products: &[Product]) -> Option<String> {
        let Self {
            external_id,
            payment,
            reward,
        } = self;
        let source = payment.funding_source_id.as_str();
        if external_id.is_empty() || external_id.len() > 255 {
            return Some("external_id: must have 1 to 255 characters".to_owned());
        }
        if !source.eq_ignore_ascii_case("BALANCE") && source != BALANCE {
            return Some(format!("payment.funding_source_id: there is no {source}"));
        }
        let [product] = &reward.products[..] else {
            return Some("reward.products: this stand-in takes one".to_owned());
        };
        let Some(product) = products.iter().find(|it| it.id == *product) else {
            return Some(format!("reward.products: there is no {product}"));
        };
        let Worth {
            denomination,
            currency_code,
        } = &reward.value;
        if !product.currencies.contains(&currency_code.as_str()) {
            return Some(format!("reward.value.currency_code: not {currency_code}"));
        }
        let sold = |(least, most): &(f64, f64)| (*least..=*most).contains(denomination);
        if !product.skus.iter().any(sold) {
            return Some(format!("reward.value.denomination: not {denomination}"));
        }
        let method = reward.delivery.method.as_str();
        let mailed = reward
            .recipient
            .email
            .as_deref()
            .is_some_and(|it| it.contains('@'));
        if reward.recipient.name.is_empty() {
            return Some("reward.recipient.name: can't be blank".to_owned());
        }
        if !matches!(method, "LINK" | "EMAIL") || (method == "EMAIL") != mailed {
            return Some("reward.delivery.method: does not fit the recipient".to_owned());
        }
        let language = reward.language.as_deref().unwrap_or("en");
        let iso = language.len() == 2 && language.bytes().all(|it| it.is_ascii_lowercase());
        (!iso).then(|| format!("reward.language: no language {language}"))
    }
}
