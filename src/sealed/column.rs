//! The columns that hold sealed values: the one list of them.

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
        /// What opens the ballots of a survey's run, while it is open.
        BallotKey = "ballot_key",
        /// What two who talk with each other have written down together.
        OneOnOneNote = "one_on_one_note",
        /// What they are to talk about, or to do.
        OneOnOneItem = "one_on_one_item",
        /// What lets the server into its account with a provider, and what renews that.
        ProviderTokens = "provider_tokens",
    }
}

/// Where a column is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its table.
    pub table: &'static str,
    /// What says, of a row, whose it is: the column of its workspace, or the id that stands for the server.
    pub owner: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The column that names a row among those of its owner, and is part of what a value is sealed with.
    pub row: &'static str,
    /// That column's type.
    pub row_type: &'static str,
    /// What tells duplicates, where they are looked for.
    pub fingerprint: Option<Fingerprint>,
}

/// The column of fingerprints beside a sealed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Its name.
    pub name: &'static str,
    /// For each value of which column, within a workspace, a fingerprint stands once.
    pub once_per: &'static str,
}

impl Column {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::BallotKey,
        Self::ProviderTokens,
        Self::WebhookSecret,
        Self::Code,
        Self::Delivery,
        Self::Delivered,
        Self::OneOnOneNote,
        Self::OneOnOneItem,
    ];

    /// Where it is found.
    pub const fn place(self) -> Place {
        match self {
            Self::WebhookSecret => of_uuid("reward_item", "webhook_secret"),
            Self::Code => Place {
                row_type: "bigint",
                fingerprint: Some(Fingerprint {
                    name: "fingerprint",
                    once_per: "item_id",
                }),
                ..of_uuid("reward_code", "code")
            },
            Self::Delivery => of_uuid("redemption", "delivery"),
            Self::Delivered => of_uuid("redemption", "delivered"),
            Self::BallotKey => of_uuid("survey_run", "private_key"),
            Self::OneOnOneNote => of_uuid("one_on_one", "note"),
            Self::OneOnOneItem => of_uuid("one_on_one_item", "text"),
            Self::ProviderTokens => Place {
                owner: "'00000000-0000-0000-0000-000000000000'::uuid",
                row: "provider",
                row_type: "text",
                ..of_uuid("provider_account", "tokens")
            },
        }
    }

    /// What an operator calls so many of its values.
    pub const fn called(self, count: i64) -> &'static str {
        match (self, count) {
            (Self::WebhookSecret, 1) => "webhook secret",
            (Self::WebhookSecret, _) => "webhook secrets",
            (Self::Code, 1) => "code",
            (Self::Code, _) => "codes",
            (Self::Delivery, 1) => "delivery address",
            (Self::Delivery, _) => "delivery addresses",
            (Self::Delivered, 1) => "delivered reward",
            (Self::Delivered, _) => "delivered rewards",
            (Self::BallotKey, 1) => "survey key",
            (Self::BallotKey, _) => "survey keys",
            (Self::OneOnOneNote, 1) => "1:1 note",
            (Self::OneOnOneNote, _) => "1:1 notes",
            (Self::OneOnOneItem, 1) => "1:1 talking point",
            (Self::OneOnOneItem, _) => "1:1 talking points",
            (Self::ProviderTokens, 1) => "provider's pair of tokens",
            (Self::ProviderTokens, _) => "providers' pairs of tokens",
        }
    }
}

const fn of_uuid(table: &'static str, name: &'static str) -> Place {
    Place {
        table,
        owner: "workspace_id",
        name,
        row: "id",
        row_type: "uuid",
        fingerprint: None,
    }
}
