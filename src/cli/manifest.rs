//! `plaudit manifest`

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use url::Url;

use super::given::is_stdio;
use super::output::{print, print_document, say};
use crate::config::{SLACK_API, web_address};
use crate::ids::AppId;
use crate::{slack, teams};

/// Print what a platform needs to know of this server.
#[derive(Args, Debug)]
pub(super) struct Manifest {
    #[command(subcommand)]
    platform: Platform,
}

#[derive(Debug, Subcommand)]
enum Platform {
    /// The manifest to create the Slack app from
    Slack(Slack),
    /// The manifest of the Microsoft Teams app, or the package to upload
    Teams(Box<Teams>),
}

#[derive(Args, Debug)]
struct Slack {
    /// The https address at which Slack reaches this server
    #[arg(long, env = "PLAUDIT_PUBLIC_URL", value_name = "URL", value_parser = web_address)]
    url: Url,
    /// Where Slack's Web API is: GovSlack keeps its apps elsewhere
    #[arg(long = "slack-api-url", env = "SLACK_API_URL", value_name = "URL", default_value = SLACK_API, value_parser = web_address)]
    api: Url,
    /// Print the link that opens Slack with the manifest filled in, instead of the manifest
    #[arg(long)]
    link: bool,
}

#[derive(Args, Debug)]
struct Teams {
    /// The https address at which Teams reaches this server
    #[arg(long, env = "PLAUDIT_PUBLIC_URL", value_name = "URL", value_parser = web_address)]
    url: Url,
    /// The bot's application id, as the Azure Bot shows it
    #[arg(long, env = "TEAMS_APP_ID", value_name = "ID")]
    app_id: Option<String>,
    /// Write the package (manifest, icons, translations) to this file, instead of printing
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The app's version; raise it when a changed package is uploaded again
    #[arg(long, value_parser = version, default_value = env!("CARGO_PKG_VERSION"))]
    app_version: String,
    /// Ask to read messages that do not mention the bot, for `@ana ++`: owners must consent
    #[arg(long)]
    overhear: bool,
    /// The schema to follow; the older one has no slash commands and no private answers
    #[arg(long, default_value = "1.30")]
    schema: teams::manifest::Schema,
    /// The page about your programme [default: URL]
    #[arg(long, value_name = "PAGE", value_parser = web_address)]
    website_url: Option<Url>,
    /// The page about privacy [default: URL]
    #[arg(long, value_name = "PAGE", value_parser = web_address)]
    privacy_url: Option<Url>,
    /// The terms of use [default: URL]
    #[arg(long, value_name = "PAGE", value_parser = web_address)]
    terms_url: Option<Url>,
}

/// Prints a manifest, or writes a package.
pub(super) fn run(manifest: Manifest) -> anyhow::Result<ExitCode> {
    match manifest.platform {
        Platform::Slack(slack) => for_slack(&slack)?,
        Platform::Teams(teams) => for_teams(*teams)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn for_slack(asked: &Slack) -> anyhow::Result<()> {
    use slack::manifest;

    note_unless_secure("Slack", &asked.url);
    let text = manifest::slack(&asked.url);
    let address = manifest::create_link(&text, &asked.api);
    if asked.link {
        return print(address);
    }
    print_document(text.trim_end())?;
    say("");
    say(
        "Create the app from it. Slack verifies the request URL later, when the server runs with \
         the app's secret and token: press Retry beside it (Event Subscriptions).",
    );
    say(address);
    Ok(())
}

fn for_teams(teams: Teams) -> anyhow::Result<()> {
    use teams::manifest::{App, messaging_endpoint};

    note_unless_secure("Teams", &teams.url);
    let or_url = |page: Option<Url>| page.unwrap_or_else(|| teams.url.clone());
    let app = App {
        id: app_id(teams.app_id.as_deref())?,
        version: teams.app_version,
        website: or_url(teams.website_url),
        privacy: or_url(teams.privacy_url),
        terms: or_url(teams.terms_url),
        url: teams.url,
        overhear: teams.overhear,
        schema: teams.schema,
    };
    let endpoint = messaging_endpoint(&app.url);
    let Some(file) = teams.out else {
        print_document(app.manifest())?;
        say("");
        say("With `--out plaudit.zip` it is packed with its icons, ready to be uploaded.");
        return Ok(());
    };
    anyhow::ensure!(
        !is_stdio(&file),
        "--out takes the name of a file, and - is none"
    );
    let package = app.package()?;
    fs::write(&file, package).with_context(|| format!("{} cannot be written", file.display()))?;
    say(format_args!(
        "{} is written. Upload it in the Teams admin center (Teams apps, Manage apps), or in Teams \
         (Apps, Manage your apps).",
        file.display()
    ));
    say(format_args!(
        "The Azure Bot's messaging endpoint: {endpoint}"
    ));
    Ok(())
}

fn app_id(id: Option<&str>) -> anyhow::Result<AppId> {
    let id = id.map(str::trim).filter(|id| !id.is_empty());
    let id = id.context(
        "TEAMS_APP_ID is not set: set it, or --app-id, to the Microsoft App ID that the Azure Bot \
         shows under Configuration",
    )?;
    id.parse::<AppId>().with_context(|| {
        format!(
            "TEAMS_APP_ID must look like 00000000-0000-0000-0000-000000000000, and {id} does not"
        )
    })
}

fn note_unless_secure(platform: &str, url: &Url) {
    if url.scheme() != "https" {
        say(format_args!(
            "note: {platform} calls https addresses only, and {url} is none"
        ));
    }
}

/// Three numbers; Teams takes nothing else.
fn version(text: &str) -> Result<String, &'static str> {
    let is_number = |part: &str| {
        part.parse::<u32>()
            .is_ok_and(|number| number.to_string() == part)
    };
    if text.split('.').count() == 3 && text.split('.').all(is_number) {
        Ok(text.to_owned())
    } else {
        Err("must be three numbers, as 1.2.3")
    }
}
