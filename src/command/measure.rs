//! The words of boards: what is counted, over what time, and where.

use super::Metric;
use super::words::{is_measure, nearest};
use crate::calendar::Period;
use crate::script::folded;

/// A word of the leaderboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Metric(Metric),
    Period(Period),
    /// The period before.
    Past,
    /// The day before; behind a period, the period before.
    Yesterday,
    /// A month, from 1.
    Month(i8),
    /// A year.
    Year(i16),
    /// A month of a year.
    MonthOf(i16, i8),
    /// A quarter, from 1.
    Quarter(i8),
    /// Which one, of whatever else is said.
    Number(i8),
    Here,
    /// Says nothing by itself.
    Filler,
}

#[rustfmt::skip]
const MEASURES: &[(Measure, &[&str])] = &[
    (Measure::Metric(Metric::Received), &["received", "receivers", "diterima", "penerima", "terima"]),
    (Measure::Metric(Metric::Given), &["given", "givers", "diberi", "diberikan", "pemberi", "beri"]),
    (Measure::Period(Period::Day), &["today", "day", "daily", "hari", "harian"]),
    (Measure::Period(Period::Week), &["week", "weekly", "minggu", "mingguan", "pekan"]),
    (Measure::Period(Period::Month), &["month", "monthly", "bulan", "bulanan"]),
    (Measure::Period(Period::Quarter), &["quarter", "quarterly", "kuartal", "suku", "triwulan"]),
    (Measure::Period(Period::Year), &["year", "yearly", "tahun", "tahunan"]),
    (Measure::Period(Period::All), &["all", "alltime", "all-time", "semua", "selamanya", "ever", "sepanjang"]),
    (Measure::Past, &["last", "previous", "prev", "past", "lalu", "lepas", "sebelumnya", "sebelum"]),
    (Measure::Yesterday, &["yesterday", "kemarin", "kemaren", "semalam", "kelmarin"]),
    (Measure::Quarter(1), &["q1"]),
    (Measure::Quarter(2), &["q2"]),
    (Measure::Quarter(3), &["q3"]),
    (Measure::Quarter(4), &["q4"]),
    (Measure::Month(1), &["january", "jan", "januari"]),
    (Measure::Month(2), &["february", "feb", "februari", "pebruari"]),
    (Measure::Month(3), &["march", "mar", "maret", "mac"]),
    (Measure::Month(4), &["april", "apr"]),
    (Measure::Month(5), &["may", "mei"]),
    (Measure::Month(6), &["june", "jun", "juni"]),
    (Measure::Month(7), &["july", "jul", "juli", "julai"]),
    (Measure::Month(8), &["august", "aug", "agustus", "agt", "agu", "ogos", "ogo"]),
    (Measure::Month(9), &["september", "sep", "sept"]),
    (Measure::Month(10), &["october", "oct", "oktober", "okt"]),
    (Measure::Month(11), &["november", "nov", "nopember"]),
    (Measure::Month(12), &["december", "dec", "desember", "des", "disember", "dis"]),
    (Measure::Here, &["here", "sini", "disini"]),
    (Measure::Filler, &["this", "the", "in", "of", "by", "for", "on", "ini", "di", "per", "pada", "untuk", "yang", "mulai", "bermula", "starting", "beginning", "from"]),
];

/// What a word says to the leaderboard, and whether the next one belongs to it.
pub(super) fn measure(word: &str, next: Option<&str>) -> Option<(Measure, bool)> {
    // `suku tahun` is a quarter, not a quarter and a year.
    let pair = matches!(
        (word, next),
        ("suku", Some("tahun"))
            | (
                "all" | "semua" | "sepanjang",
                Some("time" | "masa" | "waktu")
            )
    );
    let known = MEASURES.iter().find(|(_, names)| names.contains(&word));
    let said = known.map(|(measure, _)| *measure).or_else(|| date(word))?;
    Some((said, pair))
}

/// Whether a number beside this word belongs to it: "7 days", "27 nov".
pub(super) fn is_time(word: &str) -> bool {
    let time = measure(word, None).is_some_and(|(said, _)| {
        !matches!(said, Measure::Metric(_) | Measure::Here | Measure::Filler)
    });
    time || is_measure(word)
}

/// `2026`, or `2026-03`.
fn date(word: &str) -> Option<Measure> {
    let (year, month) = match word.split_once(['-', '/', '.']) {
        Some((year, month)) => (year, Some(month)),
        None => (word, None),
    };
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    if year.len() != 4 || !digits(year, 4) || month.is_some_and(|month| !digits(month, 2)) {
        return None;
    }
    let year = year
        .parse()
        .ok()
        .filter(|year| (1970..=9998).contains(year))?;
    match month {
        None => Some(Measure::Year(year)),
        Some(month) => {
            let month = month
                .parse()
                .ok()
                .filter(|month| (1..=12).contains(month))?;
            Some(Measure::MonthOf(year, month))
        }
    }
}

/// Whether a text means the conversation it is said in, and nothing else.
pub(super) fn means_here(text: &str) -> bool {
    let said: Option<Vec<Measure>> = folded(text)
        .split_whitespace()
        .map(|word| measure(word, None).map(|(measure, _)| measure))
        .collect();
    said.is_some_and(|said| {
        said.contains(&Measure::Here)
            && said
                .iter()
                .all(|it| matches!(it, Measure::Here | Measure::Filler))
    })
}

/// The leaderboard's word that `word` was probably meant to be.
pub(super) fn nearest_measure(word: &str) -> Option<&'static str> {
    let names = MEASURES
        .iter()
        .filter(|(measure, _)| *measure != Measure::Filler)
        .flat_map(|(_, names)| names.iter().copied());
    nearest(word, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_two_measures() {
        let mut names: Vec<_> = MEASURES
            .iter()
            .flat_map(|(_, names)| names.iter())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn dates_are_years_and_months() {
        for (word, expected) in [
            ("2026", Some(Measure::Year(2026))),
            ("2026-03", Some(Measure::MonthOf(2026, 3))),
            ("2026-3", Some(Measure::MonthOf(2026, 3))),
            ("2026/12", Some(Measure::MonthOf(2026, 12))),
            ("2026-13", None),
            ("2026-00", None),
            ("0999", None),
            ("10", None),
            ("12345", None),
            ("2026-", None),
            ("2026-003", None),
            ("+026", None),
        ] {
            assert_eq!(date(word), expected, "{word}");
        }
    }

    #[test]
    fn the_nearest_measure_is_found() {
        assert_eq!(nearest_measure("recieved"), Some("received"));
        assert_eq!(nearest_measure("febuary"), Some("february"));
    }
}
