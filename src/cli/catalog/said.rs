//! What is said of an item, as options: one for each [`Field`], read as a list's column is.

use std::fmt;

use clap::builder::ValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::rewards::catalog::Field;

/// What is said of an item; of a `NEW` one some things must be.
#[derive(Clone)]
pub(super) struct Said<const NEW: bool>(pub(super) Vec<(Field, String)>);

/// Secrets may be among it.
impl<const NEW: bool> fmt::Debug for Said<NEW> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Said")
    }
}

/// Where a secret is read from that no list of processes should show.
const SECRET_FILE: &str = "webhook_secret_file";

/// The option of a field, what its value is called, and what it says.
const fn option(field: Field) -> (&'static str, &'static str, &'static str) {
    match field {
        Field::Slug => ("slug", "SLUG", "As it is typed: a-z, 0-9, - and _"),
        Field::Name => ("name", "NAME", "What it is called, in English"),
        Field::NameId => (
            "name-id",
            "NAME",
            "In Indonesian; without it, as in English",
        ),
        Field::NameMs => ("name-ms", "NAME", "In Malay; without it, as in English"),
        Field::Description => ("description", "TEXT", "What one gets, in English"),
        Field::DescriptionId => ("description-id", "TEXT", "In Indonesian"),
        Field::DescriptionMs => ("description-ms", "TEXT", "In Malay"),
        Field::Kind => (
            "kind",
            "KIND",
            "gift_card, merchandise, experience, donation, learning or time_off",
        ),
        Field::Price => (
            "price",
            "POINTS",
            "What it costs: 50, or a range in steps: 50-500/50",
        ),
        Field::Stock => ("stock", "N", "How many are left, or `unlimited`"),
        Field::Approval => (
            "approval",
            "WHO",
            "Who is asked first: auto (nobody), manager or admin",
        ),
        Field::ApprovalAbove => (
            "approval-above",
            "POINTS",
            "Up to so many points nobody is asked",
        ),
        Field::Fulfilment => (
            "fulfilment",
            "HOW",
            "How it is delivered: manual, codes, webhook, tremendous or xoxoday",
        ),
        Field::WebhookUrl => ("webhook-url", "URL", "Where a webhook's orders are sent"),
        Field::WebhookSecret => (
            "webhook-secret",
            "SECRET",
            "What they are signed with: whsec_…; anybody on this machine can read it here",
        ),
        Field::ProviderProduct => (
            "provider-product",
            "ID",
            "What the provider calls it: `plaudit catalog products` lists them",
        ),
        Field::Currency => (
            "currency",
            "CODE",
            "The currency it is ordered of the provider in, as IDR",
        ),
        Field::Asks => (
            "asks",
            "WHAT",
            "What delivery needs to know: nothing, address, email or note",
        ),
        Field::Limit => (
            "limit",
            "N/PERIOD",
            "How often somebody may redeem it, as 1/month",
        ),
        Field::Tags => (
            "tag",
            "TAG",
            "A word to find it by, as green; any number of times",
        ),
        Field::Roles => (
            "role",
            "ROLE",
            "Who it is for: member, manager, admin; without it, all",
        ),
        Field::Teams => ("team", "TEAM", "The teams it is for; without it, all"),
        Field::Countries => (
            "country",
            "COUNTRY",
            "The countries it is for, as ID; without it, all",
        ),
        Field::MinTenureDays => (
            "min-tenure-days",
            "DAYS",
            "How long one must have been there",
        ),
        Field::Image => (
            "image",
            "IMAGE",
            "A picture: an https address, or the name of one that comes with the server",
        ),
        Field::From => ("from", "DAY", "The first day on which it can be redeemed"),
        Field::Until => ("until", "DAY", "The last one"),
    }
}

/// How a field is typed on the command line.
pub(super) fn typed_as(field: Field) -> String {
    format!("--{}", option(field).0)
}

fn argument(field: Field, new: bool) -> Arg {
    let (long, value, help) = option(field);
    let needed = matches!(
        field,
        Field::Slug | Field::Name | Field::Kind | Field::Price
    );
    let argument = Arg::new(field.as_str())
        .value_name(value)
        .help(help)
        .required(new && needed)
        .value_parser(parser(field));
    if new && field == Field::Name {
        return argument;
    }
    let action = if field.is_list() {
        ArgAction::Append
    } else {
        ArgAction::Set
    };
    argument.long(long).action(action).allow_hyphen_values(true)
}

fn parser(field: Field) -> ValueParser {
    // A wrong secret is refused later: here, it would be repeated.
    if field == Field::WebhookSecret {
        return ValueParser::string();
    }
    ValueParser::new(move |typed: &str| field.accepts(typed).map(|()| typed.to_owned()))
}

impl<const NEW: bool> Args for Said<NEW> {
    fn augment_args(command: Command) -> Command {
        let secret = Arg::new(SECRET_FILE)
            .long("webhook-secret-file")
            .value_name("FILE")
            .help("A file that holds it")
            .conflicts_with(Field::WebhookSecret.as_str());
        let fields = Field::ALL.map(|field| argument(field, NEW));
        command.args(fields).arg(secret)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const NEW: bool> FromArgMatches for Said<NEW> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut said = Vec::new();
        for field in Field::ALL {
            if let Some(typed) = matches.get_many::<String>(field.as_str()) {
                let typed: Vec<&str> = typed.map(String::as_str).collect();
                said.push((field, typed.join(";")));
            }
        }
        if let Some(file) = matches.get_one::<String>(SECRET_FILE) {
            let secret = std::fs::read_to_string(file).map_err(|error| {
                let why = format!("the file {file} cannot be read: {}\n", error.kind());
                Error::raw(ErrorKind::Io, why)
            })?;
            said.push((Field::WebhookSecret, secret.trim().to_owned()));
        }
        Ok(Self(said))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
