//! What people do not want to be told.

use super::{AISYAH, ANA, BUDI, KUDOS, ZOE, read, told, writes};
use crate::harness::Plaudit;

#[tokio::test]
async fn what_is_muted_is_not_told_and_the_points_arrive() {
    let plaudit = Plaudit::start().await;
    let person = |id: &str| plaudit.sandbox.as_user(id);
    let seen = person(ZOE)
        .slash(KUDOS, "/kudos", "notices off joins")
        .await;
    assert!(seen.text.contains("no longer tell you"), "{seen:?}");
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    person(ANA).react(KUDOS, &ts, "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE).await, 1);
    assert_eq!(read(&plaudit, ZOE), Vec::<String>::new());

    // Another kind still comes, until its own button is pressed.
    person(BUDI)
        .slash(KUDOS, "/kudos", "@zoe +2 untuk ikon")
        .await;
    plaudit.quiet().await;
    let kudos = told(&plaudit.sandbox, ZOE).pop().unwrap();
    assert!(kudos.shown().contains("gave you *2 points*"), "{kudos:?}");
    person(ZOE)
        .press(&kudos.channel, &kudos.ts, "notices.mute_news")
        .await;
    plaudit.quiet().await;
    let answer = told(&plaudit.sandbox, ZOE).pop().unwrap();
    assert!(answer.shown().contains("Unmute kudos"), "{answer:?}");
    person(BUDI)
        .slash(KUDOS, "/kudos", "@zoe +2 untuk warna")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE).await, 5);
    assert_eq!(told(&plaudit.sandbox, ZOE).len(), 2);

    // And back, by the button of the answer.
    person(ZOE)
        .press(&answer.channel, &answer.ts, "notices.unmute")
        .await;
    plaudit.quiet().await;
    assert!(read(&plaudit, ZOE)[1].contains("from now on"));
    person(BUDI)
        .slash(KUDOS, "/kudos", "@zoe +1 untuk huruf")
        .await;
    person(ANA)
        .slash(KUDOS, "/kudos", "@budi +1 for the roof")
        .await;
    plaudit.quiet().await;
    assert_eq!(told(&plaudit.sandbox, ZOE).len(), 3);
    let budi = read(&plaudit, BUDI);
    assert!(budi[0].contains("Senyapkan"), "{budi:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_on_is_shown_and_changed_in_three_languages() {
    let plaudit = Plaudit::start().await;
    for (user, show, off, on) in [
        (
            ANA,
            ("notices", "What I tell you", ": muted"),
            ("notices off joins", "no longer tell you"),
            ("notices on joins", "from now on I tell you"),
        ),
        (
            BUDI,
            ("notifikasi", "Yang saya kabarkan", ": disenyapkan"),
            ("notifikasi matikan reaksi", "tidak lagi mengabarimu"),
            ("pemberitahuan nyalakan reaksi", "saya mengabarimu"),
        ),
        (
            AISYAH,
            ("notis", "Apa yang saya maklumkan", ": disenyapkan"),
            ("notis senyapkan reaksi", "tidak lagi memaklumkan"),
            ("notis hidupkan", "akan memaklumkan"),
        ),
    ] {
        let ask = async |text: &str| {
            let person = plaudit.sandbox.as_user(user);
            let seen = person.slash(KUDOS, "/kudos", text).await;
            assert_eq!(seen.status, Some(200), "{text}: {seen:?}");
            plaudit.sandbox.ephemerals(user).pop().unwrap().shown()
        };
        let (show, title, muted) = show;
        let shown = ask(show).await;
        assert!(shown.contains(title) && !shown.contains(muted), "{shown}");
        let said = ask(off.0).await;
        assert!(said.contains(off.1), "{said}");
        let shown = ask(show).await;
        assert_eq!(shown.matches(muted).count(), 1, "{shown}");
        let said = ask(on.0).await;
        assert!(said.contains(on.1), "{said}");
        let shown = ask(show).await;
        assert!(!shown.contains(muted), "{shown}");
    }
    plaudit.finish().await;
}
