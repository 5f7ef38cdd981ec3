//! Where kudos are given, and who may read what about them: private channels, threads, shared
//! channels, languages, and words that would be markup.

use plaudit_sandbox::slack::{Fault, Message};

use serde_json::{Value, json};

use crate::harness::Plaudit;

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const AISYAH: &str = "U0NURAI0003";
const ZOE: &str = "U0ZOE000004";
const ANA: &str = "U0ANA000005";
const LIAM: &str = "U0LIAM00016";
const KUDOS: &str = "C0KUDOS0001";
const LEADERS: &str = "C0LEADERS01";
const PARTNER: &str = "C0PARTNER01";

/// Everything a reader or a program could find in messages.
fn everything(messages: &[Message]) -> String {
    let raw = messages
        .iter()
        .map(|it| it.text.clone() + &serde_json::to_string(&it.blocks).unwrap());
    raw.collect()
}

#[tokio::test]
async fn a_private_channel_is_not_named_elsewhere() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let liam = plaudit.sandbox.as_user(LIAM);
    siti.invite_bot(LEADERS).await;
    siti.slash(LEADERS, "/kudos", "@liam +3 untuk rahasia besar")
        .await;
    siti.post(LEADERS, "@plaudit @grace +2 untuk anggaran")
        .await;
    siti.post(LEADERS, "@farid ++ untuk target").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 3);
    let announced = plaudit.sandbox.messages(LEADERS);
    assert_eq!(
        announced.iter().filter(|it| it.by_app).count(),
        4,
        "hello and three kudos"
    );

    for user in [LIAM, "U0GRACE0019", "U0FARID0007"] {
        let told = plaudit.sandbox.dm_with_bot(user);
        assert_eq!(told.len(), 1, "{user}: {told:?}");
        let raw = everything(&told);
        assert!(
            !raw.contains(LEADERS) && !raw.contains("leadership"),
            "{raw}"
        );
    }
    assert!(
        plaudit.sandbox.dm_with_bot(LIAM)[0]
            .shown()
            .contains("privately")
    );

    // Those concerned see it in their history, others do not.
    let own = liam.slash(KUDOS, "/kudos", "history").await;
    assert!(own.text.contains("rahasia"), "{own:?}");
    let others = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", "history @liam")
        .await;
    assert!(
        !others.body.contains("rahasia") && !others.body.contains(LEADERS),
        "{others:?}"
    );
    let others = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", "history @siti")
        .await;
    assert!(
        !others.body.contains("anggaran") && !others.body.contains("target"),
        "{others:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn where_the_bot_may_not_speak_the_giver_is_told() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti
        .slash(LEADERS, "/kudos", "@liam +3 untuk strategi")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(LIAM).await, 3);
    assert!(plaudit.sandbox.messages(LEADERS).is_empty());
    let told = plaudit.sandbox.dm_with_bot(SITI);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].shown().contains("tidak bisa menulis"),
        "{}",
        told[0].shown()
    );
    assert!(!told[0].shown().contains("leadership"));
    assert_eq!(plaudit.sandbox.dm_with_bot(LIAM).len(), 1);

    // A public channel that is archived, or closed to apps.
    plaudit
        .sandbox
        .fail("chat.postMessage", Fault::Error("is_archived".into()), 1);
    siti.slash(KUDOS, "/kudos", "@budi +1 untuk arsip").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    assert_eq!(plaudit.sandbox.dm_with_bot(SITI).len(), 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_thread_stays_a_thread() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let parent = siti.post(KUDOS, "rilis malam ini").await.ts.unwrap();
    siti.reply(KUDOS, &parent, "@plaudit @budi +2 untuk rilis")
        .await;
    siti.reply(KUDOS, &parent, "@ana ++ untuk uji").await;
    plaudit.quiet().await;
    let announced: Vec<Message> = plaudit
        .sandbox
        .messages(KUDOS)
        .into_iter()
        .filter(|it| it.by_app)
        .collect();
    assert_eq!(announced.len(), 2);
    for message in announced.iter().chain(&plaudit.sandbox.ephemerals(SITI)) {
        assert_eq!(
            message.thread_ts.as_deref(),
            Some(parent.as_str()),
            "{message:?}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn a_shared_channel_shows_nothing_internal() {
    let plaudit = Plaudit::start().await;
    plaudit
        .set("privacy.shared_channels", "announcements")
        .await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(PARTNER, "/kudos", "@budi +5 for the integration")
        .await;
    ana.slash(PARTNER, "/kudos", "balance").await;
    ana.slash(PARTNER, "/kudos", "leaderboard").await;
    ana.post(PARTNER, "@plaudit leaderboard").await;
    ana.post(PARTNER, "@plaudit balance").await;
    plaudit.quiet().await;
    let public: Vec<Message> = plaudit
        .sandbox
        .messages(PARTNER)
        .into_iter()
        .filter(|it| it.by_app)
        .collect();
    assert_eq!(public.len(), 1, "{public:?}");
    // What is read, not the ids behind it, which hold any digits.
    let read = public[0].shown();
    assert!(!read.contains("95") && !read.contains("left"), "{read}");
    plaudit.finish().await;
}

#[tokio::test]
async fn everybody_reads_their_own_language() {
    let plaudit = Plaudit::start().await;
    let budi = plaudit.sandbox.as_user(BUDI);
    let seen = budi
        .slash(KUDOS, "/kudos", "@nur.aisyah @zoe +2 untuk desain")
        .await;
    assert!(seen.text.contains("Kamu memberi"), "{seen:?}");
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS)[0].shown();
    assert!(announced.contains("gives"), "{announced}");
    let dm = |user: &str| plaudit.sandbox.dm_with_bot(user).last().unwrap().shown();
    assert!(dm(AISYAH).contains("mata"), "{}", dm(AISYAH));
    assert!(dm(ZOE).contains("gave you"), "{}", dm(ZOE));

    // What one chooses wins, and the programme speaks its own language.
    let seen = budi.slash(KUDOS, "/kudos", "lang en").await;
    assert!(seen.text.contains("English"), "{seen:?}");
    let seen = budi.slash(KUDOS, "/kudos", "saldo").await;
    assert!(seen.text.contains("left to give"), "{seen:?}");
    let zoe = plaudit.sandbox.as_user(ZOE);
    zoe.post_to_bot("bahasa ms").await;
    // The answer weighs more than the news, and between the two there is no order.
    plaudit.quiet().await;
    plaudit.set("programme.locale", "id").await;
    budi.slash(KUDOS, "/kudos", "@zoe +1 for the icons").await;
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS).last().unwrap().shown();
    assert!(announced.contains("memberi"), "{announced}");
    assert!(dm(ZOE).contains("mata"), "{}", dm(ZOE));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_typed_is_shown_as_typed_and_calls_nobody() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let typed = "@budi +1 for <b>bold</b> & *stars* _lines_ ~waves~ `code` &lt;!channel&gt; \
                 #kudos :rocket: https://example.com/?a=1&b=2 @here";
    ana.slash(KUDOS, "/kudos", typed).await;
    ana.slash_sent(
        KUDOS,
        "/kudos",
        "<@U0BUDI00002|budi> +1 for <!channel> <!here|here> <javascript:alert(1)|x> &lt;!everyone&gt;",
    )
    .await;
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS);
    let shown = announced[0].shown();
    for kept in [
        "<b>bold</b> &",
        "*stars* _lines_ ~waves~",
        "&lt;!channel&gt;",
        "@here",
    ] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    assert!(
        announced[1].shown().contains("@channel here"),
        "{announced:?}"
    );
    for message in announced.iter().chain(&plaudit.sandbox.dm_with_bot(BUDI)) {
        let mut markup = vec![message.text.clone()];
        gather(&json!(message.blocks), &mut markup);
        for line in markup {
            for bad in ["<!", "<b>", "*stars*", "javascript:alert(1)|"] {
                assert!(!line.contains(bad), "{bad}: {line}");
            }
        }
        let raw = everything(std::slice::from_ref(message));
        assert!(!raw.contains("\"broadcast\""), "{raw}");
    }
    plaudit.finish().await;
}

/// Every text that Slack reads as markup.
fn gather(value: &Value, markup: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, markup)),
        Value::Object(fields) if fields.get("type") == Some(&json!("mrkdwn")) => {
            markup.push(fields["text"].as_str().unwrap_or_default().to_owned());
        }
        Value::Object(fields) => fields.values().for_each(|field| gather(field, markup)),
        _ => {}
    }
}

#[tokio::test]
async fn code_quotes_and_links_never_give() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    for text in [
        "`<@U0BUDI00002> ++`",
        "```\n<@U0BUDI00002> ++ \n```",
        "&gt; <@U0BUDI00002> ++",
        "see <https://example.com/?q=%2B%2B|@budi ++>",
        "<mailto:budi@example.com|@budi> ++",
    ] {
        let event = json!({
            "type": "message", "channel": KUDOS, "channel_type": "channel", "user": ANA,
            "text": text, "ts": "1794300300.000100", "event_ts": "1794300300.000100",
        });
        plaudit.sandbox.send_event(event).await;
        plaudit.quiet().await;
        assert_eq!(plaudit.standing().await, 0, "{text}");
    }
    ana.post(KUDOS, "@here ++ and #general ++ everyone").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}
