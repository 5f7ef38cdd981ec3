//! The announcement of a kudos, as it should read now.

use super::shown;
use crate::chat::{Place, To};
use crate::ids::WorkspaceId;
use crate::kudos::{Announcer, Kudos, Taking};
use crate::outbox::Letter;
use crate::people::Member;
use crate::settings::{Settings, SharedChannels};
use crate::subject::Subject;
use crate::wording::{self, Announcement, Words};

/// Words the announcements of a programme.
#[derive(Debug)]
pub struct Announcements<'a> {
    /// Whose.
    pub workspace: WorkspaceId,
    /// Its settings.
    pub settings: &'a Settings,
}

impl Announcer for Announcements<'_> {
    /// The new text of the announcement, in the words of the team it was posted in, whichever platform
    /// this was asked from.
    fn changed(&self, kudos: &Kudos, place: &Place, taking: &Taking) -> Letter {
        let installation = place.installation();
        let everyone: Vec<&Member> = taking.everyone().collect();
        let message = wording::announcement(
            &Words::new(self.settings.locale, self.settings),
            &Announcement {
                kudos: kudos.id,
                giver: taking.giver.mention(),
                message: shown(&kudos.message, Some(&installation), &everyone),
                recipients: taking.recipients.iter().map(Member::mention).collect(),
                points: kudos.points,
                values: kudos.values.clone(),
                boosters: taking.boosters.iter().map(Member::mention).collect(),
                reversed: kudos.reversed_at.is_some(),
            },
        );
        let letter = Letter::new(self.workspace, To::Place(place.clone()), message)
            .about(Subject::Kudos(kudos.id))
            .as_update();
        if self.settings.shared_channels == SharedChannels::Announcements {
            letter
        } else {
            letter.confined(Vec::new())
        }
    }
}
