//! What is urgent leaves, however much else waits.

use plaudit::outbox::{Letter, Weight};

use super::scene::{GENERAL, KUDOS, Row, SITI, Scene, seconds};

/// How many conversations wait.
const CROWD: usize = 6000;

impl Scene {
    /// A letter to each of `count` channels of their own.
    fn crowd(&self, count: usize, weight: Weight) -> Vec<Letter> {
        let letters = (0..count).map(|n| {
            let channel = format!("C{weight}{n:05}");
            self.letter(&channel, "news").weighing(weight)
        });
        letters.collect()
    }

    fn open_channels(&self, count: usize, weight: Weight) {
        use plaudit_sandbox::slack::Channel;
        self.sandbox.change(|model| {
            let channels = (0..count).map(|n| {
                let id = format!("C{weight}{n:05}");
                Channel::public(&id, &id).members([SITI])
            });
            model.team.channels.extend(channels);
        });
    }

    /// How many letters of a weight have left.
    async fn sent(&self, weight: Weight) -> usize {
        let rows = self.rows().await;
        let sent = rows
            .iter()
            .filter(|row| row.sent() && row.method.ends_with("#post"));
        sent.filter(|row| row.weight == weight.as_str()).count()
    }

    /// Waits until all that may leave by now has left.
    async fn come_to_rest(&self, weight: Weight) -> usize {
        let mut before = self.sent(weight).await;
        loop {
            self.look_round().await;
            let now = self.sent(weight).await;
            if now == before {
                return now;
            }
            before = now;
        }
    }
}

#[tokio::test]
async fn an_announcement_leaves_at_once_behind_thousands_of_notices() {
    let scene = Scene::open().await;
    scene.open_channels(200, Weight::Notice);
    // Those beyond the first few have no turn while the clock stands.
    for part in scene.crowd(CROWD, Weight::Notice).chunks(1000) {
        scene.put(part).await;
    }
    let worker = scene.hire();
    // Half of what Slack allows at once is for notices: a minute's fifth.
    scene
        .until(|rows| rows.iter().filter(|row| row.sent()).count() >= 60)
        .await;
    let before = scene.come_to_rest(Weight::Notice).await;
    assert!((60..90).contains(&before), "{before}");

    // The limit is used up as far as notices may: only what is urgent leaves.
    scene.put(&[scene.letter(KUDOS, "announced")]).await;
    scene.until(|rows| rows.last().is_some_and(Row::sent)).await;
    assert_eq!(scene.texts(KUDOS), ["announced"]);
    assert_eq!(scene.sent(Weight::Notice).await, before);
    // And so does the next, and one in a conversation that comes last.
    let last = "Czzz";
    scene.open_channel(last);
    scene
        .put(&[
            scene.letter(GENERAL, "one more"),
            scene.letter(last, "and one"),
        ])
        .await;
    let rows = scene
        .until(|rows| rows[CROWD..].iter().all(Row::sent))
        .await;
    assert!(rows.len() > CROWD);
    assert_eq!(scene.sent(Weight::Notice).await, before);
    scene.close(worker).await;
}

#[tokio::test]
async fn bulk_takes_only_what_is_left() {
    let scene = Scene::open().await;
    scene.open_channels(100, Weight::Bulk);
    scene.open_channels(100, Weight::Notice);
    scene.put(&scene.crowd(40, Weight::Bulk)).await;
    scene.put(&scene.crowd(40, Weight::Notice)).await;
    let worker = scene.hire();
    scene.until(|rows| rows[40..].iter().all(Row::sent)).await;
    assert_eq!(scene.come_to_rest(Weight::Bulk).await, 0);
    // What the notices took is given back by and by: five a second.
    scene.pass(seconds(7));
    scene.look_round().await;
    assert_eq!(scene.sent(Weight::Bulk).await, 0);
    for _ in 0..12 {
        scene.pass(seconds(1));
        scene.look_round().await;
    }
    assert!(scene.sent(Weight::Bulk).await > 0);
    scene.until(|rows| rows[..40].iter().all(Row::sent)).await;
    scene.close(worker).await;
}

#[tokio::test]
async fn notices_have_a_fifth_of_the_limit_however_much_is_announced() {
    let scene = Scene::open().await;
    scene.open_channels(300, Weight::Interactive);
    scene.open_channels(100, Weight::Notice);
    scene.put(&scene.crowd(300, Weight::Interactive)).await;
    let worker = scene.hire();
    scene
        .until(|rows| rows.iter().filter(|row| row.sent()).count() >= 120)
        .await;
    scene.come_to_rest(Weight::Interactive).await;
    // Everything is used up, and yet there is news to tell.
    scene.put(&scene.crowd(40, Weight::Notice)).await;
    let news = Weight::Notice.as_str();
    scene
        .until(|rows| rows.iter().any(|row| row.sent() && row.weight == news))
        .await;
    let first = scene.come_to_rest(Weight::Notice).await;
    assert!((1..=12).contains(&first), "{first}");
    for _ in 0..20 {
        scene.pass(seconds(1));
        scene.look_round().await;
    }
    let then = scene.come_to_rest(Weight::Notice).await;
    assert!(then > first && then <= first + 24, "{first}, {then}");
    scene.close(worker).await;
}

#[tokio::test]
async fn in_one_conversation_the_order_holds_within_a_weight() {
    let scene = Scene::open().await;
    let notice = |text: &str| scene.letter(KUDOS, text).weighing(Weight::Notice);
    scene
        .put(&[
            notice("first"),
            notice("second"),
            scene.letter(KUDOS, "urgent"),
        ])
        .await;
    let worker = scene.hire();
    for count in 1..=3 {
        scene
            .until(|rows| rows.iter().filter(|row| row.sent()).count() == count)
            .await;
        scene.pass(seconds(1));
    }
    assert_eq!(scene.texts(KUDOS), ["urgent", "first", "second"]);
    scene.close(worker).await;
}
