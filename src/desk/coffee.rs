//! `/kudos coffee`: who takes part in coffee draws, and whom they were drawn with.

use metrics::counter;
use sqlx::PgConnection;

use super::context::Ctx;
use super::one_on_one::for_oneself;
use super::{Desk, DeskError, Stop};
use crate::chat::{Message, Reply};
use crate::clock::later;
use crate::coffee;
use crate::database::Day;
use crate::guarded::guarded;
use crate::letters::{at_home, coffee_drawn};
use crate::one_on_ones;
use crate::outbox;
use crate::people;
use crate::queue::{PUT_OFF, conclude};
use crate::schedule;
use crate::settings;
use crate::wording::{self, CoffeeView};

/// Whether the actor takes part, and what there is to know.
pub(super) async fn show(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let page = page(ctx, &mut conn).await?;
    drop(conn);
    ctx.settle(page).await
}

/// The button by which somebody takes part, or does so no more.
pub(super) async fn choose(ctx: &Ctx<'_>, takes_part: bool) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let (workspace, member) = (ctx.workspace(), ctx.actor.id);
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    if takes_part {
        coffee::join(&mut tx, workspace, member).await?;
    } else {
        coffee::leave(&mut tx, workspace, member).await?;
    }
    let page = page(ctx, &mut tx).await?;
    ctx.settle_with(tx, page).await
}

async fn page(ctx: &Ctx<'_>, conn: &mut PgConnection) -> Result<Message, DeskError> {
    let (workspace, member, settings) = (ctx.workspace(), ctx.actor.id, ctx.settings());
    let volunteers = coffee::volunteers(conn, workspace).await?;
    let takes_part = volunteers.contains(&member);
    let last = coffee::last_table(conn, workspace, member).await?;
    let with = last.as_ref().map_or(&[][..], |table| &table.others);
    let with = people::by_ids(conn, workspace, with).await?;
    let today = at_home(ctx.now, &ctx.actor, settings).date();
    let away = one_on_ones::away(conn, (workspace, &[member]), Day(today), ctx.now).await?;
    Ok(wording::coffee(
        &ctx.words(),
        &CoffeeView {
            rhythm: settings.coffee.rhythm(),
            next: settings.coffee.next(ctx.now),
            takes_part,
            others: volunteers.len() - usize::from(takes_part),
            last: last.map(|table| {
                (
                    table.day.0,
                    with.iter().map(people::Member::mention).collect(),
                )
            }),
            away: away.first().map(|away| away.until.0),
            today,
        },
    ))
}

impl Desk {
    /// A date of the coffee draws begins: whoever takes part is drawn.
    pub(super) async fn plan_coffee(
        &self,
        conn: &mut PgConnection,
        due: &schedule::Due,
    ) -> Result<(), DeskError> {
        let settings = settings::load(conn, due.workspace).await?;
        if settings.coffee.rhythm().is_none() {
            return Ok(());
        }
        let whose = (due.workspace, &settings);
        Ok(coffee::plan(conn, whose, (due.day(), self.clock.now())).await?)
    }

    /// Tells everybody whose hour has come whom they were drawn with. What goes wrong with one of them keeps
    /// no other waiting.
    pub async fn tell_of_coffee(&self) -> Result<(), DeskError> {
        while self.tell_of_one_seat().await? {
            self.outbox.wake();
        }
        Ok(())
    }

    /// Tells one of a seat. False when there is nobody to tell.
    async fn tell_of_one_seat(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(due) = coffee::take_due(&mut tx, now).await? else {
            return Ok(false);
        };
        let told = guarded("coffee", self.tell_of_table(&mut tx, &due)).await;
        let outcome = match conclude(tx, told).await? {
            Ok(()) if due.table.others.is_empty() => "alone",
            Ok(()) => "drawn",
            Err(reason) => {
                tracing::error!(
                    workspace.id = %due.workspace, member.id = %due.member, error = reason,
                    "somebody could not be told whom they were drawn with; it is tried again"
                );
                let mut conn = self.pool.acquire().await?;
                coffee::put_off(&mut conn, &due, later(now, PUT_OFF)).await?;
                "failed"
            }
        };
        counter!("plaudit_coffee_seats_total", "outcome" => outcome).increment(1);
        Ok(true)
    }

    async fn tell_of_table(
        &self,
        conn: &mut PgConnection,
        due: &coffee::Due,
    ) -> Result<(), DeskError> {
        let settings = settings::load(conn, due.workspace).await?;
        let member = people::by_ids(conn, due.workspace, &[due.member]).await?;
        let others = people::by_ids(conn, due.workspace, &due.table.others).await?;
        let told = member.iter().filter(|member| member.active);
        let letters =
            told.filter_map(|member| coffee_drawn(member, &settings, &due.table, &others));
        let letters: Vec<_> = letters.collect();
        Ok(outbox::enqueue(conn, self.clock.now(), &letters).await?)
    }
}
