//! What is sealed: the one list of its columns.

words! {
    /// A column that holds sealed values. Its word is part of what they are sealed with, and never
    /// changes.
    pub enum Column {
        /// What a webhook's calls are signed with.
        WebhookSecret = "webhook_secret",
        /// A code that was loaded beforehand. Its row is named by an id, which is taken from the
        /// sequence before the code is sealed.
        Code = "code",
        /// What must be known to deliver something, as an address.
        Delivery = "delivery",
        /// What was delivered.
        Delivered = "delivered",
    }
}

/// Where a column is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its table, each row of which has a `workspace_id`.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What names a row within its workspace.
    pub row: &'static str,
    /// The column of the value's fingerprint, where duplicates of it are looked for.
    pub fingerprint: Option<&'static str>,
    /// What tells where a fingerprint may stand once.
    pub once_in: &'static str,
}

impl Column {
    /// Every one.
    pub const ALL: [Self; 4] = [
        Self::WebhookSecret,
        Self::Code,
        Self::Delivery,
        Self::Delivered,
    ];

    /// Where it is found.
    pub const fn place(self) -> Place {
        match self {
            Self::WebhookSecret => plain("reward_item", "webhook_secret"),
            Self::Code => Place {
                fingerprint: Some("fingerprint"),
                once_in: "item_id",
                ..plain("reward_code", "code")
            },
            Self::Delivery => plain("redemption", "delivery"),
            Self::Delivered => plain("redemption", "delivered"),
        }
    }

    /// What an operator calls so many of its values.
    pub const fn called(self, count: i64) -> &'static str {
        match (self, count) {
            (Self::WebhookSecret, 1) => "webhook secret",
            (Self::WebhookSecret, _) => "webhook secrets",
            (Self::Code, 1) => "code",
            (Self::Code, _) => "codes",
            (Self::Delivery, 1) => "delivery detail",
            (Self::Delivery, _) => "delivery details",
            (Self::Delivered, 1) => "delivered answer",
            (Self::Delivered, _) => "delivered answers",
        }
    }
}

const fn plain(table: &'static str, name: &'static str) -> Place {
    Place {
        table,
        name,
        row: "id",
        fingerprint: None,
        once_in: "workspace_id",
    }
}
