//! Birthdays, and the days on which people began: as whoever's they are allows.

use plaudit_sandbox::slack::Message;

use super::{ANA, BUDI, GENERAL, SITI, ZOE, at, change, move_to, start, types};
use crate::harness::{Plaudit, count, keep_schedule};

/// A Monday at noon in Jakarta.
const MONDAY: &str = "2026-11-16T05:00:00Z";

async fn celebrating() -> Plaudit {
    let set = [
        ("celebrations.of", "both"),
        ("celebrations.channel", GENERAL),
    ];
    start(MONDAY, &set).await
}

/// What is known of somebody's days, and who is told.
async fn days(plaudit: &Plaudit, who: &str, birthday: (&str, &str), began: (&str, &str)) {
    let sql = format!(
        "UPDATE member SET birthday = '{}', birthday_shown = '{}', hired_on = '{}', anniversary_shown = '{}'
         WHERE id = (SELECT member_id FROM identity WHERE user_id = '{who}')",
        birthday.0, birthday.1, began.0, began.1
    );
    change(plaudit, &sql).await;
}

fn celebrated(plaudit: &Plaudit) -> Vec<String> {
    let all = plaudit.sandbox.messages(GENERAL);
    all.iter().map(Message::shown).collect()
}

/// What somebody was told of their own day.
fn own(plaudit: &Plaudit, who: &str) -> Vec<String> {
    let all = plaudit.sandbox.dm_with_bot(who).into_iter();
    let shown = all.map(|it| it.shown());
    shown
        .filter(|it| it.starts_with('🎂') || it.starts_with('🎉'))
        .collect()
}

/// The name of the button of this value.
fn button(message: &Message, value: &str) -> String {
    let elements = message
        .blocks
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let mut buttons = elements.flatten().filter(|it| it["value"] == value);
    let button = buttons
        .next()
        .unwrap_or_else(|| panic!("{value}: {message:?}"));
    button["action_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn nothing_is_told_of_whoever_did_not_allow_it() {
    let plaudit = celebrating().await;
    days(&plaudit, BUDI, ("11-18", "channel"), ("2020-11-18", "none")).await;
    days(&plaudit, ANA, ("11-18", "none"), ("2021-11-18", "private")).await;
    days(&plaudit, ZOE, ("11-18", "none"), ("2016-11-18", "none")).await;
    at(&plaudit, "2026-11-18T01:59:00Z").await;
    assert!(celebrated(&plaudit).is_empty(), "it is too early");
    at(&plaudit, "2026-11-18T02:00:00Z").await;
    at(&plaudit, "2026-11-18T09:30:00Z").await;
    let posts = celebrated(&plaudit);
    assert_eq!(posts.len(), 1, "{posts:?}");
    assert!(
        posts[0].contains("Happy birthday") && posts[0].contains(BUDI),
        "{posts:?}"
    );
    for other in [ANA, ZOE, "Ana", "years"] {
        assert!(!posts[0].contains(other), "{posts:?}");
    }
    at(&plaudit, "2026-11-18T20:00:00Z").await;
    let ana = own(&plaudit, ANA);
    assert_eq!(ana.len(), 1, "{ana:?}");
    assert!(ana[0].contains("5 years"), "{ana:?}");
    for nobody in [BUDI, ZOE] {
        assert!(own(&plaudit, nobody).is_empty(), "{nobody}");
    }
    at(&plaudit, "2026-11-19T02:00:00Z").await;
    assert_eq!(celebrated(&plaudit).len(), 1, "once");
    plaudit.finish().await;
}

#[tokio::test]
async fn the_button_congratulates_whose_day_it_is() {
    let plaudit = celebrating().await;
    days(&plaudit, BUDI, ("11-18", "channel"), ("2020-01-01", "none")).await;
    at(&plaudit, "2026-11-18T02:00:00Z").await;
    let posts = plaudit.sandbox.messages(GENERAL);
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.press(GENERAL, &posts[0].ts, "kudos.open_form").await;
    assert!(seen.is_ok(), "{seen:?}");
    let form = format!("{:?}", plaudit.sandbox.modals(SITI));
    assert!(
        form.contains(BUDI) && form.contains("Happy birthday!"),
        "{form}"
    );
    plaudit.finish().await;
}

/// A weekend makes it Monday, a downtime of hours later, and one of days never.
#[tokio::test]
async fn what_is_late_is_told_while_it_is_news() {
    for (birthday, back, told) in [
        ("11-18", "2026-11-18T03:00:00Z", Some("Happy birthday, ")),
        ("11-18", "2026-11-21T03:00:00Z", None),
        ("11-18", "2026-11-20T03:00:00Z", None),
        ("11-21", "2026-11-21T02:00:00Z", None),
        ("11-21", "2026-11-23T02:00:00Z", Some("on 21 Nov")),
        ("11-23", "2026-11-23T13:30:00Z", Some("Happy birthday, ")),
        ("11-23", "2026-11-23T16:30:00Z", Some("Happy birthday, ")),
    ] {
        let plaudit = celebrating().await;
        days(
            &plaudit,
            BUDI,
            (birthday, "channel"),
            ("2020-01-01", "none"),
        )
        .await;
        at(&plaudit, back).await;
        let posts = celebrated(&plaudit);
        assert_eq!(
            posts.len(),
            usize::from(told.is_some()),
            "{birthday} {back}: {posts:?}"
        );
        if let Some(told) = told {
            assert!(posts[0].contains(told), "{posts:?}");
        }
        plaudit.finish().await;
    }
}

/// A day lasts until midnight, and after it its celebration is no news.
#[tokio::test]
async fn a_day_is_not_celebrated_on_the_next_one() {
    for (back, told) in [
        ("2026-11-18T16:59:00Z", 1),
        ("2026-11-18T17:00:00Z", 0),
        ("2026-11-19T00:30:00Z", 0),
    ] {
        let plaudit = celebrating().await;
        plaudit.set("celebrations.hour", "20").await;
        days(&plaudit, BUDI, ("11-18", "channel"), ("2020-01-01", "none")).await;
        days(&plaudit, SITI, ("11-18", "private"), ("2020-01-01", "none")).await;
        at(&plaudit, back).await;
        assert_eq!(celebrated(&plaudit).len(), told, "{back}");
        assert_eq!(own(&plaudit, SITI).len(), told, "{back}");
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn whoever_is_held_for_a_moment_is_told_the_next_time() {
    let plaudit = celebrating().await;
    for who in [BUDI, SITI] {
        days(&plaudit, who, ("11-18", "private"), ("2020-01-01", "none")).await;
    }
    move_to(&plaudit, "2026-11-18T02:00:00Z");
    let desk = &plaudit.app().desk;
    keep_schedule(desk).await;
    let mut held = plaudit.db.pool.begin().await.unwrap();
    let lock = "SELECT FROM member WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002') FOR UPDATE";
    sqlx::query(lock).execute(&mut *held).await.unwrap();
    desk.run_nudges().await.unwrap();
    held.rollback().await.unwrap();
    desk.run_nudges().await.unwrap();
    plaudit.quiet().await;
    for who in [BUDI, SITI] {
        assert_eq!(own(&plaudit, who).len(), 1, "{who}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn the_last_of_february_is_the_day_before_in_most_years() {
    let plaudit = start(
        "2027-02-20T05:00:00Z",
        &[
            ("celebrations.of", "both"),
            ("celebrations.channel", GENERAL),
        ],
    )
    .await;
    days(
        &plaudit,
        BUDI,
        ("02-29", "channel"),
        ("2024-02-29", "channel"),
    )
    .await;
    // A Sunday: on Monday, the first of March, together.
    at(&plaudit, "2027-02-28T02:00:00Z").await;
    assert!(celebrated(&plaudit).is_empty());
    at(&plaudit, "2027-03-01T02:00:00Z").await;
    let posts = celebrated(&plaudit);
    assert_eq!(posts.len(), 1);
    assert!(
        posts[0].contains(" on 28 Feb. Happy") && posts[0].contains("3 years here on 28 Feb"),
        "{posts:?}"
    );
    at(&plaudit, "2028-02-28T02:00:00Z").await;
    assert_eq!(celebrated(&plaudit).len(), 1, "2028 has a 29th");
    at(&plaudit, "2028-02-29T02:00:00Z").await;
    assert_eq!(celebrated(&plaudit).len(), 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_has_a_day_is_asked_once_and_chooses_by_buttons() {
    let plaudit = celebrating().await;
    days(&plaudit, BUDI, ("11-25", "none"), ("2020-11-25", "none")).await;
    let asks = |who: &str| -> Vec<Message> {
        let all = plaudit.sandbox.dm_with_bot(who).into_iter();
        all.filter(|it| format!("{:?}", it.blocks).contains("celebrations.choose"))
            .collect()
    };
    at(&plaudit, "2026-11-17T04:00:00Z").await;
    at(&plaudit, "2026-11-18T04:00:00Z").await;
    assert_eq!(asks(BUDI).len(), 1, "once");
    assert!(asks(SITI).is_empty(), "nothing is known of hers");
    let ask = &asks(BUDI)[0];
    assert!(ask.shown().contains("25 Nov"), "{ask:?}");
    let budi = plaudit.sandbox.as_user(BUDI);
    let choose = async |value: &str| {
        let ask = &asks(BUDI)[0];
        let seen = budi.press(&ask.channel, &ask.ts, &button(ask, value)).await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.quiet().await;
    };
    choose("birthday/channel").await;
    choose("anniversary/private").await;
    let chosen: (String, String) = sqlx::query_as(
        "SELECT birthday_shown, anniversary_shown FROM member
         WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002')",
    )
    .fetch_one(&plaudit.db.pool)
    .await
    .unwrap();
    assert_eq!(chosen, ("channel".to_owned(), "private".to_owned()));
    at(&plaudit, "2026-11-25T02:00:00Z").await;
    assert_eq!(celebrated(&plaudit).len(), 1);
    assert_eq!(own(&plaudit, BUDI).len(), 1);
    // By the command, too; and by nobody else's.
    types(&plaudit, BUDI, "perayaan").await;
    let shown = plaudit.sandbox.ephemerals(BUDI);
    assert!(
        shown.last().unwrap().shown().contains("25 Nov"),
        "{shown:?}"
    );
    plaudit.finish().await;
}

/// Slack says of some since when they are there.
fn slack_knows(plaudit: &Plaudit, days: &[(&str, &str)]) {
    plaudit.sandbox.change(|model| {
        for (who, day) in days {
            let user = model.team.users.iter_mut().find(|it| it.id == *who);
            (*day).clone_into(&mut user.unwrap().start_date);
        }
    });
}

/// What is kept of Budi's years of work: by a list, by Slack, and who is told.
async fn began(plaudit: &Plaudit) -> (Option<String>, Option<String>, String) {
    sqlx::query_as(
        "SELECT hired_on::text, told_hired_on::text, anniversary_shown FROM member
         WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002')",
    )
    .fetch_one(&plaudit.db.pool)
    .await
    .unwrap()
}

/// Budi asks, and presses one of the buttons.
async fn chooses(plaudit: &Plaudit, value: &str) -> String {
    let budi = plaudit.sandbox.as_user(BUDI);
    assert!(budi.post_to_bot("perayaan").await.is_ok());
    plaudit.quiet().await;
    let shown = plaudit.sandbox.dm_with_bot(BUDI).pop().unwrap();
    let name = button(&shown, value);
    let seen = budi.press(&shown.channel, &shown.ts, &name).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    plaudit.sandbox.dm_with_bot(BUDI).pop().unwrap().shown()
}

#[tokio::test]
async fn the_day_one_began_is_looked_up_for_whoever_wants_it_and_for_nobody_else() {
    let plaudit = celebrating().await;
    slack_knows(&plaudit, &[(BUDI, "2020-11-25"), (ANA, "2020-11-25")]);
    let asked = || plaudit.sandbox.calls("users.profile.get").len();
    types(&plaudit, ANA, "celebrations").await;
    types(&plaudit, BUDI, "perayaan").await;
    assert_eq!(asked(), 0, "whoever only looks is not looked up");
    let said = chooses(&plaudit, "anniversary/channel").await;
    assert!(said.contains("25 Nov"), "{said}");
    assert_eq!(asked(), 1);
    let (list, told, shown) = began(&plaudit).await;
    assert_eq!((list, shown.as_str()), (None, "channel"));
    assert_eq!(told.as_deref(), Some("2020-11-25"));
    chooses(&plaudit, "anniversary/private").await;
    chooses(&plaudit, "anniversary/channel").await;
    assert_eq!(asked(), 1, "once");
    at(&plaudit, "2026-11-25T02:00:00Z").await;
    let posts = celebrated(&plaudit);
    assert_eq!(posts.len(), 1, "{posts:?}");
    assert!(
        posts[0].contains("6 years here") && posts[0].contains(BUDI) && !posts[0].contains(ANA),
        "{posts:?}"
    );
    // A list is believed, and what is not wanted any more is forgotten.
    change(
        &plaudit,
        "UPDATE member SET hired_on = '2019-12-01'
         WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002')",
    )
    .await;
    at(&plaudit, "2026-12-01T02:00:00Z").await;
    assert!(celebrated(&plaudit)[1].contains("7 years here"));
    chooses(&plaudit, "anniversary/none").await;
    let (_, told, shown) = began(&plaudit).await;
    assert_eq!((told, shown.as_str()), (None, "none"));
    plaudit.finish().await;
}

/// The app may be of a release that did not ask for the right, and not everybody's day is kept.
#[tokio::test]
async fn what_slack_does_not_tell_is_said_and_holds_nothing_up() {
    for told in [true, false] {
        let plaudit = celebrating().await;
        if told {
            slack_knows(&plaudit, &[(BUDI, "soon")]);
        } else {
            slack_knows(&plaudit, &[(BUDI, "2020-11-25")]);
            plaudit.sandbox.change(|model| {
                let scopes = &mut model.team.app.scopes;
                scopes.retain(|scope| scope != "users.profile:read");
            });
        }
        let said = chooses(&plaudit, "anniversary/channel").await;
        assert!(said.contains("maupun di profilmu"), "{said}");
        let (list, day, shown) = began(&plaudit).await;
        assert_eq!((list, day, shown.as_str()), (None, None, "channel"));
        let given_up = "SELECT count(*) FROM inbox WHERE state IN ('dead', 'unreadable')";
        assert_eq!(count(&plaudit.db.pool, given_up).await, 0);
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn nothing_is_looked_up_where_years_are_not_celebrated() {
    let plaudit = celebrating().await;
    plaudit.set("celebrations.of", "birthdays").await;
    slack_knows(&plaudit, &[(BUDI, "2020-11-25")]);
    types(&plaudit, BUDI, "perayaan").await;
    let shown = plaudit.sandbox.ephemerals(BUDI).pop().unwrap();
    let buttons = format!("{:?}", shown.blocks);
    assert!(!buttons.contains("anniversary/"), "{buttons}");
    plaudit.finish().await;
}

/// Where the answer is a letter, too.
#[tokio::test]
async fn nothing_of_ones_days_stays_with_what_was_sent() {
    let plaudit = celebrating().await;
    days(&plaudit, BUDI, ("11-25", "none"), ("2020-11-26", "none")).await;
    let budi = plaudit.sandbox.as_user(BUDI);
    assert!(budi.post_to_bot("perayaan").await.is_ok());
    plaudit.quiet().await;
    let shown = plaudit.sandbox.dm_with_bot(BUDI);
    let shown = shown.last().unwrap();
    assert!(shown.shown().contains("25 Nov"), "{shown:?}");
    let kept = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%25 Nov%' OR letter::text LIKE '%26 Nov%'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 0);
    let name = button(shown, "birthday/channel");
    let chosen = budi.press(&shown.channel, &shown.ts, &name).await;
    assert!(chosen.is_ok(), "{chosen:?}");
    plaudit.quiet().await;
    assert_eq!(count(&plaudit.db.pool, kept).await, 0);
    plaudit.finish().await;
}

/// A list of people is taken over.
async fn imports_list(plaudit: &Plaudit) -> plaudit::people::Imported {
    let list = "account,birthday,started_on\nslack:T0FAKETEAM1/U0BUDI00002,1990-07-23,2020-03-01\n";
    let workspace = plaudit.workspace().await;
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    let operator = plaudit::policy::Actor::Operator;
    let imported = plaudit::people::import(
        &mut tx,
        &plaudit.clock,
        &operator,
        workspace,
        list.as_bytes(),
        false,
    );
    let imported = imported.await.unwrap();
    tx.commit().await.unwrap();
    imported
}

#[tokio::test]
async fn a_list_that_still_tells_of_whoever_left_brings_no_birthday_back() {
    let plaudit = celebrating().await;
    let kept = "SELECT count(*) FROM member WHERE birthday IS NOT NULL";
    for (active, birthdays, changes) in [("true", 1, 2), ("false", 0, 0), ("true", 1, 1)] {
        let set = format!(
            "UPDATE member SET active = {active}
             WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002')"
        );
        change(&plaudit, &set).await;
        let imported = imports_list(&plaudit).await;
        assert_eq!(count(&plaudit.db.pool, kept).await, birthdays, "{active}");
        assert_eq!(imported.changes.len(), changes, "{active}");
    }
    plaudit.finish().await;
}

/// A birthday is kept without its year, told in no log and no export, and gone with whoever leaves.
#[tokio::test]
async fn a_birthday_is_read_nowhere_and_forgotten_with_its_owner() {
    let plaudit = celebrating().await;
    let workspace = plaudit.workspace().await;
    let imported = imports_list(&plaudit).await;
    assert_eq!(imported.changes.len(), 2, "{imported:?}");
    assert!(!format!("{imported:?}").contains("07-23"), "{imported:?}");
    let kept = "SELECT count(*) FROM member WHERE birthday = '07-23'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 1);
    let logged = "SELECT count(*) FROM audit_log WHERE detail::text LIKE '%07-23%' OR detail::text LIKE '%1990%'";
    assert_eq!(count(&plaudit.db.pool, logged).await, 0);
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let today = plaudit.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let exported = plaudit::kudos::balances(&mut conn, workspace, today)
        .await
        .unwrap();
    assert!(!format!("{exported:?}").contains("07-23"));
    drop(conn);
    // It comes round, and that it was told is noted by its day.
    days(
        &plaudit,
        BUDI,
        ("11-18", "channel"),
        ("2020-11-18", "private"),
    )
    .await;
    at(&plaudit, "2026-11-18T02:00:00Z").await;
    assert_eq!(celebrated(&plaudit).len(), 1);
    let noted =
        "SELECT count(*) FROM nudge_told WHERE day = '2026-11-18' AND nudge LIKE '%celebrations'";
    assert_eq!(count(&plaudit.db.pool, noted).await, 2);
    change(
        &plaudit,
        "UPDATE member SET birthday_shown = 'channel', told_hired_on = '2020-01-01' WHERE birthday IS NOT NULL;
                      UPDATE member SET active = false
                      WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002');
                      UPDATE member SET active = true
                      WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002')",
    )
    .await;
    let left = "SELECT count(*) FROM member
                WHERE birthday IS NOT NULL OR birthday_shown <> 'none' OR told_hired_on IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, left).await, 0);
    assert_eq!(count(&plaudit.db.pool, noted).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn it_is_off_unless_it_is_set_and_a_channel_that_is_gone_is_told_once() {
    let plaudit = start(MONDAY, &[("celebrations.channel", GENERAL)]).await;
    for who in [BUDI, ANA] {
        days(
            &plaudit,
            who,
            ("11-18", "channel"),
            ("2020-11-19", "channel"),
        )
        .await;
    }
    at(&plaudit, "2026-11-17T02:00:00Z").await;
    assert!(celebrated(&plaudit).is_empty());
    plaudit.set("celebrations.of", "both").await;
    plaudit
        .set("celebrations.channel", "slack:T0OTHER/C1")
        .await;
    at(&plaudit, "2026-11-18T02:00:00Z").await;
    at(&plaudit, "2026-11-19T02:00:00Z").await;
    let grace = super::told(&plaudit, super::GRACE, "in no team");
    assert_eq!(grace.len(), 1, "{grace:?}");
    plaudit.finish().await;
}

/// In Teams it is posted on a card, and chosen by its buttons.
#[tokio::test]
async fn days_are_chosen_and_celebrated_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("celebrations.of", "birthdays").await;
    let tenant = plaudit.app().teams_tenant.clone().unwrap();
    let channel = format!("teams:{tenant}/{}", plaudit_sandbox::teams::KUDOS);
    plaudit.set("celebrations.channel", &channel).await;
    plaudit.reached_in_teams_alone().await;
    let tomorrow = plaudit
        .clock
        .now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
        .tomorrow()
        .unwrap();
    let sql = format!(
        "UPDATE member SET birthday = '{:02}-{:02}' WHERE name LIKE 'Liam%'",
        tomorrow.month(),
        tomorrow.day()
    );
    change(&plaudit, &sql).await;
    let shown = plaudit.asked_alone("liam", "celebrations").await;
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&shown, "Birthday: in the channel").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    plaudit.clock.advance(jiff::SignedDuration::from_hours(23));
    let desk = &plaudit.app().desk;
    crate::harness::keep_schedule(desk).await;
    desk.run_nudges().await.unwrap();
    plaudit.hush().await;
    let posted: Vec<_> = plaudit.teams().messages(plaudit_sandbox::teams::KUDOS);
    let posts = posted
        .iter()
        .filter(|it| it.shown().contains("Happy birthday"));
    assert_eq!(posts.count(), 1, "{posted:?}");
    plaudit.finish().await;
}
