//! Boards whose place does not take them: whoever can put it right hears of it, once, and in time.

use plaudit::outbox;
use plaudit::policy::Role;
use plaudit_sandbox::slack::Message;

use super::scene::{GENERAL, GRACE, KUDOS, LEADERS, SITI, Scene};
use crate::harness::Plaudit;

const AISYAH: &str = "U0NURAI0003";

async fn make(plaudit: &Plaudit, user: &str, role: Role) {
    let role = match role {
        Role::Admin => "admin",
        _ => "member",
    };
    let sql = "UPDATE member SET role = $2 WHERE id = (SELECT member_id FROM identity WHERE user_id = $1)";
    let made = sqlx::query(sql).bind(user).bind(role);
    made.execute(&plaudit.db.pool).await.unwrap();
    plaudit.app().desk.directory.forget();
}

/// A bot that may post where it was invited, and nowhere else.
fn only_where_invited(plaudit: &Plaudit) {
    plaudit.sandbox.change(|model| {
        let scopes = &mut model.team.app.scopes;
        scopes.retain(|scope| scope != "chat:write.public");
    });
}

fn archive(plaudit: &Plaudit, id: &str, archived: bool) {
    plaudit.sandbox.change(|model| {
        let channel = model.team.channels.iter_mut().find(|it| it.id == id);
        channel.unwrap().archived = archived;
    });
}

#[tokio::test]
async fn a_board_that_is_refused_is_told_to_every_admin_once_until_one_arrives() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    let plaudit = &scene.plaudit;
    archive(plaudit, GENERAL, true);
    for (monday, told, posted) in [
        ("2026-11-23T02:00:00Z", 1, 0),
        // They know.
        ("2026-11-30T02:00:00Z", 1, 0),
        ("2026-12-07T02:00:00Z", 1, 0),
        // It is mended, and breaks again.
        ("2026-12-14T02:00:00Z", 1, 1),
        ("2026-12-21T02:00:00Z", 2, 1),
    ] {
        scene.give("@budi +2 launch").await;
        archive(plaudit, GENERAL, posted == 0 || told == 2);
        scene.at(monday);
        assert_eq!(scene.look().await.len(), posted, "{monday}");
        let heard = scene.told(SITI).await;
        assert_eq!(heard.len(), told, "{monday}: {heard:?}");
        // In Indonesian, since that is hers.
        assert!(
            heard[0].contains("Papan peringkat tidak bisa saya kirim"),
            "{heard:?}"
        );
        assert!(heard[0].contains("/invite @Plaudit"), "{heard:?}");
        let heard = scene.told(GRACE).await;
        assert_eq!(heard.len(), told, "{monday}: {heard:?}");
        assert!(!heard[0].contains("Papan peringkat"), "{heard:?}");
    }
    // The operator sees it as well.
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, workspace).await.unwrap();
    drop(conn);
    assert!(unsent.iter().all(|it| it.state == "refused"), "{unsent:?}");
    let reason = unsent[0].last_error.as_ref().unwrap();
    assert!(reason.contains("is_archived"), "{reason}");
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn a_board_for_no_team_of_ours_is_told_to_every_admin_in_their_language() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    let plaudit = &scene.plaudit;
    make(plaudit, AISYAH, Role::Admin).await;
    plaudit.set("leaderboard.channel", "slack:T0OTHER/C1").await;
    for monday in ["2026-11-23T02:00:00Z", "2026-11-30T02:00:00Z"] {
        scene.give("@budi +5 launch").await;
        scene.at(monday);
        scene.look().await;
        for (admin, says) in [
            (SITI, "tidak ada di tim mana pun"),
            (AISYAH, "tiada dalam mana-mana pasukan"),
            (GRACE, "in no team that I'm connected to"),
        ] {
            let told = scene.told(admin).await;
            assert_eq!(told.len(), 1, "{monday}: {told:?}");
            assert!(
                told[0].contains(says) && told[0].contains("slack:T0OTHER/C1"),
                "{told:?}"
            );
        }
    }
    scene.plaudit.finish().await;
}

/// What an admin is told after setting the board's channel, and what it is then.
async fn set(plaudit: &Plaudit, who: &str, value: &str) -> (String, String) {
    let text = format!("settings leaderboard.channel {value}");
    let seen = plaudit
        .sandbox
        .as_user(who)
        .slash_sent(KUDOS, "/kudos", &text)
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    let told = plaudit.sandbox.ephemerals(who);
    let told = told.last().map_or(seen.text, Message::shown);
    let set: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = 'leaderboard.channel'")
            .fetch_optional(&plaudit.db.pool)
            .await
            .unwrap();
    (told, set.unwrap_or_default())
}

#[tokio::test]
async fn a_place_is_tried_before_it_is_said_to_be_set() {
    let plaudit = Plaudit::start().await;
    only_where_invited(&plaudit);
    make(&plaudit, AISYAH, Role::Admin).await;
    let mention = format!("<#{LEADERS}|leadership>");

    // Nobody invited the bot to the private channel.
    for (who, says) in [
        (SITI, "belum bisa menulis"),
        (AISYAH, "belum dapat menghantar"),
        (GRACE, "can't post"),
    ] {
        let (told, set) = set(&plaudit, who, &mention).await;
        assert!(
            told.contains(says) && told.contains("/invite @Plaudit"),
            "{told}"
        );
        assert_eq!(set, "");
    }
    plaudit.sandbox.as_user(SITI).invite_bot(LEADERS).await;
    let (told, now) = set(&plaudit, GRACE, &mention).await;
    assert!(told.contains("Done") && told.contains(LEADERS), "{told}");
    assert_eq!(now, format!("slack:T0FAKETEAM1/{LEADERS}"));

    archive(&plaudit, GENERAL, true);
    for (who, says) in [
        (SITI, "diarsipkan"),
        (AISYAH, "diarkibkan"),
        (GRACE, "archived"),
    ] {
        let (told, now) = set(&plaudit, who, GENERAL).await;
        assert!(told.contains(says), "{told}");
        assert_eq!(now, format!("slack:T0FAKETEAM1/{LEADERS}"));
    }
    for (who, says) in [
        (SITI, "tim mana pun"),
        (AISYAH, "mana-mana pasukan"),
        (GRACE, "no team"),
    ] {
        let seen = plaudit.sandbox.as_user(who);
        let text = "settings leaderboard.channel slack:T0OTHER/C1";
        let seen = seen.slash_sent(KUDOS, "/kudos", text).await;
        assert!(seen.text.contains(says), "nothing to be asked: {seen:?}");
    }
    let (told, now) = set(&plaudit, GRACE, "none").await;
    assert!(told.contains("none") || now == "none", "{told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_public_channel_needs_no_invitation_where_the_installation_may_post_anywhere() {
    let plaudit = Plaudit::start().await;
    plaudit.sandbox.change(|model| {
        let bot = model.team.app.bot_user.clone();
        let channel = model.team.channels.iter_mut().find(|it| it.id == GENERAL);
        channel.unwrap().members.retain(|member| *member != bot);
    });
    let (told, now) = set(&plaudit, GRACE, GENERAL).await;
    assert!(told.contains("Done"), "{told}");
    assert!(now.ends_with(GENERAL), "{now}");
    only_where_invited(&plaudit);
    let (told, _) = set(&plaudit, GRACE, GENERAL).await;
    assert!(told.contains("/invite @Plaudit"), "{told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn in_teams_a_place_is_one_that_the_bot_was_brought_to() {
    let plaudit = Plaudit::start_at_noon().await;
    let kudos = plaudit_sandbox::teams::KUDOS;
    let ask = async |text: &str| plaudit.asked("siti", kudos, text).await.shown();
    let tenant = plaudit.app().teams_tenant.clone().unwrap();
    let never = format!("teams:{tenant}/19:never1@thread.tacv2");
    let told = ask(&format!("@Plaudit settings leaderboard.channel {never}")).await;
    assert!(told.contains("belum diajak"), "{told}");
    let told = ask("@Plaudit settings leaderboard.channel here").await;
    assert!(told.contains("Beres"), "{told}");
    plaudit.finish().await;
}
