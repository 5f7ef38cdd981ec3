//! The question whether somebody means to give, and the button that gives.

use plaudit_sandbox::slack::Message as SlackMessage;
use plaudit_sandbox::teams::KUDOS as TEAMS;
use serde_json::json;

use super::scene::{READERS, SLACK, Scene};

const YES: &str = "kudos.give_proposed";

const LIAM: &str = READERS[0].1;

fn question(scene: &Scene) -> SlackMessage {
    let asked = scene.plaudit.sandbox.ephemerals(LIAM).pop();
    asked.expect("a question")
}

#[tokio::test]
async fn what_was_proposed_is_given_once_for_however_many_presses() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    liam.post(SLACK, "@Plaudit @zoe x2 saved the day, who knew?")
        .await;
    plaudit.hush().await;
    // An amount is a sign: nothing is asked.
    assert_eq!(scene.given().await, 2);
    liam.post(SLACK, "@Plaudit @zoe saved the day, who knew?")
        .await;
    plaudit.hush().await;
    assert_eq!(scene.given().await, 2);
    let asked = question(&scene);
    let shown = asked.shown();
    for part in [
        "Give *1 point* to",
        "saved the day, who knew?",
        "nothing was given",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let (one, other) = tokio::join!(
        liam.press(SLACK, &asked.ts, YES),
        liam.press(SLACK, &asked.ts, YES)
    );
    assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
    liam.press(SLACK, &asked.ts, YES).await;
    plaudit.hush().await;
    assert_eq!(scene.given().await, 3);
    let posted = plaudit.sandbox.messages(SLACK);
    let announced = posted
        .iter()
        .filter(|it| it.shown().contains("saved the day"));
    assert_eq!(announced.filter(|it| it.by_app).count(), 2, "{posted:?}");
    scene.finish().await;
}

/// A button of somebody else's question gives nothing, however its press comes about.
#[tokio::test]
async fn only_whoever_was_asked_gives() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    plaudit
        .sandbox
        .as_user(LIAM)
        .post(SLACK, "@Plaudit who is @zoe?")
        .await;
    plaudit.hush().await;
    let asked = question(&scene);
    let value = asked
        .blocks
        .iter()
        .flat_map(|block| block["elements"].as_array().cloned().unwrap_or_default())
        .find(|element| {
            element["action_id"]
                .as_str()
                .is_some_and(|id| id.starts_with(YES))
        })
        .map(|element| element["value"].clone())
        .unwrap();
    let forged = json!({
        "type": "block_actions", "api_app_id": "A0FAKEAPP01", "trigger_id": "1.2.forged",
        "user": {"id": READERS[1].1, "team_id": "T0FAKETEAM1"}, "team": {"id": "T0FAKETEAM1"},
        "channel": {"id": SLACK, "name": "kudos"},
        "container": {"type": "message", "message_ts": asked.ts, "channel_id": SLACK, "is_ephemeral": true},
        "actions": [{"type": "button", "action_id": YES, "block_id": "b", "value": value, "action_ts": "1794300301.000100"}],
    });
    let body = serde_urlencoded::to_string([("payload", forged.to_string())]).unwrap();
    assert_eq!(
        plaudit.deliver("/slack/interactions", body).await.status,
        200
    );
    plaudit.hush().await;
    assert_eq!(scene.given().await, 0);
    scene.finish().await;
}

#[tokio::test]
async fn a_message_that_is_gone_gives_nothing_any_more() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    let said = liam.post(SLACK, "@Plaudit who is @zoe?").await.ts.unwrap();
    plaudit.hush().await;
    let asked = question(&scene);
    liam.delete(SLACK, &said).await;
    plaudit.hush().await;
    liam.press(SLACK, &asked.ts, YES).await;
    plaudit.hush().await;
    assert_eq!(scene.given().await, 0);
    let told = question(&scene).shown();
    assert!(told.contains("was deleted"), "{told}");
    scene.finish().await;
}

#[tokio::test]
async fn a_large_group_is_asked_about_by_its_number() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    plaudit.set("kudos.max_recipients", "3").await;
    let liam = plaudit.sandbox.as_user(LIAM);
    liam.post(SLACK, "@Plaudit who is in @tim-dev?").await;
    plaudit.hush().await;
    assert_eq!(scene.given().await, 0);
    let asked = question(&scene);
    assert!(asked.shown().contains("people"), "{}", asked.shown());
    liam.press(SLACK, &asked.ts, "kudos.confirm_group").await;
    plaudit.hush().await;
    // Liam is one of the eight.
    assert_eq!(scene.given().await, 7);
    scene.finish().await;
}

#[tokio::test]
async fn in_teams_the_button_gives_as_well() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    for (who, says, yes) in [
        (
            "liam",
            "Give *1 point* to",
            "Give 1 point to Zoë Müller-Ångström",
        ),
        ("budi", "Beri", "Beri 1 poin ke Zoë Müller-Ångström"),
        ("farid", "Beri", "Beri 1 mata kepada Zoë Müller-Ångström"),
    ] {
        let before = scene.given().await;
        let asked = plaudit.asked(who, TEAMS, "@Plaudit who is @zoe?").await;
        let shown = asked.shown().replace(['\u{200b}', '*'], "");
        assert!(shown.contains(&says.replace('*', "")), "{shown}");
        assert_eq!(scene.given().await, before);
        let person = plaudit.teams().as_user(who);
        let seen = person.press(&asked, yes).await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.hush().await;
        assert_eq!(scene.given().await, before + 1, "{who}");
        // The answer has taken the place of the question, and of its button.
        let again = person.press(&asked, yes).await;
        assert!(!again.is_ok(), "{again:?}");
        plaudit.hush().await;
        assert_eq!(scene.given().await, before + 1, "{who}");
    }
    scene.finish().await;
}

/// Whose balance it is sees it, and so does an admin; nobody else.
#[tokio::test]
async fn a_balance_is_for_its_owner_and_the_admins() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let told = plaudit.asked("liam", TEAMS, "@Plaudit @zoe +7").await;
    assert!(told.shown().contains('7'), "{told:?}");
    let told = plaudit
        .asked("liam", TEAMS, "@Plaudit balance @zoe")
        .await
        .shown();
    assert!(
        told.contains("Balances are private") && !told.contains('7'),
        "{told}"
    );
    let told = plaudit
        .asked("zoe", TEAMS, "@Plaudit balance @zoe")
        .await
        .shown();
    assert!(told.contains("7 points"), "{told}");
    // Siti runs the programme.
    let told = plaudit
        .asked("siti", TEAMS, "@Plaudit saldo @zoe")
        .await
        .shown();
    assert!(told.contains("7 poin"), "{told}");
    scene.finish().await;
}

/// The board of a group has its members alone, and their places among each other.
#[tokio::test]
async fn a_board_of_a_group_has_its_members_alone() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    // Budi and Ana are of the group, Zoë is not.
    for line in ["@zoe +9", "@budi +5", "@ana +3"] {
        liam.slash(SLACK, "/kudos", line).await;
    }
    plaudit.hush().await;
    // Who is in a group is asked of Slack once, and the answer follows.
    liam.slash(SLACK, "/kudos", "leaderboard @tim-dev").await;
    plaudit.hush().await;
    let ask = async |line: &str| liam.slash(SLACK, "/kudos", line).await.text;
    let board = ask("leaderboard @tim-dev").await;
    for part in ["tim-dev", "🥇 Budi Santoso", "🥈 Ana Ferreira"] {
        assert!(board.contains(part), "{part}: {board}");
    }
    assert!(!board.contains("Zoë"), "{board}");
    // Alone, somebody has their place among all.
    let board = ask("leaderboard @ana").await;
    assert!(
        board.contains("🥉 Ana Ferreira") && !board.contains("Budi"),
        "{board}"
    );
    let board = ask("leaderboard @ana @zoe").await;
    assert!(
        board.contains("🥇 Zoë") && board.contains("🥈 Ana"),
        "{board}"
    );
    let board = ask("leaderboard given @tim-dev").await;
    assert!(board.contains("Liam O’Connor (you)"), "{board}");
    scene.finish().await;
}
