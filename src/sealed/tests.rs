use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use secrecy::{ExposeSecret, SecretString};

use super::*;
use crate::ids::WorkspaceId;

fn key(byte: u8) -> String {
    STANDARD.encode([byte; 32])
}

fn sealer(keys: &[u8]) -> Sealer {
    let keys: Vec<String> = keys.iter().copied().map(key).collect();
    keys.join(",").parse().unwrap()
}

fn context(row: &str) -> Context {
    Context::new(WorkspaceId::from_u128(7), Column::Code, row)
}

fn sealed(sealer: &Sealer, text: &str) -> Sealed {
    sealer.seal(&context("1"), &text.into())
}

fn opened(sealer: &Sealer, context: &Context, value: &Sealed) -> Result<String, CannotOpen> {
    let opened = sealer.open(context, value)?;
    Ok(opened.expose_secret().to_owned())
}

proptest! {
    #[test]
    fn what_was_sealed_opens_as_it_was(text: String, row in "[ -~]{0,40}", other in "[ -~]{0,40}") {
        let sealer = sealer(&[1]);
        let here = context(&row);
        let value = sealer.seal(&here, &SecretString::from(text.as_str()));
        let read = Sealed::try_from(value.as_ref().to_vec()).unwrap();
        prop_assert_eq!(opened(&sealer, &here, &read), Ok(text));
        prop_assume!(row != other);
        prop_assert_eq!(opened(&sealer, &context(&other), &read), Err(CannotOpen::Damaged));
    }

    #[test]
    fn nothing_is_opened_that_was_not_sealed(bytes: Vec<u8>, first: bool) {
        let sealer = sealer(&[1, 2]);
        let real = sealed(&sealer, "x");
        let bytes = if first { bytes } else { [&real.as_ref()[..5], &bytes].concat() };
        if let Ok(value) = Sealed::try_from(bytes.clone()) {
            prop_assert!(sealer.open(&context("1"), &value).is_err());
            prop_assert_eq!(value.as_ref(), &bytes[..]);
        }
    }
}

#[test]
fn every_change_of_a_bit_is_refused() {
    let sealer = sealer(&[1, 2]);
    let whole = sealed(&sealer, "GIFT-1234").as_ref().to_vec();
    for bit in 0..whole.len() * 8 {
        let mut changed = whole.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let opens =
            Sealed::try_from(changed).is_ok_and(|it| sealer.open(&context("1"), &it).is_ok());
        assert!(!opens, "bit {bit}");
    }
    for short in 0..whole.len() {
        let cut = Sealed::try_from(whole[..short].to_vec());
        let opens = cut.is_ok_and(|it| sealer.open(&context("1"), &it).is_ok());
        assert!(!opens, "{short} bytes");
    }
}

#[test]
fn no_other_place_opens_it() {
    let sealer = sealer(&[1]);
    let value = sealed(&sealer, "GIFT-1234");
    let us = WorkspaceId::from_u128(7);
    for column in Column::ALL {
        let opens = sealer.open(&Context::new(us, column, 1), &value).is_ok();
        assert_eq!(opens, column == Column::Code, "{column}");
    }
    let elsewhere = Context::new(WorkspaceId::from_u128(8), Column::Code, 1);
    assert_eq!(
        opened(&sealer, &elsewhere, &value),
        Err(CannotOpen::Damaged)
    );
}

#[test]
fn the_first_key_seals_and_both_open() {
    let (old, both, new) = (sealer(&[1]), sealer(&[2, 1]), sealer(&[2]));
    let before = sealed(&old, "then");
    let after = sealed(&both, "now");
    assert_eq!(
        (before.key_id(), after.key_id()),
        (old.first(), new.first())
    );
    for value in [&before, &after] {
        assert!(both.open(&context("1"), value).is_ok());
    }
    let unknown = Err(CannotOpen::UnknownKey(old.first()));
    assert_eq!(opened(&new, &context("1"), &before), unknown);
    assert!(both.knows(old.first()) && !new.knows(old.first()));
}

#[test]
fn nothing_is_sealed_alike_twice() {
    let sealer = sealer(&[1]);
    assert_ne!(sealed(&sealer, "same"), sealed(&sealer, "same"));
}

#[test]
fn fingerprints_tell_the_same_text_of_one_workspace() {
    let (old, both) = (sealer(&[1]), sealer(&[2, 1]));
    let us = WorkspaceId::from_u128(7);
    let print = |sealer: &Sealer, text: &str| sealer.fingerprint(us, &text.into());
    assert_eq!(print(&old, "GIFT-1"), print(&old, "GIFT-1"));
    assert_ne!(print(&old, "GIFT-1"), print(&old, "GIFT-2"));
    let elsewhere = old.fingerprint(WorkspaceId::from_u128(8), &"GIFT-1".into());
    assert_ne!(print(&old, "GIFT-1"), elsewhere);
    // What the old key recorded is found while the new one records.
    let all = both.fingerprints(us, &"GIFT-1".into());
    assert_eq!(all, [print(&both, "GIFT-1"), print(&old, "GIFT-1")]);
    assert_ne!(all[0], all[1]);
}

#[test]
fn only_keys_are_keys() {
    let read = |text: &str| text.parse::<Sealer>().map(|it| it.first());
    let (one, two) = (key(1), key(2));
    assert!(read(&format!(" {one} ")).is_ok());
    assert!(read(&format!("{one}, {two}")).is_ok());
    assert!(read(&format!("{one},{two},{}", key(3))).is_ok());
    for bad in ["", ",", &format!("{one},")] {
        assert_eq!(read(bad), Err(NotKeys::Count), "{bad}");
    }
    for bad in [format!("{one},{one}"), format!("{one},{two},{one}")] {
        assert_eq!(read(&bad), Err(NotKeys::Same), "{bad}");
    }
    for bad in [
        "hush",
        &STANDARD.encode([1; 31]),
        &STANDARD.encode([1; 33]),
        &hex::encode([1; 32]),
        &URL_SAFE_NO_PAD.encode([1; 32]),
        &format!("{one},hush"),
    ] {
        assert_eq!(read(bad), Err(NotKeys::Shape), "{bad}");
        assert!(!NotKeys::Shape.to_string().contains(bad));
    }
}

#[test]
fn nothing_secret_is_shown() {
    let sealer = sealer(&[1, 2]);
    let value = sealed(&sealer, "GIFT-1234");
    assert_eq!(format!("{value:?}"), "Sealed");
    let ids = sealer.first();
    let shown = format!("{sealer:?}");
    assert!(
        shown.starts_with(&format!("Sealer {{ first: Key({ids})")),
        "{shown}"
    );
    assert!(!shown.contains(&key(1)) && !shown.contains(&hex::encode([1; 32])));
}

/// What one release sealed must open with every later one. These were made by another library.
#[test]
fn the_format_stays() {
    let sealer = sealer(&[1]);
    let value = hex::decode(FIRST_RELEASE).unwrap();
    let value = Sealed::try_from(value).unwrap();
    assert_eq!(
        opened(&sealer, &context("1"), &value).as_deref(),
        Ok("GIFT-1234")
    );
    let print = sealer.fingerprint(WorkspaceId::from_u128(7), &"GIFT-1234".into());
    assert_eq!(hex::encode(print), FIRST_PRINT);
}

const FIRST_RELEASE: &str = "01df0af839000102030405060708090a0b\
                             efe288631a42fec89078a70539916a25a5abde9dc655c171bc";
const FIRST_PRINT: &str = "af606312ddc00340cac8414c9870e4ece1c98020cb3a6a3c4795e10dfb8393d3";
