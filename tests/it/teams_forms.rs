//! The form in Teams: from wherever it opens, kept open until it is right.

use plaudit_sandbox::teams::{Dialog, KUDOS, Message};

use crate::harness::Plaudit;

#[track_caller]
fn dialog(plaudit: &Plaudit, who: &str) -> Dialog {
    let person = plaudit.teams().as_user(who);
    person.dialog().expect("a dialog is open")
}

/// What stands in a field of a dialog when it opens.
#[track_caller]
fn initial(plaudit: &Plaudit, who: &str, field: &str) -> serde_json::Value {
    let card = dialog(plaudit, who).card;
    let body = card["body"].as_array().unwrap();
    body.iter().find(|it| it["id"] == field).unwrap()["value"].clone()
}

/// Opens the form from the answer to `help` in a conversation.
async fn opened(plaudit: &Plaudit, who: &str, conversation: &str, label: &str) -> Message {
    let help = plaudit.asked(who, conversation, "@Plaudit help").await;
    let seen = plaudit.teams().as_user(who).press(&help, label).await;
    assert!(seen.is_ok(), "{seen:?}");
    help
}

#[tokio::test]
async fn helps_button_opens_the_form_in_ones_own_language() {
    let plaudit = Plaudit::start_at_noon().await;
    let mut words = Vec::new();
    for (who, title) in [
        ("liam", "Give kudos"),
        ("budi", "Kirim kudos"),
        ("farid", "Beri kudos"),
    ] {
        opened(&plaudit, who, KUDOS, title).await;
        let dialog = dialog(&plaudit, who);
        assert_eq!(dialog.title, title);
        words.push(dialog.shown());
    }
    assert!(words[0].contains("Who deserves it?"), "{}", words[0]);
    assert!(words[1] != words[2] && words[1] != words[0], "{words:?}");

    let liam = plaudit.teams().as_user("liam");
    for (field, value) in [
        ("to", "@budi,@zoe"),
        ("points", "4"),
        ("values", "#teamwork"),
        ("message", "for *both* of <you> & yours"),
    ] {
        assert!(liam.fill(field, value).is_ok(), "{field}");
    }
    let seen = liam.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 4);
    assert_eq!(plaudit.points_of("zoe").await, 4);
    let card = plaudit.posted(KUDOS).shown().replace('\u{200b}', "");
    assert!(card.contains("for *both* of <you> & yours"), "{card}");
    assert!(card.contains("#teamwork"), "{card}");

    // The form is replaced by what was given, and the undo in it works.
    let confirmed = dialog(&plaudit, "liam").shown();
    assert!(confirmed.contains("8 points"), "{confirmed}");
    assert!(!confirmed.contains("<at>"), "{confirmed}");
    let seen = liam.press_in_dialog("Undo").await;
    assert!(seen.is_ok() && seen.text.contains("took back"), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 0);
    assert!(plaudit.posted(KUDOS).shown().contains("took back"));
    plaudit.finish().await;
}

#[tokio::test]
async fn errors_stand_at_their_field_and_everything_typed_stays() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("kudos.reason_min_chars", "5").await;
    opened(&plaudit, "liam", KUDOS, "Give kudos").await;
    let liam = plaudit.teams().as_user("liam");
    liam.fill("values", "teamwork,learning");
    for (to, points, message, says) in [
        ("@liam", "1", "for me, me", "others"),
        ("@tamu", "1", "welcome", "guest"),
        ("@budi", "1", " ok ", "5 characters"),
        ("@budi,@zoe,@siti", "50", "more than there is", "150 points"),
    ] {
        for (field, value) in [("to", to), ("points", points), ("message", message)] {
            assert!(liam.fill(field, value).is_ok(), "{field} {value}");
        }
        let seen = liam.submit().await;
        assert!(seen.failure.is_none(), "{seen:?}");
        let shown = dialog(&plaudit, "liam").shown();
        assert!(shown.contains(says), "{to} {message}: {shown}");
        assert_eq!(initial(&plaudit, "liam", "points").to_string(), points);
        assert_eq!(initial(&plaudit, "liam", "message"), message);
        assert_eq!(initial(&plaudit, "liam", "values"), "teamwork,learning");
    }
    let picked = ["budi", "zoe", "siti"].map(|who| plaudit.aad(who));
    assert_eq!(initial(&plaudit, "liam", "to"), picked.join(","));
    assert_eq!(plaudit.standing().await, 0);

    liam.fill("points", "2");
    let seen = liam.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    assert!(dialog(&plaudit, "liam").shown().contains("6 points"));
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("siti").await, 2);
    assert_eq!(plaudit.posts(KUDOS).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_form_sent_twice_gives_once() {
    let plaudit = Plaudit::start_at_noon().await;
    opened(&plaudit, "liam", KUDOS, "Give kudos").await;
    let liam = plaudit.teams().as_user("liam");
    liam.fill("to", "@budi");
    liam.fill("message", "thanks");
    assert!(liam.submit().await.is_ok());
    let deliveries = plaudit.teams().deliveries();
    let sent = deliveries
        .iter()
        .rfind(|it| it.kind.contains("task/submit"));
    let again = plaudit.teams().redeliver(sent.unwrap().number).await;
    let body = again.body.to_string();
    assert!(body.contains("nothing was counted twice"), "{body}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 1);
    assert_eq!(plaudit.posts(KUDOS).len(), 1);
    plaudit.finish().await;
}

/// The menu of a message: whoever wrote it is chosen.
#[tokio::test]
async fn the_menu_of_a_message_thanks_its_author() {
    let plaudit = Plaudit::start_at_noon().await;
    let (liam, budi) = (
        plaudit.teams().as_user("liam"),
        plaudit.teams().as_user("budi"),
    );
    let done = budi
        .say(KUDOS, "the migration is done")
        .await
        .message
        .unwrap();
    let seen = liam.give_kudos_on(KUDOS, &done).await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(initial(&plaudit, "liam", "to"), plaudit.aad("budi"));
    liam.fill("message", "smooth!");
    let seen = liam.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 1);
    let card = plaudit.posted(KUDOS);
    assert!(card.shown().contains("smooth!"), "{card:?}");

    // On one's own message: the form opens, and says why not when it is sent.
    let own = liam.say(KUDOS, "I did it").await.message.unwrap();
    assert!(liam.give_kudos_on(KUDOS, &own).await.is_ok());
    liam.fill("message", "me, me");
    assert!(liam.submit().await.failure.is_none());
    let shown = dialog(&plaudit, "liam").shown();
    assert!(shown.contains("others"), "{shown}");
    assert_eq!(initial(&plaudit, "liam", "message"), "me, me");

    // On the bot's: nobody is chosen yet.
    assert!(liam.give_kudos_on(KUDOS, &card.id).await.is_ok());
    assert_eq!(initial(&plaudit, "liam", "to"), serde_json::Value::Null);
    liam.close();
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_compose_box_gives_where_one_is() {
    let plaudit = Plaudit::start_at_noon().await;
    let liam = plaudit.teams().as_user("liam");
    let give = async |conversation: &str, to: &str, why: &str| {
        let seen = liam.compose(conversation).await;
        assert!(seen.is_ok(), "{seen:?}");
        liam.fill("to", to);
        liam.fill("message", why);
        let seen = liam.submit().await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.hush().await;
    };
    give(KUDOS, "@zoe", "icons").await;
    assert_eq!(plaudit.points_of("zoe").await, 1);
    assert!(plaudit.posted(KUDOS).shown().contains("icons"));

    // In the chat with the bot: they are told, and nobody else.
    give(&liam.chat_with_bot(), "@budi", "quietly").await;
    assert_eq!(plaudit.points_of("budi").await, 1);
    assert_eq!(plaudit.posts(KUDOS).len(), 1);
    let told = plaudit.told("budi").shown();
    assert!(
        told.contains("quietly") && told.contains("secara pribadi"),
        "{told}"
    );
    let own = plaudit.teams().direct("liam");
    assert!(
        own.iter().all(|it| !it.shown().contains("gives")),
        "{own:?}"
    );

    // Closed, it gives nothing.
    liam.compose(KUDOS).await;
    liam.fill("to", "@budi");
    liam.close();
    plaudit.hush().await;
    assert_eq!(plaudit.standing().await, 2);
    plaudit.finish().await;
}

/// In the chat with the bot nobody can be mentioned: words lead to the form.
#[tokio::test]
async fn alone_with_the_bot_words_lead_to_the_form() {
    let plaudit = Plaudit::start_at_noon().await;
    for (text, says) in [
        ("kudos", "Who would you like to thank?"),
        ("@ana +5 for the launch", "by the name alone"),
        ("+5 for the launch", "Nobody can be mentioned in our chat"),
        ("thank you all", "Nobody can be mentioned in our chat"),
        ("asdf", "open the form"),
    ] {
        let told = plaudit.asked_alone("liam", text).await;
        let shown = told.shown();
        assert!(shown.contains(says), "{text}: {shown}");
        assert!(!shown.contains("from the list"), "{text}: {shown}");
        let liam = plaudit.teams().as_user("liam");
        let seen = liam.press(&told, "Give kudos").await;
        assert!(seen.is_ok(), "{text}: {seen:?}");
        let message = initial(&plaudit, "liam", "message");
        let message = message.as_str().unwrap_or_default();
        let reason = text.split("for ").nth(1).unwrap_or(text);
        if text != "kudos" {
            assert!(message.contains(reason), "{text}: {message}");
        }
        if text.contains("+5") {
            assert_eq!(initial(&plaudit, "liam", "points"), 5, "{text}");
        }
        liam.close();
    }
    plaudit.finish().await;
}

/// Whoever joined after the members were read: the form follows as soon as they are known.
#[tokio::test]
async fn somebody_new_opens_the_form_too() {
    let plaudit = Plaudit::start_at_noon().await;
    let aad = "5f0c2d1e-0000-4000-8000-0000000000fe";
    plaudit.teams().change(|model| {
        let new = plaudit_sandbox::teams::User::new(aad, "baru", "Orang Baru");
        model.company.users.push(new);
        let team = &mut model.company.teams[0];
        team.members.push(aad.to_owned());
    });
    let baru = plaudit.teams().as_user("baru");
    assert!(baru.compose(KUDOS).await.is_ok());
    assert!(dialog(&plaudit, "baru").shown().contains("One moment"));
    baru.close();
    plaudit.hush().await;
    let told = plaudit.told("baru");
    assert!(baru.press(&told, "Give kudos").await.is_ok());
    for (field, value) in [("to", "@budi"), ("message", "for the welcome")] {
        assert!(baru.fill(field, value).is_ok(), "{field}");
    }
    assert!(baru.submit().await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 1);
    plaudit.finish().await;
}

/// The list of people holds everybody in the organisation, the bot knows those it met.
#[tokio::test]
async fn somebody_the_bot_has_never_met_is_said_to_be_a_stranger() {
    let plaudit = Plaudit::start_at_noon().await;
    let aad = "5f0c2d1e-0000-4000-8000-0000000000ff";
    plaudit.teams().change(|model| {
        let new = plaudit_sandbox::teams::User::new(aad, "baru", "Orang Baru");
        model.company.users.push(new);
    });
    let liam = plaudit.teams().as_user("liam");
    liam.compose(KUDOS).await;
    for (field, value) in [
        ("to", "@budi,@baru"),
        ("points", "3"),
        ("message", "a long & *careful* story"),
    ] {
        assert!(liam.fill(field, value).is_ok(), "{field}");
    }
    assert!(liam.submit().await.is_ok());
    assert!(dialog(&plaudit, "liam").shown().contains("One moment"));
    plaudit.hush().await;
    let told = plaudit.told("liam");
    let shown = told.shown().replace('\u{200b}', "");
    assert!(
        shown.contains("I don't know everyone you picked"),
        "{shown}"
    );
    assert!(shown.contains("a long & *careful* story"), "{shown}");
    assert!(!shown.contains("5f0c2d1e"), "{shown}");
    assert!(liam.press(&told, "Give kudos").await.is_ok());
    let picked = format!("{},{aad}", plaudit.aad("budi"));
    assert_eq!(initial(&plaudit, "liam", "to"), picked);
    assert_eq!(initial(&plaudit, "liam", "points"), 3);
    assert_eq!(
        initial(&plaudit, "liam", "message"),
        "a long & *careful* story"
    );
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}
