//! The rules of the house: who may import whom.

mod rules;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use rules::{FEATURES, INFRASTRUCTURE, NAMES, RULES};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The rooms that a file imports.
fn imports_of(file: &Path) -> Vec<String> {
    let rooms: Vec<&str> = RULES.iter().map(|(room, _)| *room).collect();
    let text = fs::read_to_string(file).unwrap();
    let inside = depth(file.strip_prefix(source()).unwrap());
    let mut imported = imports(&text);
    imported.extend(climbs(&text, inside, &rooms));
    imported
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut broken = Vec::new();
    for (room, allowed) in RULES {
        for file in files_of(&source(), room) {
            for imported in imports_of(&file) {
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
fn no_rule_is_idle() {
    let mut idle = Vec::new();
    for (room, allowed) in RULES {
        let files = files_of(&source(), room);
        let imported: BTreeSet<String> = files.iter().flat_map(|it| imports_of(it)).collect();
        let unused = allowed
            .iter()
            .filter(|it| !imported.contains(**it) || NAMES.contains(it));
        idle.extend(unused.map(|it| format!("{room} need not be allowed to import {it}")));
    }
    assert_eq!(idle, Vec::<String>::new());
}

/// A newcomer finds in ARCHITECTURE what each room is for.
#[test]
fn every_room_has_a_row() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let map = fs::read_to_string(map).unwrap();
    let (_, table) = map.split_once("| room | what it does |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let names = table.lines().filter_map(|row| row.split('|').nth(1));
    let names = names.flat_map(|names| names.split('`').skip(1).step_by(2));
    let told: BTreeSet<&str> = names.filter(|name| !name.ends_with('/')).collect();
    let rooms = RULES.iter().map(|(room, _)| *room);
    let rooms: BTreeSet<&str> = rooms.filter(|it| !["lib", "main"].contains(it)).collect();
    assert_eq!(told, rooms);
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
