//! `plaudit survey library`

use clap::Args;

use crate::chat::Locale;
use crate::cli::output::ListFormat;
use crate::cli::rows::{Cell, Row, print_list};
use crate::surveys::{self, Kind, Phrase, Sample, Theme};

/// Which questions.
#[derive(Args, Debug)]
pub(super) struct Library {
    /// What they are about alone: engagement, recognition, workload, manager, wellbeing, inclusion or
    /// growth
    #[arg(long, value_name = "THEME", value_parser = theme)]
    theme: Option<Theme>,
    /// For people or for machines
    #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
}

fn theme(text: &str) -> Result<Theme, String> {
    Theme::named(text).map_err(|_| {
        format!(
            "a theme is one of {}",
            Theme::ALL.map(Theme::as_str).join(", ")
        )
    })
}

/// Lists questions to choose from.
pub(super) fn list(asked: &Library) -> anyhow::Result<()> {
    let all = surveys::library().iter();
    let of = |it: &&Sample| asked.theme.is_none_or(|theme| it.theme == theme);
    print_list(
        all.filter(of).collect(),
        asked.format,
        "there are none",
        |it| in_words(it),
    )
}

fn said(phrase: &Phrase, locale: Locale) -> String {
    phrase.in_language(locale).unwrap_or_default().to_owned()
}

fn options(sample: &Sample) -> &[Phrase] {
    match &sample.question.kind {
        Kind::Choice { options } | Kind::Choices { options } => options,
        _ => &[],
    }
}

fn in_words(sample: &Sample) -> String {
    let (asks, kind) = (&sample.question, sample.question.kind.name());
    let text = said(&asks.text, Locale::En);
    format!("{}  {text} ({kind}; {})", asks.id, sample.source)
}

impl Row<8> for &Sample {
    const COLUMNS: [&'static str; 8] = [
        "id", "theme", "kind", "text_en", "text_id", "text_ms", "options", "source",
    ];

    fn cells(self) -> [Cell; 8] {
        let asks = &self.question;
        let [en, id, ms] = Locale::ALL.map(|locale| said(&asks.text, locale));
        let options = options(self).iter().map(|it| said(it, Locale::En));
        [
            asks.id.clone().into(),
            self.theme.to_string().into(),
            asks.kind.name().to_owned().into(),
            en.into(),
            id.into(),
            ms.into(),
            options.collect::<Vec<_>>().into(),
            self.source.to_string().into(),
        ]
    }
}
