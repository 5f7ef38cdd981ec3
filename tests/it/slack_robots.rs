//! A user group of bots alone: nobody in it receives anything, and whoever thanks it is told so.

use plaudit_sandbox::slack::{Message, User, UserGroup};

use crate::harness::Plaudit;

const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

/// The company with three more groups: of bots, of bots and somebody who left, and of nobody.
async fn with_robots() -> Plaudit {
    let plaudit = Plaudit::start().await;
    plaudit.sandbox.change(|model| {
        let team = &mut model.team;
        for (id, name) in [("U0ROBOT0091", "ci"), ("U0ROBOT0092", "deploy")] {
            team.users.push(User::bot(id, name, name));
        }
        let robots = ["U0ROBOT0091", "U0ROBOT0092"];
        let left = [robots[0], "U0GONE00021"];
        for group in [
            UserGroup::new("S0ROBOTS001", "robots", "Robots", robots),
            UserGroup::new("S0MACHINE02", "machines", "Machines", left),
            UserGroup::new("S0NOBODY003", "nobody", "Nobody", []),
        ] {
            team.groups.push(group);
        }
    });
    plaudit
}

/// What somebody was told alone, by command or later.
async fn told(plaudit: &Plaudit, who: &str, typed: &str) -> String {
    let before = plaudit.sandbox.ephemerals(who).len();
    let seen = plaudit
        .sandbox
        .as_user(who)
        .slash(KUDOS, "/kudos", typed)
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    let later = plaudit.sandbox.ephemerals(who).into_iter().skip(before);
    let later: Vec<String> = later.map(|it: Message| it.shown()).collect();
    format!("{} {}", seen.text, later.join(" "))
}

#[tokio::test]
async fn a_group_of_bots_receives_nothing_and_is_not_called_empty() {
    let plaudit = with_robots().await;
    for (who, nobody, empty) in [
        (
            ANA,
            "Nobody in that group can receive",
            "Nobody is in that group",
        ),
        (
            "U0SITI00001",
            "Tidak ada anggota grup itu",
            "Grup itu kosong",
        ),
        (
            "U0NURAI0003",
            "Tiada sesiapa dalam kumpulan itu",
            "Kumpulan itu kosong",
        ),
    ] {
        for (typed, says) in [
            ("@robots +2 for the build", nobody),
            ("@machines +2 for the build", nobody),
            ("@robots @machines +2", nobody),
            ("@nobody +2 for nothing", empty),
        ] {
            let told = told(&plaudit, who, typed).await;
            assert!(told.contains(says), "{who} {typed}: {told}");
        }
    }
    assert_eq!(plaudit.standing().await, 0);
    assert!(plaudit.sandbox.messages(KUDOS).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn people_beside_a_group_of_bots_receive_alone() {
    let plaudit = with_robots().await;
    told(&plaudit, ANA, "@budi @robots +2 for the release").await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 1);
    let announced = plaudit.sandbox.messages(KUDOS);
    assert_eq!(announced.len(), 1, "{announced:?}");
    assert!(!announced[0].shown().contains("deploy"), "{announced:?}");

    // Said to the bot, and overheard where it sits: whoever is meant is nobody either way.
    let ana = plaudit.sandbox.as_user(ANA);
    ana.post(KUDOS, "@plaudit @robots +2 thanks").await;
    ana.post(KUDOS, "@robots ++").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 1);
    let told = plaudit.sandbox.ephemerals(ANA).pop().unwrap().shown();
    assert!(told.contains("Nobody in that group can receive"), "{told}");
    plaudit.finish().await;
}
