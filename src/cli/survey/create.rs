//! `plaudit survey create`

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::cli::open::Opened;
use crate::cli::output::print;
use crate::clock::Clock;
use crate::ids::WorkspaceId;
use crate::policy::Actor;
use crate::rewards::{Interest, Item, catalog};
use crate::surveys::{self, Attribution, Audience, Definition, Kind, Scale};

/// What is asked of whom.
#[derive(Args, Debug)]
pub(super) struct Create {
    /// Whose questions
    #[arg(required_unless_present = "file", requires = "title")]
    kind: Option<BuiltIn>,
    /// What it is called
    #[arg(long, conflicts_with = "file")]
    title: Option<String>,
    /// The scores that are offered, 0-10 or 1-10; the bands are the same
    #[arg(long, value_name = "SCALE", default_value = "0-10", value_parser = scale, conflicts_with = "file")]
    scale: Scale,
    /// Questions of the library, with commas between them, as `plaudit survey library` lists them
    #[arg(
        long,
        value_name = "IDS",
        value_delimiter = ',',
        required_if_eq("kind", "pulse"),
        conflicts_with = "file"
    )]
    questions: Vec<String>,
    /// Who is asked: everyone, or team:NAME, channel:NAME (or its id), group:ID (a user group of
    /// Slack), country:ID, tenure:DAYS, share:PERCENT, rotating:PERCENT, with commas between them
    #[arg(long, value_name = "AUDIENCE")]
    audience: Option<Audience>,
    /// Whether answers bear names; the invitation says so
    #[arg(long, conflicts_with = "file")]
    named: bool,
    /// The smallest group whose results are shown; what `survey.anonymity_threshold` says, unless
    /// this is more
    #[arg(long, value_name = "COUNT")]
    floor: Option<usize>,
    /// A file that says it all, with questions of your own (TOML; see docs/surveys.md)
    #[arg(long, value_name = "FILE", conflicts_with = "kind")]
    file: Option<PathBuf>,
}

/// Surveys whose questions are those of the product.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum BuiltIn {
    /// The employee net promoter score: would they recommend the organisation, and why
    Enps,
    /// Questions of the library
    Pulse,
    /// Which sorts and tags of rewards people like, with their names; the shop goes by it if they agree
    Interest,
}

fn scale(text: &str) -> Result<Scale, String> {
    Scale::named(text).map_err(|_| "a scale is 0-10 or 1-10".to_owned())
}

impl Create {
    /// What is to be asked.
    pub(super) async fn definition(self) -> anyhow::Result<Definition> {
        anyhow::ensure!(
            self.questions.is_empty() || matches!(self.kind, Some(BuiltIn::Pulse)),
            "--questions are those of a pulse"
        );
        let title = self.title.as_deref().unwrap_or_default();
        let mut definition = match (self.kind, &self.file) {
            (_, Some(file)) => {
                let text = tokio::fs::read_to_string(file).await;
                let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
                surveys::from_toml(&text).with_context(|| file.display().to_string())?
            }
            (Some(BuiltIn::Pulse), None) => {
                let asked = self.questions.iter().map(|id| surveys::sample(id.trim()));
                Definition::pulse(title, asked.collect::<Result<_, _>>()?)
            }
            (Some(BuiltIn::Interest), None) => interest(title, &[]),
            (_, None) => Definition::enps(title, self.scale),
        };
        if self.named {
            definition.attribution = Attribution::Named;
        }
        if let Some(audience) = self.audience {
            definition.audience = audience;
        }
        if let Some(floor) = self.floor {
            definition.floor = Some(floor);
        }
        definition.check()?;
        for question in &definition.questions {
            if let Kind::Interests { of } = &question.kind {
                of.iter()
                    .try_for_each(|it| it.parse::<Interest>().map(drop))?;
            }
        }
        Ok(definition)
    }

    /// Whether it asks for what the catalogue has.
    pub(super) fn goes_by_catalogue(&self) -> bool {
        matches!(self.kind, Some(BuiltIn::Interest))
    }
}

/// What people like of what these items are.
fn interest(title: &str, items: &[Item]) -> Definition {
    let of = Interest::offered(items)
        .into_iter()
        .map(|it| it.to_string());
    Definition::interest(title, of.collect(), Vec::new())
}

/// Makes it, and prints its id.
pub(super) async fn create(
    opened: &Opened,
    workspace: WorkspaceId,
    mut definition: Definition,
    by_catalogue: bool,
) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    if by_catalogue {
        let items = catalog::list(&mut tx, workspace, false).await?;
        definition.questions = interest(&definition.title, &items).questions;
    }
    let by = &Actor::Operator;
    let id = surveys::define(&mut tx, &Clock::system(), by, workspace, &definition).await?;
    tx.commit().await?;
    print(id)
}
