//! The rules of the house: who may import whom.

use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms it may import.
const RULES: &[(&str, &[&str])] = &[
    ("chat", &[]),
    ("command", &[]),
    ("clock", &[]),
    ("vitals", &[]),
    ("explained", &[]),
    ("attempt", &[]),
    ("ledger", &["database"]),
    ("database", &["attempt", "clock", "explained"]),
    ("queue", &["clock", "database", "explained"]),
    ("inbox", &["chat", "database", "queue"]),
    (
        "outbox",
        &[
            "chat",
            "clock",
            "database",
            "explained",
            "people",
            "queue",
            "workspace",
        ],
    ),
    ("notices", &["clock", "database", "explained", "queue"]),
    ("schedule", &["clock", "database", "explained"]),
    ("settings", &["chat", "clock", "database", "schedule"]),
    (
        "retention",
        &["clock", "database", "explained", "settings", "workspace"],
    ),
    (
        "workspace",
        &["chat", "clock", "database", "people", "settings"],
    ),
    (
        "people",
        &[
            "chat",
            "clock",
            "database",
            "leaderboard",
            "ledger",
            "notices",
            "settings",
        ],
    ),
    (
        "kudos",
        &[
            "attempt",
            "chat",
            "clock",
            "database",
            "explained",
            "inbox",
            "ledger",
            "notices",
            "outbox",
            "people",
            "settings",
        ],
    ),
    ("leaderboard", &["database", "explained", "settings"]),
    (
        "wording",
        &["chat", "command", "kudos", "people", "settings"],
    ),
    ("slack", &["chat", "clock", "explained"]),
    ("teams", &["chat", "clock", "database", "explained"]),
    ("sandbox", &["clock"]),
];

#[test]
fn rooms_import_only_what_they_may() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (room, allowed) in RULES {
        for file in files_of(&source, room) {
            let text = fs::read_to_string(&file).unwrap();
            for imported in imports(&text) {
                if imported != *room && !allowed.contains(&imported.as_str()) {
                    broken.push(format!("{} imports {imported}", file.display()));
                }
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

/// Every room named after `crate::`, one by one or in a list.
fn imports(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        // `plaudit_crate::` and the like are no imports of ours.
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let listed = rest.strip_prefix('{').and_then(|list| list.split_once('}'));
        match listed {
            Some((list, _)) => rooms.extend(list.split(',').filter_map(first_name)),
            None => rooms.extend(first_name(rest)),
        }
    }
    rooms
}

fn first_name(path: &str) -> Option<String> {
    let name: String = path
        .trim()
        .chars()
        .take_while(|c| c.is_ascii_lowercase() || *c == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

fn files_of(source: &Path, room: &str) -> Vec<PathBuf> {
    let single = source.join(format!("{room}.rs"));
    if single.exists() {
        return vec![single];
    }
    let mut found = Vec::new();
    let mut folders = vec![source.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no room {room}");
    found
}

#[test]
fn the_check_sees_every_form_of_import() {
    let text = "use crate::{chat, ledger::Book};\nuse crate::wording::Words;\ncrate::slack::x();";
    assert_eq!(imports(text), ["chat", "ledger", "wording", "slack"]);
}
