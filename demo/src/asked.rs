//! What the sample company was asked in the past year, and what it is asked now.

use anyhow::Context;
use jiff::SignedDuration;
use plaudit::app::App;
use plaudit::clock::{Clock, earlier};
use plaudit::ids::{MemberId, SurveyId, WorkspaceId};
use plaudit::policy::Actor;
use plaudit::rewards::{Interest, catalog};
use plaudit::settings;
use plaudit::surveys::{self, Answer, Definition, Reading, Scale, Schedule};
use plaudit::workspace;

/// What was answered in each quarter, the oldest first: scores, and why, of those who said so.
const PAST: [&[(u8, &str)]; 3] = [
    &[
        (6, "Too many meetings"),
        (7, ""),
        (8, "Rekan kerja yang baik"),
        (3, "The release nights"),
        (9, "I learn something every week"),
        (7, ""),
        (10, "Orang-orangnya"),
        (5, "Laptop saya sudah lama"),
        (8, ""),
        (6, "Unclear goals in spring"),
        (9, "Good people"),
        (4, ""),
    ],
    &[
        (7, "Fewer meetings since summer"),
        (8, ""),
        (8, "Tim saya saling membantu"),
        (5, "Release nights, still"),
        (9, "Time to learn"),
        (10, ""),
        (7, ""),
        (9, "Thank-yous are seen now"),
        (6, ""),
        (9, "Rakan sekerja yang hebat"),
        (8, "Clear goals"),
        (7, ""),
        (10, "The people"),
    ],
    &[
        (9, "We ship by day now"),
        (9, "Fokus dan tenang"),
        (8, ""),
        (6, "Parking"),
        (10, "Pasukan yang menghargai"),
        (9, ""),
        (10, "I would bring my friends"),
        (7, ""),
        (9, "Kerja yang berarti"),
        (8, ""),
        (10, ""),
        (4, "Parking. Again"),
        (9, "Good people, good tools"),
        (8, ""),
    ],
];

/// What they are asked every month.
const PULSE: &str = include_str!("pulse.toml");

/// How long people may answer.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24 * 5);

/// Between two launches.
const QUARTER: SignedDuration = SignedDuration::from_hours(24 * 91);

/// Asks them, unless data were kept: then they were asked.
pub(crate) async fn ask(app: &App) -> anyhow::Result<()> {
    let mut conn = app.pool.acquire().await?;
    let programmes = workspace::all(&mut conn).await?;
    let (programme, _) = *programmes.first().context("nobody founded a programme")?;
    if !surveys::surveys(&mut conn, programme).await?.is_empty() {
        return Ok(());
    }
    drop(conn);
    let mut tx = app.pool.begin().await?;
    let survey = Definition::enps("How is it to work here?", Scale::FromZero);
    let by = &Actor::Operator;
    let survey = surveys::define(&mut tx, &app.clock, by, programme, &survey).await?;
    tx.commit().await?;
    for (quarters, answers) in (1..=3).rev().zip(PAST) {
        let launched = earlier(app.clock.now(), QUARTER * quarters);
        answered(app, (programme, survey), &Clock::set_to(launched), answers).await?;
    }
    let mut tx = app.pool.begin().await?;
    let settings = settings::load(&mut tx, programme).await?;
    let (keys, which) = (&app.desk.ballot_keys, (programme, survey));
    surveys::launch(&mut tx, &app.clock, keys, (by, &settings), which, OPEN_FOR).await?;
    // What of the catalogue they like, with their names.
    let items = catalog::list(&mut tx, programme, false).await?;
    let of = Interest::offered(&items)
        .iter()
        .map(ToString::to_string)
        .collect();
    let likes = Definition::interest("What would you like to get?", of, Vec::new());
    let likes = surveys::define(&mut tx, &app.clock, by, programme, &likes).await?;
    let which = (programme, likes);
    surveys::launch(&mut tx, &app.clock, keys, (by, &settings), which, OPEN_FOR).await?;
    let pulse = surveys::from_toml(PULSE)?;
    let pulse = surveys::define(&mut tx, &app.clock, by, programme, &pulse).await?;
    let monthly = Schedule {
        recurrence: "monthly 1st-tue 10:00".parse()?,
        open_for: OPEN_FOR,
        skip_weekends: true,
        skip_holidays: true,
        first_day: None,
        last_day: None,
    };
    let (by, which) = ((by, &settings), (programme, pulse));
    surveys::put_on_schedule(&mut tx, &app.clock, by, which, &monthly).await?;
    tx.commit().await?;
    Ok(())
}

/// A run of the past, from its launch to its close, in one transaction: nobody is written to.
async fn answered(
    app: &App,
    (programme, survey): (WorkspaceId, SurveyId),
    clock: &Clock,
    answers: &[(u8, &str)],
) -> anyhow::Result<()> {
    let (by, keys) = (&Actor::Operator, &app.desk.ballot_keys);
    let mut tx = app.pool.begin().await?;
    let settings = settings::load(&mut tx, programme).await?;
    let which = (programme, survey);
    let run = surveys::launch(&mut tx, clock, keys, (by, &settings), which, OPEN_FOR).await?;
    let asked = "SELECT member_id FROM survey_invitation WHERE run_id = $1 ORDER BY member_id";
    let asked: Vec<MemberId> = sqlx::query_scalar(asked)
        .bind(run.id)
        .fetch_all(&mut *tx)
        .await?;
    for (member, (score, why)) in asked.into_iter().zip(answers) {
        let why = match *why {
            "" => Answer::Skipped,
            why => Answer::Text(why.to_owned()),
        };
        let ballots = [(0, Answer::One(*score)), (1, why)];
        surveys::cast(
            &mut tx,
            (keys, clock.now()),
            (programme, run.id, member),
            &ballots,
        )
        .await?;
    }
    clock.advance(OPEN_FOR);
    surveys::close(
        &mut tx,
        clock,
        (keys, Reading::Counted),
        by,
        (programme, run.id),
    )
    .await?;
    tx.commit().await?;
    Ok(keys.forget(run.id)?)
}
