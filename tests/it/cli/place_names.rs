//! An export says where kudos were given, by name.

use plaudit_sandbox::teams;
use serde_json::Value;

use super::programme::{Ran, plaudit};
use crate::harness::Plaudit;

const LIAM: &str = "U0LIAM00016";
const KUDOS: &str = "C0KUDOS0001";
const LEADERS: &str = "C0LEADERS01";

#[tokio::test]
async fn channels_are_named_as_far_as_their_platform_told() {
    let plaudit = Plaudit::start_on_both().await;
    let liam = plaudit.sandbox.as_user(LIAM);
    liam.invite_bot(LEADERS).await;
    for (channel, why) in [
        (KUDOS, "in public"),
        (LEADERS, "among leaders"),
        (liam.dm().as_str(), "in secret"),
    ] {
        let seen = liam
            .slash(channel, "/kudos", &format!("@siti +1 {why}"))
            .await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
    }
    let zoe = plaudit.teams().as_user("zoe");
    zoe.say(teams::KUDOS, "@Plaudit @budi +1 in a team").await;
    plaudit.quiet().await;
    let ran: Ran = self::plaudit(&plaudit.db.url(), &["export", "kudos"])
        .output()
        .await
        .unwrap()
        .into();
    let rows: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let name = |why: &str| {
        let row = rows.iter().find(|row| row["message"] == why);
        row.unwrap_or_else(|| panic!("{why}: {ran:?}"))["place_name"].clone()
    };
    assert_eq!(name("in public"), "kudos");
    assert_eq!(name("among leaders"), "leadership");
    assert_eq!(name("in secret"), Value::Null);
    assert_eq!(name("in a team"), "Kudos");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_message_reads_as_people_read_it() {
    let plaudit = Plaudit::start_on_both().await;
    let liam = plaudit.sandbox.as_user(LIAM);
    // Once something is given there, its name is known.
    liam.slash(KUDOS, "/kudos", "@siti +1 first").await;
    let typed = "<@U0SITI00001|siti> +2 with <@U0BUDI00002|budi.s> in <#C0KUDOS0001>, see \
                 <https://acme.test/plan?a=1&amp;b=2|the plan> &amp; :tada:";
    liam.slash_sent(KUDOS, "/kudos", typed).await;
    let zoe = plaudit.teams().as_user("zoe");
    zoe.say(teams::KUDOS, "@Plaudit @budi +3 thanks with @siti")
        .await;
    plaudit.quiet().await;
    for format in ["jsonl", "csv"] {
        let command = ["export", "kudos", "--format", format];
        let ran: Ran = self::plaudit(&plaudit.db.url(), &command)
            .output()
            .await
            .unwrap()
            .into();
        for read in [
            "with Budi Santoso in #kudos, see the plan (https://acme.test/plan?a=1&b=2) & 🎉",
            "with Siti",
        ] {
            assert!(ran.out.contains(read), "{read} in {ran:?}");
        }
        assert!(!ran.out.contains('<'), "{ran:?}");
    }
    plaudit.finish().await;
}
