//! `plaudit catalog`

mod codes;
mod list;
mod private;
mod provider;
mod said;
mod whole;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use url::Url;

use self::said::{Said, typed_as};
use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::{ListFormat, misused, print, say};
use crate::cli::public_url::PublicUrl;
use crate::clock::Clock;
use crate::config::{DatabaseConfig, EncryptionConfig, ProvidersConfig};
use crate::fulfilment::Providers;
use crate::ids::WorkspaceId;
use crate::money::Currency;
use crate::policy::Actor;
use crate::rewards::catalog::{self, CatalogError, Changed, Draft, Field, Keeping, Reached};
use crate::rewards::{Accounts, Item};
use crate::sealed::Sealer;
use crate::settings::{self, Settings};

/// Say what points are exchanged for.
#[derive(Args, Debug)]
pub(super) struct Catalog {
    #[command(flatten)]
    within: InWorkspace,
    #[command(flatten)]
    public: PublicUrl,
    #[command(subcommand)]
    command: Command,
}

/// What an item is typed as.
#[derive(Args, Debug)]
struct Slug {
    /// What the item is typed as
    #[arg(value_name = "SLUG", id = "item")]
    slug: String,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add an item
    Add {
        #[command(flatten)]
        said: Said<true>,
        #[command(flatten)]
        encryption: EncryptionConfig,
        #[command(flatten)]
        providers: ProvidersConfig,
    },
    /// Change an item: what is not named stays, and `-` takes back what was said
    Edit {
        #[command(flatten)]
        item: Slug,
        #[command(flatten)]
        said: Said<false>,
        #[command(flatten)]
        encryption: EncryptionConfig,
        #[command(flatten)]
        providers: ProvidersConfig,
    },
    /// List the items, cheapest first
    List {
        /// And those that are not offered any more
        #[arg(long)]
        all: bool,
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// Show everything that is said of an item
    Show {
        #[command(flatten)]
        item: Slug,
    },
    /// Take an item out of the catalogue; what was redeemed goes on
    Archive {
        #[command(flatten)]
        item: Slug,
        /// Put it back
        #[arg(long)]
        undo: bool,
    },
    /// Take a list of items over, whole or not at all
    #[command(after_help = whole::LISTS)]
    Import(whole::Import),
    /// Write every item that is offered as the list that `import` reads
    Export {
        /// As a spreadsheet opens it: CSV that says by its first bytes how letters are written
        #[arg(long)]
        excel: bool,
    },
    /// List what a provider of vouchers sells
    Products {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
        #[command(flatten)]
        search: provider::Search,
    },
    /// Add chosen products of a provider: name, price by `provider.rates`, picture and countries
    Take(provider::Take),
    /// Bring what a provider delivers in step with what it sells, and tell what it sells no more
    Sync(provider::Sync),
    /// Load the codes that an item is delivered by, or count them
    Codes {
        #[command(subcommand)]
        codes: codes::Codes,
        #[command(flatten)]
        encryption: EncryptionConfig,
    },
}

impl Command {
    /// What a secret would be kept with.
    const fn encryption(&self) -> Option<&EncryptionConfig> {
        match self {
            Self::Add { encryption, .. }
            | Self::Edit { encryption, .. }
            | Self::Codes { encryption, .. } => Some(encryption),
            Self::Import(import) => Some(&import.encryption),
            Self::Products { search, .. } => Some(&search.encryption),
            Self::Take(take) => Some(&take.search.encryption),
            Self::Sync(sync) => Some(&sync.search.encryption),
            Self::List { .. } | Self::Show { .. } | Self::Archive { .. } | Self::Export { .. } => {
                None
            }
        }
    }

    /// What accounts are told by, for who adds what is bought.
    const fn providers(&self) -> Option<&ProvidersConfig> {
        match self {
            Self::Add { providers, .. } | Self::Edit { providers, .. } => Some(providers),
            Self::Import(import) => Some(&import.providers),
            Self::Take(take) => Some(&take.search.account),
            Self::Sync(sync) => Some(&sync.search.account),
            _ => None,
        }
    }
}

/// Shows and changes the catalogue.
pub(super) async fn run(catalog: Catalog, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let Catalog {
        within,
        public: PublicUrl { url: public },
        command,
    } = catalog;
    with_database(database, async |opened| {
        let sealer = match command.encryption() {
            Some(given) => opened.sealer(given).await?,
            None => None,
        };
        let providers = match command.providers() {
            Some(given) => given.settings()?,
            None => Providers::default(),
        };
        let desk = Desk {
            opened,
            workspace: opened.workspace(within.named()).await?,
            clock: Clock::system(),
            sealer,
            accounts: providers.accounts(),
            providers,
            public,
        };
        match command {
            Command::Add { said, .. } => desk.add(said).await,
            Command::Edit { item, said, .. } => desk.edit(&item.slug, said).await,
            Command::List { all, format } => list::all(&desk, all, format).await,
            Command::Show { item } => list::one(&desk, &item.slug).await,
            Command::Archive { item, undo } => desk.archive(&item.slug, !undo).await,
            Command::Import(asked) => whole::import(&desk, &asked).await,
            Command::Export { excel } => whole::export(&desk, excel).await,
            Command::Products { search, format } => {
                provider::products(&desk, &search, format).await
            }
            Command::Take(asked) => provider::take(&desk, &asked).await,
            Command::Sync(asked) => provider::sync(&desk, &asked).await,
            Command::Codes { codes, .. } => {
                codes::run(opened, desk.workspace, desk.sealer.as_ref(), &codes).await
            }
        }
    })
    .await
}

/// What the commands work with.
struct Desk<'a> {
    opened: &'a Opened,
    workspace: WorkspaceId,
    clock: Clock,
    sealer: Option<Sealer>,
    accounts: Accounts,
    providers: Providers,
    public: Option<Url>,
}

impl Desk<'_> {
    const fn keeping(&self) -> Keeping<'_> {
        Keeping {
            clock: &self.clock,
            by: &Actor::Operator,
            workspace: self.workspace,
            sealer: self.sealer.as_ref(),
            accounts: self.accounts,
            public: self.public.as_ref(),
        }
    }

    async fn item(&self, conn: &mut sqlx::PgConnection, slug: &str) -> anyhow::Result<Item> {
        let item = catalog::find(conn, self.workspace, slug).await?;
        item.ok_or_else(|| anyhow::anyhow!("there is no item called {slug}"))
    }

    async fn add(&self, said: Said<true>) -> anyhow::Result<ExitCode> {
        self.keep(Draft::new(), said, None).await
    }

    async fn edit(&self, slug: &str, said: Said<false>) -> anyhow::Result<ExitCode> {
        let mut conn = self.opened.pool.acquire().await?;
        let before = self.item(&mut conn, slug).await?;
        drop(conn);
        self.keep(Draft::of(before.clone()), said, Some(before))
            .await
    }

    async fn keep<const NEW: bool>(
        &self,
        mut draft: Draft,
        said: Said<NEW>,
        before: Option<Item>,
    ) -> anyhow::Result<ExitCode> {
        if let Some(wrong) = self.not_sold(&said, before.as_ref()).await? {
            anyhow::bail!(wrong);
        }
        for (field, typed) in said.0 {
            if let Err(wrong) = draft.put(field, &typed) {
                return Ok(misused(format_args!("{}: {wrong}", typed_as(field))));
            }
        }
        let counts_for_nothing = draft.stock_is_codes();
        let mut tx = self.opened.pool.begin().await?;
        let after = match draft.keep(&mut tx, self.keeping()).await {
            Ok(after) => after,
            Err(CatalogError::Database(error)) => return Err(error.into()),
            Err(refused @ CatalogError::Days) => {
                return Ok(misused(format_args!(
                    "{}: {refused}",
                    typed_as(refused.about())
                )));
            }
            Err(refused) => anyhow::bail!("{}: {refused}", typed_as(refused.about())),
        };
        tx.commit().await?;
        if counts_for_nothing {
            let stock = typed_as(Field::Stock);
            say(format_args!(
                "{stock} counts for nothing: {}",
                CatalogError::CodesAreStock
            ));
        }
        private::warn(&after);
        let changes = catalog::changes(before.as_ref(), &after);
        if changes.is_empty() {
            say("nothing changed");
        }
        changes.iter().try_for_each(|it| print(in_words(it)))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Why an item as it is said to be is not sold so, where that is said anew; asked before anything is held.
    async fn not_sold<const NEW: bool>(
        &self,
        said: &Said<NEW>,
        before: Option<&Item>,
    ) -> anyhow::Result<Option<String>> {
        let mut draft = before.cloned().map_or_else(Draft::new, Draft::of);
        for (field, typed) in &said.0 {
            if draft.put(*field, typed).is_err() {
                return Ok(None);
            }
        }
        // What cannot be is refused as it is kept.
        let Ok(item) = draft.preview(&self.keeping()) else {
            return Ok(None);
        };
        let sold = |it: &Item| {
            (
                it.offer.fulfilment,
                it.offer.voucher.clone(),
                it.offer.price,
            )
        };
        if before.is_some_and(|before| sold(before) == sold(&item)) {
            return Ok(None);
        }
        self.first_not_sold(item).await
    }

    async fn first_not_sold(&self, item: Item) -> anyhow::Result<Option<String>> {
        let mut conn = self.opened.pool.acquire().await?;
        let rates = settings::load(&mut conn, self.workspace).await?;
        drop(conn);
        let found = provider::not_sold(self, &[item], &rates.provider_rates).await?;
        Ok(found.into_iter().next())
    }

    async fn archive(&self, slug: &str, archived: bool) -> anyhow::Result<ExitCode> {
        let mut tx = self.opened.pool.begin().await?;
        let item = self.item(&mut tx, slug).await?;
        catalog::archive(&mut tx, &self.clock, &Actor::Operator, &item, archived).await?;
        tx.commit().await?;
        say(match (archived, item.archived == archived) {
            (true, false) => format!("{slug} is not offered any more"),
            (false, false) => format!("{slug} is offered again"),
            (true, true) => format!("{slug} was not offered before, either"),
            (false, true) => format!("{slug} is offered as before"),
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// Whom an item is for, and how many these are.
pub(super) fn whom(item: &Reached) -> String {
    let Reached {
        slug,
        countries,
        teams,
        people,
        of,
    } = item;
    let wheres: Vec<String> = [("", countries), ("the team ", teams)]
        .into_iter()
        .filter(|(_, among)| !among.is_empty())
        .map(|(what, among)| format!("{what}{}", among.join(" or ")))
        .collect();
    let what = match (countries.is_empty(), teams.is_empty()) {
        (false, true) => "that country",
        (true, false) => "that team",
        _ => "both",
    };
    let who = wheres.join(" and ");
    format!("{slug} is for people in {who}; {people} of {of} people have {what}")
}

/// How what a point is worth is said besides what was said before: the setting holds all of it.
pub(super) fn set_rate(settings: &Settings, currency: Currency) -> String {
    let rates = settings.provider_rates.iter().map(ToString::to_string);
    let rates: Vec<String> = rates.chain([format!("{currency} …")]).collect();
    let rates = rates.join(", ");
    format!("`plaudit settings set provider.rates \"{rates}\"` says so")
}

/// What became another, in a line.
fn in_words(changed: &Changed) -> String {
    let shown = |value: &str| if value.is_empty() { "-" } else { value }.to_owned();
    let (slug, before, after) = (&changed.slug, shown(&changed.before), shown(&changed.after));
    match changed.field {
        None => format!("{slug}  added for {after} points"),
        Some(field) => format!("{slug}  {field}: {before} -> {after}"),
    }
}
