//! The month behind the sample company.

use anyhow::Context;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::app::App;
use crate::chat::{Identity, Installation, Place, PlaceKind, Platform};
use crate::kudos::{Allowance, Gift, Source};
use crate::people::{self, Member};
use crate::sandbox::slack::Sandbox;
use crate::workspace;

/// Giver, recipients, points, value, words: what people of the sample company say to each other.
const SAID: &[(&str, &[&str], i64, &str, &str)] = &[
    (
        "budi",
        &["priya"],
        5,
        "ownership",
        "for keeping the nightly import alive all week",
    ),
    (
        "priya",
        &["budi", "rizky"],
        3,
        "teamwork",
        "for the quiet on-call hand-over",
    ),
    (
        "siti",
        &["aina"],
        10,
        "customer",
        "untuk 12 wawancara minggu ini, tetap ramah sampai akhir",
    ),
    (
        "nur.aisyah",
        &["zoe"],
        5,
        "innovation",
        "reka bentuk borang baharu itu sangat kemas",
    ),
    (
        "zoe",
        &["nur.aisyah"],
        4,
        "learning",
        "for running the research session with me",
    ),
    (
        "farid",
        &["tom", "dewi"],
        5,
        "customer",
        "pelanggan di Penang puji kalian berdua",
    ),
    (
        "liam",
        &["putri"],
        8,
        "learning",
        "for her first production release",
    ),
    (
        "putri",
        &["liam"],
        3,
        "teamwork",
        "terima kasih sudah sabar mereview",
    ),
    (
        "grace",
        &["siti", "mei"],
        10,
        "ownership",
        "for closing the year without one late invoice",
    ),
    (
        "ana",
        &["zoe", "hakim"],
        4,
        "innovation",
        "for the new onboarding, it feels great",
    ),
    (
        "rizky",
        &["agus"],
        6,
        "ownership",
        "ketemu akar masalahnya jam dua pagi",
    ),
    (
        "agus",
        &["rizky"],
        2,
        "teamwork",
        "untuk kopi dan kesabarannya",
    ),
    (
        "dewi",
        &["yohanes"],
        5,
        "customer",
        "demo untuk pelanggan Surabaya keren sekali",
    ),
    (
        "sarah",
        &["zoe"],
        5,
        "teamwork",
        "for the campaign pictures on one day's notice",
    ),
    (
        "hakim",
        &["ana"],
        5,
        "learning",
        "terima kasih ajar saya tentang ujian hujung ke hujung",
    ),
    (
        "mei",
        &["farid"],
        3,
        "ownership",
        "for expense reports that add up",
    ),
    (
        "yohanes",
        &["budi"],
        7,
        "customer",
        "integrasinya jalan di hari pertama",
    ),
    (
        "tom",
        &["priya"],
        4,
        "customer",
        "for the query that answered forty tickets",
    ),
];

/// The channel of it all.
pub(super) const CHANNEL: &str = "C0KUDOS0001";

/// Gives the sample company its past, unless it has one.
pub(super) async fn give(app: &App, sandbox: &Sandbox) -> anyhow::Result<()> {
    let mut conn = app.pool.acquire().await?;
    let team = sandbox.model().team.id.clone();
    let connection = workspace::connection(&mut conn, &Installation::new(Platform::Slack, &team))
        .await?
        .context("the stand-in is not connected")?;
    let settings = crate::settings::load(&mut conn, connection.workspace).await?;
    let members = people::list(&mut conn, connection.workspace).await?;
    drop(conn);
    let ids = Ids {
        sandbox,
        members: &members,
        team: &team,
    };
    let now = app.clock.now();
    for day in (1..=28_i64).rev() {
        for gift in 0..3 {
            let index = usize::try_from(day * 3 + gift).unwrap_or_default() % SAID.len();
            let at = now.checked_sub((day * 24 + gift * 2).hours())?;
            let gift = past_gift(app, &ids, &settings, connection.workspace, at, index)
                .context("somebody of the sample company is missing")?;
            app.desk.batcher.give(gift).await?;
        }
    }
    Ok(())
}

/// The people of the sample company by their handles.
struct Ids<'a> {
    sandbox: &'a Sandbox,
    members: &'a [Member],
    team: &'a str,
}

impl Ids<'_> {
    fn user(&self, handle: &str) -> Option<String> {
        let model = self.sandbox.model();
        model
            .team
            .users
            .iter()
            .find(|user| user.name == handle)
            .map(|user| user.id.clone())
    }

    fn member(&self, handle: &str) -> Option<Uuid> {
        let identity = Identity::new(Platform::Slack, self.team, self.user(handle)?);
        let member = self
            .members
            .iter()
            .find(|m| m.account(&identity).is_some())?;
        Some(member.id)
    }
}

fn past_gift(
    app: &App,
    ids: &Ids<'_>,
    settings: &crate::settings::Settings,
    workspace: Uuid,
    at: Timestamp,
    index: usize,
) -> Option<Gift> {
    let (giver, recipients, points, value, words) = SAID.get(index).copied()?;
    Some(Gift {
        id: app.clock.new_id(),
        workspace,
        at,
        day: at.to_zoned(settings.time_zone.clone()).date(),
        giver: ids.member(giver)?,
        recipients: recipients
            .iter()
            .map(|who| ids.member(who))
            .collect::<Option<_>>()?,
        points,
        values: vec![value.to_owned()],
        message: words.to_owned(),
        source: Source::Command,
        place: Place {
            platform: Platform::Slack,
            team: ids.team.to_owned(),
            channel: CHANNEL.to_owned(),
            thread: None,
            kind: PlaceKind::Public,
            shared: false,
        },
        message_id: None,
        happened_at: None,
        boosted: None,
        // Of the period it falls in: the current one is left for the visitor.
        allowance: Allowance::at(at, settings),
        // A demo on a database that is kept has its past already.
        act_keys: Vec::new(),
        keys: vec![format!(
            "demo/{index}/{}",
            at.to_zoned(settings.time_zone.clone()).date()
        )],
        letters: Box::new(|_| Vec::new()),
    })
}
