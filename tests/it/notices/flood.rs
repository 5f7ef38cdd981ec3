//! Two hundred reactions on one message, on both platforms.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::{slack, teams};

use super::{KUDOS, ZOE, told, writes};
use crate::harness::Plaudit;

const PEOPLE: usize = 200;

fn noon() -> Clock {
    Clock::set_to("2026-11-10T12:00:00Z".parse().unwrap())
}

/// How many messages two hundred may take: of those that wait, the last alone is sent.
const MOST: usize = PEOPLE / 5;

#[tokio::test]
async fn two_hundred_reactions_on_slack_are_one_message_that_changes_seldom() {
    let mut team = slack::sample_company();
    let ids: Vec<String> = (0..PEOPLE).map(|n| format!("U0FLOOD{n:04}")).collect();
    for (n, id) in ids.iter().enumerate() {
        let person = slack::User::new(id, &format!("flood{n}"), &format!("Flood {n:03}"));
        team = team.user(person);
    }
    let kudos = team.channels.iter_mut().find(|it| it.id == KUDOS).unwrap();
    kudos.members.extend(ids.iter().cloned());
    let options = slack::SandboxOptions {
        team,
        ..slack::SandboxOptions::for_tests()
    };
    let plaudit = Plaudit::start_with(noon(), options).await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    for (n, id) in ids.iter().enumerate() {
        let seen = plaudit.sandbox.as_user(id).react(KUDOS, &ts, "clap").await;
        assert!(seen.is_ok(), "{seen:?}");
        // Ten react in a second.
        if n % 10 == 9 {
            plaudit.clock.advance(SignedDuration::from_secs(1));
        }
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE).await, 200);
    let told = told(&plaudit.sandbox, ZOE);
    assert_eq!(told.len(), 1, "{told:?}");
    let shown = told[0].shown();
    for part in ["and 198 others thanked you", "200 points"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let mut calls = plaudit.sandbox.calls("chat.update");
    calls.retain(|call| call.args["channel"] == told[0].channel.as_str());
    assert!(calls.len() <= MOST, "{} changes", calls.len());
    plaudit.finish().await;
}

#[tokio::test]
async fn two_hundred_reactions_on_teams_are_one_message_that_changes_seldom() {
    let mut options = teams::SandboxOptions::for_tests();
    for n in 0..PEOPLE {
        let aad = format!("00000000-0000-4000-8000-f10000000{n:03}");
        let person = teams::User::new(&aad, &format!("flood{n}"), &format!("Flood {n:03}"));
        options.company = options.company.user(person);
        for team in &mut options.company.teams {
            team.members.push(aad.clone());
        }
    }
    let plaudit = Plaudit::start_on_teams(noon(), options, |_| {}).await;
    let sandbox = plaudit.teams();
    sandbox.install_in_team(teams::GENERAL, "siti").await;
    plaudit.met(teams::GENERAL).await;
    let seen = sandbox
        .as_user("siti")
        .say(teams::KUDOS, "@Plaudit @zoe +1 for all")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let card = plaudit.posted(teams::KUDOS);
    let before = sandbox.direct("zoe").len();
    let sent = sandbox.calls("updateActivity").len();
    for n in 0..PEOPLE {
        let person = sandbox.as_user(&format!("flood{n}"));
        let seen = person
            .react(teams::KUDOS, &card.id, "1f44f_clappinghands")
            .await;
        assert!(seen.is_ok(), "{seen:?}");
        if n % 10 == 9 {
            sandbox.settled().await;
            plaudit.clock.advance(SignedDuration::from_secs(1));
        }
    }
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("zoe").await, 201);
    let told = sandbox.direct("zoe").split_off(before);
    assert_eq!(told.len(), 1, "{told:?}");
    let shown = told[0].shown();
    for part in ["and 198 others thanked you", "200 points"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    // The notice, and the announcement that counts who joined.
    let changes = sandbox.calls("updateActivity").len() - sent;
    assert!(changes <= 2 * MOST, "{changes} changes");
    plaudit.finish().await;
}
