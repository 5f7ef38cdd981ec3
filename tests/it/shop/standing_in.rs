//! Who decides while a manager is away.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::rewards::{Approval, Offer};
use plaudit_sandbox::teams::KUDOS as TEAMS_KUDOS;

use super::scene::{ANA, BUDI, KUDOS, RIZKY, SITI, coffee};
use crate::harness::teams::letters;
use crate::harness::{Plaudit, count};

const AGUS: &str = "U0AGUS00013";

/// Ana and Rizky report to Budi, who says whether they get a coffee; Ana has seventy points.
async fn managed() -> Plaudit {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    let offer = Offer {
        approval: Approval::Manager,
        ..coffee()
    };
    plaudit.offer(&offer, None).await;
    plaudit.earn(ANA, 70).await;
    for who in [ANA, RIZKY] {
        plaudit.reports_to(who, BUDI).await;
    }
    types(&plaudit, SITI, "manager add @budi").await;
    plaudit
}

async fn types(plaudit: &Plaudit, who: &str, text: &str) -> String {
    let seen = plaudit
        .sandbox
        .as_user(who)
        .slash(KUDOS, "/kudos", text)
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    plaudit.shown_to(who).shown()
}

fn told(plaudit: &Plaudit, who: &str) -> usize {
    plaudit.sandbox.dm_with_bot(who).len()
}

#[tokio::test]
async fn a_stand_in_is_asked_too_and_decides_for_whoever_is_away() {
    let plaudit = managed().await;
    let said = types(&plaudit, BUDI, "pengganti @rizky sampai 5 des").await;
    assert!(said.contains("Rizky") && said.contains("5 Des"), "{said}");
    let news = plaudit.told_directly(RIZKY).shown();
    assert!(
        news.contains("menggantikan Budi Santoso sampai 5 Des"),
        "{news}"
    );
    let (budi, rizky) = (told(&plaudit, BUDI), told(&plaudit, RIZKY));
    plaudit.takes(ANA, "coffee").await;
    assert_eq!(told(&plaudit, BUDI), budi + 1, "who is away is asked, too");
    assert_eq!(told(&plaudit, RIZKY), rizky + 1);
    let asked = plaudit.told_directly(RIZKY).shown();
    assert!(
        asked.contains("Ana") && asked.contains("menggantikan Budi"),
        "{asked}"
    );
    let list = types(&plaudit, RIZKY, "approvals").await;
    assert!(
        list.contains("Ana") && list.contains("menggantikan Budi"),
        "{list}"
    );
    let seen = plaudit.presses_directly(RIZKY, "rewards.approve").await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    let settled = plaudit.told_directly(BUDI).shown();
    assert!(
        settled.contains("Rizky Pratama (menggantikan Budi Santoso)"),
        "{settled}"
    );
    let audit = types(&plaudit, SITI, "audit").await;
    assert!(audit.contains("(menggantikan Budi Santoso)"), "{audit}");
    assert!(audit.contains("menunjuk Rizky Pratama"), "{audit}");
    plaudit.finish().await;
}

/// What waits already is handed over, and is rejected with a reason in a form.
#[tokio::test]
async fn what_waits_when_it_begins_is_handed_over() {
    let plaudit = managed().await;
    plaudit.takes(ANA, "coffee").await;
    let before = told(&plaudit, RIZKY);
    types(&plaudit, BUDI, "standin @rizky until 2026-12-05").await;
    assert_eq!(
        told(&plaudit, RIZKY),
        before + 2,
        "the news, and what waits"
    );
    let seen = plaudit.presses_directly(RIZKY, "rewards.reject").await;
    assert!(seen.is_ok(), "{seen:?}");
    let seen = plaudit.sends(RIZKY, [("reason", "Not this month")]).await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(plaudit.redemptions().await, ["rejected 50"]);
    plaudit.finish().await;
}

/// Once it is over, or taken back, the stand-in decides nothing.
#[tokio::test]
async fn it_ends_with_its_last_day_or_before() {
    let plaudit = managed().await;
    types(&plaudit, BUDI, "standin @rizky until 11 nov").await;
    plaudit.takes(ANA, "coffee").await;
    let asked = plaudit.told_directly(RIZKY);
    let approves = async || {
        let rizky = plaudit.sandbox.as_user(RIZKY);
        let button = "rewards.approve";
        let seen = rizky.press(&asked.channel, &asked.ts, button).await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.quiet().await;
    };
    plaudit.clock.advance(SignedDuration::from_hours(37));
    approves().await;
    assert_eq!(plaudit.redemptions().await, ["requested 50"]);
    let said = types(&plaudit, RIZKY, "approvals").await;
    assert!(!said.contains("Ana"), "{said}");
    types(&plaudit, BUDI, "standin @rizky until 30 nov").await;
    let shown = types(&plaudit, BUDI, "standin").await;
    assert!(
        shown.contains("Rizky") && shown.contains("30 Nov"),
        "{shown}"
    );
    types(&plaudit, BUDI, "standin off").await;
    approves().await;
    assert_eq!(plaudit.redemptions().await, ["requested 50"]);
    plaudit.finish().await;
}

/// Nobody decides on their own, chains are not followed, and who left is passed over.
#[tokio::test]
async fn a_stand_in_is_nobody_who_redeems_and_nobody_who_left() {
    let plaudit = managed().await;
    types(&plaudit, SITI, "manager add @rizky").await;
    types(&plaudit, BUDI, "standin @rizky until 5 dec").await;
    types(&plaudit, RIZKY, "standin @agus until 5 dec").await;
    plaudit.earn(BUDI, 60).await;
    let give = "@rizky +60 for everything";
    let siti = plaudit.sandbox.as_user(SITI);
    assert!(siti.slash(KUDOS, "/kudos", give).await.is_ok());
    plaudit.quiet().await;
    let own = told(&plaudit, RIZKY);
    plaudit.takes(RIZKY, "coffee").await;
    assert_eq!(told(&plaudit, RIZKY), own, "it is their own");
    let agus = told(&plaudit, AGUS);
    plaudit.takes(ANA, "coffee").await;
    assert_eq!(told(&plaudit, RIZKY), own + 1);
    assert_eq!(told(&plaudit, AGUS), agus, "chains are not followed");

    let give = "@ana +40 for everything";
    assert!(siti.slash(KUDOS, "/kudos", give).await.is_ok());
    plaudit.quiet().await;
    let gone = "UPDATE member SET active = false WHERE id = (SELECT member_id FROM identity WHERE user_id = $1)";
    let gone = sqlx::query(gone).bind(RIZKY);
    gone.execute(&plaudit.db.pool).await.unwrap();
    let (budi, rizky) = (told(&plaudit, BUDI), told(&plaudit, RIZKY));
    plaudit.takes(ANA, "coffee").await;
    assert_eq!(told(&plaudit, BUDI), budi + 1);
    assert_eq!(told(&plaudit, RIZKY), rizky, "who left is passed over");
    plaudit.finish().await;
}

/// Whoever decides nothing names nobody, and a day that has been is refused, in everybody's language.
#[tokio::test]
async fn what_cannot_be_is_said_why() {
    let plaudit = managed().await;
    let said = types(&plaudit, ANA, "standin @budi until 5 dec").await;
    assert!(
        said.contains("nothing that you would have to decide"),
        "{said}"
    );
    for (text, expected) in [
        ("standin @rizky", "sampai kapan"),
        ("standin @budi until 5 dec", "dirinya sendiri"),
        ("standin @tamu until 5 dec", "hanya anggota organisasimu"),
        ("standin @rizky until 2026-11-09", "sudah lewat"),
        ("standin @rizky until 2028-12-05", "setahun"),
        ("standin off", "Tidak ada yang memutuskan"),
    ] {
        let said = types(&plaudit, BUDI, text).await;
        assert!(said.contains(expected), "{text}: {said}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn it_is_the_same_in_teams() {
    let plaudit = Plaudit::start_at_noon().await;
    let offer = Offer {
        approval: Approval::Admin,
        ..coffee()
    };
    plaudit.offer(&offer, None).await;
    plaudit.set("kudos.max_points_per_recipient", "100").await;
    plaudit
        .asked("budi", TEAMS_KUDOS, "@Plaudit @Liam +60 for everything")
        .await;
    let said = plaudit.asked(
        "siti",
        TEAMS_KUDOS,
        "@Plaudit wakil @Zoë Müller-Ångström sampai 5 des",
    );
    let said = said.await.shown();
    assert!(said.contains("5 Des"), "{said}");
    let card = plaudit.asked_alone("liam", "redeem coffee").await;
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&card, "Redeem for 50 points").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let asked = letters(&plaudit, "zoe").pop().unwrap();
    assert!(
        asked.shown().contains("for Siti Rahmawati"),
        "{}",
        asked.shown()
    );
    let seen = plaudit
        .teams()
        .as_user("zoe")
        .press(&asked, "Approve")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.redemptions().await, ["approved 50"]);
    plaudit.finish().await;
}

/// Whoever decides nothing is away as well: said by itself, or naming somebody in vain.
#[tokio::test]
async fn whoever_decides_nothing_is_away_all_the_same() {
    let plaudit = managed().await;
    let away = "SELECT count(*) FROM one_on_one_away";
    let stands_in = "SELECT count(*) FROM stand_in";
    let said = types(&plaudit, ANA, "standin until 5 dec").await;
    assert!(said.contains("away until 5 Dec"), "{said}");
    assert_eq!(count(&plaudit.db.pool, away).await, 1);
    let shown = types(&plaudit, ANA, "standin").await;
    assert!(shown.contains("away until 5 Dec"), "{shown}");
    let back = types(&plaudit, ANA, "standin off").await;
    assert!(back.contains("you are back"), "{back}");
    assert_eq!(count(&plaudit.db.pool, away).await, 0);
    let named = types(&plaudit, ANA, "standin @rizky until 6 dec").await;
    assert!(
        named.contains("away until 6 Dec") && named.contains("nobody decides for you"),
        "{named}"
    );
    assert_eq!(count(&plaudit.db.pool, away).await, 1);
    assert_eq!(count(&plaudit.db.pool, stands_in).await, 0);
    let late = types(&plaudit, ANA, "standin until 2029-01-01").await;
    assert!(late.contains("more than a year ahead"), "{late}");
    plaudit.finish().await;
}
