//! What people say before the visitor's eyes, so that no channel is empty.

use std::time::Duration;

use plaudit_sandbox::{slack, teams};

/// Who, and the command.
const ON_SLACK: &[(&str, &str)] = &[
    (
        "siti",
        "@budi @priya +5 untuk peluncuran yang mulus #kerjasama",
    ),
    (
        "nur.aisyah",
        "@hakim +3 kerana bantu pelanggan sampai selesai #pelanggan",
    ),
    (
        "liam",
        "@ana +8 for the calmest incident call this year #ownership",
    ),
];

/// Who, and the post.
const ON_TEAMS: &[(&str, &str)] = &[
    (
        "siti",
        "@Plaudit @wayan +3 untuk ruangan yang selalu siap sebelum diminta #kerjasama",
    ),
    (
        "nur.aisyah",
        "@Plaudit @azlan +4 kerana rundingan yang sabar dengan pembekal #pelanggan",
    ),
    (
        "grace",
        "@Plaudit @rizky @budi +5 for the migration that nobody noticed #ownership",
    ),
];

/// How long the page may wait for what was said to stand there.
const PATIENCE: Duration = Duration::from_secs(8);

/// Kudos on Slack.
pub(crate) async fn on_slack(sandbox: &slack::Sandbox) {
    let channel = super::past::CHANNEL;
    for (who, command) in ON_SLACK {
        let model = sandbox.model();
        let Some(user) = model.team.users.iter().find(|user| user.name == *who) else {
            continue;
        };
        let person = sandbox.as_user(&user.id);
        person.slash(channel, "/kudos", command).await;
    }
    let announced = |model: &slack::Model| {
        let messages = model.messages.iter();
        let there = messages.filter(|it| it.channel == channel && it.visible_to.is_none());
        (there.count() >= ON_SLACK.len()).then_some(())
    };
    let _ = tokio::time::timeout(PATIENCE, sandbox.wait_for(announced)).await;
}

/// Kudos on Teams, where somebody joins in.
pub(crate) async fn on_teams(sandbox: &teams::Sandbox) {
    sandbox.install_in_team(teams::GENERAL, "siti").await;
    for (who, post) in ON_TEAMS {
        sandbox.as_user(who).say(teams::KUDOS, post).await;
    }
    let announced = |model: &teams::Model| {
        let messages = model.messages.iter();
        let there = messages
            .filter(|it| it.by_app && it.conversation == teams::KUDOS && it.visible_to.is_none());
        let there: Vec<teams::Message> = there.cloned().collect();
        (there.len() >= ON_TEAMS.len()).then_some(there)
    };
    let waited = tokio::time::timeout(PATIENCE, sandbox.wait_for(announced)).await;
    if let Ok(Ok(announced)) = waited
        && let Some(last) = announced.last()
    {
        sandbox.as_user("zoe").press(last, "kudos.boost").await;
        sandbox
            .as_user("liam")
            .react(teams::KUDOS, &last.id, "heart")
            .await;
    }
}
