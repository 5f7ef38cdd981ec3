//! Boards as they are read, on both platforms.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::{Channel, SandboxOptions, User, UserGroup, View, sample_company};
use plaudit_sandbox::teams::KUDOS as TEAMS;

use crate::harness::Plaudit;

const KUDOS: &str = "C0KUDOS0001";
const LEADERS: &str = "C0LEADERS01";
const ENGINEERING: &str = "C0ENGINEER1";
const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";

async fn read(plaudit: &Plaudit, who: &str, text: &str) -> String {
    let person = plaudit.sandbox.as_user(who);
    let seen = person.slash(KUDOS, "/kudos", text).await;
    plaudit.quiet().await;
    let shown = plaudit.sandbox.modals(who);
    assert!(
        shown.is_empty(),
        "{text}: {:?}",
        shown.last().map(View::shown)
    );
    if seen.text.contains("follows here") {
        // What had to be asked first is answered by a letter.
        let answers = plaudit.sandbox.ephemerals(who);
        return answers.last().unwrap().shown();
    }
    seen.text + &seen.body
}

#[tokio::test]
async fn twenty_six_who_are_tied_are_told_as_such() {
    let mut team = sample_company();
    for n in 0..26 {
        let id = format!("U0CROWD{n:04}");
        team = team.user(User::new(
            &id,
            &format!("crowd{n}"),
            &format!("Crowd {n:02}"),
        ));
    }
    let everyone: Vec<String> = team.users.iter().map(|it| it.id.clone()).collect();
    for channel in &mut team.channels {
        if channel.id == KUDOS {
            channel.members.clone_from(&everyone);
        }
    }
    let options = SandboxOptions {
        team,
        ..SandboxOptions::for_tests()
    };
    let clock = Clock::set_to("2026-11-10T12:00:00Z".parse().unwrap());
    let plaudit = Plaudit::start_with(clock, options).await;
    plaudit.set("kudos.max_recipients", "50").await;
    read(&plaudit, SITI, "lang en").await;
    let crowd: Vec<String> = (0..26).map(|n| format!("@crowd{n}")).collect();
    let typed = format!("{} +2 for the launch", crowd.join(" "));
    let given = read(&plaudit, SITI, &typed).await;
    assert!(given.contains("52 points"), "{given}");
    for (reader, line) in [
        (SITI, "🥇 crowd0, crowd1 and 24 others · 2 points"),
        (BUDI, "🥇 crowd0, crowd1, dan 24 orang lainnya · 2 poin"),
        (
            "U0FARID0007",
            "🥇 crowd0, crowd1 dan 24 orang lagi · 2 mata",
        ),
    ] {
        let board = read(&plaudit, reader, "leaderboard").await;
        assert!(board.contains(line), "{line}: {board}");
        assert!(!board.contains("crowd2"), "{board}");
    }
    // One of them learns where they stand; somebody ahead has a line of their own.
    let own = read(&plaudit, "U0CROWD0025", "leaderboard").await;
    assert!(own.contains("You are number 1 with 2 points"), "{own}");
    read(&plaudit, SITI, "@budi +3 more").await;
    let board = read(&plaudit, SITI, "leaderboard").await;
    assert!(board.contains("🥇 Budi Santoso · 3 points"), "{board}");
    assert!(board.contains("🥈 crowd0, crowd1 and 24 others"), "{board}");
    plaudit.finish().await;
}

#[tokio::test]
async fn other_times_places_and_people() {
    let mut team = sample_company().group(UserGroup::new("S0EMPTY0001", "kosong", "Kosong", []));
    let everyone: Vec<String> = team.users.iter().map(|it| it.id.clone()).collect();
    let named = Channel::public("C0TEAMWORK1", "teamwork");
    team = team.channel(named.members(everyone.iter().map(String::as_str)));
    let options = SandboxOptions {
        team,
        ..SandboxOptions::for_tests()
    };
    let clock = Clock::set_to("2026-10-20T12:00:00Z".parse().unwrap());
    let plaudit = Plaudit::start_with(clock, options).await;
    let siti = plaudit.sandbox.as_user(SITI);
    read(&plaudit, SITI, "lang en").await;
    read(&plaudit, SITI, "@zoe +4 #teamwork in October").await;
    plaudit.clock.advance(SignedDuration::from_hours(24 * 21));
    read(&plaudit, SITI, "@budi +3 in November").await;
    siti.post(ENGINEERING, "@Plaudit @zoe +1 for a song").await;
    plaudit.quiet().await;

    let (zoe, budi) = ("Zoë Müller-Ångström", "Budi Santoso");
    for (typed, says, says_not) in [
        (
            "leaderboard",
            vec!["🥇 Budi Santoso · 3 points", "🥈 Zoë"],
            "4 points",
        ),
        (
            "leaderboard last month",
            vec!["October 2026", zoe, "4 points"],
            budi,
        ),
        (
            "leaderboard oktober",
            vec!["October 2026", "4 points"],
            budi,
        ),
        (
            "leaderboard 2026-10",
            vec!["October 2026", "4 points"],
            budi,
        ),
        ("leaderboard 2026", vec!["2026", "5 points"], "4 points"),
        (
            "leaderboard last year",
            vec!["2025", "no kudos for that time"],
            budi,
        ),
        (
            "leaderboard #engineering",
            vec!["Only what was given in", zoe, "1 point"],
            budi,
        ),
        ("leaderboard here", vec!["this channel", budi], zoe),
        ("leaderboard @zoe", vec!["🥈 Zoë", "1 point"], budi),
        (
            "leaderboard @budi last month",
            vec!["has no place on this board"],
            zoe,
        ),
        (
            "leaderboard @kosong",
            vec!["Nobody is in that group"],
            "Bots",
        ),
        (
            "@kosong +2 for nothing",
            vec!["Nobody is in that group"],
            "Bots",
        ),
        // A value wins over a channel of its name, and says so.
        (
            "leaderboard #teamwork last month",
            vec!["is a company value", "4 points"],
            budi,
        ),
        (
            "leaderboard #leadership",
            vec!["private channel is shown in it alone"],
            budi,
        ),
    ] {
        let board = read(&plaudit, SITI, typed).await;
        for part in says {
            assert!(board.contains(part), "{typed}: {part}: {board}");
        }
        assert!(!board.contains(says_not), "{typed}: {says_not}: {board}");
        assert!(!board.contains("<@U0"), "names, not mentions: {board}");
    }
    let there = siti.slash(LEADERS, "/kudos", "leaderboard here").await;
    assert!(there.body.contains("this channel"), "{}", there.body);
    plaudit.finish().await;
}

#[tokio::test]
async fn boards_of_other_times_and_people_on_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .asked("siti", TEAMS, "@Plaudit @zoe +4 for the demo")
        .await;
    plaudit.clock.advance(SignedDuration::from_hours(24 * 25));
    plaudit
        .asked("siti", TEAMS, "@Plaudit @budi +3 untuk rilis")
        .await;
    for (who, typed, says) in [
        (
            "liam",
            "@Plaudit leaderboard last month",
            vec!["November 2026", "Zoë", "4 points"],
        ),
        (
            "budi",
            "@Plaudit peringkat bulan lalu",
            vec!["November 2026", "Zoë", "4 poin"],
        ),
        (
            "farid",
            "@Plaudit carta bulan lepas",
            vec!["November 2026", "Zoë", "4 mata"],
        ),
        (
            "liam",
            "@Plaudit top @budi",
            vec!["🥇 Budi Santoso", "3 points"],
        ),
        (
            "liam",
            "@Plaudit top here december",
            vec!["December 2026", "this channel", "3 points"],
        ),
    ] {
        let board = plaudit.asked(who, TEAMS, typed).await.shown();
        for part in says {
            assert!(board.contains(part), "{typed}: {part}: {board}");
        }
    }
    plaudit.finish().await;
}
