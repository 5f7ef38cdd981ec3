//! Badges: what somebody has, and whoever earned one is told.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use metrics::counter;
use sqlx::PgConnection;

use super::context::Ctx;
use super::{Desk, DeskError, Stop};
use crate::badges::{self, Claimed};
use crate::chat::Reply;
use crate::guarded::guarded;
use crate::holidays::{self, Holidays};
use crate::ids::WorkspaceId;
use crate::letters::{BadgeNews, badge_news, zone_of};
use crate::outbox;
use crate::people;
use crate::policy::Action;
use crate::queue::conclude;
use crate::settings::{self, Settings};
use crate::wording::{self, ShelfView};

/// How many members are looked at at a time: the others wait for the next, so that gifts do not.
const AT_A_TIME: usize = 50;

/// The badges of the actor, or of a colleague.
pub(super) async fn show(ctx: &Ctx<'_>, user: Option<&str>) -> Result<Reply, Stop> {
    let whose = ctx.oneself_or(user).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let (settings, workspace) = (ctx.settings(), ctx.workspace());
    let shelf = badges::of(&mut conn, ctx.now, settings, workspace, whose.id).await?;
    drop(conn);
    let own = whose.id == ctx.actor.id;
    let view = ShelfView {
        shelf: &shelf,
        of: (!own).then_some(whose.name.as_str()),
        zone: zone_of(&ctx.actor, settings),
        keeps: own && ctx.may(Action::AwardBadges),
    };
    ctx.answer(wording::badges(&ctx.words(), view)).await
}

impl Desk {
    /// Sees to it that every programme has the badges that come with the server, and that nobody's year
    /// goes by unseen. What goes wrong in one programme keeps no other waiting.
    pub async fn prepare_badges(&self) -> Result<(), DeskError> {
        let trouble = "a programme's badges are not prepared";
        self.in_each_programme(trouble, |workspace| self.prepare_badges_of(workspace))
            .await
    }

    async fn prepare_badges_of(&self, workspace: WorkspaceId) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        badges::prepare(&mut tx, workspace, now).await?;
        badges::note_anniversaries(&mut tx, workspace, now).await?;
        tx.commit().await
    }

    /// Looks at everybody whose kudos changed: counts them anew, and tells of what they earned. What
    /// goes wrong with one of them keeps no other waiting.
    pub async fn follow_badges(&self) -> Result<(), DeskError> {
        let mut programmes = HashMap::new();
        for _ in 0..AT_A_TIME {
            if !self.look_at_one(&mut programmes).await? {
                break;
            }
        }
        Ok(())
    }

    async fn look_at_one(&self, programmes: &mut Programmes) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(claimed) = badges::claim(&mut tx, now).await? else {
            return Ok(false);
        };
        let looked = guarded("badges", self.look_at(&mut tx, programmes, &claimed)).await;
        match conclude(tx, looked).await? {
            Ok(true) => self.outbox.wake(),
            Ok(false) => {}
            Err(reason) => {
                tracing::error!(
                    workspace.id = %claimed.workspace, member.id = %claimed.member, error = reason,
                    "somebody's badges could not be looked at; it is tried again"
                );
                count("failed", 1);
                let mut conn = self.pool.acquire().await?;
                badges::set_aside(&mut conn, &claimed, now, &reason).await?;
            }
        }
        Ok(true)
    }

    /// Looks at a member, in the transaction that holds them; true when somebody is told.
    async fn look_at(
        &self,
        conn: &mut PgConnection,
        programmes: &mut Programmes,
        claimed: &Claimed,
    ) -> Result<bool, sqlx::Error> {
        let now = self.clock.now();
        let Programme { settings, holidays } = match programmes.entry(claimed.workspace) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Programme::read(conn, claimed.workspace).await?),
        };
        let looked = badges::look(conn, now, claimed, settings, holidays).await?;
        count("earned", looked.earned);
        count("taken_back", looked.taken);
        let member = people::by_ids(conn, claimed.workspace, &[claimed.member]).await?;
        let mut letters = Vec::new();
        for member in &member {
            let news = BadgeNews::Earned(&looked.news);
            letters.extend(badge_news(conn, now, (member, settings), news).await?);
        }
        outbox::enqueue(conn, now, &letters).await?;
        Ok(!letters.is_empty())
    }
}

/// What everybody of a programme shares, read once for all who are looked at in a row. Its badges are read
/// for each: whoever makes one has everybody looked at by it.
struct Programme {
    settings: Settings,
    holidays: Holidays,
}

type Programmes = HashMap<WorkspaceId, Programme>;

impl Programme {
    async fn read(conn: &mut PgConnection, workspace: WorkspaceId) -> Result<Self, sqlx::Error> {
        Ok(Self {
            settings: settings::load(conn, workspace).await?,
            holidays: holidays::all(conn, workspace).await?,
        })
    }
}

fn count(outcome: &'static str, number: u64) {
    counter!("plaudit_badges_total", "outcome" => outcome).increment(number);
}
