//! A birthday and a year of work in the sample company, in the days to come: move the clock on, and read them.

use anyhow::Context;
use jiff::ToSpan;
use plaudit::app::App;
use plaudit::people::{self, DayOfYear, Details, Edit, OwnDay, ShownTo};
use plaudit::policy::Actor;
use plaudit::workspace;

const BIRTHDAY: &str = "priya@example.com";
const ANNIVERSARY: &str = "farid@example.com";

/// Lets the two be celebrated in the channel, and asks everybody else who has a date.
pub(crate) async fn know(app: &App) -> anyhow::Result<()> {
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = *programmes.first().context("nobody founded a programme")?;
    let addresses = [BIRTHDAY, ANNIVERSARY].map(str::to_owned);
    let found = people::by_address(&mut tx, programme, &addresses).await?;
    let today = app.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let tomorrow = today.saturating_add(1.day());
    for (address, day) in [
        (BIRTHDAY, OwnDay::Birthday),
        (ANNIVERSARY, OwnDay::Anniversary),
    ] {
        let member = found.get(address);
        let member = member.with_context(|| format!("nobody is {address}"))?.id;
        let details = match day {
            OwnDay::Birthday => Details {
                birthday: Edit::Set(DayOfYear::of(tomorrow)),
                ..Details::default()
            },
            OwnDay::Anniversary => Details {
                hired_on: Edit::Set(tomorrow.saturating_sub(5.years())),
                ..Details::default()
            },
        };
        let told = [(member, details)].into();
        people::describe(&mut tx, &app.clock, &Actor::Operator, programme, &told).await?;
        people::choose_shown(&mut tx, (programme, member), day, ShownTo::Channel).await?;
    }
    Ok(tx.commit().await?)
}
