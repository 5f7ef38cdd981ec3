//! `plaudit people import`, `set`, `role`, `pause` and `plaudit audit`, beside whatever else runs.

use std::fs;

use plaudit::chat::{Identity, Platform, Profile};
use plaudit::people;
use serde_json::{Value, json};

use super::programme::{Programme, Ran};
use crate::harness::colleague;

/// Siti and Budi with addresses, and a third person without.
async fn programme() -> Programme {
    let programme = Programme::new().await;
    let mut conn = programme.db.pool.acquire().await.unwrap();
    for (user, name, email) in [
        ("U1", "Siti", Some("siti@example.com")),
        ("U2", "Budi", Some("Budi@Example.com")),
        ("U3", "Citra", None),
    ] {
        let profile = Profile {
            email: email.map(str::to_owned),
            ..colleague(Identity::new(Platform::Slack, "T1", user), name)
        };
        people::record(&mut conn, &programme.clock, programme.workspace, &profile)
            .await
            .unwrap();
    }
    drop(conn);
    programme
}

/// Imports a list, with these options.
async fn import(programme: &Programme, list: &str, options: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    fs::write(&file, list).unwrap();
    let args = ["people", "import", file.to_str().unwrap()];
    programme.run(&[&args, options].concat()).await
}

/// What is known of everybody: manager's name, team, country, since when.
async fn known(programme: &Programme) -> Vec<[Option<String>; 5]> {
    let sql = "SELECT ARRAY[m.name, b.name, m.team, m.country, m.hired_on::text] FROM member m
               LEFT JOIN member b ON b.id = m.manager_id ORDER BY m.name";
    let rows: Vec<Vec<Option<String>>> = sqlx::query_scalar(sql)
        .fetch_all(&programme.db.pool)
        .await
        .unwrap();
    rows.into_iter()
        .map(|row| row.try_into().unwrap())
        .collect()
}

fn row(cells: [&str; 5]) -> [Option<String>; 5] {
    cells.map(|cell| Some(cell.to_owned()).filter(|cell| !cell.is_empty()))
}

#[tokio::test]
async fn a_list_is_taken_over_whole() {
    let programme = programme().await;
    let list = "\u{feff}Email;Account;Manager;Team;Country;Hired on;Phone\r\n\
                budi@example.com;;siti@example.com;Sales;id;2020-01-31;1\r\n\
                ;slack:T1/U3;budi@example.com;Sales;MY;;2\r\n\
                ;;;;;;\r\n";
    let dry = import(&programme, list, &["--dry-run"]).await;
    assert_eq!((dry.code, dry.out.lines().count()), (0, 7), "{dry:?}");
    assert!(dry.err.contains("nothing was changed"), "{dry:?}");
    assert!(
        known(&programme)
            .await
            .iter()
            .all(|it| it[1..] == [None, None, None, None])
    );

    let ran = import(&programme, list, &[]).await;
    assert_eq!((ran.code, &ran.out), (0, &dry.out), "{ran:?}");
    assert!(ran.err.contains("not read: Phone"), "{ran:?}");
    let expected = [
        row(["Budi", "Siti", "Sales", "ID", "2020-01-31"]),
        row(["Citra", "Budi", "Sales", "MY", ""]),
        row(["Siti", "", "", "", ""]),
    ];
    assert_eq!(known(&programme).await, expected);

    // The same again changes nothing; a dash forgets, an empty cell does not.
    let again = import(&programme, list, &[]).await;
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{again:?}");
    import(&programme, "account,team,country\nslack:T1/U3,-,\n", &[]).await;
    let expected = row(["Citra", "Budi", "", "MY", ""]);
    assert_eq!(known(&programme).await[1], expected);

    let audited = programme.run(&["audit", "--format", "jsonl"]).await;
    let acts: Vec<Value> = audited
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let shown: Vec<_> = acts
        .iter()
        .map(|act| (&act["actor"], &act["action"], &act["subject_name"]))
        .collect();
    let what = json!("people.describe");
    let (by, nobody, citra) = (json!("operator"), Value::Null, json!("Citra"));
    assert_eq!(shown, [(&by, &what, &nobody), (&by, &what, &citra)]);
    let detail: Value = serde_json::from_str(acts[1]["detail"].as_str().unwrap()).unwrap();
    assert_eq!(detail["changes"][0]["before"], "Sales");
}

#[tokio::test]
async fn a_list_with_any_fault_changes_nothing() {
    let programme = programme().await;
    let list = "email,manager,country\n\
                siti@example.com,budi@example.com,ID\n\
                budi@example.com,siti@example.com,Malaysia\n\
                nobody@example.com,,ID\n\
                BUDI@example.com,,MY\n";
    let ran = import(&programme, list, &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    for says in [
        "line 3, column country: ",
        "line 4, column email: nobody here is known as nobody@example.com",
        "line 5, column email: this is the same person as on line 3",
    ] {
        assert!(ran.err.contains(says), "all in one round: {ran:?}");
    }

    let ran = import(&programme, &list.replace("Malaysia", "MY"), &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    for says in [
        "line 4, column email: nobody here is known as nobody@example.com",
        "line 5, column email: this is the same person as on line 3",
        "nothing was changed",
    ] {
        assert!(ran.err.contains(says), "{ran:?}");
    }
    let round =
        "email,manager\nsiti@example.com,budi@example.com\nbudi@example.com,siti@example.com\n";
    let ran = import(&programme, round, &[]).await;
    assert!(
        ran.code == 1 && ran.err.contains("report to themselves"),
        "{ran:?}"
    );
    assert!(
        known(&programme)
            .await
            .iter()
            .all(|it| it[1..] == [None, None, None, None])
    );

    // Whoever is not here yet may be left out, and is told of.
    let some = "email,team\nbudi@example.com,Sales\nnobody@example.com,Sales\n";
    let ran = import(&programme, some, &["--skip-unknown"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err.contains("left out: line 3, column email"),
        "{ran:?}"
    );
    assert_eq!(
        known(&programme).await[0],
        row(["Budi", "", "Sales", "", ""])
    );
}

#[tokio::test]
async fn one_person_is_described_by_hand() {
    let programme = programme().await;
    let set = [
        "people",
        "set",
        "slack:T1/U2",
        "--manager",
        "slack:T1/U1",
        "--country",
        "id",
    ];
    let ran = programme.run(&set).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.out,
        "Budi  manager: - -> Siti\nBudi  country: - -> ID\n"
    );
    for (args, code, says) in [
        (["slack:T1/U1", "--manager", "slack:T1/U2"], 1, "themselves"),
        (["slack:T1/U1", "--country", "Indonesia"], 2, "two-letter"),
        (["slack:T1/U1", "--hired-on", "soon"], 2, "2026-11-27"),
        (["slack:T1/U9", "--team", "Sales"], 1, "slack:T1/U9"),
    ] {
        let ran = programme
            .run(&[&["people", "set"], args.as_slice()].concat())
            .await;
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
    }
    let ran = programme
        .run(&["people", "set", "slack:T1/U2", "--manager", "-"])
        .await;
    assert_eq!(ran.out, "Budi  manager: Siti -> -\n", "{ran:?}");
}

#[tokio::test]
async fn the_operator_makes_admins_and_everybody_can_see_by_whom() {
    let programme = programme().await;
    let role = async |args: &[&str]| programme.run(&[&["people", "role"], args].concat()).await;
    let none = role(&[]).await;
    assert_eq!((none.code, none.out.as_str()), (0, ""), "{none:?}");
    let made = role(&["slack:T1/U2", "admin"]).await;
    assert_eq!(made.code, 0, "{made:?}");
    let shown = role(&["--format", "jsonl"]).await.json();
    assert_eq!(
        (&shown["name"], &shown["role"], &shown["granted_by"]),
        (&json!("Budi"), &json!("admin"), &json!("operator"))
    );
    for (args, code, says) in [
        (["slack:T1/U2", "admin"], 1, "granted before"),
        (["slack:T1/U2", "member"], 1, "only admin"),
        (["slack:T1/U1", "member"], 1, "nobody granted"),
        (["slack:T1/U1", "king"], 2, "member, manager or admin"),
    ] {
        let ran = role(&args).await;
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
    }
    role(&["slack:T1/U1", "admin"]).await;
    let taken = role(&["slack:T1/U2", "member"]).await;
    assert_eq!(taken.code, 0, "{taken:?}");
    let one = role(&["slack:T1/U2"]).await;
    assert_eq!(one.out, "member    Budi\n", "{one:?}");
    let letters: i64 = sqlx::query_scalar("SELECT count(*) FROM outbox")
        .fetch_one(&programme.db.pool)
        .await
        .unwrap();
    assert_eq!(letters, 3, "each was told");

    for (verb, says) in [
        ("pause", "does not give"),
        ("pause", "already"),
        ("resume", "again"),
        ("resume", "not paused"),
    ] {
        let ran = programme.run(&["people", verb, "slack:T1/U2"]).await;
        assert!(ran.code == 0 && ran.err.contains(says), "{ran:?}");
    }
    let today = programme.clock.now().to_string()[..10].to_owned();
    // What it was already is no change, and the word for what was not there is no JSON.
    for value in ["7", "7"] {
        let ran = programme
            .run(&["settings", "set", "kudos.undo_minutes", value])
            .await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    let ran = programme.run(&["connect", "slack", "T9"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let audited = programme.run(&["audit"]).await;
    let set: Vec<&str> = audited
        .out
        .lines()
        .filter(|it| it.contains("undo_minutes"))
        .collect();
    assert_eq!(set.len(), 1, "{audited:?}");
    assert!(set[0].ends_with("15 -> 7"), "{audited:?}");
    assert!(!audited.out.contains(['{', '"']), "{audited:?}");
    let audited = programme
        .run(&["audit", "--from", &today, "--to", &today])
        .await;
    let lines: Vec<&str> = audited.out.lines().collect();
    assert_eq!(lines.len(), 7, "{audited:?}");
    assert!(lines[0].contains("operator  role.grant") && lines[0].contains("member -> admin"));
    assert!(lines[4].contains("people.resume"), "{audited:?}");
    let before = programme.run(&["audit", "--to", "2026-01-01"]).await;
    assert_eq!((before.code, before.out.as_str()), (0, ""), "{before:?}");
    let csv = programme.run(&["audit", "--format", "csv"]).await.csv();
    assert_eq!(csv.1.len(), 7);
}

#[tokio::test]
async fn a_first_day_is_one_that_can_be() {
    let programme = programme().await;
    let list =
        "email,started on,maneger\nsiti@example.com,3020-01-01,\nbudi@example.com,2099-01-01,\n";
    let ran = import(&programme, list, &[]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    for says in [
        "line 1, column maneger: nothing is read from this column",
        "line 2, column started on: 3020-01-01 is out of range",
        "line 3, column started on: 2099-01-01 is too far ahead",
    ] {
        assert!(ran.err.contains(says), "{ran:?}");
    }
    let set = ["people", "set", "slack:T1/U2", "--hired-on", "2099-01-01"];
    let ran = programme.run(&set).await;
    assert!(
        ran.code == 1 && ran.err.contains("too far ahead"),
        "{ran:?}"
    );
}
