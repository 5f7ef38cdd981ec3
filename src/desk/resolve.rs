//! From the ids people typed to the members they mean.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::DeskError;
use super::context::Ctx;
use super::stop::Unanswered;
use crate::chat::marked::{Piece, pieces};
use crate::chat::{Act, Door, Identity, Inbound, Place};
use crate::clock::earlier;
use crate::command::Recipient;
use crate::database::acquire;
use crate::kudos::Named;
use crate::people::{self, Member};

/// How old a group's list may be before it is asked for again.
const GROUP_AGE: SignedDuration = SignedDuration::from_mins(5);

/// What the platform must be asked before a delivery can be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Who this is.
    Person(Identity),
    /// Who is in this group.
    Group(String),
    /// What kind of place this is.
    Place(Place),
    /// Whether we may post in this place.
    Door(Place),
    /// Since when this one belongs to the organisation.
    FirstDay(Identity),
    /// Who wrote this message.
    Author {
        /// Where.
        place: Place,
        /// Its id.
        message: String,
    },
}

/// What the platform was asked for, and does not know or does not tell; and what it told that is
/// kept nowhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Unknown {
    /// Accounts, by their ids.
    pub(super) people: HashSet<String>,
    /// Groups, by their ids.
    pub(super) groups: HashSet<String>,
    /// The kind of the place.
    pub(super) place: bool,
    /// Whether we may post in the place that was asked for.
    pub(super) door: Option<Door>,
    /// The author of the message that the delivery is about, once asked for.
    pub(super) author: Author,
    /// Since when whoever acts belongs to the organisation, once asked for.
    pub(super) first_day: FirstDay,
}

/// Since when whoever acts belongs to the organisation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum FirstDay {
    /// The platform was not asked.
    #[default]
    NotAsked,
    /// Since this day.
    Told(Date),
    /// It does not know, or does not tell.
    Untold,
}

/// Who wrote the message that a delivery is about.
#[derive(Clone, Debug, Default)]
pub(super) enum Author {
    /// The platform was not asked.
    #[default]
    NotAsked,
    /// This account.
    Told(Identity),
    /// Nobody who could be given to.
    Nobody,
}

/// Who was meant, as far as anybody knows.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) named: Vec<Named>,
    /// The names that nobody knows.
    pub(super) strangers: Vec<Recipient>,
}

impl Resolved {
    fn add(&mut self, member: &Arc<Member>, by_group: bool) {
        let member = Arc::clone(member);
        self.named.push(Named { member, by_group });
    }
}

/// The mark of somebody as it stands in what was said, where it has a name.
pub(super) fn as_said<'i>(inbound: &'i Inbound, marked: &str) -> Option<&'i str> {
    let (Act::Said { text, .. } | Act::Edited { text, .. } | Act::Command { text, .. }) =
        &inbound.act
    else {
        return None;
    };
    let target = marked.strip_prefix('<')?.strip_suffix('>')?;
    pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Mark {
            target: it,
            label: Some(_),
            whole,
        } if it == target => Some(whole),
        _ => None,
    })
}

impl Ctx<'_> {
    /// An account as the installation knows it that this delivery came through.
    pub(super) fn account(&self, user: &str) -> Identity {
        self.inbound.installation.account(user)
    }

    /// The members among `recipients` who are known already.
    pub(super) async fn known(
        &self,
        recipients: &[Recipient],
    ) -> Result<Vec<Arc<Member>>, DeskError> {
        let mut known = Vec::new();
        for recipient in recipients {
            if let Recipient::Person(user) = recipient
                && let Some(member) = self.known_already(user).await?
            {
                known.push(member);
            }
        }
        Ok(known)
    }

    /// Everyone who is meant by `recipients`.
    pub(super) async fn resolve(&self, recipients: &[Recipient]) -> Result<Resolved, Unanswered> {
        let mut needs = Vec::new();
        let mut groups = HashMap::new();
        for recipient in recipients {
            if let Recipient::Group(group) = recipient {
                match self.group(group).await? {
                    Some(users) => drop(groups.insert(group, users)),
                    None if self.unknown.groups.contains(group) => {}
                    None => needs.push(Need::Group(group.clone())),
                }
            }
        }
        let one_by_one = recipients.iter().filter_map(|recipient| match recipient {
            Recipient::Person(user) => Some(user),
            Recipient::Group(_) | Recipient::Address(_) => None,
        });
        let accounts: Vec<Identity> = one_by_one
            .chain(groups.values().flatten())
            .map(|user| self.account(user))
            .collect();
        let members = self
            .desk
            .directory
            .find_all(self.workspace(), &accounts)
            .await?;
        let by_address = self.by_address(recipients).await?;

        let mut resolved = Resolved::default();
        let question = |user: &str| {
            let account = self.account(user);
            (!self.unknown.people.contains(user)).then_some(Need::Person(account))
        };
        for recipient in recipients {
            match recipient {
                Recipient::Person(user) => match members.get(&self.account(user)) {
                    Some(member) => resolved.add(member, false),
                    None => match question(user) {
                        Some(need) => needs.push(need),
                        None => resolved.strangers.push(recipient.clone()),
                    },
                },
                Recipient::Group(group) => match groups.get(group) {
                    Some(users) => {
                        for user in users {
                            match members.get(&self.account(user)) {
                                Some(member) => resolved.add(member, true),
                                // Somebody of a group whom nobody knows is no reason to refuse the others.
                                None => needs.extend(question(user)),
                            }
                        }
                    }
                    None => resolved.strangers.push(recipient.clone()),
                },
                Recipient::Address(address) => match by_address.get(address) {
                    Some(member) => resolved.add(member, false),
                    None => resolved.strangers.push(recipient.clone()),
                },
            }
        }
        if needs.is_empty() {
            Ok(resolved)
        } else {
            Err(Unanswered::Needs(needs))
        }
    }

    /// The members whom addresses mean. They may have no account on this platform, so that it is not
    /// asked for them.
    async fn by_address(
        &self,
        recipients: &[Recipient],
    ) -> Result<HashMap<String, Arc<Member>>, DeskError> {
        let addresses: Vec<String> = recipients
            .iter()
            .filter_map(|recipient| match recipient {
                Recipient::Address(address) => Some(address.clone()),
                _ => None,
            })
            .collect();
        if addresses.is_empty() {
            return Ok(HashMap::new());
        }
        let mut conn = acquire(&self.desk.pool).await?;
        let members = people::by_address(&mut conn, self.workspace(), &addresses).await?;
        Ok(members
            .into_iter()
            .map(|(address, member)| (address, Arc::new(member)))
            .collect())
    }

    async fn group(&self, group: &str) -> Result<Option<Vec<String>>, DeskError> {
        let since = earlier(self.now, GROUP_AGE);
        let mut conn = acquire(&self.desk.pool).await?;
        Ok(people::listed(&mut conn, &self.inbound.installation, group, since).await?)
    }
}
