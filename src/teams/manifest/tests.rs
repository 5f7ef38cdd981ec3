//! What Teams demands of a package, so that an upload is not refused.

use std::collections::BTreeSet;
use std::io::Read;

use zip::ZipArchive;

use super::*;
use crate::ids::AppId;

const ID: AppId = AppId::from_u128(0x5f0c_2d1e_0000_4000_8000_0000_0000_b0b0);

fn app() -> App {
    let url: Url = "https://kudos.example.com/plaudit/".parse().unwrap();
    App {
        id: ID,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        website: url.clone(),
        privacy: "https://example.com/privacy".parse().unwrap(),
        terms: url.clone(),
        url,
        overhear: false,
        schema: Schema::Current,
    }
}

fn every_kind() -> impl Iterator<Item = Value> {
    [Schema::Current, Schema::Older]
        .into_iter()
        .flat_map(|schema| [false, true].map(|overhear| (schema, overhear)))
        .map(|(schema, overhear)| App {
            overhear,
            schema,
            ..app()
        })
        .map(|app| serde_json::from_str(&app.manifest()).unwrap())
}

#[track_caller]
fn text_of(value: &Value, longest: usize) -> &str {
    let text = value.as_str().unwrap();
    assert!(
        !text.trim().is_empty() && text.chars().count() <= longest,
        "{text}"
    );
    text
}

#[test]
fn what_is_asked_for_is_there_and_short_enough() {
    for app in every_kind() {
        let mut version = text_of(&app["version"], 256).split('.');
        assert!(version.clone().count() == 3 && version.all(|part| part.parse::<u32>().is_ok()));
        assert_eq!(app["id"], "5f0c2d1e-0000-4000-8000-00000000b0b0");
        text_of(&app["developer"]["name"], 32);
        for page in ["websiteUrl", "privacyUrl", "termsOfUseUrl"] {
            assert!(text_of(&app["developer"][page], 2048).starts_with("https://"));
        }
        text_of(&app["name"]["short"], 30);
        text_of(&app["name"]["full"], 100);
        text_of(&app["description"]["short"], 80);
        text_of(&app["description"]["full"], 4000);
        let colour = text_of(&app["accentColor"], 7).strip_prefix('#').unwrap();
        assert_eq!(hex::decode(colour).unwrap().len(), 3);
        assert_eq!(app["validDomains"], json!(["kudos.example.com"]));
        let said = app.to_string();
        assert!(!said.contains("plaudit.example.com") && !said.contains("00000000-0000-0000"));
    }
}

#[test]
fn the_bot_listens_in_every_scope_and_its_commands_fit() {
    for app in every_kind() {
        let bot = &app["bots"][0];
        assert_eq!(bot["botId"], app["id"]);
        assert_eq!(bot["scopes"], json!(["personal", "team", "groupChat"]));
        let lists = bot["commandLists"].as_array().unwrap();
        assert!(lists.len() <= 3);
        for list in lists {
            let commands = list["commands"].as_array().unwrap();
            // Ten is what the older schema takes; the current one takes twelve.
            assert!((1..=10).contains(&commands.len()));
            for command in commands {
                text_of(&command["title"], 32);
                text_of(&command["description"], 128);
            }
        }
        let extension = &app["composeExtensions"][0];
        assert_eq!(extension["botId"], app["id"]);
        let action = &extension["commands"][0];
        assert_eq!(action["id"], "giveKudosFromMessage");
        assert_eq!(action["fetchTask"], true);
        assert_eq!(action["context"], json!(["message", "compose"]));
        text_of(&action["title"], 32);
        text_of(&action["description"], 128);
    }
}

#[test]
fn it_reads_what_is_not_meant_for_it_only_when_asked_to() {
    let quiet: Value = serde_json::from_str(&app().manifest()).unwrap();
    assert!(quiet.get("authorization").is_none() && quiet.get("webApplicationInfo").is_none());
    let app = App {
        overhear: true,
        ..app()
    };
    let eager: Value = serde_json::from_str(&app.manifest()).unwrap();
    let asked = eager["authorization"]["permissions"]["resourceSpecific"].as_array();
    let names: Vec<_> = asked.unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(
        names,
        ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat"]
    );
    assert_eq!(eager["webApplicationInfo"]["id"], eager["id"]);
}

#[test]
fn the_older_schema_knows_neither_slashes_nor_private_answers() {
    let current = app().manifest();
    let older = App {
        schema: Schema::Older,
        ..app()
    }
    .manifest();
    assert!(older.contains("/v1.19/") && older.contains("\"manifestVersion\": \"1.19\""));
    for newer in [
        "triggers",
        "supportsTargetedMessages",
        "supportsChannelFeatures",
    ] {
        assert!(current.contains(newer) && !older.contains(newer), "{newer}");
    }
}

/// Where a translation's key leads, as in `bots[0].commandLists[1].commands[0].title`.
fn at<'v>(app: &'v Value, key: &str) -> Option<&'v Value> {
    let path = key.replace('[', "/").replace(']', "").replace('.', "/");
    app.pointer(&format!("/{path}"))
}

#[test]
fn everything_that_people_read_is_translated() {
    let app: Value = serde_json::from_str(&app().manifest()).unwrap();
    let keys = |texts: &Map<String, Value>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let mut seen = Vec::new();
    for language in app["localizationInfo"]["additionalLanguages"]
        .as_array()
        .unwrap()
    {
        let file = language["file"].as_str().unwrap();
        let (_, content) = FILES.iter().find(|(name, _)| *name == file).unwrap();
        let texts: Map<String, Value> = serde_json::from_slice(content).unwrap();
        for (key, text) in &texts {
            assert!(at(&app, key).is_some_and(Value::is_string), "{file}: {key}");
            let longest = match key.rsplit_once('.').unwrap() {
                ("name", "short") => 30,
                ("name", "full") => 100,
                ("description", "short") => 80,
                ("description", _) => 4000,
                (_, "title") => 32,
                _ => 128,
            };
            text_of(text, longest);
        }
        seen.push(keys(&texts));
    }
    let commands: usize = app["bots"][0]["commandLists"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| list["commands"].as_array().unwrap().len())
        .sum();
    // Name and description, short and full; title and description of each command and the action.
    assert_eq!(seen[0].len(), 4 + 2 * (commands + 1));
    assert_eq!(seen[0], seen[1]);
}

/// Width, height and colour type, from the header.
fn header(png: &[u8]) -> (u32, u32, u8) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&png[12..16], b"IHDR");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20), png[25])
}

#[test]
fn the_icons_are_of_the_size_that_teams_wants() {
    const OPAQUE: u8 = 2;
    const WITH_TRANSPARENCY: u8 = 6;
    let icon = |name| FILES.iter().find(|(file, _)| *file == name).unwrap().1;
    assert_eq!(header(icon("color.png")), (192, 192, OPAQUE));
    assert_eq!(header(icon("outline.png")), (32, 32, WITH_TRANSPARENCY));
    let app: Value = serde_json::from_str(&app().manifest()).unwrap();
    assert_eq!(
        app["icons"],
        json!({"color": "color.png", "outline": "outline.png"})
    );
}

#[test]
fn the_package_holds_all_of_it_at_its_root() {
    let package = app().package().unwrap();
    assert_eq!(package, app().package().unwrap());
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let names: Vec<_> = archive.file_names().map(Result::unwrap).collect();
    assert_eq!(
        names,
        [
            "manifest.json",
            "color.png",
            "outline.png",
            "id.json",
            "ms.json"
        ]
    );
    let mut manifest = String::new();
    let mut file = archive.by_name("manifest.json").unwrap();
    file.read_to_string(&mut manifest).unwrap();
    assert_eq!(manifest, app().manifest());
}

#[test]
fn the_endpoint_is_below_the_address() {
    let url = app().url;
    assert_eq!(
        messaging_endpoint(&url),
        "https://kudos.example.com/plaudit/teams/messages"
    );
}
