//! The container holds what the commands in it need. It is not built here: what is said of it is read.

use std::fs;

fn read(name: &str) -> String {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(path).unwrap()
}

/// The number that stands behind `label`.
fn number(text: &str, label: &str) -> u32 {
    let (_, rest) = text
        .split_once(label)
        .unwrap_or_else(|| panic!("no {label} in {text}"));
    let digits = rest.find(|c: char| !c.is_ascii_digit());
    rest[..digits.unwrap_or(rest.len())].parse().unwrap()
}

/// The lines of the stage that becomes the image.
fn image() -> String {
    let dockerfile = read("Dockerfile");
    let (_, last) = dockerfile.rsplit_once("\nFROM ").unwrap();
    let lines = last.lines().filter(|line| !line.starts_with('#'));
    lines.collect::<Vec<_>>().join("\n")
}

/// What is said of the service in the compose file.
fn service(name: &str) -> String {
    let compose = read("compose.yaml");
    let (_, rest) = compose.split_once(&format!("\n  {name}:\n")).unwrap();
    let lines = rest
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with("    "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn backups_are_made_by_programs_of_the_databases_version() {
    let client = number(&image(), "postgresql-client-");
    let server = number(&service("database"), "image: postgres:");
    assert!(
        client >= server,
        "pg_dump of {client} copies no PostgreSQL {server}"
    );
    // It comes from the distribution: Debian 12 has none but 15.
    assert!(image().starts_with("debian:trixie-slim"), "{}", image());
}

#[test]
fn a_backup_has_where_to_go() {
    let (image, plaudit) = (image(), service("plaudit"));
    assert!(plaudit.contains("read_only: true"), "{plaudit}");
    assert!(plaudit.contains("- backups:/backups"), "{plaudit}");
    assert!(read("compose.yaml").contains("\nvolumes:\n  database:\n  backups:\n  data:\n"));
    // A volume takes the owner that the directory has in the image.
    let user = number(&image, "USER ");
    let made =
        format!("install --directory --owner={user} --group={user} --mode=0700 /backups /data\n");
    assert!(image.contains(&made), "{image}");
    // What the file tells people to type is what its programs understand.
    for command in [
        "backup /backups/NAME",
        "backup - > NAME",
        "restore /backups/NAME",
    ] {
        assert!(read("compose.yaml").contains(command), "{command}");
    }
}

/// What opens the answers of open surveys, where there is no key to encrypt it with, is a file in the directory of
/// data: whoever is given the backups must not get it with them.
#[test]
fn what_opens_ballots_does_not_lie_among_the_backups() {
    let (image, plaudit) = (image(), service("plaudit"));
    assert!(image.contains("\nENV PLAUDIT_DATA_DIR=/data\n"), "{image}");
    assert!(image.contains("\nVOLUME /backups /data\n"), "{image}");
    assert!(plaudit.contains("- data:/data"), "{plaudit}");
    assert!(!plaudit.contains("PLAUDIT_DATA_DIR"), "{plaudit}");
}
