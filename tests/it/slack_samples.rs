//! Every recorded delivery of Slack, replayed over HTTP: what is answered, and what comes of it.

use plaudit::clock::Clock;
use plaudit_sandbox::slack::{SandboxOptions, User, sample_company};
use serde_json::json;

use crate::harness::Plaudit;
use crate::harness::slack::{Answer, sample};

const COMMANDS: &str = "/slack/commands";
const EVENTS: &str = "/slack/events";
const INTERACTIONS: &str = "/slack/interactions";

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const AISYAH: &str = "U0AISYAH003";

/// Plaudit in the team and at the hour of the recordings.
async fn recorded() -> Plaudit {
    let clock = Clock::set_to("2026-11-10T08:50:00Z".parse().unwrap());
    let aisyah =
        User::new(AISYAH, "aisyah", "Nur Aisyah binti Ismail").living("ms-MY", "Asia/Kuala_Lumpur");
    let options = SandboxOptions {
        team: sample_company().user(aisyah),
        ..SandboxOptions::for_tests()
    };
    Plaudit::start_with(clock, options).await
}

async fn replay(plaudit: &Plaudit, path: &str, name: &str) -> Answer {
    plaudit.deliver(path, sample(name)).await
}

/// The one that only the person sees, in a command's answer.
#[track_caller]
fn private(answer: &Answer) -> String {
    let body = answer.json();
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(body["response_type"], "ephemeral", "{answer:?}");
    assert!(body["blocks"].as_array().is_some_and(|b| !b.is_empty()));
    body["text"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_recorded_commands_are_answered() {
    let plaudit = recorded().await;
    let given = private(&replay(&plaudit, COMMANDS, "slash_kudos_single.form").await);
    assert!(given.contains("3 poin"), "{given}");
    assert_eq!(plaudit.points(BUDI).await, 3);

    // A group is asked for first: one moment, and the answer follows.
    let moment = private(&replay(&plaudit, COMMANDS, "slash_kudos_multi_usergroup.form").await);
    assert!(moment.starts_with("Sebentar"), "{moment}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 8);
    assert_eq!(plaudit.points(AISYAH).await, 5);
    let told = plaudit.sandbox.ephemerals(SITI);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].shown().contains("45 poin"), "{}", told[0].shown());

    // Nobody holds the ticket of a recording, so that the words come instead of the form.
    let help = private(&replay(&plaudit, COMMANDS, "slash_private_channel_empty_text.form").await);
    assert!(help.contains("kudos"), "{help}");

    private(&replay(&plaudit, COMMANDS, "slash_huge_text_newlines.form").await);
    assert_eq!(plaudit.points(BUDI).await, 9);

    // A language among the settings is one's own.
    let spoken = private(&replay(&plaudit, COMMANDS, "slash_subcommands_malay.form").await);
    assert!(spoken.contains("Bahasa Melayu"), "{spoken}");

    assert!(
        replay(&plaudit, COMMANDS, "slash_ssl_check.form")
            .await
            .is_empty()
    );
    for probe in [INTERACTIONS, "/slack/options"] {
        let answer = replay(&plaudit, probe, "slash_ssl_check.form").await;
        assert_eq!(answer.status, 200, "{probe}");
    }
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn the_recorded_interactions_are_acknowledged() {
    let plaudit = recorded().await;
    for name in [
        "block_actions_home_tab_overflow.form",
        "block_actions_message_button.form",
        "block_actions_thread_message.form",
        "block_actions_users_select_in_modal.form",
        "block_suggestion_external_select.form",
        "message_action_recognise.form",
        "shortcut_global.form",
        "view_closed.form",
    ] {
        let answer = replay(&plaudit, INTERACTIONS, name).await;
        assert!(answer.is_empty(), "{name}: {answer:?}");
    }
    let offers = replay(
        &plaudit,
        "/slack/options",
        "block_suggestion_external_select.form",
    )
    .await;
    assert_eq!(
        (offers.status, offers.json()),
        (200, json!({"options": []}))
    );
    // Somebody of another organisation is named: the form says so at its question.
    let sent = replay(&plaudit, INTERACTIONS, "view_submission_give_kudos.form").await;
    assert_eq!(sent.status, 200);
    assert_eq!(sent.json()["response_action"], "errors", "{sent:?}");
    let sentence = sent.json()["errors"]["to"].as_str().unwrap().to_owned();
    assert!(
        sentence.starts_with("pat dari organisasi lain"),
        "{sentence}"
    );
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_recorded_events_do_what_they_should_once() {
    let plaudit = recorded().await;
    let answer = replay(&plaudit, EVENTS, "event_url_verification.json").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, "fakeChallengeValue0123456789abcdef");

    // Each recording, and what Budi, Aisyah and Siti have after it.
    for (name, points) in [
        ("event_app_home_opened.json", [0, 0, 0]),
        ("event_app_home_opened_messages_tab.json", [0, 0, 0]),
        ("event_app_mention_in_middle.json", [2, 2, 0]),
        ("event_app_mention_in_middle.retry1.json", [2, 2, 0]),
        ("event_app_mention_thread.json", [2, 2, 0]),
        ("event_message_channel_plusplus.json", [3, 3, 0]),
        ("event_message_changed.json", [3, 3, 0]),
        ("event_reaction_added_skin_tone.json", [3, 3, 1]),
        ("event_reaction_removed.json", [3, 3, 0]),
        ("event_message_im.json", [3, 3, 0]),
        ("event_message_other_bot_webhook.json", [3, 3, 0]),
        ("event_message_file_share.json", [4, 3, 0]),
        ("event_message_channel_join_system.json", [4, 3, 0]),
        ("event_message_deleted.json", [3, 2, 0]),
        ("event_member_joined_channel_bot_itself.json", [3, 2, 0]),
        ("event_channel_id_changed.json", [3, 2, 0]),
        ("event_user_change_deactivated.json", [3, 2, 0]),
        ("event_user_change_locale_name.json", [3, 2, 0]),
        ("event_tokens_revoked.json", [3, 2, 0]),
        ("event_app_uninstalled.json", [3, 2, 0]),
    ] {
        let answer = replay(&plaudit, EVENTS, name).await;
        assert!(answer.is_empty(), "{name}: {answer:?}");
        if !name.contains("revoked") && !name.contains("uninstalled") {
            plaudit.quiet().await;
        }
        let has = [
            plaudit.points(BUDI).await,
            plaudit.points(AISYAH).await,
            plaudit.points(SITI).await,
        ];
        assert_eq!(has, points, "{name}");
    }
    let people: Vec<(String, bool, Option<String>)> = sqlx::query_as(
        "SELECT m.name, m.active, m.locale FROM member m JOIN identity i ON i.member_id = m.id
         WHERE i.user_id IN ('U0BUDI00002', 'U0AISYAH003') ORDER BY i.user_id DESC",
    )
    .fetch_all(&plaudit.db.pool)
    .await
    .unwrap();
    assert!(!people[0].1, "Budi has left: {people:?}");
    assert_eq!(people[1].0, "Nur Aisyah binti Ismail نور");
    let dead: Option<String> = sqlx::query_scalar("SELECT dead_reason FROM connection")
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert!(dead.is_some());
    let hello = plaudit.sandbox.messages("C0KUDOS0001");
    assert_eq!(hello.len(), 1, "{hello:?}");
    plaudit.finish().await;
}
