//! The page that lists the keys for people: `docs/settings.md`.

use std::fmt::Write;

use super::*;

const PAGE: &str = include_str!("../../../docs/settings.md");

/// What may be typed, in a few words.
fn values(kind: Kind) -> String {
    match kind {
        Kind::Number(Bounds { least, most }) => format!("{least} to {most}"),
        Kind::Words(words) => format!("`{}`", words.join("`, `")),
        Kind::Text { most } => format!("text of up to {most} characters"),
        Kind::Lines => "text".to_owned(),
        Kind::TimeZone => "a time zone by its IANA name".to_owned(),
        Kind::Channel => "a channel, or `none`".to_owned(),
    }
}

#[test]
fn the_page_lists_them_as_they_are() {
    let mut table = String::from("| key | meaning | values | default |\n|---|---|---|---|\n");
    for key in KEYS {
        let values = values(key.kind());
        writeln!(
            table,
            "| `{}` | {} | {values} | `{}` |",
            key.name, key.help, key.default
        )
        .unwrap();
    }
    assert!(
        PAGE.contains(&table),
        "docs/settings.md has this table:\n{table}"
    );
}
