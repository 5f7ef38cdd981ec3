//! What the stand-in sells.

use serde_json::{Value, json};

/// A product.
#[derive(Clone, Debug)]
pub(super) struct Product {
    pub(super) id: &'static str,
    name: &'static str,
    category: &'static str,
    pub(super) currencies: &'static [&'static str],
    countries: &'static [&'static str],
    pub(super) skus: Vec<(f64, f64)>,
}

/// Some of each sort: amounts that are free, and cards of a few.
pub(super) fn products() -> Vec<Product> {
    let product = |id, name, category, currencies, countries, skus: &[(f64, f64)]| Product {
        id,
        name,
        category,
        currencies,
        countries,
        skus: skus.to_vec(),
    };
    let card = |amount: f64| (amount, amount);
    vec![
        product(
            "WORLDCARD001",
            "World Card",
            "visa_card",
            &["USD"],
            &["ID", "MY", "SG", "US"],
            &[(5.0, 2000.0)],
        ),
        product(
            "PASARAYA0001",
            "Pasar Raya",
            "merchant_card",
            &["IDR"],
            &["ID"],
            &[card(50_000.0), card(100_000.0), card(150_000.0)],
        ),
        product(
            "KEDAIBUKU001",
            "Kedai Buku",
            "merchant_card",
            &["MYR"],
            &["MY"],
            &[card(10.0), card(25.0), card(50.0), card(100.0)],
        ),
        product(
            "REEFTRUST001",
            "Reef Trust",
            "charity",
            &["USD", "MYR"],
            &[],
            &[(1.0, 1000.0)],
        ),
    ]
}

impl Product {
    pub(super) fn is_for(&self, country: &str) -> bool {
        self.countries.is_empty() || self.countries.contains(&country)
    }

    pub(super) fn shown(&self, own_url: &str) -> Value {
        let skus: Vec<Value> = self
            .skus
            .iter()
            .map(|(min, max)| json!({ "min": min, "max": max }))
            .collect();
        let countries: Vec<Value> = self
            .countries
            .iter()
            .map(|it| json!({ "abbr": it }))
            .collect();
        let image = format!("{own_url}images/{}.png", self.id.to_lowercase());
        json!({
            "id": self.id,
            "name": self.name,
            "description": format!("{} pays where you like.", self.name),
            "category": self.category,
            "disclosure": "",
            "skus": skus,
            "currency_codes": self.currencies,
            "countries": countries,
            "images": [{ "src": image, "type": "card" }],
        })
    }
}
