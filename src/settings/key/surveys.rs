//! The keys of surveys.

use super::Key;
use super::read::{NOWHERE, channel, where_to};
use super::value::{count, counted, number, small, text};
use crate::settings::{Charts, Group, Kind};

pub(super) const SURVEY_ANONYMITY_THRESHOLD: Key = Key {
    name: "survey.anonymity_threshold",
    default: "5",
    help: "the smallest group whose survey results are shown",
    example: "5",
    group: Group::Surveys,
    value: number(
        3,
        1000,
        |s| counted(s.survey_anonymity_threshold),
        |s, n| s.survey_anonymity_threshold = count(n),
    ),
};

pub(super) const SURVEY_ANSWER_DAYS: Key = Key {
    name: "survey.answer_days",
    default: "365",
    help: "how long survey answers that bear a name are kept once the survey is closed, in days",
    example: "90",
    group: Group::Surveys,
    value: number(
        1,
        1095,
        |s| s.survey_answer_days.into(),
        |s, n| s.survey_answer_days = small(n),
    ),
};

pub(super) const SURVEY_CHANNEL: Key = Key {
    name: "survey.channel",
    default: NOWHERE,
    help: "the channel that results of surveys are posted to, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Surveys,
    value: text(
        Kind::Channel,
        |s| where_to(s.survey_channel.as_deref()),
        |s, v| channel(v).map(|id| s.survey_channel = id),
    ),
};

pub(super) const SURVEY_CHARTS: Key = Key {
    name: "survey.charts",
    default: "picture",
    help: "how Slack shows charts: picture, fetched from PLAUDIT_PUBLIC_URL, or native, drawn by Slack",
    example: "native",
    group: Group::Surveys,
    value: text(
        Kind::Words(&["picture", "native"]),
        |s| s.survey_charts.to_string(),
        |s, v| v.parse::<Charts>().map(|it| s.survey_charts = it),
    ),
};

pub(super) const SURVEY_REWARD_POINTS: Key = Key {
    name: "survey.reward_points",
    default: "0",
    help: "points for taking part in a survey, given when it closes; 0 for none",
    example: "5",
    group: Group::Surveys,
    value: number(
        0,
        1000,
        |s| s.survey_reward_points,
        |s, n| s.survey_reward_points = n,
    ),
};
