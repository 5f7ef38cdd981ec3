//! The sentences of a language, parsed once.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::chat::Locale;

pub(super) type Catalogue = FluentBundle<FluentResource>;

macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../../locales/", $language, "/answers.ftl")),
            include_str!(concat!("../../locales/", $language, "/audit.ftl")),
            include_str!(concat!("../../locales/", $language, "/badges.ftl")),
            include_str!(concat!("../../locales/", $language, "/board.ftl")),
            include_str!(concat!("../../locales/", $language, "/coffee.ftl")),
            include_str!(concat!("../../locales/", $language, "/common.ftl")),
            include_str!(concat!("../../locales/", $language, "/connect.ftl")),
            include_str!(concat!("../../locales/", $language, "/expiry.ftl")),
            include_str!(concat!("../../locales/", $language, "/form.ftl")),
            include_str!(concat!("../../locales/", $language, "/help.ftl")),
            include_str!(concat!("../../locales/", $language, "/home.ftl")),
            include_str!(concat!("../../locales/", $language, "/items.ftl")),
            include_str!(concat!("../../locales/", $language, "/kudos.ftl")),
            include_str!(concat!("../../locales/", $language, "/misread.ftl")),
            include_str!(concat!("../../locales/", $language, "/notices.ftl")),
            include_str!(concat!("../../locales/", $language, "/nudges.ftl")),
            include_str!(concat!("../../locales/", $language, "/one_on_ones.ftl")),
            include_str!(concat!("../../locales/", $language, "/proposal.ftl")),
            include_str!(concat!("../../locales/", $language, "/rewards.ftl")),
            include_str!(concat!("../../locales/", $language, "/roles.ftl")),
            include_str!(concat!("../../locales/", $language, "/settings.ftl")),
            include_str!(concat!("../../locales/", $language, "/stand_in.ftl")),
            include_str!(concat!("../../locales/", $language, "/survey_admin.ftl")),
            include_str!(concat!("../../locales/", $language, "/surveys.ftl")),
            include_str!(concat!("../../locales/", $language, "/system.ftl")),
            include_str!(concat!("../../locales/", $language, "/undo.ftl")),
        ]
    };
}

/// The files of a language, as they stand in the repository.
pub(super) const fn files(locale: Locale) -> [&'static str; 26] {
    match locale {
        Locale::En => files!("en"),
        Locale::Id => files!("id"),
        Locale::Ms => files!("ms"),
    }
}

/// The sentences of `locale`.
pub(super) fn catalogue(locale: Locale) -> &'static Catalogue {
    static EN: LazyLock<Catalogue> = LazyLock::new(|| build(Locale::En));
    static ID: LazyLock<Catalogue> = LazyLock::new(|| build(Locale::Id));
    static MS: LazyLock<Catalogue> = LazyLock::new(|| build(Locale::Ms));
    match locale {
        Locale::En => &EN,
        Locale::Id => &ID,
        Locale::Ms => &MS,
    }
}

fn build(locale: Locale) -> Catalogue {
    let language: LanguageIdentifier = locale.as_str().parse().expect("a language tag");
    let mut catalogue = Catalogue::new_concurrent(vec![language]);
    // Marks of direction around every argument help no language spoken here, and show in some clients.
    catalogue.set_use_isolating(false);
    catalogue.set_formatter(Some(match locale {
        Locale::En | Locale::Ms => |value, _| grouped(value, ','),
        Locale::Id => |value, _| grouped(value, '.'),
    }));
    for file in files(locale) {
        let file = FluentResource::try_new(file.to_owned()).expect("a well-formed file");
        catalogue.add_resource(file).expect("a key is there twice");
    }
    catalogue
}

/// A number with its thousands apart.
fn grouped(value: &FluentValue<'_>, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let number: &FluentNumber = number;
    let digits = number.as_string();
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", &*digits), |digits| ("−", digits));
    let mut shown = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            shown.push(separator);
        }
        shown.push(digit);
    }
    Some(shown)
}
