//! Boards that are posted by themselves, on the platform whose conversation was chosen.

use plaudit::clock::Clock;

use super::{ON_SLACK, ON_TEAMS, SITI, ZOE, slack, teams};
use crate::harness::{Plaudit, keep_schedule};

/// A week's start, nine in the morning.
const MONDAYS: [&str; 2] = ["2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z"];

async fn look(plaudit: &Plaudit, at: &str) {
    let at: jiff::Timestamp = at.parse().unwrap();
    let clock = &plaudit.clock;
    clock.advance(at.duration_since(clock.now()));
    keep_schedule(&plaudit.app().desk).await;
    plaudit.quiet().await;
}

/// The boards on Slack and on Teams, announcements left out.
fn boards(plaudit: &Plaudit) -> (Vec<String>, Vec<String>) {
    let slack = plaudit.sandbox.messages(ON_SLACK);
    let teams = plaudit.teams().messages(ON_TEAMS);
    let board = |words: &String| words.contains("week");
    (
        slack
            .iter()
            .filter(|it| it.by_app)
            .map(plaudit_sandbox::slack::Message::shown)
            .filter(board)
            .collect(),
        teams
            .iter()
            .filter(|it| it.by_app)
            .map(plaudit_sandbox::teams::Message::shown)
            .filter(board)
            .collect(),
    )
}

#[tokio::test]
async fn a_board_counts_both_sides_and_goes_where_it_was_asked_for() {
    let clock = Clock::set_to("2026-11-18T08:00:00Z".parse().unwrap());
    let plaudit = Plaudit::start_on_both_at(clock).await;
    plaudit.set("leaderboard.schedule", "weekly").await;

    // Chosen in Teams, with Slack connected.
    teams(&plaudit, SITI.1, "settings leaderboard.channel here").await;
    slack(&plaudit, ZOE.0, "@liam +5 for the launch").await;
    teams(&plaudit, ZOE.1, "@Liam O’Connor +6 for the talk").await;
    look(&plaudit, MONDAYS[0]).await;
    let (on_slack, on_teams) = boards(&plaudit);
    assert_eq!((on_slack.len(), on_teams.len()), (0, 1), "{on_slack:?}");
    let board = &on_teams[0];
    for word in ["Liam O’Connor", "11", "Zoë Müller-Ångström"] {
        assert!(board.contains(word), "{word}: {board}");
    }
    assert!(
        !board.contains("/kudos"),
        "nobody types that there: {board}"
    );

    // And in Slack, with Teams connected.
    slack(&plaudit, SITI.0, "settings leaderboard.channel here").await;
    teams(&plaudit, ZOE.1, "@I Wayan Sudarsana +7 for the roof").await;
    look(&plaudit, MONDAYS[1]).await;
    let (on_slack, on_teams) = boards(&plaudit);
    assert_eq!((on_slack.len(), on_teams.len()), (1, 1), "{on_teams:?}");
    assert!(on_slack[0].contains("I Wayan Sudarsana"), "{on_slack:?}");
    plaudit.finish().await;
}
