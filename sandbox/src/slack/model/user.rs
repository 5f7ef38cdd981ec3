//! A user, and the shape in which `users.list` and `user_change` show one.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// What an account is to the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An ordinary member.
    Member,
    /// An administrator.
    Admin,
    /// A guest of some channels, or of a single one.
    Guest {
        /// Whether of a single channel.
        single_channel: bool,
    },
    /// An app's user.
    Bot,
    /// Slack's own helper, which does not admit to being a bot.
    Slackbot,
    /// Somebody of another team, met in a shared channel.
    Stranger {
        /// The other team.
        team: String,
    },
}

/// An account.
#[derive(Clone, Debug)]
pub struct User {
    /// `U…` or `W…`.
    pub id: String,
    /// The handle, without `@`.
    pub name: String,
    /// The full name.
    pub real_name: String,
    /// What they chose to be called; may be empty.
    pub display_name: String,
    /// Job title.
    pub title: String,
    /// Address; bots and strangers have none.
    pub email: Option<String>,
    /// IANA time zone.
    pub tz: String,
    /// The language chosen, as `id-ID`.
    pub locale: String,
    /// What the account is.
    pub standing: Standing,
    /// Deactivated.
    pub deleted: bool,
    /// Since when they belong to the organisation, as `2022-03-21`; empty where nobody said.
    pub start_date: String,
}

impl User {
    /// A member in Jakarta who reads English, with an address at `example.com`.
    pub fn new(id: &str, name: &str, real_name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            real_name: real_name.to_owned(),
            display_name: name.to_owned(),
            title: String::new(),
            email: Some(format!("{name}@example.com")),
            tz: "Asia/Jakarta".to_owned(),
            locale: "en-US".to_owned(),
            standing: Standing::Member,
            deleted: false,
            start_date: String::new(),
        }
    }

    /// Slack's own helper, as it stands in every team.
    pub fn slackbot() -> Self {
        Self {
            email: None,
            standing: Standing::Slackbot,
            ..Self::new("USLACKBOT", "slackbot", "Slackbot")
        }
    }

    /// An app's user.
    pub fn bot(id: &str, name: &str, real_name: &str) -> Self {
        Self {
            email: None,
            standing: Standing::Bot,
            ..Self::new(id, name, real_name).called(real_name)
        }
    }

    /// Reads `locale` and lives in `tz`.
    #[must_use]
    pub fn living(mut self, locale: &str, tz: &str) -> Self {
        locale.clone_into(&mut self.locale);
        tz.clone_into(&mut self.tz);
        self
    }

    /// Adds a job title.
    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// Shown under another name; may be empty.
    #[must_use]
    pub fn called(mut self, display_name: &str) -> Self {
        display_name.clone_into(&mut self.display_name);
        self
    }

    /// Gives it another standing.
    #[must_use]
    pub fn standing(mut self, standing: Standing) -> Self {
        if matches!(standing, Standing::Stranger { .. } | Standing::Bot) {
            self.email = None;
        }
        self.standing = standing;
        self
    }

    /// An administrator.
    #[must_use]
    pub fn admin(self) -> Self {
        self.standing(Standing::Admin)
    }

    /// Deactivated.
    #[must_use]
    pub fn deleted(mut self) -> Self {
        self.deleted = true;
        self
    }

    /// What the client shows: the display name, or the full name where that is empty.
    pub fn shown_name(&self) -> &str {
        if self.display_name.is_empty() {
            &self.real_name
        } else {
            &self.display_name
        }
    }

    /// Whether a person signs in with it.
    pub fn is_person(&self) -> bool {
        !matches!(self.standing, Standing::Bot | Standing::Slackbot)
    }

    /// The team it belongs to, seen from `home`.
    pub fn team<'a>(&'a self, home: &'a str) -> &'a str {
        match &self.standing {
            Standing::Stranger { team } => team,
            _ => home,
        }
    }

    /// The object of `users.list`. `email` and `locale` need a scope and a parameter.
    pub fn to_json(&self, home: &str, now: Timestamp, email: bool, locale: bool) -> Value {
        let team = self.team(home);
        if self.deleted {
            // Slack strips the deactivated down to this.
            return json!({
                "id": self.id, "team_id": team, "name": self.name, "deleted": true,
                "profile": self.profile(team, email),
                "is_bot": self.standing == Standing::Bot, "is_app_user": false,
                "updated": now.as_second(),
            });
        }
        let offset = TimeZone::get(&self.tz).map_or(0, |zone| zone.to_offset(now).seconds());
        let (restricted, ultra) = match self.standing {
            Standing::Guest { single_channel } => (true, single_channel),
            _ => (false, false),
        };
        let mut user = json!({
            "id": self.id, "team_id": team, "name": self.name, "deleted": false,
            "color": "9f69e7", "real_name": self.real_name,
            "tz": self.tz, "tz_label": self.tz.replace('_', " "), "tz_offset": offset,
            "profile": self.profile(team, email),
            "is_admin": self.standing == Standing::Admin, "is_owner": false,
            "is_primary_owner": false, "is_restricted": restricted,
            "is_ultra_restricted": ultra, "is_bot": self.standing == Standing::Bot,
            "is_app_user": false, "updated": now.as_second(), "is_email_confirmed": true,
            "who_can_share_contact_card": "EVERYONE",
        });
        match self.standing {
            Standing::Stranger { .. } => user["is_stranger"] = json!(true),
            _ if locale => user["locale"] = json!(self.locale),
            _ => {}
        }
        user
    }

    fn profile(&self, team: &str, email: bool) -> Value {
        let (first, last) = self
            .real_name
            .split_once(' ')
            .unwrap_or((&self.real_name, ""));
        let mut profile = json!({
            "title": self.title, "phone": "", "skype": "",
            "real_name": self.real_name, "real_name_normalized": self.real_name,
            "display_name": self.display_name, "display_name_normalized": self.display_name,
            "fields": null, "status_text": "", "status_emoji": "",
            "status_emoji_display_info": [], "status_expiration": 0, "avatar_hash": "fa00",
            "first_name": first, "last_name": last,
            "image_24": "https://example.com/24.png", "image_72": "https://example.com/72.png",
            "image_192": "https://example.com/192.png", "status_text_canonical": "", "team": team,
        });
        if let Some(address) = self.email.as_ref().filter(|_| email) {
            profile["email"] = json!(address);
        }
        profile
    }
}
