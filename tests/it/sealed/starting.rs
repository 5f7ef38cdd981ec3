//! A server without the keys that it needs does not start, and the doctor says why.

use plaudit::sealed::Column;
use tempfile::TempDir;

use super::vault::{BOTH, FIRST, Kept, SECOND, Vault, run_on, sealer};
use crate::harness::{Server, TestDb};

const SERVE: &[&str] = &["serve", "--listen", "127.0.0.1:0"];

async fn serves(db: &TestDb, keys: &str) {
    let directory = TempDir::new().unwrap();
    let url = db.url();
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("PLAUDIT_ENCRYPTION_KEY", keys),
    ];
    let server = Server::start(directory.path(), &environment).await;
    let (status, log) = server.stop().await;
    assert!(status.success(), "{log}");
}

/// One value with each of two keys.
async fn two(vault: &Vault) -> Vec<Kept> {
    vec![
        vault.keep(&sealer(FIRST), Column::Code, "hush one").await,
        vault
            .keep(&sealer(SECOND), Column::WebhookSecret, "hush two")
            .await,
    ]
}

#[tokio::test]
async fn without_the_key_it_says_what_is_closed_and_changes_nothing() {
    let vault = Vault::new().await;
    let kept = two(&vault).await;
    let before = vault.all(&kept).await;
    let (first, second) = (sealer(FIRST).first(), sealer(SECOND).first());
    let code = format!("1 code encrypted with the key {first}");
    let secret = format!("1 webhook secret encrypted with the key {second}");
    for (keys, says) in [
        (
            "",
            format!(
                "plaudit: PLAUDIT_ENCRYPTION_KEY is not set, and needed: {secret}, {code}. Set"
            ),
        ),
        (
            FIRST,
            format!("plaudit: PLAUDIT_ENCRYPTION_KEY does not open everything: {secret}. Set"),
        ),
        (
            SECOND,
            format!("plaudit: PLAUDIT_ENCRYPTION_KEY does not open everything: {code}. Set"),
        ),
    ] {
        let ran = vault.run(keys, SERVE).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains(&says), "{says}: {ran:?}");
        assert!(ran.err.contains("nothing is lost"), "{ran:?}");
        ran.is_discreet();
    }
    assert!(vault.all(&kept).await == before);
    serves(&vault.db, BOTH).await;
    assert_eq!(vault.opens(&sealer(BOTH), &kept).await, Ok(()));
}

#[tokio::test]
async fn what_is_no_value_of_this_release_is_told_and_not_guessed_at() {
    let vault = Vault::new().await;
    let kept = vault.fill(&sealer(FIRST)).await;
    let mut codes = kept.iter().filter(|it| it.column == Column::Code);
    let code = codes.next().unwrap();
    for value in ["''", "'\\x01'", "'\\x0201020304'"] {
        let sql = format!(
            "UPDATE reward_code SET code = {value} WHERE id = {}",
            code.row
        );
        let changed = sqlx::query(sqlx::AssertSqlSafe(sql));
        changed.execute(&vault.db.pool).await.unwrap();
        let ran = vault.run(FIRST, SERVE).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        let says = "everything: 1 code damaged, or encrypted by a newer release. Set";
        assert!(ran.err.contains(says), "{ran:?}");
    }
}

#[tokio::test]
async fn where_nothing_is_sealed_no_key_is_needed() {
    let db = TestDb::new().await;
    serves(&db, "").await;
    serves(&db, FIRST).await;
}

#[tokio::test]
async fn what_is_no_key_is_refused_by_name() {
    let db = TestDb::new().await;
    let short = &FIRST[4..];
    let twice = format!("{FIRST},{FIRST}");
    for bad in ["hush-hush", short, &twice, "hush-hush,"] {
        for command in [SERVE, &["secrets", "rotate"]] {
            let ran = run_on(&db, bad, command).await;
            assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
            let says = "plaudit: PLAUDIT_ENCRYPTION_KEY: expected ";
            assert!(ran.err.starts_with(says), "{ran:?}");
            assert!(!ran.err.contains(bad), "{ran:?}");
        }
        let ran = run_on(&db, bad, &["doctor"]).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        let says = "FAIL  secrets: PLAUDIT_ENCRYPTION_KEY: expected ";
        assert!(ran.out.contains(says) && !ran.out.contains(bad), "{ran:?}");
    }
}

#[tokio::test]
async fn the_doctor_says_what_a_start_would_and_when_a_key_may_go() {
    let vault = Vault::new().await;
    let (first, second) = (sealer(FIRST).first(), sealer(SECOND).first());
    let doctor = async |keys: &str| {
        let ran = vault.run(keys, &["doctor"]).await;
        ran.is_discreet();
        let found = ran.out.split('\n');
        let lines: Vec<&str> = found.skip_while(|it| !it.contains("secrets: ")).collect();
        (ran.code, lines[..2].join("\n"))
    };
    let (code, said) = doctor("").await;
    assert!(
        said.starts_with("off   secrets: PLAUDIT_ENCRYPTION_KEY is not set, and nothing"),
        "{said}"
    );
    assert_eq!(code, 0);
    two(&vault).await;
    let (code, said) = doctor(SECOND).await;
    let closed =
        format!("does not open everything: 1 code encrypted with the key {first}\n      Set");
    assert!(said.contains(&closed), "{said}");
    assert_eq!(code, 1);
    let (code, said) = doctor(BOTH).await;
    let older =
        format!("warn  secrets: 1 code encrypted with the key {first}, which another replaces");
    assert!(said.starts_with(&older), "{said}");
    assert!(said.contains("`plaudit secrets rotate`"), "{said}");
    assert_eq!(code, 0);
    assert_eq!(vault.run(BOTH, &["secrets", "rotate"]).await.code, 0);
    let (_, said) = doctor(BOTH).await;
    let gone = format!("ok    secrets: nothing is encrypted with the key {first} any more");
    assert!(said.starts_with(&gone), "{said}");
    let (_, said) = doctor(SECOND).await;
    assert!(
        said.starts_with("ok    secrets: the key opens everything"),
        "{second}: {said}"
    );
}
