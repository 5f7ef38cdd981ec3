//! One emoji in several spellings on one message: it gives once, while one of them is there.

use serde_json::{Value, json};

use crate::harness::Plaudit;

const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// Names and tones of one emoji.
const SPELLINGS: [&str; 3] = ["clap", "clap::skin-tone-3", "clapping_hands"];

#[tokio::test]
async fn one_emoji_gives_once_in_whatever_spellings_it_is_there() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let budi = plaudit.sandbox.as_user(BUDI);
    let ts = budi.post(KUDOS, "the migration is done").await.ts.unwrap();
    for round in 0..2 {
        for spelling in SPELLINGS {
            ana.react(KUDOS, &ts, spelling).await;
            plaudit.quiet().await;
            assert_eq!(plaudit.points(BUDI).await, 1, "{spelling} in {round}");
        }
        // In another order than they came.
        for (spelling, left) in [(SPELLINGS[0], 1), (SPELLINGS[2], 1), (SPELLINGS[1], 0)] {
            ana.unreact(KUDOS, &ts, spelling).await;
            plaudit.quiet().await;
            assert_eq!(plaudit.points(BUDI).await, left, "{spelling} in {round}");
        }
    }
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn two_spellings_on_an_announcement_join_once() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user("U0SITI00001");
    siti.slash(KUDOS, "/kudos", "@budi +3 untuk rilis").await;
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS);
    let ts = announced.into_iter().find(|it| it.by_app).unwrap().ts;
    let ana = plaudit.sandbox.as_user(ANA);
    // At once, with the button: they are one act.
    tokio::join!(
        ana.react(KUDOS, &ts, SPELLINGS[0]),
        ana.react(KUDOS, &ts, SPELLINGS[1]),
        ana.press(KUDOS, &ts, "kudos.boost"),
    );
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    ana.slash(KUDOS, "/kudos", "undo").await;
    for spelling in &SPELLINGS[..2] {
        ana.unreact(KUDOS, &ts, spelling).await;
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    // Anew, by emoji alone: the first that is taken away takes nothing back.
    for spelling in &SPELLINGS[..2] {
        ana.react(KUDOS, &ts, spelling).await;
        plaudit.quiet().await;
    }
    for (spelling, left) in [(SPELLINGS[0], 4), (SPELLINGS[1], 3)] {
        ana.unreact(KUDOS, &ts, spelling).await;
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, left, "{spelling}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_undone_by_hand_is_not_given_by_what_is_told_again() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let budi = plaudit.sandbox.as_user(BUDI);
    let ts = budi.post(KUDOS, "done").await.ts.unwrap();
    for spelling in &SPELLINGS[..2] {
        ana.react(KUDOS, &ts, spelling).await;
        plaudit.quiet().await;
    }
    let told = plaudit.sandbox.deliveries().len();
    ana.slash(KUDOS, "/kudos", "undo").await;
    plaudit.quiet().await;
    for number in [told - 1, told] {
        plaudit.sandbox.redeliver(number).await;
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

/// What Ana did with reactions, and when: a spelling, and whether it was put on.
const HISTORY: [(usize, bool); 8] = [
    (0, true),
    (1, true),
    (0, false),
    (2, true),
    (0, true),
    (1, false),
    (2, false),
    (0, false),
];

/// Slack's words for one of these.
fn told(ts: &str, nth: usize) -> Value {
    let (spelling, added) = HISTORY[nth];
    json!({
        "type": if added { "reaction_added" } else { "reaction_removed" },
        "user": ANA, "reaction": SPELLINGS[spelling], "item_user": BUDI,
        "event_ts": format!("1794300200.000{}00", nth + 1),
        "item": {"type": "message", "channel": KUDOS, "ts": ts},
    })
}

/// The first `many` numbers in some order, another one for each seed.
fn shuffled(many: usize, seed: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..many).collect();
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1_013_904_223);
    for place in (1..many).rev() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) & 0xffff_ffff;
        numbers.swap(place, (state >> 8) % (place + 1));
    }
    numbers
}

#[tokio::test]
async fn in_any_order_and_told_twice_it_comes_to_what_is_there_in_the_end() {
    let plaudit = Plaudit::start().await;
    let budi = plaudit.sandbox.as_user(BUDI);
    let mut expected = 0;
    // However much of it happened: after all of it, nothing is there any more.
    for (seed, many) in (5..=HISTORY.len()).flat_map(|many| [(many, many), (many + 50, many)]) {
        let ts = budi.post(KUDOS, "done").await.ts.unwrap();
        let order = shuffled(many, seed);
        for nth in &order {
            plaudit.sandbox.send_event(told(&ts, *nth)).await;
            plaudit.quiet().await;
        }
        // By another delivery each, in yet another order.
        for nth in shuffled(many, seed + 7) {
            plaudit.sandbox.send_event(told(&ts, nth)).await;
        }
        plaudit.quiet().await;
        expected += i64::from(many < HISTORY.len());
        assert_eq!(plaudit.points(BUDI).await, expected, "{many} in {order:?}");
    }
    plaudit.finish().await;
}
