//! Messages of Slack that are no ordinary ones: replies that are sent to the channel as well, and
//! `/me`. One message gives once.

use super::scene::{READERS, SLACK, Scene};

const LIAM: &str = READERS[0].1;

#[tokio::test]
async fn a_reply_that_is_sent_to_the_channel_gives_once() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    let root = liam.post(SLACK, "who stayed late?").await.ts.unwrap();
    for (text, points) in [("@zoe ++ did", 1), ("@Plaudit @zoe +3 did", 3)] {
        let before = scene.given().await;
        let seen = liam.reply_to_channel(SLACK, &root, text).await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.hush().await;
        assert_eq!(scene.given().await, before + points, "{text}");
        let posted = plaudit.sandbox.messages(SLACK).pop().unwrap();
        assert!(posted.by_app, "{posted:?}");
        assert_eq!(posted.thread_ts.as_deref(), Some(root.as_str()), "{text}");
    }
    scene.finish().await;
}

#[tokio::test]
async fn what_is_said_with_me_counts() {
    let scene = Scene::new().await;
    let plaudit = &scene.plaudit;
    let liam = plaudit.sandbox.as_user(LIAM);
    for (text, points) in [
        ("gives @zoe ++", 1),
        ("thanks @zoe, @Plaudit +2", 2),
        ("waves at @zoe", 0),
    ] {
        let before = scene.given().await;
        let seen = liam.post_as_me(SLACK, text).await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.hush().await;
        assert_eq!(scene.given().await, before + points, "{text}");
    }
    scene.finish().await;
}
