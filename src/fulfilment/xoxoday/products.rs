//! What Plum sells, and what is left of the account's money.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Number, json};

use super::Xoxoday;
use super::said::Said;
use crate::fulfilment::account::{Product, Wanted};
use crate::money::{Currency, Money};
use crate::rewards::{ItemKind, Trouble};

/// How many products a page has.
const PAGE: usize = 100;

/// The last page that is asked for: more would be asked too often within a minute.
const LAST: usize = 45;

impl Xoxoday {
    /// Every product, page by page. Their names of countries are their own, so that what is for one is chosen
    /// here.
    pub(super) async fn all_products(&self, wanted: &Wanted) -> Result<Vec<Product>, Trouble> {
        let (mut found, mut ids) = (Vec::new(), BTreeSet::new());
        for page in 1..=LAST {
            let mut asked = json!({ "limit": PAGE, "page": page });
            if let Some(currency) = wanted.currency {
                asked["filters"] = json!([{ "key": "currencyCode", "value": currency.code() }]);
            }
            let said = self.see("getVouchers", &asked).await;
            let body = match said.map_err(crate::fulfilment::Answer::trouble)? {
                Said::Done(body) => body,
                // "No Vouchers Found": there is no such page.
                Said::No(_) | Said::Nothing(_) if page > 1 => break,
                other => return Err(other.trouble().0),
            };
            let sold = read(&body).ok_or(Trouble::NotUnderstood)?;
            let whole = sold.len() == PAGE;
            let before = found.len();
            found.extend(sold.into_iter().filter(|it| ids.insert(it.text())));
            // Whoever answers every page with the same one has no more.
            if !whole || found.len() == before {
                break;
            }
        }
        let products = found.iter().filter_map(Sold::product);
        Ok(products.filter(|it| is_wanted(it, wanted)).collect())
    }
}

fn is_wanted(product: &Product, wanted: &Wanted) -> bool {
    let for_it =
        |country: &String| product.countries.is_empty() || product.countries.contains(country);
    wanted.currency.is_none_or(|it| it == product.currency)
        && wanted.country.as_ref().is_none_or(for_it)
}

#[derive(Deserialize)]
struct Whole {
    data: Data,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    get_vouchers: Option<Vouchers>,
    get_balance: Option<Balance>,
}

#[derive(Deserialize)]
struct Vouchers {
    #[serde(default)]
    data: Vec<Sold>,
}

/// A number, or the text of one: their examples have both.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Figure {
    Number(Number),
    Text(String),
}

impl Figure {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.trim().to_owned(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sold {
    product_id: Figure,
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    categories: Option<String>,
    image_url: Option<String>,
    currency_code: String,
    #[serde(default)]
    country_code: Option<String>,
    #[serde(default)]
    countries: Option<Vec<Country>>,
    value_type: String,
    min_value: Option<Figure>,
    max_value: Option<Figure>,
    value_denominations: Option<String>,
    #[serde(default)]
    is_phone_number_mandatory: Option<bool>,
}

#[derive(Deserialize)]
struct Country {
    code: String,
}

fn read(body: &[u8]) -> Option<Vec<Sold>> {
    let whole: Whole = serde_json::from_slice(body).ok()?;
    Some(whole.data.get_vouchers?.data)
}

impl Sold {
    fn text(&self) -> String {
        self.product_id.text()
    }

    /// What of it can be ordered; nothing, where no amount of it is money, or its shop wants a phone number:
    /// nobody is asked for theirs.
    fn product(&self) -> Option<Product> {
        if self.is_phone_number_mandatory == Some(true) {
            return None;
        }
        let currency: Currency = self.currency_code.parse().ok()?;
        let money = |text: &str| Money::of_decimal(currency, text.trim()).filter(|it| it.minor > 0);
        let values: Vec<(Money, Money)> = match self.value_type.as_str() {
            "open_value" => {
                let (least, most) = (self.min_value.as_ref()?, self.max_value.as_ref()?);
                vec![(money(&least.text())?, money(&most.text())?)]
            }
            _ => { self.value_denominations.as_deref().unwrap_or_default() }
                .split(',')
                .filter_map(|it| money(it).map(|it| (it, it)))
                .collect(),
        };
        if values.is_empty() {
            return None;
        }
        let categories = self
            .categories
            .as_deref()
            .unwrap_or_default()
            .to_lowercase();
        let good = ["charity", "donation"]
            .iter()
            .any(|it| categories.contains(it));
        Some(Product {
            id: self.text(),
            name: self.name.trim().to_owned(),
            description: plain(self.description.as_deref().unwrap_or_default()),
            kind: if good {
                ItemKind::Donation
            } else {
                ItemKind::GiftCard
            },
            currency,
            values,
            countries: self.countries(),
            image: self.image_url.as_ref().and_then(|it| it.parse().ok()),
        })
    }

    fn countries(&self) -> Vec<String> {
        let listed = self.countries.iter().flatten().map(|it| it.code.as_str());
        let one = self.country_code.as_deref().unwrap_or_default().split(',');
        let all: BTreeSet<String> = listed
            .chain(one)
            .map(|it| it.trim().to_uppercase())
            .filter(|it| it.len() == 2 && it.bytes().all(|it| it.is_ascii_uppercase()))
            .collect();
        all.into_iter().collect()
    }
}

/// A text without its marks: theirs are HTML.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[derive(Deserialize)]
struct Balance {
    data: Option<Left>,
}

#[derive(Deserialize)]
struct Left {
    value: Figure,
    currency: String,
}

/// The money that is left.
pub(super) fn balance(body: &[u8]) -> Option<Money> {
    let whole: Whole = serde_json::from_slice(body).ok()?;
    let left = whole.data.get_balance?.data?;
    Money::at_least(left.currency.parse().ok()?, &left.value.text())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// As the example of their pages has it.
    fn sold(change: impl FnOnce(&mut Value)) -> Option<String> {
        let mut sold = json!({
            "productId": 1535, "name": " Amazon.in ", "description": "<p>Buy <b>it</b></p>",
            "categories": "eCommerce", "imageUrl": "https://img.example/a.png", "currencyCode": "INR",
            "countryName": "India", "countryCode": "IN", "countries": [{ "code": "IN", "name": "India" }],
            "valueType": "fixed_denomination", "maxValue": 0, "minValue": 0,
            "valueDenominations": "20, 30,500,x,0", "exchangeRate": "1", "isPhoneNumberMandatory": false,
        });
        change(&mut sold);
        let sold: Sold = serde_json::from_value(sold).unwrap();
        let product = sold.product()?;
        let values = product
            .values
            .iter()
            .map(|(low, high)| format!("{low}-{high}"));
        let values: Vec<String> = values.collect();
        let countries = product.countries.join(";");
        Some(format!(
            "{} {} [{}] {countries} {}",
            product.id,
            product.name,
            values.join(","),
            product.kind
        ))
    }

    #[test]
    fn a_product_has_the_amounts_that_are_money() {
        let says = |text: &str| Some(text.to_owned());
        assert_eq!(
            sold(|_| ()),
            says("1535 Amazon.in [INR 20-INR 20,INR 30-INR 30,INR 500-INR 500] IN gift_card")
        );
        let open = sold(|it| {
            it["productId"] = json!("77");
            it["valueType"] = json!("open_value");
            it["minValue"] = json!("5.50");
            it["maxValue"] = json!(1000);
            it["countries"] = json!(null);
            it["countryCode"] = json!("IN,us, GLOBAL");
            it["categories"] = json!("Charity");
        });
        assert_eq!(
            open,
            says("77 Amazon.in [INR 5.50-INR 1000] IN;US donation")
        );
        assert_eq!(sold(|it| it["isPhoneNumberMandatory"] = json!(true)), None);
        assert_eq!(sold(|it| it["valueDenominations"] = json!(null)), None);
        assert_eq!(sold(|it| it["currencyCode"] = json!("POINTS")), None);
        assert_eq!(
            plain("<p>Buy\n <b>it</b> &amp; smile</p>"),
            "Buy it &amp; smile"
        );
    }

    #[test]
    fn what_is_left_is_money_of_the_account() {
        for (data, left) in [
            (
                json!({ "value": 5870.02, "currency": "INR" }),
                Some("INR 5870.02"),
            ),
            (
                json!({ "points": 9, "value": 5870.026, "currency": "INR" }),
                Some("INR 5870.02"),
            ),
            (json!({ "value": "12", "currency": "USD" }), Some("USD 12")),
            (json!({ "value": 12, "currency": "gold" }), None),
        ] {
            let body = json!({ "data": { "getBalance": { "status": 1, "data": data } } });
            let found = balance(body.to_string().as_bytes()).map(|it| it.to_string());
            assert_eq!(found.as_deref(), left, "{body}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_plain(html in "\\PC{0,60}") {
            let text = plain(&html);
            prop_assert_eq!(text.trim(), &text);
        }
    }
}
