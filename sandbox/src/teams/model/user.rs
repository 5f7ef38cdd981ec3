//! A person, and the shape in which rosters show one.

use serde_json::{Value, json};

/// An account.
#[derive(Clone, Debug)]
pub struct User {
    /// The Entra object id.
    pub aad: String,
    /// `29:…`, the id in activities.
    pub mri: String,
    /// What tests and typed mentions call them.
    pub short: String,
    /// The display name; not unique.
    pub name: String,
    /// Job title; only the page shows it.
    pub title: String,
    /// The address, which is the user principal name as well; some have none.
    pub email: Option<String>,
    /// The language chosen, as `id-ID`.
    pub locale: String,
    /// IANA time zone.
    pub tz: String,
    /// Somebody of another organisation.
    pub guest: bool,
}

impl User {
    /// A member in Jakarta who reads English, with an address at `example.com`.
    pub fn new(aad: &str, short: &str, name: &str) -> Self {
        Self {
            aad: aad.to_owned(),
            mri: format!("29:1fake_{short}_mri0123456789-_AbCdEf"),
            short: short.to_owned(),
            name: name.to_owned(),
            title: String::new(),
            email: Some(format!("{short}@example.com")),
            locale: "en-US".to_owned(),
            tz: "Asia/Jakarta".to_owned(),
            guest: false,
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

    /// A guest, whose address the roster does not show.
    #[must_use]
    pub fn guest(mut self) -> Self {
        self.guest = true;
        self.email = None;
        self
    }

    /// Whether `id` is theirs: Entra object id, MRI or short name.
    pub fn is(&self, id: &str) -> bool {
        self.aad.eq_ignore_ascii_case(id) || self.mri == id || self.short == id
    }

    /// The country that their locale names.
    pub fn country(&self) -> &str {
        self.locale.rsplit('-').next().unwrap_or_default()
    }

    /// The object of rosters.
    pub fn to_json(&self, tenant: &str) -> Value {
        let (given, surname) = self.name.split_once(' ').unwrap_or((&self.name, ""));
        json!({
            "id": self.mri, "name": self.name, "aadObjectId": self.aad, "objectId": self.aad,
            "givenName": given, "surname": surname, "email": self.email,
            "userPrincipalName": self.email, "tenantId": tenant,
            "userRole": if self.guest { "guest" } else { "user" },
        })
    }

    /// The account as activities name it.
    pub fn account(&self) -> Value {
        json!({"id": self.mri, "name": self.name, "aadObjectId": self.aad})
    }
}
