//! What tests on the stand-in Teams do again and again.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::teams::{Message, Seen};

use super::Plaudit;

impl Plaudit {
    /// Plaudit on both platforms, at noon of a Tuesday in November: time passes as tests let it.
    pub(crate) async fn start_at_noon() -> Self {
        let noon = "2026-11-10T12:00:00Z".parse().unwrap();
        Self::start_on_both_at(Clock::set_to(noon)).await
    }

    /// Waits until everything is said. A channel takes a message a second.
    pub(crate) async fn hush(&self) {
        self.teams().settled().await;
        self.clock.advance(SignedDuration::from_secs(2));
        self.quiet().await;
    }

    /// Somebody writes into a conversation of Teams. Returns what was answered to them alone.
    pub(crate) async fn asked(&self, who: &str, conversation: &str, text: &str) -> Message {
        let seen = self.teams().as_user(who).say(conversation, text).await;
        self.told_after(who, &seen, text).await
    }

    /// Somebody writes to the bot in their own chat with it.
    pub(crate) async fn asked_alone(&self, who: &str, text: &str) -> Message {
        let before = self.teams().direct(who).len();
        let seen = self.teams().as_user(who).say_to_bot(text).await;
        let told = self.told_after(who, &seen, text).await;
        assert_eq!(self.teams().direct(who).len(), before + 2, "{text}");
        told
    }

    #[track_caller]
    fn told_after(&self, who: &str, seen: &Seen, text: &str) -> impl Future<Output = Message> {
        assert!(seen.is_ok() && seen.status == Some(200), "{text}: {seen:?}");
        async {
            self.hush().await;
            self.told(who)
        }
    }

    /// What the bot told somebody last, and nobody else.
    #[track_caller]
    pub(crate) fn told(&self, who: &str) -> Message {
        let mut told = self.teams().privates(who);
        told.extend(self.teams().direct(who).into_iter().filter(|it| it.by_app));
        let last = told.into_iter().max_by_key(|it| (it.at, it.id.clone()));
        last.unwrap_or_else(|| panic!("{who} was told nothing"))
    }

    /// What the bot posted last in a conversation, as it is now.
    #[track_caller]
    pub(crate) fn posted(&self, conversation: &str) -> Message {
        let posted = self.posts(conversation).pop();
        posted.unwrap_or_else(|| panic!("nothing was posted in {conversation}"))
    }

    /// Everything the bot posted in a conversation.
    pub(crate) fn posts(&self, conversation: &str) -> Vec<Message> {
        let mut messages = self.teams().messages(conversation);
        messages.retain(|it| it.by_app);
        messages
    }

    /// The Entra object id of somebody.
    pub(crate) fn aad(&self, who: &str) -> String {
        self.teams().model().user(who).unwrap().aad.clone()
    }

    /// From now on nobody is reached in Slack.
    pub(crate) async fn reached_in_teams_alone(&self) {
        let sql = "UPDATE identity SET unreachable_reason = 'away' WHERE platform = 'slack'";
        sqlx::query(sql).execute(&self.db.pool).await.unwrap();
        self.app().desk.directory.forget();
    }

    /// Points of somebody on Teams.
    pub(crate) async fn points_of(&self, who: &str) -> i64 {
        self.points(&self.aad(who)).await
    }
}
