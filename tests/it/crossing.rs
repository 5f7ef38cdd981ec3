//! One programme across Slack and Teams, with both at once and the real way through each.

mod address;
mod boards;
mod forged;
mod founding;
mod one_person;
mod operator;
mod outages;
mod reach;
mod roster;
mod served;
mod undo;

use plaudit_sandbox::{slack, teams};

use crate::harness::Plaudit;

/// Slack's channel for thanks, and that of Teams.
const ON_SLACK: &str = "C0KUDOS0001";
const ON_TEAMS: &str = teams::KUDOS;
const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";

/// People with both accounts: that of Slack, and the short name on Teams. Both of them read English.
const ZOE: (&str, &str) = ("U0ZOE000004", "zoe");
const LIAM: (&str, &str) = ("U0LIAM00016", "liam");
const SITI: (&str, &str) = ("U0SITI00001", "siti");
const BUDI: (&str, &str) = ("U0BUDI00002", "budi");
/// Somebody who is on Slack alone.
const ANA: &str = "U0ANA000005";
/// Somebody who is on Teams alone, by short name and by the directory's id.
const WAYAN: (&str, &str) = ("wayan", "5f0c2d1e-0000-4000-8000-000000000065");

/// A command in Slack. Returns what its sender alone reads.
async fn slack(plaudit: &Plaudit, user: &str, text: &str) -> String {
    let person = plaudit.sandbox.as_user(user);
    let seen = person.slash(ON_SLACK, "/kudos", text).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    seen.text
}

/// A command in Teams, to the bot. Returns what its sender alone reads.
async fn teams(plaudit: &Plaudit, user: &str, text: &str) -> String {
    let before = plaudit.teams().privates(user).len();
    let person = plaudit.teams().as_user(user);
    let seen = person.say(ON_TEAMS, &format!("@Plaudit {text}")).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    let privates = plaudit.teams().privates(user);
    assert_eq!(privates.len(), before + 1, "one answer: {privates:?}");
    privates[before].shown()
}

/// What the bot posted last for everybody, on either platform.
#[track_caller]
fn posted_on_slack(plaudit: &Plaudit) -> slack::Message {
    let messages = plaudit.sandbox.messages(ON_SLACK);
    messages.into_iter().rfind(|it| it.by_app).unwrap()
}

#[track_caller]
fn posted_on_teams(plaudit: &Plaudit) -> teams::Message {
    let messages = plaudit.teams().messages(ON_TEAMS);
    messages.into_iter().rfind(|it| it.by_app).unwrap()
}

/// What the bot wrote to somebody on Slack, and on Teams.
fn told(plaudit: &Plaudit, (on_slack, on_teams): (&str, &str)) -> (Vec<String>, Vec<String>) {
    let slack = plaudit.sandbox.dm_with_bot(on_slack);
    let teams = plaudit.teams().direct(on_teams);
    (
        slack.iter().map(slack::Message::shown).collect(),
        teams.iter().map(teams::Message::shown).collect(),
    )
}
