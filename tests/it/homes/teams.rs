//! Teams has no homes: there it is a card in the chat with the bot, and the one that was asked for last is kept
//! as things are.

use plaudit_sandbox::teams::{KUDOS, Message};

use crate::harness::{Plaudit, count};

const LETTERS: &str = "SELECT count(*) FROM outbox";

impl Plaudit {
    /// The homes in somebody's chat with the bot, as they are now.
    fn home_cards(&self, who: &str) -> Vec<Message> {
        let mut cards = self.teams().direct(who);
        cards.retain(|it| it.by_app && it.shown().contains("Hello, "));
        cards
    }

    async fn cards_follow(&self) {
        self.homes_follow().await;
        self.hush().await;
    }
}

#[tokio::test]
async fn the_last_card_that_was_asked_for_is_kept_as_things_are() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.reached_in_teams_alone().await;
    plaudit.asked_alone("liam", "home").await;
    plaudit.asked_alone("liam", "home").await;
    assert_eq!(plaudit.home_cards("liam").len(), 2);
    plaudit
        .asked("budi", KUDOS, "@Plaudit @Liam +5 for the quick fix")
        .await;
    plaudit.cards_follow().await;
    let cards = plaudit.home_cards("liam");
    assert_eq!(cards.len(), 2, "none is posted anew");
    assert!(
        !cards[0].shown().contains("5 points"),
        "{}",
        cards[0].shown()
    );
    assert!(
        cards[1].shown().contains("5 points"),
        "{}",
        cards[1].shown()
    );
    let lost = "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'withheld')";
    assert_eq!(count(&plaudit.db.pool, lost).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn its_buttons_leave_it_where_it_is_and_bring_it_up_to_date() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.asked_alone("liam", "home").await;
    let card = plaudit.home_cards("liam").pop().unwrap();
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(&card, "Language").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let offered = plaudit.told("liam").shown();
    assert!(offered.contains("Bahasa Melayu"), "{offered}");
    let card = plaudit.home_cards("liam").pop().unwrap();
    assert!(card.shown().contains("Hello, Liam"));
    let seen = liam.press(&card, "Refresh").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.home_cards("liam").len(), 1);
    plaudit.finish().await;
}

/// Words that answer a button pass by, and run together: what has several lines stays in the chat. It is put in
/// before the press is acknowledged, so that what ends us afterwards loses no answer.
#[tokio::test]
async fn what_its_buttons_show_stays_in_the_chat() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .asked("budi", KUDOS, "@Plaudit @Liam +5 for the quick fix")
        .await;
    plaudit.asked_alone("liam", "home").await;
    plaudit.hush().await;
    let liam = plaudit.teams().as_user("liam");
    for label in ["Leaderboard", "My kudos"] {
        let card = plaudit.home_cards("liam").pop().unwrap();
        let before = plaudit.teams().direct("liam").len();
        let put_in = count(&plaudit.db.pool, LETTERS).await;
        let seen = liam.press(&card, label).await;
        assert_eq!(
            count(&plaudit.db.pool, LETTERS).await,
            put_in + 1,
            "{label}"
        );
        assert!(
            seen.is_ok() && !seen.text.contains("quick fix"),
            "{label}: {seen:?}"
        );
        plaudit.hush().await;
        let posted = plaudit.teams().direct("liam").len() - before;
        assert_eq!(posted, 1, "{label}: {}", plaudit.told("liam").shown());
    }
    plaudit.finish().await;
}
