//! What waits for those who run the programme, as their home shows it: as far as the database tells in
//! passing.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::clock::earlier;
use crate::ids::{RewardId, WorkspaceId};
use crate::policy::{Action, Actor};
use crate::rewards::{self, catalog};
use crate::wording::{Few, HomeDuties, Words};
use crate::{badges, home, notices, outbox, schedule, surveys};

/// How many items are named of which codes run out.
const NAMED: usize = 3;

/// So long after its time a survey is closed, where nothing is wrong.
const A_WHILE: SignedDuration = SignedDuration::from_mins(10);

/// What waits for `by`. Nobody sees what is not theirs to look after.
pub(super) async fn duties(
    conn: &mut PgConnection,
    words: &Words<'_>,
    workspace: WorkspaceId,
    by: &Actor,
    now: Timestamp,
) -> Result<HomeDuties, sqlx::Error> {
    let mut duties = HomeDuties {
        approvals: rewards::how_many_wait(conn, workspace, by, now).await?,
        ..HomeDuties::default()
    };
    if by.may(Action::FulfilRedemption) {
        (_, duties.deliveries) = rewards::by_hand(conn, workspace, 0).await?;
    }
    if by.may(Action::ManageCatalog) {
        let low = words.settings.rewards_codes_low;
        let low = catalog::running_out(conn, workspace, low).await?;
        duties.codes = codes(conn, words, workspace, low).await?;
    }
    if by.may(Action::Configure) {
        duties.lost = outbox::given_up(conn, workspace).await?;
        duties.findings = findings(conn, workspace, now).await?;
    }
    Ok(duties)
}

/// What runs out, by its name.
async fn codes(
    conn: &mut PgConnection,
    words: &Words<'_>,
    workspace: WorkspaceId,
    low: Vec<(RewardId, i64)>,
) -> Result<Few<(String, i64)>, sqlx::Error> {
    let few = Few::of(low, NAMED);
    let ids: Vec<RewardId> = few.shown.iter().map(|(id, _)| *id).collect();
    let items = catalog::by_ids(conn, workspace, &ids).await?;
    let named = few.shown.iter().filter_map(|(id, left)| {
        let item = items.iter().find(|item| item.id == *id)?;
        Some((item.offer.texts.text(words.locale).name.clone(), *left))
    });
    Ok(Few {
        shown: named.collect(),
        more: few.more,
    })
}

/// How many things `plaudit doctor` would find in the rows of the programme.
async fn findings(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<i64, sqlx::Error> {
    let recurring = schedule::troubles(conn, workspace).await?.len();
    let overdue = surveys::overdue(conn, workspace, earlier(now, A_WHILE)).await?;
    let aside = [
        notices::aside(conn, workspace).await?.is_some(),
        badges::aside(conn, workspace).await?.is_some(),
        home::hidden(conn, workspace).await?.is_some(),
    ];
    let aside = aside.into_iter().filter(|it| *it).count();
    let all = recurring
        .saturating_add(overdue.len())
        .saturating_add(aside);
    Ok(i64::try_from(all).unwrap_or(i64::MAX))
}
