//! The words the grammar knows, in English, Indonesian and Malay, all accepted at any time.

use super::News;
use crate::script::folded;

/// A sub-command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Form,
    Help,
    Home,
    Balance,
    Badges,
    Leaderboard,
    History,
    Undo,
    Values,
    Shop,
    Redeem,
    Redemptions,
    Approvals,
    Deliveries,
    Items,
    Interests,
    Celebrations,
    StandIn,
    OneOnOnes,
    Coffee,
    Language,
    Notices,
    Admins,
    Managers,
    Pause,
    Resume,
    Audit,
    Survey,
    Settings,
    Connect,
}

const VERBS: &[(Verb, &[&str])] = &[
    (Verb::Help, &["help", "bantuan", "panduan", "menu", "?"]),
    (Verb::Home, &["home", "beranda", "laman", "berandaku"]),
    (
        Verb::Balance,
        &["balance", "me", "saldo", "baki", "points", "poin"],
    ),
    (Verb::Badges, &["badges", "badge", "lencana", "lencanaku"]),
    (
        Verb::Leaderboard,
        &[
            "leaderboard",
            "board",
            "top",
            "peringkat",
            "papan",
            "carta",
            "ranking",
        ],
    ),
    (Verb::History, &["history", "riwayat", "sejarah"]),
    (Verb::Undo, &["undo", "batal", "batalkan"]),
    (Verb::Values, &["values", "value", "nilai"]),
    (
        Verb::Shop,
        &[
            "shop",
            "catalog",
            "catalogue",
            "katalog",
            "kedai",
            "toko",
            "rewards",
            "hadiah",
            "ganjaran",
        ],
    ),
    (Verb::Redeem, &["redeem", "tukar", "tebus"]),
    (
        Verb::Redemptions,
        &[
            "redemptions",
            "redemption",
            "penukaran",
            "penukaranku",
            "penebusan",
            "tebusan",
        ],
    ),
    (
        Verb::Approvals,
        &["approvals", "approval", "persetujuan", "kelulusan"],
    ),
    (
        Verb::Deliveries,
        &["deliveries", "delivery", "penyerahan", "serahan"],
    ),
    (Verb::Items, &["items", "item", "barang"]),
    (
        Verb::Celebrations,
        &["celebrations", "birthday", "perayaan", "sambutan"],
    ),
    (
        Verb::Interests,
        &["interests", "interest", "minat", "minatku"],
    ),
    (
        Verb::StandIn,
        &[
            "standin",
            "stand-in",
            "substitute",
            "deputy",
            "pengganti",
            "wakil",
        ],
    ),
    (
        Verb::OneOnOnes,
        &[
            "1on1",
            "1on1s",
            "1:1",
            "1:1s",
            "1-1",
            "1-on-1",
            "one-on-one",
            "oneonone",
            "empatmata",
            "empat-mata",
            "4mata",
        ],
    ),
    (Verb::Coffee, &["coffee", "kopi", "ngopi"]),
    (Verb::Language, &["lang", "language", "bahasa"]),
    (
        Verb::Notices,
        &[
            "notices",
            "notifications",
            "notifikasi",
            "pemberitahuan",
            "notis",
        ],
    ),
    (Verb::Admins, &["admin", "admins", "pentadbir"]),
    (
        Verb::Managers,
        &["manager", "managers", "manajer", "pengurus"],
    ),
    (Verb::Pause, &["pause", "jeda", "tangguhkan"]),
    (Verb::Resume, &["resume", "unpause", "lanjutkan", "sambung"]),
    (Verb::Audit, &["audit"]),
    (Verb::Survey, &["survey", "surveys", "survei", "tinjauan"]),
    (
        Verb::Settings,
        &["settings", "setting", "tetapan", "pengaturan", "setelan"],
    ),
    (Verb::Connect, &["connect", "hubungkan", "sambungkan"]),
];

/// Alone, they ask for something too; they are too short or too common to be suggested.
const ALONE: &[(Verb, &[&str])] = &[
    (
        Verb::Help,
        &["hi", "hello", "hey", "hai", "halo", "helo", "tolong"],
    ),
    (
        Verb::Form,
        &[
            "kudos", "kudo", "give", "beri", "berikan", "form", "borang", "formulir",
        ],
    ),
];

/// The sub-command of that name.
pub(super) fn verb(word: &str) -> Option<Verb> {
    look_up(VERBS, word)
}

/// What a word asks for when nothing else is typed.
pub(super) fn alone(word: &str) -> Option<Verb> {
    look_up(ALONE, word)
}

fn look_up(table: &[(Verb, &[&str])], word: &str) -> Option<Verb> {
    table
        .iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(verb, _)| *verb)
}

impl Verb {
    /// Whether somebody may be named behind it, and means something there.
    pub(super) const fn speaks_of_people(self) -> bool {
        matches!(
            self,
            Self::Balance
                | Self::Badges
                | Self::Leaderboard
                | Self::History
                | Self::Undo
                | Self::Admins
                | Self::Managers
                | Self::Pause
                | Self::Resume
                | Self::StandIn
                | Self::OneOnOnes
        )
    }
}

/// The sub-command's name that `word` was probably meant to be.
pub(super) fn nearest_verb(word: &str) -> Option<&'static str> {
    let names = VERBS.iter().flat_map(|(_, names)| names.iter().copied());
    nearest(word, names)
}

/// The name that `word` was probably meant to be.
pub(super) fn nearest(
    word: &str,
    names: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let letters = word.chars().count();
    // A short word is near to everything; no name is as long as three dozen letters.
    if !(3..=36).contains(&letters) {
        return None;
    }
    names
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, _)| *distance <= letters / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// A word about the news that one is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewsWord {
    Turn(bool),
    Kind(News),
    /// Says nothing by itself.
    Filler,
}

const NEWS: &[(NewsWord, &[&str])] = &[
    (
        NewsWord::Turn(true),
        &[
            "on", "unmute", "nyala", "nyalakan", "aktif", "aktifkan", "hidup", "hidupkan", "buka",
        ],
    ),
    (
        NewsWord::Turn(false),
        &[
            "off",
            "mute",
            "mati",
            "matikan",
            "nonaktif",
            "nonaktifkan",
            "senyap",
            "senyapkan",
            "tutup",
        ],
    ),
    (NewsWord::Kind(News::Kudos), &["kudos", "gifts", "hadiah"]),
    (
        NewsWord::Kind(News::Joins),
        &[
            "joins",
            "join",
            "reactions",
            "reaction",
            "reaksi",
            "+1",
            "ikutan",
            "sertaan",
        ],
    ),
    (
        NewsWord::Kind(News::Allowance),
        &[
            "allowance",
            "reminders",
            "jatah",
            "kuota",
            "peruntukan",
            "pengingat",
            "peringatan",
        ],
    ),
    (
        NewsWord::Kind(News::Badges),
        &["badges", "badge", "lencana"],
    ),
    (
        NewsWord::Kind(News::Thanking),
        &["thanking", "nudges", "ajakan"],
    ),
    (
        NewsWord::Kind(News::Digest),
        &["digest", "digests", "ringkasan", "rangkuman"],
    ),
    (
        NewsWord::Filler,
        &[
            "all", "semua", "for", "of", "about", "untuk", "tentang", "and", "dan", "turn",
        ],
    ),
];

/// Whether a word turns something on or off.
pub(super) fn turn(word: &str) -> Option<bool> {
    match news(word) {
        Some(NewsWord::Turn(on)) => Some(on),
        _ => None,
    }
}

const APPOINT: &[&str] = &["add", "make", "tambah", "tambahkan", "jadikan", "lantik"];
const DISMISS: &[&str] = &[
    "remove", "delete", "hapus", "copot", "cabut", "buang", "lucutkan",
];

/// Whether a word makes somebody something, or no longer.
pub(super) fn appoints(word: &str) -> Option<bool> {
    match word {
        word if APPOINT.contains(&word) => Some(true),
        word if DISMISS.contains(&word) => Some(false),
        _ => None,
    }
}

/// What a word says of the news that one is told.
pub(super) fn news(word: &str) -> Option<NewsWord> {
    NEWS.iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(said, _)| *said)
}

/// The tag of a language that is called by its name.
pub(super) fn language(word: &str) -> &str {
    match word {
        "english" | "inggris" | "inggeris" => "en",
        "indonesia" | "indonesian" => "id",
        "malay" | "melayu" | "malaysia" => "ms",
        other => other,
    }
}

/// Whether a name of a sub-command is as well a word that sentences begin with.
pub(super) fn begins_sentence(word: &str) -> bool {
    ["me", "points", "poin"].contains(&word)
}

/// Joins two recipients: "and".
pub(super) fn is_joiner(word: &str) -> bool {
    is_conjunction(word) || matches!(word, "+" | "/")
}

/// A joiner that can mean nothing else.
pub(super) fn is_conjunction(word: &str) -> bool {
    is_one_of(word, &["and", "dan", "serta", "&", "&amp;"])
}

/// Calls somebody before it tells them anything.
pub(super) fn is_greeting(word: &str) -> bool {
    const GREETINGS: &[&str] = &[
        "hi",
        "hey",
        "hello",
        "hiya",
        "yo",
        "dear",
        "morning",
        "afternoon",
        "evening",
        "oi",
        "oy",
        "hei",
        "hai",
        "halo",
        "hallo",
        "helo",
        "pagi",
        "siang",
        "sore",
        "malam",
        "petang",
        "tengahari",
    ];
    is_one_of(word, GREETINGS)
}

/// Leads to the recipients and says nothing of why: greetings, pleas and "give".
pub(super) fn is_lead_in(word: &str) -> bool {
    const LEAD_IN: &[&str] = &[
        "hi", "hello", "hey", "halo", "hai", "helo", "please", "pls", "plz", "tolong", "mohon",
        "sila", "kudos", "kudo", "give", "send", "award", "beri", "berikan", "kasih", "bagi",
        "kirim", "hantar", "to", "for", "kepada", "kpd", "ke", "untuk", "buat", "and", "dan",
    ];
    is_one_of(word, LEAD_IN)
}

/// Asks kindly before the name of a sub-command.
pub(super) fn is_filler(word: &str) -> bool {
    [
        "please",
        "pls",
        "plz",
        "tolong",
        "mohon",
        "show",
        "my",
        "the",
        "lihat",
        "cek",
        "semak",
        "papar",
        "tunjukkan",
    ]
    .contains(&word)
}

/// What points are called after a number.
pub(super) fn is_unit(word: &str) -> bool {
    is_one_of(
        word,
        &["points", "point", "pts", "pt", "poin", "mata", "kudos"],
    )
}

/// Stands between an amount and whom it is for.
pub(super) fn is_towards(word: &str) -> bool {
    is_one_of(word, &["to", "kepada", "kpd", "ke"])
}

/// Stands there too, where it is clear that points are counted.
pub(super) fn is_on_behalf(word: &str) -> bool {
    is_one_of(word, &["for", "untuk", "buat"])
}

/// The words one of which may stand before the reason.
pub(super) fn is_because(word: &str) -> bool {
    is_one_of(word, &["for", "untuk", "kerana", "karena", "sebab"])
}

/// Whether a word says that something is given, or thanks.
pub(super) fn is_giving(word: &str) -> bool {
    const GIVING: &[&str] = &[
        "give",
        "gives",
        "giving",
        "award",
        "thank",
        "thanks",
        "thankyou",
        "thx",
        "tq",
        "tysm",
        "kudos",
        "kudo",
        "shoutout",
        "shout-out",
        "congrats",
        "congratulations",
        "bravo",
        "beri",
        "berikan",
        "kasih",
        "terimakasih",
        "makasih",
        "makasi",
        "mksh",
        "trims",
        "tahniah",
        "syabas",
        "hadiahkan",
        "apresiasi",
    ];
    is_one_of(word, GIVING)
}

/// Whether a word may stand between two people who are both thanked: "thanks @zoe, thank you @ana".
pub(super) fn is_thanks_again(word: &str) -> bool {
    is_giving(word)
        || is_towards(word)
        || is_one_of(word, &["you", "terima", "also", "too", "big", "juga"])
}

/// Whether a number before this word measures something, and counts no points.
#[rustfmt::skip]
pub(super) fn is_measure(word: &str) -> bool {
    const MEASURE: &[&str] = &[
        "second", "seconds", "sec", "secs", "detik", "saat", "minute", "minutes", "min", "mins",
        "menit", "mnt", "minit", "hour", "hours", "hr", "hrs", "h", "jam", "day", "days", "hari",
        "week", "weeks", "minggu", "pekan", "month", "months", "bulan", "year", "years", "yr", "yrs",
        "tahun", "am", "pm", "o'clock", "%", "percent", "persen", "peratus", "x", "times", "kali",
        "km", "m", "kg", "gb", "mb", "ms",
    ];
    is_one_of(word.trim_end_matches(['.', '!', '?', ')', ':']), MEASURE)
}

/// Whether a word asks somebody to do something.
pub(super) fn is_plea(word: &str) -> bool {
    const PLEA: &[&str] = &[
        "please", "pls", "plz", "tolong", "mohon", "sila", "minta", "can", "could", "bisa", "boleh",
    ];
    is_one_of(word, PLEA)
}

/// Whether a word, however it is written, is one of these.
pub(super) fn is_one_of(word: &str, these: &[&str]) -> bool {
    // None is as long as this, and a message may be one word.
    word.len() <= 64 && these.contains(&folded(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        assert_eq!(nearest_verb("leaderbord"), Some("leaderboard"));
        assert_eq!(nearest_verb("bantuam"), Some("bantuan"));
        assert_eq!(nearest_verb("slado"), Some("saldo"));
        assert_eq!(nearest_verb("tukr"), Some("tukar"));
        assert_eq!(nearest_verb("thanks"), None);
    }

    /// The page that lists them for people.
    const PAGE: &str = include_str!("../../docs/commands.md");

    #[test]
    fn the_page_lists_them_as_they_are() {
        let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
        let rows: Vec<&str> = rows.filter_map(|line| line.split(" | ").next()).collect();
        let verbs = VERBS
            .iter()
            .map(|(_, names)| format!("| `{}`", names.join("`, `")));
        assert_eq!(rows, verbs.collect::<Vec<_>>(), "docs/commands.md");
    }

    #[test]
    fn no_word_is_two_commands() {
        let mut names: Vec<_> = VERBS
            .iter()
            .chain(ALONE)
            .flat_map(|(_, names)| names.iter())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
