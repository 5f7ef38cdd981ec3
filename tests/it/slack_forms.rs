//! The form: opened at once, filled from what was typed, kept open until it is right.

use std::time::{Duration, Instant};

use plaudit_sandbox::slack::{Fault, Seen, Standing, User, View};
use serde_json::{Value, json};

use crate::harness::{Plaudit, eventually};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const AISYAH: &str = "U0NURAI0003";
const ANA: &str = "U0ANA000005";
const ZOE: &str = "U0ZOE000004";
const KUDOS: &str = "C0KUDOS0001";

/// The form that `user` has before them.
#[track_caller]
fn form(plaudit: &Plaudit, user: &str) -> View {
    let modals = plaudit.sandbox.modals(user);
    modals.last().expect("a form is open").clone()
}

/// What stands in a field of a form when it opens.
fn initial(view: &View, block: &str) -> Value {
    let element = &view.block(block).unwrap()["element"];
    let found = ["initial_value", "initial_users", "initial_options"]
        .iter()
        .find_map(|name| element.get(*name));
    found.cloned().unwrap_or_default()
}

#[tokio::test]
async fn the_command_alone_opens_the_form_in_ones_own_language() {
    let plaudit = Plaudit::start().await;
    for (user, title) in [
        (ANA, "Give kudos"),
        (BUDI, "Kirim kudos"),
        (AISYAH, "Beri kudos"),
    ] {
        let person = plaudit.sandbox.as_user(user);
        let seen = person.slash(KUDOS, "/kudos", "").await;
        assert_eq!(
            (seen.status, seen.body.as_str()),
            (Some(200), ""),
            "{seen:?}"
        );
        assert_eq!(form(&plaudit, user).title(), title);
    }
    let words = [ANA, BUDI, AISYAH].map(|user| form(&plaudit, user).shown());
    assert!(words[0].contains("Who deserves it?"), "{}", words[0]);
    assert!(words[1] != words[2] && words[1] != words[0], "{words:?}");

    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .submit(
            &form(&plaudit, ANA).id,
            [
                ("to", json!([BUDI, ZOE])),
                ("points", json!("4")),
                ("values", json!(["teamwork"])),
                ("message", json!("for *both* of <you> & yours")),
            ],
        )
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    assert_eq!(plaudit.points(ZOE).await, 4);
    let announced = plaudit.sandbox.messages(KUDOS);
    assert_eq!(announced.len(), 1);
    let shown = announced[0].shown();
    assert!(
        shown.contains("for *both* of <you> & yours") && shown.contains("#teamwork"),
        "{shown}"
    );
    // The form is replaced by what was given.
    assert!(
        form(&plaudit, ANA).shown().contains("8 points"),
        "{}",
        form(&plaudit, ANA).shown()
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_form_sent_twice_gives_once() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "").await;
    let id = form(&plaudit, ANA).id;
    let submit = || ana.submit(&id, [("to", json!([BUDI])), ("message", json!("thanks"))]);
    let (first, second) = tokio::join!(submit(), submit());
    assert!(
        first.failure.is_none() && second.failure.is_none(),
        "{first:?} {second:?}"
    );
    let deliveries = plaudit.sandbox.deliveries();
    let sent = deliveries.iter().find(|it| it.kind == "view_submission");
    let again = plaudit.sandbox.redeliver(sent.unwrap().number).await;
    assert!(
        again.body.contains("nothing was counted twice"),
        "{again:?}"
    );
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn errors_stand_at_their_field_and_the_form_stays_open() {
    let plaudit = Plaudit::start().await;
    plaudit.set("kudos.reason_min_chars", "5").await;
    plaudit.set("kudos.value_required", "false").await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "").await;
    let id = form(&plaudit, ANA).id;
    let send = async |to: Value, points: &str, message: &str| -> Seen {
        let answers = [
            ("to", to),
            ("points", json!(points)),
            ("message", json!(message)),
        ];
        ana.submit(&id, answers).await
    };
    for (to, points, message, field, says) in [
        (json!([ANA]), "1", "for me, me", "to", "others"),
        (json!(["U0FAKEBOT01"]), "1", "good bot", "to", "Bots"),
        (json!(["U0GONE00021"]), "1", "miss you", "to", "no longer"),
        (json!(["U0GUEST0020"]), "1", "welcome", "to", "guest"),
        (
            json!(["U0EXTUSER01"]),
            "1",
            "partner",
            "to",
            "another organisation",
        ),
        (json!([BUDI]), "1", "ok", "message", "5 characters"),
    ] {
        let seen = send(to.clone(), points, message).await;
        assert!(seen.failure.is_none(), "{seen:?}");
        let said = seen.errors.get(field).cloned().unwrap_or_default();
        assert!(said.contains(says), "{to} {message}: {seen:?}");
        assert_eq!(form(&plaudit, ANA).id, id, "the form stays open");
    }
    let fifty: Vec<&str> = vec![BUDI, ZOE, SITI];
    let seen = send(json!(fifty), "50", "more than there is").await;
    let said = seen.errors.get("points").cloned().unwrap_or_default();
    assert!(said.contains("150 points"), "{seen:?}");
    assert_eq!(form(&plaudit, ANA).id, id, "nothing typed is lost");
    let seen = send(json!([BUDI]), "2", "for the fix").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}

/// What a form lets nobody send by itself is told as it is.
#[tokio::test]
async fn a_form_that_somebody_made_up_is_told_what_is_wrong() {
    let plaudit = Plaudit::start().await;
    let answered = async |to: Value, points: &str| -> String {
        let sent = json!({
            "type": "view_submission", "api_app_id": "A0FAKEAPP01", "trigger_id": "1.2.forged",
            "team": {"id": "T0FAKETEAM1"}, "user": {"id": ANA, "team_id": "T0FAKETEAM1"},
            "view": {
                "id": format!("V0{points}"), "team_id": "T0FAKETEAM1", "type": "modal",
                "callback_id": "give_kudos", "private_metadata": "{}", "hash": "1.2",
                "state": {"values": {
                    "to": {"to": {"type": "multi_users_select", "selected_users": to}},
                    "points": {"points": {"type": "number_input", "value": points}},
                    "message": {"message": {"type": "plain_text_input", "value": "thanks"}},
                }},
            },
        });
        let body = serde_urlencoded::to_string([("payload", sent.to_string())]).unwrap();
        plaudit.deliver("/slack/interactions", body).await.body
    };
    for (to, points, says) in [
        (json!([]), "1", "Who is it for?"),
        (json!([BUDI]), "abc", "abc isn't a whole number"),
        (json!([BUDI]), "5.5", "5.5 isn't a whole number"),
        (json!([BUDI]), "99999999999999999999", "at most 50 points"),
        (
            json!([BUDI]),
            "-99999999999999999999",
            "Give at least 1 point",
        ),
        (json!([BUDI]), "0", "Give at least 1 point"),
    ] {
        let told = answered(to, points).await;
        assert!(told.contains(says), "{points}: {told}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn nonsense_opens_the_form_with_everything_typed() {
    let plaudit = Plaudit::start().await;
    for (user, text, intro) in [
        (ANA, "thanks to everybody for <3 & more", "below"),
        (BUDI, "makasih banyak ya teman-teman", "di bawah"),
        (AISYAH, "terima kasih semua orang", "di bawah"),
    ] {
        let seen = plaudit
            .sandbox
            .as_user(user)
            .slash(KUDOS, "/kudos", text)
            .await;
        assert_eq!(
            (seen.status, seen.body.as_str()),
            (Some(200), ""),
            "{seen:?}"
        );
        let view = form(&plaudit, user);
        assert_eq!(initial(&view, "message"), json!(text));
        assert!(view.shown().contains(intro), "{}", view.shown());
    }
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(
        KUDOS,
        "/kudos",
        "@budi @zoe +1 or +2 for the launch #teamwork",
    )
    .await;
    let view = form(&plaudit, ANA);
    assert_eq!(initial(&view, "to"), json!([BUDI, ZOE]));
    assert_eq!(initial(&view, "values")[0]["value"], "teamwork");
    let message = initial(&view, "message");
    assert!(
        message.as_str().unwrap().contains("for the launch"),
        "{message}"
    );
    assert!(
        view.shown().contains("more than one amount"),
        "{}",
        view.shown()
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_form_that_does_not_open_leaves_words() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    for fault in [
        Fault::Error("trigger_expired".into()),
        Fault::Broken,
        Fault::RateLimited(5),
        Fault::Slow(Duration::from_millis(2_600)),
    ] {
        plaudit.sandbox.fail("views.open", fault.clone(), 1);
        let begun = Instant::now();
        let seen = ana.slash(KUDOS, "/kudos", "thank you all so much").await;
        assert!(begun.elapsed() < Duration::from_secs(3), "{fault:?}");
        assert!(seen.text.contains("Who is it for?"), "{fault:?}: {seen:?}");
        assert!(
            seen.text.contains("thank you all so much"),
            "{fault:?}: {seen:?}"
        );
    }
    // The button under the words opens it after all, with what was typed.
    plaudit.sandbox.fail("views.open", Fault::Broken, 1);
    let seen = ana.slash(KUDOS, "/kudos", "thank you all so much").await;
    ana.press(KUDOS, &seen.ts.unwrap(), "kudos.open_form").await;
    let view = form(&plaudit, ANA);
    assert_eq!(initial(&view, "message"), json!("thank you all so much"));
    plaudit.finish().await;
}

#[tokio::test]
async fn shortcuts_open_the_form() {
    let plaudit = Plaudit::start().await;
    let (ana, budi) = (plaudit.sandbox.as_user(ANA), plaudit.sandbox.as_user(BUDI));
    let ts = budi.post(KUDOS, "the migration is done").await.ts.unwrap();
    assert_eq!(ana.message_shortcut(KUDOS, &ts).await.status, Some(200));
    let view = form(&plaudit, ANA);
    assert_eq!(initial(&view, "to"), json!([BUDI]));
    let seen = ana.submit(&view.id, [("message", json!("smooth!"))]).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    let announced = plaudit.sandbox.messages(KUDOS);
    assert!(
        announced
            .iter()
            .any(|it| it.by_app && it.shown().contains("smooth!"))
    );

    assert_eq!(ana.shortcut().await.status, Some(200));
    let view = form(&plaudit, ANA);
    let seen = ana
        .submit(
            &view.id,
            [("to", json!([ZOE])), ("message", json!("icons"))],
        )
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE).await, 1);
    assert_eq!(plaudit.sandbox.dm_with_bot(ZOE).len(), 1);

    // Where it does not open, one is told in a message.
    plaudit.sandbox.fail("views.open", Fault::Broken, 1);
    assert_eq!(ana.shortcut().await.status, Some(200));
    let told = async || plaudit.sandbox.dm_with_bot(ANA);
    let told = eventually("she is told", told, |told| !told.is_empty()).await;
    assert!(told[0].shown().contains("/kudos"), "{told:?}");
    plaudit.finish().await;
}

/// A mention has no ticket: the words say what was understood, and the button opens the form.
#[tokio::test]
async fn where_no_form_can_open_the_words_say_what_was_understood() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.post(KUDOS, "@plaudit @budi +1 or +2 for the launch #teamwork")
        .await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.ephemerals(ANA).pop().unwrap();
    let shown = told.shown();
    for part in [
        "more than one amount",
        "What I understood",
        "<@U0BUDI00002>",
        "#teamwork",
        "/kudos",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    ana.press(KUDOS, &told.ts, "kudos.open_form").await;
    let view = form(&plaudit, ANA);
    assert_eq!(initial(&view, "to"), json!([BUDI]));
    assert_eq!(initial(&view, "values")[0]["value"], "teamwork");
    plaudit.finish().await;
}

/// Somebody whom only Slack knows: the form closes, and what was typed comes back.
#[tokio::test]
async fn a_form_that_is_refused_later_brings_back_what_was_typed() {
    let plaudit = Plaudit::start().await;
    plaudit.sandbox.change(|model| {
        let guest = Standing::Guest {
            single_channel: true,
        };
        let tamu = User::new("U0TAMU00098", "tamu2", "Tamu Baru").standing(guest);
        let baru = User::new("U0BARU00099", "baru", "Orang Baru");
        model.team.users.extend([tamu, baru]);
    });
    let ana = plaudit.sandbox.as_user(ANA);
    let send = async |to: Value, message: &str| {
        ana.slash(KUDOS, "/kudos", "").await;
        let id = form(&plaudit, ANA).id;
        let answers = [
            ("to", to),
            ("points", json!("3")),
            ("values", json!(["teamwork"])),
            ("message", json!(message)),
        ];
        let seen = ana.submit(&id, answers).await;
        assert!(seen.is_ok(), "{seen:?}");
        assert!(form(&plaudit, ANA).shown().contains("One moment"));
        plaudit.quiet().await;
        let told = plaudit.sandbox.dm_with_bot(ANA).pop();
        told.or(plaudit.sandbox.ephemerals(ANA).pop()).unwrap()
    };
    let told = send(json!(["U0BARU00099"]), "welcome!").await;
    assert!(told.shown().contains("You gave"), "{told:?}");
    assert_eq!(plaudit.points("U0BARU00099").await, 3);

    let told = send(json!(["U0TAMU00098", BUDI]), "a long & *careful* story").await;
    let shown = told.shown();
    assert!(shown.contains("tamu2 is a guest"), "{shown}");
    assert!(shown.contains("a long & *careful* story"), "{shown}");
    ana.press(&told.channel, &told.ts, "kudos.open_form").await;
    let view = form(&plaudit, ANA);
    assert_eq!(initial(&view, "to"), json!(["U0TAMU00098", BUDI]));
    assert_eq!(initial(&view, "points"), json!("3"));
    assert_eq!(initial(&view, "values")[0]["value"], "teamwork");
    assert_eq!(initial(&view, "message"), json!("a long & *careful* story"));
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn closing_a_form_gives_nothing() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "").await;
    ana.close(&form(&plaudit, ANA).id, true).await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}
