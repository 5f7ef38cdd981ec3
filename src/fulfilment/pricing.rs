//! What a product of a provider costs in points.

use super::Product;
use crate::money::{Money, Rate};
use crate::rewards::Price;

/// The longest range whose every price is looked at.
const LONGEST: i64 = 10_000;

impl Product {
    /// For how many points it can be offered where a point is worth so much, so that whatever is paid is
    /// something that it is sold for: a range in steps of its least, or one price for each amount that whole
    /// points are worth exactly; amounts that lie evenly are a range again.
    pub fn prices(&self, rate: Rate) -> Vec<Price> {
        let (bands, fixed): (Vec<_>, Vec<_>) = { self.values.iter() }
            .copied()
            .partition(|(least, most)| least.minor < most.minor);
        let ranges = bands.into_iter().filter_map(|band| range(rate, band));
        let exactly = |(value, _): (Money, Money)| rate.exactly(value);
        let mut points: Vec<i64> = fixed.into_iter().filter_map(exactly).collect();
        points.sort_unstable();
        points.dedup();
        let prices = ranges.chain(together(&points));
        prices.filter(|price| price.check().is_ok()).collect()
    }

    /// Whether everything that can be paid at a price is something that it is sold for.
    pub fn fits(&self, rate: Rate, price: Price) -> bool {
        let sold = |points| rate.of_points(points).is_some_and(|it| self.sells(it));
        match price {
            Price::Fixed(points) => sold(points),
            Price::Range { least, most, step } => {
                let whole = |(low, high): &(Money, Money)| {
                    let ends = [least, most].map(|points| rate.of_points(points));
                    ends.iter().all(|it| {
                        it.is_some_and(|it| low.minor <= it.minor && it.minor <= high.minor)
                    })
                };
                let few = (most - least) / step <= LONGEST;
                let step = usize::try_from(step).unwrap_or(usize::MAX);
                self.values.iter().any(whole) || few && (least..=most).step_by(step).all(sold)
            }
        }
    }
}

/// Every multiple of the least that is not more than the most.
fn range(rate: Rate, (low, high): (Money, Money)) -> Option<Price> {
    let least = rate.points_for(low).filter(|it| *it > 0)?;
    let most = rate.points_for(high)?;
    // So many points may be worth a little more.
    let over = rate.of_points(most).is_none_or(|it| it.minor > high.minor);
    let most = (most - i64::from(over)) / least * least;
    match most {
        0 => None,
        most if most == least => Some(Price::Fixed(least)),
        most => Price::range(least, most, least).ok(),
    }
}

/// One range, where they lie evenly; else each by itself.
fn together(points: &[i64]) -> Vec<Price> {
    if let [first, second, .., last] = points {
        let step = second - first;
        let even = points.windows(2).all(|pair| pair[1] - pair[0] == step);
        if let (true, Ok(range)) = (even, Price::range(*first, *last, step)) {
            return vec![range];
        }
    }
    points.iter().map(|it| Price::Fixed(*it)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rewards::ItemKind;

    fn product(values: &[(i64, i64)]) -> Product {
        let currency = "USD".parse().unwrap();
        let money = |minor| Money { currency, minor };
        Product {
            id: "P".to_owned(),
            name: "A card".to_owned(),
            description: String::new(),
            kind: ItemKind::GiftCard,
            currency,
            values: values
                .iter()
                .map(|(low, high)| (money(*low), money(*high)))
                .collect(),
            countries: Vec::new(),
            image: None,
        }
    }

    #[test]
    fn a_product_has_the_prices_that_it_is_sold_for() {
        for (values, rate, prices) in [
            (&[(500, 200_000)][..], "USD 0.01", "500-200000/500"),
            (&[(500, 700)], "USD 0.01", "500"),
            (&[(1000, 1000)], "USD 0.01", "1000"),
            (
                &[(1000, 1000), (2000, 2000), (3000, 3000)],
                "USD 0.01",
                "1000-3000/1000",
            ),
            (
                &[(5000, 5000), (1000, 1000), (2000, 2000)],
                "USD 0.01",
                "1000 2000 5000",
            ),
            // A third of a cent more or less is another card.
            (&[(1000, 1000), (1500, 1500)], "USD 0.03", "500"),
            (&[(100, 1000)], "USD 0.3", "4-32/4"),
            (&[(1, 100)], "USD 50", ""),
        ] {
            let rate = rate.parse().unwrap();
            let shown: Vec<String> = product(values)
                .prices(rate)
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(shown.join(" "), prices, "{values:?}");
        }
    }

    #[test]
    fn a_price_that_somebody_chose_may_fit() {
        let rate: Rate = "USD 0.01".parse().unwrap();
        for (values, price, fits) in [
            (&[(500, 200_000)][..], "1000-5000/1000", true),
            (&[(500, 200_000)], "700", true),
            (&[(500, 200_000)], "100-5000/100", false),
            (&[(1000, 1000), (2000, 2000)], "1000-2000/1000", true),
            (&[(1000, 1000), (2000, 2000)], "1000-2000/500", false),
            (&[(1000, 1000)], "999", false),
        ] {
            let price = price.parse().unwrap();
            assert_eq!(
                product(values).fits(rate, price),
                fits,
                "{values:?} {price}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_can_be_paid_is_sold(
            values in proptest::collection::vec((1..5000_i64, 0..3000_i64), 1..5), rate in 1..20_000_i64,
        ) {
            let values: Vec<_> = values.into_iter().map(|(low, more)| (low, low + more)).collect();
            let rate: Rate = format!("USD {}.{:04}", rate / 10_000, rate % 10_000).parse().unwrap();
            let product = product(&values);
            for price in product.prices(rate) {
                prop_assert!(product.fits(rate, price), "{} at {}", price, rate);
            }
        }
    }
}
