//! Letters about badges: to whoever earned them, and to everyone where the settings say so.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::posted::posted;
use super::{lost_place, to_member};
use crate::badges::{Awarded, Badge};
use crate::chat::{Message, Standing, To};
use crate::outbox::{self, Letter, Weight};
use crate::people::{Member, NoticeKind};
use crate::platforms::traits;
use crate::settings::Settings;
use crate::subject::Subject;
use crate::wording::{self, Words};
use crate::workspace;

/// The name by which admins are told once that badges reach no channel.
const BADGES: &str = "badges";

/// How somebody came to badges.
#[derive(Clone, Copy, Debug)]
pub enum BadgeNews<'a> {
    /// They earned these, all at once.
    Earned(&'a [Badge]),
    /// Somebody awarded them one.
    Awarded {
        /// What, and what for.
        awarded: &'a Awarded,
        /// Whoever did, where it was a colleague.
        by: Option<&'a str>,
    },
}

/// The letters about a member's new badges.
pub async fn badge_news(
    conn: &mut PgConnection,
    now: Timestamp,
    (member, settings): (&Member, &Settings),
    news: BadgeNews<'_>,
) -> Result<Vec<Letter>, sqlx::Error> {
    let badges = match news {
        BadgeNews::Earned(badges) => badges,
        BadgeNews::Awarded { awarded, .. } => std::slice::from_ref(&awarded.badge),
    };
    if badges.is_empty() || !member.active {
        return Ok(Vec::new());
    }
    let told = told(member, settings, news);
    let shown = posted_badges(conn, now, (member, settings), badges).await?;
    Ok(told.into_iter().chain(shown).collect())
}

fn told(member: &Member, settings: &Settings, news: BadgeNews<'_>) -> Option<Letter> {
    if !member.wants(NoticeKind::Badges) {
        return None;
    }
    let words = Words::of(member, settings);
    let command = traits(member.reachable_at(None)?.platform)
        .manner(true)
        .command;
    let message: Message = match news {
        BadgeNews::Earned(badges) => wording::badges_earned(&words, badges, command),
        BadgeNews::Awarded { awarded, by } => {
            let why = (by, awarded.reason.as_deref());
            wording::badge_awarded(&words, &awarded.badge, why, command)
        }
    };
    to_member(member, None, &message, |letter| {
        letter.weighing(Weight::Notice)
    })
}

/// Whoever does not want to be on boards is not shown around either.
async fn posted_badges(
    conn: &mut PgConnection,
    now: Timestamp,
    (member, settings): (&Member, &Settings),
    badges: &[Badge],
) -> Result<Vec<Letter>, sqlx::Error> {
    let Some(channel) = &settings.badges_channel else {
        return Ok(Vec::new());
    };
    if !member.on_boards || member.standing == Standing::Bot {
        return Ok(Vec::new());
    }
    let workspace = member.workspace;
    let Some(place) = workspace::named_place(conn, workspace, channel).await? else {
        let lost = |words: &Words<'_>, command: &str| wording::badges_lost(words, channel, command);
        let what = (BADGES, channel.as_str());
        return lost_place(conn, now, (workspace, settings), what, lost).await;
    };
    let manner = traits(place.platform).manner;
    let words = Words::new(settings.locale, settings);
    let message = wording::badges_posted(&words, &member.mention(), badges);
    let letter = Letter::new(workspace, To::Place(place.clone()), message)
        .about(Subject::Badges)
        .weighing(Weight::Notice);
    let last = outbox::last_about(conn, workspace, &Subject::Badges).await?;
    // They know, as long as the place goes on refusing.
    if last.is_some_and(|last| last.unwanted && last.lane == letter.to.lane()) {
        return Ok(vec![letter.confined(Vec::new())]);
    }
    let refused = |words: &Words<'_>| wording::badges_refused(words, &place, manner);
    let shared = |words: &Words<'_>| wording::badges_shared(words, &place, manner.command);
    let letter = posted(conn, settings, (&place, letter), refused, shared).await?;
    Ok(vec![letter])
}

/// What a badge is called in the programme's language.
pub fn badge_name(settings: &Settings, badge: &Badge) -> String {
    wording::badge_name(&Words::new(settings.locale, settings), badge)
}
