//! One emoji, whatever it is called: as a reaction, in a message, in the settings, on both platforms.

use plaudit_sandbox::teams::KUDOS as TEAMS;

use crate::harness::Plaudit;

const SLACK: &str = "C0KUDOS0001";
const SITI: &str = "U0SITI00001";
const ZOE: &str = "U0ZOE000004";
const ANA: &str = "U0ANA000005";

/// One emoji, by the names it goes by.
type Row = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
);

/// What is set; a reaction on Slack and one on Teams that give, and one on Slack that does not; how it
/// is typed; and how the settings show it.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    (":thumbsup:",  "+1",                  Some("like"),                         "clap",         ":+1:",            ":thumbsup:"),
    ("+1",          "+1::skin-tone-4",     Some("1f44d_thumbsup"),               "-1",           "👍🏿",             ":+1:"),
    ("👍",          "thumbsup",            Some("1f44d-1f3fd_thumbsup"),         "tada",         ":thumbs_up:",     ":+1:"),
    ("🤗",          "hugging_face",        Some("1f917_hug"),                    "hugs-custom",  ":hugging_face:",  ":hugs:"),
    (":hugging_face:", "hugging_face",     Some("1f917_hug"),                    "heart",        "🤗",              ":hugging_face:"),
    ("🌮",          "taco",                Some("1f32e_taco"),                   "burrito",      ":taco:",          ":taco:"),
    ("❤",           "heart",               Some("heart"),                        "yellow_heart", "❤️",              ":heart:"),
    (":female-technologist:", "female-technologist::skin-tone-3", Some("1f469-1f3fd-200d-1f4bb_technologist"), "male-technologist", "👩🏽‍💻", ":female-technologist:"),
    (":タコス:",     "タコス",               None,                                 "taco",         ":タコス:",         ":タコス:"),
    ("party-parrot", "party-parrot",       None,                                 "parrot",       ":party-parrot:",  ":party-parrot:"),
];

#[tokio::test]
async fn an_emoji_gives_by_whatever_name_it_comes() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .teams()
        .change(|model| model.company.reads_all = true);
    plaudit.set("allowance.points", "100000").await;
    let siti = plaudit.sandbox.as_user(SITI);
    for (set, in_slack, in_teams, other, typed, shown) in TABLE {
        let answer = siti
            .slash(SLACK, "/kudos", &format!("settings currency.emoji {set}"))
            .await;
        assert!(answer.body.contains(shown), "{set}: {}", answer.body);
        plaudit.hush().await;
        let before = plaudit.points(ZOE).await;
        let written = plaudit.sandbox.as_user(ZOE).post(SLACK, "it is done").await;
        let ts = written.ts.unwrap();
        let ana = plaudit.sandbox.as_user(ANA);
        ana.react(SLACK, &ts, other).await;
        ana.react(SLACK, &ts, in_slack).await;
        ana.post(SLACK, &format!("@Plaudit @zoe {typed}{typed}"))
            .await;
        plaudit.hush().await;
        assert_eq!(plaudit.points(ZOE).await, before + 3, "{set} on Slack");
        ana.unreact(SLACK, &ts, in_slack).await;
        plaudit.hush().await;
        assert_eq!(plaudit.points(ZOE).await, before + 2, "{set} taken away");
        let Some(in_teams) = in_teams else { continue };
        // Of messages that are not its own, the app is told nothing there.
        plaudit
            .asked("siti", TEAMS, "@Plaudit @zoe +1 for it")
            .await;
        let message = plaudit.posted(TEAMS);
        let before = plaudit.points_of("zoe").await;
        let budi = plaudit.teams().as_user("budi");
        budi.react(TEAMS, &message.id, in_teams).await;
        plaudit.hush().await;
        assert_eq!(plaudit.points_of("zoe").await, before + 1, "{set} on Teams");
    }
    for refused in ["👏👏", "½", "two words", "::"] {
        let text = format!("settings currency.emoji {refused}");
        let answer = siti.slash(SLACK, "/kudos", &text).await;
        assert!(
            answer.body.contains("tidak cocok untuk"),
            "{refused}: {}",
            answer.body
        );
    }
    plaudit.finish().await;
}
