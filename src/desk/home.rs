//! Home: shown when it is opened or asked for, and kept as things are for those who opened it lately.

use metrics::counter;
use sqlx::PgConnection;

use super::context::Ctx;
use super::home_view::Resident;
use super::{
    Desk, DeskError, Stop, approval, badges, board, delivery, help, history, items, language,
    notices, one_on_one, shop, survey, undo,
};
use crate::chat::{Identity, Inbound, Reply, Standing, Ticket, To};
use crate::command::{Leaderboard, Notices};
use crate::database::commit;
use crate::guarded::guarded;
use crate::home::{self, Claimed, Fingerprint};
use crate::outbox::{self, Letter, Weight};
use crate::people;
use crate::platforms::traits;
use crate::queue::conclude;
use crate::settings;
use crate::subject::Subject;
use crate::wording::{self, HomeWay};

/// How many homes are looked at at a time: the others wait for the next, so that gifts do not.
const AT_A_TIME: usize = 50;

/// Somebody opened their home on a platform that has one. What stands there already is not sent again,
/// unless there is nothing.
pub(super) async fn opened(ctx: &Ctx<'_>, blank: bool) -> Result<Reply, Stop> {
    let (desk, account) = (ctx.desk, account(ctx));
    let mut tx = desk.pool.begin().await?;
    let shown = home::opened(&mut tx, ctx.workspace(), account, ctx.now).await?;
    let shown = shown.filter(|_| !blank);
    let put = put(&mut tx, resident(ctx), shown.as_ref(), Weight::Interactive).await?;
    commit(tx).await?;
    count(if put { "opened" } else { "unchanged" });
    desk.outbox.wake();
    Ok(Reply::Nothing)
}

/// `/kudos home`: the home as a message. Where the platform has no place for it, the last one that was asked
/// for is kept as things are, and stands where it was asked for: the ones before stay as they were.
pub(super) async fn show(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let words = ctx.words();
    if traits(ctx.inbound.installation.platform).has_home {
        let mut conn = ctx.desk.pool.acquire().await?;
        let home = resident(ctx).home(&mut conn).await?;
        drop(conn);
        return ctx
            .answer(wording::home_besides(&words, home.message))
            .await;
    }
    let account = account(ctx);
    let (workspace, subject) = (ctx.workspace(), Subject::Home(ctx.actor.id));
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    home::opened(&mut tx, workspace, account, ctx.now).await?;
    outbox::leave_posted(&mut tx, workspace, &subject, account).await?;
    let message = resident(ctx).look(&mut tx).await?.0;
    let letter = Letter::new(workspace, To::Person(account.clone()), message);
    outbox::enqueue(&mut tx, ctx.now, &[letter.about(subject).sensitive()]).await?;
    commit(tx).await?;
    ctx.desk.outbox.wake();
    count("opened");
    Ok(Reply::Nothing)
}

/// A button of a home, or one that leads to it. What it leads to stands beside the home.
pub(super) async fn pressed(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (word, which) = value.split_once(' ').unwrap_or((value, ""));
    let Ok(to) = HomeWay::named(word) else {
        return Ok(Reply::Nothing);
    };
    if to == HomeWay::Refresh {
        return refresh(ctx).await;
    }
    let inbound = beside(ctx.inbound);
    let ctx = &ctx.told_by(&inbound);
    let reply = match to {
        HomeWay::Shop => shop::open(ctx).await,
        HomeWay::Board => board::show(ctx, Leaderboard::default()).await,
        HomeWay::Language => language::choose(ctx, None).await,
        HomeWay::Notices => notices::notices(ctx, Notices::Show).await,
        HomeWay::Surveys => survey::waiting(ctx).await,
        HomeWay::Redemptions => shop::mine(ctx).await,
        HomeWay::Badges => badges::show(ctx, None).await,
        HomeWay::History => history::show(ctx, None).await,
        HomeWay::Talks => one_on_one::show(ctx, None).await,
        HomeWay::Approvals => approval::waiting(ctx).await,
        HomeWay::Deliveries => delivery::waiting(ctx).await,
        HomeWay::Items => items::show(ctx, None).await,
        HomeWay::Help => help::show(ctx).await,
        HomeWay::Home | HomeWay::Refresh => show(ctx).await,
        HomeWay::Undo => undo::pressed(ctx, which, false).await,
    };
    Ok(match reply? {
        Reply::Instead(message) => Reply::Private(message),
        other => other,
    })
}

/// The button of a home that is a message: the message is as things are now.
async fn refresh(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    home::opened(&mut tx, ctx.workspace(), account(ctx), ctx.now).await?;
    let (message, _) = resident(ctx).look(&mut tx).await?;
    commit(tx).await?;
    ctx.settle(message).await
}

/// The delivery without what would put an answer in the place of the message that was pressed on.
fn beside(inbound: &Inbound) -> Inbound {
    let ticket = inbound.ticket.clone();
    Inbound {
        ticket: ticket.map(|it| Ticket {
            message: None,
            ..it
        }),
        ..inbound.clone()
    }
}

/// The account by which the actor has their home: by its own id, where a delivery names it by another.
fn account<'a>(ctx: &'a Ctx<'_>) -> &'a Identity {
    let own = ctx.actor.account(ctx.sender);
    own.map_or(ctx.sender, |account| &account.identity)
}

fn resident<'a>(ctx: &'a Ctx<'_>) -> Resident<'a> {
    Resident {
        member: &ctx.actor,
        account: account(ctx),
        settings: ctx.settings(),
        now: ctx.now,
    }
}

/// Puts what somebody's home shows now into the outbox, unless it was `shown` already. The caller holds its
/// row.
async fn put(
    conn: &mut PgConnection,
    resident: Resident<'_>,
    shown: Option<&Fingerprint>,
    weight: Weight,
) -> Result<bool, sqlx::Error> {
    let (message, fingerprint) = resident.look(conn).await?;
    if fingerprint.is_some() && fingerprint.as_ref() == shown {
        return Ok(false);
    }
    let (member, account) = (resident.member, resident.account.clone());
    let letter = Letter::to_home(member.workspace, member.id, account, message).weighing(weight);
    outbox::enqueue(conn, resident.now, &[letter]).await?;
    Ok(true)
}

impl Desk {
    /// Shows those who opened their home lately what has changed. What goes wrong with one of them keeps no
    /// other waiting.
    pub async fn follow_homes(&self) -> Result<(), DeskError> {
        let mut conn = self.pool.acquire().await?;
        home::note_changes(&mut conn, self.clock.now()).await?;
        drop(conn);
        for _ in 0..AT_A_TIME {
            if !self.follow_one().await? {
                break;
            }
        }
        Ok(())
    }

    async fn follow_one(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(claimed) = home::claim(&mut tx, now).await? else {
            return Ok(false);
        };
        let followed = guarded("homes", self.follow(&mut tx, &claimed)).await;
        match conclude(tx, followed).await? {
            Ok(true) => {
                count("changed");
                self.outbox.wake();
            }
            Ok(false) => count("unchanged"),
            Err(reason) => {
                tracing::error!(
                    workspace.id = %claimed.workspace, member.id = %claimed.member, error = reason,
                    "somebody's home could not be looked at; it is tried again"
                );
                count("failed");
                let mut conn = self.pool.acquire().await?;
                home::set_aside(&mut conn, &claimed, now).await?;
            }
        }
        Ok(true)
    }

    /// Looks at a home, in the transaction that holds it; true when it shows something else now.
    async fn follow(
        &self,
        conn: &mut PgConnection,
        claimed: &Claimed,
    ) -> Result<bool, sqlx::Error> {
        let (workspace, account, now) = (claimed.workspace, &claimed.account, self.clock.now());
        let settings = settings::load(conn, workspace).await?;
        let member = people::by_ids(conn, workspace, &[claimed.member]).await?;
        let resides = |it: &people::Member| it.active && it.standing != Standing::Outsider;
        let Some(member) = member.first().filter(|it| resides(it)) else {
            home::forget(conn, workspace, account).await?;
            return Ok(false);
        };
        let resident = Resident {
            member,
            account,
            settings: &settings,
            now,
        };
        put(conn, resident, claimed.shown.as_ref(), Weight::Bulk).await
    }
}

fn count(outcome: &'static str) {
    counter!("plaudit_homes_total", "outcome" => outcome).increment(1);
}
