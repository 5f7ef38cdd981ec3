//! Writing into the audit log.

use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{ActId, WorkspaceId};
use crate::policy::{Action, Actor};
use crate::subject::Subject;

words! {
    /// What was done.
    pub enum What {
        /// A setting was changed.
        SettingSet = "setting.set",
        /// Kudos that somebody else gave were taken back.
        KudosUndone = "kudos.undo",
        /// A role was given or taken by hand.
        RoleGranted = "role.grant",
        /// A role followed what a platform says.
        RoleFollowed = "role.follow",
        /// A member was paused from giving.
        GivingPaused = "people.pause",
        /// A member who was paused may give again.
        GivingResumed = "people.resume",
        /// Somebody was named who decides in somebody's stead.
        StandInNamed = "people.stand_in",
        /// Somebody decides in somebody's stead no more.
        StandInEnded = "people.stand_in_end",
        /// What lists tell of members was changed.
        PeopleDescribed = "people.describe",
        /// The first to install the app became admin.
        FirstAdmin = "people.first_admin",
        /// Two members became one.
        PeopleJoined = "people.join",
        /// An account got a member of its own.
        PeopleSplit = "people.split",
        /// A team was put into a programme.
        TeamAssigned = "team.assign",
        /// A code was made that another team may join by.
        TeamInvited = "team.invite",
        /// Letters or deliveries were tried again.
        SentAgain = "outbox.retry",
        /// What points are exchanged for was changed.
        CatalogChanged = "catalog.change",
        /// Codes of a reward were loaded.
        CodesLoaded = "catalog.codes",
        /// A redemption was approved or rejected.
        RedemptionDecided = "redemption.decide",
        /// The delivery of a redemption came to something.
        RedemptionFulfilled = "redemption.fulfil",
        /// The points of a redemption were given back.
        RedemptionRefunded = "redemption.refund",
        /// A survey was made, launched, closed, put on a schedule or away.
        SurveyChanged = "survey.change",
        /// A badge was made, put away or brought back.
        BadgeChanged = "badge.change",
        /// A badge was awarded by hand.
        BadgeAwarded = "badge.award",
        /// A badge that was awarded by hand was taken back.
        BadgeTaken = "badge.take",
        /// The calendar of holidays was changed.
        HolidaysChanged = "holidays.change",
    }
}

impl What {
    /// The right that it takes.
    const fn takes(self) -> Action {
        match self {
            Self::SettingSet => Action::Configure,
            Self::KudosUndone => Action::UndoAny,
            Self::RoleGranted | Self::RoleFollowed | Self::FirstAdmin => Action::GrantRoles,
            Self::GivingPaused | Self::GivingResumed => Action::PauseGiving,
            Self::PeopleJoined | Self::PeopleSplit | Self::PeopleDescribed => Action::ArrangePeople,
            Self::TeamAssigned | Self::TeamInvited => Action::PlaceTeams,
            Self::SentAgain => Action::SendAgain,
            Self::CatalogChanged | Self::CodesLoaded => Action::ManageCatalog,
            Self::RedemptionDecided | Self::StandInNamed | Self::StandInEnded => {
                Action::DecideRedemption
            }
            Self::RedemptionFulfilled => Action::FulfilRedemption,
            Self::RedemptionRefunded => Action::RefundRedemption,
            Self::BadgeChanged | Self::BadgeAwarded | Self::BadgeTaken => Action::AwardBadges,
            Self::SurveyChanged | Self::HolidaysChanged => Action::RunSurveys,
        }
    }
}

/// One act.
#[derive(Clone, Debug)]
pub struct Change {
    what: What,
    subject: Option<Subject>,
    before: Option<String>,
    after: Option<String>,
    detail: Value,
}

impl Change {
    /// Something was done.
    pub fn new(what: What) -> Self {
        Self {
            what,
            subject: None,
            before: None,
            after: None,
            detail: json!({}),
        }
    }

    /// Says what it was done to.
    #[must_use]
    pub fn to(self, subject: Subject) -> Self {
        Self {
            subject: Some(subject),
            ..self
        }
    }

    /// What it was, and what it became.
    #[must_use]
    pub fn changing(self, before: &impl ToString, after: &impl ToString) -> Self {
        Self {
            before: Some(before.to_string()),
            after: Some(after.to_string()),
            ..self
        }
    }

    /// What else there is to know of it.
    #[must_use]
    pub fn with(self, detail: Value) -> Self {
        Self { detail, ..self }
    }
}

/// Notes what `actor` did, in the transaction that does it. Whoever may not do such a thing is not
/// noted: the error ends the transaction, whatever was forgotten to be asked before.
pub async fn record(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    actor: &Actor,
    change: Change,
) -> Result<(), sqlx::Error> {
    let what = change.what;
    if !actor.may(what.takes()) {
        // What the error says is shown to nobody, since others quote rows.
        tracing::error!(
            audit.what = %what, actor.kind = ?actor.kind(),
            "the audit log refuses an act: whoever acts has no right to it"
        );
        return Err(sqlx::Error::Protocol(format!("{what} without the right")));
    }
    let id: ActId = clock.new_id();
    sqlx::query!(
        "INSERT INTO audit_log (workspace_id, id, at, actor, account, action, subject, before, after, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        workspace,
        id,
        Ts(clock.now()) as _,
        actor.to_string(),
        actor.account().map(ToString::to_string),
        what.as_str(),
        change.subject.map(String::from),
        change.before,
        change.after,
        change.detail,
    )
    .execute(conn)
    .await
    .map(drop)
}
