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
