//! `plaudit manifest`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use url::Url;

use super::output::{print, say};
use crate::slack::manifest;

/// Print what a platform needs to know of this server.
#[derive(Args, Debug)]
pub(super) struct Manifest {
    #[command(subcommand)]
    platform: Platform,
}

#[derive(Debug, Subcommand)]
enum Platform {
    /// The manifest to create the Slack app from
    Slack {
        /// The https address at which Slack reaches this server
        #[arg(long, env = "PLAUDIT_PUBLIC_URL")]
        url: Url,
        /// Print the link that opens Slack with the manifest filled in, instead of the manifest
        #[arg(long)]
        link: bool,
    },
}

/// Prints a manifest.
pub(super) fn run(manifest: &Manifest) -> anyhow::Result<ExitCode> {
    let Platform::Slack { url, link } = &manifest.platform;
    if url.scheme() != "https" {
        say(format_args!(
            "note: Slack calls https addresses only, and {url} is none"
        ));
    }
    let text = manifest::slack(url);
    let address = manifest::create_link(&text);
    if *link {
        print(address)?;
    } else {
        print(text.trim_end())?;
        say(format_args!(
            "\nCreate the app from it, while the server runs:\n{address}"
        ));
    }
    Ok(ExitCode::SUCCESS)
}
