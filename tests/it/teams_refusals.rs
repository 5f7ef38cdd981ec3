//! What is not given in Teams: said privately, in one's own language, and nothing typed is lost.

use plaudit_sandbox::teams::{Dialog, KUDOS};

use crate::harness::Plaudit;

/// The label of the button that opens the form.
const GIVE: &str = "Give kudos";

/// Presses the button that opens the form, on what was told last.
async fn reopened(plaudit: &Plaudit, who: &str, label: &str) -> Dialog {
    let person = plaudit.teams().as_user(who);
    let seen = person.press(&plaudit.told(who), label).await;
    assert!(seen.is_ok(), "{seen:?}");
    person.dialog().expect("the form is open")
}

/// What stands in a field of a form when it opens.
fn initial(dialog: &Dialog, field: &str) -> String {
    let body = dialog.card["body"].as_array().unwrap();
    let input = body.iter().find(|it| it["id"] == field).unwrap();
    match &input["value"] {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[tokio::test]
async fn what_is_refused_is_refused_privately_in_one_clear_sentence() {
    let plaudit = Plaudit::start_at_noon().await;
    for (text, says) in [
        ("@Plaudit @liam +5 because I can", "others"),
        ("@Plaudit @plaudit-hook +5 good bot", "Bots"),
        ("@Plaudit @budi @plaudit-hook +0 both", "at least"),
        ("@Plaudit @tamu +5 welcome", "guest"),
        ("@Plaudit @budi +0", "at least"),
        ("@Plaudit @budi -3", "at least"),
        ("@Plaudit @budi +51", "at most"),
        ("@Plaudit @budi +99999999999999999999", "more than anyone"),
        ("@Plaudit @budi +1.5 thanks", "whole number"),
        ("@Plaudit @budi +1 and +2", "more than one amount"),
        ("@Plaudit @budi +1 #teamwrok", "#teamwork"),
        ("@Plaudit @budi +1 #zzzzzz", "#customer"),
        ("@Plaudit @here +1 all of you", "can't receive"),
        ("@Plaudit @nobody +1 who are you", "nobody"),
        ("@Plaudit +5 for whom", "Who is it for?"),
    ] {
        let told = plaudit.asked("liam", KUDOS, text).await;
        assert_eq!(told.conversation, KUDOS, "{text}: {}", told.shown());
        let told = told.shown();
        assert!(told.contains(says), "{text}: {told}");
        assert!(told.contains(GIVE), "{text}: {told}");
        assert!(!told.contains("29:") && !told.contains("/kudos"), "{told}");
    }
    assert_eq!(plaudit.standing().await, 0);
    assert!(plaudit.posts(KUDOS).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn indonesians_and_malays_are_refused_in_their_own_language() {
    let plaudit = Plaudit::start_at_noon().await;
    for (who, text, says) in [
        ("budi", "@Plaudit @budi +5 hebat", "Hehe"),
        ("budi", "@Plaudit @siti +51", "Sekali memberi maksimal"),
        ("budi", "@Plaudit @tamu +1", "adalah tamu"),
        (
            "farid",
            "@Plaudit @farid +5 hebat",
            "Kudos untuk orang lain",
        ),
        ("farid", "@Plaudit @siti +51", "paling banyak"),
        ("farid", "@Plaudit @siti +1 #zzz", "Tiada nilai"),
    ] {
        let told = plaudit.asked(who, KUDOS, text).await.shown();
        assert!(told.contains(says), "{text}: {told}");
    }
    // A guest has no part in it, whatever they do.
    let told = plaudit.asked("tamu", KUDOS, "@Plaudit @budi +1").await;
    assert!(told.shown().contains("anggota"), "{told:?}");
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_line_that_is_put_right_can_be_typed_as_it_reads() {
    let plaudit = Plaudit::start_at_noon().await;
    for who in ["liam", "budi", "farid"] {
        let told = plaudit.asked(who, KUDOS, "@Plaudit @zoe +3 +5 x").await;
        let shown = told.shown();
        let name = plaudit.teams().model().user("zoe").unwrap().name.clone();
        let line = format!("@Plaudit @{name} +3 5 x");
        assert!(shown.contains(&line) && !shown.contains('`'), "{shown}");
    }
    plaudit.asked("liam", KUDOS, "@Plaudit @zoe +3 5 x").await;
    assert_eq!(plaudit.points_of("zoe").await, 3);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_refused_can_be_put_right_in_the_form() {
    let plaudit = Plaudit::start_at_noon().await;
    let text = "@Plaudit @budi @zoe +60 #teamwork for *both* <of> you & yours";
    let told = plaudit.asked("liam", KUDOS, text).await;
    assert!(told.shown().contains("at most 50"), "{told:?}");
    let dialog = reopened(&plaudit, "liam", GIVE).await;
    let picked = format!("{},{}", plaudit.aad("budi"), plaudit.aad("zoe"));
    assert_eq!(
        initial(&dialog, "to"),
        picked,
        "as the list of people knows them"
    );
    assert_eq!(initial(&dialog, "points"), "50", "as much as can be sent");
    assert_eq!(initial(&dialog, "values"), "teamwork");
    assert_eq!(initial(&dialog, "message"), "*both* <of> you & yours");
    let liam = plaudit.teams().as_user("liam");
    liam.fill("points", "6");
    let seen = liam.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 6);
    assert_eq!(plaudit.points_of("zoe").await, 6);
    let card = plaudit.posted(KUDOS);
    assert_eq!(card.root, told.root, "in the thread of what was typed");
    let shown = card.shown().replace('\u{200b}', "");
    assert!(shown.contains("*both* <of> you & yours"), "{shown}");
    plaudit.finish().await;
}

/// People of other places, and tags, whose members Teams tells nobody: both can be mentioned.
#[tokio::test]
async fn who_can_be_mentioned_is_not_always_known() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.teams().change(|model| {
        let aad = "5f0c2d1e-0000-4000-8000-0000000000ff";
        let new = plaudit_sandbox::teams::User::new(aad, "baru", "Orang Baru");
        model.company.users.push(new);
    });
    let text = "@Plaudit @budi @baru +2 for the welcome";
    let told = plaudit.asked("liam", KUDOS, text).await;
    assert_eq!(told.conversation, KUDOS);
    let shown = told.shown();
    assert!(shown.contains("Orang Baru"), "{shown}");
    assert!(shown.contains("nobody with that name"), "{shown}");
    let dialog = reopened(&plaudit, "liam", GIVE).await;
    assert_eq!(initial(&dialog, "to"), plaudit.aad("budi"));
    assert_eq!(initial(&dialog, "message"), "the welcome");

    let deliveries = plaudit.teams().deliveries();
    let message = deliveries.iter().rfind(|it| it.kind == "message").unwrap();
    let body = message.body.replace("Orang Baru", "Gudang");
    let mut tag: serde_json::Value = serde_json::from_str(&body).unwrap();
    tag["id"] = "1794312002000".into();
    for entity in tag["entities"].as_array_mut().unwrap() {
        if entity["mentioned"]["name"] == "Gudang" {
            entity["mentioned"]["type"] = "tag".into();
            entity["mentioned"]["id"] = "MjQzMjAzZmYjIzE".into();
        }
    }
    assert!(plaudit.teams().send_activity(tag).await.is_ok());
    plaudit.hush().await;
    let shown = plaudit.told("liam").shown();
    assert!(shown.contains("who is in @Gudang"), "{shown}");
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_not_understood_is_in_the_form_too() {
    let plaudit = Plaudit::start_at_noon().await;
    let text = "@Plaudit @budi @zoe +1 or +2 for the launch #teamwork";
    let told = plaudit.asked("liam", KUDOS, text).await.shown();
    for part in [
        "more than one amount",
        "What I understood",
        "Budi Santoso",
        "#teamwork",
        "@Plaudit help",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let dialog = reopened(&plaudit, "liam", GIVE).await;
    let picked = format!("{},{}", plaudit.aad("budi"), plaudit.aad("zoe"));
    assert_eq!(initial(&dialog, "to"), picked);
    assert_eq!(initial(&dialog, "values"), "teamwork");
    assert!(initial(&dialog, "message").contains("for the launch"));

    plaudit
        .asked("budi", KUDOS, "@Plaudit makasih banyak ya teman-teman")
        .await;
    let dialog = reopened(&plaudit, "budi", "Kirim kudos").await;
    assert_eq!(dialog.title, "Kirim kudos");
    assert_eq!(initial(&dialog, "message"), "makasih banyak ya teman-teman");
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn settings_change_what_may_be_given() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("kudos.value_required", "true").await;
    let told = plaudit
        .asked("liam", KUDOS, "@Plaudit @budi +1 thanks")
        .await;
    assert!(told.shown().contains("add a value"), "{told:?}");
    plaudit.set("kudos.value_required", "false").await;

    plaudit.set("kudos.reason_min_chars", "10").await;
    let told = plaudit.asked("liam", KUDOS, "@Plaudit @budi +1 ok").await;
    assert!(told.shown().contains("10 characters"), "{told:?}");
    let dialog = reopened(&plaudit, "liam", GIVE).await;
    assert_eq!(initial(&dialog, "message"), "ok");
    plaudit.set("kudos.reason_min_chars", "0").await;

    plaudit.set("kudos.max_recipients", "1").await;
    let told = plaudit.asked("liam", KUDOS, "@Plaudit @budi @zoe +1").await;
    assert!(told.shown().contains("You named 2 people"), "{told:?}");
    plaudit.set("kudos.max_recipients", "20").await;

    plaudit.set("allowance.points", "3").await;
    let told = plaudit
        .asked("liam", KUDOS, "@Plaudit @budi @zoe +2 for all")
        .await;
    assert!(told.shown().contains("you have 3 left"), "{told:?}");
    let dialog = reopened(&plaudit, "liam", GIVE).await;
    assert_eq!(initial(&dialog, "points"), "2");
    assert_eq!(plaudit.standing().await, 0);

    plaudit.set("kudos.allow_guests", "true").await;
    plaudit
        .asked("liam", KUDOS, "@Plaudit @tamu +1 welcome")
        .await;
    assert_eq!(plaudit.points_of("tamu").await, 1);
    plaudit.finish().await;
}
