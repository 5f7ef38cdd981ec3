//! Whoever thanked nobody for long is asked whom they could thank.

use plaudit_sandbox::slack::Message;

use super::{
    ANA, BUDI, GRACE, GUEST, KUDOS, LEADERS, SITI, ZOE, appears, at, by_hand, change, gives,
    move_to, start, told, types,
};
use crate::harness::{Plaudit, count};

/// A Monday at noon in Jakarta.
const BEGIN: &str = "2026-11-02T05:00:00Z";

async fn asking() -> Plaudit {
    start(BEGIN, &[("kudos.thank_days", "30")]).await
}

/// What somebody was asked.
fn asked(plaudit: &Plaudit, who: &str) -> Vec<Message> {
    let all = plaudit.sandbox.dm_with_bot(who).into_iter();
    all.filter(|it| format!("{:?}", it.blocks).contains("thanking"))
        .collect()
}

#[tokio::test]
async fn whoever_thanked_nobody_for_so_many_days_is_asked_once_in_as_many() {
    let plaudit = asking().await;
    gives(&plaudit, BUDI, KUDOS, "@ana +1 untuk bantuannya").await;
    gives(&plaudit, ZOE, KUDOS, "@budi @ana +1 for the demo").await;
    plaudit.sandbox.as_user(SITI).invite_bot(LEADERS).await;
    gives(&plaudit, SITI, LEADERS, "@budi +1 untuk rahasia").await;
    at(&plaudit, "2026-12-01T03:00:00Z").await;
    assert!(asked(&plaudit, BUDI).is_empty(), "it is too early");
    // Thirty days after, at ten.
    at(&plaudit, "2026-12-02T02:59:00Z").await;
    assert!(asked(&plaudit, BUDI).is_empty(), "and too early in the day");
    at(&plaudit, "2026-12-03T03:00:00Z").await;
    let budi = asked(&plaudit, BUDI);
    assert_eq!(budi.len(), 1, "{budi:?}");
    let said = budi[0].shown();
    assert!(said.contains("30 hari"), "{said}");
    // With whom he had to do where everybody reads; nobody is called.
    assert!(
        said.contains("Zoë Müller") && said.contains("Ana Ferreira"),
        "{said}"
    );
    assert!(!said.contains("Siti") && !said.contains("<@"), "{said}");
    at(&plaudit, "2026-12-04T03:00:00Z").await;
    at(&plaudit, "2026-12-31T03:00:00Z").await;
    assert_eq!(asked(&plaudit, BUDI).len(), 1, "once in thirty days");
    let seen = plaudit
        .sandbox
        .as_user(BUDI)
        .press(&budi[0].channel, &budi[0].ts, "kudos.open_form")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(plaudit.sandbox.modals(BUDI).len(), 1);
    at(&plaudit, "2027-01-04T03:00:00Z").await;
    assert_eq!(asked(&plaudit, BUDI).len(), 2);
    let bulk =
        "SELECT count(*) FROM outbox WHERE weight <> 'bulk' AND letter::text LIKE '%thanking%'";
    assert_eq!(count(&plaudit.db.pool, bulk).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_is_asked_who_is_new_away_paused_muted_a_guest_or_gone() {
    let plaudit = asking().await;
    types(&plaudit, GRACE, "pause @agus").await;
    types(&plaudit, BUDI, "notifikasi matikan ajakan").await;
    change(&plaudit, "INSERT INTO one_on_one_away (workspace_id, member_id, last_day)
                      SELECT workspace_id, member_id, '2026-12-20' FROM identity WHERE user_id = 'U0ANA000005';
                      UPDATE member SET active = false
                      WHERE id = (SELECT member_id FROM identity WHERE user_id = 'U0ZOE000004')").await;
    move_to(&plaudit, "2026-11-20T03:00:00Z");
    appears(&plaudit, "U0NEW000001", "Dimas Baru").await;
    at(&plaudit, "2026-12-10T03:00:00Z").await;
    // Ten in New York, too, where Ana is.
    at(&plaudit, "2026-12-10T16:00:00Z").await;
    assert_eq!(asked(&plaudit, SITI).len(), 1);
    let new = "SELECT count(*) FROM nudge_told JOIN identity USING (member_id) WHERE user_id = 'U0NEW000001'";
    assert_eq!(count(&plaudit.db.pool, new).await, 0, "he is new");
    for who in [BUDI, ANA, ZOE, GUEST, "U0AGUS00013"] {
        assert!(asked(&plaudit, who).is_empty(), "{who}");
    }
    // Whoever is back is asked then.
    at(&plaudit, "2026-12-21T16:00:00Z").await;
    assert_eq!(asked(&plaudit, ANA).len(), 1);
    plaudit.finish().await;
}

/// An undone gift was not given, a holiday is no day to ask, and what is late is told the next day.
#[tokio::test]
async fn it_waits_for_a_working_day_and_is_not_asked_at_night() {
    let plaudit = asking().await;
    at(&plaudit, "2026-11-30T03:00:00Z").await;
    gives(&plaudit, BUDI, KUDOS, "@ana +1 untuk bantuannya").await;
    types(&plaudit, BUDI, "batal").await;
    change(&plaudit, "INSERT INTO holiday (workspace_id, country, day, name) SELECT id, '', '2026-12-04', 'A day off' FROM workspace").await;
    for off in [
        "2026-12-04T03:00:00Z",
        "2026-12-05T03:00:00Z",
        "2026-12-06T03:00:00Z",
    ] {
        at(&plaudit, off).await;
        assert!(asked(&plaudit, BUDI).is_empty(), "{off}");
    }
    // Nobody was there until the evening.
    at(&plaudit, "2026-12-07T14:00:00Z").await;
    assert!(asked(&plaudit, BUDI).is_empty(), "it is night");
    at(&plaudit, "2026-12-08T04:00:00Z").await;
    assert_eq!(asked(&plaudit, BUDI).len(), 1, "an hour late");
    assert!(told(&plaudit, BUDI, "belum pernah").len() == 1);
    plaudit.finish().await;
}

/// One row that cannot be read keeps no other from being told.
#[tokio::test]
async fn whoever_cannot_be_read_harms_no_other() {
    let plaudit = asking().await;
    plaudit.make_unreadable(BUDI).await;
    // He lives where Siti does.
    at(&plaudit, "2026-12-10T03:30:00Z").await;
    assert_eq!(asked(&plaudit, SITI).len(), 1);
    assert!(asked(&plaudit, BUDI).is_empty());
    plaudit.make_readable().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn it_is_off_unless_it_is_set() {
    let plaudit = start(BEGIN, &[]).await;
    at(&plaudit, "2026-12-10T03:00:00Z").await;
    assert!(asked(&plaudit, SITI).is_empty());
    plaudit.finish().await;
}

/// In Teams it says the same, and is muted by its button.
#[tokio::test]
async fn whoever_is_in_teams_is_asked_there() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("kudos.thank_days", "1").await;
    plaudit.reached_in_teams_alone().await;
    plaudit
        .clock
        .advance(jiff::SignedDuration::from_hours(24 * 3));
    let desk = &plaudit.app().desk;
    crate::harness::keep_schedule(desk).await;
    desk.run_nudges().await.unwrap();
    plaudit.hush().await;
    let told = crate::harness::teams::letters(&plaudit, "liam");
    let asked: Vec<_> = told
        .iter()
        .filter(|it| it.shown().contains("thanked a colleague"))
        .collect();
    assert_eq!(asked.len(), 1, "{told:?}");
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(asked[0], "Mute messages like this").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let muted = "SELECT count(*) FROM member WHERE 'thanking' = ANY (muted)";
    assert_eq!(count(&plaudit.db.pool, muted).await, 1);
    plaudit.finish().await;
}

/// Who was thanked along with everybody had to do with nobody by that.
#[tokio::test]
async fn a_thanks_to_a_crowd_brings_nobody_together() {
    let plaudit = asking().await;
    gives(&plaudit, ZOE, KUDOS, "@budi @ana +1 for the demo").await;
    gives(&plaudit, GRACE, KUDOS, "@budi @siti +1 for a good year").await;
    // As many more were thanked by the latter as make it a crowd.
    by_hand(
        &plaudit,
        "WITH people AS (
           INSERT INTO member (workspace_id, id, name, standing, active)
           SELECT id, gen_random_uuid(), 'Somebody ' || n, 'member', true FROM workspace, generate_series(1, 24) AS n
           RETURNING workspace_id, id
         )
         INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
         SELECT k.workspace_id, k.id, people.id, gen_random_uuid() FROM kudos k, people
         WHERE k.message LIKE '%good year%'",
    )
    .await;
    at(&plaudit, "2026-12-10T03:30:00Z").await;
    let budi = asked(&plaudit, BUDI);
    let said = budi[0].shown();
    for met in ["Zoë Müller", "Ana Ferreira", "Grace Nakamura"] {
        assert!(said.contains(met), "{met}: {said}");
    }
    assert!(
        !said.contains("Siti") && !said.contains("Somebody"),
        "{said}"
    );
    by_hand(
        &plaudit,
        "DELETE FROM kudos_recipient WHERE member_id IN (SELECT id FROM member WHERE name LIKE 'Somebody%');
         DELETE FROM nudge_told WHERE member_id IN (SELECT id FROM member WHERE name LIKE 'Somebody%');
         DELETE FROM member WHERE name LIKE 'Somebody%'",
    )
    .await;
    plaudit.finish().await;
}

/// A round has many steps, and a turn has few: it goes on until everybody was looked at.
#[tokio::test]
async fn thousands_are_looked_at_in_turns_and_keep_no_other_nudge_waiting() {
    let plaudit = asking().await;
    plaudit.set("welcome.channel", KUDOS).await;
    by_hand(
        &plaudit,
        "INSERT INTO member (workspace_id, id, name, standing, active, time_zone)
         SELECT id, overlay(gen_random_uuid()::text PLACING '00000000-0000' FROM 1 FOR 13)::uuid, 'Somebody ' || n,
                'member', true, 'Asia/Jakarta'
         FROM workspace, generate_series(1, 2500) AS n",
    )
    .await;
    move_to(&plaudit, "2026-12-09T12:00:00Z");
    appears(&plaudit, "U0NEW000001", "Dimas Baru").await;
    at(&plaudit, "2026-12-10T03:30:00Z").await;
    let told = "SELECT count(*) FROM nudge_told t JOIN member m ON m.id = t.member_id WHERE m.name LIKE 'Somebody%'";
    assert_eq!(count(&plaudit.db.pool, told).await, 2500);
    let left = "SELECT count(*) FROM nudge_round WHERE began_at <= '2026-12-10T03:30:00Z' AND zone = 'Asia/Jakarta'";
    assert_eq!(count(&plaudit.db.pool, left).await, 0);
    let welcomed = super::posted(&plaudit, KUDOS, "U0NEW000001");
    assert_eq!(welcomed.len(), 1, "{welcomed:?}");
    by_hand(
        &plaudit,
        "DELETE FROM nudge_told WHERE member_id IN (SELECT id FROM member WHERE name LIKE 'Somebody%');
         DELETE FROM member WHERE name LIKE 'Somebody%'",
    )
    .await;
    plaudit.finish().await;
}
