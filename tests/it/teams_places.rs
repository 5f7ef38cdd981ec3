//! Where one is in Teams, and who may read what: private and shared channels, chats, clouds without
//! private answers, names that would be markup, coming and going.

use plaudit_sandbox::teams::{GENERAL, GROUP_CHAT, KUDOS, Message};

use crate::harness::Plaudit;

const LEADERS: &str = "19:fakeLeaders0000000000000000000003@thread.tacv2";

/// Everything a reader or a program could find in messages.
fn everything(messages: &[Message]) -> String {
    let raw = messages
        .iter()
        .map(|it| it.text.clone() + &serde_json::to_string(&it.cards).unwrap());
    raw.collect()
}

#[tokio::test]
async fn a_thread_stays_a_thread_and_a_chat_a_chat() {
    let plaudit = Plaudit::start_at_noon().await;
    let siti = plaudit.teams().as_user("siti");
    let parent = siti.say(KUDOS, "rilis malam ini").await.message.unwrap();
    let text = "@Plaudit @budi +2 untuk rilis";
    let seen = siti.say_in_thread(KUDOS, &parent, text).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.posted(KUDOS).root.as_ref(), Some(&parent));
    let told = plaudit.told("siti");
    assert_eq!(
        (told.conversation.as_str(), told.root),
        (KUDOS, Some(parent))
    );

    plaudit
        .asked("budi", GROUP_CHAT, "@Plaudit @siti +1 makasih")
        .await;
    let card = plaudit.posted(GROUP_CHAT);
    assert!(card.shown().contains("makasih"), "{card:?}");
    let told = plaudit.told("siti").shown();
    assert!(told.contains("secara pribadi"), "{told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_private_channel_is_not_named_elsewhere() {
    let plaudit = Plaudit::start_at_noon().await;
    let ask = async |who: &str, place: &str, text: &str| plaudit.asked(who, place, text).await;
    ask("siti", LEADERS, "@Plaudit @liam +3 untuk rahasia besar").await;
    ask("farid", LEADERS, "@Plaudit @grace +2 kerana anggaran").await;
    assert_eq!(plaudit.posts(LEADERS).len(), 2);
    for who in ["liam", "grace"] {
        let told = plaudit.teams().direct(who);
        assert_eq!(told.len(), 1, "{who}: {told:?}");
        let raw = everything(&told);
        assert!(!raw.contains(LEADERS) && !raw.contains("Pimpinan"), "{raw}");
        assert!(raw.contains("privately"), "{raw}");
    }
    // Those concerned see it in their history, others do not.
    let own = ask("liam", KUDOS, "@Plaudit history").await.shown();
    assert!(own.contains("rahasia"), "{own}");
    for (text, secret) in [("history @liam", "rahasia"), ("history @grace", "anggaran")] {
        let others = ask("zoe", KUDOS, &format!("@Plaudit {text}")).await;
        let raw = everything(&[others]);
        assert!(!raw.contains(secret) && !raw.contains(LEADERS), "{raw}");
    }
    let board = ask("zoe", KUDOS, "@Plaudit leaderboard here").await.shown();
    assert!(!board.contains("Liam"), "{board}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_shared_channel_shows_nothing_internal() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.teams().change(|model| {
        let everybody = model.team(GENERAL).unwrap().members.clone();
        let kudos = model.conversation_mut(KUDOS).unwrap();
        kudos.channel_type = plaudit_sandbox::teams::ChannelType::Shared;
        kudos.members = everybody;
    });
    let gift = "@Plaudit @budi +5 for the integration";
    plaudit.asked("liam", KUDOS, gift).await;
    for text in ["@Plaudit balance", "@Plaudit leaderboard", "@Plaudit help"] {
        let told = plaudit.asked("liam", KUDOS, text).await;
        assert!(told.visible_to.is_some(), "{text}: {told:?}");
    }
    let posts = plaudit.posts(KUDOS);
    assert!(posts.is_empty(), "not even an announcement: {posts:?}");
    let direct = plaudit.teams().direct("liam");
    let told = direct.iter().filter(|it| it.by_app).map(Message::shown);
    let told: Vec<String> = told
        .filter(|it| it.contains("another organisation"))
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");

    plaudit
        .set("privacy.shared_channels", "announcements")
        .await;
    plaudit
        .asked("liam", KUDOS, "@Plaudit @budi +1 for the tests")
        .await;
    let posts = plaudit.posts(KUDOS);
    assert_eq!(posts.len(), 1, "{posts:?}");
    // What is read, not the ids behind it, which hold any digits.
    let read = posts[0].shown();
    assert!(!read.contains("94") && !read.contains("left"), "{read}");
    plaudit.finish().await;
}

/// Not every cloud has messages for one: they go to the chat with the bot, and stay there.
#[tokio::test]
async fn where_nobody_can_be_told_alone_the_chat_with_the_bot_tells() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.teams().targeted(false);
    for (who, text, says) in [
        ("liam", "@Plaudit @budi +5 for the fix", "95"),
        ("liam", "@Plaudit balance", "95"),
        ("zoe", "@Plaudit @zoe +1", "others"),
    ] {
        let told = plaudit.asked(who, KUDOS, text).await;
        assert_eq!(told.visible_to, None, "{text}");
        assert!(told.conversation.starts_with("a:1"), "{told:?}");
        assert!(told.shown().contains(says), "{text}: {told:?}");
    }
    assert_eq!(plaudit.posts(KUDOS).len(), 1, "nothing private is public");
    let tried = |plaudit: &Plaudit| {
        let sent = ["sendToConversation", "replyToActivity"].map(|it| plaudit.teams().calls(it));
        sent.iter().flatten().filter(|it| it.targeted).count()
    };
    assert_eq!(tried(&plaudit), 1, "it is tried once");

    // The buttons work there, too: the form announces nowhere, and undo reaches the announcement.
    let liam = plaudit.teams().as_user("liam");
    plaudit.asked("liam", KUDOS, "@Plaudit undo").await;
    assert_eq!(plaudit.points_of("budi").await, 0);
    assert!(plaudit.posted(KUDOS).shown().contains("took back"));
    let told = plaudit.asked("liam", KUDOS, "@Plaudit @budi +99 big").await;
    assert!(liam.press(&told, "Give kudos").await.is_ok());
    assert!(liam.submit().await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 50);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_typed_is_shown_as_typed_and_calls_nobody() {
    let plaudit = Plaudit::start_at_noon().await;
    let odd = "*Ana_ [x](https://evil.example) <at>Siti Rahmawati</at> & \u{202e}gnorw";
    plaudit.teams().change(|model| {
        let user = model.company.users.iter_mut().find(|it| it.is("ravi"));
        user.unwrap().name = odd.to_owned();
    });
    let typed = "for <b>bold</b> & *stars* _lines_ ~waves~ `code` <at>Grace Nakamura</at> \
                 [link](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} <!channel> # - 1.";
    let text = format!("@Plaudit @budi +1 {typed}");
    plaudit.asked("liam", KUDOS, &text).await;
    let plain = |message: &Message| message.shown().replace(['\u{200b}', '\u{2060}'], "");
    let shown = plain(&plaudit.posted(KUDOS));
    for kept in [
        "<b>bold</b> &",
        "*stars* _lines_ ~waves~",
        "<at>Grace Nakamura</at>",
        "[link](https://evil.example)",
        "<!channel>",
    ] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    // A name that would be markup, wherever it stands.
    plaudit
        .asked("ravi", KUDOS, "@Plaudit @budi +1 thanks")
        .await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @ravi +1 makasih")
        .await;
    let board = plaudit.asked("liam", KUDOS, "@Plaudit leaderboard").await;
    let history = plaudit.asked("liam", KUDOS, "@Plaudit history @budi").await;
    let mut all = plaudit.posts(KUDOS);
    all.extend(plaudit.teams().direct("budi"));
    all.extend([board, history]);
    for message in &all {
        let mut called = Vec::new();
        for card in &message.cards {
            let entities = card["msteams"]["entities"].as_array().cloned();
            for entity in entities.unwrap_or_default() {
                called.push(entity["mentioned"]["id"].as_str().unwrap().to_owned());
            }
            let blocks = card["body"].as_array().unwrap();
            for block in blocks.iter().filter(|it| it["type"] == "TextBlock") {
                let text = block["text"].as_str().unwrap();
                for bad in ["](https://evil", "*stars*", "<b>", "\u{202e}"] {
                    assert!(!text.contains(bad), "{bad}: {text}");
                }
            }
        }
        for who in ["siti", "grace"] {
            assert!(!called.contains(&plaudit.aad(who)), "{message:?}");
        }
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn installed_it_says_hello_once_and_comes_back_after_it_was_removed() {
    let plaudit = Plaudit::start_at_noon().await;
    // Two notices arrive at once, in any order; each may be repeated.
    let hello = plaudit.posts(GENERAL);
    assert_eq!(hello.len(), 1, "{hello:?}");
    let shown = hello[0].shown();
    assert!(
        shown.contains("Hello") && shown.contains("@Plaudit @ana"),
        "{shown}"
    );
    assert!(!shown.contains("/kudos"), "{shown}");
    for delivery in plaudit.teams().deliveries() {
        plaudit.teams().redeliver(delivery.number).await;
    }
    plaudit.hush().await;
    assert_eq!(plaudit.posts(GENERAL).len(), 1);

    for (who, says) in [("liam", "Hello"), ("rizky", "Halo"), ("mei", "Helo")] {
        let person = plaudit.teams().as_user(who);
        assert!(person.install().await.is_ok());
        plaudit.hush().await;
        let told = plaudit.teams().direct(who);
        assert_eq!(told.len(), 1, "{who}: {told:?}");
        let shown = told[0].shown();
        assert!(shown.contains(says) && shown.contains("kudos"), "{shown}");
    }

    // Removed: nobody is written to there, and what they receive is kept all the same.
    let liam = plaudit.teams().as_user("liam");
    liam.uninstall().await;
    plaudit.hush().await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @liam +2 makasih")
        .await;
    assert_eq!(plaudit.points_of("liam").await, 2);
    assert_eq!(
        plaudit.teams().direct("liam").len(),
        1,
        "not where it was removed"
    );
    liam.install().await;
    plaudit.hush().await;
    plaudit.asked("budi", KUDOS, "@Plaudit @liam +1 lagi").await;
    assert!(plaudit.told("liam").shown().contains("lagi"));

    // Another day it introduces itself again.
    let plaudit_leaves = plaudit.teams().uninstall_from_team(GENERAL, "siti").await;
    assert!(plaudit_leaves.is_ok(), "{plaudit_leaves:?}");
    plaudit.hush().await;
    plaudit.clock.advance(jiff::SignedDuration::from_hours(24));
    plaudit.teams().install_in_team(GENERAL, "siti").await;
    plaudit.hush().await;
    assert_eq!(plaudit.posts(GENERAL).len(), 2);
    plaudit.asked("budi", KUDOS, "@Plaudit saldo").await;

    // In a group chat, and out of it again.
    liam.uninstall_from_chat(GROUP_CHAT).await;
    plaudit.hush().await;
    let before = plaudit.posts(GROUP_CHAT).len();
    plaudit
        .teams()
        .as_user("budi")
        .install_in_chat(GROUP_CHAT)
        .await;
    plaudit.hush().await;
    let posts = plaudit.posts(GROUP_CHAT);
    assert_eq!(posts.len(), before + 1, "{posts:?}");
    plaudit.finish().await;
}
