//! Giving in Teams, from what is typed to what everyone sees.

use plaudit::sandbox::teams::{KUDOS, Message};

use crate::harness::Plaudit;

const BUDI: &str = "5f0c2d1e-0000-4000-8000-000000000052";

/// The card that the bot posted last in a conversation.
#[track_caller]
fn announced(plaudit: &Plaudit, conversation: &str) -> Message {
    let messages = plaudit.teams().messages(conversation);
    messages.into_iter().rfind(|it| it.by_app).unwrap()
}

#[tokio::test]
async fn a_mention_gives_announces_and_tells_giver_and_recipient() {
    let plaudit = Plaudit::start_on_both().await;
    let siti = plaudit.teams().as_user("siti");
    let seen = siti
        .say(
            KUDOS,
            "@Plaudit @Budi Santoso +5 #teamwork untuk peluncuran",
        )
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;

    assert_eq!(plaudit.points(BUDI).await, 5);
    let card = announced(&plaudit, KUDOS);
    assert_eq!(card.root, seen.message, "it hangs on what was said");
    let words = card.shown();
    assert!(
        words.contains("peluncuran") && words.contains("#teamwork"),
        "{words}"
    );
    let private = plaudit.teams().privates("siti");
    assert_eq!(private.len(), 1, "{private:?}");
    assert!(
        private[0].shown().contains("5 poin"),
        "in her language: {:?}",
        private[0]
    );
    let told = plaudit.teams().direct("budi");
    assert_eq!(told.len(), 1, "{told:?}");
    plaudit.finish().await;
}
