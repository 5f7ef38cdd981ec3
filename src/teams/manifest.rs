//! The app as Teams is to know it: its manifest, and the package that is uploaded.

use std::io::{Cursor, Write};

use clap::ValueEnum;
use serde_json::{Map, Value, json};
use url::Url;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::ids::AppId;

/// A whole manifest, of nobody's app.
const TEMPLATE: &str = include_str!("../../manifests/teams/manifest.json");

/// What goes into the package as it is.
const FILES: [(&str, &[u8]); 4] = [
    (
        "color.png",
        include_bytes!("../../manifests/teams/color.png"),
    ),
    (
        "outline.png",
        include_bytes!("../../manifests/teams/outline.png"),
    ),
    ("id.json", include_bytes!("../../manifests/teams/id.json")),
    ("ms.json", include_bytes!("../../manifests/teams/ms.json")),
];

/// The schema a manifest follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// With slash commands, private answers in channels, and private and shared channels.
    #[default]
    #[value(name = "1.30")]
    Current,
    /// Without them, for a Teams that does not know them yet.
    #[value(name = "1.19")]
    Older,
}

/// What the package tells of the app.
#[derive(Clone, Debug)]
pub struct App {
    /// The bot's application id, which is the package's too.
    pub id: AppId,
    /// Its version; Teams offers an update where it is higher than the installed one's.
    pub version: String,
    /// The address at which Teams reaches us.
    pub url: Url,
    /// The page about this programme.
    pub website: Url,
    /// The page about privacy.
    pub privacy: Url,
    /// The terms of use.
    pub terms: Url,
    /// Whether it asks to read messages that do not mention it.
    pub overhear: bool,
    /// The schema it follows.
    pub schema: Schema,
}

impl App {
    /// The manifest.
    pub fn manifest(&self) -> String {
        format!("{:#}", Value::Object(self.members()))
    }

    fn members(&self) -> Map<String, Value> {
        let mut app: Map<String, Value> =
            serde_json::from_str(TEMPLATE).expect("the template is a manifest");
        app["version"] = json!(self.version);
        app["id"] = json!(self.id);
        app["bots"][0]["botId"] = json!(self.id);
        app["composeExtensions"][0]["botId"] = json!(self.id);
        app["developer"]["websiteUrl"] = json!(self.website);
        app["developer"]["privacyUrl"] = json!(self.privacy);
        app["developer"]["termsOfUseUrl"] = json!(self.terms);
        app["validDomains"] = json!(self.url.host_str().into_iter().collect::<Vec<_>>());
        if self.overhear {
            // Teams wants a resource beside the permissions, and makes nothing of it.
            app["webApplicationInfo"] = json!({"id": self.id, "resource": self.url});
        } else {
            app.remove("webApplicationInfo");
            app.remove("authorization");
        }
        if self.schema == Schema::Older {
            make_older(&mut app);
        }
        app
    }

    /// The package: the same bytes for the same app, so that it can be compared.
    pub fn package(&self) -> ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let manifest = self.manifest();
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in [("manifest.json", manifest.as_bytes())]
            .into_iter()
            .chain(FILES)
        {
            package.start_file(name, options)?;
            package.write_all(content)?;
        }
        Ok(package.finish()?.into_inner())
    }
}

/// Takes away what the older schema does not know.
fn make_older(app: &mut Map<String, Value>) {
    const SCHEMA: &str =
        "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json";
    app["$schema"] = json!(SCHEMA);
    app["manifestVersion"] = json!("1.19");
    app.remove("supportsChannelFeatures");
    remove(&mut app["bots"][0], "supportsTargetedMessages");
    for list in app["bots"][0]["commandLists"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        remove(list, "triggers");
    }
    remove(&mut app["composeExtensions"][0]["commands"][0], "triggers");
}

fn remove(value: &mut Value, member: &str) {
    if let Some(members) = value.as_object_mut() {
        members.remove(member);
    }
}

/// The address that the Azure Bot must call: its messaging endpoint.
pub fn messaging_endpoint(url: &Url) -> String {
    below(url, "/teams/messages")
}

/// The address that an outgoing webhook must call: its callback URL.
pub fn webhook_address(url: &Url) -> String {
    below(url, "/teams/outgoing-webhook")
}

fn below(url: &Url, route: &str) -> String {
    format!("{}{route}", url.as_str().trim_end_matches('/'))
}

#[cfg(test)]
mod tests;
