//! News of a kudos, put into words as it leaves: by what became of it, for whoever reads it.

use sqlx::PgConnection;

use super::shown;
use crate::chat::{Mention, Message, Place, PlaceKind, Rich, To};
use crate::kudos::{self, Kudos, Taking};
use crate::outbox::{Letter, News};
use crate::people::Member;
use crate::platforms::traits;
use crate::settings::{self, Settings};
use crate::wording::{self, Announcement, Received, Words};

/// What a letter says of a kudos now. Nothing, where it was undone before anybody was told.
pub async fn kudos_news(
    conn: &mut PgConnection,
    letter: &Letter,
    news: News,
) -> Result<Option<Message>, sqlx::Error> {
    let workspace = letter.workspace;
    let Some(kudos) = kudos::find(conn, workspace, news.kudos()).await? else {
        return Ok(None);
    };
    if kudos.reversed_at.is_some() && !letter.update {
        return Ok(None);
    }
    let Some(taking) = kudos::taking(conn, workspace, &kudos).await? else {
        return Ok(None);
    };
    let settings = settings::load(conn, workspace).await?;
    let told = Told {
        kudos: &kudos,
        taking: &taking,
        settings: &settings,
    };
    Ok(match (news, &kudos.place) {
        (News::Announcement(_), _) => Some(told.announcement()),
        (News::Received(_), _) => Some(told.received(&letter.to)),
        (News::NotPosted(_), Some(place)) => {
            let manner = traits(place.platform).manner(place.kind == PlaceKind::Direct);
            Some(wording::not_posted_here(
                &told.words_for(&taking.giver),
                place,
                manner,
            ))
        }
        (News::NotAnnounced(_), Some(place)) => Some(wording::not_announced_here(
            &told.words_for(&taking.giver),
            place,
        )),
        // What was given outside of a chat has no place that could refuse it.
        (News::NotPosted(_) | News::NotAnnounced(_), None) => None,
    })
}

struct Told<'a> {
    kudos: &'a Kudos,
    taking: &'a Taking,
    settings: &'a Settings,
}

impl Told<'_> {
    fn words_for(&self, member: &Member) -> Words<'_> {
        Words::of(member, self.settings)
    }

    fn message(&self) -> Rich {
        let installation = self.kudos.place.as_ref().map(Place::installation);
        let everyone: Vec<&Member> = self.taking.everyone().collect();
        shown(&self.kudos.message, installation.as_ref(), &everyone)
    }

    /// The announcement, in the words of the programme.
    fn announcement(&self) -> Message {
        wording::announcement(
            &Words::new(self.settings.locale, self.settings),
            &Announcement {
                kudos: self.kudos.id,
                giver: self.taking.giver.mention(),
                recipients: mentions(&self.taking.recipients),
                points: self.kudos.points,
                values: self.kudos.values.clone(),
                message: self.message(),
                boosters: mentions(&self.taking.boosters),
                reversed: self.kudos.reversed_at.is_some(),
            },
        )
    }

    /// In the language of the recipient whose conversation it is.
    fn received(&self, to: &To) -> Message {
        let whose = |member: &&Member| to.person().is_some_and(|it| member.account(it).is_some());
        let reader = self.taking.recipients.iter().find(whose);
        let words = match reader {
            Some(member) => self.words_for(member),
            None => Words::new(self.settings.locale, self.settings),
        };
        // A private place is not named elsewhere.
        let place = self.kudos.place.clone();
        wording::received(
            &words,
            &Received {
                giver: self.taking.giver.mention(),
                points: self.kudos.points,
                values: self.kudos.values.clone(),
                message: self.message(),
                place: place.filter(|place| place.kind == PlaceKind::Public),
                balance: None,
            },
        )
    }
}

fn mentions(members: &[Member]) -> Vec<Mention> {
    members.iter().map(Member::mention).collect()
}
