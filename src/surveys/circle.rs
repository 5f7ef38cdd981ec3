//! Circles, whose people only a platform can tell: the members of a channel, and the people in a user group.

use std::collections::BTreeSet;
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::Audience;
use crate::chat::{Place, Platform};
use crate::clock::earlier;
use crate::ids::{MemberId, WorkspaceId};
use crate::script::folded;
use crate::{people, workspace};

/// How old a list may be by which people are asked.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(2);

/// How old a list is before it is asked for again, for as long as a survey goes by it.
const ASKED_AGAIN: SignedDuration = SignedDuration::from_mins(30);

/// What a platform is asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circle {
    /// Who is in a conversation.
    Channel(String),
    /// Who is in a user group.
    Group(String),
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel(name) => write!(f, "the channel {name}"),
            Self::Group(name) => write!(f, "the user group {name}"),
        }
    }
}

/// There is none of that name here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no channel or user group that is known here: name a channel by its id or name, and a user group of Slack by its id (S…)"
)]
pub struct NoCircle(pub String);

impl Circle {
    /// The circles that an audience goes by.
    pub(super) fn all_of(audience: &Audience) -> impl Iterator<Item = Self> {
        let channel = audience.channel.clone().map(Self::Channel);
        let group = audience.group.clone().map(Self::Group);
        channel.into_iter().chain(group)
    }

    /// Where it is, and its id there.
    pub fn place(&self) -> Option<Place> {
        let (Self::Channel(name) | Self::Group(name)) = self;
        name.parse().ok()
    }

    /// The members of it, where the platform told of them lately.
    pub(super) async fn members(
        &self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
        now: Timestamp,
    ) -> Result<Option<BTreeSet<MemberId>>, sqlx::Error> {
        let Some(place) = self.place() else {
            return Ok(None);
        };
        let (through, since) = (place.installation(), earlier(now, MAX_AGE));
        let users = people::listed(conn, &through, &place.channel, since).await?;
        let Some(users) = users else { return Ok(None) };
        let accounts: Vec<_> = users.iter().map(|user| through.account(user)).collect();
        let found = people::find_all(conn, workspace, &accounts).await?;
        let members = found.into_iter().map(|(_, member)| member);
        let ours = members.filter(|member| member.workspace == workspace);
        Ok(Some(ours.map(|member| member.id).collect()))
    }
}

impl Audience {
    /// This audience, with the channel and the group that are meant by what was typed.
    pub(super) async fn located(
        mut self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
    ) -> Result<Result<Self, NoCircle>, sqlx::Error> {
        if let Some(typed) = &self.channel {
            match channel(conn, workspace, typed).await? {
                Some(place) => self.channel = Some(place.to_string()),
                None => return Ok(Err(NoCircle(typed.clone()))),
            }
        }
        if let Some(typed) = &self.group {
            match group(conn, workspace, typed).await? {
                Some(place) => self.group = Some(place.to_string()),
                None => return Ok(Err(NoCircle(typed.clone()))),
            }
        }
        Ok(Ok(self))
    }
}

/// The channel that is meant by its name, its id, or both with its team.
async fn channel(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    typed: &str,
) -> Result<Option<Place>, sqlx::Error> {
    let name = folded(typed.trim_start_matches('#'));
    let named = workspace::named_places(conn, workspace).await?;
    let known = named.into_iter().find(|(_, it)| folded(it) == name);
    if let Some((place, _)) = known {
        return Ok(Some(place));
    }
    let is_id = typed.parse::<Place>().is_ok()
        || typed.starts_with("19:")
        || typed.starts_with(['C', 'G']) && typed.chars().all(|c| c.is_ascii_alphanumeric());
    if !is_id {
        return Ok(None);
    }
    workspace::named_place(conn, workspace, typed).await
}

/// The user group that is meant by its id. Slack alone has any.
async fn group(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    typed: &str,
) -> Result<Option<Place>, sqlx::Error> {
    let here = workspace::connections(conn, workspace).await?;
    let here = here.into_iter().map(|it| it.installation);
    let mut slack = here.filter(|it| it.platform == Platform::Slack);
    if let Ok(place) = typed.parse::<Place>() {
        let known = slack.any(|it| it == place.installation());
        return Ok(known.then_some(place));
    }
    if !typed.starts_with('S') || !typed.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(None);
    }
    Ok(slack
        .next()
        .and_then(|slack| format!("{slack}/{typed}").parse().ok()))
}

/// The circles that a platform is to be asked about: surveys go by them, and what it told is not new any
/// more.
pub async fn circles_to_ask_about(
    conn: &mut PgConnection,
    now: Timestamp,
) -> Result<Vec<Circle>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT audience->>'channel' AS channel, audience->>'group' AS "group" FROM survey
           WHERE archived_at IS NULL AND (audience ? 'channel' OR audience ? 'group')"#
    );
    let rows = rows.fetch_all(&mut *conn).await?;
    let each = rows.into_iter().flat_map(|row| {
        let channel = row.channel.map(Circle::Channel);
        channel.into_iter().chain(row.group.map(Circle::Group))
    });
    let circles: BTreeSet<Circle> = each.collect();
    let (since, mut old) = (earlier(now, ASKED_AGAIN), Vec::new());
    for circle in circles {
        let Some(place) = circle.place() else {
            continue;
        };
        let known = people::listed(conn, &place.installation(), &place.channel, since).await?;
        if known.is_none() {
            old.push(circle);
        }
    }
    Ok(old)
}
