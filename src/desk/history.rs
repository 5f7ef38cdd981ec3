//! What somebody gave and received.

use jiff::tz::TimeZone;

use super::Stop;
use super::context::Ctx;
use crate::chat::{Place, Reply, Rich, Span};
use crate::ids::MemberId;
use crate::kudos::{self, Direction, Kudos};
use crate::letters::{shown, zone_of};
use crate::people::{self, Member};
use crate::rewards;
use crate::wording::{self, HistoryLine, HistoryView};

/// How many kudos are shown each way.
const SHOWN: i64 = 5;

/// The actor's own history, or what everyone may know of somebody else's.
pub(super) async fn show(ctx: &Ctx<'_>, user: Option<&str>) -> Result<Reply, Stop> {
    let whose = ctx.oneself_or(user).await?;
    let own = whose.id == ctx.actor.id;
    let mut conn = ctx.desk.pool.acquire().await?;
    let mut load = async |direction| {
        kudos::history(&mut conn, ctx.workspace(), whose.id, direction, own, SHOWN).await
    };
    let received = load(Direction::Received).await?;
    let given = load(Direction::Given).await?;
    let ids: Vec<MemberId> = received
        .iter()
        .chain(&given)
        .flat_map(|kudos| kudos.recipients.iter().copied().chain([kudos.giver]))
        .collect();
    let members = people::by_ids(&mut conn, ctx.workspace(), &ids).await?;
    let zone = zone_of(&ctx.actor, ctx.settings());
    let expired = if own {
        rewards::expired_lately(&mut conn, ctx.workspace(), whose.id, SHOWN).await?
    } else {
        Vec::new()
    };
    drop(conn);
    let view = HistoryView {
        who: (!own).then(|| whose.name.clone()),
        received: received
            .iter()
            .map(|k| line(zone, k, &[k.giver], &members))
            .collect(),
        given: given
            .iter()
            .map(|k| line(zone, k, &k.recipients, &members))
            .collect(),
        expired,
    };
    ctx.answer(wording::history(&ctx.words(), &view)).await
}

/// A kudos from or to `others`, as it is looked back on.
pub(super) fn line(
    zone: &TimeZone,
    kudos: &Kudos,
    others: &[MemberId],
    members: &[Member],
) -> HistoryLine {
    let named = |id: &MemberId| members.iter().find(|member| member.id == *id);
    HistoryLine {
        when: kudos.given_at.0.to_zoned(zone.clone()),
        other: others
            .iter()
            .filter_map(named)
            .map(|member| member.name.clone())
            .collect(),
        points: kudos.points,
        message: quietly(kudos, members),
    }
}

/// What was said, with everyone named and nobody called: it is a look into the past.
fn quietly(kudos: &Kudos, members: &[Member]) -> Rich {
    let installation = kudos.place.as_ref().map(Place::installation);
    shown(&kudos.message, installation.as_ref(), members)
        .0
        .into_iter()
        .map(|span| match span {
            Span::Person(mention) => Span::Text(mention.name),
            other => other,
        })
        .collect()
}
