//! `plaudit export`

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};

use super::days::{Days, Span};
use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::misused;
use super::rows::{Cell, Format, Row, Rows};
use super::snapshot::snapshot;
use crate::badges::{self, AwardRow};
use crate::chat::Proof;
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::database::Ts;
use crate::ids::WorkspaceId;
use crate::kudos::{self, Allowance, BalanceRow, KudosRow};
use crate::ledger::{self, EntryRow};
use crate::letters::{Readable, badge_name};
use crate::people;
use crate::rewards::{self, Wanted};
use crate::settings::{self, Settings};
use crate::surveys::{self, CountRow};
use crate::workspace;

/// Write kudos, balances, badges, redemptions, the ledger or survey results to standard output, as of
/// one instant.
#[derive(Args, Debug)]
pub(super) struct Export {
    /// What
    what: What,
    /// How [default: jsonl]
    #[arg(long = "format", value_name = "FORMAT")]
    format: Option<Format>,
    /// As a spreadsheet opens it: CSV that says by its first bytes how letters are written
    #[arg(long)]
    excel: bool,
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    within: InWorkspace,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Every kudos, a row per recipient, oldest first
    Kudos,
    /// What each member has, by name
    Balances,
    /// Every badge that somebody has, or had, oldest first
    Badges,
    /// Every entry of the ledger, oldest first
    Ledger,
    /// Every redemption, oldest first
    Redemptions,
    /// What closed surveys came to, oldest first: counts alone, of groups that may be shown
    SurveyResults,
}

/// Writes a table.
pub(super) async fn run(export: Export, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let format = match (export.format, export.excel) {
        (Some(Format::Jsonl), true) => {
            return Ok(misused("--excel writes CSV: leave --format out"));
        }
        (_, true) => Format::Excel,
        (format, false) => format.unwrap_or(Format::Jsonl),
    };
    let days = match export.days.read() {
        Ok(days) => days,
        Err(misused) => return Ok(misused),
    };
    if matches!(export.what, What::Balances) && !days.is_all() {
        return Ok(misused(
            "balances are those of now: they have no --from and --to",
        ));
    }
    with_database(database, async |opened| {
        write(opened, &export, days, format).await
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

async fn write(opened: &Opened, export: &Export, days: Span, format: Format) -> anyhow::Result<()> {
    let workspace = opened.workspace(export.within.named()).await?;
    let mut tx = snapshot(&opened.pool).await?;
    let (from, until) = days.bounds(&mut tx, workspace).await?;
    match export.what {
        What::Kudos => {
            let people = people::list(&mut tx, workspace).await?;
            let readable =
                Readable::new(&people, workspace::named_places(&mut tx, workspace).await?);
            let rows = kudos::export(&mut *tx, workspace, from, until);
            let read = rows.map_ok(|row| KudosRow {
                message: readable.text(&row.message, row.installation().as_ref()),
                ..row
            });
            stream(read.boxed(), format).await
        }
        What::Badges => {
            let settings = settings::load(&mut tx, workspace).await?;
            let badges = badges::all(&mut tx, workspace).await?;
            let name = |slug: &str| {
                let badge = badges.iter().find(|it| it.slug == slug);
                badge
                    .map(|it| badge_name(&settings, it))
                    .unwrap_or_default()
            };
            let rows = badges::export(&mut tx, workspace, from, until);
            let named = rows.map_ok(|row| NamedAward(name(&row.badge), row));
            stream(named.boxed(), format).await
        }
        What::Ledger => stream(ledger::entries(&mut *tx, workspace, from, until), format).await,
        What::Redemptions => {
            let wanted = Wanted {
                from,
                until,
                ..Wanted::default()
            };
            stream(rewards::export(&mut *tx, workspace, wanted), format).await
        }
        What::SurveyResults => {
            stream(surveys::export(&mut tx, workspace, from, until), format).await
        }
        What::Balances => {
            let balances = balances(&mut tx, workspace).await?;
            let mut rows = Rows::on_stdout::<Balance, _>(format)?;
            for balance in balances {
                rows.write(balance)?;
            }
            rows.finish()
        }
    }
}

/// Writes rows as they come from the database.
async fn stream<R: Row<N>, const N: usize>(
    mut from: BoxStream<'_, sqlx::Result<R>>,
    format: Format,
) -> anyhow::Result<()> {
    let mut rows = Rows::on_stdout::<R, N>(format)?;
    while let Some(row) = from.try_next().await? {
        rows.write(row)?;
    }
    rows.finish()
}

impl Row<14> for KudosRow {
    const COLUMNS: [&'static str; 14] = [
        "id",
        "given_at",
        "platform",
        "place",
        "giver",
        "recipient",
        "points",
        "values",
        "message",
        "source",
        "reversed_at",
        "giver_name",
        "recipient_name",
        "place_name",
    ];

    fn cells(self) -> [Cell; 14] {
        let place = match (self.platform, &self.team, &self.channel) {
            (Some(platform), Some(team), Some(channel)) => {
                Some(format!("{platform}:{team}/{channel}"))
            }
            _ => None,
        };
        let source = source(&self);
        [
            self.id.into(),
            self.given_at.into(),
            self.platform.map(|it| it.as_str().to_owned()).into(),
            place.into(),
            self.giver.into(),
            self.recipient.into(),
            self.points.into(),
            self.values.into(),
            self.message.into(),
            source.to_owned().into(),
            self.reversed_at.into(),
            self.giver_name.into(),
            self.recipient_name.into(),
            self.place_name.into(),
        ]
    }
}

/// How it was given. A webhook's word is set apart, since nothing proves whose it is.
const fn source(row: &KudosRow) -> &'static str {
    match row.proof {
        Proof::Person => row.source.as_str(),
        Proof::Team => "webhook",
    }
}

/// A badge that somebody has, with its name in the programme's language.
struct NamedAward(String, AwardRow);

impl Row<7> for NamedAward {
    const COLUMNS: [&'static str; 7] = [
        "member",
        "member_name",
        "badge",
        "name",
        "earned_at",
        "taken_at",
        "source",
    ];

    fn cells(self) -> [Cell; 7] {
        let Self(name, row) = self;
        [
            row.member.into(),
            row.member_name.into(),
            row.badge.into(),
            name.into(),
            row.earned_at.into(),
            row.taken_at.into(),
            row.source.as_str().to_owned().into(),
        ]
    }
}

impl Row<8> for EntryRow {
    const COLUMNS: [&'static str; 8] = [
        "transfer",
        "posted_at",
        "kind",
        "account",
        "owner",
        "amount",
        "balance_after",
        "source",
    ];

    fn cells(self) -> [Cell; 8] {
        [
            self.transfer.into(),
            self.posted_at.into(),
            self.kind.into(),
            self.account.into(),
            self.owner.into(),
            self.amount.into(),
            self.balance_after.into(),
            self.source.into(),
        ]
    }
}

impl Row<13> for CountRow {
    const COLUMNS: [&'static str; 13] = [
        "run",
        "survey",
        "title",
        "closed_at",
        "invited",
        "run_answered",
        "question",
        "by",
        "group",
        "answered",
        "answer",
        "count",
        "answer_label",
    ];

    fn cells(self) -> [Cell; 13] {
        let label = self.label().map(str::to_owned);
        [
            self.run.into(),
            self.survey.into(),
            self.title.into(),
            self.closed_at.into(),
            i64::from(self.invited).into(),
            i64::from(self.run_answered).into(),
            self.question.into(),
            self.dimension.to_string().into(),
            self.part.into(),
            i64::from(self.answered).into(),
            self.answer.into(),
            i64::from(self.count).into(),
            label.into(),
        ]
    }
}

/// What a member has, and may give until when.
struct Balance {
    row: BalanceRow,
    allowance_left: i64,
    resets_at: Ts,
}

async fn balances(
    conn: &mut sqlx::PgConnection,
    workspace: WorkspaceId,
) -> anyhow::Result<impl Iterator<Item = Balance>> {
    let settings: Settings = settings::load(conn, workspace).await?;
    let now = Clock::system().now();
    let allowance = Allowance::at(now, &settings);
    let resets_at = settings.allowance_period.next(now, &settings.time_zone);
    let rows = kudos::balances(conn, workspace, allowance.period).await?;
    Ok(rows.into_iter().map(move |row| Balance {
        // What was not granted yet will be, with the first gift.
        allowance_left: row.left + allowance.to_grant(row.granted),
        resets_at: Ts(resets_at.timestamp()),
        row,
    }))
}

impl Row<6> for Balance {
    const COLUMNS: [&'static str; 6] = [
        "member",
        "name",
        "identities",
        "points",
        "allowance_left",
        "allowance_resets_at",
    ];

    fn cells(self) -> [Cell; 6] {
        [
            self.row.member.into(),
            self.row.name.into(),
            self.row.identities.into(),
            self.row.points.into(),
            self.allowance_left.into(),
            self.resets_at.into(),
        ]
    }
}
