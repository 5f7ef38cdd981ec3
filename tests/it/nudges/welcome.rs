//! New colleagues are welcomed once ever, and a crowd is not.

use jiff::SignedDuration;
use plaudit_sandbox::teams::{GENERAL as TEAM, KUDOS, User};

use super::{BUDI, GENERAL, GRACE, SITI, appears, at, change, move_to, posted, start, told};
use crate::harness::teams::letters;
use crate::harness::{Plaudit, count, keep_schedule};

const WELCOME: &str = "Welcome";
/// A Monday at noon in Jakarta, and the days after at ten.
const MONDAY: &str = "2026-11-16T05:00:00Z";
const WEDNESDAY: &str = "2026-11-18T03:00:00Z";
const THURSDAY: &str = "2026-11-19T03:00:00Z";

async fn welcoming(set: &[(&str, &str)]) -> Plaudit {
    let plaudit = start(MONDAY, &[]).await;
    move_to(&plaudit, "2026-11-17T06:00:00Z");
    for (key, value) in set {
        plaudit.set(key, value).await;
    }
    plaudit
}

#[tokio::test]
async fn whoever_is_seen_first_is_welcomed_once_ever() {
    let plaudit = welcoming(&[("welcome.channel", GENERAL)]).await;
    at(&plaudit, WEDNESDAY).await;
    assert!(
        posted(&plaudit, GENERAL, WELCOME).is_empty(),
        "nobody is new"
    );
    appears(&plaudit, "U0NEW000001", "Dimas Baru").await;
    at(&plaudit, THURSDAY).await;
    at(&plaudit, "2026-11-19T03:30:00Z").await;
    let welcomes = posted(&plaudit, GENERAL, WELCOME);
    assert_eq!(welcomes.len(), 1);
    assert!(welcomes[0].contains("U0NEW000001"), "{welcomes:?}");
    // They leave and come back.
    for active in ["false", "true"] {
        let sql = format!("UPDATE identity SET active = {active} WHERE user_id = 'U0NEW000001';
                           UPDATE member SET active = {active}
                           WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0NEW000001')");
        change(&plaudit, &sql).await;
    }
    at(&plaudit, "2026-11-20T03:00:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, WELCOME).len(), 1);
    // On a weekend nobody is welcomed; on Monday they are, together.
    appears(&plaudit, "U0NEW000002", "Eka").await;
    at(&plaudit, "2026-11-21T03:00:00Z").await;
    appears(&plaudit, "U0NEW000003", "Fitri").await;
    at(&plaudit, "2026-11-22T03:00:00Z").await;
    assert_eq!(posted(&plaudit, GENERAL, WELCOME).len(), 1);
    at(&plaudit, "2026-11-23T03:00:00Z").await;
    let welcomes = posted(&plaudit, GENERAL, WELCOME);
    assert_eq!(welcomes.len(), 2);
    assert!(
        welcomes[1].contains("U0NEW000002") && welcomes[1].contains("U0NEW000003"),
        "{welcomes:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_colleague_of_years_is_not_new_by_being_joined_with_a_newer_row() {
    let plaudit = welcoming(&[("welcome.channel", GENERAL)]).await;
    appears(&plaudit, "U0NEW000001", "Budi on Teams").await;
    change(
        &plaudit,
        "UPDATE member SET active = false, merged_into = (SELECT member_id FROM identity WHERE user_id = 'U0NEW000001')
         WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0BUDI00002');
         UPDATE identity SET member_id = (SELECT member_id FROM identity WHERE user_id = 'U0NEW000001')
         WHERE user_id = 'U0BUDI00002'",
    )
    .await;
    at(&plaudit, WEDNESDAY).await;
    at(&plaudit, THURSDAY).await;
    assert!(posted(&plaudit, GENERAL, WELCOME).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn an_installation_and_a_crowd_are_not_welcomed() {
    let plaudit = start(
        MONDAY,
        &[("welcome.channel", GENERAL), ("welcome.direct", "true")],
    )
    .await;
    // What comes within a day of the programme is its first sync.
    appears(&plaudit, "U0NEW000001", "Dimas Baru").await;
    at(&plaudit, "2026-11-17T03:00:00Z").await;
    assert!(posted(&plaudit, GENERAL, WELCOME).is_empty());
    move_to(&plaudit, "2026-11-17T06:00:00Z");
    for number in 100..130 {
        appears(&plaudit, &format!("U0NEW000{number}"), "Dimas Baru").await;
    }
    at(&plaudit, WEDNESDAY).await;
    at(&plaudit, THURSDAY).await;
    assert!(posted(&plaudit, GENERAL, WELCOME).is_empty());
    assert_eq!(told(&plaudit, GRACE, "30 people were seen here").len(), 1);
    let letters = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%U0NEW000%'";
    assert_eq!(count(&plaudit.db.pool, letters).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_admins_are_told_of_a_crowd_where_no_channel_is() {
    let plaudit = welcoming(&[("welcome.direct", "true")]).await;
    for number in 100..130 {
        appears(&plaudit, &format!("U0NEW000{number}"), "Dimas Baru").await;
    }
    at(&plaudit, WEDNESDAY).await;
    at(&plaudit, THURSDAY).await;
    assert_eq!(told(&plaudit, GRACE, "30 people were seen here").len(), 1);
    let letters = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%U0NEW000%'";
    assert_eq!(count(&plaudit.db.pool, letters).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_is_new_is_told_how_it_works_by_their_own_clock() {
    let plaudit = welcoming(&[("welcome.direct", "true")]).await;
    plaudit.sandbox.change(|model| {
        let mut new = model
            .team
            .users
            .iter()
            .find(|it| it.id == BUDI)
            .unwrap()
            .clone();
        "U0NEW000001".clone_into(&mut new.id);
        model.team.users.push(new);
    });
    appears(&plaudit, "U0NEW000001", "Dimas Baru").await;
    at(&plaudit, "2026-11-18T02:59:00Z").await;
    let hello = || plaudit.sandbox.dm_with_bot("U0NEW000001");
    assert!(hello().is_empty());
    at(&plaudit, WEDNESDAY).await;
    at(&plaudit, THURSDAY).await;
    assert_eq!(hello().len(), 1, "{:?}", hello());
    assert!(format!("{:?}", hello()[0].blocks).contains("kudos.open_form"));
    assert!(plaudit.sandbox.dm_with_bot(SITI).is_empty());
    plaudit.finish().await;
}

/// Somebody comes to the company on Teams, and adds the app.
async fn adds_the_app(plaudit: &Plaudit, number: u32, (short, name): (&str, &str)) {
    let aad = format!("5f0c2d1e-0000-4000-8000-0000000000{number}");
    let user = User::new(&aad, short, name);
    plaudit.teams().change(|model| {
        let team = model.company.teams.iter_mut().find(|it| it.id == TEAM);
        team.unwrap().members.push(user.aad.clone());
        model.company.users.push(user);
    });
    let person = plaudit.teams().as_user(short);
    assert!(person.install().await.is_ok());
    plaudit.hush().await;
}

/// It is so many hours later, and what is due is told.
async fn hours_later(plaudit: &Plaudit, hours: i64) {
    plaudit.clock.advance(SignedDuration::from_hours(hours));
    let desk = &plaudit.app().desk;
    keep_schedule(desk).await;
    desk.run_nudges().await.unwrap();
    plaudit.hush().await;
}

/// In Teams the bot says so as soon as somebody adds it.
#[tokio::test]
async fn whoever_added_the_app_is_not_told_again_how_it_works() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("welcome.direct", "true").await;
    // Whoever is seen on a programme's first day is no new colleague.
    change(
        &plaudit,
        "UPDATE workspace SET created_at = '2026-11-10T12:00:00Z'",
    )
    .await;
    plaudit.clock.advance(SignedDuration::from_hours(25));
    let users = [("added", "Dimas Baru"), ("seen", "Eka")];
    for (number, (short, name)) in (90..).zip(users) {
        adds_the_app(&plaudit, number, (short, name)).await;
    }
    // One of them is new to us, and was told nothing yet.
    change(
        &plaudit,
        "DELETE FROM nudge_told WHERE member_id = (SELECT id FROM member WHERE name = 'Eka')",
    )
    .await;
    for _ in 0..24 {
        hours_later(&plaudit, 1).await;
    }
    let hellos = |who: &str| letters(&plaudit, who).len();
    assert_eq!((hellos("added"), hellos("seen")), (1, 2));
    plaudit.finish().await;
}

/// In Teams everyone in the channel reads who is new, and they are called.
#[tokio::test]
async fn whoever_is_new_is_welcomed_once_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    let tenant = plaudit.app().teams_tenant.clone().unwrap();
    let channel = format!("teams:{tenant}/{KUDOS}");
    plaudit.set("welcome.channel", &channel).await;
    let began = "UPDATE workspace SET created_at = '2026-11-10T12:00:00Z'";
    change(&plaudit, began).await;
    let welcomes = || {
        let shown = plaudit.posts(KUDOS).into_iter().map(|it| it.shown());
        shown
            .filter(|it| it.contains("Good to have you here"))
            .collect::<Vec<String>>()
    };
    // Whoever was there before is not new.
    hours_later(&plaudit, 25).await;
    assert!(welcomes().is_empty(), "{:?}", welcomes());
    adds_the_app(&plaudit, 90, ("baru", "Dimas Baru")).await;
    adds_the_app(&plaudit, 91, ("lagi", "Eka")).await;
    for _ in 0..2 {
        hours_later(&plaudit, 24).await;
    }
    let said = welcomes();
    assert_eq!(said.len(), 1, "{said:?}");
    for called in ["<at>Dimas Baru</at>", "<at>Eka</at>"] {
        assert!(said[0].contains(called), "{called}: {said:?}");
    }
    plaudit.finish().await;
}

/// Late, but not weeks.
#[tokio::test]
async fn a_downtime_makes_it_late() {
    for (back, welcomed) in [
        ("2026-11-18T04:00:00Z", 1),
        ("2026-11-20T03:30:00Z", 1),
        ("2026-12-07T03:30:00Z", 0),
    ] {
        let plaudit = welcoming(&[("welcome.channel", GENERAL)]).await;
        appears(&plaudit, "U0NEW000001", "Dimas Baru").await;
        at(&plaudit, back).await;
        assert_eq!(posted(&plaudit, GENERAL, WELCOME).len(), welcomed, "{back}");
        plaudit.finish().await;
    }
}
