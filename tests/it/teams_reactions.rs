//! Joining and undoing in Teams: the announcement's button, reactions, and who may.

use plaudit_sandbox::teams::{KUDOS, Message};

use crate::harness::Plaudit;

const CLAP: &str = "1f44f_clappinghands-tone3";

/// Kudos of Siti's for Budi and Zoë, announced.
async fn announced(plaudit: &Plaudit) -> Message {
    plaudit
        .asked(
            "siti",
            KUDOS,
            "@Plaudit @budi @zoe +3 untuk rilis #teamwork",
        )
        .await;
    plaudit.posted(KUDOS)
}

async fn react(plaudit: &Plaudit, who: &str, message: &Message, kind: &str) {
    let person = plaudit.teams().as_user(who);
    let seen = person.react(&message.conversation, &message.id, kind).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
}

async fn unreact(plaudit: &Plaudit, who: &str, message: &Message, kind: &str) {
    let person = plaudit.teams().as_user(who);
    let seen = person
        .unreact(&message.conversation, &message.id, kind)
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
}

#[tokio::test]
async fn one_emoji_in_two_tones_gives_once() {
    let plaudit = Plaudit::start_at_noon().await;
    let card = announced(&plaudit).await;
    let tones = [CLAP, "1f44f_clappinghands", "1f44f-1f3ff_clappinghands"];
    for tone in tones {
        react(&plaudit, "liam", &card, tone).await;
        assert_eq!(plaudit.points_of("budi").await, 4, "{tone}");
    }
    for (tone, left) in tones.into_iter().zip([4, 4, 3]) {
        unreact(&plaudit, "liam", &card, tone).await;
        assert_eq!(plaudit.points_of("budi").await, left, "{tone}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn joining_counts_once_for_each_and_the_card_says_who() {
    let plaudit = Plaudit::start_at_noon().await;
    let card = announced(&plaudit).await;
    let liam = plaudit.teams().as_user("liam");
    let (first, second) = tokio::join!(
        liam.press(&card, "kudos.boost"),
        liam.press(&card, "kudos.boost")
    );
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 4);
    assert_eq!(plaudit.points_of("zoe").await, 4);
    let shown = plaudit.posted(KUDOS).shown();
    assert!(
        shown.contains("Joined by <at>Liam O’Connor</at>"),
        "{shown}"
    );
    assert_eq!(
        plaudit.posts(KUDOS).len(),
        1,
        "the card is changed in place"
    );
    assert_eq!(plaudit.posted(KUDOS).id, card.id);
    let told = plaudit.told("liam").shown();
    assert!(
        told.contains("You joined in") && told.contains("98"),
        "{told}"
    );

    // Again, by the giver, by a guest: each is told why not, and nobody sees another card.
    for (who, says) in [
        ("liam", "already joined"),
        ("siti", "sudah jadi bagian"),
        ("tamu", "Kudos hanya untuk anggota"),
    ] {
        let seen = plaudit
            .teams()
            .as_user(who)
            .press(&card, "kudos.boost")
            .await;
        assert!(seen.is_ok() && seen.text.contains(says), "{who}: {seen:?}");
        assert!(!seen.text.contains("/kudos"), "{seen:?}");
    }
    assert_eq!(plaudit.points_of("budi").await, 4);
    assert!(plaudit.posted(KUDOS).views.is_empty());

    // One of those praised joins for the other.
    plaudit
        .teams()
        .as_user("budi")
        .press(&card, "kudos.boost")
        .await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 4);
    assert_eq!(plaudit.points_of("zoe").await, 5);

    // Taken back, and joined again.
    plaudit.asked("liam", KUDOS, "@Plaudit undo").await;
    assert_eq!(plaudit.points_of("budi").await, 3);
    assert!(!plaudit.posted(KUDOS).shown().contains("Liam"));
    liam.press(&card, "kudos.boost").await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 4);

    // What was undone cannot be joined.
    plaudit.asked("siti", KUDOS, "@Plaudit batal").await;
    let seen = plaudit
        .teams()
        .as_user("farid")
        .press(&card, "kudos.boost")
        .await;
    assert!(!seen.is_ok() || seen.text.contains("ditarik"), "{seen:?}");
    assert_eq!(
        plaudit.points_of("budi").await,
        1,
        "Liam's own point stands"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_clap_on_an_announcement_joins_it_until_it_is_taken_away() {
    let plaudit = Plaudit::start_at_noon().await;
    let card = announced(&plaudit).await;
    for _ in 0..2 {
        react(&plaudit, "liam", &card, CLAP).await;
        assert_eq!(plaudit.points_of("budi").await, 4);
        assert!(plaudit.posted(KUDOS).shown().contains("Joined by"));
        unreact(&plaudit, "liam", &card, CLAP).await;
        assert_eq!(plaudit.points_of("budi").await, 3);
        assert!(!plaudit.posted(KUDOS).shown().contains("Joined by"));
    }
    // Whatever else one chooses is just a reaction.
    for kind in ["like", "heart", "1f389_partypopper"] {
        react(&plaudit, "liam", &card, kind).await;
    }
    assert_eq!(plaudit.points_of("budi").await, 3);
    // Nobody gives to themselves, nor joins what they gave.
    react(&plaudit, "budi", &card, CLAP).await;
    assert_eq!(plaudit.points_of("budi").await, 3);
    assert_eq!(plaudit.points_of("zoe").await, 4);
    react(&plaudit, "siti", &card, "1f44f_clappinghands").await;
    assert_eq!(plaudit.points_of("budi").await, 3);
    assert!(!plaudit.posted(KUDOS).shown().contains("Joined by <at>Siti"));
    assert_eq!(plaudit.posts(KUDOS).len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_reaction_to_anything_else_of_ours_gives_nothing_and_says_nothing() {
    let plaudit = Plaudit::start_at_noon().await;
    let hello = plaudit.posted(plaudit_sandbox::teams::GENERAL);
    react(&plaudit, "liam", &hello, CLAP).await;
    announced(&plaudit).await;
    let received = plaudit.told("budi");
    react(&plaudit, "budi", &received, CLAP).await;
    let help = plaudit.asked_alone("liam", "help").await;
    react(&plaudit, "liam", &help, CLAP).await;
    // One's own or another's message: the app does not even hear of it.
    let budi = plaudit.teams().as_user("budi");
    let done = budi.say(KUDOS, "done").await.message.unwrap();
    plaudit
        .teams()
        .as_user("liam")
        .react(KUDOS, &done, CLAP)
        .await;
    plaudit.hush().await;
    assert_eq!(plaudit.standing().await, 1);
    assert_eq!(plaudit.told("liam").id, help.id);
    assert_eq!(plaudit.told("budi").id, received.id);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_undo_button_works_once_and_in_time() {
    let plaudit = Plaudit::start_at_noon().await;
    let given = plaudit
        .asked("liam", KUDOS, "@Plaudit @budi +5 for the fix")
        .await;
    let liam = plaudit.teams().as_user("liam");
    let (one, two) = tokio::join!(
        liam.press(&given, "kudos.undo"),
        liam.press(&given, "kudos.undo")
    );
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    let both = [one.text, two.text].join("|");
    assert!(
        both.contains("took back") && both.contains("already undone"),
        "{both}"
    );
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 0);
    let card = plaudit.posted(KUDOS).shown();
    assert!(
        card.contains("took back") && !card.contains("the fix"),
        "{card}"
    );
    let balance = plaudit.asked("liam", KUDOS, "@Plaudit balance").await;
    assert!(balance.shown().contains("100 points"), "{balance:?}");

    let late = plaudit
        .asked("liam", KUDOS, "@Plaudit @budi +5 for another")
        .await;
    plaudit.clock.advance(jiff::SignedDuration::from_mins(16));
    let seen = liam.press(&late, "kudos.undo").await;
    assert!(seen.text.contains("15 minutes"), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 5);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_admin_takes_back_what_somebody_else_gave() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .asked("liam", KUDOS, "@Plaudit @budi +5 for the fix")
        .await;
    let told = plaudit.asked("budi", KUDOS, "@Plaudit undo @liam").await;
    assert!(told.shown().contains("admin"), "{told:?}");
    assert_eq!(plaudit.points_of("budi").await, 5);
    plaudit.clock.advance(jiff::SignedDuration::from_mins(16));
    let told = plaudit
        .asked("siti", KUDOS, "@Plaudit kudos undo @liam")
        .await;
    assert!(told.shown().contains("5 poin"), "{told:?}");
    assert_eq!(plaudit.points_of("budi").await, 0);
    assert!(plaudit.posted(KUDOS).shown().contains("took back"));
    plaudit.finish().await;
}
