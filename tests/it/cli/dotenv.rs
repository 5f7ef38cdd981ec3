//! The file `.env` in the working directory.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::programme::Ran;
use crate::harness;

/// What a command says that needs no database.
async fn run_in(directory: &Path) -> Ran {
    let asked = ["manifest", "slack", "--url", "https://plaudit.example.com"];
    let ran = harness::plaudit(directory, &asked, &[]).output().await;
    ran.unwrap().into()
}

#[tokio::test]
async fn it_is_read_in_the_working_directory_and_in_no_other() {
    let directory = TempDir::new().unwrap();
    let below = directory.path().join("below");
    fs::create_dir(&below).unwrap();
    fs::write(
        directory.path().join(".env"),
        "PLAUDIT_LOG=plaudit=loud=er\n",
    )
    .unwrap();
    let ran = run_in(directory.path()).await;
    assert!(ran.code != 0 && ran.err.contains("PLAUDIT_LOG"), "{ran:?}");
    let ran = run_in(&below).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[tokio::test]
async fn what_cannot_be_read_in_it_is_said_and_not_repeated() {
    let directory = TempDir::new().unwrap();
    let file = directory.path().join(".env");
    for (says, line) in [
        ("PLAUDIT_LOG=warn\nTEAMS_APP_PASSWORD hush\n", "line 2"),
        ("\n\nSLACK_BOT_TOKEN=\"hush\nPLAUDIT_LOG=warn\n", "line 3"),
    ] {
        fs::write(&file, says).unwrap();
        let ran = run_in(directory.path()).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(
            ran.err.contains(".env") && ran.err.contains(line),
            "{ran:?}"
        );
        assert!(!ran.err.contains("hush") && ran.out.is_empty(), "{ran:?}");
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let ran = run_in(directory.path()).await;
    assert!(ran.code == 1 && ran.err.contains(".env"), "{ran:?}");
}
