//! What tests of surveys do again and again.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::ids::{RunId, SurveyId, WorkspaceId};
use plaudit::policy::Actor;
use plaudit::settings;
use plaudit::surveys::{
    self, BallotKeys, Definition, NotClosed, NotLaunched, Reading, Results, Run, Scale,
};
use plaudit_sandbox::slack::Message;

use crate::harness::Plaudit;

/// Who is an admin.
pub(super) const SITI: &str = "U0SITI00001";
pub(super) const BUDI: &str = "U0BUDI00002";
pub(super) const ANA: &str = "U0ANA000005";
pub(super) const RIZKY: &str = "U0RIZKY0006";
pub(super) const FARID: &str = "U0FARID0007";
pub(super) const PRIYA: &str = "U0PRIYA0008";
pub(super) const TOM: &str = "U0TOM000011";

/// Six who answer.
pub(super) const SIX: [&str; 6] = [ANA, BUDI, RIZKY, FARID, PRIYA, TOM];

pub(super) const THREE_DAYS: SignedDuration = SignedDuration::from_hours(72);

/// Would they recommend it?
pub(super) fn enps() -> Definition {
    Definition::enps("Q1", Scale::FromZero)
}

/// One question of each kind.
pub(super) const PULSE: &str = r#"
title = "Monthly pulse"

[[question]]
id = "workload"
kind = "agreement"
required = true
text = { en = "My workload is manageable.", id = "Beban kerjaku wajar." }

[[question]]
id = "drink"
kind = "choices"
text = "What do you drink?"
options = ["Tea", "Coffee", "Water"]

[[question]]
id = "fair"
kind = "yes_no"
text = "Is it fair?"

[[question]]
id = "wish"
kind = "text"
text = "What do you wish for?"
"#;

pub(super) fn pulse() -> Definition {
    surveys::from_toml(PULSE).unwrap()
}

impl Plaudit {
    pub(super) fn ballot_keys(&self) -> &BallotKeys {
        &self.app().desk.ballot_keys
    }

    /// Makes a survey.
    pub(super) async fn survey(&self, definition: &Definition) -> SurveyId {
        let workspace = self.workspace().await;
        let mut tx = self.db.pool.begin().await.unwrap();
        let by = &Actor::Operator;
        let id = surveys::define(&mut tx, &self.clock, by, workspace, definition).await;
        tx.commit().await.unwrap();
        id.unwrap()
    }

    /// Launches a survey for three days.
    pub(super) async fn try_to_launch(&self, survey: SurveyId) -> Result<Run, NotLaunched> {
        let workspace = self.workspace().await;
        let mut tx = self.db.pool.begin().await.unwrap();
        let settings = settings::load(&mut tx, workspace).await.unwrap();
        let by = (&Actor::Operator, &settings);
        let (clock, keys) = (&self.clock, self.ballot_keys());
        let run =
            surveys::launch(&mut tx, clock, keys, by, (workspace, survey), THREE_DAYS).await?;
        tx.commit().await.unwrap();
        Ok(run)
    }

    /// Plaudit at noon of a Tuesday in November, for a company of which six are of one team: to write to
    /// everybody takes its time.
    pub(crate) async fn start_with_six() -> Self {
        let noon = "2026-11-10T12:00:00Z".parse().unwrap();
        let plaudit = Self::start_at(Clock::set_to(noon)).await;
        sqlx::query(
            "UPDATE member m SET team = 'Six' FROM identity i
             WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id AND i.user_id = ANY($1)",
        )
        .bind(SIX)
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
        plaudit
    }

    /// Asks the six.
    pub(crate) async fn ask_six(&self, definition: &Definition) -> Run {
        let mut of_six = definition.clone();
        of_six.audience = "team:Six".parse().unwrap();
        self.ask_everybody(&of_six).await
    }

    /// Makes a survey, launches it, and writes to whom it asks.
    pub(super) async fn ask_everybody(&self, definition: &Definition) -> Run {
        let survey = self.survey(definition).await;
        let run = self.try_to_launch(survey).await.unwrap();
        self.survey_news().await;
        run
    }

    /// What is due of open runs is done.
    pub(crate) async fn survey_news(&self) {
        self.app().desk.run_surveys().await.unwrap();
        self.quiet().await;
    }

    /// Closes a run before its time.
    pub(super) async fn try_to_close(&self, run: RunId) -> Result<Run, NotClosed> {
        let which = (self.workspace().await, run);
        let mut tx = self.db.pool.begin().await.unwrap();
        let by = &Actor::Operator;
        let closed = surveys::close(
            &mut tx,
            &self.clock,
            (self.ballot_keys(), Reading::Counted),
            by,
            which,
        )
        .await?;
        tx.commit().await.unwrap();
        Ok(closed)
    }

    /// What a closed run came to.
    pub(super) async fn results(&self, run: RunId) -> Results {
        let workspace: WorkspaceId = self.workspace().await;
        let mut conn = self.db.pool.acquire().await.unwrap();
        let run = surveys::run(&mut conn, workspace, run).await.unwrap();
        surveys::results(&mut conn, run.unwrap()).await.unwrap()
    }

    /// How many have answered.
    pub(super) async fn answered(&self, run: RunId) -> i32 {
        self.results(run).await.run.answered
    }

    /// The last message of the bot to somebody, in their conversation with it.
    #[track_caller]
    pub(super) fn asked_of(&self, who: &str) -> Message {
        let told = self.sandbox.dm_with_bot(who).pop();
        told.unwrap_or_else(|| panic!("{who} was told nothing"))
    }

    /// Somebody presses a score of their invitation.
    pub(crate) async fn scores(&self, who: &str, score: u8) {
        let invitation = self.asked_of(who);
        let action = match score {
            0 => "survey.score".to_owned(),
            score => format!("survey.score#{score}"),
        };
        let person = self.sandbox.as_user(who);
        let seen = person
            .press(&invitation.channel, &invitation.ts, &action)
            .await;
        assert!(seen.is_ok(), "{who} {score}: {seen:?}");
        self.quiet().await;
    }

    /// Somebody says why, in the form that opened.
    pub(crate) async fn says_why(&self, who: &str, why: &str) {
        let form = self.sandbox.modals(who).pop().expect("a form is open");
        let answers = [("why", serde_json::json!(why))];
        let seen = self.sandbox.as_user(who).submit(&form.id, answers).await;
        assert!(seen.is_ok(), "{who}: {seen:?}");
        self.quiet().await;
    }
}
