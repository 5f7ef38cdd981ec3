//! Exactly once on Teams: whatever is delivered again, at once or late, by whichever replica it is
//! taken in, and while the database is away.

use std::net::SocketAddr;

use futures_util::future::join_all;
use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::teams::{GROUP_CHAT, KUDOS};
use serde_json::{Value, json};

use crate::harness::slack::{Answer, post};
use crate::harness::teams::{BUDI, ZOE, fill_in};
use crate::harness::{Plaudit, Replica};

const DEWI: &str = "5f0c2d1e-0000-4000-8000-000000000057";

/// Plaudit as two processes; what is delivered goes to both of them.
struct Pair {
    plaudit: Plaudit,
    other: Replica,
}

impl Pair {
    async fn start() -> Self {
        let plaudit = Plaudit::start_on_both().await;
        let other = plaudit.beside().await;
        Self { plaudit, other }
    }

    fn addresses(&self) -> [SocketAddr; 2] {
        [self.plaudit.app_address(), self.other.address]
    }

    /// Delivers what was delivered last `times` times more, to each in turn and all at once.
    async fn again(&self, times: usize) -> Vec<Answer> {
        let delivered = self.plaudit.teams().deliveries();
        let body = delivered.last().unwrap().body.clone();
        let token = self.plaudit.teams().token_with(&Value::Null);
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let addresses = self.addresses();
        join_all((0..times).map(|n| {
            let url = format!("http://{}/teams/messages", addresses[n % 2]);
            let body = body.clone().into_bytes();
            async move { post(&url, &headers, body).await }
        }))
        .await
    }

    async fn end(self) {
        self.other.stop().await;
        self.plaudit.finish().await;
    }
}

#[track_caller]
fn silent(answers: &[Answer]) {
    assert!(answers.iter().all(Answer::is_empty), "{answers:?}");
}

#[tokio::test]
async fn a_message_that_comes_again_gives_once() {
    let pair = Pair::start().await;
    let plaudit = &pair.plaudit;
    let siti = plaudit.teams().as_user("siti");
    let seen = siti
        .say(KUDOS, "@Plaudit @Budi Santoso +5 untuk peluncuran")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    silent(&pair.again(10).await);
    plaudit.quiet().await;
    silent(&pair.again(2).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 5);
    assert_eq!(
        plaudit
            .teams()
            .messages(KUDOS)
            .iter()
            .filter(|it| it.by_app)
            .count(),
        1,
        "announced once"
    );
    assert_eq!(plaudit.teams().privates("siti").len(), 1);
    let told =
        plaudit.teams().direct("budi").len() + plaudit.sandbox.dm_with_bot("U0BUDI00002").len();
    assert_eq!(told, 1);

    // A question is answered once as well.
    siti.say_to_bot("saldo").await;
    silent(&pair.again(6).await);
    plaudit.quiet().await;
    assert_eq!(
        plaudit
            .teams()
            .direct("siti")
            .iter()
            .filter(|it| it.by_app)
            .count(),
        1
    );
    // And so is what could not be understood.
    siti.say_to_bot("saldoo").await;
    silent(&pair.again(6).await);
    plaudit.quiet().await;
    assert_eq!(
        plaudit
            .teams()
            .direct("siti")
            .iter()
            .filter(|it| it.by_app)
            .count(),
        2
    );
    pair.end().await;
}

#[tokio::test]
async fn a_message_of_somebody_unknown_is_understood_once() {
    let pair = Pair::start().await;
    let plaudit = &pair.plaudit;
    // The roster of the group chat was never read: whoever writes there is asked for.
    plaudit.teams().change(|model| {
        // In no team, and seen nowhere yet.
        for team in &mut model.company.teams {
            team.members.retain(|it| it != ZOE);
        }
    });
    forget(&pair, ZOE).await;
    let zoe = plaudit.teams().as_user("zoe");
    let seen = zoe
        .say(GROUP_CHAT, "@Plaudit @Budi Santoso +2 for the fix")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    silent(&pair.again(8).await);
    plaudit.quiet().await;
    silent(&pair.again(2).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.teams().privates("zoe").len(), 1);

    // A press of somebody unknown is answered for now, and done once it is known whose it is.
    forget(&pair, DEWI).await;
    let announced = plaudit.announced(GROUP_CHAT);
    let dewi = plaudit.teams().as_user("dewi");
    let pressed = dewi.press(&announced, "kudos.boost").await;
    assert!(pressed.is_ok(), "{pressed:?}");
    assert!(pressed.text.contains("One moment"), "{pressed:?}");
    for answer in pair.again(6).await {
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    assert_eq!(plaudit.teams().privates("dewi").len(), 1);
    pair.end().await;
}

/// Nobody knows any more whose account this is.
async fn forget(pair: &Pair, user: &str) {
    sqlx::query("DELETE FROM identity WHERE user_id = $1 AND platform = 'teams'")
        .bind(user)
        .execute(&mut pair.plaudit.db.superuser().await)
        .await
        .unwrap();
    pair.plaudit.app().desk.directory.forget();
    pair.other.app.desk.directory.forget();
}

#[tokio::test]
async fn a_deleted_message_takes_back_once_what_it_gave() {
    let pair = Pair::start().await;
    let plaudit = &pair.plaudit;
    let siti = plaudit.teams().as_user("siti");
    let first = siti
        .say(KUDOS, "@Plaudit @Budi Santoso +1 untuk rilis")
        .await;
    siti.say(KUDOS, "@Plaudit @Budi Santoso +2 untuk peluncuran")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    let deleted = siti.delete(KUDOS, &first.message.unwrap()).await;
    assert_eq!(deleted.status, Some(200), "{deleted:?}");
    silent(&pair.again(6).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 1);
    pair.end().await;
}

#[tokio::test]
async fn a_press_that_comes_again_joins_once() {
    let pair = Pair::start().await;
    let plaudit = &pair.plaudit;
    let (siti, zoe) = (
        plaudit.teams().as_user("siti"),
        plaudit.teams().as_user("zoe"),
    );
    siti.say(KUDOS, "@Plaudit @Budi Santoso +1 untuk rilis")
        .await;
    plaudit.quiet().await;
    let announced = plaudit.announced(KUDOS);
    let seen = zoe.press(&announced, "kudos.boost").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    for answer in pair.again(6).await {
        assert_eq!(
            (answer.status, &answer.json()["statusCode"]),
            (200, &json!(200)),
            "{answer:?}"
        );
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    // A double click is two presses, and one wish.
    join_all([
        zoe.press(&announced, "kudos.boost"),
        zoe.press(&announced, "kudos.boost"),
    ])
    .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);

    // The undo of her own, however often it arrives.
    let told = &plaudit.teams().privates("siti")[0];
    let undone = siti.press(told, "kudos.undo").await;
    assert!(
        undone.status == Some(200) && !undone.text.is_empty(),
        "{undone:?}"
    );
    for answer in pair.again(4).await {
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    pair.end().await;
}

#[tokio::test]
async fn a_form_that_comes_again_gives_once_and_says_so_kindly() {
    let pair = Pair::start().await;
    let plaudit = &pair.plaudit;
    let siti = plaudit.teams().as_user("siti");
    fill_in(&siti, "Budi Santoso").await;
    let sent = siti.submit().await;
    assert!(sent.is_ok() && sent.text.contains("poin"), "{sent:?}");
    for answer in pair.again(6).await {
        assert_eq!(answer.status, 200);
        assert!(
            answer.body.contains("tidak dihitung dua kali"),
            "{answer:?}"
        );
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    assert_eq!(plaudit.standing().await, 1);
    pair.end().await;
}

#[tokio::test]
async fn a_reaction_and_an_installation_that_come_again_count_once() {
    let pair = Pair::start().await;
    let plaudit = &pair.plaudit;
    let (siti, zoe) = (
        plaudit.teams().as_user("siti"),
        plaudit.teams().as_user("zoe"),
    );
    siti.say(KUDOS, "@Plaudit @Budi Santoso +1 untuk rilis")
        .await;
    plaudit.quiet().await;
    let announced = plaudit.announced(KUDOS);
    let clap = "1f44f_clappinghands";
    zoe.react(KUDOS, &announced.id, clap).await;
    silent(&pair.again(6).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    zoe.unreact(KUDOS, &announced.id, clap).await;
    silent(&pair.again(4).await);
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    // What put it on arrives once more, late.
    let put_on = plaudit
        .teams()
        .deliveries()
        .into_iter()
        .rfind(|it| it.body.contains("reactionsAdded"));
    plaudit.teams().redeliver(put_on.unwrap().number).await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);

    siti.install().await;
    silent(&pair.again(6).await);
    plaudit.quiet().await;
    assert_eq!(
        plaudit
            .teams()
            .direct("siti")
            .iter()
            .filter(|it| it.by_app)
            .count(),
        1
    );
    let welcomes = || {
        plaudit
            .teams()
            .messages(GROUP_CHAT)
            .into_iter()
            .filter(|it| it.by_app)
            .count()
    };
    siti.install_in_chat(GROUP_CHAT).await;
    silent(&pair.again(6).await);
    plaudit.quiet().await;
    assert_eq!(welcomes(), 1);
    pair.end().await;
}

#[tokio::test]
async fn what_comes_again_after_days_is_known() {
    let clock = Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap());
    let plaudit = Plaudit::start_on_both_at(clock).await;
    let siti = plaudit.teams().as_user("siti");
    siti.say(KUDOS, "@Plaudit @Budi Santoso +1 untuk rilis")
        .await;
    plaudit.quiet().await;
    let number = plaudit.teams().deliveries().len();
    for later in [
        SignedDuration::from_mins(10),
        SignedDuration::from_hours(24 * 40),
    ] {
        plaudit.clock.advance(later);
        assert_eq!(plaudit.teams().redeliver(number).await.status, Some(200));
        plaudit.quiet().await;
        assert_eq!(plaudit.points(BUDI).await, 1);
    }
    plaudit.finish().await;
}
