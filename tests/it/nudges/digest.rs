//! Who was thanked for what in a week.

use jiff::SignedDuration;
use plaudit_sandbox::slack::Message;
use plaudit_sandbox::teams;

use super::{
    ANA, BUDI, GENERAL, GRACE, GUEST, KUDOS, LEADERS, SITI, ZOE, at, by_hand, change, gives,
    move_to, posted, reports, start, told, types,
};
use crate::harness::teams::letters;
use crate::harness::{Plaudit, count, keep_schedule};

const TITLE: &str = "Thanks of the past week";
const TEAM: &str = "How your people were thanked";

/// A Tuesday at noon in Jakarta.
const TUESDAY: &str = "2026-11-17T05:00:00Z";
/// The Monday after, at nine.
const MONDAY: &str = "2026-11-23T02:00:00Z";

async fn digesting() -> Plaudit {
    start(
        TUESDAY,
        &[("digest.channel", GENERAL), ("digest.day", "monday")],
    )
    .await
}

#[tokio::test]
async fn a_channel_is_told_once_a_week_who_was_thanked_for_what() {
    let plaudit = digesting().await;
    gives(
        &plaudit,
        SITI,
        KUDOS,
        "@budi +5 for the *launch* & <all> of it #teamwork",
    )
    .await;
    gives(
        &plaudit,
        ANA,
        KUDOS,
        "@zoe +2 for following @siti closely #teamwork #customer",
    )
    .await;
    at(&plaudit, "2026-11-23T01:59:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 0, "it is too early");
    at(&plaudit, MONDAY).await;
    at(&plaudit, "2026-11-23T02:30:00Z").await;
    let digests = posted(&plaudit, GENERAL, TITLE);
    assert_eq!(digests.len(), 1, "{digests:?}");
    let said = &digests[0];
    for part in [
        "16 Nov – 22 Nov",
        "2 people* thanked *2 people",
        "#teamwork (2)",
        "#customer (1)",
        "*Budi Santoso*, from Siti Rahmawati: ",
        "&lt;all&gt; of it",
        "*Zoë Müller-Ångström*, from Ana Ferreira: ",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Nobody is called, and nobody is counted who did nothing.
    assert!(!said.contains("<@") && !said.contains(" 0 "), "{said}");
    // A week in which nobody gave is not told of.
    at(&plaudit, "2026-11-30T02:00:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn it_is_off_unless_it_is_set_and_tells_of_nothing_from_before() {
    let plaudit = start(TUESDAY, &[("digest.channel", GENERAL)]).await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    at(&plaudit, MONDAY).await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 0);
    move_to(&plaudit, "2026-11-23T03:00:00Z");
    plaudit.set("digest.day", "monday").await;
    at(&plaudit, "2026-11-24T02:00:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 0, "it is new");
    plaudit.set("digest.day", "none").await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    at(&plaudit, "2026-11-30T02:00:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 0, "and off");
    plaudit.finish().await;
}

/// What was undone, said privately, or goes to whoever left or is on no boards is not told of.
#[tokio::test]
async fn only_what_stands_and_is_public_is_told() {
    let plaudit = digesting().await;
    plaudit.sandbox.as_user(SITI).invite_bot(LEADERS).await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    gives(&plaudit, SITI, LEADERS, "@budi +5 for the reorganisation").await;
    gives(&plaudit, ANA, KUDOS, "@budi +1 for nothing").await;
    types(&plaudit, ANA, "undo").await;
    gives(&plaudit, ANA, KUDOS, "@zoe +1 for leaving").await;
    gives(&plaudit, BUDI, KUDOS, "@agus +1 untuk diam-diam").await;
    change(&plaudit, "UPDATE identity SET active = false WHERE user_id = 'U0ZOE000004';
                      UPDATE member SET active = false WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0ZOE000004');
                      UPDATE member SET on_leaderboards = false
                      WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0AGUS00013')").await;
    gives(
        &plaudit,
        "U0AGUS00013",
        KUDOS,
        "@budi @siti +1 untuk makan siang",
    )
    .await;
    at(&plaudit, MONDAY).await;
    let digests = posted(&plaudit, GENERAL, TITLE);
    let said = &digests[0];
    for secret in [
        "reorganisation",
        "nothing",
        "leaving",
        "diam-diam",
        "Zoë",
        "Agus",
    ] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    assert!(said.contains("from a colleague: "), "{said}");
    plaudit.finish().await;
}

#[tokio::test]
async fn who_is_not_named_is_not_named_in_a_reason_either() {
    let plaudit = digesting().await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch with @zoe").await;
    change(
        &plaudit,
        "UPDATE member SET on_leaderboards = false
         WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0ZOE000004')",
    )
    .await;
    at(&plaudit, MONDAY).await;
    let digests = posted(&plaudit, GENERAL, TITLE);
    assert!(
        digests[0].contains("the launch with a colleague"),
        "{digests:?}"
    );
    assert!(!digests[0].contains("Zo"), "{digests:?}");
    plaudit.finish().await;
}

/// A kudos may go to thousands at once.
#[tokio::test]
async fn a_group_gift_names_a_few_and_says_who_gave_and_why() {
    let plaudit = digesting().await;
    gives(&plaudit, SITI, KUDOS, "@budi +1 for the launch").await;
    by_hand(
        &plaudit,
        "WITH people AS (
           INSERT INTO member (workspace_id, id, name, standing, active)
           SELECT id, gen_random_uuid(), 'Somebody of a long name ' || n, 'member', true
           FROM workspace, generate_series(1, 300) AS n
           RETURNING workspace_id, id
         )
         INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
         SELECT k.workspace_id, k.id, people.id, gen_random_uuid() FROM kudos k, people",
    )
    .await;
    at(&plaudit, MONDAY).await;
    let digests = posted(&plaudit, GENERAL, TITLE);
    let said = &digests[0];
    assert!(said.contains("296 other"), "{said}");
    assert!(said.contains(", from Siti Rahmawati: "), "{said}");
    by_hand(&plaudit, "DELETE FROM kudos_recipient WHERE member_id IN (SELECT id FROM member WHERE name LIKE 'Somebody%');
                      DELETE FROM member WHERE name LIKE 'Somebody%'").await;
    plaudit.finish().await;
}

#[tokio::test]
async fn what_nobody_was_there_to_tell_is_told_late_and_once() {
    for (back, told) in [
        ("2026-11-23T03:00:00Z", 1),
        ("2026-11-26T03:00:00Z", 1),
        // Nobody works.
        ("2026-11-28T03:00:00Z", 0),
        // It is another week, in which nobody gave.
        ("2026-11-30T03:00:00Z", 0),
    ] {
        let plaudit = digesting().await;
        gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
        at(&plaudit, back).await;
        let digests = posted(&plaudit, GENERAL, TITLE);
        assert_eq!(digests.len(), told, "{back}");
        at(&plaudit, "2026-12-01T03:00:00Z").await;
        assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), told, "{back}");
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn a_holiday_of_everybody_makes_it_a_day_later() {
    let plaudit = digesting().await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    change(
        &plaudit,
        "INSERT INTO holiday (workspace_id, country, day, name) SELECT id, '', '2026-11-23', 'A day off' FROM workspace",
    )
    .await;
    at(&plaudit, MONDAY).await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 0);
    at(&plaudit, "2026-11-24T02:00:00Z").await;
    let digests = posted(&plaudit, GENERAL, TITLE);
    assert!(digests[0].contains("16 Nov – 22 Nov"), "{digests:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_week_of_holidays_has_no_digest() {
    let plaudit = digesting().await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    change(
        &plaudit,
        "INSERT INTO holiday (workspace_id, country, day, name)
         SELECT workspace.id, '', day::date, 'A day off' FROM workspace, generate_series('2026-11-23'::date, '2026-11-27', '1 day') AS day",
    )
    .await;
    at(&plaudit, MONDAY).await;
    at(&plaudit, "2026-11-25T02:00:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, TITLE).len(), 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn five_thousand_thanks_are_ten_lines_within_the_limits() {
    let plaudit = digesting().await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    // As many more, by everybody to everybody, each with a long story.
    by_hand(
        &plaudit,
        "WITH people AS (
           SELECT workspace_id, id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS many
           FROM member WHERE standing = 'member' AND active
         ), given AS (
           INSERT INTO kudos (workspace_id, id, given_at, day, giver, points, company_values, message, source, platform, team,
                              channel, place_kind, proof)
           SELECT k.workspace_id, overlay(gen_random_uuid()::text PLACING left(k.id::text, 13) FROM 1 FOR 13)::uuid,
                  k.given_at, k.day, p.id, 1, ARRAY['teamwork'], repeat('<b>&amp; a long story\n', 40), 'command', k.platform,
                  k.team, k.channel, 'public', 'person'
           FROM kudos k, people p, generate_series(1, 5000) AS g WHERE p.n = 1 + g % p.many
           RETURNING workspace_id, id, giver
         )
         INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
         SELECT g.workspace_id, g.id, other.id, gen_random_uuid() FROM given g
         JOIN people own ON own.id = g.giver JOIN people other ON other.n = 1 + own.n % own.many",
    )
    .await;
    at(&plaudit, MONDAY).await;
    let digests = posted(&plaudit, GENERAL, TITLE);
    assert_eq!(digests.len(), 1);
    let said = &digests[0];
    assert!(said.contains("4,991 more"), "{said}");
    assert_eq!(said.matches(", from ").count(), 10, "{said}");
    by_hand(&plaudit, "DELETE FROM kudos_recipient WHERE kudos_id IN (SELECT id FROM kudos WHERE message LIKE '%a long story%');
                      DELETE FROM kudos WHERE message LIKE '%a long story%'").await;
    plaudit.finish().await;
}

#[tokio::test]
async fn managers_are_told_of_their_people_by_their_own_clock() {
    let plaudit = start(
        TUESDAY,
        &[("digest.day", "monday"), ("digest.managers", "true")],
    )
    .await;
    reports(&plaudit, BUDI, GRACE).await;
    reports(&plaudit, ANA, ZOE).await;
    plaudit.sandbox.as_user(SITI).invite_bot(LEADERS).await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    gives(&plaudit, SITI, LEADERS, "@budi +5 for the reorganisation").await;
    gives(&plaudit, BUDI, KUDOS, "@siti +5 untuk arahannya").await;
    at(&plaudit, MONDAY).await;
    assert_eq!(
        told(&plaudit, ZOE, TEAM).len(),
        0,
        "her people were not thanked, and it is night"
    );
    at(&plaudit, "2026-11-24T09:00:00Z").await;
    let grace = told(&plaudit, GRACE, TEAM);
    assert_eq!(grace.len(), 1, "{grace:?}");
    assert!(grace[0].contains("launch"), "{grace:?}");
    for other in ["reorganisation", "arahannya"] {
        assert!(!grace[0].contains(other), "{grace:?}");
    }
    assert_eq!(told(&plaudit, ZOE, TEAM).len(), 0);
    assert_eq!(told(&plaudit, SITI, TEAM).len(), 0);
    let bulk = "SELECT count(*) FROM outbox WHERE weight <> 'bulk' AND letter::text LIKE '%How your people%'";
    assert_eq!(count(&plaudit.db.pool, bulk).await, 0);
    // Whoever mutes it hears no more of it.
    types(&plaudit, GRACE, "notices off digest").await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for more").await;
    at(&plaudit, "2026-12-01T09:00:00Z").await;
    assert_eq!(told(&plaudit, GRACE, TEAM).len(), 1);
    plaudit.finish().await;
}

/// Whoever was thanked along with their people is none of them.
#[tokio::test]
async fn managers_are_told_of_their_own_people_alone() {
    let plaudit = start(
        TUESDAY,
        &[("digest.day", "monday"), ("digest.managers", "true")],
    )
    .await;
    reports(&plaudit, BUDI, GRACE).await;
    gives(&plaudit, SITI, KUDOS, "@budi @zoe @ana +1 for the launch").await;
    gives(&plaudit, ANA, KUDOS, "@budi @zoe +1 for the party").await;
    at(&plaudit, "2026-11-24T09:00:00Z").await;
    let grace = told(&plaudit, GRACE, TEAM);
    assert_eq!(grace.len(), 1, "{grace:?}");
    for part in ["2 people* thanked *1 person", "*Budi Santoso*, from "] {
        assert!(grace[0].contains(part), "{part}: {grace:?}");
    }
    for other in ["Zoë", "*Ana", " other"] {
        assert!(!grace[0].contains(other), "{other}: {grace:?}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn a_channel_that_is_gone_is_told_to_the_admins_once() {
    let plaudit = digesting().await;
    plaudit.sandbox.change(|model| {
        let channel = model.team.channels.iter_mut().find(|it| it.id == GENERAL);
        channel.unwrap().archived = true;
    });
    for monday in [MONDAY, "2026-11-30T02:00:00Z"] {
        gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
        at(&plaudit, monday).await;
        assert_eq!(told(&plaudit, GRACE, "digest.channel").len(), 1, "{monday}");
        assert_eq!(
            told(&plaudit, SITI, "Ringkasan mingguan tidak bisa").len(),
            1,
            "{monday}"
        );
    }
    plaudit.set("digest.channel", "slack:T0OTHER/C1").await;
    for monday in ["2026-12-07T02:00:00Z", "2026-12-14T02:00:00Z"] {
        gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
        at(&plaudit, monday).await;
        assert_eq!(told(&plaudit, GRACE, "in no team").len(), 1, "{monday}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn guests_and_strangers_are_not_told() {
    let plaudit = start(
        TUESDAY,
        &[("digest.day", "monday"), ("digest.managers", "true")],
    )
    .await;
    gives(&plaudit, SITI, KUDOS, "@budi +5 for the launch").await;
    at(&plaudit, "2026-11-23T12:00:00Z").await;
    for who in [GUEST, SITI, BUDI] {
        let all = plaudit.sandbox.dm_with_bot(who);
        let shown: Vec<String> = all.iter().map(Message::shown).collect();
        assert!(
            !shown.iter().any(|it| it.contains(TEAM)),
            "{who}: {shown:?}"
        );
    }
    plaudit.finish().await;
}

/// In Teams it is a card in the channel, and another one in a manager's chat with the bot, muted by its button.
#[tokio::test]
async fn a_channel_and_a_manager_are_told_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    let tenant = plaudit.app().teams_tenant.clone().unwrap();
    let channel = format!("teams:{tenant}/{}", teams::KUDOS);
    for (key, value) in [
        ("digest.day", "monday"),
        ("digest.channel", &*channel),
        ("digest.managers", "true"),
    ] {
        plaudit.set(key, value).await;
    }
    plaudit.reached_in_teams_alone().await;
    change(
        &plaudit,
        "UPDATE member SET manager_id = (SELECT id FROM member WHERE name = 'Grace Nakamura')
         WHERE name LIKE 'Liam%'",
    )
    .await;
    plaudit
        .asked(
            "budi",
            teams::KUDOS,
            "@Plaudit @Liam +5 for the quick fix #teamwork",
        )
        .await;
    let digests = || {
        let posts = plaudit.posts(teams::KUDOS).into_iter();
        let shown = posts.map(|it| it.shown());
        shown
            .filter(|it| it.contains(TITLE))
            .collect::<Vec<String>>()
    };
    let of_team = || {
        let told = letters(&plaudit, "grace").into_iter();
        told.filter(|it| it.shown().contains(TEAM))
            .collect::<Vec<_>>()
    };
    // On Friday it is too early; on Monday at five everybody's nine o'clock has been.
    for (hours, told) in [(72, 0), (77, 1), (24, 1)] {
        plaudit.clock.advance(SignedDuration::from_hours(hours));
        let desk = &plaudit.app().desk;
        keep_schedule(desk).await;
        desk.run_nudges().await.unwrap();
        for _ in 0..3 {
            plaudit.hush().await;
        }
        assert_eq!(digests().len(), told, "{hours}: {:?}", digests());
        assert_eq!(of_team().len(), told, "{hours}: {:?}", of_team());
    }
    let said = &digests()[0];
    for part in [
        "9 Nov – 15 Nov",
        "#teamwork",
        "Liam",
        "from Budi Santoso: ",
        "quick fix",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("<at>"), "nobody is called: {said}");
    let team = &of_team()[0];
    assert!(team.shown().contains("quick fix"), "{team:?}");
    let grace = plaudit.teams().as_user("grace");
    let seen = grace.press(team, "Mute messages like this").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let muted = "SELECT count(*) FROM member WHERE 'digest' = ANY (muted)";
    assert_eq!(count(&plaudit.db.pool, muted).await, 1);
    plaudit.finish().await;
}
