//! The rules of the house: who may import whom.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Every room, and the rooms it may import: those that stand above it here, so that none leads back
/// to itself.
const RULES: &[(&str, &[&str])] = &[
    // What stands for itself.
    ("attempt", &[]),
    ("calendar", &[]),
    ("calling", &[]),
    ("clock", &[]),
    ("command", &[]),
    ("emoji", &[]),
    ("explained", &[]),
    ("guarded", &[]),
    ("ids", &[]),
    ("money", &[]),
    ("script", &[]),
    ("sealed", &[]),
    ("secure_url", &[]),
    ("sheet", &[]),
    ("standard_webhooks", &[]),
    ("subject", &[]),
    ("vitals", &["clock"]),
    ("words", &[]),
    ("chat", &["words"]),
    ("drawing", &["chat"]),
    ("policy", &["chat"]),
    ("proven", &["chat", "clock"]),
    ("keyring", &["calling", "clock", "explained", "secure_url"]),
    // What features are built on.
    ("database", &["attempt", "clock", "explained"]),
    ("ledger", &["database"]),
    ("audit", &["clock", "database", "policy"]),
    ("queue", &["clock", "database", "explained", "guarded"]),
    ("inbox", &["chat", "clock", "database", "queue"]),
    (
        "outbox",
        &[
            "chat",
            "clock",
            "database",
            "explained",
            "guarded",
            "queue",
            "vitals",
        ],
    ),
    ("notices", &["clock", "database", "queue"]),
    (
        "schedule",
        &["clock", "database", "explained", "guarded", "vitals"],
    ),
    (
        "holidays",
        &["audit", "clock", "database", "policy", "schedule"],
    ),
    // Features.
    (
        "settings",
        &[
            "audit",
            "chat",
            "clock",
            "database",
            "explained",
            "policy",
            "schedule",
            "script",
        ],
    ),
    (
        "people",
        &[
            "audit",
            "chat",
            "clock",
            "database",
            "explained",
            "ledger",
            "policy",
            "sheet",
        ],
    ),
    (
        "workspace",
        &[
            "audit", "chat", "clock", "database", "people", "policy", "settings",
        ],
    ),
    (
        "kudos",
        &[
            "attempt",
            "audit",
            "chat",
            "clock",
            "database",
            "explained",
            "guarded",
            "inbox",
            "ledger",
            "notices",
            "outbox",
            "people",
            "policy",
            "settings",
        ],
    ),
    ("leaderboard", &["database", "explained", "vitals"]),
    ("home", &["chat", "clock", "database", "queue"]),
    (
        "rewards",
        &[
            "audit",
            "chat",
            "clock",
            "database",
            "explained",
            "inbox",
            "ledger",
            "outbox",
            "people",
            "policy",
            "sealed",
            "secure_url",
            "settings",
            "sheet",
            "standard_webhooks",
            "words",
        ],
    ),
    (
        "surveys",
        &[
            "audit",
            "chat",
            "clock",
            "database",
            "holidays",
            "ledger",
            "people",
            "policy",
            "schedule",
            "sealed",
            "settings",
            "workspace",
        ],
    ),
    (
        "badges",
        &[
            "audit",
            "chat",
            "clock",
            "database",
            "holidays",
            "policy",
            "queue",
            "secure_url",
            "settings",
        ],
    ),
    (
        "one_on_ones",
        &[
            "clock", "database", "holidays", "people", "schedule", "sealed", "settings",
        ],
    ),
    (
        "nudges",
        &[
            "chat", "clock", "database", "holidays", "kudos", "people", "schedule", "settings",
        ],
    ),
    (
        "coffee",
        &[
            "chat",
            "clock",
            "database",
            "holidays",
            "one_on_ones",
            "people",
            "schedule",
            "settings",
        ],
    ),
    (
        "fulfilment",
        &[
            "calling",
            "chat",
            "clock",
            "database",
            "explained",
            "guarded",
            "people",
            "policy",
            "queue",
            "rewards",
            "sealed",
            "secure_url",
            "settings",
            "standard_webhooks",
            "vitals",
        ],
    ),
    (
        "checks",
        &[
            "badges", "clock", "home", "notices", "queue", "rewards", "schedule", "settings",
            "surveys",
        ],
    ),
    (
        "retention",
        &["clock", "database", "explained", "settings", "workspace"],
    ),
    // The platforms.
    (
        "slack",
        &[
            "calling",
            "chat",
            "clock",
            "explained",
            "proven",
            "secure_url",
        ],
    ),
    (
        "teams",
        &[
            "calling",
            "chat",
            "clock",
            "database",
            "explained",
            "keyring",
            "proven",
            "secure_url",
        ],
    ),
    ("platforms", &["chat", "slack", "teams"]),
    // Where chat meets features.
    (
        "wording",
        &[
            "audit",
            "badges",
            "chat",
            "coffee",
            "command",
            "database",
            "kudos",
            "one_on_ones",
            "people",
            "policy",
            "rewards",
            "schedule",
            "settings",
            "surveys",
        ],
    ),
    (
        "letters",
        &[
            "badges",
            "chat",
            "coffee",
            "inbox",
            "kudos",
            "leaderboard",
            "nudges",
            "one_on_ones",
            "outbox",
            "people",
            "platforms",
            "policy",
            "rewards",
            "sealed",
            "settings",
            "surveys",
            "wording",
            "workspace",
        ],
    ),
    (
        "desk",
        &[
            "attempt",
            "audit",
            "badges",
            "chat",
            "checks",
            "clock",
            "coffee",
            "command",
            "database",
            "explained",
            "guarded",
            "holidays",
            "home",
            "inbox",
            "kudos",
            "leaderboard",
            "letters",
            "notices",
            "nudges",
            "one_on_ones",
            "outbox",
            "people",
            "platforms",
            "policy",
            "queue",
            "rewards",
            "schedule",
            "sealed",
            "settings",
            "surveys",
            "vitals",
            "wording",
            "workspace",
        ],
    ),
    // The process.
    (
        "config",
        &[
            "database",
            "explained",
            "fulfilment",
            "rewards",
            "sealed",
            "secure_url",
            "slack",
            "teams",
        ],
    ),
    (
        "app",
        &[
            "badges",
            "calling",
            "chat",
            "clock",
            "coffee",
            "config",
            "database",
            "desk",
            "explained",
            "fulfilment",
            "home",
            "kudos",
            "leaderboard",
            "letters",
            "notices",
            "nudges",
            "one_on_ones",
            "outbox",
            "people",
            "platforms",
            "queue",
            "retention",
            "rewards",
            "schedule",
            "sealed",
            "slack",
            "surveys",
            "teams",
            "vitals",
            "workspace",
        ],
    ),
    (
        "server",
        &[
            "app",
            "chat",
            "clock",
            "database",
            "desk",
            "drawing",
            "explained",
            "fulfilment",
            "inbox",
            "letters",
            "people",
            "queue",
            "rewards",
            "slack",
            "standard_webhooks",
            "surveys",
            "teams",
        ],
    ),
    (
        "process",
        &[
            "app",
            "clock",
            "config",
            "database",
            "explained",
            "sealed",
            "server",
        ],
    ),
    (
        "cli",
        &[
            "app",
            "audit",
            "badges",
            "calling",
            "chat",
            "checks",
            "clock",
            "config",
            "database",
            "desk",
            "explained",
            "fulfilment",
            "holidays",
            "home",
            "keyring",
            "kudos",
            "ledger",
            "letters",
            "notices",
            "nudges",
            "outbox",
            "people",
            "policy",
            "process",
            "queue",
            "rewards",
            "schedule",
            "sealed",
            "secure_url",
            "settings",
            "sheet",
            "slack",
            "surveys",
            "teams",
            "workspace",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
];

/// What any room may import: what is whose, what something is about, which days there are, and how
/// text and emoji are compared.
const NAMES: &[&str] = &["calendar", "emoji", "ids", "money", "script", "subject"];

/// What knows no feature, whatever is built on it.
const INFRASTRUCTURE: &[&str] = &[
    "database", "inbox", "ledger", "notices", "outbox", "queue", "schedule", "sealed",
];

/// What the product is for.
const FEATURES: &[&str] = &[
    "badges",
    "coffee",
    "fulfilment",
    "kudos",
    "leaderboard",
    "one_on_ones",
    "people",
    "rewards",
    "settings",
    "surveys",
    "workspace",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn rooms_import_only_what_they_may() {
    let rooms: Vec<&str> = RULES.iter().map(|(room, _)| *room).collect();
    let mut broken = Vec::new();
    for (room, allowed) in RULES {
        for file in files_of(&source(), room) {
            let text = fs::read_to_string(&file).unwrap();
            let inside = depth(file.strip_prefix(source()).unwrap());
            let mut imported = imports(&text);
            imported.extend(climbs(&text, inside, &rooms));
            for imported in imported {
                let imported = imported.as_str();
                let may = NAMES.contains(&imported) || allowed.contains(&imported);
                if imported != *room && !may {
                    broken.push(format!("{} imports {imported}", file.display()));
                }
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn every_room_has_a_rule() {
    let found = fs::read_dir(source()).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    });
    let found: BTreeSet<String> = found.collect();
    let ruled: BTreeSet<String> = RULES.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(found, ruled);
}

#[test]
fn no_room_leads_back_to_itself() {
    let mut above = Vec::new();
    for (room, allowed) in RULES {
        for imported in *allowed {
            assert!(
                above.contains(imported),
                "{room} stands above {imported}, and may not import it"
            );
        }
        above.push(room);
    }
}

#[test]
fn infrastructure_knows_no_feature() {
    for (room, allowed) in RULES {
        if INFRASTRUCTURE.contains(room) {
            let feature = allowed.iter().find(|it| FEATURES.contains(it));
            assert_eq!(feature, None, "{room}");
        }
    }
}

/// What each package is built from (`None`), and tested with besides (`Some("dev")`).
fn dependencies(package: &str, kind: Option<&str>) -> Vec<String> {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|it| it["name"] == package).unwrap();
    let all = package["dependencies"].as_array().unwrap().iter();
    all.filter(|it| it["kind"].as_str() == kind)
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_stand_ins_and_the_product_know_nothing_of_each_other() {
    let ours = |names: Vec<String>| -> Vec<String> {
        let ours = |name: &String| name.starts_with("plaudit");
        names.into_iter().filter(ours).collect()
    };
    for kind in [None, Some("dev"), Some("build")] {
        let known = ours(dependencies("plaudit-sandbox", kind));
        assert_eq!(known, Vec::<String>::new(), "{kind:?}");
    }
    for kind in [None, Some("build")] {
        let known = ours(dependencies("plaudit", kind));
        assert_eq!(known, Vec::<String>::new(), "{kind:?}");
    }
    // What the product is tested on, and what the demo is made of.
    assert_eq!(
        ours(dependencies("plaudit", Some("dev"))),
        ["plaudit-sandbox"]
    );
    let demo = ours(dependencies("plaudit-demo", None));
    assert_eq!(demo, ["plaudit", "plaudit-sandbox"]);
}

/// The code of the product and the demo, line by line, without its tests.
fn lines() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in ["src", "demo/src"]
        .iter()
        .flat_map(|it| files_under(&root.join(it)))
    {
        let path = file.display().to_string();
        if path.contains("/tests") || path.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let lines = without_tests(&text).lines().zip(1..);
        found.extend(lines.map(|(line, at)| (format!("{path}:{at}"), line.trim().to_owned())));
    }
    found
}

/// What comes before the tests of a file, where they are in it.
fn without_tests(text: &str) -> &str {
    let tests = text.match_indices("#[cfg(test)]\n").find(|(at, marker)| {
        let next = text[at + marker.len()..].lines().next();
        next.is_some_and(|line| line.ends_with('{'))
    });
    tests.map_or(text, |(at, _)| &text[..at])
}

/// The lines that hold one of these, and none of those.
fn offending(forms: &[&str], unless: &[&str]) -> Vec<String> {
    let offends = |line: &str| {
        forms.iter().any(|form| line.contains(form)) && !unless.iter().any(|it| line.contains(it))
    };
    lines()
        .into_iter()
        .filter(|(_, line)| !line.starts_with("//") && offends(line))
        .map(|(place, line)| format!("{place}: {line}"))
        .collect()
}

#[test]
fn errors_are_shown_explained() {
    // What an error says of itself may quote what somebody wrote.
    let forms = [
        "error = %",
        "error = ?",
        "source = %",
        "source = ?",
        "%error",
        "?error",
        "%err",
        "?err",
        "{error",
        "{err}",
        "{err:",
        "%fault",
        "?fault",
        "%panicked",
        "?panicked",
        "%cause",
        "?cause",
        "error.to_string()",
    ];
    let unless = ["debug_assert!", "panic!", "wording.key"];
    let broken: Vec<_> = offending(&forms, &unless)
        .into_iter()
        .filter(|line| !line.contains("/explained.rs:"))
        .collect();
    assert_eq!(broken, Vec::<String>::new());
    // And what the database says is the cause of an error of ours, and not its own words.
    let text = lines();
    let mut broken = Vec::new();
    for pair in text.windows(2) {
        let [(_, said), (place, variant)] = pair else {
            continue;
        };
        let repeats = said.contains("transparent") || said.contains("{0}");
        if said.starts_with("#[error(") && repeats && variant.contains("sqlx::Error") {
            broken.push(format!("{place}: {variant}"));
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn words_are_read_or_refused() {
    // A word of the database that nobody knows is no reason to take it for another.
    let ways = ["unwrap_or", ".ok()", "if let Ok("];
    let words = offending(&["row.", "::named("], &["Self::named(", "fn named("]);
    let is_guess = |line: &String| {
        let reads = line.contains(".parse()") || line.contains("::named(");
        reads && ways.iter().any(|way| line.contains(way))
    };
    let guessed: Vec<_> = words.into_iter().filter(is_guess).collect();
    assert_eq!(guessed, Vec::<String>::new());
}

#[test]
fn rights_are_asked_of_policy_alone() {
    // A role is looked at to show it, or where roles are given: what it allows, `policy` says.
    let forms = ["is_admin(", "Role::Admin", "Role::Manager"];
    let rooms = [
        "/policy/",
        "/people/ro",
        "/people/re",
        "/desk/roles.rs",
        "/wording/roles.rs",
    ];
    let elsewhere = |line: &String| !rooms.iter().any(|room| line.contains(room));
    let broken: Vec<_> = offending(&forms, &[])
        .into_iter()
        .filter(elsewhere)
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn time_is_made_without_panic() {
    // A constant that is too long does not compile; all else goes through `clock`.
    let forms = [
        "SignedDuration::from_hours(",
        "SignedDuration::from_mins(",
        "SignedDuration::from_secs_f64(",
        "SignedDuration::from_secs_f32(",
    ];
    assert_eq!(offending(&forms, &["const "]), Vec::<String>::new());
    let by_hand: Vec<_> = offending(&["_add(", "saturating_sub("], &["try_from"])
        .into_iter()
        .filter(|line| line.contains("unwrap_or(") && !line.contains("/clock.rs:"))
        .collect();
    assert_eq!(by_hand, Vec::<String>::new());
}

#[test]
fn pauses_grow_in_one_place() {
    let by_hand: Vec<_> = offending(&["pause", "wait", "PAUSE"], &[])
        .into_iter()
        .filter(|line| line.contains("* 2") || line.contains("_mul(2)") || line.contains("1 << "))
        .collect();
    assert_eq!(by_hand, Vec::<String>::new());
}

#[test]
fn panics_are_caught_in_one_place() {
    let elsewhere: Vec<_> = offending(&["catch_unwind"], &[])
        .into_iter()
        .filter(|line| !line.contains("/guarded.rs:"))
        .collect();
    assert_eq!(elsewhere, Vec::<String>::new());
}

#[test]
fn ids_have_types_of_their_own() {
    // What is not an id of something can be taken for the id of anything.
    let forms = [
        "Uuid",
        "id: i64",
        "ids: &[i64]",
        "ids: Vec<i64>",
        "id: Option<i64>",
    ];
    let elsewhere: Vec<_> = offending(&forms, &[])
        .into_iter()
        .filter(|line| !line.contains("/src/ids.rs:"))
        .collect();
    assert_eq!(elsewhere, Vec::<String>::new());
}

#[test]
fn subjects_are_written_and_read_in_one_place() {
    let forms = ["kudos", "notice", "member", "message", "setting", "team"];
    let forms = forms.map(|word| [format!("\"{word}:{{"), format!("(\"{word}:\")")]);
    let forms: Vec<&str> = forms.iter().flatten().map(String::as_str).collect();
    assert_eq!(offending(&forms, &[]), Vec::<String>::new());
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
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(listed(list).into_iter().filter_map(first_name)),
            None => rooms.extend(first_name(rest)),
        }
    }
    rooms
}

/// The entries of a list up to its brace, lists within them left whole.
fn listed(list: &str) -> Vec<&str> {
    let (mut entries, mut start, mut inner) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => inner += 1,
            '}' if inner > 0 => inner -= 1,
            '}' => {
                entries.push(&list[start..at]);
                break;
            }
            ',' if inner == 0 => {
                entries.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    entries
}

/// How many times `super::` leads from the module of a file to the root.
fn depth(file: &Path) -> usize {
    file.components().count() - usize::from(file.ends_with("mod.rs"))
}

/// Every room that is reached by climbing out of one's own.
fn climbs(text: &str, depth: usize, rooms: &[&str]) -> Vec<String> {
    let out = "super::".repeat(depth);
    let after = text
        .match_indices(&out)
        .map(|(at, _)| &text[at + out.len()..]);
    let named = after.filter_map(first_name);
    named.filter(|it| rooms.contains(&it.as_str())).collect()
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
    let found = files_under(&source.join(room));
    assert!(!found.is_empty(), "no room {room}");
    found
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
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
    found
}

#[test]
fn the_check_sees_every_form_of_import() {
    let text = "use crate::{chat, ledger::{Book, Held}, queue};\nuse crate::wording::Words;\ncrate::slack::x();";
    assert_eq!(
        imports(text),
        ["chat", "ledger", "queue", "wording", "slack"]
    );
    let climbing = "use super::super::people::find;\nuse super::store;";
    assert_eq!(climbs(climbing, 2, &["people", "store"]), ["people"]);
    for (file, expected) in [
        ("clock.rs", 1),
        ("outbox/mod.rs", 1),
        ("outbox/store/put.rs", 3),
    ] {
        assert_eq!(depth(Path::new(file)), expected, "{file}");
    }
}
