//! The month behind the sample company.

use anyhow::{Context, ensure};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use plaudit::app::App;
use plaudit::chat::{Identity, Installation, Place, PlaceKind, Platform, Proof};
use plaudit::ids::{KudosId, MemberId, WorkspaceId};
use plaudit::kudos::{Allowance, Gift, Origin, Outcome, Way};
use plaudit::people::{self, Member};
use plaudit::settings::{self, Settings};
use plaudit::workspace;
use plaudit_sandbox::slack::Sandbox;

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
pub(crate) const CHANNEL: &str = "C0KUDOS0001";

/// Gives the sample company its past, unless data were kept: then it has one.
pub(crate) async fn give(app: &App, sandbox: &Sandbox) -> anyhow::Result<()> {
    let mut conn = app.pool.acquire().await?;
    let has_past: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM kudos)")
        .fetch_one(&mut *conn)
        .await?;
    if has_past {
        return Ok(());
    }
    let team = sandbox.model().team.id.clone();
    let connection = workspace::connection(&mut conn, &Installation::new(Platform::Slack, &team))
        .await?
        .context("the stand-in is not connected")?;
    let settings = settings::load(&mut conn, connection.workspace).await?;
    let members = people::list(&mut conn, connection.workspace).await?;
    drop(conn);
    let now = app.clock.now();
    let company = Company {
        sandbox,
        members,
        workspace: connection.workspace,
        allowance: allowance_before(now, &settings),
        zone: settings.time_zone,
    };
    // It began before the first of it: whoever joins from now on is new.
    let began = now.checked_sub((DAYS * 24 + 1).hours())?;
    sqlx::query("UPDATE workspace SET created_at = $1 WHERE id = $2")
        .bind(plaudit::database::Ts(began))
        .bind(company.workspace)
        .execute(&app.pool)
        .await?;
    for day in (1..=DAYS).rev() {
        for gift in 0..3 {
            let index = usize::try_from(day * 3 + gift).unwrap_or_default() % SAID.len();
            let at = now.checked_sub((day * 24 + gift * 2).hours())?;
            let gift = company
                .gift(app.clock.new_id(), at, index)
                .context("somebody of the sample company is missing")?;
            let outcome = app.desk.batcher.give(gift).await?;
            ensure!(matches!(outcome, Outcome::Given { .. }), "{outcome:?}");
        }
    }
    Ok(())
}

/// How long it is.
const DAYS: i64 = 28;

/// What the past is given from: the allowance of the period before this one, which is left whole for
/// what is given before the visitor's eyes.
fn allowance_before(now: Timestamp, settings: &Settings) -> Allowance {
    let mut allowance = Allowance::at(now, settings);
    let last_day = allowance.period.saturating_sub(1.day());
    allowance.period = settings.allowance_period.start(last_day);
    allowance
}

/// The sample company, where it is known.
struct Company<'a> {
    sandbox: &'a Sandbox,
    members: Vec<Member>,
    workspace: WorkspaceId,
    allowance: Allowance,
    zone: TimeZone,
}

impl Company<'_> {
    /// The member with this handle.
    fn member(&self, handle: &str) -> Option<MemberId> {
        let team = self.sandbox.model().team;
        let user = team.users.iter().find(|user| user.name == handle)?;
        let identity = Identity::new(Platform::Slack, &team.id, &user.id);
        let member = self
            .members
            .iter()
            .find(|m| m.account(&identity).is_some())?;
        Some(member.id)
    }

    /// What somebody of it gave; nothing when one of them is missing.
    fn gift(&self, id: KudosId, at: Timestamp, index: usize) -> Option<Gift> {
        let (giver, recipients, points, value, words) = SAID.get(index).copied()?;
        let day = at.to_zoned(self.zone.clone()).date();
        Some(Gift {
            id,
            workspace: self.workspace,
            at,
            day,
            giver: self.member(giver)?,
            proof: Proof::Person,
            recipients: recipients
                .iter()
                .map(|who| self.member(who))
                .collect::<Option<_>>()?,
            points,
            values: vec![value.to_owned()],
            message: words.to_owned(),
            origin: Origin::Chat(
                Way::Command,
                Place {
                    platform: Platform::Slack,
                    team: self.sandbox.model().team.id,
                    channel: CHANNEL.to_owned(),
                    thread: None,
                    kind: PlaceKind::Public,
                    shared: false,
                },
            ),
            message_id: None,
            happened_at: None,
            boosted: None,
            allowance: self.allowance,
            act_keys: Vec::new(),
            keys: vec![format!("demo/{index}/{day}")],
            letters: Box::new(|_| Vec::new()),
        })
    }
}
