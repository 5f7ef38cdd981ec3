//! Checks that calls are as the pages describe them, and nothing besides.

use serde::Deserialize;
use serde_json::Value;

use super::products::Product;

/// The envelope of everything.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub(super) query: String,
    pub(super) tag: String,
    pub(super) variables: Variables,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variables {
    pub(super) data: Value,
}

/// A token to be exchanged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    pub(super) grant_type: String,
    pub(super) refresh_token: String,
    pub(super) client_id: String,
    pub(super) client_secret: String,
}

/// An order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Wanted {
    pub(super) product_id: u64,
    pub(super) quantity: u64,
    pub(super) denomination: f64,
    pub(super) po_number: String,
    email: Option<String>,
    #[serde(rename = "contact")]
    _contact: Option<String>,
    #[serde(rename = "tag")]
    _tag: Option<String>,
    notify_receiver_email: u8,
    notify_admin_email: u8,
}

/// Which order is looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Named {
    pub(super) po_number: String,
    pub(super) order_id: u64,
    pub(super) send_mail_to_receiver: u8,
}

/// Which products are listed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    pub(super) limit: usize,
    pub(super) page: usize,
    #[serde(default)]
    pub(super) filters: Vec<Filter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    pub(super) key: String,
    pub(super) value: String,
}

/// Why an order is not placed: the status, the id of the error, and what it says.
pub(super) type Wrong = (u16, &'static str, &'static str);

impl Wanted {
    /// The product, or what is wrong.
    pub(super) fn product<'a>(&self, products: &'a [Product]) -> Result<&'a Product, Wrong> {
        let invalid = (400, "PLE10001", "Validation error in place order");
        let mailed = self.email.as_deref().is_some_and(|it| it.contains('@'));
        let flags = [self.notify_receiver_email, self.notify_admin_email];
        if self.po_number.is_empty()
            || !(1..=10).contains(&self.quantity)
            || flags.iter().any(|it| *it > 1)
            || (self.notify_receiver_email == 1) != mailed
        {
            return Err(invalid);
        }
        let Some(product) = products.iter().find(|it| it.id == self.product_id) else {
            return Err((
                404,
                "PLE10042",
                "This product is not activated for the client.",
            ));
        };
        if !product.sells(self.denomination) {
            return Err((400, "PLE10018", "Invalid denomination for the product"));
        }
        Ok(product)
    }
}
