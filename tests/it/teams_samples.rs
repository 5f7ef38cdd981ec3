//! Every recorded delivery of Microsoft Teams, replayed over HTTP: what is answered, and what comes
//! of it.

use plaudit_sandbox::teams::{GENERAL, GROUP_CHAT, KUDOS, Seen};
use serde_json::{Value, json};

use crate::harness::Plaudit;
use crate::harness::teams::{AISYAH, BUDI, RECORDED_PERSONAL, SITI, ZOE, replaying, sample};

/// The threads that the recordings are in.
const ROOTS: [&str; 2] = ["1794300501000", "1794300111222"];

/// Plaudit in the tenant and at the hour of the recordings, in the team.
async fn recorded() -> Plaudit {
    let plaudit = replaying().await;
    plaudit.teams().change(|model| {
        for root in ROOTS {
            model.add_message(KUDOS, BUDI, "sudah selesai", plaudit.clock.now(), |it| {
                root.clone_into(&mut it.id);
            });
        }
    });
    let seen = replay(&plaudit, "conversation_update_bot_added_to_team.json").await;
    silent(&seen);
    plaudit.met(GENERAL).await;
    plaudit
}

async fn replay(plaudit: &Plaudit, name: &str) -> Seen {
    plaudit.activity(sample(name)).await
}

/// Acknowledged without a word.
#[track_caller]
fn silent(seen: &Seen) {
    assert_eq!(
        (seen.status, &seen.body),
        (Some(200), &Value::Null),
        "{seen:?}"
    );
}

/// The dialog in an answer, as it is read.
#[track_caller]
fn dialog(seen: &Seen) -> (String, Value) {
    assert_eq!(seen.status, Some(200), "{seen:?}");
    let task = &seen.body["task"];
    assert_eq!(task["type"], "continue", "{seen:?}");
    let card = task["value"]["card"]["content"].clone();
    let title = task["value"]["title"].as_str().unwrap_or_default();
    (
        plaudit_sandbox::teams::shown(title, std::slice::from_ref(&card)),
        card,
    )
}

/// The input of that name in a card.
#[track_caller]
fn input<'a>(card: &'a Value, name: &str) -> &'a Value {
    let body = card["body"].as_array().unwrap();
    body.iter().find(|it| it["id"] == name).unwrap()
}

#[tokio::test]
async fn the_recorded_messages_do_what_they_should() {
    let plaudit = recorded().await;
    let hello = plaudit.announced(KUDOS);
    assert!(hello.shown().contains("@Plaudit"), "{}", hello.shown());
    assert_eq!(plaudit.teams().messages(GENERAL).len(), 0);

    // Each recording, and what Budi, Aisyah and Siti have after it.
    for (name, points) in [
        ("conversation_update_channel_renamed.json", [0, 0, 0]),
        ("message_channel_mention_nbsp.json", [2, 2, 0]),
        ("message_channel_mention_nbsp.json", [2, 2, 0]),
        ("message_update_edit.json", [2, 2, 0]),
        ("message_delete_soft.json", [2, 2, 0]),
        ("message_groupchat_unicode_id.json", [2, 2, 3]),
        ("message_card_action_submit.json", [2, 2, 3]),
        ("message_reaction_added.json", [2, 2, 3]),
        ("message_reaction_removed.json", [2, 2, 3]),
        ("event_read_receipt.json", [2, 2, 3]),
        ("typing.json", [2, 2, 3]),
        ("message_channel_thread_reply.json", [2, 2, 3]),
        ("message_personal.json", [2, 2, 3]),
    ] {
        silent(&replay(&plaudit, name).await);
        plaudit.quiet().await;
        let has = [
            plaudit.points(BUDI).await,
            plaudit.points(AISYAH).await,
            plaudit.points(SITI).await,
        ];
        assert_eq!(has, points, "{name}");
    }

    let given = plaudit.announced(KUDOS);
    assert_eq!(
        given.root.as_deref(),
        Some(ROOTS[0]),
        "it hangs on the message"
    );
    assert!(given.shown().contains("rilis “v2.4”"), "{}", given.shown());
    let [told, asked] = &plaudit.teams().privates("siti")[..] else {
        panic!("{:?}", plaudit.teams().privates("siti"))
    };
    assert!(told.shown().contains("masing-masing"), "{}", told.shown());
    // An edit gives nothing by itself.
    assert!(asked.shown().contains("Mengedit"), "{}", asked.shown());

    let thanked = plaudit.announced(GROUP_CHAT).shown();
    assert!(thanked.contains("makasih banyak yaa ❤️"), "{thanked}");
    assert!(
        thanked.contains("(名前)") && thanked.contains("👩🏽‍💻"),
        "{thanked}"
    );

    let [board] = &plaudit.teams().privates("budi")[..] else {
        panic!("{:?}", plaudit.teams().privates("budi"))
    };
    assert!(
        board.shown().contains("Siti Rahmawati"),
        "{}",
        board.shown()
    );
    let direct = plaudit.teams().direct("siti");
    let help = direct.last().unwrap();
    assert_eq!(help.conversation, RECORDED_PERSONAL);
    assert!(
        help.shown().contains("Cara pakai kudos"),
        "{}",
        help.shown()
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn the_recorded_reaction_joins_in_where_it_is_on_an_announcement() {
    let plaudit = recorded().await;
    silent(&replay(&plaudit, "message_channel_mention_nbsp.json").await);
    plaudit.quiet().await;
    let announced = plaudit.announced(KUDOS);
    let mut reaction = sample("message_reaction_added.json");
    reaction["replyToId"] = json!(announced.id);
    silent(&plaudit.activity(reaction).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    assert!(
        plaudit.announced(KUDOS).shown().contains("Zoë"),
        "it says who joined in"
    );

    // The other reaction of the recording is no currency; taken away, nothing happens.
    let mut removed = sample("message_reaction_added.json");
    removed["id"] = json!("1794300515999");
    removed["timestamp"] = json!("2026-11-10T09:49:35.1234567Z");
    removed["replyToId"] = json!(announced.id);
    let reactions = removed["reactionsAdded"].take();
    for (taken, points) in [(0, 3), (1, 2)] {
        removed["id"] = json!(format!("179430051599{taken}"));
        removed["reactionsRemoved"] = json!([reactions[taken]]);
        silent(&plaudit.activity(removed.clone()).await);
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, points, "{taken}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn the_recorded_invokes_are_answered_in_the_response() {
    let plaudit = recorded().await;
    let (words, card) = dialog(&replay(&plaudit, "invoke_task_fetch.json").await);
    assert!(words.contains("Untuk siapa?"), "{words}");
    assert_eq!(input(&card, "to")["value"], Value::Null);
    let (_, card) =
        dialog(&replay(&plaudit, "invoke_composeextension_fetchtask_message.json").await);
    assert_eq!(
        input(&card, "to")["value"],
        BUDI,
        "whoever wrote the message"
    );

    let sent = replay(&plaudit, "invoke_task_submit.json").await;
    let (words, _) = dialog(&sent);
    assert!(words.contains("3 poin"), "{words}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    assert_eq!(plaudit.points(AISYAH).await, 3);
    // An invisible space keeps what was typed from being read as a mark.
    let shown = plaudit.announced(KUDOS).shown().replace('\u{200b}', "");
    assert!(
        shown.contains("Terima kasih “banget” <b>ya</b> & salam 🙏🏾"),
        "{shown}"
    );

    let found = replay(&plaudit, "invoke_composeextension_query.json").await;
    assert_eq!(found.status, Some(200));
    assert_eq!(
        found.body["composeExtension"],
        json!({"type": "result", "attachmentLayout": "list", "attachments": []})
    );
    let pressed = replay(&plaudit, "invoke_adaptivecard_action.json").await;
    assert_eq!(
        (pressed.status, &pressed.body["statusCode"]),
        (Some(200), &json!(200))
    );
    assert_eq!(
        pressed.body["type"],
        "application/vnd.microsoft.activity.message"
    );

    for unknown in [
        "fileConsent/invoke",
        "signin/verifyState",
        "config/fetch",
        "what/ever",
    ] {
        let mut invoke = sample("invoke_task_fetch.json");
        invoke["name"] = json!(unknown);
        let seen = plaudit.activity(invoke).await;
        assert_eq!(
            (seen.status, &seen.body),
            (Some(501), &Value::Null),
            "{unknown}"
        );
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    plaudit.finish().await;
}

/// Whether Plaudit knows of a conversation and may write there.
async fn knows(plaudit: &Plaudit, conversation: &str) -> Option<bool> {
    sqlx::query_scalar("SELECT present FROM teams_conversation WHERE conversation = $1")
        .bind(conversation)
        .fetch_optional(&plaudit.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_recorded_comings_and_goings_are_noted() {
    let plaudit = recorded().await;
    assert_eq!(knows(&plaudit, KUDOS).await, Some(true));
    assert_eq!(knows(&plaudit, RECORDED_PERSONAL).await, None);
    let installed = "installation_update_add_personal.json";
    silent(&replay(&plaudit, installed).await);
    silent(&replay(&plaudit, installed).await);
    plaudit.quiet().await;
    assert_eq!(knows(&plaudit, RECORDED_PERSONAL).await, Some(true));
    let [hello] = &plaudit.teams().direct("siti")[..] else {
        panic!("{:?}", plaudit.teams().direct("siti"))
    };
    assert!(hello.shown().contains("Halo"), "{}", hello.shown());

    silent(&replay(&plaudit, "message_groupchat_unicode_id.json").await);
    plaudit.quiet().await;
    assert_eq!(knows(&plaudit, GROUP_CHAT).await, Some(true));
    assert_eq!(plaudit.points(SITI).await, 3);
    // Said in a language and a zone that no directory tells.
    let (locale, zone): (Option<String>, Option<String>) =
        sqlx::query_as("SELECT m.locale, m.time_zone FROM member m JOIN identity i ON i.member_id = m.id WHERE i.user_id = $1")
            .bind(ZOE)
            .fetch_one(&plaudit.db.pool)
            .await
            .unwrap();
    assert_eq!(
        (locale.as_deref(), zone.as_deref()),
        (Some("id"), Some("Asia/Jakarta"))
    );

    silent(&replay(&plaudit, "installation_update_remove_team.json").await);
    plaudit.quiet().await;
    for conversation in [GENERAL, KUDOS] {
        assert_eq!(
            knows(&plaudit, conversation).await,
            Some(false),
            "{conversation}"
        );
    }
    assert_eq!(
        knows(&plaudit, GROUP_CHAT).await,
        Some(true),
        "another installation"
    );
    plaudit.finish().await;
}
