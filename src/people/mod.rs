//! Members, their accounts, and how they are found.
//!
//! A person has one account per team they are in, on whichever platform. What is said of them
//! follows from their accounts, the first that says something; see [`record`].

mod choices;
mod day_of_year;
mod days;
mod details;
mod directory;
mod groups;
mod hours;
mod import;
mod join;
mod mute;
mod record;
mod roles;
mod stand_in;
mod store;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

pub use choices::{choose_boards, pause_giving};
pub use day_of_year::DayOfYear;
pub use days::{
    Celebrant, OwnDay, OwnDays, ShownTo, anniversaries, birthdays, choose_shown, keep_first_day,
    own_days, undecided,
};
pub use details::{Detailed, Details, DetailsError, Edit, Known, describe, known};
pub use directory::Directory;
pub use groups::{listed, record_list};
pub use hours::zones_by_day;
pub use import::{
    Fault, ImportError, Imported, Who, Wrong, beginning, birthday, columns, country, day, edit,
    import, team,
};
pub use join::{Belongings, JoinError, Joined, SplitError, join, split};
pub use mute::{NoticeKind, choose_notices};
pub use record::{Recorded, forget, learn, record, record_all};
pub use roles::{
    Grant, GrantError, Holder, RoleChange, RoleRefusal, admins, grant, holders, make_first_admin,
};
pub use stand_in::{
    StandIn, StandInError, StandInRefusal, decides, end_stand_in, has_to_decide, name_stand_in,
    stand_ins,
};
pub use store::{
    by_address, by_ids, choose_locale, find, find_all, legible, list, mark_reachable,
    mark_unreachable,
};

use crate::chat::{Client, Identity, Installation, Locale, Mention, Standing};
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Role;

/// A person in a workspace.
#[derive(Clone, Debug)]
pub struct Member {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The member.
    pub id: MemberId,
    /// How they are called.
    pub name: String,
    /// What they chose, else what their platform says, where we speak it.
    pub locale: Option<Locale>,
    /// Their own zone.
    pub time_zone: Option<TimeZone>,
    /// What they are to the organisation.
    pub standing: Standing,
    /// Whether any of their accounts may sign in.
    pub active: bool,
    /// What they are in the programme.
    pub role: Role,
    /// Whether an admin paused them from giving.
    pub paused: bool,
    /// Whether they appear on boards.
    pub on_boards: bool,
    /// The news they do not want to be told.
    pub muted: Vec<NoticeKind>,
    /// Their accounts: those that messages reach first.
    pub accounts: Vec<Account>,
}

impl Member {
    /// The member as they are spoken of, and notified.
    pub fn mention(&self) -> Mention {
        let accounts = self.accounts.iter().map(|a| a.identity.clone());
        Mention::new(&self.name, accounts.collect())
    }

    /// The account that `identity` names, by its id or another one of the same account.
    pub fn account(&self, identity: &Identity) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.is_called(identity))
    }

    /// The account to write to: the one that `near` knows, unless only another is known to be reached.
    pub fn reachable_at(&self, near: Option<&Installation>) -> Option<&Identity> {
        let here =
            |account: &&Account| near.is_some_and(|near| account.identity.installation() == *near);
        let usable = || self.accounts.iter().filter(|account| account.active);
        usable()
            .filter(|account| account.reachable)
            .find(here)
            .or_else(|| usable().find(|account| account.reachable))
            .or_else(|| usable().find(here))
            .or_else(|| usable().next())
            .map(|account| &account.identity)
    }

    /// Another account that may be written to, should `account` turn out not to be.
    pub fn reachable_besides(&self, account: &Identity) -> Option<&Identity> {
        self.accounts
            .iter()
            .filter(|other| other.active && other.reachable)
            .map(|other| &other.identity)
            .find(|other| *other != account)
    }
}

/// One account of a member.
#[derive(Clone, Debug, Deserialize)]
pub struct Account {
    /// What the platform calls it.
    pub identity: Identity,
    /// Other ids by which the platform speaks of it.
    pub aliases: Vec<String>,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether nothing speaks against writing to it: the last message was not refused.
    pub reachable: bool,
    /// What the platform's directory tells.
    pub directory: Client,
    /// What deliveries told, where the directory does not.
    pub learned: Client,
    /// When they last told something new.
    pub learned_at: Option<Timestamp>,
}

/// How long what a delivery told stands: somebody's phone and computer may disagree all day.
const SETTLED: SignedDuration = SignedDuration::from_hours(24);

impl Account {
    /// Whether `identity` means this account.
    fn is_called(&self, identity: &Identity) -> bool {
        let own = &self.identity;
        (own.platform, &own.team) == (identity.platform, &identity.team)
            && (own.user == identity.user || self.aliases.contains(&identity.user))
    }

    /// What `client` tells of this account that neither the directory nor a delivery told before.
    pub fn news(&self, client: &Client, now: Timestamp) -> Option<Client> {
        let (told, known) = (&self.directory, &self.learned);
        let settled = self
            .learned_at
            .is_some_and(|at| now.duration_since(at) < SETTLED);
        let news = Client {
            locale: client.locale.filter(|it| {
                told.locale.is_none()
                    && known.locale != Some(*it)
                    && !(settled && known.locale.is_some())
            }),
            time_zone: client.time_zone.clone().filter(|it| {
                told.time_zone.is_none()
                    && known.time_zone.as_ref() != Some(it)
                    && !(settled && known.time_zone.is_some())
                    && TimeZone::get(it).is_ok()
            }),
        };
        (news != Client::default()).then_some(news)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Platform;

    fn account(platform: Platform, active: bool, reachable: bool) -> Account {
        Account {
            identity: Identity::new(platform, "T", "U"),
            aliases: vec!["29:u".into()],
            active,
            reachable,
            directory: Client::default(),
            learned: Client::default(),
            learned_at: None,
        }
    }

    fn member(accounts: Vec<Account>) -> Member {
        Member {
            workspace: WorkspaceId::nil(),
            id: MemberId::nil(),
            name: "Ana".into(),
            locale: None,
            time_zone: None,
            standing: Standing::Member,
            active: true,
            role: Role::Member,
            paused: false,
            on_boards: true,
            muted: Vec::new(),
            accounts,
        }
    }

    #[test]
    fn letters_go_to_the_team_in_question_while_that_reaches_them() {
        use Platform::{Slack, Teams};
        for (slack, teams, asked, expected) in [
            ((true, true), (true, true), Teams, Some(Teams)),
            ((true, true), (true, true), Slack, Some(Slack)),
            ((true, true), (true, false), Teams, Some(Slack)),
            ((true, true), (false, true), Teams, Some(Slack)),
            ((true, false), (true, false), Teams, Some(Teams)),
            ((false, true), (true, false), Slack, Some(Teams)),
            ((false, true), (false, true), Slack, None),
        ] {
            let ana = member(vec![
                account(Slack, slack.0, slack.1),
                account(Teams, teams.0, teams.1),
            ]);
            let asked = Installation::new(asked, "T");
            let reached = ana.reachable_at(Some(&asked)).map(|it| it.platform);
            assert_eq!(reached, expected, "{slack:?} {teams:?} {asked}");
        }
    }

    #[test]
    fn an_account_answers_to_each_of_its_ids() {
        let ana = member(vec![account(Platform::Teams, true, true)]);
        for (user, known) in [("U", true), ("29:u", true), ("29:v", false)] {
            let named = Identity::new(Platform::Teams, "T", user);
            assert_eq!(ana.account(&named).is_some(), known, "{user}");
        }
        let elsewhere = Identity::new(Platform::Teams, "T2", "U");
        assert!(ana.account(&elsewhere).is_none());
    }

    #[test]
    fn only_what_the_directory_does_not_tell_is_news() {
        let client = |locale: Option<Locale>, zone: Option<&str>| Client {
            locale,
            time_zone: zone.map(str::to_owned),
        };
        let mut account = account(Platform::Teams, true, true);
        let told = client(Some(Locale::Id), Some("Asia/Jakarta"));
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        assert_eq!(account.news(&told, now), Some(told.clone()));
        account.learned = told.clone();
        account.learned_at = Some(now);
        assert_eq!(account.news(&told, now), None);
        let moved = client(Some(Locale::Id), Some("Asia/Kuala_Lumpur"));
        let news = client(None, Some("Asia/Kuala_Lumpur"));
        assert_eq!(
            account.news(&moved, now),
            None,
            "phone and computer may disagree"
        );
        let tomorrow = now + SETTLED;
        assert_eq!(account.news(&moved, tomorrow), Some(news));
        let nowhere = client(None, Some("Nowhere/Else"));
        assert_eq!(account.news(&nowhere, tomorrow), None);
        account.directory = told;
        assert_eq!(account.news(&moved, tomorrow), None);
    }
}
