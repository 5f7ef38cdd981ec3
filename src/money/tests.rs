//! What points are worth, to the last cent.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn currency() -> impl Strategy<Value = Currency> {
    select(&["USD", "IDR", "JPY", "KWD", "MYR", "VND"][..]).prop_map(|code| code.parse().unwrap())
}

#[test]
fn money_is_read_to_the_decimals_that_it_has() {
    for (text, shown) in [
        ("USD 500", Ok("USD 500")),
        (" usd  0.5 ", Ok("USD 0.50")),
        ("JPY 1000", Ok("JPY 1000")),
        ("JPY 1000.0", Ok("JPY 1000")),
        ("KWD 1.234", Ok("KWD 1.234")),
        ("JPY 0.5", Err(())),
        ("USD 0.001", Err(())),
        ("USD -1", Err(())),
        ("USD 1e3", Err(())),
        ("USD .5", Err(())),
        ("USD 99999999999999999999", Err(())),
        ("USX 5", Err(())),
        ("500", Err(())),
        ("", Err(())),
    ] {
        let read = text.parse::<Money>().map(|it| it.to_string());
        assert_eq!(read.map_err(drop), shown.map(str::to_owned), "{text}");
    }
}

#[test]
fn a_balance_is_no_more_than_it_is() {
    let usd = "USD".parse().unwrap();
    for (said, minor) in [
        ("12.349", Some(1234)),
        ("-3.5", Some(0)),
        ("7", Some(700)),
        ("x", None),
    ] {
        assert_eq!(
            Money::at_least(usd, said).map(|it| it.minor),
            minor,
            "{said}"
        );
    }
}

#[test]
fn points_are_worth_whole_minor_units() {
    for (rate, points, worth) in [
        ("USD 0.01", 1000, Some("USD 10")),
        ("USD 0.333", 10, Some("USD 3.33")),
        ("USD 0.005", 1, None),
        ("USD 0.005", 3, Some("USD 0.01")),
        ("IDR 150", 1000, Some("IDR 150000")),
        ("JPY 1.5", 3, Some("JPY 4")),
        ("KWD 0.000001", 999, None),
        ("USD 1000000", i64::MAX, None),
    ] {
        let found = rate.parse::<Rate>().unwrap().of_points(points);
        let found = found.map(|it| it.to_string());
        assert_eq!(found.as_deref(), worth, "{points} at {rate}");
    }
    let rate: Rate = "IDR 150".parse().unwrap();
    assert_eq!(rate.exactly("IDR 150000".parse().unwrap()), Some(1000));
    assert_eq!(rate.exactly("IDR 50000".parse().unwrap()), None);
    assert_eq!(rate.points_for("IDR 50000".parse().unwrap()), Some(334));
    assert_eq!(rate.points_for("USD 5".parse().unwrap()), None);
}

#[test]
fn lists_name_each_currency_once() {
    let rates: Rates = "USD 0.01; IDR 150".parse().unwrap();
    assert_eq!(rates.to_string(), "IDR 150, USD 0.01");
    assert_eq!("none".parse::<Rates>(), Ok(Rates::default()));
    assert_eq!(Amounts::default().to_string(), "none");
    let close: Rates = "IDR 150,USD 0.01;MYR 2".parse().unwrap();
    assert_eq!(close.to_string(), "IDR 150, MYR 2, USD 0.01");
    for wrong in [
        "",
        "USD 0,01",
        "IDR 1.500.000",
        "IDR 1,500,000",
        "USD 0.01, USD 0.02",
        "USD 0",
        "USD 0.0000001",
        "USD",
    ] {
        assert!(wrong.parse::<Rates>().is_err(), "{wrong}");
    }
}

#[test]
fn what_is_read_in_two_ways_is_refused_with_both() {
    for (typed, both) in [
        ("IDR 150.000", Some(("150000", "150"))),
        ("IDR 150,000", Some(("150000", "150"))),
        ("USD 1.500", Some(("1500", "1.5"))),
        ("USD 1.125", Some(("1125", "1.1250"))),
        ("KWD 1,250", Some(("1250", "1.25"))),
        // Thousands are not written so.
        ("USD 0.125", None),
        ("USD 0.001", None),
        ("USD 1.1250", None),
        ("USD 1500.125", None),
        ("IDR 150.00", None),
        ("IDR 150000", None),
        // It has three decimals.
        ("KWD 1.125", None),
    ] {
        let expected = both.map(|(thousands, decimal)| TwoWays {
            currency: typed[..3].parse().unwrap(),
            typed: typed[4..].to_owned(),
            thousands: thousands.to_owned(),
            decimal: Some(decimal.to_owned()),
        });
        let said = match typed.parse::<Rate>() {
            Ok(_) => None,
            Err(NoMoney::TwoWays(said)) => Some(said),
            Err(other) => panic!("{typed}: {other}"),
        };
        assert_eq!(said, expected, "{typed}");
        let other = "JPY 5";
        assert_eq!(
            format!("{other}, {typed}").parse::<Rates>().is_err(),
            expected.is_some(),
            "{typed}"
        );
        // Either can be said.
        for reading in both.into_iter().flat_map(|(one, other)| [one, other]) {
            assert!(format!("{} {reading}", &typed[..3]).parse::<Rate>().is_ok());
        }
    }
    let amount = "IDR 7.500".parse::<Money>().unwrap_err().to_string();
    assert_eq!(
        amount,
        "IDR 7.500 is 7500, or 7.5? Type the one that is meant"
    );
    // What would be refused is offered to nobody.
    for (typed, asked) in [
        ("JPY 7.500", "JPY 7.500 is 7500? Type that if it is meant"),
        (
            "JPY 7.000",
            "JPY 7.000 is 7000, or 7? Type the one that is meant",
        ),
        ("USD 1.125", "USD 1.125 is 1125? Type that if it is meant"),
    ] {
        let Err(NoMoney::TwoWays(said)) = typed.parse::<Money>() else {
            panic!("{typed}");
        };
        assert_eq!(said.to_string(), asked);
        for reading in said.decimal.iter().chain([&said.thousands]) {
            assert!(
                format!("{} {reading}", &typed[..3])
                    .parse::<Money>()
                    .is_ok()
            );
        }
    }
    assert_eq!("KWD 1.250".parse::<Money>().map(|it| it.minor), Ok(1250));
}

#[test]
fn what_an_older_release_kept_is_what_it_was() {
    let kept = "IDR 150, KWD 1.125, USD 1.125";
    let clear = without_doubt(kept);
    assert_eq!(clear, "IDR 150, KWD 1.125, USD 1.1250");
    let rates: Rates = clear.parse().unwrap();
    assert_eq!(rates.to_string(), clear);
    assert_eq!(without_doubt("none"), "none");
}

proptest! {
    #[test]
    fn a_rate_that_is_shown_is_read_again(currency in currency(), rate in 1..10_000_000_i64) {
        let rate: Rate = format!("{currency} {}", in_decimals(rate, 6, 6)).parse().unwrap();
        prop_assert_eq!(rate.to_string().parse(), Ok(rate));
    }


    #[test]
    fn what_is_shown_is_read_again(currency in currency(), minor in 0..i64::MAX / 1000) {
        let money = Money { currency, minor };
        prop_assert_eq!(money.to_string().parse(), Ok(money));
    }

    #[test]
    fn nobody_gets_more_than_the_points_are_worth(
        currency in currency(), rate in 1..10_000_000_i64, points in 1..1_000_000_000_i64,
    ) {
        let rate: Rate = format!("{currency} {}", in_decimals(rate, 6, 6)).parse().unwrap();
        let Some(worth) = rate.of_points(points) else { return Ok(()) };
        // No fewer points are worth as much, and one less is worth less than what they were asked for.
        let fewest = rate.points_for(worth).unwrap();
        prop_assert!(fewest <= points);
        prop_assert!(rate.of_points(fewest).unwrap().minor >= worth.minor);
        prop_assert!(rate.of_points(fewest - 1).is_none_or(|less| less.minor < worth.minor));
    }
}
