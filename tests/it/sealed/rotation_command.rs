//! `plaudit secrets rotate`

use tempfile::TempDir;

use super::vault::{BOTH, FIRST, SECOND, THIRD, Vault, run_on, sealer};
use crate::harness::{Server, TestDb, plaudit, until};

#[tokio::test]
async fn it_says_what_it_did_beside_a_server() {
    let vault = Vault::new().await;
    let (old, new) = (sealer(FIRST), sealer(SECOND));
    let kept = vault.fill(&old).await;
    let directory = TempDir::new().unwrap();
    let url = vault.db.url();
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("PLAUDIT_ENCRYPTION_KEY", BOTH),
    ];
    let server = Server::start(directory.path(), &environment).await;
    let ran = vault.run(BOTH, &["secrets", "rotate"]).await;
    let key = new.first();
    let said = format!(
        "3 survey keys encrypted anew with the key {key}\n\
         3 providers' pairs of tokens encrypted anew with the key {key}\n\
         3 webhook secrets encrypted anew with the key {key}\n\
         250 codes encrypted anew with the key {key}\n\
         3 delivery addresses encrypted anew with the key {key}\n\
         3 delivered rewards encrypted anew with the key {key}\n\
         3 1:1 notes encrypted anew with the key {key}\n\
         3 1:1 talking points encrypted anew with the key {key}\n\
         everything is encrypted with the key {key}\n"
    );
    assert_eq!((ran.code, ran.out.as_str()), (0, said.as_str()), "{ran:?}");
    let removed = format!("The key {} may be taken out", old.first());
    assert!(ran.err.contains(&removed), "{ran:?}");
    ran.is_discreet();
    assert_eq!(vault.opens(&new, &kept).await, Ok(()));
    server.ready().await;
    let (status, log) = server.stop().await;
    assert!(status.success(), "{log}");

    // Once more, and with the new key alone, there is nothing to do.
    for keys in [BOTH, SECOND] {
        let ran = vault.run(keys, &["secrets", "rotate"]).await;
        let said = format!("everything is encrypted with the key {key}\n");
        assert_eq!((ran.code, ran.out.as_str()), (0, said.as_str()), "{ran:?}");
    }
}

#[tokio::test]
async fn killed_half_way_it_goes_on_when_run_again() {
    let vault = Vault::new().await;
    let (old, both, new) = (sealer(FIRST), sealer(BOTH), sealer(SECOND));
    let mut kept = vault.fill(&old).await;
    let last = kept.pop().unwrap();
    let mut holder = vault.db.pool.begin().await.unwrap();
    let held = sqlx::query("SELECT FROM redemption WHERE id = $1::text::uuid FOR UPDATE");
    held.bind(&last.row).execute(&mut *holder).await.unwrap();

    let directory = TempDir::new().unwrap();
    let url = vault.db.url();
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("PLAUDIT_ENCRYPTION_KEY", BOTH),
    ];
    let mut rotating = plaudit(directory.path(), &["secrets", "rotate"], &environment)
        .spawn()
        .unwrap();
    until("all but one are anew", async || {
        vault.older(&both, &kept).await == 0
    })
    .await;
    rotating.kill().await.unwrap();
    holder.rollback().await.unwrap();
    kept.push(last);
    assert_eq!(vault.opens(&both, &kept).await, Ok(()));
    let ran = vault.run(BOTH, &["secrets", "rotate"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(vault.opens(&new, &kept).await, Ok(()));
}

#[tokio::test]
async fn where_something_does_not_open_it_is_named_and_nothing_is_changed() {
    let vault = Vault::new().await;
    let old = sealer(FIRST);
    let kept = vault.fill(&old).await;
    // A code, and an address.
    let broken = [&kept[7], &kept[254]];
    for it in broken {
        vault.damage(it).await;
    }
    let before = vault.all(&kept).await;
    let ran = vault.run(BOTH, &["secrets", "rotate"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    for it in broken {
        let place = it.column.place();
        let (table, name, row) = (place.table, place.name, &it.row);
        let named = format!(
            "{table}.{name} of the row {row} of the workspace {}",
            vault.workspace
        );
        assert!(ran.err.contains(&named), "{ran:?}");
    }
    assert_eq!(ran.err.matches("damaged, or").count(), 2, "{ran:?}");
    ran.is_discreet();
    assert!(vault.all(&kept).await == before);
}

#[tokio::test]
async fn without_the_key_nothing_is_changed() {
    let vault = Vault::new().await;
    let old = sealer(FIRST);
    let kept = vault.fill(&old).await;
    let before = vault.all(&kept).await;
    let ran = vault.run(SECOND, &["secrets", "rotate"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    let key = old.first();
    for said in [
        format!("3 webhook secrets encrypted with the key {key}"),
        format!("250 codes encrypted with the key {key}"),
        "PLAUDIT_ENCRYPTION_KEY does not open everything".to_owned(),
        "Nothing was changed".to_owned(),
    ] {
        assert!(ran.err.contains(&said), "{said}: {ran:?}");
    }
    ran.is_discreet();
    let ran = vault.run("", &["secrets", "rotate"]).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(
        ran.err.contains("PLAUDIT_ENCRYPTION_KEY is not set"),
        "{ran:?}"
    );
    assert!(vault.all(&kept).await == before);
}

#[tokio::test]
async fn what_is_restored_opens_with_the_key_it_was_sealed_with() {
    let vault = Vault::new().await;
    let kept = vault.fill(&sealer(FIRST)).await;
    let directory = TempDir::new().unwrap();
    let file = directory.path().join("plaudit.backup");
    let file = file.to_str().unwrap();
    let ran = vault.run(FIRST, &["backup", file]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let written = std::fs::read(file).unwrap();
    assert!(!written.windows(4).any(|it| it == b"hush"));

    let other = TestDb::empty().await;
    let ran = run_on(&other, "", &["restore", file]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    for (keys, code, says) in [
        (
            "",
            1,
            "FAIL  secrets: PLAUDIT_ENCRYPTION_KEY is not set, and needed",
        ),
        (FIRST, 0, "ok    secrets: the key opens everything"),
    ] {
        let ran = run_on(&other, keys, &["doctor"]).await;
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.out.contains(says), "{ran:?}");
    }
    let restored = Vault { db: other, ..vault };
    assert_eq!(restored.opens(&sealer(FIRST), &kept).await, Ok(()));
}

/// Values under three keys: all are given, and the first is the only one then.
#[tokio::test]
async fn several_keys_are_replaced_by_one() {
    let vault = Vault::new().await;
    let kept = vault.fill(&sealer(FIRST)).await;
    vault.seal_anew(&kept[0], &sealer(SECOND)).await;
    let ran = vault
        .run(&format!("{THIRD},{FIRST}"), &["secrets", "rotate"])
        .await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    assert!(
        ran.err.contains("where several were used, to all of them"),
        "{ran:?}"
    );
    let ran = vault
        .run(&format!("{THIRD},{SECOND},{FIRST}"), &["secrets", "rotate"])
        .await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(vault.opens(&sealer(THIRD), &kept).await, Ok(()));
    ran.is_discreet();
}
