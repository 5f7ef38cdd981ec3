//! The same in Teams.

use plaudit_sandbox::teams::{KUDOS, Message};

use crate::harness::Plaudit;
use crate::harness::teams::letters;

async fn start() -> Plaudit {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.app().desk.prepare_badges().await.unwrap();
    plaudit.db.with_badges().await;
    plaudit.reached_in_teams_alone().await;
    plaudit
}

#[tokio::test]
async fn badges_are_earned_told_and_shown_in_teams() {
    let plaudit = start().await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @Liam +3 for the launch")
        .await;
    plaudit.follow().await;
    plaudit.hush().await;
    let told = letters(&plaudit, "liam");
    let said: Vec<String> = told.iter().map(Message::shown).collect();
    let earned = said.iter().filter(|it| it.contains("You earned a badge"));
    assert_eq!(earned.count(), 1, "{said:?}");
    let own = plaudit.asked_alone("liam", "badges").await.shown();
    assert!(
        own.contains("First kudos") && own.contains("1 of 10"),
        "{own}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn an_admin_makes_and_awards_a_badge_on_cards() {
    let plaudit = start().await;
    let shown = plaudit.asked_alone("siti", "lencana").await;
    let siti = plaudit.teams().as_user("siti");
    assert!(siti.press(&shown, "Buat lencana").await.is_ok());
    for (field, answer) in [
        ("name", "Code Hero"),
        ("picture", "https://example.com/hero.png"),
        ("rule", "by-hand"),
    ] {
        assert!(siti.fill(field, answer).is_ok(), "{field}");
    }
    let seen = siti.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let shown = plaudit.asked_alone("siti", "lencana").await;
    assert!(siti.press(&shown, "Beri lencana").await.is_ok());
    for (field, answer) in [
        ("badge", "code-hero"),
        ("to", "@liam"),
        ("why", "for the night of the outage"),
    ] {
        let filled = siti.fill(field, answer);
        assert!(filled.is_ok(), "{field}: {filled:?}");
    }
    let seen = siti.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let told = letters(&plaudit, "liam").pop().unwrap().shown();
    assert!(
        told.contains("Code Hero") && told.contains("night of the outage"),
        "{told}"
    );
    let own = plaudit.asked_alone("liam", "badges").await;
    assert!(
        format!("{own:?}").contains("https://example.com/hero.png"),
        "{own:?}"
    );
    plaudit.finish().await;
}
