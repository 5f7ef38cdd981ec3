//! Describing an item: page by page, looked at as the shop will show it, and published.

use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::context::Ctx;
use super::item_answers::{hear, question_of};
use super::items::listed;
use super::{DeskError, Stop};
use crate::chat::{Answers, Form, Message, Reply, Rich};
use crate::database::commit;
use crate::ids::{ItemDraftId, RewardId};
use crate::policy::{Action, Actor};
use crate::rewards::catalog::{
    self, CatalogError, Field, Keeping, NotPublished, Published, Unfinished,
};
use crate::rewards::{self, Item};
use crate::wording::{self, ItemForm, ItemPage, ItemPreview};

/// What a page carries from where it was opened to where it is sent.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Context {
    draft: ItemDraftId,
    page: ItemPage,
    /// Whether the next page follows, and not the preview.
    guided: bool,
}

/// The button that begins a new item.
pub(super) async fn add(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    begin(ctx, None).await
}

/// The button that changes an item.
pub(super) async fn edit(ctx: &Ctx<'_>, item: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let Ok(item) = item.parse::<RewardId>() else {
        return Ok(Reply::Nothing);
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let item = catalog::by_id(&mut conn, ctx.workspace(), item).await?;
    drop(conn);
    match item {
        Some(item) => begin(ctx, Some(item)).await,
        None => Ok(Reply::Nothing),
    }
}

async fn begin(ctx: &Ctx<'_>, item: Option<Item>) -> Result<Reply, Stop> {
    let (id, whose) = (ctx.desk.clock.new_id(), (ctx.workspace(), ctx.actor.id));
    let unfinished = match &item {
        Some(item) => Unfinished::of(id, item),
        None => Unfinished::new(id),
    };
    let mut tx = ctx.desk.pool.begin().await?;
    catalog::begin(&mut tx, whose, &unfinished, ctx.now).await?;
    let otherwise = listed(ctx, &mut tx, 0, None).await?;
    commit(tx).await?;
    let context = Context {
        draft: id,
        page: ItemPage::Basics,
        guided: item.is_none(),
    };
    let form = page(ctx, context, &unfinished, item.as_ref());
    Ok(Reply::open(form, otherwise))
}

/// A button of the preview that leads to a page.
pub(super) async fn turned(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let (draft, to) = value.split_once('/').unwrap_or_default();
    let (Ok(draft), Ok(to)) = (draft.parse(), ItemPage::named(to)) else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    let (unfinished, item) = resumed(ctx, &mut tx, draft).await?;
    let otherwise = listed(ctx, &mut tx, 0, None).await?;
    let context = Context {
        draft,
        page: to,
        guided: false,
    };
    let form = page(ctx, context, &unfinished, item.as_ref());
    Ok(Reply::open(form, otherwise))
}

/// The button that goes on with what was begun: looked at first.
pub(super) async fn gone_on(ctx: &Ctx<'_>, draft: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let Ok(draft) = draft.parse() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    let (unfinished, item) = resumed(ctx, &mut tx, draft).await?;
    preview(ctx, &mut tx, &unfinished, item.as_ref(), None).await
}

/// A page was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let Ok(context) = serde_json::from_str::<Context>(&answers.context) else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    let (mut unfinished, item) = resumed(ctx, &mut tx, context.draft).await?;
    let asked = page(ctx, context, &unfinished, item.as_ref());
    hear(&mut unfinished, &asked, answers);
    let looked = look(ctx, &mut tx, &unfinished, item.as_ref()).await?;
    let at_question = |(field, why): &(Field, Rich)| {
        let question = question_of(*field, answers);
        let is_asked = asked.fields().any(|it| it.name == question);
        is_asked.then(|| (question.to_owned(), why.to_plain()))
    };
    let invalid: Vec<_> = looked.wrong.iter().filter_map(at_question).collect();
    if !invalid.is_empty() {
        return Ok(Reply::Invalid(invalid));
    }
    let behind = item.as_ref().filter(|item| unfinished.is_behind(item));
    let news = behind.map(|item| {
        unfinished.look_again(item);
        wording::item_changed_meanwhile(&ctx.words())
    });
    catalog::save(&mut tx, ctx.workspace(), &unfinished).await?;
    let next = context
        .page
        .next()
        .filter(|_| context.guided && news.is_none());
    let reply = match next {
        Some(next) => {
            let context = Context {
                page: next,
                ..context
            };
            let form = page(ctx, context, &unfinished, item.as_ref());
            Reply::open(form, listed(ctx, &mut tx, 0, None).await?)
        }
        None => preview(ctx, &mut tx, &unfinished, item.as_ref(), news).await?,
    };
    commit(tx).await?;
    Ok(reply)
}

/// The preview was sent: the item goes into the shop as it was shown.
pub(super) async fn published(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let Ok(draft) = answers.context.parse::<ItemDraftId>() else {
        return Ok(Reply::Nothing);
    };
    let (words, by) = (ctx.words(), ctx.by());
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let published = catalog::publish(&mut tx, keeping(ctx, &by), ctx.actor.id, draft).await;
    let (field, why) = match published {
        Ok(Published::Done { after, before }) => {
            let said = wording::item_published(&words, &after, before.is_none());
            return ctx.answer_with(tx, said).await;
        }
        Ok(Published::Behind) => {
            let (unfinished, item) = resumed(ctx, &mut tx, draft).await?;
            let news = Some(wording::item_changed_meanwhile(&words));
            let reply = preview(ctx, &mut tx, &unfinished, item.as_ref(), news).await?;
            commit(tx).await?;
            return Ok(reply);
        }
        Ok(Published::Gone) => return Err(gone(ctx)),
        Err(NotPublished::Refused(CatalogError::Database(error))) => return Err(error.into()),
        Err(NotPublished::Refused(why)) => (why.about(), wording::not_taken(&words, &why)),
        Err(NotPublished::NotSaid(field, why)) => (field, wording::not_said(&words, &why)),
    };
    tracing::debug!(item.field = %field, "an item is not published as it was described");
    tx.rollback().await?;
    let mut tx = ctx.desk.pool.begin().await?;
    let (unfinished, item) = resumed(ctx, &mut tx, draft).await?;
    preview(ctx, &mut tx, &unfinished, item.as_ref(), Some(why)).await
}

/// What the actor describes, and the item that is changed by it.
async fn resumed(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    draft: ItemDraftId,
) -> Result<(Unfinished, Option<Item>), Stop> {
    let workspace = ctx.workspace();
    let unfinished = catalog::resume(conn, (workspace, ctx.actor.id), draft).await?;
    let unfinished = unfinished.ok_or_else(|| gone(ctx))?;
    let item = match unfinished.item {
        Some((item, _)) => catalog::by_id(conn, workspace, item).await?,
        None => None,
    };
    Ok((unfinished, item))
}

fn gone(ctx: &Ctx<'_>) -> Stop {
    Stop::says(wording::item_draft_gone(&ctx.words()))
}

fn page(ctx: &Ctx<'_>, context: Context, unfinished: &Unfinished, item: Option<&Item>) -> Form {
    let form = ItemForm {
        page: context.page,
        guided: context.guided,
        context: serde_json::to_string(&context).unwrap_or_default(),
        unfinished,
        delivered: item.map(|item| item.offer.fulfilment),
        accounts: ctx.desk.accounts,
    };
    wording::item_page(&ctx.words(), &form)
}

async fn preview(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    unfinished: &Unfinished,
    item: Option<&Item>,
    news: Option<Rich>,
) -> Result<Reply, Stop> {
    let looked = look(ctx, conn, unfinished, item).await?;
    let points = rewards::points(conn, ctx.workspace(), ctx.actor.id).await?;
    let preview = ItemPreview {
        unfinished,
        item: looked.item.as_ref(),
        before: item,
        wrong: &looked.wrong,
        news,
        points,
    };
    let form = wording::item_preview(&ctx.words(), &preview);
    let otherwise: Message = listed(ctx, conn, 0, None).await?;
    Ok(Reply::open(form, otherwise))
}

/// An item as it would be.
struct Looked {
    /// Nothing where it cannot be yet.
    item: Option<Item>,
    /// The faults of the fields.
    wrong: Vec<(Field, Rich)>,
}

/// Looks at what is described as it would be kept now.
async fn look(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    unfinished: &Unfinished,
    item: Option<&Item>,
) -> Result<Looked, DeskError> {
    let (words, by) = (ctx.words(), ctx.by());
    let slug = unfinished.says(Field::Slug);
    let namesake = catalog::find(conn, ctx.workspace(), slug).await?;
    let taken = namesake.is_some_and(|it| Some(it.id) != item.map(|item| item.id));
    let (draft, wrong) = unfinished.draft(item.cloned());
    let mut wrong: Vec<_> = wrong
        .into_iter()
        .map(|(field, why)| (field, wording::not_said(&words, &why)))
        .collect();
    let previewed = draft.preview(&keeping(ctx, &by));
    let refused = previewed.as_ref().err();
    let refused = refused.map(|why| (why.about(), wording::not_taken(&words, why)));
    let taken = taken.then(|| CatalogError::Taken(slug.to_owned()));
    let taken = taken.map(|why| (why.about(), wording::not_taken(&words, &why)));
    for (field, why) in taken.into_iter().chain(refused) {
        // One sentence at each question.
        if wrong.iter().all(|(known, _)| *known != field) {
            wrong.push((field, why));
        }
    }
    let item = previewed.ok();
    Ok(Looked { item, wrong })
}

fn keeping<'a>(ctx: &'a Ctx<'_>, by: &'a Actor) -> Keeping<'a> {
    Keeping {
        clock: &ctx.desk.clock,
        by,
        workspace: ctx.workspace(),
        sealer: ctx.desk.sealer.as_ref(),
        accounts: ctx.desk.accounts,
        public: ctx.desk.public.as_ref(),
    }
}
