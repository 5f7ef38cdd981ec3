//! Surveys, in every language.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};

use super::samples::{SLASH, place, said};
use super::shown;
use crate::chat::{Chart, Locale, PlaceKind};
use crate::database::Ts;
use crate::ids::{MemberId, RunId, SurveyId, WorkspaceId};
use crate::surveys::{
    Answered, Attribution, Circle, Definition, Dimension, Enps, FollowUp, Kind, NotAnAnswer,
    NotLaunched, Part, Phrase, Question, Results, Run, RunState, Scale, Survey, SurveyKind,
    Upcoming, figures,
};
use crate::wording::*;

fn closes() -> Zoned {
    let noon = date(2026, 12, 1).at(12, 0, 0, 0);
    noon.to_zoned(TimeZone::UTC).unwrap()
}

fn run(kind: SurveyKind, questions: Vec<Question>) -> Run {
    Run {
        workspace: WorkspaceId::nil(),
        id: RunId::nil(),
        survey: SurveyId::nil(),
        kind,
        title: "Autumn".into(),
        attribution: Attribution::Anonymous,
        questions,
        state: RunState::Open,
        floor: 5,
        launched_at: Ts(closes().timestamp()),
        closes_at: Ts(closes().timestamp()),
        closed_at: None,
        invited: 20,
        answered: 12,
        reward_points: 0,
        chart_token: None,
    }
}

fn enps() -> Run {
    let asked = Definition::enps("Autumn", Scale::FromZero);
    run(SurveyKind::Enps, asked.questions)
}

fn question(id: &str, kind: Kind) -> Question {
    Question {
        id: id.into(),
        kind,
        text: Phrase::new(Locale::En, "My workload is manageable."),
        required: true,
    }
}

fn pulse() -> Run {
    let options = vec![
        Phrase::new(Locale::En, "Tea"),
        Phrase::new(Locale::En, "Coffee"),
    ];
    let questions = vec![
        question("workload", Kind::Agreement),
        question("fair", Kind::YesNo),
        question("drink", Kind::Choices { options }),
        question("wish", Kind::Text),
    ];
    run(SurveyKind::Pulse, questions)
}

#[test]
fn asking() {
    said("surveys_asking", |said| {
        let (w, until) = (said.words, closes());
        let (enps, pulse) = (enps(), pulse());
        said.message("invitation", &survey_invitation(&w, &enps, &until, false));
        said.message("reminder", &survey_invitation(&w, &pulse, &until, true));
        let rewarded = Run {
            reward_points: 5,
            ..enps.clone()
        };
        let invitation = survey_invitation(&w, &rewarded, &until, false);
        said.message("invitation with a reward", &invitation);
        said.message("rewarded", &survey_rewarded(&w, &rewarded));
        said.message("answered", &survey_answered(&w, &enps, &until));
        said.message("answered a form", &survey_answered(&w, &pulse, &until));
        said.text("why", &shown::form(&survey_why_form(&w, &enps, "8")));
        said.text("form", &shown::form(&survey_form(&w, &pulse, &until)));
        said.message("closed", &survey_closed(&w, "Autumn", &until));
        said.message("not asked", &survey_not_asked(&w));
        said.message("try again", &survey_try_again(&w));
        for why in [
            NotAnAnswer::Missing,
            NotAnAnswer::TooLong,
            NotAnAnswer::NotOffered,
        ] {
            said.text("invalid", &survey_answer_invalid(&w, why));
        }
        said.message("none waits", &surveys(&w, &[], &[], None));
        let asking = [false, true].map(|answered| Asking {
            run: enps.clone(),
            until: until.clone(),
            answered,
        });
        let going = Going {
            open: vec![(enps, until)],
            scheduled: vec![
                ("Pulse".into(), dates_ahead()),
                ("Onboarding".into(), Vec::new()),
            ],
            today: date(2026, 11, 28),
        };
        said.message("waiting", &surveys(&w, &asking, &[], Some(&going)));
    });
}

fn dates_ahead() -> Vec<Upcoming> {
    let days = [date(2026, 12, 1), date(2027, 1, 5), date(2027, 6, 1)];
    let at = |day: Date| day.at(10, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
    let ahead = days.map(|day| Upcoming {
        day,
        opens: at(day),
    });
    ahead.into()
}

fn survey() -> Survey {
    let mut definition = Definition::enps("Autumn", Scale::FromZero);
    definition.questions = pulse().questions;
    definition.kind = SurveyKind::Pulse;
    definition.audience = "team:Design".parse().unwrap();
    Survey {
        workspace: WorkspaceId::nil(),
        id: SurveyId::nil(),
        definition,
        created_at: Ts(closes().timestamp()),
        archived: false,
    }
}

#[test]
fn running_surveys() {
    said("surveys_running", |said| {
        let (w, today) = (said.words, date(2026, 11, 28));
        let list = |lines: &[SurveyLine], page, news| {
            let list = SurveyList {
                lines,
                page,
                pages: 2,
                today,
                news,
            };
            survey_list(&w, list)
        };
        said.message("none", &list(&[], 0, None));
        let line = |times, open: Option<Run>, ahead| SurveyLine {
            survey: survey(),
            times,
            open: open.map(|run| (run, closes())),
            closed: (times > 1).then(enps),
            ahead,
        };
        let lines = [
            line(0, None, None),
            line(2, Some(enps()), Some(dates_ahead())),
            line(1, None, Some(Vec::new())),
        ];
        let made = survey_made(&w, "Autumn");
        said.message("list", &list(&lines, 1, Some(made)));
        said.text("sent", &survey_sent(&w, "Autumn", 20).to_plain());
        said.text("scheduled", &survey_scheduled(&w).to_plain());
        said.message("stays open", &survey_stays_open(&w));
        said.message("trial", &survey_trial(&w, &enps(), &closes()));
        said.message("trial over", &survey_trial_over(&w));
        said.text("new", &shown::form(&survey_new_form(&w)));
        let send = survey_launch_form(&w, &pulse(), &closes());
        said.text("send", &shown::form(&send));
        let form = survey_dates_form(&w, SurveyId::nil(), "Autumn", today);
        said.text("dates", &shown::form(&form));
        let ahead = dates_ahead();
        let preview = survey_dates_preview(&w, "Autumn", (&ahead, today), String::new());
        said.text("preview", &shown::form(&preview));
    });
}

#[test]
fn what_follows() {
    said("surveys_follow_up", |said| {
        let w = said.words;
        let place = place(PlaceKind::Public);
        for to in [
            FollowUpTo::Channel(&place),
            FollowUpTo::Asked(1),
            FollowUpTo::Asked(20),
        ] {
            said.text(
                "form",
                &shown::form(&survey_follow_up_form(&w, &enps(), to)),
            );
        }
        let follow_up = FollowUp {
            text: "You asked for *quiet* hours.\nFrom May there are some.".into(),
            said_at: Ts(closes().timestamp()),
        };
        said.message("said", &survey_follow_up(&w, &enps(), &follow_up));
        said.text("on its way", &survey_followed_up(&w, &enps()).to_plain());
        said.text("fault", &survey_follow_up_fault(&w));
    });
}

#[test]
fn asking_with_a_name() {
    said("surveys_named", |said| {
        let (w, until) = (said.words, closes());
        let named = |asked: Run| Run {
            attribution: Attribution::Named,
            ..asked
        };
        let (enps, pulse) = (named(enps()), named(pulse()));
        said.message("invitation", &survey_invitation(&w, &enps, &until, false));
        said.message("answered", &survey_answered(&w, &pulse, &until));
        said.text("why", &shown::form(&survey_why_form(&w, &enps, "8")));
        said.text("form", &shown::form(&survey_form(&w, &pulse, &until)));
        said.message("kept", &surveys(&w, &[], std::slice::from_ref(&enps), None));
        said.message("taken back", &survey_withdrawn(&w, &enps));
        said.message("nothing to take back", &survey_nothing_named(&w));
        let of = vec!["kind:learning".to_owned(), "tag:green".to_owned()];
        let asked = Definition::interest("Likes", of, Vec::new());
        let likes = named(run(SurveyKind::Interest, asked.questions));
        said.text("interests", &shown::form(&survey_form(&w, &likes, &until)));
        let mut results = Results {
            run: enps,
            questions: Vec::new(),
            earlier: Vec::new(),
            follow_ups: Vec::new(),
        };
        said.message("few", &survey_results(&w, &results, Vec::new(), 10)[0]);
        results.questions = results
            .run
            .questions
            .iter()
            .map(|question| Answered {
                question: question.clone(),
                parts: Vec::new(),
                comments: Vec::new(),
            })
            .collect();
        said.message("results", &survey_results(&w, &results, Vec::new(), 10)[0]);
    });
}

fn tells() -> NotLaunched {
    NotLaunched::Tells {
        title: "Spring".into(),
        floor: 5,
    }
}

#[test]
fn faults_of_surveys() {
    said("surveys_wrong", |said| {
        let w = said.words;
        for fault in [
            SurveyFault::Choose,
            SurveyFault::Title,
            SurveyFault::Questions,
            SurveyFault::Question(2),
            SurveyFault::OnlyOfPulse,
            SurveyFault::Nameless,
            SurveyFault::Audience,
            SurveyFault::Circle,
            SurveyFault::Floor,
            SurveyFault::Day,
            SurveyFault::Hour,
            SurveyFault::Days,
            SurveyFault::Overlap,
            SurveyFault::Past,
            SurveyFault::Archived,
        ] {
            said.text("fault", &survey_fault(&w, fault));
        }
        for why in [
            NotLaunched::TooFew { asked: 4, floor: 5 },
            NotLaunched::UnderWay(RunId::nil()),
            tells(),
            NotLaunched::Untold(Circle::Channel("slack:T1/C1".into())),
            NotLaunched::Time,
            NotLaunched::Unknown,
        ] {
            said.text("not sent", &survey_not_sent(&w, &why));
        }
    });
}

#[test]
fn dates_that_are_not_held() {
    said("surveys_dates", |said| {
        let (w, days) = (said.words, [date(2026, 12, 1), date(2026, 12, 8)]);
        let passed = survey_dates_passed(&w, "Autumn", &days, &closes());
        said.message("passed", &passed);
        for why in [
            NotLaunched::TooFew { asked: 4, floor: 5 },
            NotLaunched::UnderWay(RunId::nil()),
            tells(),
            NotLaunched::Archived,
        ] {
            said.message("refused", &survey_not_launched(&w, "Autumn", days[0], &why));
        }
    });
}

fn part(dimension: Dimension, name: &str, counts: &[(&str, i32)]) -> Part {
    let counts = counts.iter().map(|(it, n)| ((*it).to_owned(), *n));
    let counts: Vec<(String, i32)> = counts.collect();
    Part {
        dimension,
        name: name.into(),
        manager: (dimension == Dimension::Manager).then(MemberId::nil),
        answered: counts.iter().map(|(_, count)| count).sum(),
        counts,
    }
}

fn charts(w: &Words<'_>, results: &Results) -> Vec<Chart> {
    let figures = figures(results).into_iter();
    figures
        .filter_map(|it| survey_chart(w, results, it))
        .collect()
}

#[test]
fn results_of_surveys() {
    said("surveys_results", |said| {
        let w = said.words;
        let score = Answered {
            question: enps().questions[0].clone(),
            parts: vec![
                part(
                    Dimension::All,
                    "",
                    &[("3", 2), ("8", 4), ("9", 1), ("10", 5)],
                ),
                part(Dimension::Team, "Design", &[("3", 1), ("10", 5)]),
            ],
            comments: Vec::new(),
        };
        let why = Answered {
            question: enps().questions[1].clone(),
            parts: Vec::new(),
            comments: (1..=12).map(|n| format!("comment {n}")).collect(),
        };
        let before = Enps {
            promoters: 5,
            passives: 2,
            detractors: 5,
        };
        let after = Enps {
            promoters: 6,
            passives: 2,
            detractors: 4,
        };
        let ended = enps().closes_at.0;
        let closed = |days: i64| Ts(ended + SignedDuration::from_hours(24 * days));
        let results = Results {
            run: enps(),
            questions: vec![score, why],
            earlier: vec![(closed(-180), before), (closed(-90), after)],
            follow_ups: Vec::new(),
        };
        for message in survey_results(&w, &results, charts(&w, &results), 10) {
            said.message("eNPS", &message);
        }
        let for_all = survey_results_for_all(&w, &results, charts(&w, &results));
        said.message("eNPS for all", &for_all);
        let place = place(PlaceKind::Public);
        for why in [Unposted::Refused, Unposted::Shared] {
            let unposted = survey_unposted(&w, &results.run, &place, (why, SLASH));
            said.message("unposted", &unposted);
        }
        let suppressed = Results {
            run: enps(),
            questions: Vec::new(),
            earlier: Vec::new(),
            follow_ups: Vec::new(),
        };
        said.message(
            "too few",
            &survey_results(&w, &suppressed, Vec::new(), 10)[0],
        );
        said.message("not closed", &survey_not_closed(&w, &suppressed.run));
    });
}

#[test]
fn results_of_pulses() {
    said("surveys_results_pulse", |said| {
        let w = said.words;
        let questions = pulse().questions;
        let answered = |number: usize, parts, comments| Answered {
            question: questions[number].clone(),
            parts,
            comments,
        };
        let agreement = [("1", 0), ("2", 1), ("3", 2), ("4", 8), ("5", 1)];
        let pulse = Results {
            run: pulse(),
            questions: vec![
                answered(
                    0,
                    vec![
                        part(Dimension::All, "", &agreement),
                        part(Dimension::Country, "ID", &agreement),
                    ],
                    Vec::new(),
                ),
                answered(
                    1,
                    vec![
                        part(Dimension::All, "", &[("yes", 9), ("no", 3)]),
                        part(Dimension::Manager, "Siti", &[("yes", 5), ("no", 1)]),
                    ],
                    Vec::new(),
                ),
                answered(
                    2,
                    vec![part(Dimension::All, "", &[("1", 9), ("2", 3)])],
                    Vec::new(),
                ),
                answered(3, Vec::new(), Vec::new()),
            ],
            earlier: Vec::new(),
            follow_ups: Vec::new(),
        };
        for message in survey_results(&w, &pulse, charts(&w, &pulse), 10) {
            said.message("pulse", &message);
        }
        let of_team = |manager| survey_results_of_team(&w, &pulse, manager);
        said.message("team", &of_team(MemberId::nil()).unwrap());
        assert!(of_team(MemberId::from_u128(1)).is_none());
    });
}
