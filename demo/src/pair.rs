//! Two of the sample company who talk with each other every week, what they want to talk about, and who takes
//! part in coffee draws.

use anyhow::Context;
use jiff::ToSpan;
use jiff::civil::time;
use plaudit::app::App;
use plaudit::coffee;
use plaudit::ids::{MemberId, WorkspaceId};
use plaudit::one_on_ones::{self, Cadence, Written};
use plaudit::people::{self, Details, Edit};
use plaudit::policy::Actor;
use plaudit::schedule::Rhythm;
use plaudit::workspace;
use sqlx::PgConnection;

const REPORT: &str = "ana@example.com";
const MANAGER: &str = "liam@example.com";

/// Who takes part in coffee draws: with the visitor they are an even number.
const VOLUNTEERS: [&str; 5] = [
    "ana@example.com",
    "budi@example.com",
    "farid@example.com",
    "grace@example.com",
    "rizky@example.com",
];

/// What she wants to talk about, and what he is to do.
const POINTS: [&str; 2] = [
    "The on-call rota: two weeks in a row is much",
    "A course on incident command in March?",
];
const ACTION: &str = "Ask Farid for the customer's numbers";

/// Lets them talk, unless they do, where data were kept.
pub(crate) async fn talk(app: &App) -> anyhow::Result<()> {
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = *programmes.first().context("nobody founded a programme")?;
    let report = named(&mut tx, programme, REPORT).await?;
    let manager = named(&mut tx, programme, MANAGER).await?;
    if !one_on_ones::of(&mut tx, programme, report)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    let details = Details {
        manager: Edit::Set(manager),
        ..Details::default()
    };
    let (clock, told) = (&app.clock, [(report, details)].into());
    people::describe(&mut tx, clock, &Actor::Operator, programme, &told).await?;
    let now = clock.now();
    let first_day = now
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
        .saturating_add(1.day());
    let cadence = Cadence {
        recurrence: Rhythm::Weekly.from(first_day, time(9, 0, 0, 0)),
        first_day,
    };
    let who = (programme, report, manager);
    let pair = one_on_ones::ask(&mut tx, clock, who, &cadence).await?;
    let pair = one_on_ones::agree(&mut tx, now, (programme, pair.id, manager)).await?;
    if let Some(sealer) = &app.desk.sealer {
        let written = Written {
            points: POINTS.map(Into::into).to_vec(),
            action: Some((ACTION.into(), manager)),
            note: Some(("We talk in the garden when it does not rain.".into(), 0)),
            ..Written::default()
        };
        one_on_ones::write(&mut tx, (clock, sealer), (&pair, report), &written).await?;
    }
    for address in VOLUNTEERS {
        let volunteer = named(&mut tx, programme, address).await?;
        coffee::join(&mut tx, programme, volunteer).await?;
    }
    Ok(tx.commit().await?)
}

async fn named(
    conn: &mut PgConnection,
    programme: WorkspaceId,
    address: &str,
) -> anyhow::Result<MemberId> {
    let found = people::by_address(conn, programme, &[address.to_owned()]).await?;
    let member = found.get(address);
    Ok(member.with_context(|| format!("nobody is {address}"))?.id)
}
