//! The same in Teams.

use plaudit_sandbox::teams::KUDOS;

use crate::harness::Plaudit;
use crate::harness::teams::letters;

#[tokio::test]
async fn whoever_is_in_teams_is_told_there_and_finds_the_shop() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("rewards.expiry_months", "1").await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @Liam +12 for everything")
        .await;
    plaudit.reached_in_teams_alone().await;
    plaudit.app().desk.expire_points().await.unwrap();
    plaudit.hush().await;
    let hourglass = || {
        let mut told = letters(&plaudit, "liam").into_iter();
        told.rfind(|it| it.shown().contains('⏳'))
    };
    let told = hourglass().unwrap();
    let said = told.shown().replace('*', "");
    assert!(said.contains("12 points expire on 10 Dec"), "{said}");
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&told, "Look at the rewards").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let balance = plaudit.asked_alone("liam", "balance").await.shown();
    assert!(balance.contains("12 points expire on 10 Dec"), "{balance}");
    plaudit.finish().await;
}
