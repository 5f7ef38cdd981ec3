//! `plaudit backup` and `plaudit restore`, and what is made where nothing is.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use plaudit::database::private::{Durability, Options, Private};
use plaudit::database::{archive, connect, migrate};
use sqlx::PgPool;
use tempfile::TempDir;

use super::programme::{Programme, Ran, plaudit};
use crate::harness::TestDb;

async fn run(database: &str, args: &[&str]) -> Ran {
    plaudit(database, args).output().await.unwrap().into()
}

/// A programme of one gift, and its backup.
async fn backed_up(directory: &Path) -> (Programme, PathBuf) {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    let file = directory.join("plaudit.backup");
    let ran = programme.run(&["backup", file.to_str().unwrap()]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    // What was issued, what may be given, and what was received.
    let said = format!("3 accounts and 2 transfers are in {}\n", file.display());
    assert_eq!(ran.out, said);
    (programme, file)
}

async fn is_empty(db: &TestDb) -> bool {
    let mut conn = db.pool.acquire().await.unwrap();
    archive::is_empty(&mut conn).await.unwrap()
}

#[tokio::test]
async fn what_was_backed_up_comes_back_whole() {
    let dir = TempDir::new().unwrap();
    let (programme, file) = backed_up(dir.path()).await;
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "others can read the backup");
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");

    let other = TestDb::empty().await;
    let file = file.to_str().unwrap();
    let ran = run(&other.url(), &["restore", file]).await;
    let proven = "3 accounts, 2 transfers: every balance follows from its entries\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, proven), "{ran:?}");

    for what in ["kudos", "balances", "ledger"] {
        let export = ["export", what];
        let (before, after) = (
            programme.run(&export).await,
            run(&other.url(), &export).await,
        );
        assert_eq!(before.out, after.out);
        assert!(!before.out.is_empty(), "{before:?}");
    }
    // The rights that the migrations took from us are not given back.
    let before = withdrawn(&programme.db.pool).await;
    assert!(before.contains(&("ledger_transfer".into(), "DELETE".into())));
    assert_eq!(withdrawn(&other.pool).await, before);
}

/// What we may not do to which table.
async fn withdrawn(pool: &PgPool) -> Vec<(String, String)> {
    sqlx::query_as(
        "SELECT c.relname::text, r.name FROM pg_class c
         CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS r (name)
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND NOT has_table_privilege(c.oid, r.name)
         ORDER BY 1, 2",
    )
    .fetch_all(pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_dash_is_standard_output_and_never_a_file() {
    let dir = TempDir::new().unwrap();
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    let mut backup = plaudit(&programme.db.url(), &["backup", "-"]);
    let output = backup.current_dir(dir.path()).output().await.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    assert_eq!(said, "3 accounts and 2 transfers are in what was written\n");
    assert!(
        output.stdout.starts_with(b"PGDMP"),
        "it is the backup alone"
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);

    // What was led into a file comes back whole.
    let file = dir.path().join("led");
    fs::write(&file, output.stdout).unwrap();
    let other = TestDb::empty().await;
    let ran = run(&other.url(), &["restore", "-"]).await;
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("save it as a file first"), "{ran:?}");
    assert!(is_empty(&other).await);
    let ran = run(&other.url(), &["restore", file.to_str().unwrap()]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let dir = TempDir::new().unwrap();
    let (programme, file) = backed_up(dir.path()).await;
    let before = fs::read(&file).unwrap();
    let name = file.to_str().unwrap();
    let again = programme.run(&["backup", name]).await;
    assert_eq!(again.code, 1);
    assert!(again.err.contains("is there already"), "{again:?}");
    assert_eq!(fs::read(&file).unwrap(), before);

    // Neither what is in a database, nor one that was only made ready.
    for database in [programme.db.url(), TestDb::new().await.url()] {
        let ran = run(&database, &["restore", name]).await;
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
        assert!(ran.err.contains("is not empty"), "{ran:?}");
    }
}

#[tokio::test]
async fn half_a_backup_restores_nothing() {
    let dir = TempDir::new().unwrap();
    let (_programme, whole) = backed_up(dir.path()).await;
    let bytes = fs::read(&whole).unwrap();
    let db = TestDb::empty().await;
    let half = dir.path().join("half");
    let cases: [(&[u8], &str); 4] = [
        (
            &bytes[..bytes.len() * 4 / 5],
            "nothing was restored: pg_restore failed",
        ),
        (
            &bytes[..bytes.len() / 2],
            "nothing was restored: pg_restore failed",
        ),
        (b"-- a dump in SQL", "is no backup made by `plaudit backup`"),
        (b"", "is no backup made by `plaudit backup`"),
    ];
    for (content, says) in cases {
        fs::write(&half, content).unwrap();
        let ran = run(&db.url(), &["restore", half.to_str().unwrap()]).await;
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
        assert!(is_empty(&db).await);
    }
    let ran = run(&db.url(), &["restore", "/nowhere/at/all"]).await;
    assert!(ran.err.contains("cannot read /nowhere/at/all"), "{ran:?}");
    // And then the whole of it does.
    let ran = run(&db.url(), &["restore", whole.to_str().unwrap()]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// The command on a private database.
async fn run_in(directory: &Path, args: &[&str]) -> Ran {
    let mut command = plaudit("", args);
    command.env("PLAUDIT_DATA_DIR", directory);
    command.output().await.unwrap().into()
}

#[tokio::test]
async fn a_private_database_moves_to_another_directory() {
    let dir = TempDir::new().unwrap();
    let (from, to) = (dir.path().join("from"), dir.path().join("to"));
    let options = Options::new(&from).durability(Durability::None);
    let private = Private::start(&options).await.unwrap();
    let pool = connect(private.connect_options(), 1).await.unwrap();
    migrate(&pool).await.unwrap();
    pool.close().await;
    let file = dir.path().join("plaudit.backup");
    let file = file.to_str().unwrap();

    // Beside a server that runs.
    let ran = run_in(&from, &["backup", file]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    private.stop().await;
    let ran = run_in(&to, &["restore", file]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = run_in(&to, &["ledger", "verify"]).await;
    let proven = "0 accounts, 0 transfers: every balance follows from its entries\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, proven), "{ran:?}");
}

/// Every file and directory below this one, and itself.
fn all_below(directory: &Path) -> Vec<PathBuf> {
    let mut found = vec![directory.to_owned()];
    let mut next = 0;
    while let Some(path) = found.get(next).cloned() {
        next += 1;
        if path.is_dir() {
            let inside = fs::read_dir(path).unwrap();
            found.extend(inside.map(|entry| entry.unwrap().path()));
        }
    }
    found
}

#[tokio::test]
async fn what_root_restores_belongs_to_whoever_owns_the_directory() {
    /// The user of the service: one that is on every machine, and that root would not choose.
    const SERVICE: u32 = 1;
    let dir = TempDir::new().unwrap();
    if fs::metadata(dir.path()).unwrap().uid() != 0 {
        return;
    }
    let (_programme, file) = backed_up(dir.path()).await;
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o711)).unwrap();
    for (command, name) in [
        (&["restore", file.to_str().unwrap()][..], "restored"),
        (&["migrate"], "migrated"),
    ] {
        let to = dir.path().join(name);
        fs::create_dir(&to).unwrap();
        chown(&to, Some(SERVICE), Some(SERVICE)).unwrap();
        let ran = run_in(&to, command).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let all = all_below(&to);
        assert!(
            all.iter().any(|path| path.ends_with("PG_VERSION")),
            "{all:?}"
        );
        for path in all {
            let owner = fs::symlink_metadata(&path).unwrap().uid();
            assert_eq!(owner, SERVICE, "{}", path.display());
        }
        // And root looks at it without taking it away.
        let ran = run_in(&to, &["ledger", "verify"]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(
            all_below(&to)
                .iter()
                .all(|path| fs::symlink_metadata(path).unwrap().uid() == SERVICE)
        );
    }
}

#[tokio::test]
async fn whoever_only_looks_makes_no_database() {
    let dir = TempDir::new().unwrap();
    let nowhere = dir.path().join("data");
    let looked = format!("there is no database in {}", nowhere.display());
    let file = dir.path().join("plaudit.backup");
    for command in [
        &["ledger", "verify"][..],
        &["export", "kudos"],
        &["people", "list"],
        &["settings", "get"],
        &["outbox", "list"],
        &["connect"],
        &["audit"],
        &["backup", file.to_str().unwrap()],
    ] {
        let ran = run_in(&nowhere, command).await;
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (1, ""),
            "{command:?}: {ran:?}"
        );
        assert!(ran.err.contains(&looked), "{command:?}: {ran:?}");
    }
    let ran = run_in(&nowhere, &["doctor"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.out.contains(&format!("FAIL  database: {looked}")),
        "{ran:?}"
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
