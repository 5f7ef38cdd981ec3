//! Showing surveys, runs and results.

use anyhow::anyhow;

use super::{json, schedule};
use crate::cli::open::Opened;
use crate::cli::output::{Format, ListFormat, print, print_document, print_message};
use crate::cli::rows::{Cell, Row, print_list};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{RunId, SurveyId, WorkspaceId};
use crate::letters::{question_for_operator, results_for_operator};
use crate::settings;
use crate::surveys::{self, Attribution, Named, Run, Schedule, SurveyKind};

/// A survey in a list.
struct Line {
    id: SurveyId,
    kind: SurveyKind,
    title: String,
    attribution: Attribution,
    audience: String,
    questions: i64,
    runs: i64,
    latest_run: Option<RunId>,
    latest_state: Option<&'static str>,
    archived: bool,
    next: Option<Ts>,
}

/// Lists surveys.
pub(super) async fn list(
    opened: &Opened,
    workspace: WorkspaceId,
    format: ListFormat,
) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let settings = settings::load(&mut conn, workspace).await?;
    let now = Clock::system().now();
    let mut lines = Vec::new();
    for survey in surveys::surveys(&mut conn, workspace).await? {
        let runs = surveys::runs_of(&mut conn, workspace, survey.id).await?;
        let latest = runs.first();
        let schedule = surveys::schedule_of(&mut conn, &survey, &settings, now).await?;
        let dates = schedule.map(|(_, dates)| dates).unwrap_or_default();
        let next = dates.first().map(|date| Ts(date.opens.timestamp()));
        lines.push(Line {
            id: survey.id,
            kind: survey.definition.kind,
            attribution: survey.definition.attribution,
            audience: survey.definition.audience.to_string(),
            questions: i64::try_from(survey.definition.questions.len())?,
            title: survey.definition.title,
            runs: i64::try_from(runs.len())?,
            latest_run: latest.map(|run| run.id),
            latest_state: latest.map(|run| run.state.as_str()),
            archived: survey.archived,
            next,
        });
    }
    print_list(lines, format, "there are no surveys", in_words)
}

impl Row<11> for Line {
    const COLUMNS: [&'static str; 11] = [
        "id",
        "title",
        "kind",
        "attribution",
        "audience",
        "questions",
        "runs",
        "latest_run",
        "latest_state",
        "archived",
        "next",
    ];

    fn cells(self) -> [Cell; 11] {
        [
            self.id.into(),
            self.title.into(),
            self.kind.to_string().into(),
            self.attribution.to_string().into(),
            self.audience.into(),
            self.questions.into(),
            self.runs.into(),
            self.latest_run.map(|run| run.to_string()).into(),
            self.latest_state.map(str::to_owned).into(),
            self.archived.into(),
            self.next.into(),
        ]
    }
}

fn in_words(line: &Line) -> String {
    let state = match (line.archived, line.latest_state) {
        (true, _) => "archived",
        (false, Some(state)) => state,
        (false, None) => "not launched",
    };
    let run = line.latest_run.map(|run| format!(", run {run}"));
    let next = line.next.map(|at| format!(", next {at}"));
    format!(
        "{}  {} ({}, {}), asks {}: {state}{}{}",
        line.id,
        line.title,
        line.kind,
        line.attribution,
        line.audience,
        run.unwrap_or_default(),
        next.unwrap_or_default()
    )
}

/// Shows what a survey asks.
pub(super) async fn one(
    opened: &Opened,
    workspace: WorkspaceId,
    id: SurveyId,
) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let survey = surveys::survey(&mut conn, workspace, id).await?;
    let survey = survey.ok_or_else(|| anyhow!("there is no survey {id}"))?;
    let runs = surveys::runs_of(&mut conn, workspace, id).await?;
    let settings = settings::load(&mut conn, workspace).await?;
    let now = Clock::system().now();
    let schedule = surveys::schedule_of(&mut conn, &survey, &settings, now).await?;
    let asks = &survey.definition;
    print(format_args!("{} ({})", asks.title, asks.kind))?;
    print(format_args!("asks {}, {}", asks.audience, asks.attribution))?;
    for (number, question) in (1..).zip(&asks.questions) {
        let text = question_for_operator(&settings, question);
        let kind = question.kind.name();
        print(format_args!("  {number}. {text} ({}, {kind})", question.id))?;
    }
    if let Some((schedule, dates)) = schedule {
        print(format_args!("on schedule: {}", whole(&schedule)))?;
        if dates.is_empty() {
            print("  all its dates have been")?;
        }
        let mut dates = dates.iter();
        dates.try_for_each(|date| print(format_args!("  next {}", schedule::in_words(date))))?;
    }
    runs.iter().try_for_each(|run| print(run_in_words(run)))
}

/// A schedule as it was typed.
fn whole(schedule: &Schedule) -> String {
    let hours = schedule.open_for.as_hours();
    let skips = [
        schedule.skip_weekends.then_some(", not on weekends"),
        schedule.skip_holidays.then_some(", not on holidays"),
    ];
    let skips: String = skips.into_iter().flatten().collect();
    let until = schedule.last_day.map(|day| format!(", until {day}"));
    let until = until.unwrap_or_default();
    format!("{}, open for {hours}h{skips}{until}", schedule.recurrence)
}

fn run_in_words(run: &Run) -> String {
    let (answered, invited, state) = (run.answered, run.invited, run.state);
    let end = run.closed_at.unwrap_or(run.closes_at);
    format!(
        "run {}: launched {}, {state}, {answered} of {invited} answered, closes {end}",
        run.id, run.launched_at
    )
}

/// Prints what a run came to.
pub(super) async fn results(
    opened: &Opened,
    workspace: WorkspaceId,
    id: RunId,
    format: Format,
) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let run = surveys::run(&mut conn, workspace, id).await?;
    let run = run.ok_or_else(|| anyhow!("there is no run {id}"))?;
    let results = surveys::results(&mut conn, run).await?;
    // While it is open, nobody reads what was answered.
    let named = match results.run.closed_at {
        Some(_) => surveys::named_answers(&mut conn, workspace, id).await?,
        None => Vec::new(),
    };
    match format {
        Format::Json => {
            let whole = json::Whole::of(&results, &named);
            print_document(serde_json::to_string_pretty(&whole)?)
        }
        Format::Text if results.run.closed_at.is_none() => {
            print(run_in_words(&results.run))?;
            print("Results follow when it closes.")
        }
        Format::Text => {
            let settings = settings::load(&mut conn, workspace).await?;
            let messages = results_for_operator(&settings, &results);
            messages.iter().try_for_each(print_message)?;
            named.iter().try_for_each(|it| by_name(&results.run, it))
        }
    }
}

/// What somebody answered.
fn by_name(run: &Run, named: &Named) -> anyhow::Result<()> {
    print(&named.name)?;
    let answers = json::answers(run, named);
    answers
        .iter()
        .try_for_each(|(question, said)| print(format_args!("  {question}: {}", said.join(", "))))
}
