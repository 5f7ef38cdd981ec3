//! Everything is sealed anew, whatever happens meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};

use plaudit::sealed::{CannotRotate, Column, Lot, rotate, survey};
use secrecy::SecretString;
use sqlx::Executor;

use super::vault::{BOTH, FIRST, Kept, SECOND, Vault, sealer};
use crate::harness::until;

#[tokio::test]
async fn everything_opens_with_the_new_key_alone() {
    let vault = Vault::new().await;
    let (old, both, new) = (sealer(FIRST), sealer(BOTH), sealer(SECOND));
    let kept = vault.fill(&old).await;
    assert!(vault.opens(&new, &kept).await.is_err());

    let rotated = rotate(&vault.db.pool, &both).await.unwrap();
    let lot = |column, count| Lot {
        column,
        key: Some(old.first()),
        count,
    };
    let expected = [
        lot(Column::BallotKey, 3),
        lot(Column::ProviderTokens, 3),
        lot(Column::WebhookSecret, 3),
        lot(Column::Code, 250),
        lot(Column::Delivery, 3),
        lot(Column::Delivered, 3),
        lot(Column::OneOnOneNote, 3),
        lot(Column::OneOnOneItem, 3),
    ];
    assert_eq!(
        (&rotated.lots.0[..], rotated.twice.len()),
        (&expected[..], 0)
    );
    assert_eq!(vault.opens(&new, &kept).await, Ok(()));

    let again = rotate(&vault.db.pool, &both).await.unwrap();
    assert_eq!(again.lots.0, []);
    let mut conn = vault.db.pool.acquire().await.unwrap();
    let left = survey(&mut conn, Some(&new)).await.unwrap();
    assert!(left.complete().is_ok() && left.older.0.is_empty());
}

#[tokio::test]
async fn readers_and_writers_go_on_meanwhile() {
    let vault = Vault::new().await;
    let (old, both, new) = (sealer(FIRST), sealer(BOTH), sealer(SECOND));
    let kept = vault.fill(&old).await;
    let rotated = AtomicBool::new(false);
    let rotating = async {
        let outcome = rotate(&vault.db.pool, &both).await;
        rotated.store(true, Ordering::Release);
        outcome.unwrap();
    };
    let reading = async {
        let mut rounds = 0;
        while !rotated.load(Ordering::Acquire) {
            assert_eq!(vault.opens(&both, &kept).await, Ok(()));
            rounds += 1;
        }
        rounds
    };
    let writing = async {
        let mut written = Vec::new();
        while !rotated.load(Ordering::Acquire) {
            let text = format!("hush anew {}", written.len());
            written.push(vault.keep(&both, Column::Code, &text).await);
        }
        written
    };
    let ((), rounds, written) = tokio::join!(rotating, reading, writing);
    assert!(rounds > 0 && !written.is_empty());
    assert_eq!(vault.opens(&new, &kept).await, Ok(()));
    assert_eq!(vault.opens(&new, &written).await, Ok(()));
}

#[tokio::test]
async fn a_row_that_somebody_holds_is_waited_for_and_kept_as_they_leave_it() {
    let vault = Vault::new().await;
    let (old, both, new) = (sealer(FIRST), sealer(BOTH), sealer(SECOND));
    let mut kept = vault.fill(&old).await;
    let last = kept.pop().unwrap();
    let mut holder = vault.db.pool.begin().await.unwrap();
    // One of the two is done with it, say.
    let held =
        sqlx::query("UPDATE one_on_one_item SET settled_at = now() WHERE id = $1::text::uuid");
    held.bind(&last.row).execute(&mut *holder).await.unwrap();

    let (pool, rotator) = (vault.db.pool.clone(), both.clone());
    let rotating = tokio::spawn(async move { rotate(&pool, &rotator).await });
    until("all but one are anew", async || {
        vault.older(&both, &kept).await == 0
    })
    .await;
    assert_eq!(vault.older(&both, std::slice::from_ref(&last)).await, 1);
    holder.commit().await.unwrap();
    rotating.await.unwrap().unwrap();
    kept.push(last.clone());
    assert_eq!(vault.opens(&new, &kept).await, Ok(()));
    let settled = "SELECT settled_at IS NOT NULL FROM one_on_one_item WHERE id = $1::text::uuid";
    let settled: bool = sqlx::query_scalar(settled)
        .bind(&last.row)
        .fetch_one(&vault.db.pool)
        .await
        .unwrap();
    assert!(settled);
}

/// Lets the rotation fail in its second batch of codes.
async fn fail_at(vault: &Vault, code: &Kept) {
    let mut conn = vault.db.pool.acquire().await.unwrap();
    conn.execute(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'no more'; END $$",
    )
    .await
    .unwrap();
    let trigger = format!(
        "CREATE TRIGGER fail BEFORE UPDATE ON reward_code FOR EACH ROW WHEN (OLD.id = {})
         EXECUTE FUNCTION fail()",
        code.row
    );
    conn.execute(sqlx::AssertSqlSafe(trigger)).await.unwrap();
}

#[tokio::test]
async fn broken_off_half_way_it_goes_on_where_it_was() {
    let vault = Vault::new().await;
    let (old, both, new) = (sealer(FIRST), sealer(BOTH), sealer(SECOND));
    let kept = vault.fill(&old).await;
    let codes: Vec<Kept> = kept
        .iter()
        .filter(|it| it.column == Column::Code)
        .cloned()
        .collect();
    fail_at(&vault, &codes[150]).await;
    let broken = rotate(&vault.db.pool, &both).await;
    assert!(
        matches!(broken, Err(CannotRotate::Database(_))),
        "{broken:?}"
    );
    // A batch is anew, the one that failed is as it was, and everything opens.
    assert_eq!(vault.older(&both, &codes).await, 150);
    assert_eq!(vault.opens(&both, &kept).await, Ok(()));

    let mut conn = vault.db.pool.acquire().await.unwrap();
    conn.execute("DROP TRIGGER fail ON reward_code")
        .await
        .unwrap();
    drop(conn);
    let rotated = rotate(&vault.db.pool, &both).await.unwrap();
    let counts: Vec<i64> = rotated.lots.0.iter().map(|lot| lot.count).collect();
    assert_eq!(counts, [150, 3, 3, 3, 3]);
    assert_eq!(vault.opens(&new, &kept).await, Ok(()));
}

/// How many codes have this fingerprint.
async fn known(vault: &Vault, prints: &[[u8; 32]]) -> i64 {
    let prints: Vec<&[u8]> = prints.iter().map(<[u8; 32]>::as_slice).collect();
    sqlx::query_scalar("SELECT count(*) FROM reward_code WHERE fingerprint = ANY ($1)")
        .bind(prints)
        .fetch_one(&vault.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn duplicates_are_known_before_during_and_after() {
    let vault = Vault::new().await;
    let (old, both, new) = (sealer(FIRST), sealer(BOTH), sealer(SECOND));
    let text = SecretString::from("hush code");
    let one = vault.keep(&old, Column::Code, "hush code").await;
    let us = vault.workspace;
    assert_eq!(known(&vault, &both.fingerprints(us, &text)).await, 1);
    // Whoever knows the new key alone cannot tell, and loads it again.
    assert_eq!(known(&vault, &new.fingerprints(us, &text)).await, 0);
    let two = vault.keep(&new, Column::Code, "hush code").await;

    let rotated = rotate(&vault.db.pool, &both).await.unwrap();
    assert_eq!(rotated.twice, [(Column::Code, us.into(), one.row.clone())]);
    assert_eq!(vault.opens(&new, &[one.clone(), two]).await, Ok(()));
    assert_eq!(known(&vault, &[new.fingerprint(us, &text)]).await, 1);

    // And back again: the same two, told once.
    let back = sealer(&format!("{FIRST},{SECOND}"));
    let rotated = rotate(&vault.db.pool, &back).await.unwrap();
    assert_eq!(rotated.twice.len(), 1);
    assert_eq!(known(&vault, &[old.fingerprint(us, &text)]).await, 1);
    assert_eq!(known(&vault, &back.fingerprints(us, &text)).await, 2);
}
