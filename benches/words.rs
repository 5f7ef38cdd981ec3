//! What a gift costs before and after the database: its line is read, its announcement worded, and rendered for
//! each platform, and the letter is written and read again. `cargo bench` runs it.

use divan::{Bencher, black_box};
use plaudit::chat::{Identity, Mention, Message, Place, PlaceKind, Platform, Rich, To};
use plaudit::command::{Lexicon, parse};
use plaudit::ids::{KudosId, WorkspaceId};
use plaudit::outbox::Letter;
use plaudit::settings::Settings;
use plaudit::wording::{Announcement, Words, announcement};
use plaudit::{slack, teams};

fn main() {
    divan::main();
}

const LINES: [&str; 4] = [
    "<@U0ANA|ana> +5 #teamwork for the launch",
    "<@U0ANA|ana> <@U0BUDI|budi> <@U0CITRA|citra> +15 points #ownership for the calmest incident call this year",
    "10 poin buat @budi karena bantu pelanggan sampai selesai #pelanggan",
    "leaderboard last month given",
];

#[divan::bench(args = LINES)]
fn reading_a_line(line: &str) -> bool {
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    parse(black_box(line), &lexicon).is_ok()
}

fn person(name: &str) -> Mention {
    let accounts = vec![
        Identity::new(Platform::Slack, "T1", format!("U0{}", name.to_uppercase())),
        Identity::new(Platform::Teams, "tenant", format!("29:{name}")),
    ];
    Mention::new(name, accounts)
}

fn kudos(recipients: usize) -> Announcement {
    let recipients = (0..recipients).map(|n| person(&format!("colleague{n}")));
    Announcement {
        kudos: KudosId::from_u128(1),
        giver: person("ana"),
        recipients: recipients.collect(),
        points: 5,
        values: vec!["teamwork".to_owned()],
        message: Rich::plain("for the calmest incident call this year"),
        boosters: Vec::new(),
        reversed: false,
    }
}

fn worded(recipients: usize) -> Message {
    let settings = Settings::default();
    announcement(&Words::new(settings.locale, &settings), &kudos(recipients))
}

#[divan::bench(args = [1, 20])]
fn wording_an_announcement(bencher: Bencher<'_, '_>, recipients: usize) {
    let (settings, kudos) = (Settings::default(), kudos(recipients));
    let words = Words::new(settings.locale, &settings);
    bencher.bench(|| announcement(&words, black_box(&kudos)));
}

#[divan::bench(args = [1, 20])]
fn rendering_for_slack(bencher: Bencher<'_, '_>, recipients: usize) {
    let message = worded(recipients);
    bencher.bench(|| {
        slack::render::message(black_box(&message), slack::render::Target { team: "T1" })
    });
}

#[divan::bench(args = [1, 20])]
fn rendering_for_teams(bencher: Bencher<'_, '_>, recipients: usize) {
    let message = worded(recipients);
    bencher.bench(|| {
        teams::render::message(
            black_box(&message),
            teams::render::Target { tenant: "tenant" },
        )
    });
}

fn letter(recipients: usize) -> Letter {
    let place = Place {
        platform: Platform::Slack,
        team: "T1".to_owned(),
        channel: "C1".to_owned(),
        thread: None,
        kind: PlaceKind::Public,
        shared: false,
    };
    Letter::new(
        WorkspaceId::from_u128(1),
        To::Place(place),
        worded(recipients),
    )
}

#[divan::bench(args = [1, 20])]
fn writing_a_letter(bencher: Bencher<'_, '_>, recipients: usize) {
    let letter = letter(recipients);
    bencher.bench(|| serde_json::to_string(black_box(&letter)));
}

#[divan::bench(args = [1, 20])]
fn reading_a_letter(bencher: Bencher<'_, '_>, recipients: usize) {
    let Ok(written) = serde_json::to_string(&letter(recipients)) else {
        return;
    };
    bencher.bench(|| serde_json::from_str::<Letter>(black_box(&written)));
}
