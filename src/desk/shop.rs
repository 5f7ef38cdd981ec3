//! The shop: what there is for one's points, page by page, by name, or searched.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::context::Ctx;
use super::redeem::offered;
use super::{Desk, DeskError, Stop};
use crate::chat::{Answers, Locale, Reply, Standing};
use crate::ids::RewardId;
use crate::people::{self, Member};
use crate::policy::Action;
use crate::rewards::{
    self, Filter, Interests, Item, ItemKind, RedeemRefusal, Redemption, State, Step, catalog,
};
use crate::wording::{self, Brought, Offered, OwnRedemption};

/// How many of one's redemptions are shown.
const SHOWN: i64 = 10;

/// The rewards offered to whoever asks, and what they have.
pub(super) struct Stall {
    /// What they like comes first.
    pub(super) items: Vec<Item>,
    pub(super) likes: Interests,
    pub(super) points: i64,
}

/// The shop, from its first page.
pub(super) async fn open(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    show(ctx, 0, &Filter::default()).await
}

/// A button of the shop that leads to a page of it.
pub(super) async fn turned(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let (page, filter) = value.split_once('/').unwrap_or_default();
    let filter = filter.parse().unwrap_or_default();
    show(ctx, page.parse().unwrap_or_default(), &filter).await
}

async fn show(ctx: &Ctx<'_>, page: usize, filter: &Filter) -> Result<Reply, Stop> {
    let Stall {
        items,
        likes,
        points,
    } = stall(ctx).await?;
    let shelf = rewards::shelf(items, filter, points, page).suiting(&likes);
    let manages = ctx.may(Action::ManageCatalog);
    ctx.settle(wording::shop(&ctx.words(), &shelf, filter, points, manages))
        .await
}

/// The stall of the actor. Guests and whoever else has no points are told so.
pub(super) async fn stall(ctx: &Ctx<'_>) -> Result<Stall, Stop> {
    if ctx.actor.standing != Standing::Member {
        return Err(refusal(ctx, &RedeemRefusal::NotForYou, None, 0));
    }
    let mut conn = ctx.desk.pool.acquire().await?;
    let desk = ctx.desk;
    Ok(desk.offered_to(&mut conn, &ctx.actor, ctx.today()).await?)
}

impl Desk {
    /// The stall of a member on a day of the programme's: without a key, nothing that needs one.
    pub(super) async fn offered_to(
        &self,
        conn: &mut PgConnection,
        member: &Member,
        today: Date,
    ) -> Result<Stall, DeskError> {
        let workspace = member.workspace;
        let mut items = catalog::list(conn, workspace, false).await?;
        items.retain(|item| self.sealer.is_some() || !item.offer.needs_key());
        let known = people::known(conn, workspace, &[member.id]).await?;
        let points = rewards::points(conn, workspace, member.id).await?;
        let mut items = match known.first() {
            Some(known) => rewards::offered(items, member, known, today),
            None => Vec::new(),
        };
        let likes = rewards::interests(conn, workspace, member.id).await?;
        likes.first(&mut items);
        Ok(Stall {
            items,
            likes,
            points,
        })
    }
}

/// The rules of redeeming refuse it.
pub(super) fn refusal(
    ctx: &Ctx<'_>,
    refusal: &RedeemRefusal,
    item: Option<&Item>,
    points: i64,
) -> Stop {
    let shown = item.map(|item| offered(ctx, item, None));
    Stop::says(wording::redeem_refused(
        &ctx.words(),
        refusal,
        shown.as_ref(),
        points,
    ))
}

/// `/redeem ITEM [points]`: the item with a button that redeems it; the nearest one where nothing is
/// called so. What is called so and cannot be had is said to be there all the same.
pub(super) async fn by_name(ctx: &Ctx<'_>, typed: &str) -> Result<Reply, Stop> {
    let Stall { items, points, .. } = stall(ctx).await?;
    let words = ctx.words();
    if let Some((item, chosen)) = called(&items, typed) {
        let price = item.offer.price;
        let fits = chosen.filter(|points| price.accepts(*points));
        let shown = looked_upon(ctx, item, fits).await?;
        let shown = wording::item(&words, &shown, points);
        let wrong = chosen.is_some() && fits.is_none();
        return ctx
            .answer(if wrong {
                wording::item_at_another_price(&words, item, &shown)
            } else {
                shown
            })
            .await;
    }
    if let Some(stop) = not_for_now(ctx, typed, points).await? {
        return Err(stop);
    }
    ctx.answer(match rewards::meant(&items, typed).first() {
        Some(item) => {
            let nearest = looked_upon(ctx, item, None).await?;
            let nearest = wording::item(&words, &nearest, points);
            wording::item_meant(&words, typed, &nearest)
        }
        None => wording::item_unknown(&words, typed),
    })
    .await
}

/// Why what is called so cannot be had by the actor now: it is for others, or not offered.
async fn not_for_now(ctx: &Ctx<'_>, typed: &str, points: i64) -> Result<Option<Stop>, DeskError> {
    let workspace = ctx.workspace();
    let mut conn = ctx.desk.pool.acquire().await?;
    let all = catalog::list(&mut conn, workspace, true).await?;
    let known = people::known(&mut conn, workspace, &[ctx.actor.id]).await?;
    let (Some((item, _)), Some(known)) = (called(&all, typed), known.first()) else {
        return Ok(None);
    };
    let today = ctx.today();
    let lacking = rewards::lacking(item, &ctx.actor, known, today);
    let why = match lacking {
        Some(lacking) if item.is_offered(today) => RedeemRefusal::NotForThem(lacking),
        _ => RedeemRefusal::NotOffered,
    };
    Ok(Some(refusal(ctx, &why, Some(item), points)))
}

/// The item that is called so, or so with a number of points behind it.
fn called<'i>(items: &'i [Item], typed: &str) -> Option<(&'i Item, Option<i64>)> {
    let exactly = |typed: &str| items.iter().find(|item| rewards::is_called(item, typed));
    if let Some(item) = exactly(typed) {
        return Some((item, None));
    }
    let (name, number) = typed.rsplit_once(char::is_whitespace)?;
    let number = number.trim_start_matches('+').parse().ok()?;
    Some((exactly(name.trim())?, Some(number)))
}

/// The button of an item.
pub(super) async fn looked_at(ctx: &Ctx<'_>, item: &str) -> Result<Reply, Stop> {
    let Ok(item) = item.parse::<RewardId>() else {
        return Ok(Reply::Nothing);
    };
    let Stall { items, points, .. } = stall(ctx).await?;
    let Some(item) = items.iter().find(|it| it.id == item) else {
        let gone = gone(ctx, item).await?;
        return Err(refusal(
            ctx,
            &RedeemRefusal::NotOffered,
            gone.as_ref(),
            points,
        ));
    };
    let shown = looked_upon(ctx, item, None).await?;
    ctx.settle(wording::item(&ctx.words(), &shown, points))
        .await
}

/// An item as somebody looks at it, before they redeem: whether they have had it as often as one may.
async fn looked_upon<'a>(
    ctx: &Ctx<'_>,
    item: &'a Item,
    points: Option<i64>,
) -> Result<Offered<'a>, DeskError> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let used_up = rewards::used_up(&mut conn, item, ctx.actor.id, ctx.today()).await?;
    let again = used_up.and_then(|why| match why {
        RedeemRefusal::Limit { again, .. } => Some(again),
        _ => None,
    });
    Ok(Offered {
        used_up: again,
        ..offered(ctx, item, points)
    })
}

/// An item that is not offered to the actor, for its name.
async fn gone(ctx: &Ctx<'_>, item: RewardId) -> Result<Option<Item>, DeskError> {
    let mut conn = ctx.desk.pool.acquire().await?;
    Ok(catalog::by_id(&mut conn, ctx.workspace(), item).await?)
}

/// The form that looks for an item, or narrows the shop down.
pub(super) async fn find(ctx: &Ctx<'_>, filter: &str) -> Result<Reply, Stop> {
    let filter: Filter = filter.parse().unwrap_or_default();
    let Stall { items, points, .. } = stall(ctx).await?;
    let shelf = rewards::shelf(items, &filter, points, 0);
    let words = ctx.words();
    Ok(Reply::open(
        wording::find_form(&words, &shelf, &filter),
        wording::help(&words, ctx.manner(), true),
    ))
}

/// What was found: an item, or what is left of the shop.
pub(super) async fn found(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    if let Some(item) = answers.one("item") {
        return looked_at(ctx, item).await;
    }
    let before: Filter = answers.context.parse().unwrap_or_default();
    let chosen = |by: &str| answers.one(by).filter(|it| *it != wording::ANY);
    let Ok(kind) = chosen("kind").map(ItemKind::named).transpose() else {
        return Ok(Reply::Nothing);
    };
    let filter = Filter {
        kind,
        tag: chosen("tag").map(str::to_owned),
        ..before
    };
    show(ctx, 0, &filter).await
}

/// They want to be told when an item is within their reach.
pub(super) async fn wished(ctx: &Ctx<'_>, item: &str) -> Result<Reply, Stop> {
    let Ok(item) = item.parse::<RewardId>() else {
        return Ok(Reply::Nothing);
    };
    let workspace = ctx.workspace();
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let Some(item) = catalog::by_id(&mut tx, workspace, item).await? else {
        return Ok(Reply::Nothing);
    };
    rewards::wish(&mut tx, workspace, item.id, ctx.actor.id, ctx.now).await?;
    let kept = wording::wish_kept(&ctx.words(), &item);
    ctx.answer_with(tx, kept).await
}

/// What the actor redeemed.
pub(super) async fn mine(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let workspace = ctx.workspace();
    let mut conn = ctx.desk.pool.acquire().await?;
    let own = rewards::of_member(&mut conn, workspace, ctx.actor.id, SHOWN).await?;
    let items: Vec<RewardId> = own.iter().map(|redemption| redemption.item).collect();
    let items = catalog::by_ids(&mut conn, workspace, &items).await?;
    drop(conn);
    let words = ctx.words();
    let lines = own
        .iter()
        .map(|it| own_redemption(words.locale, it, &items));
    let lines: Vec<OwnRedemption> = lines.collect();
    ctx.settle(wording::own_redemptions(&words, &lines)).await
}

/// A redemption as whoever asked for it sees it, of one of `items`.
pub(super) fn own_redemption(
    locale: Locale,
    redemption: &Redemption,
    items: &[Item],
) -> OwnRedemption {
    let item = items.iter().find(|it| it.id == redemption.item);
    let name = item.map(|item| item.offer.texts.text(locale).name.clone());
    let brought = item.map_or(Brought::Code, |item| {
        Brought::of(item.offer.kind, redemption.provider)
    });
    let kept = redemption.state == State::Fulfilled && redemption.delivered.is_some();
    OwnRedemption {
        id: redemption.id.to_string(),
        name: name.unwrap_or_default(),
        points: redemption.points,
        day: redemption.day.0,
        state: redemption.state,
        cancellable: redemption.state.after(Step::Cancel) == Some(State::Cancelled),
        brought: kept.then_some(brought),
    }
}
