//! Surveys made of questions of the library, at the command line.

use serde_json::Value;
use tempfile::TempDir;

use super::program::run;
use crate::harness::Plaudit;

#[tokio::test]
async fn a_pulse_is_made_of_questions_of_the_library() {
    let home = TempDir::new().unwrap();
    let (code, listed, _) = run(
        home.path(),
        &[],
        &["survey", "library", "--format", "jsonl"],
    )
    .await;
    assert_eq!((code, listed.lines().count()), (Some(0), 40), "{listed}");
    let first: Value = serde_json::from_str(listed.lines().next().unwrap()).unwrap();
    assert_eq!(first["theme"], "engagement");
    assert!(first["text_ms"].is_string(), "{first}");
    let arguments = ["survey", "library", "--theme", "manager"];
    let (_, some, _) = run(home.path(), &[], &arguments).await;
    assert!(some.lines().all(|line| line.starts_with("manager-")));
    let (code, _, refused) = run(home.path(), &[], &["survey", "library", "--theme", "x"]).await;
    assert!(
        code == Some(2) && refused.contains("wellbeing"),
        "{refused}"
    );

    let plaudit = Plaudit::start().await;
    let url = plaudit.db.url();
    let environment = [("DATABASE_URL", url.as_str())];
    let of = ["--questions", "workload-manageable,manager-more-often"];
    let create = [&["survey", "create", "pulse", "--title", "P"][..], &of].concat();
    let (code, survey, refused) = run(home.path(), &environment, &create).await;
    assert_eq!(code, Some(0), "{refused}");
    let (_, shown, _) = run(
        home.path(),
        &environment,
        &["survey", "show", survey.trim()],
    )
    .await;
    assert!(shown.contains("My workload is manageable."), "{shown}");
    for misused in [
        &["survey", "create", "pulse", "--title", "P"][..],
        &[
            "survey",
            "create",
            "pulse",
            "--title",
            "P",
            "--questions",
            "nothing",
        ],
        &[
            "survey",
            "create",
            "enps",
            "--title",
            "P",
            "--questions",
            "manager-help",
        ],
    ] {
        let (code, _, refused) = run(home.path(), &environment, misused).await;
        assert_eq!(code, Some(2), "{misused:?}: {refused}");
    }
    plaudit.finish().await;
}
