//! What README lists is what there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    read(&root().join("README.md"))
}

/// The text of every file of Rust below a directory.
fn sources(directory: &Path) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            all.push(read(&path));
        }
    }
    all
}

/// What begins so and goes on in small letters, with what stands before it.
fn names<'a>(text: &'a str, start: &str) -> Vec<(&'a str, &'a str)> {
    let found = text.match_indices(start).map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_');
        (before, &rest[..end.unwrap_or(rest.len())])
    });
    found.collect()
}

#[test]
fn every_metric_is_told_and_no_other() {
    let sources = sources(&root().join("src"));
    let counted = sources.iter().flat_map(|text| names(text, "plaudit_"));
    let counted: BTreeSet<&str> = counted
        .filter(|(before, _)| {
            let macros = ["counter!(", "gauge!(", "histogram!("];
            let before = before.strip_suffix('"').map(str::trim_end);
            before.is_some_and(|it| macros.iter().any(|one| it.ends_with(one)))
        })
        .map(|(_, name)| name)
        .collect();
    let readme = readme();
    let told: BTreeSet<&str> = names(&readme, "plaudit_")
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert!(counted.len() > 20, "{counted:?}");
    assert_eq!(told, counted);
}

#[test]
fn every_path_that_a_proxy_lets_through_is_told() {
    let (server, readme) = (read(&root().join("src/server/mod.rs")), readme());
    let routes: Vec<&str> = server
        .split(".route(\"")
        .skip(1)
        .filter_map(|it| it.split(['"', '{']).next())
        .collect();
    assert!(routes.len() > 8, "{routes:?}");
    for path in routes {
        let whole = format!("`{path}`");
        let below = format!("`{path}*`");
        // Whatever is said of a path below another one.
        let short = path.strip_suffix('/').map(|it| format!("`{it}/*`"));
        let told = readme.contains(&whole)
            || readme.contains(&below)
            || short.is_some_and(|it| readme.contains(&it));
        assert!(told, "README says nothing of {path}");
    }
}

/// The columns of a table are the names of its JSON, which stay.
#[test]
fn every_table_for_machines_is_told_column_by_column() {
    let readme = readme();
    let told: Vec<Vec<&str>> = readme
        .lines()
        .filter(|line| line.starts_with("| `plaudit "))
        .map(|line| line.split('`').skip(1).step_by(2).collect())
        .collect();
    let mut tables = 0;
    for text in sources(&root().join("src/cli")) {
        // What is tested with is no command's.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for table in text.split("const COLUMNS").skip(1) {
            // A list of rewards has its fields for columns: they are computed, and options of `plaudit catalog add`.
            let Some((_, columns)) = table
                .split_once("= [")
                .filter(|(kind, _)| kind.trim_end().ends_with(']'))
            else {
                continue;
            };
            let columns = columns.split(']').next().unwrap_or_default();
            let columns: Vec<&str> = columns.split('"').skip(1).step_by(2).collect();
            tables += 1;
            let said = told.iter().any(|line| {
                let mut rest = line.iter();
                columns.iter().all(|column| rest.any(|it| it == column))
            });
            assert!(said, "README has no line with {columns:?}");
        }
    }
    assert!(tables > 12, "{tables}");
}
