//! `plaudit catalog codes`: all of a file is loaded, or none.

use std::process::Stdio;

use plaudit::rewards::{Fulfilment, ItemKind, Offer, Price};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;

use super::scene::Scene;
use crate::harness::{KEY, count, plaudit};

/// What a command did.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs `plaudit catalog codes …` with this on its standard input.
async fn codes(scene: &Scene, arguments: &[&str], input: &[u8], key: Option<&str>) -> Ran {
    let directory = TempDir::new().unwrap();
    let url = scene.plaudit.db.url();
    let mut environment = vec![("DATABASE_URL", url.as_str()), ("PLAUDIT_LOG", "warn")];
    environment.extend(key.map(|key| ("PLAUDIT_ENCRYPTION_KEY", key)));
    let arguments = [&["catalog", "codes"], arguments].concat();
    let mut command = plaudit(directory.path(), &arguments, &environment);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input).await.unwrap();
    drop(stdin);
    let output = child.wait_with_output().await.unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

async fn load(scene: &Scene, input: &[u8]) -> Ran {
    codes(scene, &["load", "coffee", "-"], input, Some(KEY)).await
}

async fn loaded(scene: &Scene) -> i64 {
    count(&scene.plaudit.db.pool, "SELECT count(*) FROM reward_code").await
}

#[tokio::test]
async fn codes_are_loaded_from_a_file_and_counted() {
    let scene = Scene::open().await;
    scene.by_codes("FIRST").await;
    let trial = codes(
        &scene,
        &["load", "coffee", "-", "--dry-run"],
        b"A\nB",
        Some(KEY),
    )
    .await;
    assert_eq!((trial.code, loaded(&scene).await), (0, 1), "{trial:?}");
    assert_eq!(trial.out, "2 codes would be loaded for coffee\n");

    let directory = TempDir::new().unwrap();
    let file = directory.path().join("codes.txt");
    std::fs::write(&file, "\u{feff}A-1\r\n\r\n B-2 \r\n").unwrap();
    let named = ["load", "coffee", file.to_str().unwrap()];
    let ran = codes(&scene, &named, b"", Some(KEY)).await;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    assert_eq!(ran.out, "2 codes loaded for coffee; 3 can be redeemed\n");

    let counted = codes(&scene, &["count", "coffee"], b"", None).await;
    let says = "coffee: 3 loaded, 0 given, 3 left, of which 0 promised\n";
    assert_eq!((counted.code, counted.out.as_str()), (0, says));
    let noted = "SELECT count(*) FROM audit_log
                 WHERE action = 'catalog.codes' AND actor = 'operator' AND detail = '{\"codes\": 2}'";
    assert_eq!(count(&scene.plaudit.db.pool, noted).await, 1);
    scene.finish().await;
}

#[tokio::test]
async fn what_is_wrong_is_told_by_line_and_nothing_is_loaded() {
    let scene = Scene::open().await;
    scene.by_codes("KNOWN-1\nKNOWN-2").await;
    for (input, says) in [
        (
            &b"NEW\nSAME\n\nSAME\n"[..],
            "line 4: the same code as on line 2\nno code was loaded\n",
        ),
        (
            b"NEW\nKNOWN-2\nOTHER\nKNOWN-1",
            "line 2: this code was loaded before\nline 4: this code was loaded before\nno code was loaded\n",
        ),
        (
            b"A\x07B",
            "line 1: a code has no control characters, nor any that cannot be seen\nno code was loaded\n",
        ),
    ] {
        let ran = load(&scene, input).await;
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (1, "", says)
        );
    }
    for (input, why) in [
        (&b""[..], "there is no code in it"),
        (b"\xff\xfeA\x00", "- is not text in UTF-8"),
    ] {
        let ran = load(&scene, input).await;
        assert!(ran.code == 1 && ran.err.contains(why), "{ran:?}");
        assert!(!ran.err.contains("NEW"), "{ran:?}");
    }
    assert_eq!(loaded(&scene).await, 2);
    scene.finish().await;
}

#[tokio::test]
async fn codes_take_a_key_and_an_item_that_they_deliver() {
    let scene = Scene::open().await;
    scene.by_codes("ONE").await;
    scene
        .add("mug", |_, offer| {
            *offer = Offer::new("mug", ItemKind::Merchandise, "Mug", Price::Fixed(5));
            assert_eq!(offer.fulfilment, Fulfilment::Manual);
        })
        .await;
    let keyless = codes(&scene, &["load", "coffee", "-"], b"TWO", None).await;
    assert!(
        keyless.code == 1 && keyless.err.contains("PLAUDIT_ENCRYPTION_KEY is not set"),
        "{keyless:?}"
    );
    for (slug, why) in [
        ("tea", "there is no item tea"),
        ("mug", "mug is not delivered by codes"),
    ] {
        for arguments in [&["load", slug, "-"][..], &["count", slug]] {
            let ran = codes(&scene, arguments, b"TWO", Some(KEY)).await;
            assert!(ran.code == 1 && ran.err.contains(why), "{ran:?}");
        }
    }
    let misused = codes(&scene, &["load", "coffee"], b"TWO", Some(KEY)).await;
    assert_eq!(misused.code, 2);
    assert_eq!(loaded(&scene).await, 1);
    scene.finish().await;
}

#[tokio::test]
async fn a_key_that_is_replaced_lets_no_code_in_twice() {
    let scene = Scene::open().await;
    scene.by_codes("OLD").await;
    let both = format!("AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=,{KEY}");
    let ran = codes(&scene, &["load", "coffee", "-"], b"NEW\nOLD", Some(&both)).await;
    let says = "line 2: this code was loaded before\nno code was loaded\n";
    assert_eq!((ran.code, ran.err.as_str()), (1, says));
    let ran = codes(&scene, &["load", "coffee", "-"], b"NEW", Some(&both)).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    scene.finish().await;
}

/// What is sealed beside the rest no server opens, and no fingerprint tells it apart: a key that does
/// not open what is there seals nothing.
#[tokio::test]
async fn a_key_that_does_not_open_what_is_there_seals_nothing() {
    let scene = Scene::open().await;
    scene.by_codes("ONE").await;
    let other = Some("AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=");
    let ran = codes(&scene, &["load", "coffee", "-"], b"ONE", other).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
    let says = "PLAUDIT_ENCRYPTION_KEY does not open everything: 1 code encrypted with the key";
    assert!(ran.err.contains(says), "{ran:?}");
    assert_eq!(loaded(&scene).await, 1);
    scene.finish().await;
}
