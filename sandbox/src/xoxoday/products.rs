//! What the stand-in sells.

use serde_json::{Value, json};

/// A product.
#[derive(Clone, Debug)]
pub(super) struct Product {
    pub(super) id: u64,
    name: String,
    categories: &'static str,
    pub(super) currency: &'static str,
    countries: &'static [&'static str],
    worth: Worth,
    phone: bool,
}

#[derive(Clone, Debug)]
enum Worth {
    Open(f64, f64),
    Fixed(&'static [f64]),
}

/// Some of each sort: amounts that are free, cards of a few, and one whose shop wants a phone number.
pub(super) fn products() -> Vec<Product> {
    let product = |id, name: &str, categories, currency, countries, worth| Product {
        id,
        name: name.to_owned(),
        categories,
        currency,
        countries,
        worth,
        phone: id == 20004,
    };
    let rupiah = Worth::Fixed(&[50_000.0, 100_000.0, 150_000.0]);
    let ringgit = Worth::Fixed(&[10.0, 25.0, 50.0, 100.0]);
    vec![
        product(
            15365,
            "World Card",
            "eCommerce",
            "USD",
            &["ID", "MY", "SG", "US"],
            Worth::Open(5.0, 2000.0),
        ),
        product(20001, "Pasar Raya", "Groceries", "IDR", &["ID"], rupiah),
        product(20002, "Kedai Buku", "Books", "MYR", &["MY"], ringgit),
        product(
            20003,
            "Reef Trust",
            "Charity",
            "USD",
            &[],
            Worth::Open(1.0, 1000.0),
        ),
        product(
            20004,
            "Phone Shop",
            "Electronics",
            "USD",
            &["US"],
            Worth::Open(1.0, 100.0),
        ),
    ]
}

/// So many more, for who turns pages.
pub(super) fn more(count: u64) -> impl Iterator<Item = Product> {
    (0..count).map(|number| Product {
        id: 30_000 + number,
        name: format!("Shop {number}"),
        categories: "eCommerce",
        currency: "INR",
        countries: &["IN"],
        worth: Worth::Fixed(&[100.0, 500.0]),
        phone: false,
    })
}

impl Product {
    pub(super) fn sells(&self, amount: f64) -> bool {
        match self.worth {
            Worth::Open(least, most) => (least..=most).contains(&amount),
            Worth::Fixed(amounts) => amounts.contains(&amount),
        }
    }

    pub(super) fn shown(&self, own_url: &str) -> Value {
        let (kind, least, most, fixed) = match self.worth {
            Worth::Open(least, most) => ("open_value", least, most, String::new()),
            Worth::Fixed(amounts) => {
                let amounts: Vec<String> = amounts.iter().map(ToString::to_string).collect();
                ("fixed_denomination", 0.0, 0.0, amounts.join(","))
            }
        };
        let countries: Vec<Value> = { self.countries.iter() }
            .map(|it| json!({ "code": it, "name": it }))
            .collect();
        json!({
            "productId": self.id,
            "name": self.name,
            "description": format!("<p>{} pays where you <b>like</b>.</p>", self.name),
            "orderQuantityLimit": 10,
            "categories": self.categories,
            "imageUrl": format!("{own_url}images/{}.png", self.id),
            "currencyCode": self.currency,
            "countryCode": self.countries.first().copied().unwrap_or_default(),
            "countries": countries,
            "valueType": kind,
            "minValue": least,
            "maxValue": most,
            "valueDenominations": fixed,
            "tatInDays": "0",
            "deliveryType": "realtime",
            "exchangeRate": "1",
            "isPhoneNumberMandatory": self.phone,
        })
    }
}
