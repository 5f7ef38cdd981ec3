//! Money as a number of somebody else's document.

use serde_json::Number;

use crate::money::Money;

/// An amount as a decimal number that says the same: nothing, where none does. What is written here is read
/// there as it stands, and never rounded.
pub(super) fn number(amount: Money) -> Option<Number> {
    let number: Number = amount.decimal().parse().ok()?;
    let written = Money::of_decimal(amount.currency, &number.to_string());
    written.is_some_and(|it| it == amount).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_amount_is_written_as_another() {
        for (amount, written) in [
            ("USD 0.1", Some("0.1")),
            ("USD 12.50", Some("12.5")),
            ("USD 19.99", Some("19.99")),
            ("JPY 1000", Some("1000")),
            ("IDR 90071992547409", Some("90071992547409")),
            ("KWD 1.005", Some("1.005")),
            ("USD 92233720368547758.07", None),
        ] {
            let number = number(amount.parse().unwrap()).map(|it| it.to_string());
            assert_eq!(number.as_deref(), written, "{amount}");
        }
    }
}
