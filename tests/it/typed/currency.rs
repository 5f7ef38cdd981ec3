//! Points are called as the organisation calls them, in what is typed and in what is told.

use super::scene::Where::{Alone, Command, ToBot};
use super::scene::{READERS, Scene};

#[tokio::test]
async fn points_are_given_by_the_name_they_have() {
    let scene = Scene::new().await;
    scene.plaudit.set("currency.name", "tacos").await;
    for (typed, points) in [
        ("3 tacos to @zoe", 3),
        ("@zoe 3 tacos thanks", 3),
        ("beri @zoe 2tacos", 2),
        ("@zoe 1 taco for lunch", 1),
    ] {
        for place in [Command, ToBot, Alone] {
            let outcome = scene.in_slack(typed, place, READERS[0].1).await;
            assert_eq!(outcome.given, points, "{typed}, {place:?}: {outcome:?}");
        }
        for place in [ToBot, Alone] {
            let outcome = scene.in_teams(typed, place, READERS[0].0).await;
            assert_eq!(outcome.given, points, "{typed}, {place:?}: {outcome:?}");
        }
    }
    for ((_, reader), says) in READERS.iter().zip(["1 × tacos", "1 tacos", "1 tacos"]) {
        let outcome = scene.in_slack("@zoe 1 taco", Command, reader).await;
        let told = outcome.told.iter().any(|told| told.contains(says));
        assert!(told, "{says}: {outcome:?}");
    }
    scene.finish().await;
}
