//! What something is about: a letter, a movement of points, a notice, an act in the audit log.
//!
//! It is kept as one text, `kudos:<id>`, which is written and read here alone.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgTypeInfo, PgValueRef};
use sqlx::{Decode, Postgres, Type};

use crate::ids::{
    KudosId, MemberId, NoticeId, OneOnOneId, RedemptionId, RewardId, RunId, SurveyId,
};

/// What something is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Cow<'_, str>", into = "String")]
pub enum Subject {
    /// An act of recognition.
    Kudos(KudosId),
    /// A message that tells of several gifts.
    Notice(NoticeId),
    /// A person.
    Member(MemberId),
    /// What somebody sees at a glance of what is theirs.
    Home(MemberId),
    /// What points are exchanged for.
    Reward(RewardId),
    /// An exchange of points for a reward.
    Redemption(RedemptionId),
    /// The day on which points expire.
    Expiry(Date),
    /// What people are asked.
    Survey(SurveyId),
    /// One launch of a survey.
    Run(RunId),
    /// Two who talk with each other.
    OneOnOne(OneOnOneId),
    /// A message of somebody's, by the place that it is in and its id there.
    Message(String),
    /// A setting, by its name.
    Setting(String),
    /// A team, as `slack:T1`.
    Team(String),
    /// A badge, by what it is typed as.
    Badge(String),
    /// The board that is posted at its time.
    Board,
    /// The post about badges that people earned.
    Badges,
    /// A nudge, by its name.
    Nudge(String),
    /// What this release does not know, as it was written.
    Other(String),
}

impl Subject {
    /// The word for what it is, and which one it is.
    fn parts(&self) -> (&str, Option<Cow<'_, str>>) {
        let id = |id: String| Some(Cow::Owned(id));
        let name = |name| Some(Cow::Borrowed(name));
        match self {
            Self::Kudos(kudos) => ("kudos", id(kudos.to_string())),
            Self::Notice(notice) => ("notice", id(notice.to_string())),
            Self::Member(member) => ("member", id(member.to_string())),
            Self::Home(member) => ("home", id(member.to_string())),
            Self::Reward(reward) => ("reward", id(reward.to_string())),
            Self::Redemption(redemption) => ("redemption", id(redemption.to_string())),
            Self::Expiry(day) => ("expiry", id(day.to_string())),
            Self::Survey(survey) => ("survey", id(survey.to_string())),
            Self::Run(run) => ("run", id(run.to_string())),
            Self::OneOnOne(pair) => ("one_on_one", id(pair.to_string())),
            Self::Message(message) => ("message", name(message.as_str())),
            Self::Setting(setting) => ("setting", name(setting.as_str())),
            Self::Team(team) => ("team", name(team.as_str())),
            Self::Badge(badge) => ("badge", name(badge.as_str())),
            Self::Nudge(nudge) => ("nudge", name(nudge.as_str())),
            Self::Board => ("leaderboard", None),
            Self::Badges => ("badges", None),
            Self::Other(text) => match text.split_once(':') {
                Some((word, which)) => (word, name(which)),
                None => (text, None),
            },
        }
    }

    /// Which one it is: an id or a name, without the word for what it is.
    pub fn which(&self) -> String {
        match self.parts() {
            (_, Some(which)) => which.into_owned(),
            (word, None) => word.to_owned(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let Some((word, which)) = text.split_once(':') else {
            return match text {
                "leaderboard" => Some(Self::Board),
                "badges" => Some(Self::Badges),
                _ => None,
            };
        };
        let read = match word {
            "kudos" => Self::Kudos(which.parse().ok()?),
            "notice" => Self::Notice(which.parse().ok()?),
            "member" => Self::Member(which.parse().ok()?),
            "home" => Self::Home(which.parse().ok()?),
            "reward" => Self::Reward(which.parse().ok()?),
            "redemption" => Self::Redemption(which.parse().ok()?),
            "expiry" => Self::Expiry(which.parse().ok()?),
            "survey" => Self::Survey(which.parse().ok()?),
            "run" => Self::Run(which.parse().ok()?),
            "one_on_one" => Self::OneOnOne(which.parse().ok()?),
            "message" => Self::Message(which.to_owned()),
            "setting" => Self::Setting(which.to_owned()),
            "team" => Self::Team(which.to_owned()),
            "badge" => Self::Badge(which.to_owned()),
            "nudge" => Self::Nudge(which.to_owned()),
            _ => return None,
        };
        // An id that is spelled in another way is found by its own spelling alone.
        (read.to_string() == text).then_some(read)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            (word, Some(which)) => write!(f, "{word}:{which}"),
            (word, None) => f.write_str(word),
        }
    }
}

impl From<&str> for Subject {
    fn from(text: &str) -> Self {
        Self::read(text).unwrap_or_else(|| Self::Other(text.to_owned()))
    }
}

impl From<Cow<'_, str>> for Subject {
    fn from(text: Cow<'_, str>) -> Self {
        text.as_ref().into()
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.to_string()
    }
}

impl FromStr for Subject {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}

impl Type<Postgres> for Subject {
    fn type_info() -> PgTypeInfo {
        <str as Type<Postgres>>::type_info()
    }

    fn compatible(column: &PgTypeInfo) -> bool {
        <str as Type<Postgres>>::compatible(column)
    }
}

impl<'r> Decode<'r, Postgres> for Subject {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        <&str as Decode<'r, Postgres>>::decode(value).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known() -> impl Strategy<Value = Subject> {
        let id = any::<u128>();
        prop_oneof![
            id.prop_map(|id| Subject::Kudos(KudosId::from_u128(id))),
            id.prop_map(|id| Subject::Notice(NoticeId::from_u128(id))),
            id.prop_map(|id| Subject::Member(MemberId::from_u128(id))),
            id.prop_map(|id| Subject::Home(MemberId::from_u128(id))),
            id.prop_map(|id| Subject::Reward(RewardId::from_u128(id))),
            id.prop_map(|id| Subject::Redemption(RedemptionId::from_u128(id))),
            (1_i16..9999, 1_i8..13, 1_i8..29).prop_map(|(year, month, day)| Subject::Expiry(
                jiff::civil::date(year, month, day)
            )),
            any::<String>().prop_map(Subject::Message),
            any::<String>().prop_map(Subject::Setting),
            any::<String>().prop_map(Subject::Team),
            any::<String>().prop_map(Subject::Badge),
            Just(Subject::Board),
            Just(Subject::Badges),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(subject in known()) {
            prop_assert_eq!(Subject::from(subject.to_string().as_str()), subject.clone());
            let json = serde_json::to_string(&subject).unwrap();
            prop_assert_eq!(serde_json::from_str::<Subject>(&json).unwrap(), subject);
        }

        #[test]
        fn nothing_of_another_release_is_lost(word in "[a-z]{0,8}|kudos|notice|member", which in ":?\\PC{0,40}") {
            let text = format!("{word}{which}");
            prop_assert_eq!(Subject::from(text.as_str()).to_string(), text);
        }
    }

    #[test]
    fn the_texts_are_those_that_are_kept() {
        const ID: u128 = 0x0198_0000_0000_7000_8000_0000_0000_0001;
        let id = "01980000-0000-7000-8000-000000000001";
        for (subject, text) in [
            (
                Subject::Kudos(KudosId::from_u128(ID)),
                format!("kudos:{id}"),
            ),
            (
                Subject::Notice(NoticeId::from_u128(ID)),
                format!("notice:{id}"),
            ),
            (
                Subject::Member(MemberId::from_u128(ID)),
                format!("member:{id}"),
            ),
            (Subject::Home(MemberId::from_u128(ID)), format!("home:{id}")),
            (
                Subject::Reward(RewardId::from_u128(ID)),
                format!("reward:{id}"),
            ),
            (
                Subject::Redemption(RedemptionId::from_u128(ID)),
                format!("redemption:{id}"),
            ),
            (
                Subject::Expiry(jiff::civil::date(2027, 1, 3)),
                "expiry:2027-01-03".to_owned(),
            ),
            (
                Subject::Message("slack:T1/C1/17.5".to_owned()),
                "message:slack:T1/C1/17.5".to_owned(),
            ),
            (
                Subject::Setting("gifts.max".to_owned()),
                "setting:gifts.max".to_owned(),
            ),
            (
                Subject::Team("slack:T1".to_owned()),
                "team:slack:T1".to_owned(),
            ),
            (Subject::Badge("hero".to_owned()), "badge:hero".to_owned()),
            (Subject::Board, "leaderboard".to_owned()),
            (Subject::Badges, "badges".to_owned()),
            (Subject::Other("kudos:1".to_owned()), "kudos:1".to_owned()),
            (Subject::Other("approval".to_owned()), "approval".to_owned()),
        ] {
            assert_eq!(subject.to_string(), text);
            assert_eq!(Subject::from(text.as_str()), subject);
        }
        // Spelled otherwise it is another one, and stays so.
        let loud = format!("kudos:{}", id.replace('0', "A"));
        assert_eq!(Subject::from(loud.as_str()), Subject::Other(loud.clone()));
    }

    #[test]
    fn which_one_it_is() {
        assert_eq!(
            Subject::Setting("gifts.max".to_owned()).which(),
            "gifts.max"
        );
        assert_eq!(Subject::from("kudos:1").which(), "1");
        assert_eq!(Subject::from("team:slack:T1").which(), "slack:T1");
        assert_eq!(Subject::Board.which(), "leaderboard");
    }
}
